//! `index FILE`: what a first visit needs to know of a framework before it opens a return: which returns there are, for
//! whom, on which terms and when they are due, and the forms of who files and for whom. The returns themselves are then
//! loaded one by one, as `slice` makes them.
//!
//! The shape is a framework document with `"cut": true`, whose returns have their terms only: no sections, no
//! calculations and no checks. Id, version and hashes are those of the whole document.

use crate::error::{FrameworkError, open};
use crate::slice::{Keep, cut};
use care_engine::definition::{Form, Purpose, keys};
use care_engine::json::Json;

/// The index of a document, in the shortest JSON.
///
/// # Errors
/// Where the document has problems.
pub fn index(name: &str, text: &str) -> Result<String, FrameworkError> {
    let (root, definition) = open(name, text)?;
    let forms: Vec<&Form> = definition.forms.iter().map(|form| &**form).collect();
    let profiles: Vec<&Form> = forms
        .iter()
        .copied()
        .filter(|form| !matches!(form.purpose, Purpose::Return(_)))
        .collect();
    let keep = Keep::new(&definition, &forms, &profiles);
    let mut entries = cut(root, &keep);
    for (key, value) in &mut entries {
        if let (true, Json::Object(returns)) = (&**key == "returns", value) {
            for (_, form) in returns {
                only_terms(form);
            }
        }
    }
    entries.retain(|(key, _)| &**key != "cut");
    entries.insert(0, ("cut".into(), Json::Bool(true)));
    Ok(Json::Object(entries).to_text())
}

/// Leaves of a return what an index may say of it.
fn only_terms(form: &mut Json) {
    let known = |key: &str| {
        keys::RETURN_TERMS
            .split(' ')
            .any(|term| term.trim_end_matches('?') == key)
    };
    if let Json::Object(entries) = form {
        entries.retain(|(key, _)| known(key));
    }
}
