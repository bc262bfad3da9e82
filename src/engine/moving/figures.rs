//! The figures of earlier returns under the names of this version, so that what looks back finds them.

use super::codes::content_now;
use super::route::{figure_now, slot_now};
use crate::definition::{Form, ItemIx};
use crate::session::{Content, Earlier, Session};

/// Puts each figure of an earlier return of the same kind where it stands in this one, with the codes that take the
/// place of those that have ended. Where two come to the same place neither is the figure that is asked now; where a
/// code was split it stays as it was. What has no place any more is left as it is, where nobody finds it.
pub(crate) fn earlier_now(session: &Session, earlier: &mut Earlier) {
    let (definition, form) = (session.definition(), session.form());
    all_now(session, earlier, &|at| {
        let to = figure_now(session, at)?;
        let (item, _) = session.place(&to).ok()?;
        Some((to.spell(definition, form), item))
    });
}

/// The same for a return of another kind, of which only the questions are looked at.
pub(crate) fn other_now(session: &Session, form: &Form, earlier: &mut Earlier) {
    let definition = session.definition();
    all_now(session, earlier, &|at| {
        let slot = slot_now(definition, form, at)?;
        let item = form.slots.get(slot.0 as usize)?.item;
        Some((definition.item(item).id.clone(), item))
    });
}

fn all_now(
    session: &Session,
    earlier: &mut Earlier,
    place: &dyn Fn(&str) -> Option<(String, ItemIx)>,
) {
    // What comes from under another name, behind what stands under its own.
    let mut came: Vec<(String, Content)> = Vec::new();
    for (at, content) in &mut earlier.answers {
        let Some((to, item)) = place(at) else {
            continue;
        };
        let item = session.definition().item(item);
        let on = session.basis_date(item.basis);
        *content = content_now(session.definition(), item, content, on, &mut Vec::new());
        if to != *at {
            match came.iter_mut().find(|(known, _)| *known == to) {
                Some((_, known)) => *known = Content::Blank,
                None => came.push((to, content.clone())),
            }
        }
    }
    for (at, content) in came {
        if !earlier.answers.iter().any(|(known, _)| *known == at) {
            earlier.answers.push((at, content));
        }
    }
}
