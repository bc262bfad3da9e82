//! In which language the page is shown: chosen on this device out of those that it is set up with, and read at the start.
//! What a person does not find in it is in the framework's first language.
//!
//! The page's own words are compiled in ([`OWN`]): `static/boot.js` has the module of the language that was chosen, if
//! there is one, and else the first. So the choice is kept twice: in the store, and where `boot.js` finds it.

use super::device::Device;
use super::drafts::Opening;
use super::{News, PageConfig, Shell, StoreError};
use crate::storage::sealing::Owner;
use crate::storage::{RecordRow, Store};
use care_engine::definition::{self, Definition, Problem, Texts};
use care_engine::json::{self, Json, Writer};
use js_sys::{Function, Promise};
use std::cell::Ref;
use std::rc::Rc;
use thiserror::Error;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// The language of the page's own words, if it is not the first.
pub(super) const OWN: Option<&str> = if cfg!(feature = "welsh") {
    Some("cy")
} else {
    None
};

/// Why the page goes on in the language that it is in.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LanguageError {
    /// The page in that language did not arrive.
    #[error("the page in that language did not arrive")]
    NotHere,
    /// The choice cannot be kept.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A language that the framework's texts can be shown in. They stand beside each of its files: `index.cy.json` beside
/// `index.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageLanguage {
    /// Its tag: `cy`.
    pub language: String,
    /// What it is called in itself: `Cymraeg`.
    pub title: String,
}

/// The key of what was chosen.
const KEY: &str = "device/language";

/// The languages that a page is set up with, by its `config.json`; one that is not described whole is left out.
fn languages(config: &Json) -> Vec<PageLanguage> {
    let mut languages = Vec::new();
    if let Some(list) = config.get("page").and_then(|page| page.get("languages")) {
        for one in list.as_list().unwrap_or_default() {
            let text = |key: &str| one.get(key).and_then(Json::as_text).map(str::to_owned);
            if let (Some(language), Some(title)) = (text("language"), text("title")) {
                languages.push(PageLanguage { language, title });
            }
        }
    }
    languages
}

/// The language that was chosen on this device, if the page still has it; empty for the framework's first. A module of
/// another language is only there because it was chosen, and the page still has it.
pub(super) async fn chosen(config: &Json, store: &Store) -> String {
    if let Some(own) = OWN {
        return own.to_owned();
    }
    let languages = languages(config);
    if languages.is_empty() {
        return String::new();
    }
    let Ok(Some(row)) = store.record(KEY).await else {
        return String::new();
    };
    let chosen = read(&row.bytes).unwrap_or_default();
    let known = languages.iter().any(|one| one.language == chosen);
    if known { chosen } else { String::new() }
}

/// Has `boot.js` look whether it knows of the choice too. Where it does not, it may load the page again as that.
pub(super) async fn mended(speak: &Function, language: &str) {
    let older = speak.call2(&JsValue::NULL, &language.into(), &JsValue::TRUE);
    if let Ok(coming) = older {
        // What goes wrong there leaves the page in the language that it is in.
        let _ = JsFuture::from(Promise::resolve(&coming)).await;
    }
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

/// Loads a document in the language of a file of texts. One that does not come, or has mistakes, leaves it in its first
/// language: nobody is held up by it.
pub(super) fn load<'a>(
    device: &'a Device,
    texts: &'a str,
    document: &'a str,
) -> Opening<'a, Said, Vec<Problem>> {
    Box::pin(async move {
        if let Some(texts) = (device.file)(texts).await
            && let Ok((definition, texts)) = definition::load_in(document, &texts)
        {
            return Ok((definition, Some(texts)));
        }
        without_texts(document)
    })
}

/// A document in its first language, which is the page's.
#[cfg(not(feature = "welsh"))]
fn without_texts(document: &str) -> Result<Said, Vec<Problem>> {
    Ok((definition::load(document)?, None))
}

