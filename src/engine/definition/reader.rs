//! Takes the parts of a document apart: keys that must and may stand, kinds of value; collects what is wrong.

use super::index::Index;
use super::misspelt::is_like;
use super::places::places;
use super::problem::{Expected, Problem, ProblemKind, Spelling};
use crate::json::Json;
use crate::rules::{RESERVED, sorted};
use crate::value::Date;
use std::cell::RefCell;
use std::mem::discriminant;

/// The most problems that are listed; the last then says that there are more.
pub(super) const MOST_PROBLEMS: usize = 1_000;

/// What is wrong so far. Shared while the document is read.
#[derive(Default)]
pub(super) struct Problems<'a> {
    found: RefCell<Vec<Found<'a>>>,
    /// Objects, keys that were meant in them, and what stands at their misspellings.
    misspelt: RefCell<Vec<(&'a Json, &'static str, &'a Json)>>,
}

struct Found<'a> {
    node: &'a Json,
    kind: ProblemKind,
    at: Option<(u32, u32)>,
}

impl<'a> Problems<'a> {
    /// Notes a problem at a node.
    pub(super) fn add(&self, node: &'a Json, kind: ProblemKind) {
        self.add_at(node, kind, None);
    }

    /// Notes a problem at some bytes of a text node.
    pub(super) fn add_at(&self, node: &'a Json, kind: ProblemKind, at: Option<(u32, u32)>) {
        let mut found = self.found.borrow_mut();
        // What is noted of an item may be noted again for each form that asks it; two missing keys of one object are
        // two problems.
        let again = |one: &Found<'_>| {
            let alike = match kind {
                ProblemKind::MissingKey(_) => one.kind == kind,
                _ => discriminant(&one.kind) == discriminant(&kind),
            };
            alike && one.at == at && std::ptr::eq(one.node, node)
        };
        if found.len() <= MOST_PROBLEMS && !found.iter().any(again) {
            found.push(Found { node, kind, at });
        }
    }

    /// Whether there are more problems than are listed.
    fn is_full(&self) -> bool {
        self.found.borrow().len() > MOST_PROBLEMS
    }

    /// Notes that another kind of value is needed.
    pub(super) fn expected(&self, node: &'a Json, expected: Expected) {
        self.add(node, ProblemKind::WrongType { expected });
    }

    /// Everything that was noted, in the order of the document.
    pub(super) fn into_list(self, root: &'a Json) -> Vec<Problem> {
        let mut found = self.found.into_inner();
        let more = found.len() > MOST_PROBLEMS;
        found.truncate(MOST_PROBLEMS);
        let nodes: Vec<&Json> = found.iter().map(|one| one.node).collect();
        let mut places = places(root, &nodes);
        let key = |at: u32| {
            let at = at as usize;
            (
                places.get(at).map(|place| place.order),
                found.get(at).and_then(|one| one.at),
            )
        };
        let many = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let order = sorted(many, &|a, b| key(a).cmp(&key(b)).then(a.cmp(&b)));
        let mut list = Vec::with_capacity(found.len() + 1);
        for at in order {
            if let (Some(place), Some(one)) =
                (places.get_mut(at as usize), found.get_mut(at as usize))
            {
                list.push(Problem {
                    pointer: std::mem::take(&mut place.pointer),
                    node: place.order,
                    kind: std::mem::replace(&mut one.kind, ProblemKind::More),
                    at: one.at,
                });
            }
        }
        if more {
            list.push(Problem {
                pointer: String::new(),
                node: 0,
                kind: ProblemKind::More,
                at: None,
            });
        }
        list
    }

    /// Takes an object apart. `shape` has its keys with a blank between them and a `?` behind each that may be left
    /// out. Missing, unknown and repeated keys are noted here, so that the readers of single keys need not.
    pub(super) fn object(&self, node: &'a Json, shape: &'static str) -> Fields<'a, '_> {
        let fields = Fields {
            node,
            problems: self,
        };
        let Some(entries) = node.entries() else {
            self.expected(node, Expected::Object);
            return fields;
        };
        // Each key with whether it must stand.
        let mut keys: Vec<(&'static str, bool)> = Vec::new();
        let mut rest = shape;
        while !rest.is_empty() {
            let (key, more) = rest.split_once(' ').unwrap_or((rest, ""));
            keys.push(match key.strip_suffix('?') {
                Some(key) => (key, false),
                None => (key, true),
            });
            rest = more;
        }
        for (key, value) in entries {
            if self.is_full() {
                break;
            }
            // Of an unknown key that stands here twice, the first is enough to say.
            let first = node.get(key);
            if keys.iter().any(|known| *known.0 == **key)
                || !first.is_some_and(|first| std::ptr::eq(first, value))
            {
                continue;
            }
            let mut meant = None;
            for (known, _) in &keys {
                if is_like(known, key) && fields.get(known).is_none() {
                    meant = Some(*known);
                    self.misspelt.borrow_mut().push((node, known, value));
                    break;
                }
            }
            self.add(value, ProblemKind::UnknownKey { meant });
        }
        for (key, must) in &keys {
            if *must && fields.get(key).is_none() {
                self.add(node, ProblemKind::MissingKey(key));
            }
            let mut stands = false;
            for (known, value) in entries {
                if **known == **key {
                    if stands {
                        self.add(value, ProblemKind::RepeatedKey);
                    }
                    stands = true;
                }
            }
        }
        fields
    }

    /// The entries of an object whose keys are ids. The second of two alike is noted and still read.
    pub(super) fn map(&self, node: Option<&'a Json>, most: u32, what: &'static str) -> Map<'a> {
        let Some(node) = node else {
            return Map::default();
        };
        let Some(all) = node.entries() else {
            self.expected(node, Expected::Object);
            return Map {
                lost: true,
                ..Map::default()
            };
        };
        let entries = self.within(node, all, most, what);
        let ids = Index::new(entries.iter().map(|(key, _)| &**key).collect());
        for at in ids.repeats() {
            if let Some((_, value)) = entries.get(at as usize) {
                self.add(value, ProblemKind::RepeatedKey);
            }
        }
        Map {
            ids,
            entries,
            lost: entries.len() < all.len(),
        }
    }

    /// The elements of a list; none if it is no list.
    pub(super) fn list(&self, node: Option<&'a Json>, most: u32, what: &'static str) -> &'a [Json] {
        let Some(node) = node else { return &[] };
        let Some(list) = node.as_list() else {
            self.expected(node, Expected::List);
            return &[];
        };
        self.within(node, list, most, what)
    }

    /// The elements of a list that must have one.
    pub(super) fn full_list(
        &self,
        node: Option<&'a Json>,
        most: u32,
        what: &'static str,
    ) -> &'a [Json] {
        if let Some(node) = node
            && node.as_list().is_some_and(<[Json]>::is_empty)
        {
            self.expected(node, Expected::FullList);
        }
        self.list(node, most, what)
    }

    fn within<T>(&self, node: &'a Json, all: &'a [T], most: u32, what: &'static str) -> &'a [T] {
        all.get(..most as usize)
            .filter(|_| all.len() > most as usize)
            .map_or(all, |some| {
                self.add(node, ProblemKind::TooLarge { what, most });
                some
            })
    }

    /// A text that is not empty.
    pub(super) fn text(&self, node: &'a Json) -> Option<&'a str> {
        let text = node.as_text().filter(|text| !text.trim().is_empty());
        if text.is_none() {
            self.expected(node, Expected::Text);
        }
        text
    }

    /// `true` or `false`.
    pub(super) fn truth(&self, node: &'a Json) -> Option<bool> {
        let truth = node.as_bool();
        if truth.is_none() {
            self.expected(node, Expected::Truth);
        }
        truth
    }

    /// A whole number within bounds.
    pub(super) fn whole(&self, node: &'a Json, from: u32, to: u32) -> Option<u32> {
        let number = node
            .as_count()
            .filter(|number| (from..=to).contains(number));
        if number.is_none() {
            self.expected(node, Expected::Whole { from, to });
        }
        number
    }

    /// A date as `2026-11-21`.
    pub(super) fn date(&self, node: &'a Json) -> Option<Date> {
        let date = Date::parse_iso(self.text(node)?);
        if date.is_none() {
            self.add(node, ProblemKind::BadDate);
        }
        date
    }

    /// The position of one of some words.
    pub(super) fn choice(&self, node: &'a Json, words: &'static [&'static str]) -> Option<usize> {
        let choice = node
            .as_text()
            .and_then(|text| words.iter().position(|word| *word == text));
        if choice.is_none() {
            self.expected(node, Expected::OneOf(words));
        }
        choice
    }

    /// Notes an id that is not spelt as ids are; `node` is the id itself, or the value whose key it is.
    pub(super) fn spelling(&self, id: &str, node: &'a Json, spelling: Spelling) {
        let mut bytes = id.bytes();
        let small = |b: u8| b.is_ascii_lowercase();
        let good = match spelling {
            Spelling::Name => {
                bytes.next().is_some_and(small)
                    && bytes.all(|b| small(b) || b.is_ascii_digit() || b == b'_')
            }
            Spelling::Id => {
                bytes.next().is_some_and(small)
                    && bytes.all(|b| small(b) || b.is_ascii_digit() || b == b'-')
            }
            Spelling::Code => {
                !id.is_empty() && bytes.all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
            }
        };
        if !good {
            self.add(node, ProblemKind::BadId(spelling));
        } else if spelling == Spelling::Name
            && (super::keys::TAKEN.contains(&id) || RESERVED.contains(&id))
        {
            self.add(node, ProblemKind::ReservedName);
        }
    }

    /// Notes the second of two elements that are alike, or of two objects whose texts at a key are.
    pub(super) fn distinct(&self, nodes: &'a [Json], key: Option<&str>) {
        let mut stand = Vec::with_capacity(nodes.len());
        let mut texts = Vec::with_capacity(nodes.len());
        for node in nodes {
            let node = match key {
                Some(key) => node.get(key),
                None => Some(node),
            };
            if let Some(node) = node {
                stand.push(node);
                texts.push(node.as_text().unwrap_or_default());
            }
        }
        let texts = Index::new(texts);
        for at in texts.repeats() {
            if let Some(node) = stand.get(at as usize)
                && node.as_text().is_some_and(|text| !text.is_empty())
            {
                self.add(
                    node,
                    if key.is_some() {
                        ProblemKind::RepeatedId
                    } else {
                        ProblemKind::Repeated
                    },
                );
            }
        }
    }
}

/// An object whose keys are ids.
#[derive(Default)]
pub(super) struct Map<'a> {
    /// The keys; positions are those of the entries.
    pub(super) ids: Index<'a>,
    /// The entries in the order of the document.
    pub(super) entries: &'a [(Box<str>, Json)],
    /// Whether there are entries that could not be read: if so, an id that is not found is no news.
    pub(super) lost: bool,
}

/// An object whose keys are words of the format.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a, 'p> {
    /// The object.
    pub(super) node: &'a Json,
    problems: &'p Problems<'a>,
}

