//! Running a pattern: all places that it can be at, kept side by side, go through the text once.

use super::{Pattern, Step};

pub(super) fn matches(pattern: &Pattern, text: &str) -> bool {
    let mut here = Places::new(pattern.steps.len());
    let mut after = Places::new(pattern.steps.len());
    here.add(pattern, 0);
    for c in text.chars() {
        if here.list.is_empty() {
            return false;
        }
        for &at in &here.list {
            let moves = match pattern.steps.get(at) {
                Some(Step::One(one)) => *one == c,
                Some(Step::Any) => c != '\n',
                Some(Step::Of(set)) => pattern
                    .sets
                    .get(usize::from(*set))
                    .is_some_and(|set| set.holds(c)),
                _ => false,
            };
            if moves {
                after.add(pattern, at + 1);
            }
        }
        std::mem::swap(&mut here, &mut after);
        after.clear();
    }
    here.seen.last().is_some_and(|end| *end)
}

/// A set of places in a pattern; the last, behind all steps, is its end.
struct Places {
    seen: Vec<bool>,
    /// Those seen that wait for a character.
    list: Vec<usize>,
    /// Those still to be followed.
    open: Vec<usize>,
}

impl Places {
    fn new(steps: usize) -> Self {
        Self {
            seen: vec![false; steps + 1],
            list: Vec::new(),
            open: Vec::new(),
        }
    }

    fn clear(&mut self) {
        self.seen.fill(false);
        self.list.clear();
    }

    /// Adds a place and all that it leads to without a character.
    fn add(&mut self, pattern: &Pattern, at: usize) {
        self.open.push(at);
        while let Some(at) = self.open.pop() {
            match self.seen.get_mut(at) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            match pattern.steps.get(at) {
                Some(Step::Fork(one, other)) => {
                    self.open.extend(at.checked_add_signed(isize::from(*other)));
                    self.open.extend(at.checked_add_signed(isize::from(*one)));
                }
                Some(Step::Jump(to)) => self.open.extend(at.checked_add_signed(isize::from(*to))),
                Some(_) => self.list.push(at),
                None => {}
            }
        }
    }
}
