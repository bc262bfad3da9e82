//! Sizes and hashes of files. Node's built-in compressors and hashes do it, so that xtask itself compiles in seconds.

use std::path::PathBuf;

use serde_json::Value;

use crate::error::TaskError;
use crate::run::{output, program};

const SCRIPT: &str = include_str!("pack.mjs");

/// What is known of one file's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Packed {
    /// Bytes as they are.
    pub(crate) raw: u64,
    /// Bytes after gzip 9.
    pub(crate) gzip: u64,
    /// Bytes after brotli 11.
    pub(crate) brotli: u64,
    /// As the `integrity` attribute wants it.
    pub(crate) integrity: String,
    /// 16 hexadecimal digits of SHA-256, for the file's name.
    pub(crate) name_hash: String,
}

/// Sizes and hashes of `files`, in their order.
pub(crate) fn pack(files: &[PathBuf]) -> Result<Vec<Packed>, TaskError> {
    let answer = output(
        program("node")
            .args(["--input-type=module", "--eval", SCRIPT, "--"])
            .args(files),
    )?;
    let packed: Vec<Packed> = answer.lines().filter_map(read_line).collect();
    if packed.len() == files.len() {
        Ok(packed)
    } else {
        Err(TaskError::Shape(format!(
            "asked for {} files' sizes, got {}",
            files.len(),
            packed.len()
        )))
    }
}

fn read_line(line: &str) -> Option<Packed> {
    let value: Value = serde_json::from_str(line).ok()?;
    let number = |key: &str| value.get(key).and_then(Value::as_u64);
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    Some(Packed {
        raw: number("raw")?,
        gzip: number("gzip")?,
        brotli: number("brotli")?,
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
        let line =
            r#"{"raw":9,"gzip":8,"brotli":7,"integrity":"sha384-x","nameHash":"0123456789abcdef"}"#;
        let packed = read_line(line).unwrap();
        assert_eq!((packed.raw, packed.gzip, packed.brotli), (9, 8, 7));
        assert_eq!(packed.name_hash, "0123456789abcdef");
    }

    #[test]
    fn files_are_packed_in_their_order() {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let packed = pack(&[folder.join("main.rs"), folder.join("page/pack.mjs")]).unwrap();
        assert_eq!(packed.len(), 2);
        assert_eq!(packed[1].raw, SCRIPT.len() as u64);
        assert!(packed[0].brotli < packed[0].gzip && packed[0].gzip < packed[0].raw);
        assert_eq!(packed[0].integrity.len(), "sha384-".len() + 64);
    }

    #[test]
    fn a_line_without_a_hash_is_not_read() {
        assert_eq!(read_line(r#"{"raw":9,"gzip":8,"brotli":7}"#), None);
    }
}
