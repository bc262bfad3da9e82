//! The frameworks of the page: each document whole, for authors, and cut into an index and a slice for each return, so
//! that a visit loads what it needs.

use std::path::{Path, PathBuf};

use super::finish;
use crate::error::TaskError;
use crate::places::{Places, files_below, read, write};
use crate::run::{output, program, run};

/// The crate and its program.
const TOOLS: &str = "care-framework";

/// Puts the JSON files of a folder into another, without blanks; and of each framework document that stands in the
/// folder itself, its index and slices into a folder of its name.
pub(super) fn put(places: &Places, from: &Path, to: &Path) -> Result<(), TaskError> {
    for file in files_below(from)? {
        let text = read(&from.join(&file))?;
        write(&to.join(&file), finish::squeeze_json(&text))?;
        if let Some(name) = document(&file, &text) {
            cut(places, &from.join(&file), &to.join(name))?;
        }
    }
    Ok(())
}

/// The name of a framework document; what stands in a folder below, such as code lists, is none.
fn document(file: &Path, text: &str) -> Option<PathBuf> {
    let name = file
        .file_stem()
        .filter(|_| file.components().count() == 1)?;
    let json: serde_json::Value = serde_json::from_str(text).ok()?;
    (json.get("returns").is_some() && json.get("cut").is_none()).then(|| PathBuf::from(name))
}

/// The author's tools do it: they know what a return needs.
fn cut(places: &Places, document: &Path, folder: &Path) -> Result<(), TaskError> {
    run(program("cargo")
        .current_dir(&places.root)
        .env("CARGO_TARGET_DIR", &places.target)
        .args(["build", "--quiet", "--package", TOOLS, "--bin", TOOLS]))?;
    // It prints the names of what it writes.
    output(
        program(places.target.join("debug").join(TOOLS))
            .arg("cut")
            .arg(document)
            .arg(folder),
    )
    .map(drop)
}

#[cfg(test)]
mod tests {
    use super::document;
    use std::path::{Path, PathBuf};

    #[test]
    fn only_whole_documents_are_cut() {
        let text = r#"{ "format": 1, "returns": {} }"#;
        let name = |path: &str, text: &str| document(Path::new(path), text);
        assert_eq!(name("england.json", text), Some(PathBuf::from("england")));
        assert_eq!(name("lists/council.json", text), None);
        assert_eq!(
            name("england.json", r#"{ "cut": true, "returns": {} }"#),
            None
        );
        assert_eq!(name("england.json", r#"{ "codes": [] }"#), None);
    }
}
