//! Reads the data items.

use super::facts::{Facts, NOT_KNOWN};
use super::index::Index;
use super::keys;
use super::kinds::read_kind;
use super::lists::Lists;
use super::model::{Basis, Item, ItemIx, Kind, Mark, Source};
use super::problem::{Expected, ProblemKind, Spelling};
use super::reader::Problems;
use super::replacing::read_replaces;
use super::unit::read_unit;
use super::version::is_later;
use crate::json::Json;
use crate::rules::Type;
use crate::value::Decimal;

/// The most items of a framework.
const MOST_ITEMS: u32 = 20_000;

/// The items, with what looks their names up.
#[derive(Default)]
pub(super) struct Items<'a> {
    pub(super) all: Vec<Item>,
    ids: Index<'a>,
    /// Whether there are items that could not be read.
    pub(super) lost: bool,
    /// The items as the document has them, in step with `all`.
    pub(super) entries: &'a [(Box<str>, Json)],
    /// The type of each; `None` where it could not be read.
    types: Vec<Option<Type>>,
    /// The version of the framework.
    version: String,
}

impl<'a> Items<'a> {
    /// Reads `items`.
    pub(super) fn read(
        problems: &Problems<'a>,
        node: Option<&'a Json>,
        lists: &Lists<'a>,
        facts: &Facts<'a>,
        version: &str,
    ) -> Self {
        let map = problems.map(node, MOST_ITEMS, "items");
        let lost = map.lost || node.is_none();
        let mut read = Self {
            ids: map.ids,
            lost,
            entries: map.entries,
            version: version.to_owned(),
            ..Self::default()
        };
        for (id, node) in map.entries {
            problems.spelling(id, node, Spelling::Name);
            let (item, typed) = read_item(problems, id, node, lists, facts);
            read.types.push(typed.then(|| type_of(&item.kind)));
            read.all.push(item);
        }
        read.note_replacing(problems);
        read
    }

    /// The item with an id.
    pub(super) fn find(&self, id: &str) -> Option<ItemIx> {
        self.ids
            .find(id)
            .and_then(|at| u16::try_from(at).ok())
            .map(ItemIx)
    }

    /// Whether an item of the document asks for the reason that "Don't know" stands for.
    pub(super) fn need_not_known(&self) -> bool {
        let dont_know = |kind: &Kind| matches!(kind, Kind::YesNo { dont_know: true });
        let named = |node: &Json| {
            node.as_list()
                .is_some_and(|list| list.iter().any(|id| id.as_text() == Some(NOT_KNOWN)))
        };
        self.all.iter().any(|item| dont_know(&item.kind))
            || self
                .entries
                .iter()
                .any(|(_, item)| item.get("missing").is_some_and(named))
    }

    /// The item.
    pub(super) fn get(&self, item: ItemIx) -> Option<&Item> {
        self.all.get(usize::from(item.0))
    }

    /// Whether an older version was the last that asks an item.
    pub(super) fn has_ended(&self, item: ItemIx) -> bool {
        let until = self.get(item).and_then(|item| item.until.as_ref());
        until.is_some_and(|until| is_later(&self.version, until))
    }

    /// What stands in the document at a key of an item.
    pub(super) fn node(&self, item: ItemIx, key: &str) -> Option<&'a Json> {
        self.entries.get(usize::from(item.0))?.1.get(key)
    }

    /// What rules read the item as; `None` where its type could not be read.
    pub(super) fn kind(&self, item: ItemIx) -> Option<&Type> {
        self.types.get(usize::from(item.0))?.as_ref()
    }
}

