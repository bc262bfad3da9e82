//! Code lists that have files of their own: read beside the document, checked with it and put into it.

use crate::error::FrameworkError;
use crate::make::{entries, text_at};
use care_engine::json::{Json, parse};

/// How a file beside the document is read: its text, by the path that the document has for it.
pub type Beside<'a> = &'a dyn Fn(&str) -> Result<String, FrameworkError>;

/// The files that a document names, in its order, each with the node that names it.
pub fn files(root: &Json) -> Vec<&str> {
    let lists = entries(root, "codeLists").iter();
    lists
        .map(|(_, list)| text_at(list, "file"))
        .filter(|file| !file.is_empty())
        .collect()
}

/// The document with the codes of its lists' files in it. A text that is no JSON, and a file that has no codes, stay as
/// they are: `check` says what is wrong with them.
///
/// # Errors
/// Where a file cannot be read.
pub fn put_in(text: &str, beside: Beside<'_>) -> Result<String, FrameworkError> {
    let Ok(Json::Object(mut document)) = parse(text) else {
        return Ok(text.to_owned());
    };
    for (key, lists) in &mut document {
        let Json::Object(lists) = lists else { continue };
        for (_, list) in lists.iter_mut().filter(|_| &**key == "codeLists") {
            put_codes(list, beside)?;
        }
    }
    Ok(Json::Object(document).to_text())
}

fn put_codes(list: &mut Json, beside: Beside<'_>) -> Result<(), FrameworkError> {
    let Json::Object(fields) = list else {
        return Ok(());
    };
    for (key, value) in fields {
        if let ("file", Some(path)) = (&**key, value.as_text())
            && let Ok(file) = parse(&beside(path)?)
            && let Some(codes) = file.get("codes")
        {
            *key = "codes".into();
            *value = codes.clone();
        }
    }
    Ok(())
}
