//! A block of cells as spreadsheets put it on the clipboard: lines of cells with tabs between them.

/// Whether a text is more than one cell.
#[must_use]
pub fn is_block(text: &str) -> bool {
    text.contains('\t') || text.trim_end_matches(BREAKS).contains(BREAKS)
}

/// The cells of a block, line by line. A cell that holds a tab, a line break or a quotation mark stands in quotation
/// marks, with those in it doubled; marks that do not close before the cell's end are text like any other. Lines with
/// nothing in them at the end are left out.
#[must_use]
pub fn block(text: &str) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    let mut rest = text;
    loop {
        let (cell, behind) = quoted(rest).unwrap_or_else(|| plain(rest));
        line.push(cell);
        let mut chars = behind.chars();
        match chars.next() {
            Some('\t') => {}
            Some('\r') if chars.as_str().starts_with('\n') => {
                chars.next();
                lines.push(std::mem::take(&mut line));
            }
            Some(_) => lines.push(std::mem::take(&mut line)),
            None => break,
        }
        rest = chars.as_str();
    }
    lines.push(line);
    while lines.last().is_some_and(|line| is_blank(line)) {
        lines.pop();
    }
    lines
}

/// Whether a line has nothing in it.
pub(crate) fn is_blank(line: &[String]) -> bool {
    line.iter().all(|cell| cell.trim().is_empty())
}

const BREAKS: [char; 2] = ['\r', '\n'];
const ENDS: [char; 3] = ['\t', '\r', '\n'];

/// A cell up to what ends it, and the text from there.
fn plain(text: &str) -> (String, &str) {
    let (cell, behind) = text.split_at(text.find(ENDS).unwrap_or(text.len()));
    (cell.to_owned(), behind)
}

/// The same for a cell in quotation marks; `None` if it is none.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (part, behind) = rest.split_once('"')?;
        cell.push_str(part);
        if behind.is_empty() || behind.starts_with(ENDS) {
            return Some((cell, behind));
        }
        cell.push('"');
        rest = behind.strip_prefix('"')?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_and_line_breaks_part_cells() {
        let cells = [["1", "2"], ["3", ""]];
        for text in ["1\t2\n3\t", "1\t2\r\n3\t\r\n", "1\t2\r3\t\n\n\t\n"] {
            assert_eq!(block(text), cells, "{text:?}");
        }
        assert_eq!(block("\t7"), [["", "7"]]);
        assert_eq!(block("7"), [["7"]]);
        assert!(block(" \t\n").is_empty());
        assert!(block("").is_empty());
    }

    #[test]
    fn quotation_marks_hold_a_cell_together() {
        assert_eq!(
            block("\"a\tb\nc\"\t\"say \"\"no\"\"\"\n\"\"\td"),
            [["a\tb\nc", "say \"no\""], ["", "d"]]
        );
    }

    #[test]
    fn other_quotation_marks_are_text() {
        assert_eq!(block("\"a\" b\tc"), [["\"a\" b", "c"]]);
        assert_eq!(block("5\" pipe\t\"open"), [["5\" pipe", "\"open"]]);
    }

    #[test]
    fn one_cell_is_no_block() {
        assert!(!is_block("24"));
        assert!(!is_block("24\r\n"));
        assert!(is_block("24\n25"));
        assert!(is_block("24\t25"));
        assert!(is_block("\t24"));
    }
}
