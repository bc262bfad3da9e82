//! What all comparisons share: pairing by id, comparing by key, and the list of what changed.

use care_engine::json::Json;
use std::fmt::Write;

/// What changed so far, under headings; a heading without a change is left out.
pub(super) struct Changes {
    text: String,
    head: Option<String>,
}

impl Changes {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self {
            text: String::new(),
            head: None,
        }
    }

    /// What comes now is about this.
    pub(super) fn head(&mut self, head: &str) {
        self.head = Some(head.to_owned());
    }

    /// A change.
    pub(super) fn add(&mut self, change: &str) {
        if let Some(head) = self.head.take() {
            // Writing into a String cannot fail, here and below.
            let _ = write!(self.text, "\n{head}\n");
        }
        let _ = writeln!(self.text, "  - {change}");
    }

    /// All of it.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// The words of a code's keys.
pub(super) const LIST_WORDS: &[(&str, &str)] = &[
    ("label", "label"),
    ("from", "first day"),
    ("until", "last day"),
    ("replacedBy", "what replaces it"),
    ("parent", "parent"),
    ("formerly", "former names"),
    ("number", "number"),
];

/// The words of a type's keys.
pub(super) const TYPE_WORDS: &[(&str, &str)] = &[
    ("kind", "type"),
    ("min", "least"),
    ("max", "most"),
    ("places", "decimal places"),
    ("words", "most words"),
    ("pattern", "pattern"),
    ("list", "code list"),
    ("none", "code for none of these"),
    ("format", "format"),
];

/// The elements with what they are called at a key; those without it are left out.
pub(super) fn by(list: &[Json], key: &str) -> Vec<(Box<str>, Json)> {
    list.iter()
        .filter_map(|one| Some((one.get(key)?.as_text()?.into(), one.clone())))
        .collect()
}

/// What both have by each name: the old ones in their order, then those that are new.
pub(super) fn pairs<'a>(
    both: [&'a [(Box<str>, Json)]; 2],
) -> Vec<(&'a str, [Option<&'a Json>; 2])> {
    let [old, new] = both;
    let find = |all: &'a [(Box<str>, Json)], key: &str| {
        all.iter()
            .find(|(known, _)| **known == *key)
            .map(|(_, value)| value)
    };
    let kept = old
        .iter()
        .map(|(key, value)| (&**key, [Some(value), find(new, key)]));
    let added = new
        .iter()
        .filter(|(key, _)| find(old, key).is_none())
        .map(|(key, value)| (&**key, [None, Some(value)]));
    kept.chain(added).collect()
}

/// Compares the values at keys; each key comes with its words.
pub(super) fn fields(out: &mut Changes, what: &str, both: [&Json; 2], keys: &[(&str, &str)]) {
    for (key, words) in keys {
        let [old, new] = both.map(|node| node.get(key));
        if old == new {
            continue;
        }
        out.add(&match (old, new) {
            (None, _) => format!("{what}{words} added: {}", spelt(new)),
            (_, None) => format!("{what}{words} taken out; it was {}", spelt(old)),
            _ => format!("{what}{words} was {}, is now {}", spelt(old), spelt(new)),
        });
    }
}

/// Compares lists whose order does not matter.
pub(super) fn members(out: &mut Changes, what: &str, word: &str, both: [&[Json]; 2]) {
    let [old, new] = both;
    for one in new.iter().filter(|one| !old.contains(one)) {
        out.add(&format!("{what}{word} added: {}", spelt(Some(one))));
    }
    for one in old.iter().filter(|one| !new.contains(one)) {
        out.add(&format!("{what}{word} taken out: {}", spelt(Some(one))));
    }
}

/// Says so where those that stay stand in another order.
pub(super) fn order(out: &mut Changes, what: &str, words: &str, both: &[Vec<(Box<str>, Json)>; 2]) {
    let common = |of: &[(Box<str>, Json)], other: &[(Box<str>, Json)]| -> Vec<Box<str>> {
        let stays = |key: &str| other.iter().any(|(known, _)| **known == *key);
        let keys = of.iter().map(|(key, _)| key.clone());
        keys.filter(|key| stays(key)).collect()
    };
    if common(&both[0], &both[1]) != common(&both[1], &both[0]) {
        out.add(&format!("{what}the {words} stand in another order"));
    }
}

/// A value as people write it.
pub(super) fn spelt(node: Option<&Json>) -> String {
    match node {
        None => "nothing".to_owned(),
        Some(Json::Bool(true)) => "yes".to_owned(),
        Some(Json::Bool(false)) => "no".to_owned(),
        Some(Json::List(list)) => {
            let all: Vec<String> = list.iter().map(|one| spelt(Some(one))).collect();
            all.join(", ")
        }
        Some(Json::Object(entries)) => {
            let all: Vec<String> = entries
                .iter()
                .map(|(key, value)| format!("{key} {}", spelt(Some(value))))
                .collect();
            all.join(", ")
        }
        Some(other) => other.to_text(),
    }
}
