//! Where the engine judges a return that has arrived: the only file that knows the engine.
//!
//! A backend must not trust what a page says it checked, so the return's text is read and checked again here, by the
//! framework that the receiver was started with.

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

/// Judges a return. A trait so that tests of the receiver's own work need no framework.
pub trait Validate: Send + Sync {
    /// Reads and checks a return's text, which is known to be JSON.
    ///
    /// # Errors
    /// Every reason against it, never none.
    fn validate(&self, text: &str) -> Result<Accepted, Vec<Refusal>>;
}

/// Judges by a framework, with the engine.
#[derive(Debug)]
pub struct EngineValidator {}

/// Why a framework cannot be judged by.
#[derive(Debug, thiserror::Error)]
pub enum FrameworkError {
    /// The document has problems; each with its JSON Pointer.
    #[error("the framework has problems: {0}")]
    Problems(String),
}

impl EngineValidator {
    /// Takes in the framework document that returns are judged by.
    pub fn load(_framework: &str) -> Result<EngineValidator, FrameworkError> {
        Ok(EngineValidator {})
    }
}

impl Validate for EngineValidator {
    /// The engine cannot read a return yet, and what cannot be judged is refused.
    fn validate(&self, _text: &str) -> Result<Accepted, Vec<Refusal>> {
        Err(vec![Refusal {
            pointer: String::new(),
            detail: "This receiver cannot judge returns yet".into(),
        }])
    }
}
