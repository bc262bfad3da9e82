//! The last line of a table: the sums of the columns that the framework adds up, so far.

use crate::ui::el::{El, div, el};
use crate::ui::fields::row::Shape;
use crate::ui::text::fields as t;
use care_engine::session::Node;
use std::rc::Rc;

/// The totals; none where the framework adds no column up. They follow what is typed, silently.
pub(crate) fn totals(shape: &Shape, action: bool) -> El {
    let summed: Rc<[u16]> = Rc::from(shape.filling.read(|session| session.summed(shape.table)));
    let mut line = el("tr").attr("role", "row").add(
        el("th")
            .attr("scope", "row")
            .attr("role", "rowheader")
            .text(t::TOTAL),
    );
    for (column, label) in (0..).zip(shape.columns.iter()) {
        let cell = el("td").attr("role", "cell").attr("data-label", label);
        // Hidden as the cells are that are not asked, so that a card leaves it out.
        let total = if summed.contains(&column) {
            let (here, there) = (shape.clone(), shape.clone());
            div("div", "cell")
                .live_flag("hidden", move || there.total(column).is_none())
                .add(el("strong").live_text(move || here.total(column).unwrap_or_default()))
        } else {
            div("div", "cell").flag("hidden", true)
        };
        line = line.add(cell.add(total));
    }
    if action {
        line = line.add(el("td").attr("role", "cell"));
    }
    let hidden = shape.clone();
    el("tfoot")
        .attr("role", "rowgroup")
        .live_flag("hidden", move || {
            summed.iter().all(|column| hidden.total(*column).is_none())
        })
        .add(line)
}

impl Shape {
    /// The sum of a column in words. Followed.
    fn total(&self, column: u16) -> Option<String> {
        let table = Node::Table(self.table);
        let section = self.filling.read(|session| session.section_of(&table));
        if let Some(section) = section {
            // A section fires with each cell in it.
            self.filling.track(&Node::Section(section));
        }
        self.filling
            .read(|session| session.total(self.table, column))
    }
}
