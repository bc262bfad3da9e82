//! Reads the code lists: codes with their dates, what replaces them and their parents.

use super::graph;
use super::index::Index;
use super::keys;
use super::load::read_json;
use super::model::{Code, CodeList, Definition};
use super::problem::{Expected, Problem, ProblemKind, Spelling};
use super::reader::{Fields, Problems};
use crate::json::Json;
use crate::value::ListIx;

const MOST_LISTS: u32 = 1_000;
const MOST_CODES: u32 = 50_000;

/// The code lists, with what looks their names up.
#[derive(Default)]
pub(super) struct Lists<'a> {
    pub(super) all: Vec<CodeList>,
    ids: Index<'a>,
    lost: bool,
    /// In step with `all`.
    codes: Vec<Codes<'a>>,
}

/// The codes of one list.
#[derive(Default)]
struct Codes<'a> {
    index: Index<'a>,
    /// Whether every code could be read: if not, a code that is not found is no news.
    whole: bool,
}

/// What became of looking a code up.
pub(super) enum Lookup {
    /// Its position.
    Found(u32),
    /// The list has no such code.
    Nowhere,
    /// The list has codes that could not be read.
    Uncertain,
}

impl<'a> Lists<'a> {
    /// Reads `codeLists`.
    pub(super) fn read(problems: &Problems<'a>, node: Option<&'a Json>) -> Self {
        let map = problems.map(node, MOST_LISTS, "code lists");
        let mut read = Self {
            ids: map.ids,
            lost: map.lost,
            ..Self::default()
        };
        for (id, node) in map.entries {
            problems.spelling(id, node, Spelling::Id);
            let apart = node.get("file").is_some();
            let shape = if apart { keys::LIST_APART } else { keys::LIST };
            let fields = problems.object(node, shape);
            fields.text_if("source");
            fields.choice("mark", keys::MARKS);
            let file = fields.get("file").and_then(|node| {
                let file = problems.text(node)?;
                if !is_beside(file) {
                    problems.expected(node, Expected::File);
                }
                Some(file.to_owned())
            });
            // Without codes of its own, it has none that the document could name.
            let (codes, names) = if apart {
                let whole = true;
                let index = Index::default();
                (Vec::new(), Codes { index, whole })
            } else {
                read_codes(problems, &fields)
            };
            let hash = hash(&codes);
            read.all.push(CodeList {
                id: id.to_string(),
                title: fields.text("title"),
                file,
                codes,
                hash,
            });
            read.codes.push(names);
        }
        read
    }

    /// The list with an id that a node names; notes it if there is none.
    pub(super) fn named(&self, problems: &Problems<'a>, node: &'a Json) -> Option<ListIx> {
        let (found, uncertain) = self.find(problems.text(node)?);
        if found.is_none() && !uncertain {
            problems.add(node, ProblemKind::UnknownList);
        }
        found
    }

    /// The list with an id, and whether it may be one that could not be read.
    pub(super) fn find(&self, id: &str) -> (Option<ListIx>, bool) {
        let found = self.ids.find(id).and_then(|at| u16::try_from(at).ok());
        (found.map(ListIx), self.lost)
    }

    /// The list that a node names, which must be here from the start.
    pub(super) fn here(&self, problems: &Problems<'a>, node: &'a Json) -> Option<ListIx> {
        let list = self.named(problems, node)?;
        let apart = |list: &CodeList| list.file.is_some();
        if self.all.get(usize::from(list.0)).is_some_and(apart) {
            problems.add(node, ProblemKind::ListApart);
        }
        Some(list)
    }

    /// Looks a code up.
    pub(super) fn code(&self, list: ListIx, code: &str) -> Lookup {
        self.codes
            .get(usize::from(list.0))
            .map_or(Lookup::Uncertain, |codes| codes.find(code))
    }
}

/// The codes of a list that has a file of its own.
#[derive(Clone, Debug)]
pub struct ListFile {
    list: String,
    pub(super) codes: Vec<Code>,
    pub(super) hash: String,
}

/// Reads a list's own file: `{"list": "council", "codes": [...]}`, with codes as a document has them.
///
/// # Errors
/// Every problem in it, in the order of the file. If the text is no JSON, that alone.
pub fn read_list(text: &str) -> Result<ListFile, Vec<Problem>> {
    read_list_json(&read_json(text)?)
}

pub(super) fn read_list_json(root: &Json) -> Result<ListFile, Vec<Problem>> {
    let problems = Problems::default();
    let fields = problems.object(root, keys::LIST_FILE);
    let codes = read_codes(&problems, &fields).0;
    let file = ListFile {
        list: fields.id("list", Spelling::Id).to_owned(),
        hash: hash(&codes),
        codes,
    };
    let found = problems.into_list(root);
    if found.is_empty() {
        Ok(file)
    } else {
        Err(found)
    }
}

impl ListFile {
    /// The id of the list that it says it is of.
    pub fn list(&self) -> &str {
        &self.list
    }
}

impl Definition {
    /// The lists whose files are not here yet.
    pub fn lists_wanted(&self) -> impl Iterator<Item = &CodeList> {
        self.lists.iter().filter(|list| list.codes.is_empty())
    }

    /// Takes the codes of a list that has a file of its own; newer ones in the place of those that it has. Whether there
    /// is such a list. Sessions that are open keep what they were opened with.
    pub fn take_list(&mut self, file: ListFile) -> bool {
        let wants = |list: &&mut CodeList| list.file.is_some() && list.id == file.list;
        let Some(list) = self.lists.iter_mut().find(wants) else {
            return false;
        };
        list.hash = file.hash;
        list.codes = file.codes;
        true
    }
}

