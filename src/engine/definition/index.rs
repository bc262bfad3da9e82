//! Finds names in a list of names.

use crate::rules::sorted;

/// Names with their positions, ready to be looked up.
#[derive(Default)]
pub(super) struct Index<'a> {
    names: Vec<&'a str>,
    /// Positions, by name and then by position.
    sorted: Vec<u32>,
}

impl<'a> Index<'a> {
    /// An index of names; their places in the list are the positions.
    pub(super) fn new(names: Vec<&'a str>) -> Self {
        let many = u32::try_from(names.len()).unwrap_or(u32::MAX);
        let name = |at: u32| names.get(at as usize);
        let sorted = sorted(many, &|a, b| name(a).cmp(&name(b)).then(a.cmp(&b)));
        Self { names, sorted }
    }

    /// The first position of a name.
    pub(super) fn find(&self, name: &str) -> Option<u32> {
        let first = self
            .sorted
            .partition_point(|&at| self.name(at) < Some(name));
        let &at = self.sorted.get(first)?;
        (self.name(at) == Some(name)).then_some(at)
    }

    /// The positions of names that stand before them too.
    pub(super) fn repeats(&self) -> Vec<u32> {
        let mut repeats = Vec::new();
        let mut before = None;
        for &at in &self.sorted {
            let name = self.name(at);
            if before == name {
                repeats.push(at);
            }
            before = name;
        }
        repeats
    }

    fn name(&self, at: u32) -> Option<&'a str> {
        self.names.get(at as usize).copied()
    }
}
