//! Scripts made small by terser: without comments, with short names inside. What a script exports keeps its name.

use std::path::Path;

use crate::error::TaskError;
use crate::places::{Places, write};
use crate::run::{output, program};

/// A module script, made small.
///
/// # Errors
/// Where it is no script.
pub(super) fn script(places: &Places, name: &str, text: &str) -> Result<String, TaskError> {
    let file = places.target.join("page").join("scripts").join(name);
    write(&file, text)?;
    minified(places, &file)
}

fn minified(places: &Places, file: &Path) -> Result<String, TaskError> {
    let tool = places.npm_package("terser").join("bin").join("terser");
    output(program("node").arg(tool).arg(file).args([
        "--module",
        "--compress",
        "passes=2",
        "--mangle",
    ]))
}
