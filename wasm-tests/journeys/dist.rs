//! Copies of the built page: one in which one byte of one file is not what was published, and one whose framework can be
//! changed while it is served.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{Fault, tools};

/// The service worker.
const WORKER: &str = "sw.js";
/// How the worker's list begins its line of the document, up to its integrity.
const PAGE: &str = "[\"./\",\"";

/// Copies the built page and changes one byte in the file whose name begins and ends as said.
///
/// # Errors
/// Where not exactly one file has such a name, or the disk refuses.
pub fn with_changed_byte(begins: &str, ends: &str) -> Result<TempDir, Fault> {
    let copy = tempfile::tempdir().map_err(|reason| Fault::at("a folder", reason))?;
    let told = |reason: std::io::Error| Fault::at("copying the page", reason);
    let mut changed = 0;
    copy_folder(
        &tools::required(tools::DIST)?,
        copy.path(),
        &mut |name, bytes| {
            if name.starts_with(begins) && name.ends_with(ends) {
                changed += 1;
                spoil(bytes);
            }
        },
    )
    .map_err(told)?;
    if changed == 1 {
        Ok(copy)
    } else {
        Err(Fault::Other(format!(
            "{changed} files of the page are named {begins}*{ends}; there must be one"
        )))
    }
}

/// Copies the built page and changes one byte in the middle of one file, given by its path.
///
/// # Errors
/// Where there is no such file, or the disk refuses.
pub fn with_changed_file(path: &str) -> Result<TempDir, Fault> {
    let copied = copy()?;
    change_byte(&copied.path().join(path))?;
    Ok(copied)
}

/// Changes one byte in the middle of a file.
///
/// # Errors
/// Where there is no such file, or the disk refuses.
pub fn change_byte(file: &Path) -> Result<(), Fault> {
    let told = |reason: std::io::Error| Fault::at(file.to_string_lossy(), reason);
    let mut bytes = fs::read(file).map_err(told)?;
    spoil(&mut bytes);
    fs::write(file, bytes).map_err(told)
}

/// In the middle, where a parser would not notice: in text, a letter of a name or a comment at most.
fn spoil(bytes: &mut [u8]) {
    let middle = bytes.len() / 2;
    if let Some(byte) = bytes.get_mut(middle) {
        *byte ^= 1;
    }
}

/// The paths of all files of the built page, packed copies left out, in order.
///
/// # Errors
/// Where the disk refuses.
pub fn files() -> Result<Vec<String>, Fault> {
    let copied = copy()?;
    let mut files = Vec::new();
    let mut folders = vec![copied.path().to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|reason| Fault::at("the page", reason))?;
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(path) = path.strip_prefix(copied.path()) {
                files.push(path.to_string_lossy().into_owned());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Copies the built page, to be changed by the journey.
///
/// # Errors
/// Where the disk refuses.
pub fn copy() -> Result<TempDir, Fault> {
    let copy = tempfile::tempdir().map_err(|reason| Fault::at("a folder", reason))?;
    copy_folder(&tools::required(tools::DIST)?, copy.path(), &mut |_, _| {})
        .map_err(|reason| Fault::at("copying the page", reason))?;
    Ok(copy)
}

/// The one file of a copy whose name begins and ends as said.
///
/// # Errors
/// Where there is none, or the disk refuses.
pub fn named(copy: &Path, begins: &str, ends: &str) -> Result<PathBuf, Fault> {
    let entries = fs::read_dir(copy).map_err(|reason| Fault::at("the page", reason))?;
    entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(begins) && name.ends_with(ends)
        })
        .ok_or_else(|| Fault::Other(format!("no file of the page is named {begins}*{ends}")))
}

