//! Codes that have ended, and what takes their place.

use super::CodeChange;
use crate::definition::{Definition, Item, Kind};
use crate::session::Content;
use crate::value::{Date, ListIx};
use std::rc::Rc;

/// What became of a code.
pub(super) enum CodeEnd {
    /// It may be used, or nothing takes its place.
    Stands,
    /// Another takes its place: its position.
    One(u32),
    /// It was split: the positions of the parts.
    Several(Vec<u32>),
}

/// What became of a code by a date.
pub(super) fn end_of(definition: &Definition, list: ListIx, code: &str, on: Date) -> CodeEnd {
    let codes = &definition.list(list).codes;
    let mut end = CodeEnd::Stands;
    let mut next = (0..).zip(codes).find(|(_, known)| known.code == code);
    // The loader lets no circle through, so that there are no more steps than codes.
    while let Some((at, known)) = next {
        let stands = matches!(end, CodeEnd::Stands);
        if definition.valid_on(list, at, on) {
            return if stands { end } else { CodeEnd::One(at) };
        }
        next = match &*known.replaced_by {
            [one] => codes.get(*one as usize).map(|code| (*one, code)),
            [] => None,
            several => return CodeEnd::Several(several.to_vec()),
        };
        end = CodeEnd::One(at);
    }
    CodeEnd::Stands
}

/// Content with the codes that stand for those in it that have ended; notes what it changed, and what a person must
/// choose. Content of one code fits a list of them, and a list of one code a single one.
pub(super) fn content_now(
    definition: &Definition,
    item: &Item,
    content: &Content,
    on: Date,
    changes: &mut Vec<CodeChange>,
) -> Content {
    let (Kind::One(list) | Kind::Code(list) | Kind::Many { list, .. }) = item.kind else {
        return content.clone();
    };
    let single = !matches!(item.kind, Kind::Many { .. });
    let mut now: Vec<Rc<str>> = Vec::new();
    let old = match content {
        Content::Text(code) if single || is_code(definition, list, code) => {
            std::slice::from_ref(code)
        }
        Content::Codes(codes) if !single || codes.len() == 1 => codes,
        Content::Blank | Content::Text(_) | Content::Codes(_) | Content::Missing(_) => {
            return content.clone();
        }
    };
    for code in old {
        let code = code_now(definition, list, code, on, changes);
        if !now.contains(&code) {
            now.push(code);
        }
    }
    match now.pop() {
        Some(code) if single => Content::Text(code),
        left => {
            now.extend(left);
            Content::Codes(Rc::from(now))
        }
    }
}

fn is_code(definition: &Definition, list: ListIx, code: &str) -> bool {
    let codes = &definition.list(list).codes;
    codes.iter().any(|known| &*known.code == code)
}

fn code_now(
    definition: &Definition,
    list: ListIx,
    code: &Rc<str>,
    on: Date,
    changes: &mut Vec<CodeChange>,
) -> Rc<str> {
    let codes = &definition.list(list).codes;
    let (now, next) = match end_of(definition, list, code, on) {
        CodeEnd::Stands => return Rc::clone(code),
        CodeEnd::One(at) => {
            let next = codes.get(at as usize);
            let now = next.map_or_else(|| Rc::clone(code), |next| Rc::from(&*next.code));
            (now, vec![at])
        }
        CodeEnd::Several(parts) => (Rc::clone(code), parts),
    };
    let label = |at: u32| {
        let code = codes.get(at as usize);
        code.map_or_else(String::new, |code| code.said().to_owned())
    };
    let old = codes.iter().find(|known| *known.code == **code);
    let mut change = CodeChange {
        old: old.map_or_else(String::new, |code| code.said().to_owned()),
        new: Vec::new(),
    };
    for at in next {
        change.new.push(label(at));
    }
    changes.push(change);
    now
}
