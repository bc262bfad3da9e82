//! Reads the file of a framework's texts in another language, and loads the framework with them.
//!
//! ```json
//! { "format": 1, "framework": "kitchen", "version": "1.0", "language": "cy", "texts": {
//!     "/items/meals/question": "Faint o brydau?",
//!     "/returns/month/checks/0/message": "Rhaid i'r prydau fod yn {most} neu lai" } }
//! ```
//!
//! A text is named by the JSON Pointer of the framework's own text. One that is not there stays as it is, in the first
//! language. What is in the other language is marked so (see [`crate::value::marked_parts`]), part by part between the rules in
//! braces, so that a page can say of each word which language it is in.
//!
//! Where the page itself speaks another language than the framework, as in the module with the feature `welsh`, it is the
//! framework's own texts that are marked (`load_marked`).
//!
//! Rules read labels of codes in the first language only, and hashes are of that: neither what holds nor what is sent
//! depends on the language.

use super::index::Index;
use super::keys;
use super::lists::{ListFile, read_list_json};
use super::load::{read_document, read_json};
use super::model::{Code, Definition};
use super::problem::{Problem, ProblemKind};
use super::reader::Problems;
use crate::json::{Json, pointer};
use crate::rules::rules_in;
use crate::value::{push_marked, unmarked};

/// The most texts of a file.
const MOST_TEXTS: u32 = 200_000;

/// A framework's texts in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    /// The language tag.
    pub language: String,
    /// The language of the framework's own texts.
    pub first: String,
    /// Pointers into the framework, each with what stands there in this language.
    pub entries: Vec<(String, String)>,
}

/// The texts for people that a document has, each with its pointer, in the order of the document.
#[must_use]
pub fn texts_of(document: &Json) -> Vec<(String, &str)> {
    let patterns: Vec<&str> = keys::TEXTS.to_vec();
    let mut found = Vec::new();
    collect(document, &patterns, &mut String::new(), &mut found);
    found
}

/// `patterns` are what is left of those of [`keys::TEXTS`] that lead here.
fn collect<'a>(
    node: &'a Json,
    patterns: &[&str],
    at: &mut String,
    found: &mut Vec<(String, &'a str)>,
) {
    let length = at.len();
    let below = |key: &str| {
        let mut left = Vec::new();
        for pattern in patterns {
            let (first, rest) = pattern.split_once('/').unwrap_or((pattern, ""));
            if first == "*" || first == key {
                left.push(rest);
            }
        }
        left
    };
    match node {
        Json::Text(text) if patterns.contains(&"") => found.push((at.clone(), text)),
        Json::List(list) => {
            let patterns = below("*");
            for (n, element) in list.iter().enumerate().filter(|_| !patterns.is_empty()) {
                pointer::push_index(at, n);
                collect(element, &patterns, at, found);
                at.truncate(length);
            }
        }
        Json::Object(entries) => {
            for (key, value) in entries {
                let patterns = below(key);
                if !patterns.is_empty() {
                    pointer::push(at, key);
                    collect(value, &patterns, at, found);
                    at.truncate(length);
                }
            }
        }
        _ => {}
    }
}

/// Loads a framework with its texts in another language, as far as there are any; the rest in its first.
///
/// # Errors
/// Every problem of the language's file; if there is none, every problem of the document.
pub fn load_in(document: &str, file: &str) -> Result<(Definition, Texts), Vec<Problem>> {
    let mut root = read_json(document)?;
    let texts = Texts::read(file, &root)?;
    let definition = load_with(&mut root, &texts)?;
    Ok((definition, texts))
}

/// Loads a framework that is in another language than the page, and has no texts in that: all of it is marked.
///
/// # Errors
/// Every problem of the document.
#[cfg(feature = "welsh")]
pub fn load_marked(document: &str) -> Result<(Definition, Texts), Vec<Problem>> {
    let mut root = read_json(document)?;
    let texts = Texts {
        language: PAGE.to_owned(),
        first: first_language(&root),
        entries: Vec::new(),
    };
    let definition = load_with(&mut root, &texts)?;
    Ok((definition, texts))
}

