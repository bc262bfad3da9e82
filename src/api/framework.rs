//! A framework in JavaScript.

use super::describing;
use super::edits;
use super::error::{ApiError, object};
use super::given::{HeldGiven, OpenGiven, OtherGiven, PeriodGiven};
use super::open_return::OpenReturn;
use super::shown::{ProblemShown, RefusalShown, VerdictShown};
use care_engine::definition::{self, Definition, Form, Period, Purpose, Status};
use care_engine::exchange::draft_v1;
use care_engine::exchange::return_v1::ReturnV1;
use care_engine::session::{Earlier, Facts, Held, Session, Subject, accept_beside};
use care_engine::value::Date;
use serde::de::DeserializeOwned;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// A framework after loading.
#[wasm_bindgen]
pub struct Framework {
    definition: Rc<Definition>,
}

/// Loads a framework document: its text, as it was published.
///
/// # Errors
/// `framework-problems`, with every problem and its place in `details`.
#[wasm_bindgen(js_name = loadFramework)]
pub fn load_framework(document: &str) -> Result<Framework, JsValue> {
    load(document).map_err(JsValue::from)
}

/// As [`load_framework`], for programs in Rust.
///
/// # Errors
/// As there.
pub fn load(document: &str) -> Result<Framework, ApiError> {
    let definition = definition::load(document).map_err(|problems| {
        let shown = problems.iter().map(|problem| ProblemShown {
            pointer: problem.pointer.clone(),
            message: problem.kind.to_string(),
        });
        ApiError::Framework(shown.collect())
    })?;
    Ok(Framework {
        definition: Rc::new(definition),
    })
}

#[wasm_bindgen]
impl Framework {
    /// Its id.
    #[wasm_bindgen(getter)]
    pub fn id(&self) -> String {
        self.definition.id.clone()
    }

    /// Its version.
    #[wasm_bindgen(getter)]
    pub fn version(&self) -> String {
        self.definition.version.clone()
    }

    /// The files of code lists that stand beside the document and are not taken yet.
    #[wasm_bindgen(js_name = listsWanted)]
    pub fn lists_wanted(&self) -> Vec<String> {
        let wanted = self.definition.lists_wanted();
        wanted.filter_map(|list| list.file.clone()).collect()
    }

    /// Takes the text of such a file. Returns that are open go on without it.
    ///
    /// # Errors
    /// `list-problems`
    #[wasm_bindgen(js_name = takeList)]
    pub fn take_list(&mut self, text: &str) -> Result<(), JsValue> {
        let list = definition::read_list(text).map_err(|_| ApiError::List)?;
        if Rc::make_mut(&mut self.definition).take_list(list) {
            Ok(())
        } else {
            Err(ApiError::List.into())
        }
    }

    /// The framework as a plain object: returns, items, code lists.
    #[wasm_bindgen(unchecked_return_type = "FrameworkDescribed")]
    pub fn describe(&self) -> JsValue {
        object(&describing::described(&self.definition))
    }

    /// Opens a return, new or from a draft.
    ///
    /// # Errors
    /// `no-such-return`, `bad-argument`, `bad-draft`
    #[wasm_bindgen(js_name = openReturn)]
    pub fn open_return(
        &self,
        #[wasm_bindgen(unchecked_param_type = "OpenGiven")] options: JsValue,
    ) -> Result<OpenReturn, JsValue> {
        let given = read(options, "options")?;
        Ok(self.open(&given)?)
    }

    /// Judges a return that was posted, as a backend does: nothing of the sender's judgement is believed.
    ///
    /// # Errors
    /// `bad-argument`
    #[wasm_bindgen(unchecked_return_type = "VerdictShown")]
    pub fn validate(
        &self,
        posted: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "HeldGiven")] held: JsValue,
    ) -> Result<JsValue, JsValue> {
        let held = if held.is_undefined() || held.is_null() {
            HeldGiven::default()
        } else {
            read(held, "held")?
        };
        Ok(object(&self.judge(posted, &held)?))
    }
}

