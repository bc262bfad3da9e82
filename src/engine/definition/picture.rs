//! Reads what is drawn of a return over time.

use super::form::Shared;
use super::keys;
use super::model::{Drawn, Kind, SlotIx};
use super::outline::Outline;
use super::problem::{Expected, ProblemKind};
use crate::json::Json;

/// The most figures of a return that are drawn.
const MOST_DRAWN: u32 = 20;

/// Reads `picture`: ids of items, or objects with more.
#[inline(never)]
pub(super) fn read<'a>(shared: &Shared<'a>, outline: &Outline<'a>, node: &'a Json) -> Vec<Drawn> {
    let problems = &shared.problems;
    let mut picture: Vec<Drawn> = Vec::new();
    for node in problems.full_list(Some(node), MOST_DRAWN, "figures to draw") {
        let drawn = if node.as_text().is_some() {
            slot(shared, outline, node).map(|item| Drawn {
                title: None,
                item,
                of: None,
            })
        } else {
            let fields = problems.object(node, keys::DRAWN);
            let title = fields.text_if("title");
            let of = fields.get("of");
            let whole = of.and_then(|of| slot(shared, outline, of));
            let part = fields
                .get("item")
                .and_then(|part| slot(shared, outline, part));
            if let (Some(of), Some(whole), Some(part)) = (of, whole, part)
                && scale(shared, outline, whole) != scale(shared, outline, part)
            {
                problems.add(of, ProblemKind::MixedScale);
            }
            part.filter(|_| of.is_none() || whole.is_some())
                .map(|item| Drawn {
                    title,
                    item,
                    of: whole,
                })
        };
        if let Some(drawn) = drawn {
            let again = |known: &Drawn| known.item == drawn.item && known.of == drawn.of;
            if picture.iter().any(again) {
                problems.add(node, ProblemKind::Repeated);
            }
            picture.push(drawn);
        }
    }
    picture
}

/// The slot of a number that the form asks or works out.
fn slot<'a>(shared: &Shared<'a>, outline: &Outline<'a>, node: &'a Json) -> Option<SlotIx> {
    let Some(id) = node.as_text() else {
        shared.problems.expected(node, Expected::Text);
        return None;
    };
    let item = shared.items.find(id);
    let slot = item.and_then(|item| outline.slot(item));
    let Some(slot) = slot else {
        if !outline.asks_lost(id) {
            shared.problems.add(node, ProblemKind::UnknownItem);
        }
        return None;
    };
    let known = item.and_then(|item| shared.items.get(item));
    if known.is_some_and(|item| !matches!(item.kind, Kind::Number { .. })) {
        shared.problems.add(node, ProblemKind::NotANumber);
        return None;
    }
    Some(slot)
}

fn scale(shared: &Shared<'_>, outline: &Outline<'_>, slot: SlotIx) -> u16 {
    let item = outline.item(slot.0).and_then(|item| shared.items.get(item));
    item.map_or(1, |item| item.scale)
}