/// The language of the page's own words.
#[cfg(feature = "welsh")]
const PAGE: &str = "cy";

/// The language of a document's own texts.
fn first_language(document: &Json) -> String {
    let language = document.get("language").and_then(Json::as_text);
    language.unwrap_or_default().to_owned()
}

fn load_with(root: &mut Json, texts: &Texts) -> Result<Definition, Vec<Problem>> {
    let first = read_document(root)?;
    texts.put_in(root, "");
    let mut definition = read_document(root)?;
    for (list, first) in definition.lists.iter_mut().zip(first.lists) {
        list.hash = first.hash;
        keep_first(&mut list.codes, first.codes);
    }
    Ok(definition)
}

/// Reads a list's own file with its labels in another language, as [`super::read_list`] does without.
///
/// # Errors
/// Every problem in it.
pub fn read_list_in(text: &str, texts: &Texts) -> Result<ListFile, Vec<Problem>> {
    let mut root = read_json(text)?;
    let first = read_list_json(&root)?;
    let mut below = String::from("/codeLists");
    pointer::push(&mut below, first.list());
    texts.put_in(&mut root, &below);
    let mut file = read_list_json(&root)?;
    file.hash = first.hash;
    keep_first(&mut file.codes, first.codes);
    Ok(file)
}

/// Keeps what rules read of codes, and by which they can be found too.
fn keep_first(codes: &mut [Code], first: Vec<Code>) {
    for (code, first) in codes.iter_mut().zip(first) {
        for name in &mut code.formerly {
            *name = unmarked(name).into_owned();
        }
        if code.label != first.label {
            code.formerly.push(first.label.clone());
            code.shown = Some(std::mem::replace(&mut code.label, first.label));
        }
        for name in first.formerly {
            if !code.formerly.contains(&name) {
                code.formerly.push(name);
            }
        }
    }
}

impl Texts {
    /// Reads the texts for a document. Those of a code list whose file is not in the document are taken as they are.
    ///
    /// # Errors
    /// Every problem in them, in the order of the file. If the text is no JSON, that alone.
    pub fn read(file: &str, document: &Json) -> Result<Self, Vec<Problem>> {
        let root = read_json(file)?;
        let problems = Problems::default();
        let fields = problems.object(&root, keys::LANGUAGE);
        if let Some(format) = fields.get("format")
            && format.as_count() != Some(1)
        {
            problems.add(format, ProblemKind::UnknownFormat);
        }
        for (key, other, kind) in [
            ("framework", "id", ProblemKind::OtherFramework),
            ("version", "version", ProblemKind::OtherVersion),
        ] {
            if let Some(node) = fields.get(key)
                && let Some(said) = problems.text(node)
                && document.get(other).and_then(Json::as_text) != Some(said)
            {
                problems.add(node, kind);
            }
        }
        let language = fields.text("language");
        if let Some(node) = fields.get("language")
            && !language.is_empty()
        {
            if !is_tag(&language) {
                problems.add(node, ProblemKind::BadLanguage);
            } else if document.get("language").and_then(Json::as_text) == Some(&language) {
                problems.add(node, ProblemKind::SameLanguage);
            }
        }
        let mut texts = Self {
            language,
            first: first_language(document),
            entries: Vec::new(),
        };
        texts.read_entries(&problems, fields.get("texts"), document);
        let found = problems.into_list(&root);
        if found.is_empty() {
            Ok(texts)
        } else {
            Err(found)
        }
    }

