//! A table question: a table on a wide screen; on a narrow one each row is a card, by the stylesheet alone.

use crate::ui::el::{El, View, div, el, nothing};
use crate::ui::fields::anchor;
use crate::ui::fields::paste::{from_box, into_cells};
use crate::ui::fields::row::{Inner, Remove, Shape, row};
use crate::ui::fields::said::Said;
use crate::ui::fields::total::totals;
use crate::ui::fields::undo::{Done, Last};
use crate::ui::filling::Filling;
use crate::ui::parts::{button, focus_soon, hidden_text};
use crate::ui::text::fields as t;
use care_engine::definition::Rows;
use care_engine::session::{Edit, Node, RowId};
use std::cell::RefCell;
use std::rc::Rc;

/// A whole table question.
pub fn table(filling: &Filling, table: u16) -> View {
    let shape = filling.read(|session| {
        let form = session.form();
        let shape = form.tables.get(usize::from(table))?;
        let (key, most) = match &shape.rows {
            Rows::Free { key, max, .. } => (Some(key.clone()), *max),
            Rows::Fixed { .. } => (None, 0),
        };
        let mut columns = Vec::new();
        for column in &shape.columns {
            columns.push(session.definition().item(column.item).label.clone());
        }
        Some((
            Shape(Rc::new(Inner {
                filling: filling.clone(),
                table,
                columns,
                key,
            })),
            shape.title.clone(),
            most,
        ))
    });
    shape.map_or_else(nothing, |(shape, title, most)| {
        whole(&shape, &title, most).any()
    })
}

fn whole(shape: &Shape, title: &str, most: u32) -> El {
    let node = Node::Table(shape.table);
    let id = anchor(&node);
    let part = |name: &str| [&id, "-", name].concat();
    let said = Said::new(&shape.filling, node.clone());
    let last: Rc<Last> = Rc::default();
    let (hint, messages) = (part("hint"), said.messages(&part("said")));
    let (shown, hinted) = (shape.clone(), shape.clone());
    let has_hint = shape
        .filling
        .read(|session| session.table_hint(shape.table))
        .is_some();
    let hint_text = has_hint.then(|| {
        div("p", "hint").id(&hint).live_text(move || {
            hinted.filling.track(&Node::Table(hinted.table));
            hinted
                .filling
                .read(|session| session.table_hint(hinted.table))
                .unwrap_or_default()
        })
    });
    let free = shape.key.is_some();
    let frame = said
        .kept_by(div("div", "field rows"))
        .id(&id)
        .attr("tabindex", "-1")
        .attr("role", "group")
        .attr("aria-labelledby", &part("title"))
        .attr("aria-describedby", &[&part("said"), " ", &hint].concat())
        .live_flag("hidden", move || {
            let node = Node::Table(shown.table);
            shown.filling.track(&node);
            !shown.filling.read(|session| session.shown(&node))
        })
        .add(div("p", "ask").id(&part("title")).text(title))
        .add_maybe(hint_text)
        .add(messages)
        .add(grid(shape, &last, &part("title"), &part("undo")))
        .add(last.lines(&shape.filling, &part("undo")));
    let frame = if free {
        frame.add(add(shape, most, &last))
    } else {
        frame
    };
    frame.add(from_box(shape, &last)).add(said.blocks())
}

/// The table itself. Rows that stay keep their controls, and with them the focus.
fn grid(shape: &Shape, last: &Rc<Last>, title: &str, undo: &str) -> El {
    let mut heads = el("tr")
        .attr("role", "row")
        .add(head(el("th").add(hidden_text(t::ROW))));
    for (column, label) in (0..).zip(shape.columns.iter()) {
        heads = heads.add(head(el("th").id(&shape.head(column)).text(label)));
    }
    let remove = shape.key.is_some().then(|| remover(shape, last, undo));
    if remove.is_some() {
        heads = heads.add(head(el("th").add(hidden_text(t::ACTIONS))));
    }
    // More columns than fit beside each other: each row is a card.
    let class = if shape.columns.len() > 5 {
        "grid wide"
    } else {
        "grid"
    };
    let table = div("table", class)
        .attr("role", "table")
        .attr("aria-labelledby", title)
        .add(el("thead").attr("role", "rowgroup").add(heads));
    let totals = totals(shape, remove.is_some());
    let foot: web_sys::Node = totals.node().clone().into();
    let table = into_cells(table.add(totals), shape, last);
    let element = table.node().clone();
    let shape = shape.clone();
    // From the last row to the first: rows are looked for in that order, so that one that stays is found at once.
    let kept: RefCell<Vec<(RowId, El)>> = RefCell::default();
    table.follow(move || {
        shape.filling.track(&Node::Table(shape.table));
        let ids = shape.filling.read(|session| session.row_ids(shape.table));
        // No rows, no heads.
        if ids.is_empty() {
            let _ = element.set_attribute("hidden", "");
        } else {
            let _ = element.remove_attribute("hidden");
        }
        let mut old = kept.take();
        let mut next = Vec::new();
        let mut follower = Some(foot.clone());
        for id in ids.iter().rev() {
            let made = match old.iter().position(|(known, _)| known == id) {
                Some(at) => old.remove(at).1,
                None => row(&shape, id, remove.clone()),
            };
            let node: web_sys::Node = made.node().clone().into();
            // Only a row that is not where it belongs is moved: moving takes the focus away.
            if node.parent_node().is_none() || node.next_sibling() != follower {
                made.place(&element, follower.as_ref());
            }
            follower = Some(node);
            next.push((Rc::clone(id), made));
        }
        for (_, gone) in &old {
            gone.remove();
        }
        kept.replace(next);
    })
}

fn head(head: El) -> El {
    head.attr("scope", "col").attr("role", "columnheader")
}

/// Removes a row, keeps the way back, and moves the focus to it.
fn remover(shape: &Shape, last: &Rc<Last>, undo: &str) -> Remove {
    let (shape, last, undo) = (shape.clone(), Rc::clone(last), undo.to_owned());
    Rc::new(move |id, title| {
        if let Some(back) = shape.filling.edit(Edit::RemoveRow {
            table: shape.table,
            row: Rc::clone(id),
        }) {
            last.set(Some(Done {
                words: [&title, t::REMOVED].concat(),
                back: vec![back],
                focus: shape.first_control(id).unwrap_or_default(),
                unfit: Vec::new(),
            }));
            focus_soon(&undo);
        }
    })
}

/// The button for one more row, below a table of free rows.
fn add(shape: &Shape, most: u32, last: &Rc<Last>) -> El {
    let (full, added, last) = (shape.clone(), shape.clone(), Rc::clone(last));
    let add = button(t::ADD_ROW, "secondary", move || {
        let row: RowId = Rc::from(added.filling.new_id());
        let edit = Edit::AddRow {
            table: added.table,
            row: Rc::clone(&row),
            position: u32::MAX,
            cells: Vec::new(),
        };
        if added.filling.edit(edit).is_some() {
            last.set(None);
            if let Some(id) = added.first_control(&row) {
                focus_soon(&id);
            }
        }
    });
    add.live_flag("hidden", move || {
        full.filling.track(&Node::Table(full.table));
        let rows = full
            .filling
            .read(|session| session.row_ids(full.table).len());
        rows >= most as usize || !full.filling.writable()
    })
}
