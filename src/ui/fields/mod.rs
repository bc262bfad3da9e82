//! Questions on the page, a file for each kind.

mod boxes;
mod clear;
mod cleared;
mod code;
mod control;
mod frame;
mod identifier;
mod keys;
mod long_text;
mod many;
mod missing;
mod number;
mod offer;
mod offered;
mod one;
mod paste;
mod place;
mod readout;
mod row;
mod said;
mod table;
mod total;
mod undo;
mod yes_no;

pub use clear::clear;
pub use keys::enter_goes_on;
pub use offer::offers;
pub use table::table;

use crate::ui::el::{View, nothing};
use crate::ui::filling::Filling;
use care_engine::session::{Address, Node};
use place::Place;

/// A whole question: label, hint, control, last time's figure, messages and what helps. A figure that is worked out is
/// shown as such.
pub fn field(filling: &Filling, at: Address) -> View {
    match Place::new(filling, at, None) {
        Some(place) if place.calculated => readout::readout(&place).any(),
        Some(place) => frame::frame(&place).any(),
        None => nothing(),
    }
}

/// The id of the element that a link to this node moves the focus to. The same as long as the form is.
pub fn anchor(at: &Node) -> String {
    let (letter, number) = match at {
        Node::Section(section) => ("s", u32::from(*section)),
        Node::Table(table) | Node::At(Address::Cell { table, .. }) => ("t", u32::from(*table)),
        Node::At(Address::Slot(slot)) => ("q", slot.0),
    };
    let mut id = [letter, &number.to_string()].concat();
    if let Node::At(Address::Cell { row, column, .. }) = at {
        id.push('-');
        push_safe(&mut id, row);
        id.push('-');
        id.push_str(&column.to_string());
    }
    id
}

/// Adds text to an id so that it holds no space and two texts never become one: what is neither letter, digit nor
/// hyphen is spelt as its number.
pub(crate) fn push_safe(id: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || c == '-' {
            id.push(c);
        } else {
            id.push('_');
            id.push_str(&u32::from(c).to_string());
            id.push('_');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use care_engine::definition::SlotIx;
    use std::rc::Rc;

    fn cell(row: &str, column: u16) -> Node {
        Node::At(Address::Cell {
            table: 2,
            row: Rc::from(row),
            column,
        })
    }

    #[test]
    fn anchors_are_safe_and_tell_places_apart() {
        assert_eq!(anchor(&Node::At(Address::Slot(SlotIx(7)))), "q7");
        assert_eq!(anchor(&Node::Table(2)), "t2");
        assert_eq!(
            anchor(&cell("general-residential", 1)),
            "t2-general-residential-1"
        );
        let ids = [
            cell("a+b", 1),
            cell("a b", 1),
            cell("a_43_b", 1),
            cell("ab", 1),
            cell("a", 1),
        ]
        .map(|at| anchor(&at));
        for (at, id) in ids.iter().enumerate() {
            assert!(
                id.chars()
                    .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'),
                "{id}"
            );
            assert!(!ids.iter().skip(at + 1).any(|other| other == id), "{id}");
        }
    }
}
