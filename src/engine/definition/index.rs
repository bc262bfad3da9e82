//! Finds names in a list of names.

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
        let mut sorted: Vec<u32> = (0..).take(names.len()).collect();
        sorted.sort_unstable_by_key(|&at| (names.get(at as usize).copied(), at));
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
    pub(super) fn repeats(&self) -> impl Iterator<Item = u32> {
        self.sorted.windows(2).filter_map(|pair| match *pair {
            [one, two] if self.name(one) == self.name(two) => Some(two),
            _ => None,
        })
    }

    fn name(&self, at: u32) -> Option<&'a str> {
        self.names.get(at as usize).copied()
    }
}
