//! Where the engine judges a return that has arrived: the only file that knows the engine.
//!
//! A backend must not trust what a page says it checked, so the return's text is read and checked again here, by the
//! framework that the receiver was started with.

use std::rc::Rc;

use care_engine::definition::{self, Definition, Form, Problem, Status};
use care_engine::exchange::return_v1::ReturnV1;
use care_engine::session::{self, Earlier, Held};

/// What the receiver needs to know of a return that holds: the fields of its envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The return's own id, which is also the request's key.
    pub id: String,
    /// Which return of the framework it is: `capacity-workforce`.
    pub return_id: String,
    /// The subject's identifier: a CQC location ID.
    pub subject_id: String,
    /// First day of the period, `YYYY-MM-DD`; none for a return that has no periods.
    pub period_start: Option<String>,
    /// 1 for the first, one more for each correction.
    pub revision: u32,
    /// Id of the return that this one replaces.
    pub replaces: Option<String>,
}

/// One reason why a return is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// JSON Pointer into the return as it was sent; empty for the whole of it.
    pub pointer: String,
    /// What is wrong, in plain words. Never holds an answer.
    pub detail: String,
}

/// What is held from before the return that is judged.
pub trait Shelf: Send + Sync {
    /// The text of the newest accepted return of a kind for a subject; if a day is given (`YYYY-MM-DD`), of the newest
    /// period that begins before it.
    fn newest(&self, return_id: &str, subject_id: &str, before: Option<&str>) -> Option<String>;
}

/// Judges a return. A trait so that tests of the receiver's own work need no framework.
pub trait Validate: Send + Sync {
    /// Reads and checks a return's text, which is known to be JSON.
    ///
    /// # Errors
    /// Every reason against it, never none.
    fn validate(&self, text: &str, kept: &dyn Shelf) -> Result<Accepted, Vec<Refusal>>;
}

/// Judges by a framework, with the engine.
///
/// Keeps the document's text and loads it for each return: a [`Definition`] belongs to one thread, each judgement runs
/// on a thread of its own, and a judgement that panics then takes nothing with it.
#[derive(Debug)]
pub struct EngineValidator {
    framework: Box<str>,
    /// The files of code lists that the framework does not hold itself.
    lists: Vec<Box<str>>,
    status: Option<Box<str>>,
}

/// The framework or its status cannot be judged by: it has problems, each with its place.
#[derive(Debug, thiserror::Error)]
pub enum FrameworkError {
    /// The framework.
    #[error("the framework has {} problems:{}", .0.len(), listed(.0))]
    Framework(Vec<Problem>),
    /// The file of one of its code lists.
    #[error("{path} has {} problems:{}", .found.len(), listed(.found))]
    List {
        /// Its path beside the framework.
        path: String,
        /// What is wrong in it.
        found: Vec<Problem>,
    },
    /// What became of it since it was published.
    #[error("the framework's status has {} problems:{}", .0.len(), listed(.0))]
    Status(Vec<Problem>),
}

impl EngineValidator {
    /// Takes in the framework document that returns are judged by, and what became of it since it was published.
    pub fn load(framework: &str, status: Option<&str>) -> Result<EngineValidator, FrameworkError> {
        let definition = definition::load(framework).map_err(FrameworkError::Framework)?;
        if let Some(status) = status {
            Status::read(status, &definition).map_err(FrameworkError::Status)?;
        }
        Ok(EngineValidator {
            framework: framework.into(),
            lists: Vec::new(),
            status: status.map(Into::into),
        })
    }

    /// The files of code lists that the framework does not hold itself: their paths beside it.
    pub fn lists_wanted(&self) -> Vec<String> {
        let definition = definition::load(&self.framework);
        definition.map_or_else(
            |_| Vec::new(),
            |definition| {
                definition
                    .lists_wanted()
                    .filter_map(|list| list.file.clone())
                    .collect()
            },
        )
    }

    /// Takes in one of them.
    pub fn take_list(&mut self, path: &str, text: &str) -> Result<(), FrameworkError> {
        definition::read_list(text).map_err(|found| FrameworkError::List {
            path: path.to_owned(),
            found,
        })?;
        self.lists.push(text.into());
        Ok(())
    }

    /// The definition, for this thread.
    fn definition(&self) -> Result<Rc<Definition>, Vec<Refusal>> {
        // It has been loaded from the same text before, so this does not happen.
        let refused = |_| {
            vec![Refusal {
                pointer: String::new(),
                detail: "The framework cannot be read".into(),
            }]
        };
        let mut definition = definition::load(&self.framework).map_err(refused)?;
        for list in &self.lists {
            let list = definition::read_list(list).map_err(refused)?;
            definition.take_list(list);
        }
        Ok(Rc::new(definition))
    }
}

impl Validate for EngineValidator {
    fn validate(&self, text: &str, kept: &dyn Shelf) -> Result<Accepted, Vec<Refusal>> {
        let definition = self.definition()?;
        // It has been read from the same text before, so that it has no problems.
        let status = self
            .status
            .as_deref()
            .and_then(|status| Status::read(status, &definition).ok());
        let status = status.unwrap_or_default();
        let judged = session::accept_beside(&definition, &status, text, &|posted, form| {
            held(&definition, posted, form, kept)
        });
        let posted = judged.map_err(|refusals| {
            refusals
                .into_iter()
                .map(|session::Refusal { pointer, detail }| Refusal { pointer, detail })
                .collect::<Vec<_>>()
        })?;
        Ok(Accepted {
            id: posted.id,
            return_id: posted.form,
            subject_id: posted.subject.id,
            period_start: posted.period.map(|period| period.start.to_string()),
            revision: posted.revision,
            replaces: posted.replaces.map(|(id, _reason)| id),
        })
    }
}

/// What is held of the subject from before this return.
fn held(definition: &Definition, posted: &ReturnV1, form: &Form, kept: &dyn Shelf) -> Held {
    let newest = |return_id: &str, before: Option<&str>| {
        let text = kept.newest(return_id, &posted.subject.id, before)?;
        // What was accepted by a version that cannot be read now is no earlier figure.
        let earlier = ReturnV1::read(&text, definition).ok()?;
        Some(Earlier::from(&earlier))
    };
    let start = posted.period.map(|period| period.start.to_string());
    let latest = start.and_then(|start| newest(&form.id, Some(&start)));
    let others = form.others.iter().filter_map(|at| {
        let other = definition.forms.get(usize::from(*at))?;
        Some((other.id.clone(), newest(&other.id, None)?))
    });
    Held {
        latest,
        others: others.collect(),
    }
}

/// The problems, a line each.
fn listed(problems: &[Problem]) -> String {
    problems.iter().fold(String::new(), |list, problem| {
        list + "\n" + &problem.to_string()
    })
}
