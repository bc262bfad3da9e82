//! What is wrong now: on all pages, on one page, at one place.

use crate::definition::{About, Check, Entry, Role, Severity};
use crate::session::reading::Reading;
use crate::session::state::CheckState;
use crate::session::{Address, Finding, Node, Session};
use std::rc::Rc;

/// A check that does not hold: the entry of its page at which it stands, its number, its row.
type Failing = (usize, u16, Option<u32>);

impl Session {
    /// Every finding, in the order of the pages.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for section in self.sections() {
            self.section_findings(section, &mut findings);
        }
        findings
    }

    /// The findings of one page, in its order.
    #[must_use]
    pub fn findings_in(&self, section: u16) -> Vec<Finding> {
        let mut findings = Vec::new();
        self.section_findings(section, &mut findings);
        findings
    }

    /// The findings of its page whose first place or any other is this one. Looks at this place and the checks about it
    /// only, so that a page may ask for each of its places.
    #[must_use]
    pub fn findings_at(&self, node: &Node) -> Vec<Finding> {
        let mut findings = Vec::new();
        let Some(section) = self.section_of(node) else {
            return findings;
        };
        if !self.section_shown(section) {
            return findings;
        }
        match node {
            Node::Section(_) => return findings,
            Node::Table(table) => {
                if self.table_shown(*table) {
                    self.few_rows(*table, &mut findings);
                }
            }
            Node::At(at) => {
                if self.shown_at(at) {
                    self.own_findings(at, &mut findings);
                }
            }
        }
        let mut failing = Vec::new();
        for number in self.checks_at(node) {
            self.failing(section, number, Some(node), &mut failing);
        }
        // The place's own stand before the checks of its entry, as on the page.
        let own = if failing.is_empty() {
            0
        } else {
            self.entry_of(section, node)
        };
        let mut at = 0;
        for (entry, number, row) in failing {
            if let Some(check) = self.form.checks.get(usize::from(number)) {
                let finding = self.check_finding(number, check, row);
                if entry < own {
                    findings.insert(at, finding);
                    at += 1;
                } else {
                    findings.push(finding);
                }
            }
        }
        findings
    }

    /// The numbers of the sections.
    pub(crate) fn sections(&self) -> std::ops::Range<u16> {
        0..u16::try_from(self.form.sections.len()).unwrap_or(u16::MAX)
    }

    /// The section in which a thing stands.
    #[must_use]
    pub fn section_of(&self, node: &Node) -> Option<u16> {
        match node {
            Node::Section(section) => Some(*section),
            Node::Table(table) | Node::At(Address::Cell { table, .. }) => self
                .form
                .tables
                .get(usize::from(*table))
                .map(|table| table.section),
            Node::At(Address::Slot(slot)) => self.form.slots.get(slot.0 as usize)?.section,
        }
    }

    fn section_findings(&self, section: u16, findings: &mut Vec<Finding>) {
        let Some(shape) = self.form.sections.get(usize::from(section)) else {
            return;
        };
        if !self.section_shown(section) {
            return;
        }
        // The checks that fail here, by the entry at which each stands, so that the summary reads like the page.
        let mut failing = Vec::new();
        for (number, _) in (0..).zip(&self.form.checks) {
            self.failing(section, number, None, &mut failing);
        }
        let mut failing = failing.into_iter().peekable();
        // One past the last, for the checks that stand at none of the entries.
        for at in 0..=shape.content.len() {
            match shape.content.get(at) {
                Some(Entry::Slot(slot)) if self.slot_shown(slot.0 as usize) => {
                    self.own_findings(&Address::Slot(*slot), findings);
                }
                Some(Entry::Table(table)) if self.table_shown(*table) => {
                    self.table_findings(*table, findings);
                }
                _ => {}
            }
            while let Some((_, number, row)) = failing.next_if(|(entry, ..)| *entry == at) {
                if let Some(check) = self.form.checks.get(usize::from(number)) {
                    findings.push(self.check_finding(number, check, row));
                }
            }
        }
    }

    /// Adds where a check fails on a page, or at a place of it, in the order of the page.
    fn failing(&self, section: u16, number: u16, node: Option<&Node>, failing: &mut Vec<Failing>) {
        let Some(check) = self.form.checks.get(usize::from(number)) else {
            return;
        };
        let first = check.about.first();
        let here = first.and_then(|about| self.section_of(&self.node_of(*about, check, None)?));
        if here != Some(section) {
            return;
        }
        for (row, state) in self.states_of(number, check, node) {
            if state == CheckState::Fails && !self.held_back(number, check, row) {
                let places = self.places_of(check, row);
                let entry = places
                    .first()
                    .map_or(0, |node| self.entry_of(section, node));
                let at = failing.partition_point(|(known, ..)| *known <= entry);
                failing.insert(at, (entry, number, row));
            }
        }
    }

    fn entry_of(&self, section: u16, node: &Node) -> usize {
        let content = &self.form.sections[usize::from(section)].content;
        let wanted = match node {
            Node::At(Address::Slot(slot)) => Entry::Slot(*slot),
            Node::Table(table) | Node::At(Address::Cell { table, .. }) => Entry::Table(*table),
            Node::Section(_) => return 0,
        };
        content
            .iter()
            .position(|entry| *entry == wanted)
            .unwrap_or(content.len())
    }

    /// How a check stands: once, or for each row; at a cell of its table for this row only.
    pub(crate) fn states_of(
        &self,
        number: u16,
        check: &Check,
        node: Option<&Node>,
    ) -> Vec<(Option<u32>, CheckState)> {
        let mut states = Vec::new();
        let Some(table) = check.table else {
            let mut state = self.checks[usize::from(number)];
            if self.nil.is_some() && check.about.iter().any(|about| self.is_none_by_nil(*about)) {
                state = CheckState::Holds;
            }
            states.push((None, state));
            return states;
        };
        if let Some(state) = self.tables.get(usize::from(table))
            && let Ok(at) = state.checks.binary_search(&number)
        {
            let only = match node {
                Some(Node::At(Address::Cell { row, .. })) => Some(row),
                _ => None,
            };
            for (row, state) in (0..).zip(&state.rows) {
                if only.is_none_or(|only| *only == state.id) {
                    states.push((Some(row), state.checks[at]));
                }
            }
        }
        states
    }

    /// The checks about a place, in their order.
    fn checks_at(&self, node: &Node) -> Vec<u16> {
        let (first, last) = match node {
            Node::Section(_) => return Vec::new(),
            Node::At(Address::Slot(slot)) => (About::Slot(*slot), About::Slot(*slot)),
            Node::At(Address::Cell { table, column, .. }) => {
                let column = About::Column(*table, *column);
                (column, column)
            }
            Node::Table(table) => (About::Column(*table, 0), About::Column(*table, u16::MAX)),
        };
        let mut numbers = Vec::new();
        self.judges(first, last, node, &mut numbers);
        if let Node::Table(table) = node {
            let table = About::Table(*table);
            self.judges(table, table, node, &mut numbers);
        }
        numbers
    }

    fn judges(&self, first: About, last: About, node: &Node, numbers: &mut Vec<u16>) {
        let judges = &self.form.judges;
        let start = judges.partition_point(|(known, _)| *known < first);
        for (about, number) in judges[start..]
            .iter()
            .take_while(|(known, _)| *known <= last)
        {
            // A column stands for its cells in a check of its rows, else for the whole table.
            let is_here = match about {
                About::Column(table, _) => {
                    let check = &self.form.checks[usize::from(*number)];
                    matches!(node, Node::At(_)) == (check.table == Some(*table))
                }
                About::Slot(_) | About::Table(_) => true,
            };
            if let (true, Err(at)) = (is_here, numbers.binary_search(number)) {
                numbers.insert(at, *number);
            }
        }
    }

    /// Whether a warning waits: one of the answers that it is about has an error, which is mended or explained first.
    fn held_back(&self, number: u16, check: &Check, row: Option<u32>) -> bool {
        self.severity(number) == Severity::Warning
            && self
                .places_of(check, row)
                .iter()
                .any(|place| self.has_error(place))
    }

    /// Whether an error is said at a place. One that only concerns it is said elsewhere.
    fn has_error(&self, node: &Node) -> bool {
        if let Node::At(at) = node
            && let (Some(cell), Ok((_, Role::Asked(_)))) = (self.cell_ref(at), self.place(at))
            && self.shown_at(at)
            && match cell.reading {
                Reading::Wrong(_) => true,
                Reading::Blank => cell.needed,
                Reading::Missing | Reading::Known(_) => false,
            }
        {
            return true;
        }
        for number in self.checks_at(node) {
            let Some(check) = self.form.checks.get(usize::from(number)) else {
                continue;
            };
            if self.severity(number) == Severity::Error {
                for (row, state) in self.states_of(number, check, Some(node)) {
                    if state == CheckState::Fails
                        && self.places_of(check, row).first() == Some(node)
                        && self.word_on(number, check, row).is_none()
                    {
                        return true;
                    }
                }
            }
        }
        false
    }

    /// Where the warnings stand that wait, or no longer wait, for an error at a place.
    pub(crate) fn waiting_at(&self, node: &Node) -> Vec<Node> {
        let mut places = Vec::new();
        for number in self.checks_at(node) {
            if let Some(check) = self.form.checks.get(usize::from(number))
                && self.severity(number) == Severity::Warning
            {
                for (row, state) in self.states_of(number, check, Some(node)) {
                    if state == CheckState::Fails {
                        places.append(&mut self.places_of(check, row));
                    }
                }
            }
        }
        places
    }

    pub(crate) fn places_of(&self, check: &Check, row: Option<u32>) -> Vec<Node> {
        let mut places = Vec::new();
        for about in &check.about {
            places.extend(self.node_of(*about, check, row));
        }
        places
    }

    /// The node of a place that a check is about: a column of its own table in its row, another as the whole table.
    fn node_of(&self, about: About, check: &Check, row: Option<u32>) -> Option<Node> {
        match (about, row) {
            (About::Slot(slot), _) => Some(Node::At(Address::Slot(slot))),
            (About::Column(table, column), Some(row)) if check.table == Some(table) => {
                let row = self
                    .tables
                    .get(usize::from(table))?
                    .rows
                    .get(row as usize)?;
                Some(Node::At(Address::Cell {
                    table,
                    row: Rc::clone(&row.id),
                    column,
                }))
            }
            (About::Table(table) | About::Column(table, _), _) => Some(Node::Table(table)),
        }
    }
}
