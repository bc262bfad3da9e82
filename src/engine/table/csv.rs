//! Writing CSV (RFC 4180) that is safe to open in a spreadsheet.

/// Lines of cells, piece by piece.
#[derive(Debug, Default)]
pub struct Csv {
    text: String,
    /// Whether the next cell stands behind another of its line.
    follows: bool,
}

impl Csv {
    /// No line yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A cell of text. A spreadsheet would run what begins like a formula: an apostrophe in front makes it text.
    pub fn cell(&mut self, text: &str) {
        let formula = matches!(
            text.trim_start_matches(' ').chars().next(),
            Some(
                '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '|' | '%'
            )
        );
        self.put(text, formula);
    }

    /// A cell with a number as it is spelt: a minus sign in front of digits is no formula.
    pub fn figure(&mut self, number: &str) {
        let digits = number.strip_prefix('-').unwrap_or(number);
        let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if plain && !digits.is_empty() {
            self.put(number, false);
        } else {
            self.cell(number);
        }
    }

    /// A line of text cells.
    pub fn line<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) {
        for text in cells {
            self.cell(text.as_ref());
        }
        self.end_line();
    }

    /// Ends the line.
    pub fn end_line(&mut self) {
        self.text.push_str("\r\n");
        self.follows = false;
    }

    /// What was written.
    #[must_use]
    pub fn finish(self) -> String {
        self.text
    }

    fn put(&mut self, text: &str, formula: bool) {
        if std::mem::replace(&mut self.follows, true) {
            self.text.push(',');
        }
        let quoted = formula || text.contains(['"', ',', '\n', '\r', '\t']);
        if quoted {
            self.text.push('"');
        }
        if formula {
            self.text.push('\'');
        }
        if quoted {
            self.text.push_str(&text.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Csv;

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
            ("-5", "\"'-5\""),
            ("\tx", "\"'\tx\""),
            ("%", "\"'%\""),
            ("＝1", "\"'＝1\""),
            ("5 = 5", "5 = 5"),
        ] {
            let mut csv = Csv::new();
            csv.cell(text);
            assert_eq!(csv.finish(), expect);
        }
    }

    #[test]
    fn a_figure_is_as_it_is_spelt_and_nothing_else_passes_for_one() {
        for (text, expect) in [
            ("-5", "-5"),
            ("1234.50", "1234.50"),
            ("-0.1", "-0.1"),
            ("-1+1", "\"'-1+1\""),
            ("-", "\"'-\""),
            ("=1", "\"'=1\""),
        ] {
            let mut csv = Csv::new();
            csv.figure(text);
            assert_eq!(csv.finish(), expect);
        }
    }

    #[test]
    fn lines_end_as_the_standard_says() {
        let mut csv = Csv::new();
        csv.line(["a", "b"]);
        csv.line(["", "d"]);
        assert_eq!(csv.finish(), "a,b\r\n,d\r\n");
    }
}
