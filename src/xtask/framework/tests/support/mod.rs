//! What the tests share: the framework documents of the repository, and returns finished from the judged fixtures.
#![allow(clippy::unwrap_used, dead_code, unreachable_pub)]

#[path = "../../../../engine/tests/support/judging.rs"]
mod judging;

use care_engine::json::Json;
use judging::{MONTHLY, england, fill, finish, fixtures, month_facts, taken};
use std::path::{Path, PathBuf};

pub const SMALL: &str = include_str!("../../../../../wasm-tests/fixtures/frameworks/small.json");
pub const KITCHEN: &str =
    include_str!("../../../../../wasm-tests/fixtures/frameworks/kitchen.json");
pub const TEN_MISTAKES: &str =
    include_str!("../../../../../wasm-tests/fixtures/frameworks/ten-mistakes.json");
pub const ENGLAND: &str = include_str!("../../../../../static/frameworks/asc-england.json");
pub const TWO: &str = include_str!("../../../../../wasm-tests/fixtures/frameworks/two.json");

/// A folder of the repository.
pub fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../..")
        .join(path)
}

/// The text with edits, each of which must be possible.
pub fn edited(text: &str, edits: &[(&str, &str)]) -> String {
    edits.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "the document has no {from}");
        text.replacen(from, to, 1)
    })
}

/// Every accepted return of the fixtures, finished: the file's name and what is sent.
pub fn finished() -> Vec<(String, String)> {
    let definition = england();
    let mut all = Vec::new();
    for (name, judged) in fixtures(MONTHLY) {
        if judged.at("/expect/accepted").and_then(Json::as_bool) == Some(true) {
            let facts = month_facts(&definition, MONTHLY, &judged);
            let mut session = fill(&definition, MONTHLY, facts, &judged, &mut taken);
            all.push((name, finish(&mut session).unwrap()));
        }
    }
    assert!(all.len() >= 10);
    all
}
