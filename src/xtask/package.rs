//! `cargo xtask package`: an npm package with the module and its types, and a folder of static files for any web server.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::error::TaskError;
use crate::page::{self, hash, hash_one};
use crate::places::{Places, files_below, read, read_bytes, remove_folder, write};
use crate::run::{program, run, step};
use crate::setup::{self, Need};
use crate::toolchain::Toolchain;

mod style;

const COMPRESS: &str = include_str!("package/compress.mjs");

/// How many digits of a file's hash stand in its name.
const HASH_DIGITS: usize = 16;

/// `cargo xtask package`.
pub(crate) fn command(places: &Places, words: &[String]) -> Result<(), TaskError> {
    if let Some(word) = words.first() {
        return Err(TaskError::Usage(format!("`package` takes no `{word}`")));
    }
    let chosen = setup::ensure(places, Need::Page)?;
    build(places, chosen)?;
    println!("The npm package is in {}.", npm_folder(places).display());
    println!(
        "The static files are in {}.",
        static_folder(places).display()
    );
    Ok(())
}

/// Builds the page and packs it.
pub(crate) fn build(places: &Places, chosen: Toolchain) -> Result<(), TaskError> {
    page::build(places, chosen)?;
    pack_built(places)
}

/// Packs the page that is built.
pub(crate) fn pack_built(places: &Places) -> Result<(), TaskError> {
    npm_of_built(places)?;
    step("the static files, with .br and .gz beside them", || {
        static_files(places)
    })
}

/// Packs the npm package of the page that is built.
pub(crate) fn npm_of_built(places: &Places) -> Result<(), TaskError> {
    step("the npm package", || npm(places))
}

/// Where the npm package is.
pub(crate) fn npm_folder(places: &Places) -> PathBuf {
    places.target.join("package").join("npm")
}

fn static_folder(places: &Places) -> PathBuf {
    places.target.join("package").join("static")
}

fn npm(places: &Places) -> Result<(), TaskError> {
    let folder = npm_folder(places);
    remove_folder(&folder)?;
    let source = places.root.join("static").join("package");
    let built = |start: &str, end: &str| find(&places.dist, start, end);
    for (from, to) in [
        (built("care-returns-", ".wasm")?, "care-returns.wasm"),
        (built("rest-", ".wasm")?, "rest.wasm"),
        (built("care-returns-", ".js")?, "module.js"),
        (source.join("README.md"), "README.md"),
        (source.join("index.d.ts"), "index.d.ts"),
        (source.join("care-frame.js"), "care-frame.js"),
        (source.join("care-return.d.ts"), "care-return.d.ts"),
        (places.root.join("LICENSE"), "LICENSE"),
        (places.root.join("static/care-return.js"), "care-return.js"),
    ] {
        write(&folder.join(to), read_bytes(&from)?)?;
    }
    let examples = places.root.join("static").join("examples");
    for name in files_below(&examples)? {
        let to = folder.join("examples").join(&name);
        write(&to, read_bytes(&examples.join(&name))?)?;
    }
    let frameworks = folder.join("frameworks");
    for name in files_below(&places.dist.join("frameworks"))? {
        let from = places.dist.join("frameworks").join(&name);
        write(&frameworks.join(name), read_bytes(&from)?)?;
    }
    // For authors it stays as it was written.
    let whole = Path::new("frameworks/asc-england.json");
    let written = places.root.join("static").join(whole);
    write(&folder.join(whole), read_bytes(&written)?)?;
    write(
        &folder.join("module.d.ts"),
        without_dispose(&read(&page::types(places)?)?),
    )?;
    let mut values = BTreeMap::from([("VERSION", env!("CARGO_PKG_VERSION").to_owned())]);
    for (key, name) in [
        ("WASM_INTEGRITY", "care-returns.wasm"),
        ("REST_INTEGRITY", "rest.wasm"),
    ] {
        values.insert(key, hash_one(&folder.join(name))?.integrity);
    }
    values.insert("PINS", page::pins(&frameworks)?);
    let styles = style::widget(&page::style(places)?)?;
    values.insert("STYLES", Value::String(styles).to_string());
    for name in ["package.json", "index.js", "host.js"] {
        let text = page::fill(name, &read(&source.join(name))?, &values)?;
        write(&folder.join(name), text)?;
    }
    write_integrities(&folder)
}

