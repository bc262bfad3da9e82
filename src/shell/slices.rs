//! Where a return's questions come from: out of the framework itself where it is whole; where it is an index, out of a
//! file beside it for each return, read when the return is first opened. Code lists that have files of their own come
//! with them.

use super::drafts::Opening;
use super::{Shell, language};
use care_engine::definition::{self, Definition, Problem, Texts};
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
            let whole = &self.definition;
            let here = asks(whole) || whole.form(form).is_none();
            if here && whole.lists_wanted().next().is_none() {
                return Ok(Rc::clone(whole));
            }
            for (known, slice) in self.slices.borrow().iter() {
                if known == form {
                    return Ok(Rc::clone(slice));
                }
            }
            let (mut slice, texts) = if here {
                (Definition::clone(whole), self.texts.clone())
            } else {
                let path = beside(&self.config.framework, &[form, ".json"].concat());
                let Some(text) = (self.device.file)(&self.config.pinned(&path)).await else {
                    return Err(SliceError::NoFile(path));
                };
                if self.language.is_empty() {
                    let slice = definition::load(&text).map_err(SliceError::Problems)?;
                    (slice, None)
                } else {
                    let texts = language::texts_of(&self.config, &path, &self.language);
                    language::load(&self.device, &texts, &text)
                        .await
                        .map_err(SliceError::Problems)?
                }
            };
            if slice.id != whole.id || slice.version != whole.version || !(here || asks(&slice)) {
                return Err(SliceError::OtherVersion);
            }
            self.take_lists(&mut slice, texts.as_ref()).await;
            let kept = slice.lists_wanted().next().is_none();
            let slice = Rc::new(slice);
            // What is not whole is read again next time.
            if kept {
                let known = (form.to_owned(), Rc::clone(&slice));
                self.slices.borrow_mut().push(known);
            }
            Ok(slice)
        })
    }

    /// The framework with the questions of a return, as far as they were read.
    pub(super) fn slice_here(&self, form: &str) -> Rc<Definition> {
        for (known, slice) in self.slices.borrow().iter() {
            if known == form {
                return Rc::clone(slice);
            }
        }
        Rc::clone(&self.definition)
    }

    /// Reads the code lists that have files of their own. One that does not come now is left out: what is chosen from it
    /// is kept, and said to be unchecked.
    async fn take_lists(&self, slice: &mut Definition, texts: Option<&Texts>) {
        let mut wanted = Vec::new();
        for list in slice.lists_wanted() {
            if let Some(file) = &list.file {
                wanted.push(beside(&self.config.framework, file));
            }
        }
        for path in wanted {
            if let Some(text) = (self.device.file)(&self.config.pinned(&path)).await
                && let Ok(list) = match texts {
                    Some(texts) => definition::read_list_in(&text, texts),
                    None => definition::read_list(&text),
                }
            {
                slice.take_list(list);
            }
        }
    }
}

/// A file beside an index. Neither a form's id nor a list's path has characters that mean something in an address.
fn beside(index: &str, file: &str) -> String {
    let folder = index.rfind('/').map_or(0, |at| at + 1);
    let folder = index.get(..folder).unwrap_or_default();
    [folder, file].concat()
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn a_slice_stands_beside_its_index() {
        assert_eq!(
            beside("frameworks/x/index.json", "beds.json"),
            "frameworks/x/beds.json"
        );
        assert_eq!(beside("index.json", "lists/a.json"), "lists/a.json");
    }
}