/// Makes a copy of the page show the framework with a change in it, from the next load on.
///
/// # Errors
/// Where a file is not there or not JSON, or the disk refuses.
pub fn publish(copy: &Path, name: &str, change: &dyn Fn(&mut Value)) -> Result<(), Fault> {
    let read = |file: &str| -> Result<Value, Fault> {
        let text = fs::read_to_string(copy.join(file)).map_err(|reason| Fault::at(file, reason))?;
        serde_json::from_str(&text).map_err(|reason| Fault::at(file, reason))
    };
    let write = |file: &str, value: &Value| {
        fs::write(copy.join(file), value.to_string()).map_err(|reason| Fault::at(file, reason))
    };
    let text = fs::read_to_string(tools::repository("static/frameworks/asc-england.json"))
        .map_err(|reason| Fault::at("the framework", reason))?;
    let mut document =
        serde_json::from_str(&text).map_err(|reason| Fault::at("the framework", reason))?;
    change(&mut document);
    // A name of its own each time, so that no browser takes an older one from its cache.
    let file = format!("frameworks/{name}.json");
    write(&file, &document)?;
    let mut config = read("config.json")?;
    config["page"]["framework"] = json!(file);
    write("config.json", &config)
}

/// Changes the settings of a copy of the page.
///
/// # Errors
/// Where they are not JSON, or the disk refuses.
pub fn configure(copy: &Path, change: &dyn Fn(&mut Value)) -> Result<(), Fault> {
    let file = copy.join("config.json");
    let told = |reason: &dyn std::fmt::Display| Fault::at("config.json", reason);
    let text = fs::read_to_string(&file).map_err(|reason| told(&reason))?;
    let mut config = serde_json::from_str(&text).map_err(|reason| told(&reason))?;
    change(&mut config);
    fs::write(file, config.to_string()).map_err(|reason| told(&reason))
}

/// Puts a script of the page's host beside a copy of the page, and into its document before the page's own.
///
/// # Errors
/// Where the document is not what it should be, or the disk refuses.
pub fn with_host(copy: &Path, script: &str) -> Result<(), Fault> {
    let told = |reason: std::io::Error| Fault::at("the host's script", reason);
    fs::write(copy.join("host.js"), script).map_err(told)?;
    let page = copy.join("index.html");
    let text = fs::read_to_string(&page).map_err(told)?;
    let with = text.replace(
        "</title>",
        "</title><script type=\"module\" src=\"host.js\"></script>",
    );
    if with == text {
        return Err(Fault::Other("the document has no title".into()));
    }
    fs::write(page, with).map_err(told)?;
    // The worker's list has the document as it was built.
    without_worker(copy)
}

/// Makes a copy of the page a newer build, from the next load on: its document says so in a mark that no person sees.
///
/// # Errors
/// Where the worker or the document is not what it should be, or the disk refuses.
pub fn newer_build(copy: &Path) -> Result<(), Fault> {
    let change = |file: &str, change: &dyn Fn(&str) -> Option<String>| -> Result<(), Fault> {
        let path = copy.join(file);
        let text = fs::read_to_string(&path).map_err(|reason| Fault::at(file, reason))?;
        let text = change(&text).ok_or_else(|| Fault::at(file, "nothing to change in it"))?;
        fs::write(path, text).map_err(|reason| Fault::at(file, reason))
    };
    change("index.html", &|text| {
        let at = text.find("<title>")?;
        let (before, after) = text.split_at(at);
        Some([before, "<meta name=\"build\" content=\"newer\">", after].concat())
    })?;
    // The document is another one now: without an integrity it is fetched and taken as it is.
    change(WORKER, &|text| {
        let at = text.find(PAGE)? + PAGE.len();
        let (before, after) = text.split_at_checked(at)?;
        Some([before, after.get(after.find('"')?..)?].concat())
    })
}

/// Takes the worker out of a copy of the page, which then keeps nothing of itself on the device.
///
/// # Errors
/// Where the disk refuses.
pub fn without_worker(copy: &Path) -> Result<(), Fault> {
    fs::write(copy.join(WORKER), "").map_err(|reason| Fault::at(WORKER, reason))
}

/// Copies a folder, each file through `change`, without its packed forms.
pub(crate) fn copy_folder(
    from: &Path,
    to: &Path,
    change: &mut dyn FnMut(&str, &mut Vec<u8>),
) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &to.join(&name), change)?;
            continue;
        }
        let shown = name.to_string_lossy();
        // Without its packed forms, so that the changed file itself is what is sent.
        if shown.ends_with(".br") || shown.ends_with(".gz") {
            continue;
        }
        let mut bytes = fs::read(entry.path())?;
        change(&shown, &mut bytes);
        fs::write(to.join(&name), bytes)?;
    }
    Ok(())
}
