//! The last line of a table: the sums of the columns that the framework adds up, so far.

use crate::ui::el::{El, div, el};
use crate::ui::fields::row::Shape;
use crate::ui::text::fields as t;
use care_engine::session::Node;

/// The totals. They follow what is typed, silently.
pub(crate) fn totals(shape: &Shape, action: bool) -> El {
    let hidden = shape.clone();
    let mut line = el("tr").attr("role", "row").add(
        el("th")
            .attr("scope", "row")
            .attr("role", "rowheader")
            .text(t::TOTAL),
    );
    for (column, label) in (0..).zip(shape.columns.iter()) {
        let here = shape.clone();
        let total = el("strong").live_text(move || here.total(column).unwrap_or_default());
        let cell = el("td").attr("role", "cell").attr("data-label", label);
        let there = shape.clone();
        // Hidden as the cells are that are not asked, so that a card leaves it out.
        line = line.add(
            cell.add(
                div("div", "cell")
                    .live_flag("hidden", move || there.total(column).is_none())
                    .add(total),
            ),
        );
    }
    if action {
        line = line.add(el("td").attr("role", "cell"));
    }
    el("tfoot")
        .attr("role", "rowgroup")
        .live_flag("hidden", move || {
            (0..)
                .zip(&hidden.columns)
                .all(|(column, _)| hidden.total(column).is_none())
        })
        .add(line)
}

impl Shape {
    /// The sum of a column in words. Followed.
    fn total(&self, column: u16) -> Option<String> {
        // A section fires with each cell in it.
        let section = self
            .filling
            .read(|session| session.section_of(&Node::Table(self.table)));
        if let Some(section) = section {
            self.filling.track(&Node::Section(section));
        }
        let totals = self.filling.read(|session| session.totals(self.table));
        totals
            .into_iter()
            .find_map(|(at, total)| (at == column).then_some(total))
    }
}
