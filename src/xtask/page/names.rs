//! Short names between the module and its glue: the compiler gives each of some two hundred functions a name of forty
//! letters, half of them a hash, in both, and to each kind of closure one of up to three hundred.

use std::collections::BTreeMap;

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ExportSection, ImportSection, RawSection};
use wasmparser::{Parser, Payload};

use super::split::{fault, piece};
use crate::error::TaskError;

/// The module's name for the glue.
const GLUE: &str = "a";

/// How the names begin under which the module gives its closures to the glue, which alone calls them.
const CLOSURE: &str = "wasm_bindgen_";

/// The module and the glue with short names for what one takes from the other. The exports that are no closures keep
/// theirs: `boot.js` and others call them.
///
/// # Errors
/// Where the module cannot be read, or the glue does not have each of its names once.
pub(super) fn shorten(module: &[u8], glue: &str) -> Result<(Vec<u8>, String), TaskError> {
    let mut out = wasm_encoder::Module::new();
    let mut short = BTreeMap::new();
    let mut closures = BTreeMap::new();
    let mut wanted = None;
    let mut code = false;
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.map_err(|reason| fault(&reason))?;
        if let Payload::ImportSection(reader) = payload {
            let mut imports = ImportSection::new();
            for import in reader.into_imports() {
                let import = import.map_err(|reason| fault(&reason))?;
                let kind = RoundtripReencoder
                    .entity_type(import.ty)
                    .map_err(|reason| TaskError::Shape(reason.to_string()))?;
                let name = letters(short.len());
                imports.import(GLUE, &name, kind);
                if short.insert(import.name.to_owned(), name).is_some() {
                    return Err(TaskError::Shape(format!(
                        "the module takes `{}` twice",
                        import.name
                    )));
                }
                wanted = Some(import.module.to_owned());
            }
            out.section(&imports);
            continue;
        }
        if let Payload::ExportSection(reader) = payload {
            let mut exports = ExportSection::new();
            for export in reader {
                let export = export.map_err(|reason| fault(&reason))?;
                let kind = RoundtripReencoder
                    .export_kind(export.kind)
                    .map_err(|reason| TaskError::Shape(reason.to_string()))?;
                if export.name.starts_with(CLOSURE) {
                    let name = format!("${}", letters(closures.len()));
                    exports.export(&name, kind, export.index);
                    closures.insert(export.name.to_owned(), name);
                } else {
                    exports.export(export.name, kind, export.index);
                }
            }
            out.section(&exports);
            continue;
        }
        if matches!(payload, Payload::CodeSectionEntry(_)) {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            code |= id == 10;
            out.section(&RawSection {
                id,
                data: piece(module, range),
            });
        }
    }
    let Some(wanted) = wanted.filter(|_| code) else {
        return Err(TaskError::Shape("the module takes nothing".into()));
    };
    let glue = renamed(glue, &wanted, &short)?;
    Ok((out.finish(), called(&glue, &closures)?))
}

/// The glue, which calls closures as members of the module: their names stand nowhere else.
fn called(glue: &str, closures: &BTreeMap<String, String>) -> Result<String, TaskError> {
    let mut glue = glue.to_owned();
    // The longer first: one name may begin as another does.
    for (name, short) in closures.iter().rev() {
        let member = format!(".{name}");
        if !glue.contains(&member) {
            return Err(TaskError::Shape(format!("the glue does not call `{name}`")));
        }
        glue = glue.replace(&member, &format!(".{short}"));
    }
    Ok(glue)
}

/// `a`, `b` … `z`, `aa`, `ab` …
fn letters(mut at: usize) -> String {
    let mut name = String::new();
    loop {
        let letter = u8::try_from(at % 26).unwrap_or_default();
        name.insert(0, char::from(b'a' + letter));
        at /= 26;
        if at == 0 {
            return name;
        }
        at -= 1;
    }
}

/// The glue, in which each name is a key of the object that the module is given.
fn renamed(
    glue: &str,
    module: &str,
    short: &BTreeMap<String, String>,
) -> Result<String, TaskError> {
    let mut out = String::with_capacity(glue.len());
    let mut seen = BTreeMap::new();
    let mut rest = glue;
    while !rest.is_empty() {
        let part = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '$';
        let end = rest.find(|letter| !part(letter)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        let key = behind.starts_with([':', '(']);
        match short.get(word).filter(|_| key) {
            Some(name) => {
                *seen.entry(word).or_insert(0) += 1;
                out.push_str(name);
            }
            None => out.push_str(word),
        }
        let next = behind.find(part).unwrap_or(behind.len());
        let (between, behind) = behind.split_at(next);
        out.push_str(between);
        rest = behind;
    }
    for name in short.keys() {
        let times = seen.get(name.as_str()).copied().unwrap_or(0);
        if times != 1 {
            return Err(TaskError::Shape(format!(
                "the glue has the key `{name}` {times} times"
            )));
        }
    }
    let (quoted, new) = (format!("\"{module}\""), format!("\"{GLUE}\""));
    if out.matches(&quoted).count() == 1 {
        Ok(out.replace(&quoted, &new))
    } else {
        Err(TaskError::Shape(format!(
            "the glue does not name itself {quoted} once"
        )))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn names_are_as_short_as_they_can_be_and_all_different() {
        let names: Vec<String> = (0..800).map(letters).collect();
        assert_eq!(names[..2], ["a", "b"]);
        assert_eq!((&*names[25], &*names[26], &*names[27]), ("z", "aa", "ab"));
        assert_eq!((&*names[701], &*names[702]), ("zz", "aaa"));
        let different: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(different.len(), names.len());
    }

    #[test]
    fn a_closure_is_called_by_its_short_name() {
        let closures = BTreeMap::from([
            ("wasm_bindgen_x_true_".to_owned(), "$a".to_owned()),
            ("wasm_bindgen_x_true__1_".to_owned(), "$b".to_owned()),
        ]);
        let glue = "w.wasm_bindgen_x_true_(1);w.wasm_bindgen_x_true__1_(2)";
        assert_eq!(called(glue, &closures).unwrap(), "w.$a(1);w.$b(2)");
        assert!(called("w.wasm_bindgen_x_true_(1)", &closures).is_err());
    }

    #[test]
    fn each_key_of_the_glue_is_renamed_and_nothing_else() {
        let short = BTreeMap::from([
            ("__wbg_now_1".to_owned(), "a".to_owned()),
            ("__wbg_now_12".to_owned(), "b".to_owned()),
        ]);
        let glue = "const i={__proto__:null,__wbg_now_1:()=>f,__wbg_now_12(){g.__wbg_now_1}};x({\"./m.js\":i})";
        assert_eq!(
            renamed(glue, "./m.js", &short).unwrap(),
            "const i={__proto__:null,a:()=>f,b(){g.__wbg_now_1}};x({\"a\":i})"
        );
        for wrong in ["{__wbg_now_1:1}", "{__wbg_now_1:1,__wbg_now_12:2}"] {
            assert!(renamed(wrong, "./m.js", &short).is_err(), "{wrong}");
        }
    }
}