impl<'a> Fields<'a, '_> {
    /// What stands at a key, or at a misspelling of it: what is wrong below is then found all the same.
    pub(super) fn get(&self, key: &str) -> Option<&'a Json> {
        let found = self.node.get(key);
        if found.is_some() {
            return found;
        }
        for (node, meant, value) in &*self.problems.misspelt.borrow() {
            if std::ptr::eq(*node, self.node) && *meant == key {
                return Some(value);
            }
        }
        None
    }
    /// The text at a key; empty if there is none.
    pub(super) fn text(&self, key: &str) -> String {
        self.text_if(key).unwrap_or_default()
    }
    /// The text at a key that may be left out.
    pub(super) fn text_if(&self, key: &str) -> Option<String> {
        self.problems.text(self.get(key)?).map(str::to_owned)
    }
    /// The truth at a key.
    pub(super) fn truth(&self, key: &str) -> Option<bool> {
        self.problems.truth(self.get(key)?)
    }
    /// The whole number at a key.
    pub(super) fn whole(&self, key: &str, from: u32, to: u32) -> Option<u32> {
        self.problems.whole(self.get(key)?, from, to)
    }
    /// The date at a key.
    pub(super) fn date(&self, key: &str) -> Option<Date> {
        self.problems.date(self.get(key)?)
    }
    /// The position of the word at a key.
    pub(super) fn choice(&self, key: &str, words: &'static [&'static str]) -> Option<usize> {
        self.problems.choice(self.get(key)?, words)
    }
    /// The id at a key, noted where it is not spelt as ids are.
    pub(super) fn id(&self, key: &str, spelling: Spelling) -> &'a str {
        let Some(node) = self.get(key) else { return "" };
        let Some(id) = self.problems.text(node) else {
            return "";
        };
        self.problems.spelling(id, node, spelling);
        id
    }
    /// The texts in the list at a key.
    pub(super) fn texts(&self, key: &str, most: u32) -> Vec<String> {
        let mut texts = Vec::new();
        for node in self.problems.list(self.get(key), most, "entries") {
            if let Some(text) = self.problems.text(node) {
                texts.push(text.to_owned());
            }
        }
        texts
    }
}
