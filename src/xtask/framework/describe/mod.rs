//! `describe FILE`: the data dictionary of a framework, for people who read the figures and not the forms.

mod csv;
mod markdown;
mod rows;
mod words;

use crate::error::{FrameworkError, open};

/// How the dictionary is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// All of it, in Markdown.
    Markdown,
    /// A line of CSV for each place where an item is asked or worked out.
    Items,
    /// A line of CSV for each code.
    Codes,
}

/// Writes the dictionary of a document.
///
/// # Errors
/// Where the document has problems.
pub fn describe(name: &str, text: &str, form: Form) -> Result<String, FrameworkError> {
    let (root, _) = open(name, text)?;
    Ok(match form {
        Form::Markdown => markdown::write(&root),
        Form::Items => csv::items(&root),
        Form::Codes => csv::codes(&root),
    })
}