/// A document in its first language, which is not the page's.
#[cfg(feature = "welsh")]
fn without_texts(document: &str) -> Result<Said, Vec<Problem>> {
    let (definition, texts) = definition::load_marked(document)?;
    Ok((definition, Some(texts)))
}

/// Where the texts of a document stand: `beds.cy.json` beside `beds.json`.
pub(super) fn texts_of(config: &PageConfig, path: &str, language: &str) -> String {
    let stem = path.strip_suffix(".json").unwrap_or(path);
    config.pinned(&[stem, ".", language, ".json"].concat())
}

impl Shell {
    /// Offers the languages that the page is set up with. None of this is in the module's first part.
    pub(super) fn offer_languages(&self, config: &Json) {
        let languages = languages(config);
        if !languages.is_empty() {
            self.languages.replace(languages);
            self.tell(News::Lists);
        }
    }

    /// The languages that the framework can be shown in beside its first; none before the page is whole.
    pub fn languages(&self) -> Ref<'_, Vec<PageLanguage>> {
        self.languages.borrow()
    }

    /// The language that the framework is shown in; empty for its first.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Shows the page in a language from its next load on; empty for the first. What is open is saved meanwhile.
    ///
    /// # Errors
    /// Where the page in that language does not come, or the choice cannot be kept: then nothing has changed.
    pub async fn choose_language(self: &Rc<Self>, language: &str) -> Result<(), LanguageError> {
        if let Some(open) = self.open_form() {
            self.save_now(&open);
        }
        let row = RecordRow {
            owner: Owner::Me,
            key: KEY.to_owned(),
            bytes: write(language),
        };
        if !self.brought(language).await {
            return Err(LanguageError::NotHere);
        }
        if let Err(error) = self.store.put_record(&row).await {
            self.brought(&self.language).await;
            return Err(error.into());
        }
        Ok(())
    }

    /// Whether all that the page needs in a language is on this device. From now on the page loads in it.
    async fn brought(&self, language: &str) -> bool {
        let Some(speak) = self.speak.get() else {
            return true;
        };
        let Ok(coming) = speak.call1(&JsValue::NULL, &language.into()) else {
            return false;
        };
        let here = JsFuture::from(Promise::resolve(&coming)).await;
        here.is_ok_and(|here| here.is_truthy())
    }

    /// Takes what brings the page in a language: it is given the language's tag, and gives a promise of whether it came.
    pub(super) fn take_speak(&self, speak: Function) {
        // There is one for as long as the page is.
        let _ = self.speak.set(speak);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::tests::{ready, shell};
    use super::*;

    const CONFIG: &str =
        r#"{"page":{"languages":[{"language":"cy","title":"Cymraeg"},{"language":"de"},7]}}"#;

    #[test]
    fn languages_are_offered() {
        let shell = shell();
        shell.offer_languages(&json::parse("{}").unwrap());
        assert_eq!(*shell.languages(), []);
        shell.offer_languages(&json::parse(CONFIG).unwrap());
        let languages = shell.languages();
        let [one] = &languages[..] else {
            panic!("{languages:?}")
        };
        assert_eq!((&*one.language, &*one.title), ("cy", "Cymraeg"));
    }

    #[test]
    fn what_is_chosen_is_kept_for_as_long_as_the_page_has_it() {
        let shell = Rc::new(shell());
        let config = json::parse(CONFIG).unwrap();
        let now = |config: &Json| ready(chosen(config, &shell.store));
        assert_eq!(now(&config), "");
        ready(shell.choose_language("cy")).unwrap();
        assert_eq!(now(&config), "cy");
        assert_eq!(now(&json::parse("{}").unwrap()), "");
        ready(shell.choose_language("")).unwrap();
        assert_eq!(now(&config), "");
    }

    #[test]
    fn texts_stand_beside_their_document() {
        assert_eq!(
            texts_of(&PageConfig::default(), "frameworks/a/index.json", "cy"),
            "frameworks/a/index.cy.json"
        );
    }
}
