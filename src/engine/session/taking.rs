//! A return as lines of a spreadsheet: each question and each cell that is asked, answered or not, with all that is
//! known of its answer.

use crate::rules::Data;
use crate::session::view::add;
use crate::session::{Address, Content, Origin, Session, Status};
use crate::table::csv::Csv;
use crate::value::{Value, unmarked};

/// The columns, in their order. The first five are the same on every line, so that returns can be put below each other.
const HEADS: [&str; 17] = [
    "return",
    "period_start",
    "period_end",
    "subject",
    "subject_name",
    "section",
    "item",
    "question",
    "table",
    "row",
    "answer",
    "answer_in_words",
    "unit",
    "status",
    "reason",
    "origin",
    "given_by",
];

impl Status {
    /// The word for it in files, which is that of the posted return where that has one.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::NotUnderstood => "not-understood",
            Self::Given => "given",
            Self::Estimated => "estimated",
            Self::Missing(_) => "missing",
            Self::Nil => "nil",
            Self::Unchanged => "unchanged",
            Self::Calculated => "calculated",
            Self::NotApplicable => "not-applicable",
        }
    }
}

impl Session {
    /// The return as CSV: a line for each question and cell that is shown. Figures are exact, as they were typed; codes
    /// stand as codes and in words; no cell is a formula.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut csv = Csv::new();
        csv.line(HEADS);
        for section in self.sections() {
            if self.section_shown(section) {
                for at in self.addresses_in(section) {
                    self.csv_line(&mut csv, section, &at);
                }
            }
        }
        csv.finish()
    }

    fn csv_line(&self, csv: &mut Csv, section: u16, at: &Address) {
        let Ok((item, _)) = self.place(at) else {
            return;
        };
        let of = self.definition.item(item);
        csv.cell(&self.form.id);
        let period = self.facts.period;
        csv.cell(&period.map_or_else(String::new, |period| period.start.to_string()));
        csv.cell(&period.map_or_else(String::new, |period| period.end.to_string()));
        let subject = self.facts.subject.as_ref();
        csv.cell(subject.map_or("", |subject| &subject.id));
        csv.cell(subject.map_or("", |subject| &subject.name));
        let section = self.form.sections.get(usize::from(section));
        csv.cell(section.map_or("", |section| &section.id));
        csv.cell(&of.id);
        csv.cell(&unmarked(&self.question(at)));
        if let Address::Cell { table, row, .. } = at {
            let shape = self.form.tables.get(usize::from(*table));
            csv.cell(shape.map_or("", |shape| &shape.id));
            csv.cell(&unmarked(&self.row_title(*table, row)));
        } else {
            csv.cell("");
            csv.cell("");
        }
        let status = self.status(at);
        self.csv_answer(csv, at, status);
        let missing = matches!(status, Status::Missing(_));
        let words = self.in_words(at).unwrap_or_default();
        csv.cell(if missing { "" } else { &words });
        let unit = of.unit.as_ref().map_or("", |unit| &unit.other);
        csv.cell(&unmarked(unit));
        csv.cell(status.word());
        csv.cell(if missing { &words } else { "" });
        let answer = self.answer(at);
        let worked_out = matches!(status, Status::Calculated | Status::Blank);
        csv.cell(if worked_out {
            ""
        } else {
            origin(&answer.origin)
        });
        csv.cell(self.given_by(at).map_or("", |giver| &giver.name));
        csv.end_line();
    }

    /// The answer itself: a number as it was typed, a code as a code, what is not understood as it stands.
    fn csv_answer(&self, csv: &mut Csv, at: &Address, status: Status) {
        match (status, self.value_at(at)) {
            (Status::Missing(_) | Status::Blank | Status::NotApplicable, _) => csv.cell(""),
            (Status::NotUnderstood, _) | (_, None) => match &self.answer(at).content {
                Content::Text(text) => csv.cell(text),
                _ => csv.cell(""),
            },
            (_, Some(Value::Number(number))) => csv.figure(&number.to_string()),
            (_, Some(Value::Truth(truth))) => csv.cell(if truth { "yes" } else { "no" }),
            (_, Some(Value::Codes(list, set))) => {
                let mut codes = String::new();
                for index in set.iter() {
                    add(&mut codes, " ", self.code(list, *index));
                }
                csv.cell(&codes);
            }
            (_, Some(Value::Month(month))) => csv.cell(&month.to_string()),
            (_, Some(value)) => csv.cell(&self.spell_value(&value)),
        }
    }
}

/// Where an answer came from, in a word; both ways of carrying over are told apart.
fn origin(origin: &Origin) -> &'static str {
    match origin {
        Origin::TakenOver { .. } => "taken-over",
        origin => origin.word(),
    }
}
