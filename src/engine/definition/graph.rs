//! Puts things behind what they depend on, and finds those that depend on themselves.

/// What [`order`] found.
pub(super) struct Order {
    /// All nodes, each behind every node that it depends on, otherwise as they came.
    pub(super) order: Vec<u32>,
    /// Ways round, one for each tangle: the lowest node first and last.
    pub(super) circles: Vec<Vec<u32>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Seen {
    No,
    /// On the way that is being followed.
    OnTheWay,
    Done,
}

/// Orders nodes 0 to the length of `depends`; each element lists what its node depends on. Does not recurse: a chain may
/// be as long as the document allows.
pub(super) fn order(depends: &[&[u32]]) -> Order {
    let mut seen = vec![Seen::No; depends.len()];
    let mut tangled = vec![false; depends.len()];
    let mut found = Order {
        order: Vec::with_capacity(depends.len()),
        circles: Vec::new(),
    };
    // The nodes on the way, each with how many of its dependencies were followed.
    let mut way: Vec<(u32, usize)> = Vec::new();
    for start in (0..).take(depends.len()) {
        if seen.get(start as usize) == Some(&Seen::No) {
            way.push((start, 0));
        }
        while let Some((node, followed)) = way.last_mut() {
            let node = *node;
            set(&mut seen, node, Seen::OnTheWay);
            let next = depends
                .get(node as usize)
                .and_then(|all| all.get(*followed))
                .copied();
            *followed += 1;
            match next.map(|next| (next, seen.get(next as usize).copied().unwrap_or(Seen::Done))) {
                Some((next, Seen::No)) => way.push((next, 0)),
                // One wrong rule often closes several ways round: only the first of them is worth saying.
                Some((next, Seen::OnTheWay)) if !is_in(&tangled, next) => {
                    let mut circle = Vec::new();
                    let mut apart = true;
                    for &(on, _) in &way {
                        if on == next || !circle.is_empty() {
                            circle.push(on);
                            apart &= !is_in(&tangled, on);
                        }
                    }
                    if apart {
                        found.circles.push(from_lowest(&circle));
                    }
                    for on in circle {
                        set(&mut tangled, on, true);
                    }
                }
                Some((_, Seen::OnTheWay | Seen::Done)) => {}
                None => {
                    set(&mut seen, node, Seen::Done);
                    found.order.push(node);
                    way.pop();
                }
            }
        }
    }
    found
}

fn is_in(marked: &[bool], node: u32) -> bool {
    marked.get(node as usize) == Some(&true)
}

fn set<T>(all: &mut [T], at: u32, value: T) {
    if let Some(place) = all.get_mut(at as usize) {
        *place = value;
    }
}

/// The circle from its lowest node round to the same node again.
fn from_lowest(circle: &[u32]) -> Vec<u32> {
    let mut lowest = 0;
    for (at, node) in circle.iter().enumerate() {
        if circle.get(lowest).is_some_and(|least| node < least) {
            lowest = at;
        }
    }
    let (before, after) = circle.split_at(lowest);
    let mut round = Vec::with_capacity(circle.len() + 1);
    round.extend_from_slice(after);
    round.extend_from_slice(before);
    round.extend(after.first().copied());
    round
}

#[cfg(test)]
mod tests {
    use super::order;

    #[track_caller]
    fn check(depends: &[&[u32]], expect: &[u32], circles: &[&[u32]]) {
        let found = order(depends);
        assert_eq!(found.order, expect);
        assert_eq!(found.circles, circles);
    }

    #[test]
    fn each_stands_behind_what_it_depends_on() {
        check(&[], &[], &[]);
        check(&[&[], &[], &[]], &[0, 1, 2], &[]);
        check(&[&[2], &[], &[1]], &[1, 2, 0], &[]);
        check(&[&[1, 2], &[3], &[3], &[]], &[3, 1, 2, 0], &[]);
    }

    #[test]
    fn each_tangle_is_found_once() {
        check(&[&[0]], &[0], &[&[0, 0]]);
        check(&[&[], &[3], &[1], &[2]], &[0, 2, 3, 1], &[&[1, 3, 2, 1]]);
        check(
            &[&[1], &[0], &[3], &[2]],
            &[1, 0, 3, 2],
            &[&[0, 1, 0], &[2, 3, 2]],
        );
        check(&[&[0, 1], &[0]], &[1, 0], &[&[0, 0]]);
    }

    #[test]
    fn a_long_chain_needs_no_deep_stack() {
        let next: Vec<[u32; 1]> = (1..100_001).map(|n| [n]).collect();
        let mut depends: Vec<&[u32]> = next.iter().map(<[u32; 1]>::as_slice).collect();
        depends.push(&[]);
        assert_eq!(order(&depends).order.first(), Some(&100_000));
    }
}