/// The types without `Symbol.dispose`, which only the newest of TypeScript's libraries know; `free` does the same.
fn without_dispose(types: &str) -> String {
    let kept: Vec<&str> = types
        .lines()
        .filter(|line| !line.contains("[Symbol.dispose]"))
        .collect();
    kept.join("\n") + "\n"
}

/// The file of a folder whose name begins and ends so.
fn find(folder: &Path, start: &str, end: &str) -> Result<PathBuf, TaskError> {
    for file in files_below(folder)? {
        let name = file.to_string_lossy();
        if name.starts_with(start) && name.ends_with(end) {
            return Ok(folder.join(&file));
        }
    }
    Err(TaskError::Shape(format!(
        "the built page has no {start}…{end}"
    )))
}

/// The integrity of every file, as a page that loads them wants it.
fn write_integrities(folder: &Path) -> Result<(), TaskError> {
    let names = files_below(folder)?;
    let files: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    let mut map = Map::new();
    for (name, hashed) in names.iter().zip(hash(&files)?) {
        let name = name.to_string_lossy().into_owned();
        map.insert(name, Value::String(hashed.integrity));
    }
    let text = serde_json::to_string_pretty(&Value::Object(map))
        .map_err(|reason| TaskError::Shape(reason.to_string()))?;
    write(&folder.join("integrity.json"), text + "\n")
}

fn static_files(places: &Places) -> Result<(), TaskError> {
    let folder = static_folder(places);
    remove_folder(&folder)?;
    let mut headers = Map::new();
    let mut large = Vec::new();
    for name in files_below(&places.dist)? {
        let to = folder.join(&name);
        write(&to, read_bytes(&places.dist.join(&name))?)?;
        let name = name.to_string_lossy().replace('\\', "/");
        let caching = if is_named_by_content(&name) {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        headers.insert(format!("/{name}"), json!({ "Cache-Control": caching }));
        // A picture is packed already.
        if to.extension().is_some_and(|end| end != "png") {
            large.push(to);
        }
    }
    run(program("node")
        .args(["--input-type=module", "--eval", COMPRESS, "--"])
        .args(&large))?;
    let all: Value = serde_json::from_str(&read(&places.headers())?)
        .map_err(|reason| TaskError::file(&places.headers(), reason))?;
    let told = json!({ "everywhere": all, "files": headers });
    let text = serde_json::to_string_pretty(&told)
        .map_err(|reason| TaskError::Shape(reason.to_string()))?;
    // Beside the folder: it is for who sets the server up, not for who visits it.
    let beside = folder.with_file_name("headers.json");
    fs::write(&beside, text + "\n").map_err(|reason| TaskError::file(&beside, reason))
}

/// Whether a file's name says what is in it, so that a browser never has to ask for it again. Any other may hold something
/// else after the next build.
fn is_named_by_content(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() == HASH_DIGITS && hash.bytes().all(|digit| digit.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests {
    use super::is_named_by_content;

    #[test]
    fn only_what_is_named_by_its_content_is_kept_for_good() {
        for name in ["boot-59fffbf5741faff3.js", "icon-7cebe8280318f5cd.svg"] {
            assert!(is_named_by_content(name), "{name}");
        }
        for name in [
            "index.html",
            "embed.html",
            "sw.js",
            "config.json",
            "accessibility.html",
            "frameworks/asc-england/index.json",
            "frameworks/asc-england/capacity-workforce.json",
        ] {
            assert!(!is_named_by_content(name), "{name}");
        }
    }
}
