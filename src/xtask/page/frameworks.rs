//! The frameworks of the page: each document whole, for authors, and cut into an index and a slice for each return, so
//! that a visit loads what it needs.

use std::path::{Path, PathBuf};

use super::FRAMEWORKS;
use super::finish;
use super::pack::hash;
use super::worker::address;
use crate::error::TaskError;
use crate::places::{Places, files_below, read, write};
use crate::run::{output, program, run};

/// What an operator changes without a build.
const STATUS: &str = "status.json";
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

/// The integrities of what was put into the folder, as a JavaScript text: a line for each file, its path beside the page
/// and its integrity. Not of a status, which changes without a build.
pub(crate) fn pins(folder: &Path) -> Result<String, TaskError> {
    let files = pinned(files_below(folder)?);
    let paths: Vec<PathBuf> = files.iter().map(|file| folder.join(file)).collect();
    let lines: Vec<String> = files
        .iter()
        .zip(hash(&paths)?)
        .map(|(file, hashed)| format!("{FRAMEWORKS}/{} {}", address(file), hashed.integrity))
        .collect();
    Ok(serde_json::Value::String(lines.join("\n")).to_string())
}

/// The files that a build pins.
fn pinned(mut files: Vec<PathBuf>) -> Vec<PathBuf> {
    files.retain(|file| file.file_name().is_some_and(|name| name != STATUS));
    files
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
    use super::{document, in_languages, pinned};
    use std::path::{Path, PathBuf};

    #[test]
    fn all_but_a_status_is_pinned() {
        let files = ["status.json", "a.json", "a/index.json", "a/status.json"];
        assert_eq!(
            pinned(files.map(PathBuf::from).to_vec()),
            ["a.json", "a/index.json"].map(PathBuf::from)
        );
    }

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
