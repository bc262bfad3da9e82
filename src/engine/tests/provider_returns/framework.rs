//! The returns of providers in the framework that ships.

use care_engine::definition::{Definition, ReturnTerms};

/// The four returns.
pub(crate) const RETURNS: [&str; 4] = [
    "provider-profile",
    "care-hours",
    "digital-readiness",
    "workforce-paperwork",
];

/// On which terms a return is asked.
pub(crate) fn terms<'a>(framework: &'a Definition, id: &str) -> &'a ReturnTerms {
    let found = framework.returns().find(|(form, _)| form.id == id);
    found.unwrap().1
}
