//! Totals below a table: of the columns that the framework itself adds up, so that no sum is shown that says nothing.

use crate::definition::Kind;
use crate::definition::NumberStyle;
use crate::session::{Address, Node, Session, shown_value};
use crate::value::{Decimal, Value};

impl Session {
    /// The columns of a table whose sum a rule of the framework reads, each with its sum so far in words. A column without
    /// a number yet has none.
    #[must_use]
    pub fn totals(&self, table: u16) -> Vec<(u16, String)> {
        let mut totals = Vec::new();
        let Some(shape) = self.form.tables.get(usize::from(table)) else {
            return totals;
        };
        for (column, of) in (0..).zip(&shape.columns) {
            let item = self.definition.item(of.item);
            let adds_up =
                matches!(item.kind, Kind::Number { style, .. } if style != NumberStyle::Percent);
            let mut rules = self.form.rules.iter();
            if adds_up && rules.any(|rule| rule.program.sums(table, column)) {
                let total = self.total(table, column);
                totals.extend(total.map(|sum| {
                    (
                        column,
                        shown_value(&self.definition, item, &Value::Number(sum)),
                    )
                }));
            }
        }
        totals
    }

    /// The sum of the numbers that are shown in a column.
    fn total(&self, table: u16, column: u16) -> Option<Decimal> {
        let mut total: Option<Decimal> = None;
        for row in self.row_ids(table) {
            let at = Address::Cell { table, row, column };
            if let Some(Value::Number(number)) = self.value_at(&at)
                && self.shown(&Node::At(at))
            {
                total = Some(total.unwrap_or(Decimal::ZERO).checked_add(number)?);
            }
        }
        total
    }
}
