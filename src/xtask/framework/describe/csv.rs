//! The dictionary as CSV (RFC 4180), safe to open in a spreadsheet.

use super::rows::{HEADS, rows};
use super::words::{CODE, text_of};
use crate::make::{elements, entries, text_at};
use care_engine::json::Json;

/// A line for each place where an item is asked or worked out.
pub(super) fn items(root: &Json) -> String {
    let mut out = String::new();
    line(&mut out, HEADS);
    for row in rows(root) {
        line(&mut out, row.cells(root));
    }
    out
}

/// A line for each code.
pub(super) fn codes(root: &Json) -> String {
    let mut out = String::new();
    let mut heads = vec!["list", "list title"];
    heads.extend(CODE.map(|(head, _)| head));
    heads.extend(["source", "mark"]);
    line(&mut out, heads);
    for (id, list) in entries(root, "codeLists") {
        let of_list = |key| text_at(list, key).to_owned();
        for code in elements(list, "codes") {
            let mut cells = vec![id.to_string(), of_list("title")];
            cells.extend(CODE.map(|(_, key)| text_of(code.get(key))));
            cells.extend([of_list("source"), of_list("mark")]);
            line(&mut out, cells);
        }
    }
    out
}

fn line<T: AsRef<str>>(out: &mut String, cells: impl IntoIterator<Item = T>) {
    for (at, text) in cells.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        cell(out, text.as_ref());
    }
    out.push_str("\r\n");
}

/// One cell. A spreadsheet would run what begins like a formula: an apostrophe in front makes it text.
fn cell(out: &mut String, text: &str) {
    let formula = matches!(
        text.trim_start_matches(' ').chars().next(),
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '|' | '%')
    );
    let quoted = formula || text.contains(['"', ',', '\n', '\r', '\t']);
    if quoted {
        out.push('"');
    }
    if formula {
        out.push('\'');
    }
    out.push_str(&text.replace('"', "\"\""));
    if quoted {
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_cell_is_never_a_formula_and_quotes_are_doubled() {
        for (text, expect) in [
            ("", ""),
            ("plain", "plain"),
            ("a, \"b\"", "\"a, \"\"b\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=1+1", "\"'=1+1\""),
            ("  @x", "\"'  @x\""),
            ("-5 to 5", "\"'-5 to 5\""),
            ("\tx", "\"'\tx\""),
            ("%", "\"'%\""),
            ("5 = 5", "5 = 5"),
        ] {
            let mut out = String::new();
            cell(&mut out, text);
            assert_eq!(out, expect);
        }
    }
}