impl Framework {
    /// What it is made of.
    pub fn definition(&self) -> &Definition {
        &self.definition
    }

    /// Opens a return.
    ///
    /// # Errors
    /// `no-such-return`, `bad-argument`, `bad-draft`
    pub fn open(&self, given: &OpenGiven) -> Result<OpenReturn, ApiError> {
        let definition = &self.definition;
        let form = definition.form(&given.form).ok_or(ApiError::NoSuchReturn)?;
        let facts = self.facts(form, given)?;
        if let Some(draft) = &given.draft {
            let opened =
                draft_v1::open(draft, definition, form, facts).map_err(|_| ApiError::Draft)?;
            return Ok(OpenReturn::new(opened.session, Some(opened.head)));
        }
        let session = Session::open(definition, form, facts);
        Ok(OpenReturn::new(session, None))
    }

    fn facts(&self, form: &Form, given: &OpenGiven) -> Result<Facts, ApiError> {
        let subject = match &given.subject {
            None => None,
            Some(subject) => Some(Subject {
                kind: self.kind_of(form),
                id: subject.id.clone(),
                name: subject.name.clone(),
                profile: edits::known(&subject.profile)?,
            }),
        };
        Ok(Facts {
            today: date(&given.today, "today")?,
            period: given.period.as_ref().map(period).transpose()?,
            subject,
            previous: self.earlier(given.previous.as_deref(), "previous")?,
            latest: self.earlier(given.latest.as_deref(), "latest")?,
            others: self.others(&given.others)?,
        })
    }

    /// The kind of a return's subject.
    fn kind_of(&self, form: &Form) -> String {
        let Purpose::Return(terms) = &form.purpose else {
            return String::new();
        };
        let kind = self.definition.forms.get(usize::from(terms.subject));
        kind.map_or_else(String::new, |kind| kind.id.clone())
    }

    fn earlier(
        &self,
        posted: Option<&str>,
        what: &'static str,
    ) -> Result<Option<Earlier>, ApiError> {
        let read = |text| ReturnV1::read(text, &self.definition);
        let posted = posted.map(read).transpose();
        let posted = posted.map_err(|_| ApiError::Argument(what))?;
        Ok(posted.as_ref().map(Earlier::from))
    }

    fn others(&self, given: &[OtherGiven]) -> Result<Vec<(String, Earlier)>, ApiError> {
        let mut others = Vec::new();
        for other in given {
            if let Some(earlier) = self.earlier(Some(&other.posted), "others")? {
                others.push((other.form.clone(), earlier));
            }
        }
        Ok(others)
    }

    /// Judges a return that was posted.
    ///
    /// # Errors
    /// `bad-argument` where what is held cannot be read.
    pub fn judge(&self, posted: &str, held: &HeldGiven) -> Result<VerdictShown, ApiError> {
        let held = Held {
            latest: self.earlier(held.latest.as_deref(), "latest")?,
            others: self.others(&held.others)?,
        };
        let status = Status::default();
        let verdict = accept_beside(&self.definition, &status, posted, &|_, _| held.clone());
        let refusals = verdict.err().unwrap_or_default();
        Ok(VerdictShown {
            accepted: refusals.is_empty(),
            refusals: refusals
                .into_iter()
                .map(|refusal| RefusalShown {
                    pointer: refusal.pointer,
                    detail: refusal.detail,
                })
                .collect(),
        })
    }
}

/// Reads a plain object.
pub(super) fn read<T: DeserializeOwned>(given: JsValue, what: &'static str) -> Result<T, ApiError> {
    serde_wasm_bindgen::from_value(given).map_err(|_| ApiError::Argument(what))
}

fn date(text: &str, what: &'static str) -> Result<Date, ApiError> {
    Date::parse_iso(text).ok_or(ApiError::Argument(what))
}

fn period(given: &PeriodGiven) -> Result<Period, ApiError> {
    let period = Period {
        start: date(&given.start, "period")?,
        end: date(&given.end, "period")?,
    };
    if period.start > period.end {
        return Err(ApiError::Argument("period"));
    }
    Ok(period)
}
