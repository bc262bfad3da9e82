//! Checks from which version to which an item is asked, and whose place it takes.

use super::graph;
use super::index::Index;
use super::items::Items;
use super::problem::{ProblemKind, Spelling};
use super::reader::Problems;
use super::version::is_later;
use crate::json::Json;

/// The most items, or tables, in whose place one stands.
const MOST_REPLACED: u32 = 100;

/// The ids in `replaces`, of an item or of a table. They are of older versions, and need not be in the document.
pub(super) fn read_replaces<'a>(
    problems: &Problems<'a>,
    id: &str,
    node: Option<&'a Json>,
) -> Vec<String> {
    let nodes = problems.list(node, MOST_REPLACED, "ids");
    problems.distinct(nodes, None);
    let mut replaces = Vec::new();
    for node in nodes {
        let Some(old) = problems.text(node) else {
            continue;
        };
        problems.spelling(old, node, Spelling::Name);
        if old == id {
            problems.add(node, ProblemKind::ReplacedByItself);
        } else {
            replaces.push(old.to_owned());
        }
    }
    replaces
}

impl<'a> Items<'a> {
    /// Notes items whose last version is before their first, items that two others replace, items that are replaced and
    /// still asked, and items that replace each other in a circle.
    pub(super) fn note_replacing(&self, problems: &Problems<'a>) {
        let mut names = Vec::new();
        let mut nodes = Vec::new();
        let mut replaced = Vec::new();
        for (item, (_, node)) in self.all.iter().zip(self.entries) {
            if let (Some(until), Some(node)) = (&item.until, node.get("until"))
                && is_later(&item.since, until)
            {
                problems.add(node, ProblemKind::VersionsReversed);
            }
            let mut known = Vec::new();
            let first = names.len();
            for node in node
                .get("replaces")
                .and_then(Json::as_list)
                .unwrap_or_default()
                .iter()
                .take(MOST_REPLACED as usize)
            {
                let Some(old) = node.as_text().filter(|old| *old != item.id) else {
                    continue;
                };
                // One that stands twice in one list is noted already.
                if !names.get(first..).is_some_and(|own| own.contains(&old)) {
                    names.push(old);
                    nodes.push(node);
                }
                if let Some(at) = self.find(old) {
                    known.push(u32::from(at.0));
                    if !self.has_ended(at) {
                        problems.add(node, ProblemKind::ReplacedAndAsked);
                    }
                }
            }
            replaced.push(known);
        }
        for at in Index::new(names).repeats() {
            if let Some(node) = nodes.get(at as usize) {
                problems.add(node, ProblemKind::ReplacedTwice);
            }
        }
        let mut leads = Vec::new();
        for known in &replaced {
            leads.push(known.as_slice());
        }
        for circle in graph::order(&leads).circles {
            let mut path = Vec::new();
            for at in &circle {
                let item = self.all.get(*at as usize);
                path.push(item.map_or_else(String::new, |item| item.id.clone()));
            }
            let first = circle.first().and_then(|at| self.entries.get(*at as usize));
            if let Some(node) = first.and_then(|(_, node)| node.get("replaces")) {
                problems.add(node, ProblemKind::Cycle { path });
            }
        }
    }
}
