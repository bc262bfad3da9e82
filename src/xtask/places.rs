//! Where things are: the repository, what is built, and the tools' folder that all checkouts share.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::TaskError;

/// The folders that the commands work in.
pub(crate) struct Places {
    /// The repository.
    pub(crate) root: PathBuf,
    /// Cargo's target folder for what rustup's compiler makes.
    pub(crate) target: PathBuf,
    /// The built page, as a web server serves it.
    pub(crate) dist: PathBuf,
    /// Tools that we installed, for every checkout of this user.
    pub(crate) tools: PathBuf,
}

impl Places {
    /// Finds the folders from the environment.
    pub(crate) fn find() -> Result<Self, TaskError> {
        // Cargo says where the crate is when it runs it; the place where it was compiled serves when it is run by hand.
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest
            .parent()
            .and_then(Path::parent)
            .ok_or_else(|| {
                TaskError::Shape("the xtask crate is not two folders below the repository".into())
            })?
            .to_path_buf();
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("target"), |folder| root.join(folder));
        let cache = env::var_os("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .or_else(|| env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache")))
            .ok_or_else(|| TaskError::Missing {
                what: "A folder for tools".into(),
                remedy: "Set HOME or XDG_CACHE_HOME.".into(),
            })?;
        Ok(Self {
            dist: root.join("dist"),
            tools: cache.join("care-returns").join("tools"),
            root,
            target,
        })
    }

    /// Where tools that cargo compiled are.
    pub(crate) fn bin(&self) -> PathBuf {
        self.tools.join("bin")
    }

    /// Where a package that npm installed is.
    pub(crate) fn npm_package(&self, name: &str) -> PathBuf {
        self.tools.join("node").join("node_modules").join(name)
    }

    /// Where what Python's installer brought is.
    pub(crate) fn pypi(&self) -> PathBuf {
        self.tools.join("pypi")
    }

    /// Where the page's headers are written for the receiver to send.
    pub(crate) fn headers(&self) -> PathBuf {
        self.target.join("headers.json")
    }

    /// The page's module with the names of its functions, for the ledger.
    pub(crate) fn named_wasm(&self) -> PathBuf {
        self.target.join("page").join("named.wasm")
    }

    /// The part of the module that a first visit needs.
    pub(crate) fn first_wasm(&self) -> PathBuf {
        self.target.join("page").join("first.wasm")
    }

    /// The rest of the module.
    pub(crate) fn rest_wasm(&self) -> PathBuf {
        self.target.join("page").join("rest.wasm")
    }
}

/// Reads a text file.
pub(crate) fn read(path: &Path) -> Result<String, TaskError> {
    fs::read_to_string(path).map_err(|reason| TaskError::file(path, reason))
}

/// Reads a file's bytes.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, TaskError> {
    fs::read(path).map_err(|reason| TaskError::file(path, reason))
}

/// Writes a file, with the folders above it.
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), TaskError> {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    fs::write(path, bytes).map_err(|reason| TaskError::file(path, reason))
}

/// Makes a folder and those above it, where they are not there.
pub(crate) fn make_folder(path: &Path) -> Result<(), TaskError> {
    fs::create_dir_all(path).map_err(|reason| TaskError::file(path, reason))
}

/// Removes a folder with all that is in it; one that is not there is fine.
pub(crate) fn remove_folder(path: &Path) -> Result<(), TaskError> {
    match fs::remove_dir_all(path) {
        Err(reason) if reason.kind() != std::io::ErrorKind::NotFound => {
            Err(TaskError::file(path, reason))
        }
        _ => Ok(()),
    }
}

/// The files below a folder, as paths from it, sorted.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>, TaskError> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(current) = open.pop() {
        let entries = fs::read_dir(&current).map_err(|reason| TaskError::file(&current, reason))?;
        for entry in entries {
            let path = entry
                .map_err(|reason| TaskError::file(&current, reason))?
                .path();
            if path.is_dir() {
                open.push(path);
            } else if let Ok(relative) = path.strip_prefix(folder) {
                found.push(relative.to_path_buf());
            }
        }
    }
    found.sort();
    Ok(found)
}
