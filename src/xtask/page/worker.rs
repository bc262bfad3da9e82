//! The service worker: written last, with the list of the page's files and their integrities.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::pack::{hash, hash_one};
use super::{finish, minify};
use crate::error::TaskError;
use crate::places::{Places, files_below, read, write};

/// Its name beside the page.
const WORKER: &str = "sw.js";
/// The page itself, which is asked for by its folder: some servers send its own name there.
const PAGE: &str = "index.html";
/// What an operator changes without a build, wherever it stands.
const SETTINGS: [&str; 2] = ["config.json", "status.json"];

/// Writes the service worker into a folder in which all else of the page is already.
pub(super) fn put(places: &Places, page: &Path) -> Result<(), TaskError> {
    let script = places.root.join("static").join(WORKER);
    let paths = shell(&files_below(page)?);
    let files: Vec<PathBuf> = paths.iter().map(|path| page.join(path)).collect();
    let mut listed = Vec::new();
    for (path, hashes) in paths.iter().zip(hash(&files)?) {
        listed.push(json!([address(path), hashes.integrity]));
    }
    let list = page.join(WORKER);
    // For a moment the list alone, whose hash names the build.
    write(&list, json!(listed).to_string())?;
    let build = hash_one(&list)?.name_hash;
    let values = BTreeMap::from([("FILES", json!(listed).to_string()), ("BUILD", build)]);
    let filled = finish::fill(WORKER, &read(&script)?, &values)?;
    write(&list, minify::script(places, WORKER, &filled)?)
}

/// The files that the page needs to open by itself: not what may change without a build, not packed copies, and no
/// framework whole that is there in parts.
fn shell(files: &[PathBuf]) -> Vec<PathBuf> {
    let is_cut = |file: &Path| {
        let folder = file.with_extension("");
        // Its texts in another language are named `england.cy.json`.
        let of_texts = folder.with_extension("");
        let has = |folder: &Path| files.iter().any(|other| other.starts_with(folder));
        file.starts_with("frameworks") && (has(&folder) || has(&of_texts))
    };
    let named = |file: &Path, names: &[&str]| {
        let name = file.file_name().and_then(|name| name.to_str());
        name.is_none_or(|name| names.contains(&name))
    };
    let packed = |file: &Path| {
        file.extension()
            .is_some_and(|end| end == "br" || end == "gz")
    };
    let mut kept = Vec::new();
    for file in files {
        if !(is_cut(file) || named(file, &SETTINGS) || named(file, &[WORKER]) || packed(file)) {
            kept.push(file.clone());
        }
    }
    kept
}

/// A file's address beside the worker.
pub(super) fn address(path: &Path) -> String {
    if path == Path::new(PAGE) {
        return "./".into();
    }
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{address, shell};
    use crate::places::Places;
    use crate::run::{output, program};
    use std::path::{Path, PathBuf};

    /// What the worker answers, leaves alone and keeps, and that each of its guards is missed where it is taken out.
    #[test]
    fn the_worker_keeps_its_word_and_each_guard_of_it_is_missed() {
        let places = Places::find().unwrap();
        let said = output(
            program("node")
                .arg(places.root.join("src/xtask/page/worker_tests.mjs"))
                .arg(format!(
                    "file://{}",
                    places.root.join("static/sw.js").display()
                )),
        );
        assert!(said.unwrap().starts_with("all as it should be"));
    }

    #[test]
    fn the_shell_is_what_the_page_opens_with() {
        let all = [
            "boot-0123456789abcdef.js",
            "boot-0123456789abcdef.js.br",
            "config.json",
            "frameworks/england.json",
            "frameworks/england.cy.json",
            "frameworks/england/index.json",
            "frameworks/england/index.cy.json",
            "frameworks/england/beds.json",
            "frameworks/england/status.json",
            "frameworks/wales.json",
            "index.html",
            "sw.js",
        ];
        let kept = shell(&all.map(PathBuf::from));
        assert_eq!(
            kept,
            [
                "boot-0123456789abcdef.js",
                "frameworks/england/index.json",
                "frameworks/england/index.cy.json",
                "frameworks/england/beds.json",
                "frameworks/wales.json",
                "index.html",
            ]
            .map(PathBuf::from)
        );
    }

    #[test]
    fn the_page_is_asked_for_by_its_folder() {
        assert_eq!(address(Path::new("index.html")), "./");
        assert_eq!(address(Path::new("frameworks/a.json")), "frameworks/a.json");
    }
}
