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
    let files = files_below(from)?;
    for file in &files {
        let text = read(&from.join(file))?;
        write(&to.join(file), finish::squeeze_json(&text))?;
        if let Some(name) = document(file, &text) {
            let texts = in_languages(&name, &files);
            cut(places, from, (file, &texts), &to.join(name))?;
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

/// The files of a document's texts in other languages: `england.cy.json` beside `england.json`.
fn in_languages<'a>(name: &Path, files: &'a [PathBuf]) -> Vec<&'a PathBuf> {
    let of_it = |file: &&PathBuf| {
        let stem = file.with_extension("");
        stem.extension().is_some() && stem.with_extension("") == name
    };
    files.iter().filter(of_it).collect()
}

/// The author's tools do it: they know what a return needs.
fn cut(
    places: &Places,
    from: &Path,
    (document, texts): (&Path, &[&PathBuf]),
    folder: &Path,
) -> Result<(), TaskError> {
    run(program("cargo")
        .current_dir(&places.root)
        .env("CARGO_TARGET_DIR", &places.target)
        .args(["build", "--quiet", "--package", TOOLS, "--bin", TOOLS]))?;
    // It prints the names of what it writes.
    output(
        program(places.target.join("debug").join(TOOLS))
            .arg("cut")
            .arg(from.join(document))
            .arg(folder)
            .args(texts.iter().map(|texts| from.join(texts))),
    )
    .map(drop)
}

#[cfg(test)]
mod tests {
    use super::{document, in_languages};
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

    #[test]
    fn texts_in_other_languages_stand_beside_the_document() {
        let files: Vec<PathBuf> = [
            "england.json",
            "england.cy.json",
            "england-north.cy.json",
            "status.json",
            "lists/england.cy.json",
        ]
        .iter()
        .map(PathBuf::from)
        .collect();
        let found = in_languages(Path::new("england"), &files);
        assert_eq!(found, [Path::new("england.cy.json")]);
    }
}
