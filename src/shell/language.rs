//! In which language the framework is shown: chosen on this device out of those that the page is set up with, and read at
//! the start. What a person does not find in it is in the framework's first language, and so is the page itself.

use super::device::Device;
use super::drafts::Opening;
use super::{PageConfig, Shell, StoreError};
use crate::storage::{RecordRow, Store};
use care_engine::definition::{self, Definition, Problem, Texts};
use care_engine::json::{self, Json, Writer};
use std::rc::Rc;

/// The key of what was chosen.
const KEY: &str = "device/language";

/// The language that was chosen on this device, if the page still has it; empty for the framework's first.
pub(super) async fn chosen(config: &PageConfig, store: &Store) -> String {
    let Ok(Some(row)) = store.record(KEY).await else {
        return String::new();
    };
    let chosen = read(&row.bytes).unwrap_or_default();
    let known = config.languages.iter().any(|one| one.language == chosen);
    if known { chosen } else { String::new() }
}

fn read(bytes: &[u8]) -> Option<String> {
    let json = json::parse(std::str::from_utf8(bytes).ok()?).ok()?;
    let text = |key: &str| json.get(key).and_then(Json::as_text);
    (text("shape")? == "language/1").then_some(text("language")?.to_owned())
}

fn write(language: &str) -> Vec<u8> {
    let mut writer = Writer::new();
    writer.begin_object();
    writer.text_entry("shape", "language/1");
    writer.text_entry("language", language);
    writer.end_object();
    writer.finish().into_bytes()
}

/// A framework's document, or a part of one, and its texts if there are any in the language.
pub(super) type Said = (Definition, Option<Texts>);

/// Loads a document that came from a path, in a language. A file of texts that does not come, or has mistakes, leaves it in
/// its first language: nobody is held up by it.
pub(super) fn load<'a>(
    device: &'a Device,
    path: &'a str,
    document: &'a str,
    language: &'a str,
) -> Opening<'a, Said, Vec<Problem>> {
    Box::pin(async move {
        if let Some(texts) = (device.file)(&texts_of(path, language)).await
            && let Ok((definition, texts)) = definition::load_in(document, &texts)
        {
            return Ok((definition, Some(texts)));
        }
        Ok((definition::load(document)?, None))
    })
}

/// Where the texts of a document stand: `beds.cy.json` beside `beds.json`.
fn texts_of(path: &str, language: &str) -> String {
    let stem = path.strip_suffix(".json").unwrap_or(path);
    [stem, ".", language, ".json"].concat()
}

impl Shell {
    /// The language that the framework is shown in; empty for its first.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Shows the framework in a language from the next load of the page on; empty for its first. What is open is saved
    /// meanwhile.
    ///
    /// # Errors
    /// Where the choice cannot be kept.
    pub async fn choose_language(self: &Rc<Self>, language: &str) -> Result<(), StoreError> {
        if let Some(open) = self.open_form() {
            self.save_now(&open);
        }
        let row = RecordRow {
            key: KEY.to_owned(),
            bytes: write(language),
        };
        self.store.put_record(&row).await
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::config::PageLanguage;
    use super::super::tests::{ready, shell};
    use super::*;

    #[test]
    fn what_is_chosen_is_kept_for_as_long_as_the_page_has_it() {
        let shell = Rc::new(shell());
        let mut config = PageConfig::default();
        let now = |config: &PageConfig| ready(chosen(config, &shell.store));
        config.languages.push(PageLanguage {
            language: "cy".into(),
            title: "Cymraeg".into(),
        });
        assert_eq!(now(&config), "");
        ready(shell.choose_language("cy")).unwrap();
        assert_eq!(now(&config), "cy");
        assert_eq!(now(&PageConfig::default()), "");
        ready(shell.choose_language("")).unwrap();
        assert_eq!(now(&config), "");
    }

    #[test]
    fn texts_stand_beside_their_document() {
        assert_eq!(
            texts_of("frameworks/a/index.json", "cy"),
            "frameworks/a/index.cy.json"
        );
    }
}