    fn read_entries<'a>(
        &mut self,
        problems: &Problems<'a>,
        node: Option<&'a Json>,
        document: &Json,
    ) {
        let known = texts_of(document);
        let names = Index::new(known.iter().map(|(pointer, _)| &**pointer).collect());
        for (pointer, node) in problems.map(node, MOST_TEXTS, "texts").entries {
            let Some(text) = problems.text(node) else {
                continue;
            };
            let found = names.find(pointer).and_then(|at| known.get(at as usize));
            match found {
                Some((_, first)) if braces(first) != braces(text) => {
                    problems.add(node, ProblemKind::OtherBraces);
                }
                None if !is_apart(document, pointer) => problems.add(
                    node,
                    if document.at(pointer).is_some() {
                        ProblemKind::NotAText
                    } else {
                        ProblemKind::UnknownPlace
                    },
                ),
                _ => self.entries.push((pointer.to_string(), text.to_owned())),
            }
        }
    }

    /// Puts the texts into a document, or into the part of one that stands `below` a pointer.
    fn put_in(&self, root: &mut Json, below: &str) {
        #[cfg(feature = "welsh")]
        self.mark_first(root, below);
        for (pointer, text) in &self.entries {
            if let Some(rest) = pointer.strip_prefix(below)
                && let Some(Json::Text(place)) = root.at_mut(rest)
            {
                *place = marked(&self.language, text).into();
            }
        }
    }

    /// Marks all texts of a document, or of the part of one, as of the framework's own language.
    #[cfg(feature = "welsh")]
    fn mark_first(&self, root: &mut Json, below: &str) {
        let mut patterns: Vec<&str> = keys::TEXTS.to_vec();
        for token in below.split('/').skip(1) {
            patterns = patterns
                .into_iter()
                .filter_map(|pattern| pattern.split_once('/'))
                .filter(|(first, _)| *first == "*" || *first == token)
                .map(|(_, rest)| rest)
                .collect();
        }
        let mut found = Vec::new();
        collect(root, &patterns, &mut String::new(), &mut found);
        let found: Vec<(String, String)> = found
            .into_iter()
            .map(|(pointer, text)| (pointer, marked(&self.first, text)))
            .collect();
        for (pointer, text) in found {
            if let Some(Json::Text(place)) = root.at_mut(&pointer) {
                *place = text.into();
            }
        }
    }
}

/// A text with its language, but for the rules in braces. The sign of a currency stays in front.
fn marked(language: &str, text: &str) -> String {
    let rest = text.trim_start_matches(['£', ' ']);
    let start = text.len() - rest.len();
    let mut marked = text.get(..start).unwrap_or_default().to_owned();
    let mut from = start;
    for (at, to) in rules_in(text) {
        push_marked(
            &mut marked,
            language,
            text.get(from..at).unwrap_or_default(),
        );
        marked.push_str(text.get(at..to).unwrap_or_default());
        from = to;
    }
    push_marked(&mut marked, language, text.get(from..).unwrap_or_default());
    marked
}

/// The rules in a text's braces, each once, in an order of their own.
fn braces(text: &str) -> Vec<&str> {
    let mut rules: Vec<&str> = Vec::new();
    for (at, to) in rules_in(text) {
        let rule = text.get(at..to).unwrap_or_default();
        let place = rules.partition_point(|known| *known < rule);
        if rules.get(place) != Some(&rule) {
            rules.insert(place, rule);
        }
    }
    rules
}

/// Whether a pointer leads below a code list whose codes stand in a file of their own.
fn is_apart(document: &Json, pointer: &str) -> bool {
    let mut tokens = pointer::tokens(pointer).unwrap_or_default().into_iter();
    let mut next = || tokens.next().unwrap_or_default();
    let (top, list, codes) = (next(), next(), next());
    top == "codeLists"
        && codes == "codes"
        && document
            .get("codeLists")
            .and_then(|lists| lists.get(&list))
            .is_some_and(|list| list.get("file").is_some())
}

/// A language tag as RFC 5646 spells them, as far as its signs go.
fn is_tag(language: &str) -> bool {
    language.split('-').all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}
