//! What the framework asks, read from its document; and what is due now, as the engine works it out natively.

use std::rc::Rc;
use std::time::{SystemTime, UNIX_EPOCH};

use care_engine::definition::{Definition, DuePeriod, Period, Problem, due, load, read_list};
use care_engine::value::{Date, Month, london};
use serde_json::Value;

use crate::{Fault, tools};

/// The return that the journeys fill.
pub const RETURN: &str = "capacity-workforce";

/// The framework's document, and what the engine makes of it.
#[derive(Debug)]
pub struct Framework {
    document: Value,
    /// What the engine makes of it.
    pub definition: Rc<Definition>,
    /// What the page calls a yes and a no.
    truths: [&'static str; 2],
}

/// One question.
#[derive(Debug, Clone)]
pub struct Question {
    /// The item's id.
    pub id: String,
    /// Its short name.
    pub label: String,
    /// Its kind: `integer`, `one` and so on.
    pub kind: String,
    /// Its code list, if it has one.
    list: Option<String>,
    /// A regular expression for the question as the page prints it, with anything where the document has an expression.
    pub pattern: String,
}

/// One section of a return.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The items that it asks, in order, tables left out.
    pub items: Vec<String>,
    /// The table that it asks, if it does: its id.
    pub table: Option<String>,
}

impl Framework {
    /// Reads the framework that is served.
    ///
    /// # Errors
    /// Where it is not there or does not load.
    pub fn load() -> Result<Self, Fault> {
        let path = tools::repository("static/frameworks/asc-england.json");
        let text =
            std::fs::read_to_string(&path).map_err(|reason| Fault::at("the framework", reason))?;
        let mut document: Value =
            serde_json::from_str(&text).map_err(|reason| Fault::at("the framework", reason))?;
        let told = |problems: Vec<Problem>| {
            Fault::Other(format!("the framework has {} problems", problems.len()))
        };
        let mut definition = load(&text).map_err(told)?;
        let apart: Vec<(String, String)> = definition
            .lists_wanted()
            .filter_map(|list| Some((list.id.clone(), list.file.clone()?)))
            .collect();
        // A list that has a file of its own: as if its codes stood in the document.
        for (id, file) in apart {
            let text = std::fs::read_to_string(path.with_file_name(&file))
                .map_err(|reason| Fault::at(&file, reason))?;
            let list: Value =
                serde_json::from_str(&text).map_err(|reason| Fault::at(&file, reason))?;
            document["codeLists"][&id]["codes"] = list["codes"].clone();
            definition.take_list(read_list(&text).map_err(told)?);
        }
        Ok(Self {
            document,
            definition: Rc::new(definition),
            truths: ["Yes", "No"],
        })
    }

