//! One row of a table: its name, its cells, and what is said about them.

use crate::ui::el::{El, div, el};
use crate::ui::fields::anchor;
use crate::ui::fields::control::{control, is_group, is_radio_group};
use crate::ui::fields::frame::before;
use crate::ui::fields::missing::missing;
use crate::ui::fields::place::Place;
use crate::ui::fields::readout::{figure, hidden};
use crate::ui::filling::Filling;
use crate::ui::parts::button;
use crate::ui::text::fields as t;
use care_engine::session::{Address, Node, RowId};
use std::ops::Deref;
use std::rc::Rc;

/// A table as its rows need to know it. One pointer: each listener has a clone.
pub(crate) struct Shape(pub(crate) Rc<Inner>);

impl Clone for Shape {
    // A call is less code than counting in place, and there are hundreds.
    #[inline(never)]
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

/// What a table's shape holds.
pub(crate) struct Inner {
    pub(crate) filling: Filling,
    pub(crate) table: u16,
    /// What the columns are called.
    pub(crate) columns: Vec<String>,
    /// The columns that name a free row; `None` where the rows are fixed.
    pub(crate) key: Option<Vec<u16>>,
}

impl Deref for Shape {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Shape {
    /// The place of a cell.
    pub(crate) fn cell(&self, row: &RowId, column: u16) -> Address {
        Address::Cell {
            table: self.table,
            row: Rc::clone(row),
            column,
        }
    }

    /// The id of a column's head.
    pub(crate) fn head(&self, column: u16) -> String {
        [
            &anchor(&Node::Table(self.table)),
            "-head-",
            &column.to_string(),
        ]
        .concat()
    }

    /// The first column that takes an answer: where the focus goes in a row.
    pub(crate) fn first_control(&self, row: &RowId) -> Option<String> {
        for (column, _) in (0..).zip(&self.columns) {
            if let Some(place) = Place::new(&self.filling, self.cell(row, column), None)
                && !place.calculated
            {
                return Some(place.id.to_string());
            }
        }
        None
    }

    /// What a row is called; follows the answers that name it.
    fn title(&self, row: &RowId) -> String {
        if let Some(key) = &self.key {
            // A row without a name is called by its number, which moves when rows come and go.
            self.filling.track(&Node::Table(self.table));
            for column in key {
                self.filling.track(&Node::At(self.cell(row, *column)));
            }
        }
        self.filling
            .read(|session| session.row_title(self.table, row))
    }
}

/// Removes a row, which is called so.
pub(crate) type Remove = Rc<dyn Fn(&RowId, String)>;

/// A row, with a second one below it for what can be passed, which is too wide for a cell. `remove` is there where
/// rows can be removed, and gets what the row is called.
pub(crate) fn row(shape: &Shape, row: &RowId, remove: Option<Remove>) -> El {
    let name = [&anchor(&Node::At(shape.cell(row, 0))), "-row"].concat();
    let (named, id) = (shape.clone(), Rc::clone(row));
    let mut cells = el("tr").attr("role", "row").add(
        el("th")
            .attr("scope", "row")
            .attr("role", "rowheader")
            .id(&name)
            .live_text(move || named.title(&id)),
    );
    let mut places = Vec::new();
    for (column, label) in (0..).zip(shape.columns.iter()) {
        let labelled = Rc::from([&name, " ", &shape.head(column)].concat());
        let Some(place) = Place::new(&shape.filling, shape.cell(row, column), Some(labelled))
        else {
            continue;
        };
        cells = cells.add(
            el("td")
                .attr("role", "cell")
                .attr("data-label", label)
                .add(cell(&place)),
        );
        places.push(place);
    }
    let removable = remove.is_some();
    if let Some(remove) = remove {
        let (removed, id) = (shape.clone(), Rc::clone(row));
        let own = [&name, "-remove"].concat();
        let labelled = [&own, " ", &name].concat();
        let button = button(t::REMOVE, "secondary", move || {
            remove(&id, removed.title(&id));
        });
        cells = cells.add(
            div("td", "row-action")
                .attr("role", "cell")
                .add(button.id(&own).attr("aria-labelledby", &labelled)),
        );
    }
    let mut said = el("td").attr("role", "cell");
    for place in &places {
        said = said.add(place.said.blocks());
    }
    let width = shape.columns.len() + 1 + usize::from(removable);
    let below = div("tr", "row-said")
        .attr("role", "row")
        .live_flag("hidden", move || {
            let mut there = false;
            // Each is asked, so that each is followed.
            for place in &places {
                there |= place.said.has_blocks();
            }
            !there
        })
        .add(said.attr("colspan", &width.to_string()));
    el("tbody").attr("role", "rowgroup").add(cells).add(below)
}

/// A control without a question of its own: the heads of its row and column name it.
fn cell(place: &Place) -> El {
    let named = place.labelled.as_deref();
    if place.calculated {
        return div("div", "cell")
            .id(&place.id)
            .attr("tabindex", "-1")
            .add(figure(place));
    }
    let wrong = place.said.clone();
    let kind = &place.item().kind;
    let before = before(place);
    let mut described = place.part("said");
    if before.is_some() {
        described.push(' ');
        described.push_str(&place.part("before"));
    }
    let whole = place
        .said
        .kept_by(el("div"))
        .live_flag("hidden", hidden(place.clone()))
        .live_attr("class", move || {
            Some(if wrong.wrong() { "cell wrong" } else { "cell" })
        });
    let said = place.said.messages(&place.part("said"));
    let mut asked = control(place, &described);
    if is_group(kind) {
        let role = if is_radio_group(kind) {
            "radiogroup"
        } else {
            "group"
        };
        asked = asked
            .attr("role", role)
            .maybe("aria-labelledby", named)
            .attr("aria-describedby", &described);
        if is_radio_group(kind) {
            asked = asked.live_attr("aria-invalid", place.said.invalid());
        }
    }
    whole
        .add(said)
        .add(asked)
        .add_maybe(before)
        .add_maybe(missing(place))
}
