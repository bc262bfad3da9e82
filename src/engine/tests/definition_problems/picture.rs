//! What is drawn of a return over time, and mistakes in it.

use crate::support::*;
use care_engine::definition::{Expected, ProblemKind, load};

/// Behind the terms of the first return.
const PLACE: &str = "\"retention\": \"Two years\",";

fn drawn(picture: &str) -> String {
    [PLACE, " \"picture\": ", picture, ","].concat()
}

#[track_caller]
fn refused(picture: &str, at: &str, kind: ProblemKind) {
    let pointer = ["/returns/beds/picture", at].concat();
    check(PLACE, &drawn(picture), &pointer, kind);
}

#[test]
fn numbers_and_shares_are_drawn() {
    let picture = r#"["vacant", { "item": "occupied", "of": "max_capacity", "title": "Full" }]"#;
    let definition = load(&edited(&[(PLACE, &drawn(picture))])).unwrap();
    let form = definition.form("beds").unwrap();
    let [vacant, full] = &form.picture[..] else {
        panic!("{:?}", form.picture)
    };
    let id = |slot: care_engine::definition::SlotIx| {
        let slot = &form.slots[slot.0 as usize];
        definition.item(slot.item).id.as_str()
    };
    assert_eq!((id(vacant.item), vacant.of), ("vacant", None));
    assert_eq!(id(full.item), "occupied");
    assert_eq!(full.of.map(id), Some("max_capacity"));
    assert_eq!(full.title.as_deref(), Some("Full"));
}

#[test]
fn what_cannot_be_drawn_is_said_where_it_stands() {
    use ProblemKind as P;
    refused("[]", "", wrong(Expected::FullList));
    refused("[\"ghost\"]", "/0", P::UnknownItem);
    // An item of the framework that this return does not ask.
    refused("[\"home_name\"]", "/0", P::UnknownItem);
    refused("[\"outbreak\"]", "/0", P::NotANumber);
    refused(
        "[{ \"item\": \"vacant\", \"of\": \"ghost\" }]",
        "/0/of",
        P::UnknownItem,
    );
    refused("[{ \"of\": \"vacant\" }]", "/0", P::MissingKey("item"));
    refused(
        "[{ \"item\": \"vacant\", \"colour\": \"red\" }]",
        "/0/colour",
        UNKNOWN,
    );
    refused("[\"vacant\", \"vacant\"]", "/1", P::Repeated);
    refused(
        "[{ \"item\": \"vacant\", \"of\": 5 }]",
        "/0/of",
        wrong(Expected::Text),
    );
}
