//! A return that is open, in JavaScript.

use super::error::{ApiError, object};
use super::framework::read;
use super::given::{EditGiven, FinishGiven};
use super::shown::{ChangesShown, FindingShown, ReturnShown};
use super::{edits, viewing};
use care_engine::exchange::draft_v1::{self, DraftHead, Replaces};
use care_engine::session::{Address, Edit, Finishing, Session};
use care_engine::value::parse_iso_utc;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// A return being filled, in memory.
#[wasm_bindgen]
pub struct OpenReturn {
    session: Session,
    head: Option<DraftHead>,
    /// Edits that take back those that were made, the last one last.
    back: Vec<Edit>,
}

#[wasm_bindgen]
impl OpenReturn {
    /// Makes an edit; only what depends on it is worked out again.
    ///
    /// # Errors
    /// `bad-argument`, `bad-edit`
    #[wasm_bindgen(unchecked_return_type = "ChangesShown")]
    pub fn apply(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "EditGiven")] edit: JsValue,
    ) -> Result<JsValue, JsValue> {
        let given: EditGiven = read(edit, "edit")?;
        Ok(object(&self.edit(&given)?))
    }

    /// Takes the last edit back; nothing if there is none.
    pub fn undo(&mut self) {
        if let Some(edit) = self.back.pop() {
            // It was made by the edit that it takes back.
            let _ = self.session.apply(edit);
        }
    }

    /// The return as it stands: sections, questions, tables, answers.
    #[wasm_bindgen(unchecked_return_type = "ReturnShown")]
    pub fn view(&self) -> JsValue {
        object(&self.shown())
    }

    /// One question as it stands, by its place; `undefined` where there is none.
    #[wasm_bindgen(unchecked_return_type = "QuestionShown | undefined")]
    pub fn question(&self, place: &str) -> JsValue {
        let at = Address::parse(place, self.session.definition(), self.session.form());
        let shown = at.map(|at| viewing::question(&self.session, &at));
        shown.map_or(JsValue::UNDEFINED, |shown| object(&shown))
    }

    /// All that does not hold now.
    #[wasm_bindgen(unchecked_return_type = "FindingShown[]")]
    pub fn findings(&self) -> JsValue {
        object(&self.found())
    }

    /// How whole the core of the return is, then of each section that has a core question.
    #[wasm_bindgen(unchecked_return_type = "CompletenessShown[]")]
    pub fn completeness(&self) -> JsValue {
        object(&viewing::completeness(&self.session))
    }

    /// The text of a draft, to be kept and opened again. `id` is random and stays the same; `begun` is the time at which
    /// it was begun, in UTC.
    ///
    /// # Errors
    /// `bad-argument`
    pub fn draft(&self, id: &str, begun: &str) -> Result<String, JsValue> {
        Ok(self.text_of_draft(id, begun)?)
    }

    /// Freezes the return and gives its text, which is what a backend is sent. It can be edited and finished again,
    /// under another id.
    ///
    /// # Errors
    /// `not-finished` with the findings that stop it in `details`; `bad-argument`
    pub fn finish(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "FinishGiven")] options: JsValue,
    ) -> Result<String, JsValue> {
        let given: FinishGiven = read(options, "options")?;
        Ok(self.freeze(&given)?)
    }
}

impl OpenReturn {
    pub(super) fn new(session: Session, head: Option<DraftHead>) -> Self {
        Self {
            session,
            head,
            back: Vec::new(),
        }
    }

    /// Makes an edit.
    ///
    /// # Errors
    /// `bad-argument`, `bad-edit`
    pub fn edit(&mut self, given: &EditGiven) -> Result<ChangesShown, ApiError> {
        let edit = edits::edit(&self.session, given)?;
        let refused = |error| ApiError::Edit(edits::edit_words(error));
        let changes = self.session.apply(edit).map_err(refused)?;
        let shown = viewing::changes(&self.session, &changes);
        self.back.push(changes.inverse);
        Ok(shown)
    }

    /// The return as it stands.
    pub fn shown(&self) -> ReturnShown {
        viewing::shown(&self.session)
    }

    /// The text of a draft.
    ///
    /// # Errors
    /// `bad-argument`
    pub fn text_of_draft(&self, id: &str, begun: &str) -> Result<String, ApiError> {
        let begun = parse_iso_utc(begun).ok_or(ApiError::Argument("begun"))?;
        let mut head = self.head.clone().unwrap_or_else(|| self.new_head());
        id.clone_into(&mut head.id);
        head.begun = begun;
        Ok(draft_v1::write(&head, &self.session))
    }

    /// All that does not hold now.
    pub fn found(&self) -> Vec<FindingShown> {
        let findings = self.session.findings();
        findings
            .iter()
            .map(|finding| viewing::finding(&self.session, finding))
            .collect()
    }

    /// Freezes the return.
    ///
    /// # Errors
    /// `not-finished`, `bad-argument`
    pub fn freeze(&mut self, given: &FinishGiven) -> Result<String, ApiError> {
        let finishing = Finishing {
            id: given.id.clone(),
            at: parse_iso_utc(&given.at).ok_or(ApiError::Argument("at"))?,
            clock_offset: None,
            filer: edits::known(&given.filer)?,
            replaces: given.replaces.as_ref().map(|replaces| Replaces {
                id: replaces.id.clone(),
                revision: replaces.revision,
                reason: replaces.reason.clone(),
            }),
        };
        let finished = self.session.finish(&finishing).map_err(|findings| {
            let shown = findings.iter();
            let shown = shown.map(|finding| viewing::finding(&self.session, finding));
            ApiError::NotFinished(shown.collect())
        })?;
        Ok(finished.text().to_owned())
    }

    fn new_head(&self) -> DraftHead {
        let (definition, facts) = (self.session.definition(), self.session.facts());
        DraftHead {
            id: String::new(),
            framework: definition.id.clone(),
            version: definition.version.clone(),
            form: self.session.form().id.clone(),
            subject: facts.subject.clone(),
            period: facts.period,
            begun: 0,
            replaces: None,
            kept: Vec::new(),
        }
    }
}