fn read_item<'a>(
    problems: &Problems<'a>,
    id: &str,
    node: &'a Json,
    lists: &Lists<'a>,
    facts: &Facts<'a>,
) -> (Item, bool) {
    let fields = problems.object(node, keys::ITEM);
    let kind = fields
        .get("type")
        .and_then(|node| read_kind(problems, lists, node));
    let typed = kind.is_some();
    let item = Item {
        id: id.to_owned(),
        label: fields.text("label"),
        question: fields.text("question"),
        hint: fields.text_if("hint"),
        enter: fields.text_if("enter"),
        unit: fields
            .get("unit")
            .and_then(|node| read_unit(problems, node)),
        basis: match fields.choice("basis", keys::BASES) {
            Some(0) => Basis::AtFiling,
            Some(1) => Basis::PeriodEnd,
            Some(2) => Basis::Flow,
            Some(3) => Basis::ReferenceWeek,
            _ => Basis::Standing,
        },
        scale: read_scale(problems, fields.get("scale")),
        missing: read_reasons(problems, fields.get("missing"), facts),
        core: fields.truth("core").unwrap_or_default(),
        nil: fields.truth("nil").unwrap_or_default(),
        why: fields.text_if("why"),
        source: read_source(problems, fields.get("source")),
        since: fields.text("since"),
        until: fields.text_if("until"),
        replaces: read_replaces(problems, id, fields.get("replaces")),
        kind: kind.unwrap_or(Kind::Date),
    };
    if let (true, Some(node)) = (
        typed && !matches!(item.kind, Kind::Number { .. }),
        fields.get("scale"),
    ) {
        problems.add(node, ProblemKind::UnknownKey { meant: None });
    }
    if let (true, Some(node)) = (
        typed && item.nil && !can_be_none(&item.kind),
        fields.get("nil"),
    ) {
        problems.add(node, ProblemKind::NotNil);
    }
    (item, typed)
}

/// Whether a kind is a number that can be 0.
fn can_be_none(kind: &Kind) -> bool {
    let Kind::Number { min, max, .. } = kind else {
        return false;
    };
    min.is_none_or(|min| min <= Decimal::ZERO) && max.is_none_or(|max| max >= Decimal::ZERO)
}

fn read_scale<'a>(problems: &Problems<'a>, node: Option<&'a Json>) -> u16 {
    let scale = node.map_or(Some(1), Json::as_count);
    if let (None | Some(0 | 2..=999 | 1_001..), Some(node)) = (scale, node) {
        problems.expected(node, Expected::OneOf(&["1", "1000"]));
    }
    if scale == Some(1_000) { 1_000 } else { 1 }
}

fn read_reasons<'a>(
    problems: &Problems<'a>,
    node: Option<&'a Json>,
    facts: &Facts<'a>,
) -> Vec<u16> {
    let nodes = problems.list(node, 100, "reasons");
    problems.distinct(nodes, None);
    let mut reasons = Vec::new();
    for node in nodes {
        let Some(id) = problems.text(node) else {
            continue;
        };
        let found = facts.missing.iter().position(|(reason, _)| reason == id);
        // That it is not among the reasons is said once, of the reasons.
        if found.is_none() && !facts.lost_missing && id != NOT_KNOWN {
            problems.add(node, ProblemKind::UnknownReason);
        }
        reasons.extend(found.and_then(|at| u16::try_from(at).ok()));
    }
    reasons
}

fn read_source<'a>(problems: &Problems<'a>, node: Option<&'a Json>) -> Source {
    let Some(node) = node else {
        return Source {
            title: String::new(),
            date: None,
            mark: Mark::Proposed,
        };
    };
    let fields = problems.object(node, keys::SOURCE);
    let verified = fields.choice("mark", keys::MARKS) == Some(0);
    Source {
        title: fields.text("title"),
        date: fields.date("date"),
        mark: if verified {
            Mark::Verified
        } else {
            Mark::Proposed
        },
    }
}

/// What rules read a kind of item as.
fn type_of(kind: &Kind) -> Type {
    match kind {
        Kind::Number { .. } => Type::Number,
        Kind::Text { .. } | Kind::LongText { .. } | Kind::Identifier(_) => Type::Text,
        Kind::Date => Type::Date,
        Kind::Month => Type::Month,
        Kind::YesNo { .. } => Type::Truth,
        Kind::One(list) | Kind::Code(list) => Type::Code(*list),
        Kind::Many { list, .. } => Type::Codes(*list),
    }
}
