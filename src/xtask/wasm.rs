//! Reads a WebAssembly module's sections: what the size ledger and the check of features need, no more.

use std::collections::BTreeMap;

use crate::error::TaskError;

/// One section: its kind, the name of a custom one, and its bytes after that name.
struct Section<'a> {
    kind: u8,
    name: &'a str,
    body: &'a [u8],
    whole: &'a [u8],
}

/// One function of the module's code.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Function {
    /// As the name section has it; empty where it has none.
    pub(crate) name: String,
    /// Bytes of its body.
    pub(crate) bytes: u64,
}

/// What the module's bytes are spent on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Weights {
    /// Its functions, in their order.
    pub(crate) functions: Vec<Function>,
    /// Bytes of texts and tables.
    pub(crate) data: u64,
}

/// Reads bytes in order, and says when there are none left.
struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], TaskError> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or_else(cut_short)?;
        self.rest = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, TaskError> {
        self.take(1)?.first().copied().ok_or_else(cut_short)
    }

    fn number(&mut self) -> Result<usize, TaskError> {
        let mut value = 0_u64;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return usize::try_from(value).map_err(|_| cut_short());
            }
        }
        Err(TaskError::Shape("a number in the module has no end".into()))
    }

    fn text(&mut self) -> Result<&'a str, TaskError> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?)
            .map_err(|_| TaskError::Shape("a name in the module is not text".into()))
    }
}

fn cut_short() -> TaskError {
    TaskError::Shape("the module ends in the middle".into())
}

fn sections(module: &[u8]) -> Result<Vec<Section<'_>>, TaskError> {
    let Some(mut rest) = module.strip_prefix(b"\0asm\x01\0\0\0") else {
        return Err(TaskError::Shape("not a WebAssembly module".into()));
    };
    let mut found = Vec::new();
    while !rest.is_empty() {
        let mut reader = Reader { rest };
        let kind = reader.byte()?;
        let length = reader.number()?;
        let mut body = Reader {
            rest: reader.take(length)?,
        };
        let name = if kind == 0 { body.text()? } else { "" };
        let size = rest.len().saturating_sub(reader.rest.len());
        let whole = rest.get(..size).unwrap_or(rest);
        found.push(Section {
            kind,
            name,
            body: body.rest,
            whole,
        });
        rest = reader.rest;
    }
    Ok(found)
}

/// The features that the module says it uses; the list is there as long as its names are.
pub(crate) fn features(module: &[u8]) -> Result<Vec<String>, TaskError> {
    let sections = sections(module)?;
    let Some(section) = sections
        .iter()
        .find(|section| section.name == "target_features")
    else {
        return Err(TaskError::Shape(
            "the module does not say which features it uses".into(),
        ));
    };
    let mut reader = Reader { rest: section.body };
    let mut features = Vec::new();
    for _ in 0..reader.number()? {
        let used = reader.byte()? == b'+';
        let name = reader.text()?;
        if used {
            features.push(name.to_owned());
        }
    }
    Ok(features)
}

/// The module without any custom section: names, producers and the list of features, which no browser needs.
pub(crate) fn without_names(module: &[u8]) -> Result<Vec<u8>, TaskError> {
    let mut out = module.get(..8).ok_or_else(cut_short)?.to_vec();
    for section in sections(module)?.iter().filter(|section| section.kind != 0) {
        out.extend_from_slice(section.whole);
    }
    Ok(out)
}

/// How many bytes each function has, and how many the data.
pub(crate) fn weights(module: &[u8]) -> Result<Weights, TaskError> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    let mut names = BTreeMap::new();
    let mut data = 0;
    for section in sections(module)? {
        match (section.kind, section.name) {
            (2, _) => imported = imported_functions(section.body)?,
            (10, _) => bodies = body_sizes(section.body)?,
            (11, _) => data = section.body.len() as u64,
            (0, "name") => names = function_names(section.body)?,
            _ => {}
        }
    }
    let functions = bodies
        .into_iter()
        .enumerate()
        .map(|(place, bytes)| Function {
            name: names.remove(&(imported + place)).unwrap_or_default(),
            bytes,
        })
        .collect();
    Ok(Weights { functions, data })
}

