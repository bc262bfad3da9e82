//! Cells of a spreadsheet, pasted into a table: into one of its cells, or into a box of its own.

use crate::ui::el::{El, div, el};
use crate::ui::fields::anchor;
use crate::ui::fields::row::Shape;
use crate::ui::fields::undo::{Done, Last};
use crate::ui::parts::{button, details_later, js};
use crate::ui::text::fields as t;
use care_engine::definition::Severity;
use care_engine::session::{Edit, Misfit, Node, RowId, Unfit};
use care_engine::table::is_block;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// A block that is pasted into a cell goes into the cells from there on. What is no block goes where it was pasted.
pub(crate) fn into_cells(table: El, shape: &Shape, last: &Rc<Last>) -> El {
    let (shape, last) = (shape.clone(), Rc::clone(last));
    table.on("paste", move |event| {
        let target = js::get(event, "target");
        let clipboard = js::get(event, "clipboardData");
        let text = js::call(&clipboard, "getData", "text/plain");
        let text = text.as_string().unwrap_or_default();
        // Lines are text in a box of several lines.
        let lines = js::text(&target, "tagName") == "TEXTAREA" && !text.contains('\t');
        if lines || !is_block(&text) || !shape.filling.writable() {
            return;
        }
        let id = js::text(&target, "id");
        if let Some((row, column)) = shape.cell_of(&id) {
            event.prevent_default();
            put(&shape, &last, Some((&row, column)), &text, &id);
        }
    })
}

/// The box to paste into, for who has no cell yet, or rather sees what is pasted.
pub(crate) fn from_box(shape: &Shape, last: &Rc<Last>) -> El {
    let (shape, last) = (shape.clone(), Rc::clone(last));
    let hidden = shape.clone();
    details_later(t::PASTE, false, move || {
        let name = |part: &str| [&anchor(&Node::Table(shape.table)), "-paste", part].concat();
        let area = el("textarea")
            .attr("rows", "4")
            .id(&name(""))
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .attr("aria-describedby", &name("-hint"));
        // A text area has the same property.
        let typed: HtmlInputElement = area.node().clone().unchecked_into();
        let (shape, last, id) = (shape.clone(), Rc::clone(&last), name(""));
        el("div")
            .add(el("label").attr("for", &name("")).text(t::PASTE_LABEL))
            .add(div("p", "hint").id(&name("-hint")).text(t::PASTE_HINT))
            .add(area)
            .add(button(t::PASTE_NOW, "secondary", move || {
                if put(&shape, &last, None, &typed.value(), &id) {
                    typed.set_value("");
                }
            }))
    })
    .live_flag("hidden", move || !hidden.filling.writable())
}

/// Puts a block into a table, and says what came of it. Whether there was any.
fn put(
    shape: &Shape,
    last: &Rc<Last>,
    start: Option<(&RowId, u16)>,
    text: &str,
    focus: &str,
) -> bool {
    let filling = &shape.filling;
    let mut new_id = || RowId::from(filling.new_id());
    let start = start.map(|(row, column)| (&**row, column));
    let pasted = filling.read(|session| session.paste(shape.table, start, text, &mut new_id));
    let there = !(pasted.edits.is_empty() && pasted.unfit.is_empty());
    let mut back: Vec<Edit> = Vec::new();
    for edit in pasted.edits {
        back.extend(filling.edit(edit));
    }
    let (mut unfit, mut wrong) = (pasted.unfit, 0);
    for at in &pasted.places {
        // What is wrong with it is said, as if it had been typed and left.
        filling.leave(at);
        let node = Node::At(at.clone());
        filling.read(|session| {
            let findings = session.findings_at(&node);
            let is_wrong = findings
                .iter()
                .any(|finding| finding.severity == Severity::Error);
            wrong += usize::from(is_wrong && !session.answer(at).is_blank());
            if !session.shown(&node) {
                unfit.extend(session.item_at(at).map(|item| Unfit {
                    line: 0,
                    text: session.answer(at).text().to_owned(),
                    why: Misfit::NotAsked(item.label.clone()),
                }));
            }
        });
    }
    let mut lines = Vec::new();
    for unfit in &unfit {
        lines.push(t::unfit(unfit));
    }
    let words = if there {
        t::pasted(pasted.places.len(), pasted.added, wrong)
    } else {
        t::NOTHING_PASTED.to_owned()
    };
    last.set(Some(Done {
        words,
        back,
        focus: focus.to_owned(),
        unfit: lines,
    }));
    there
}

impl Shape {
    /// The cell whose control has this id.
    fn cell_of(&self, id: &str) -> Option<(RowId, u16)> {
        for row in self.filling.read(|session| session.row_ids(self.table)) {
            for (column, _) in (0..).zip(&self.columns) {
                let cell = anchor(&Node::At(self.cell(&row, column)));
                let rest = id.strip_prefix(&cell);
                if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-')) {
                    return Some((row, column));
                }
            }
        }
        None
    }
}