    /// From now on the page calls a yes and a no so.
    pub fn says(&mut self, truths: [&'static str; 2]) {
        self.truths = truths;
    }

    fn text(&self, pointer: &str) -> String {
        self.document
            .pointer(pointer)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    }

    /// The question of an item, by its id or by its short name.
    ///
    /// # Errors
    /// Where the framework has no such item.
    pub fn question(&self, name: &str) -> Result<Question, Fault> {
        let items = self.document.get("items").and_then(Value::as_object);
        let (id, item) = items
            .into_iter()
            .flatten()
            .find(|(id, item)| {
                *id == name || item.get("label").and_then(Value::as_str) == Some(name)
            })
            .ok_or_else(|| Fault::Other(format!("the framework asks nothing called {name}")))?;
        let text = |pointer: &str| item.pointer(pointer).and_then(Value::as_str);
        Ok(Question {
            id: id.clone(),
            label: text("/label").unwrap_or_default().to_owned(),
            kind: text("/type/kind").unwrap_or_default().to_owned(),
            list: text("/type/list").map(str::to_owned),
            pattern: pattern(text("/question").unwrap_or_default()),
        })
    }

    /// The sections of the return, in order.
    pub fn sections(&self) -> Vec<Section> {
        let list = self
            .document
            .pointer(&format!("/returns/{RETURN}/sections"));
        list.and_then(Value::as_array)
            .into_iter()
            .flatten()
            .map(read_section)
            .collect()
    }

    /// The return's title.
    pub fn title(&self) -> String {
        self.text(&format!("/returns/{RETURN}/title"))
    }

    /// What a question's answer reads like on the page, from the code or word that is sent.
    pub fn in_words(&self, question: &Question, sent: &str) -> String {
        match (&question.list, sent) {
            (Some(list), code) => self.code(list, code),
            (None, "yes") => self.truths[0].into(),
            (None, "no") => self.truths[1].into(),
            (None, text) => text.into(),
        }
    }

    /// The label of a code; the code itself where the list has no such code.
    pub fn code(&self, list: &str, code: &str) -> String {
        let codes = self.document.pointer(&format!("/codeLists/{list}/codes"));
        codes
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .find(|entry| entry.get("code").and_then(Value::as_str) == Some(code))
            .and_then(|entry| entry.get("label").and_then(Value::as_str))
            .unwrap_or(code)
            .to_owned()
    }

    /// Whether the return works an item out.
    pub fn calculates(&self, item: &str) -> bool {
        self.document
            .pointer(&format!("/returns/{RETURN}/calculate/{item}"))
            .is_some()
    }

    /// A reason for a missing value, as the page says it.
    pub fn reason(&self, id: &str) -> String {
        self.text(&format!("/missing/{id}"))
    }

    /// What is due today: the newest period whose window has opened.
    ///
    /// # Errors
    /// Where the framework has no such return.
    pub fn due(&self) -> Result<DuePeriod, Fault> {
        self.definition
            .returns()
            .find(|(form, _)| form.id == RETURN)
            .and_then(|(_, terms)| due(&self.definition, terms, today()).into_iter().next())
            .ok_or_else(|| Fault::Other("nothing is due".into()))
    }

    /// The month before a period.
    ///
    /// # Errors
    /// At the ends of the calendar.
    pub fn before(period: Period) -> Result<Period, Fault> {
        period
            .start
            .month()
            .add(-1)
            .and_then(|month: Month| Period::month(month))
            .ok_or_else(|| Fault::Other("there is no month before".into()))
    }

    /// Whether the flu campaign of the framework runs today, so that its section is asked.
    pub fn flu_is_asked(&self) -> bool {
        let named = self.text(&format!("/returns/{RETURN}/calculate/flu_campaign"));
        let named = named.trim_matches('\'');
        let codes = self.document.pointer("/codeLists/campaign/codes");
        let day = |entry: &Value, key: &str| {
            entry
                .get(key)
                .and_then(Value::as_str)
                .and_then(Date::parse_iso)
        };
        codes
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .any(|entry| {
                entry.get("code").and_then(Value::as_str) == Some(named)
                    && day(entry, "from").is_none_or(|from| from <= today())
                    && day(entry, "until").is_none_or(|until| today() <= until)
            })
    }
}

/// Now, Unix milliseconds.
pub fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|since| i64::try_from(since.as_millis()).ok())
        .unwrap_or_default()
}

/// Today in London, as the page has it.
pub fn today() -> Date {
    london(now()).date
}

fn read_section(section: &Value) -> Section {
    let text = |of: &Value, key: &str| of.get(key).and_then(Value::as_str).map(str::to_owned);
    let entries = section.get("questions").and_then(Value::as_array);
    let entries: Vec<&Value> = entries.into_iter().flatten().collect();
    Section {
        id: text(section, "id").unwrap_or_default(),
        title: text(section, "title").unwrap_or_default(),
        items: entries
            .iter()
            .filter_map(|entry| {
                entry
                    .as_str()
                    .map(str::to_owned)
                    .or_else(|| text(entry, "item"))
            })
            .collect(),
        table: entries.iter().find_map(|entry| text(entry, "table")),
    }
}

/// A regular expression that a text with expressions in braces matches once they are filled in.
fn pattern(template: &str) -> String {
    let mut made = String::from("^");
    let mut depth = 0_u32;
    for letter in template.chars() {
        match letter {
            '{' => {
                if depth == 0 {
                    made.push_str(".+?");
                }
                depth += 1;
            }
            '}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            letter => push_literal(&mut made, letter),
        }
    }
    made
}

/// A regular expression for a text as it is.
pub fn literal(text: &str) -> String {
    let mut made = String::new();
    text.chars()
        .for_each(|letter| push_literal(&mut made, letter));
    made
}

/// A regular expression for a text as it is, and nothing around it.
pub fn exactly(text: &str) -> String {
    ["^", &literal(text), "$"].concat()
}

fn push_literal(made: &mut String, letter: char) {
    if r"\^$.|?*+()[]{}/".contains(letter) {
        made.push('\\');
    }
    made.push(letter);
}

#[cfg(test)]
mod tests {
    use super::{exactly, pattern};

    #[test]
    fn an_expression_stands_for_anything() {
        assert_eq!(pattern("Open on {addDays(filed, 1)}?"), r"^Open on .+?\?");
    }

    #[test]
    fn a_text_is_taken_as_it_is() {
        assert_eq!(exactly("What (now)?"), r"^What \(now\)\?$");
    }
}