fn body_sizes(body: &[u8]) -> Result<Vec<u64>, TaskError> {
    let mut reader = Reader { rest: body };
    let count = reader.number()?;
    let mut sizes = Vec::new();
    for _ in 0..count {
        let length = reader.number()?;
        reader.take(length)?;
        sizes.push(length as u64);
    }
    Ok(sizes)
}

/// Functions that the browser gives come first in the numbering.
fn imported_functions(body: &[u8]) -> Result<usize, TaskError> {
    let mut reader = Reader { rest: body };
    let mut functions = 0;
    for _ in 0..reader.number()? {
        reader.text()?;
        reader.text()?;
        match reader.byte()? {
            0 => {
                functions += 1;
                reader.number()?;
            }
            1 => {
                reader.byte()?;
                limits(&mut reader)?;
            }
            2 => limits(&mut reader)?,
            3 => {
                reader.take(2)?;
            }
            kind => {
                return Err(TaskError::Shape(format!(
                    "an import of kind {kind} is not known"
                )));
            }
        }
    }
    Ok(functions)
}

fn limits(reader: &mut Reader<'_>) -> Result<(), TaskError> {
    let bounded = reader.byte()? & 1 == 1;
    reader.number()?;
    if bounded {
        reader.number()?;
    }
    Ok(())
}

fn function_names(body: &[u8]) -> Result<BTreeMap<usize, String>, TaskError> {
    let mut reader = Reader { rest: body };
    let mut names = BTreeMap::new();
    while !reader.rest.is_empty() {
        let kind = reader.byte()?;
        let length = reader.number()?;
        let mut part = Reader {
            rest: reader.take(length)?,
        };
        if kind == 1 {
            for _ in 0..part.number()? {
                let place = part.number()?;
                names.insert(place, part.text()?.to_owned());
            }
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// A module with one imported function, two of its own, 5 bytes of data section, names, and a list of features.
    fn module() -> Vec<u8> {
        let mut bytes = b"\0asm\x01\0\0\0".to_vec();
        let mut section = |kind: u8, body: &[u8]| {
            bytes.push(kind);
            bytes.push(u8::try_from(body.len()).unwrap());
            bytes.extend_from_slice(body);
        };
        section(2, b"\x02\x01m\x01f\x00\x00\x01m\x01t\x02\x01\x01\x02");
        section(10, b"\x02\x03\x00\x41\x0b\x02\x00\x0b");
        section(11, b"\x01\x00\x00\x00\x00");
        section(0, b"\x04name\x01\x0b\x02\x01\x03one\x02\x03two");
        section(0, b"\x0ftarget_features\x02+\x08sign-ext-\x04simd");
        bytes
    }

    #[test]
    fn functions_are_weighed_under_their_names() {
        let weights = weights(&module()).unwrap();
        let expected = [
            Function {
                name: "one".into(),
                bytes: 3,
            },
            Function {
                name: "two".into(),
                bytes: 2,
            },
        ];
        assert_eq!(weights.functions, expected);
        assert_eq!(weights.data, 5);
    }

    #[test]
    fn only_features_in_use_are_listed() {
        assert_eq!(features(&module()).unwrap(), ["sign-ext"]);
    }

    #[test]
    fn what_no_browser_needs_is_left_out() {
        let small = without_names(&module()).unwrap();
        assert!(features(&small).is_err());
        assert_eq!(weights(&small).unwrap().data, 5);
    }

    #[test]
    fn a_module_that_is_cut_short_is_an_error() {
        let module = module();
        assert!((9..module.len()).any(|end| weights(module.get(..end).unwrap()).is_err()));
        assert!(weights(b"not wasm").is_err());
    }
}
