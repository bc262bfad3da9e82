//! What can be read of a browser's data by someone who has the disk: every file of a profile, as it is and with all that
//! browsers do to what they keep undone, looked through for texts in UTF-8 and UTF-16.
//!
//! What is undone: the blocks of `LevelDB`'s logs and tables, the pages of `SQLite` with what is still in its log, Snappy
//! (whole, framed, and what is left of it), `mozLz4`, gzip and zlib; each within the others, three deep. What is not: Brotli
//! and zstd, in which caches keep what came from the line so, and which nothing that is typed goes through.
//!
//! A look that finds nothing proves nothing unless it would have found something: who uses it writes a control text in the
//! clear first, and looks for that too.

mod leveldb;
mod packed;
mod search;
mod sqlite;

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::Fault;
use search::Search;

/// So many packings within one another are undone.
const DEPTH: usize = 3;

/// What the driver wrote beside the profile: it is no part of the browser, and knows what the journey typed.
const DRIVERS_LOG: &str = "driver.log";

/// A text that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The text that was looked for.
    pub sought: String,
    /// The file.
    pub file: PathBuf,
    /// What had to be undone to read it, from the outside in, and the letters' code.
    pub how: String,
}

/// Where the texts can be read below a folder, each once for a file and a way to it; and how many files were read.
///
/// # Errors
/// Where a file of the folder cannot be read, or the folder has none.
pub fn readable(folder: &Path, sought: &[&str]) -> Result<(usize, Vec<Found>), Fault> {
    let files = files(folder)?;
    let search = Search::new(sought);
    let mut found = Vec::new();
    for file in &files {
        let bytes = match std::fs::read(file) {
            // A running browser takes files away.
            Err(reason) if reason.kind() == ErrorKind::NotFound => continue,
            read => read.map_err(|reason| Fault::at(file.to_string_lossy(), reason))?,
        };
        let mut look = Look {
            search: &search,
            file,
            seen: HashSet::new(),
            hasher: RandomState::new(),
            found: &mut found,
        };
        look.at(&bytes, &mut Vec::new());
        for value in sqlite::values(file)? {
            look.at(&value, &mut vec!["SQLite"]);
        }
    }
    if files.is_empty() {
        return Err(Fault::at(folder.to_string_lossy(), "there is no file"));
    }
    Ok((files.len(), found))
}

/// Every file below a folder.
///
/// # Errors
/// Where a folder cannot be read.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let mut files = Vec::new();
    gather(folder, &mut files).map_err(|reason| Fault::at(folder.to_string_lossy(), reason))?;
    Ok(files)
}

/// A look into one file.
struct Look<'a> {
    search: &'a Search,
    file: &'a Path,
    /// What was looked through, by hash: pages and logs hold the same again and again.
    seen: HashSet<u64>,
    hasher: RandomState,
    found: &'a mut Vec<Found>,
}

impl Look<'_> {
    fn at(&mut self, bytes: &[u8], way: &mut Vec<&'static str>) {
        if !self.seen.insert(self.hasher.hash_one(bytes)) {
            return;
        }
        for (sought, code) in self.search.hits(bytes) {
            let found = Found {
                sought: sought.to_owned(),
                file: self.file.to_owned(),
                how: [way.join(", "), code.to_owned()].join(" "),
            };
            if !self.found.contains(&found) {
                self.found.push(found);
            }
        }
        if way.len() == DEPTH {
            return;
        }
        for (name, inner) in within(bytes) {
            way.push(name);
            self.at(&inner, way);
            way.pop();
        }
    }
}

/// What is packed in some bytes, each with the name of its packing.
fn within(bytes: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let mut all = Vec::new();
    let mut put = |name: &'static str, inner: Vec<Vec<u8>>| {
        all.extend(inner.into_iter().map(|bytes| (name, bytes)));
    };
    put("LevelDB's log", leveldb::log(bytes));
    put("LevelDB's table", leveldb::table(bytes));
    put("SQLite's page", sqlite::cells(bytes));
    put("Snappy", packed::snappy(bytes));
    put("mozLz4", packed::moz_lz4(bytes));
    put("zlib", packed::zlib(bytes));
    all
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let gone = |reason: &std::io::Error| reason.kind() == ErrorKind::NotFound;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let kind = match entry.file_type() {
            Err(reason) if gone(&reason) => continue,
            kind => kind?,
        };
        if kind.is_dir() {
            gather(&entry.path(), files)?;
        } else if kind.is_file() && entry.file_name() != DRIVERS_LOG {
            files.push(entry.path());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
