//! Who files and with which figures: a made-up home of `wasm-tests/fixtures`, and what the receiver knows of it.

use std::collections::BTreeMap;
use std::rc::Rc;

use care_engine::definition::{DuePeriod, Period};
use care_engine::session::{Address, Answer, Content, Edit, Facts, Finishing, Session, Subject};
use serde_json::{Value, json};

use crate::framework::{Framework, Question, RETURN};
use crate::{Fault, tools};

/// What is typed or chosen at one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// Typed text, or the code or word that is chosen.
    One(String),
    /// The codes that are chosen.
    Many(Vec<String>),
    /// A missing value: the reason's id.
    Missing(String),
}

/// A home with its figures of this month.
#[derive(Debug, Clone)]
pub struct Home {
    /// The answers about the location itself, by item.
    pub profile: BTreeMap<String, String>,
    /// The figures, by item.
    pub answers: BTreeMap<String, Given>,
    /// The cells of the table of bed types: row, column, value.
    pub cells: Vec<(String, String, String)>,
}

impl Home {
    /// A home of `wasm-tests/fixtures/returns`.
    ///
    /// # Errors
    /// Where there is no such fixture.
    pub fn read(fixture: &str) -> Result<Self, Fault> {
        let path = tools::repository("wasm-tests/fixtures/returns").join(fixture);
        let told = |reason: &dyn std::fmt::Display| Fault::at(fixture, reason);
        let text = std::fs::read_to_string(path).map_err(|reason| told(&reason))?;
        let read: Value = serde_json::from_str(&text).map_err(|reason| told(&reason))?;
        let entries = |key: &str| {
            read.get(key)
                .and_then(Value::as_object)
                .cloned()
                .unwrap_or_default()
        };
        let mut cells = Vec::new();
        for (_, rows) in entries("tables") {
            for (row, columns) in rows.as_object().into_iter().flatten() {
                for (column, value) in columns.as_object().into_iter().flatten() {
                    cells.push((row.clone(), column.clone(), plain(value)));
                }
            }
        }
        Ok(Self {
            profile: entries("subject")
                .iter()
                .map(|(id, value)| (id.clone(), plain(value)))
                .collect(),
            answers: entries("answers")
                .iter()
                .map(|(id, value)| (id.clone(), given(value)))
                .collect(),
            cells,
        })
    }

    /// The same home with another figure.
    #[must_use]
    pub fn with(mut self, item: &str, given: Given) -> Self {
        self.answers.insert(item.to_owned(), given);
        self
    }

    /// The same home with another number or text.
    #[must_use]
    pub fn with_text(self, item: &str, text: &str) -> Self {
        self.with(item, Given::One(text.to_owned()))
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.profile.get("location_name").map_or("", String::as_str)
    }

    /// Its id: the regulator's, or its own where it is not registered.
    pub fn id(&self) -> &str {
        let known = |item: &str| self.profile.get(item).map(String::as_str);
        known("cqc_location_id")
            .or_else(|| known("own_ref"))
            .unwrap_or_default()
    }

    /// The titles of the sections that this home is asked today.
    pub fn sections(&self, framework: &Framework) -> Vec<String> {
        let asked = |id: &str| match id {
            "beds" | "bed-types" | "visiting" => self.answers.contains_key("max_capacity"),
            "people" => self.answers.contains_key("service_user_count"),
            "flu" => framework.flu_is_asked(),
            _ => true,
        };
        let sections = framework.sections();
        sections
            .into_iter()
            .filter(|section| asked(&section.id))
            .map(|section| section.title)
            .collect()
    }

    /// What a receiver with reads knows: this home, and its return of the month before, with these figures.
    ///
    /// # Errors
    /// Where the engine does not take the figures.
    pub fn seed(
        &self,
        framework: &Framework,
        due: &DuePeriod,
        last: &Home,
    ) -> Result<Value, Fault> {
        let period = Framework::before(due.period)?;
        let body = last.finished(framework, period)?;
        let body: Value =
            serde_json::from_str(&body).map_err(|reason| Fault::at("an earlier return", reason))?;
        Ok(json!({
            "subjects": [{"kind": "location", "answers": self.profile}],
            "returns": [{
                "id": EARLIER, "return": RETURN, "subject": self.id(), "period": period.start.to_string(),
                "receivedAt": format!("{}T10:12:00Z", filed_on(period)?), "body": body,
            }],
        }))
    }

