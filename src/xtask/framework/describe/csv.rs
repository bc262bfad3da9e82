//! The dictionary as CSV (RFC 4180), safe to open in a spreadsheet.

use super::rows::{HEADS, rows};
use super::words::text_of;
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
    line(
        &mut out,
        [
            "list",
            "list title",
            "code",
            "label",
            "from",
            "until",
            "replaced by",
            "parent",
            "formerly",
            "number",
            "source",
            "mark",
        ],
    );
    for (id, list) in entries(root, "codeLists") {
        for code in elements(list, "codes") {
            let of = |key: &str| text_of(code.get(key));
            line(
                &mut out,
                [
                    id.to_string(),
                    text_at(list, "title").to_owned(),
                    of("code"),
                    of("label"),
                    of("from"),
                    of("until"),
                    of("replacedBy"),
                    of("parent"),
                    of("formerly"),
                    of("number"),
                    text_at(list, "source").to_owned(),
                    text_at(list, "mark").to_owned(),
                ],
            );
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
