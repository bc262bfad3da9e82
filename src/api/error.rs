//! What a call can end in besides its result.

use super::shown::{FindingShown, ProblemShown};
use js_sys::{Error, Reflect};
use serde::Serialize;
use thiserror::Error;
use wasm_bindgen::JsValue;

/// The `name` of every error that is thrown.
pub const NAME: &str = "CareReturnsError";

/// Why a call did not do what it was asked. Holds no answer.
#[derive(Debug, Error)]
pub enum ApiError {
    /// `framework-problems`: the document is no framework; `details` has every problem.
    #[error("The framework document has problems: see details.")]
    Framework(Vec<ProblemShown>),
    /// `list-problems`: a code list's file is none, or no list of the framework asks for it.
    #[error("This is not a code list that the framework asks for.")]
    List,
    /// `no-such-return`: the framework has no return, or form, with this id.
    #[error("The framework has no such return.")]
    NoSuchReturn,
    /// `bad-argument`: an argument is not of the kind that the types say; the message names it.
    #[error("{0} is not what it must be.")]
    Argument(&'static str),
    /// `bad-draft`: the text is no draft of this return and this version of the framework.
    #[error("The draft cannot be opened on this framework.")]
    Draft,
    /// `bad-edit`: the edit names something that is not there.
    #[error("The edit was refused: {0}.")]
    Edit(&'static str),
    /// `not-finished`: findings stop the return; `details` has them.
    #[error("The return cannot be finished: see details.")]
    NotFinished(Vec<FindingShown>),
}

impl ApiError {
    /// The stable word by which a program tells one from another.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Framework(_) => "framework-problems",
            Self::List => "list-problems",
            Self::NoSuchReturn => "no-such-return",
            Self::Argument(_) => "bad-argument",
            Self::Draft => "bad-draft",
            Self::Edit(_) => "bad-edit",
            Self::NotFinished(_) => "not-finished",
        }
    }
}

impl From<ApiError> for JsValue {
    fn from(error: ApiError) -> Self {
        let thrown = Error::new(&error.to_string());
        thrown.set_name(NAME);
        put(&thrown, "code", &JsValue::from_str(error.code()));
        let details = match &error {
            ApiError::Framework(problems) => object(problems),
            ApiError::NotFinished(findings) => object(findings),
            _ => return thrown.into(),
        };
        put(&thrown, "details", &details);
        thrown.into()
    }
}

fn put(error: &Error, key: &str, value: &JsValue) {
    // An error that was just made takes any property.
    let _ = Reflect::set(error, &JsValue::from_str(key), value);
}

/// A plain object of what is shown.
pub(super) fn object<T: Serialize + ?Sized>(shown: &T) -> JsValue {
    // Structures of texts, truths and counts always become objects.
    shown
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .unwrap_or(JsValue::UNDEFINED)
}
