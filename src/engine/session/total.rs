//! Totals below a table: of the columns that the framework itself adds up, so that no sum is shown that says nothing.

use crate::definition::Kind;
use crate::definition::NumberStyle;
use crate::session::{Address, Node, Session, shown_value};
use crate::value::{Decimal, Value};

impl Session {
    /// The columns of a table that have a total: those whose sum a rule of the framework reads. The same for as long as
    /// the session is open.
    #[must_use]
    pub fn summed(&self, table: u16) -> Vec<u16> {
        let mut summed = Vec::new();
        let shape = self.form.tables.get(usize::from(table));
        for (column, of) in (0..).zip(shape.into_iter().flat_map(|shape| &shape.columns)) {
            let kind = &self.definition.item(of.item).kind;
            let adds_up =
                matches!(kind, Kind::Number { style, .. } if *style != NumberStyle::Percent);
            let mut rules = self.form.rules.iter();
            if adds_up && rules.any(|rule| rule.program.sums(table, column)) {
                summed.push(column);
            }
        }
        summed
    }

    /// The sum so far of a column of a table in words: of the numbers that are shown in it. None without one.
    #[must_use]
    pub fn total(&self, table: u16, column: u16) -> Option<String> {
        let shape = self.form.tables.get(usize::from(table))?;
        let item = shape.columns.get(usize::from(column))?.item;
        let mut total: Option<Decimal> = None;
        for row in self.row_ids(table) {
            let at = Address::Cell { table, row, column };
            if let Some(Value::Number(number)) = self.value_at(&at)
                && self.shown(&Node::At(at))
            {
                total = Some(total.unwrap_or(Decimal::ZERO).checked_add(number)?);
            }
        }
        let item = self.definition.item(item);
        Some(shown_value(&self.definition, item, &Value::Number(total?)))
    }
}
