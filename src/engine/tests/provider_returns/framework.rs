//! The framework that ships.

use care_engine::definition::{Definition, ReturnTerms, load};
use std::rc::Rc;

const FRAMEWORK: &str = "../../static/frameworks/asc-england.json";

/// The four returns.
pub(crate) const RETURNS: [&str; 4] = [
    "provider-profile",
    "care-hours",
    "digital-readiness",
    "workforce-paperwork",
];

pub(crate) fn framework() -> Rc<Definition> {
    let text = std::fs::read_to_string(FRAMEWORK).unwrap();
    Rc::new(load(&text).unwrap_or_else(|problems| panic!("{problems:#?}")))
}

/// On which terms a return is asked.
pub(crate) fn terms<'a>(framework: &'a Definition, id: &str) -> &'a ReturnTerms {
    let found = framework.returns().find(|(form, _)| form.id == id);
    found.unwrap().1
}