/// Whether a path leads to a file beside or below the document.
fn is_beside(path: &str) -> bool {
    let good = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
    };
    path.split('/').all(good)
}

impl Codes<'_> {
    fn find(&self, code: &str) -> Lookup {
        match self.index.find(code) {
            Some(at) => Lookup::Found(at),
            None if self.whole => Lookup::Nowhere,
            None => Lookup::Uncertain,
        }
    }
}

fn read_codes<'a>(problems: &Problems<'a>, list: &Fields<'a, '_>) -> (Vec<Code>, Codes<'a>) {
    let elements = problems.full_list(list.get("codes"), MOST_CODES, "codes");
    let mut whole = !elements.is_empty();
    let mut ids = Vec::with_capacity(elements.len());
    for node in elements {
        let id = spelt(node);
        whole &= id.is_some();
        ids.push(id.unwrap_or_default());
    }
    let index = Index::new(ids);
    for at in index.repeats() {
        let node = elements.get(at as usize).and_then(|node| node.get("code"));
        if let Some(node @ Json::Text(_)) = node {
            problems.add(node, ProblemKind::RepeatedCode);
            whole = false;
        }
    }
    let names = Codes { index, whole };
    let mut codes = Vec::with_capacity(elements.len());
    for node in elements {
        codes.push(read_code(problems, node, &names));
    }
    note_circles(problems, elements, &codes, "replacedBy", |code| {
        &code.replaced_by
    });
    note_circles(problems, elements, &codes, "parent", |code| {
        code.parent.as_slice()
    });
    (codes, names)
}

fn spelt(node: &Json) -> Option<&str> {
    node.get("code")?.as_text()
}

fn read_code<'a>(problems: &Problems<'a>, node: &'a Json, names: &Codes<'a>) -> Code {
    let fields = problems.object(node, keys::CODE);
    let code = fields.id("code", Spelling::Code).to_owned();
    let (from, until) = (fields.date("from"), fields.date("until"));
    if let (Some(from), Some(until), Some(node)) = (from, until, fields.get("until"))
        && until < from
    {
        problems.add(node, ProblemKind::DatesReversed);
    }
    let other = |node: &'a Json, unknown: ProblemKind| {
        let found = names.find(problems.text(node)?);
        if matches!(found, Lookup::Nowhere) {
            problems.add(node, unknown);
        }
        if let Lookup::Found(at) = found {
            Some(at)
        } else {
            None
        }
    };
    let replacing = problems.list(fields.get("replacedBy"), MOST_CODES, "codes");
    problems.distinct(replacing, None);
    let mut replaced_by = Vec::with_capacity(replacing.len());
    for node in replacing {
        replaced_by.extend(other(node, ProblemKind::ReplacedByUnknown));
    }
    Code {
        label: fields.text("label"),
        shown: None,
        from,
        until,
        replaced_by,
        parent: fields
            .get("parent")
            .and_then(|node| other(node, ProblemKind::UnknownCode)),
        formerly: fields.texts("formerly", 100),
        number: fields.get("number").and_then(|node| {
            let number = node.number();
            if number.is_none() {
                problems.expected(node, Expected::Number);
            }
            number
        }),
        code,
    }
}

/// Notes codes that lead back to themselves at the key that leads on.
fn note_circles<'a>(
    problems: &Problems<'a>,
    elements: &'a [Json],
    codes: &[Code],
    key: &str,
    next: fn(&Code) -> &[u32],
) {
    let leads: Vec<&[u32]> = codes.iter().map(next).collect();
    for circle in graph::order(&leads).circles {
        let Some(node) = circle
            .first()
            .and_then(|&at| elements.get(at as usize)?.get(key))
        else {
            continue;
        };
        let kind = if circle.len() == 2 && key == "replacedBy" {
            ProblemKind::ReplacedByItself
        } else {
            let mut path = Vec::with_capacity(circle.len());
            for at in &circle {
                let code = codes.get(*at as usize);
                path.push(code.map_or("", |code| &code.code).to_owned());
            }
            ProblemKind::Cycle { path }
        };
        problems.add(node, kind);
    }
}

/// FNV-1a, 64 bits, over every field of every code, each behind its length so that no two lists are spelt alike.
fn hash(codes: &[Code]) -> String {
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    let named = |at: &u32| codes.get(*at as usize).map_or("", |code| &code.code);
    hash.count(codes.len());
    for code in codes {
        hash.text(&code.code);
        hash.text(&code.label);
        for date in [code.from, code.until] {
            hash.text(&date.map(|date| date.to_string()).unwrap_or_default());
        }
        hash.count(code.replaced_by.len());
        code.replaced_by.iter().for_each(|at| hash.text(named(at)));
        hash.text(code.parent.as_ref().map_or("", named));
        hash.count(code.formerly.len());
        code.formerly.iter().for_each(|name| hash.text(name));
        if let Some(number) = code.number {
            // No text is so long: a list without numbers is spelt as ever.
            hash.bytes(&[0xff; 8]);
            hash.text(&number.to_string());
        }
    }
    let digit = |nibble: u32| {
        char::from_digit((hash.0 >> (60 - 4 * nibble) & 15) as u32, 16).unwrap_or('0')
    };
    (0..16).map(digit).collect()
}

struct Fnv(u64);

impl Fnv {
    fn bytes(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    fn count(&mut self, count: usize) {
        self.bytes(&(count as u64).to_le_bytes());
    }
    fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes(text.as_bytes());
    }
}
