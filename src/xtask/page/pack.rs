//! Sizes and hashes of files. Node's built-in compressors and hashes do it, so that xtask itself compiles in seconds.
//! Brotli 11 takes seconds for a module: who wants a hash asks for that alone.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::TaskError;
use crate::run::{output, program};

const PACK: &str = include_str!("pack.mjs");
const HASH: &str = include_str!("hash.mjs");

/// How many bytes a file has, as it is and on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Packed {
    /// Bytes as they are.
    pub(crate) raw: u64,
    /// Bytes after gzip 9.
    pub(crate) gzip: u64,
    /// Bytes after brotli 11.
    pub(crate) brotli: u64,
}

/// What a file's bytes are known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hashed {
    /// As the `integrity` attribute wants it.
    pub(crate) integrity: String,
    /// 16 hexadecimal digits of SHA-256, for the file's name.
    pub(crate) name_hash: String,
}

/// Sizes of `files`, in their order.
pub(crate) fn pack(files: &[PathBuf]) -> Result<Vec<Packed>, TaskError> {
    ask(PACK, files, packed)
}

/// Hashes of `files`, in their order.
pub(crate) fn hash(files: &[PathBuf]) -> Result<Vec<Hashed>, TaskError> {
    ask(HASH, files, hashed)
}

/// Hashes of one file.
pub(crate) fn hash_one(file: &Path) -> Result<Hashed, TaskError> {
    hash(&[file.to_path_buf()])?
        .pop()
        .ok_or_else(|| TaskError::Shape("no hash came".into()))
}

/// What a script says of `files`, a line for each.
fn ask<T>(
    script: &str,
    files: &[PathBuf],
    read_line: fn(&str) -> Option<T>,
) -> Result<Vec<T>, TaskError> {
    let answer = output(
        program("node")
            .args(["--input-type=module", "--eval", script, "--"])
            .args(files),
    )?;
    let told: Vec<T> = answer.lines().filter_map(read_line).collect();
    if told.len() == files.len() {
        Ok(told)
    } else {
        Err(TaskError::Shape(format!(
            "asked about {} files, told of {}",
            files.len(),
            told.len()
        )))
    }
}

fn packed(line: &str) -> Option<Packed> {
    let value: Value = serde_json::from_str(line).ok()?;
    let number = |key: &str| value.get(key).and_then(Value::as_u64);
    Some(Packed {
        raw: number("raw")?,
        gzip: number("gzip")?,
        brotli: number("brotli")?,
    })
}

fn hashed(line: &str) -> Option<Hashed> {
    let value: Value = serde_json::from_str(line).ok()?;
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    Some(Hashed {
        integrity: text("integrity")?,
        name_hash: text("nameHash")?,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_line_of_the_script_is_read() {
        let sizes = packed(r#"{"raw":9,"gzip":8,"brotli":7}"#).unwrap();
        assert_eq!((sizes.raw, sizes.gzip, sizes.brotli), (9, 8, 7));
        let hashes = hashed(r#"{"integrity":"sha384-x","nameHash":"0123456789abcdef"}"#).unwrap();
        assert_eq!(hashes.integrity, "sha384-x");
        assert_eq!(hashes.name_hash, "0123456789abcdef");
    }

    #[test]
    fn files_are_packed_in_their_order() {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let files = [folder.join("main.rs"), folder.join("page/pack.mjs")];
        let packed = pack(&files).unwrap();
        assert_eq!(packed.len(), 2);
        assert_eq!(packed[1].raw, PACK.len() as u64);
        assert!(packed[0].brotli < packed[0].gzip && packed[0].gzip < packed[0].raw);
        let hashed = hash(&files).unwrap();
        assert_eq!(hashed.len(), 2);
        assert_eq!(hashed[0].integrity.len(), "sha384-".len() + 64);
        assert_eq!(hashed[1], hash_one(&files[1]).unwrap());
        assert_ne!(hashed[0], hashed[1]);
    }

    #[test]
    fn a_file_that_is_not_there_has_no_hash() {
        assert!(hash_one(Path::new("no-such-file")).is_err());
    }

    #[test]
    fn a_line_without_a_hash_is_not_read() {
        assert_eq!(hashed(r#"{"raw":9,"gzip":8,"brotli":7}"#), None);
        assert_eq!(packed(r#"{"raw":9,"gzip":8}"#), None);
    }
}