    /// The bytes of a return with these figures, finished two days after its window opened.
    fn finished(&self, framework: &Framework, period: Period) -> Result<String, Fault> {
        let definition = &framework.definition;
        let form = definition
            .form(RETURN)
            .ok_or_else(|| Fault::Other("no such return".into()))?;
        let day = filed_on(period)?;
        let content = |value: &String| Content::Text(Rc::from(value.as_str()));
        let facts = Facts {
            today: day,
            period: Some(period),
            subject: Some(Subject {
                kind: "location".into(),
                id: self.id().into(),
                name: self.name().into(),
                profile: self
                    .profile
                    .iter()
                    .map(|(id, value)| (id.clone(), content(value)))
                    .collect(),
            }),
            previous: None,
            latest: None,
            others: Vec::new(),
        };
        let mut session = Session::open(definition, form, facts);
        let mut set = |place: &str, answer: Answer| -> Result<(), Fault> {
            let at = Address::parse(place, definition, form)
                .ok_or_else(|| Fault::Other(format!("the return has no place {place}")))?;
            session
                .apply(Edit::Set { at, answer })
                .map(drop)
                .map_err(|reason| Fault::at(place, reason))
        };
        for (item, given) in &self.answers {
            match given {
                Given::One(text) => set(item, Answer::typed(text))?,
                Given::Many(codes) => {
                    set(
                        item,
                        Answer::codes(&codes.iter().map(String::as_str).collect::<Vec<_>>()),
                    )?;
                }
                Given::Missing(reason) => {
                    let place = definition.missing.iter().position(|(id, _)| id == reason);
                    let place = place
                        .and_then(|at| u16::try_from(at).ok())
                        .unwrap_or_default();
                    set(item, Answer::missing(place))?;
                }
            }
        }
        for (row, column, value) in &self.cells {
            set(&format!("{TABLE}/{row}/{column}"), Answer::typed(value))?;
        }
        let finishing = Finishing {
            id: EARLIER.into(),
            at: day.days() * 86_400_000 + 36_720_000,
            clock_offset: None,
            filer: Vec::new(),
            replaces: None,
        };
        session
            .finish(&finishing)
            .map(|sent| sent.text().to_owned())
            .map_err(|findings| {
                let messages: Vec<_> = findings
                    .iter()
                    .map(|finding| finding.message.as_str())
                    .collect();
                Fault::at("an earlier return", messages.join("; "))
            })
    }
}

/// The id of the return of the month before.
const EARLIER: &str = "5d0c2f0e-6f0b-4c3e-9a55-000000000001";

/// The table of bed types.
pub const TABLE: &str = "vac_by_type";

/// The tenth of the month after a period.
fn filed_on(period: Period) -> Result<care_engine::value::Date, Fault> {
    period
        .end
        .add_days(10)
        .ok_or_else(|| Fault::Other("there is no such day".into()))
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn given(value: &Value) -> Given {
    if let Some(codes) = value.as_array() {
        Given::Many(codes.iter().map(plain).collect())
    } else if let Some(reason) = value.get("missing") {
        Given::Missing(plain(reason))
    } else {
        Given::One(plain(value))
    }
}

/// What is posted for what was typed: value or reason, as design.md says of `return_v1`.
pub fn posted(question: &Question, given: &Given) -> Value {
    match given {
        Given::Missing(reason) => json!({"status": "missing", "reason": reason}),
        Given::Many(codes) => json!({"status": "given", "value": codes}),
        Given::One(text) => {
            let value = match question.kind.as_str() {
                "integer" => text
                    .replace([',', ' '], "")
                    .parse::<i64>()
                    .map_or(Value::Null, Value::from),
                "yes-no" | "yes-no-dont-know" => json!(text == "yes"),
                "decimal" | "money" | "percentage" => json!(text.replace([',', ' '], "")),
                _ => json!(text),
            };
            json!({"status": "given", "value": value})
        }
    }
}
