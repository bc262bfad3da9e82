//! What the tests of made-up honest returns share: chance with a seed, a return spelt as a fixture spells it, and the
//! count of what they were warned of.
#![allow(clippy::unwrap_used, dead_code, unreachable_pub)]

use crate::judging::finish;
use care_engine::definition::Severity;
use care_engine::session::Session;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A generator with a seed: the same figures on every run.
pub struct Chance(pub u64);

impl Chance {
    /// A whole number from `low` to `high`.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        low + i64::try_from((self.0 >> 33) % u64::try_from(high - low + 1).unwrap()).unwrap()
    }

    /// So many hundredths of a number, give or take.
    pub fn share(&mut self, of: i64, low: i64, high: i64) -> i64 {
        of * self.between(low, high) / 100
    }

    pub fn one_in(&mut self, many: i64) -> bool {
        self.between(1, many) == 1
    }

    pub fn yes(&mut self, many: i64) -> &'static str {
        if self.one_in(many) { "no" } else { "yes" }
    }

    pub fn of(&mut self, codes: &[&'static str]) -> &'static str {
        let last = i64::try_from(codes.len()).unwrap() - 1;
        codes[usize::try_from(self.between(0, last)).unwrap()]
    }
}

/// A return as a fixture spells it.
#[derive(Default)]
pub struct Sheet {
    /// The subject's answers, as the inside of an object; so is `previous`.
    pub subject: String,
    /// First and last day of the period, and the day of filing.
    pub dates: [&'static str; 3],
    pub previous: String,
    answers: String,
    tables: BTreeMap<&'static str, String>,
}

impl Sheet {
    pub fn new(subject: String, dates: [&'static str; 3]) -> Self {
        Self {
            subject,
            dates,
            ..Self::default()
        }
    }

    pub fn put<T: ToString + ?Sized>(&mut self, id: &str, value: &T) -> &mut Self {
        self.raw(id, &["\"", &value.to_string(), "\""].concat());
        self
    }

    pub fn puts(&mut self, pairs: &[(&str, &str)]) {
        for (id, value) in pairs {
            self.put(id, value);
        }
    }

    pub fn many(&mut self, id: &str, codes: &[&str]) {
        self.raw(id, &["[\"", &codes.join("\",\""), "\"]"].concat());
    }

    pub fn missing(&mut self, id: &str, reason: &str) {
        self.raw(id, &[r#"{"missing":""#, reason, r#""}"#].concat());
    }

    fn raw(&mut self, id: &str, value: &str) {
        let comma = if self.answers.is_empty() { "" } else { "," };
        write!(self.answers, "{comma}\"{id}\":{value}").unwrap();
    }

    pub fn row(&mut self, table: &'static str, row: &str, cells: &[(&str, String)]) {
        let cells: Vec<String> = cells
            .iter()
            .map(|(id, value)| format!("\"{id}\":\"{value}\""))
            .collect();
        let rows = self.tables.entry(table).or_default();
        let comma = if rows.is_empty() { "" } else { "," };
        write!(rows, "{comma}\"{row}\":{{{}}}", cells.join(",")).unwrap();
    }

    pub fn text(&self) -> String {
        let tables: Vec<String> = self
            .tables
            .iter()
            .map(|(table, rows)| format!("\"{table}\":{{{rows}}}"))
            .collect();
        let [start, end, filed] = self.dates;
        format!(
            r#"{{"subject":{{{}}},"filedOn":"{filed}","period":{{"start":"{start}","end":"{end}"}},"previous":{{{}}},"answers":{{{}}},"tables":{{{}}}}}"#,
            self.subject,
            self.previous,
            self.answers,
            tables.join(",")
        )
    }
}

/// What honest returns were warned of.
#[derive(Default)]
pub struct Warned {
    /// How often each check fired, as `form check`.
    fired: BTreeMap<String, u32>,
    /// The number of warnings of each return.
    counts: Vec<usize>,
}

impl Warned {
    /// Counts a return's warnings and finishes it: an error fails, and so does one that cannot be sent.
    pub fn count(&mut self, who: &str, form: &str, session: &mut Session) {
        let findings = session.findings();
        for finding in &findings {
            let check = finding.check.clone().unwrap_or_default();
            let said = &finding.message;
            assert_eq!(
                finding.severity,
                Severity::Warning,
                "{who} {form} {check}: {said}"
            );
            *self.fired.entry([form, " ", &check].concat()).or_insert(0) += 1;
        }
        self.counts.push(findings.len());
        assert!(finish(session).is_some(), "{who} {form}");
    }

    /// How many returns there were, if half of them have no warning and all but a twentieth two or fewer.
    #[allow(clippy::print_stdout)]
    pub fn returns(mut self) -> usize {
        self.counts.sort_unstable();
        let (counts, fired) = (&self.counts, &self.fired);
        let (median, most) = (counts[counts.len() / 2], counts[counts.len() * 95 / 100]);
        let said = format!("median {median}, 95th percentile {most}: {fired:?}");
        println!("{} returns, {said}", counts.len());
        assert!(median == 0 && most <= 2, "{said}");
        counts.len()
    }
}
