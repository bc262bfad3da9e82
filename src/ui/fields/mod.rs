//! Questions on the page, a file for each kind.

use crate::ui::el::{el, nothing};
use crate::ui::filling::Filling;
use care_engine::session::{Address, Node};
use leptos::prelude::AnyView;

/// A whole question.
pub fn field(filling: &Filling, at: Address) -> AnyView {
    el("p").text(&filling.read(|session| session.question(&at))).any()
}

/// A whole table question.
pub fn table(_filling: &Filling, _table: u16) -> AnyView {
    nothing()
}

/// The id of the element that a link to this node moves the focus to.
pub fn anchor(at: &Node) -> String {
    match at {
        Node::Section(section) => format!("s{section}"),
        Node::Table(table) => format!("t{table}"),
        Node::At(Address::Slot(slot)) => format!("q{}", slot.0),
        Node::At(Address::Cell { table, row, column }) => format!("t{table}-{row}-{column}"),
    }
}
