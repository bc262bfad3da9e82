//! Where a return's questions come from: out of the framework itself where it is whole; where it is an index, out of a
//! file beside it for each return, read when the return is first opened.

use super::Shell;
use super::drafts::Opening;
use care_engine::definition::{self, Definition, Problem};
use std::rc::Rc;
use thiserror::Error;

/// Why the questions of a return are not here.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SliceError {
    /// The file did not come: its path.
    #[error("{0} did not arrive")]
    NoFile(String),
    /// The file has mistakes.
    #[error("the questions of this return have mistakes")]
    Problems(Vec<Problem>),
    /// The file is of another version of the framework than the page has: it was changed meanwhile.
    #[error("the questions of this return are of another version")]
    OtherVersion,
}

impl Shell {
    /// The framework with the questions of a return. A form that it does not have is looked for in vain afterwards.
    pub(super) fn slice<'a>(&'a self, form: &'a str) -> Opening<'a, Rc<Definition>, SliceError> {
        Box::pin(async move {
            let asks = |definition: &Definition| {
                let form = definition.form(form);
                form.is_some_and(|form| !form.sections.is_empty())
            };
            if asks(&self.definition) || self.definition.form(form).is_none() {
                return Ok(Rc::clone(&self.definition));
            }
            if let Some(known) = self.slices.borrow().iter().find(|known| asks(known)) {
                return Ok(Rc::clone(known));
            }
            let path = beside(&self.config.framework, form);
            let Some(text) = (self.device.file)(&path).await else {
                return Err(SliceError::NoFile(path));
            };
            let slice = definition::load(&text).map_err(SliceError::Problems)?;
            let whole = &self.definition;
            if slice.id != whole.id || slice.version != whole.version || !asks(&slice) {
                return Err(SliceError::OtherVersion);
            }
            let slice = Rc::new(slice);
            self.slices.borrow_mut().push(Rc::clone(&slice));
            Ok(slice)
        })
    }
}

/// The file of a return beside an index. A form's id has no characters that mean something in an address.
fn beside(index: &str, form: &str) -> String {
    let folder = index.rfind('/').map_or(0, |at| at + 1);
    let folder = index.get(..folder).unwrap_or_default();
    [folder, form, ".json"].concat()
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn a_slice_stands_beside_its_index() {
        assert_eq!(
            beside("frameworks/x/index.json", "beds"),
            "frameworks/x/beds.json"
        );
        assert_eq!(beside("index.json", "beds"), "beds.json");
    }
}
