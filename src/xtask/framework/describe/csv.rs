//! The dictionary as CSV (RFC 4180), safe to open in a spreadsheet.

use super::rows::{HEADS, rows};
use super::words::{CODE, text_of};
use crate::make::{elements, entries, text_at};
use care_engine::json::Json;
use care_engine::table::csv::Csv;

/// A line for each place where an item is asked or worked out.
pub(super) fn items(root: &Json) -> String {
    let mut out = Csv::new();
    out.line(HEADS);
    for row in rows(root) {
        out.line(row.cells(root));
    }
    out.finish()
}

/// A line for each code.
pub(super) fn codes(root: &Json) -> String {
    let mut out = Csv::new();
    let mut heads = vec!["list", "list title"];
    heads.extend(CODE.map(|(head, _)| head));
    heads.extend(["source", "mark"]);
    out.line(heads);
    for (id, list) in entries(root, "codeLists") {
        let of_list = |key| text_at(list, key).to_owned();
        for code in elements(list, "codes") {
            let mut cells = vec![id.to_string(), of_list("title")];
            cells.extend(CODE.map(|(_, key)| text_of(code.get(key))));
            cells.extend([of_list("source"), of_list("mark")]);
            out.line(cells);
        }
    }
    out.finish()
}
