//! The page's module: made by Trunk, once for each language of the page's own words, and then made small.

use std::path::{Path, PathBuf};

use super::{finish, hash_one, minify, names};
use crate::error::TaskError;
use crate::places::{Places, files_below, make_folder, read, read_bytes, remove_folder, write};
use crate::run::{program, run};
use crate::toolchain::{Purpose, Toolchain};
use crate::wasm;

/// How the module is made small, with its names kept. What is inlined makes it smaller as it is and larger compressed: on
/// the first whole page, 261 KiB with it and 251 without, after brotli.
const SMALLER: [&str; 4] = [
    "-Oz",
    "--skip-pass=inlining",
    "--skip-pass=inlining-optimizing",
    "--debuginfo",
];

/// What the compiler may use; a browser that lacks one of these refuses the module. The names as wasm-opt has them.
const FEATURES: [&str; 7] = [
    "bulk-memory",
    "bulk-memory-opt",
    "nontrapping-float-to-int",
    "sign-ext",
    "mutable-globals",
    "reference-types",
    "multivalue",
];

/// A language of the page's own words.
#[derive(Clone, Copy)]
pub(super) struct Speech {
    /// What its build is called.
    pub(super) step: &'static str,
    /// The feature of the page's crate that has it.
    feature: Option<&'static str>,
    /// What the names of its folders end with.
    end: &'static str,
}

impl Speech {
    /// The one that every visit begins in.
    pub(super) const FIRST: Self = Self {
        step: "the page: trunk build --release",
        feature: None,
        end: "",
    };
    /// The one that a device has where somebody chose it.
    pub(super) const WELSH: Self = Self {
        step: "the page in Welsh: trunk build --release",
        feature: Some("welsh"),
        end: "-cy",
    };
    /// Both. What is built last is what other commands find in cargo's folder.
    pub(super) const ALL: [Self; 2] = [Self::WELSH, Self::FIRST];

    /// Where Trunk puts what it makes.
    pub(super) fn staging(self, places: &Places) -> PathBuf {
        places.target.join(format!("trunk{}", self.end))
    }

    fn folder(self, places: &Places) -> PathBuf {
        places.target.join(format!("page{}", self.end))
    }

    /// The module, made small.
    pub(super) fn small_wasm(self, places: &Places) -> PathBuf {
        self.folder(places).join("small.wasm")
    }
}

/// Compiles the module in a language.
pub(super) fn trunk(places: &Places, chosen: Toolchain, speech: Speech) -> Result<(), TaskError> {
    let mut command = program("trunk");
    chosen.prepare(&mut command, places, Purpose::Page);
    command
        .args(["build", "--skip-version-check", "--dist"])
        .arg(speech.staging(places));
    if let Some(feature) = speech.feature {
        command.args(["--features", feature]);
    }
    // Trunk reads NO_COLOR as a switch that must be true or false.
    command.env_remove("NO_COLOR");
    run(&mut command)
}

/// What Trunk made.
pub(super) struct Built {
    pub(super) folder: PathBuf,
    wasm: PathBuf,
    pub(super) glue: PathBuf,
}

impl Built {
    pub(super) fn find(places: &Places, speech: Speech) -> Result<Self, TaskError> {
        let folder = &speech.staging(places);
        let mut wasm = None;
        let mut glue = None;
        for file in files_below(folder)? {
            let name = file.to_string_lossy();
            if name.starts_with("snippets") {
                // Such a file would be loaded by name, without an integrity.
                return Err(TaskError::Shape(format!(
                    "a crate brings JavaScript of its own ({name}): it cannot be pinned"
                )));
            }
            if name.starts_with("care-returns-") && name.ends_with("_bg.wasm") {
                wasm = Some(folder.join(&file));
            } else if name.starts_with("care-returns-")
                && file.extension().is_some_and(|end| end == "js")
            {
                glue = Some(folder.join(&file));
            }
        }
        match (wasm, glue) {
            (Some(wasm), Some(glue)) => Ok(Self {
                folder: folder.clone(),
                wasm,
                glue,
            }),
            _ => Err(TaskError::Shape(format!(
                "Trunk left no module or no glue in {}",
                folder.display()
            ))),
        }
    }
}

/// Makes the module small, once for the same input: the named one for the ledger, and from it the page's own.
pub(super) fn optimise(places: &Places, speech: Speech, built: &Built) -> Result<(), TaskError> {
    let (source, folder) = (&built.wasm, speech.folder(places));
    let (named_file, small_file) = (folder.join("named.wasm"), speech.small_wasm(places));
    let stamp_file = folder.join("stamp");
    let flags: Vec<String> = FEATURES
        .iter()
        .map(|feature| format!("--enable-{feature}"))
        .collect();
    let stamp = format!(
        "{} {}",
        hash_one(source)?.name_hash,
        [flags.join(" "), SMALLER.join(" ")].join(" ")
    );
    if small_file.is_file()
        && named_file.is_file()
        && read(&stamp_file).is_ok_and(|old| old == stamp)
    {
        return Ok(());
    }
    remove_folder(&folder)?;
    make_folder(&folder)?;
    let tool = places.npm_package("binaryen").join("bin").join("wasm-opt");
    let wasm_opt = |arguments: &[&str], from: &Path, to: &Path| {
        run(program("node")
            .arg(&tool)
            .args(arguments)
            .args(&flags)
            .arg(from)
            .arg("-o")
            .arg(to))
    };
    wasm_opt(&SMALLER, source, &named_file)?;
    let named = read_bytes(&named_file)?;
    let beyond = wasm::features(&named)?;
    if let Some(feature) = beyond.iter().find(|feature| !allowed(feature)) {
        return Err(TaskError::Found(format!(
            "the module uses the WebAssembly feature `{feature}`, which not every browser has"
        )));
    }
    write(&small_file, wasm::without_names(&named)?)?;
    write(&stamp_file, stamp)
}

/// A module and its glue with short names between them, and what stands `behind` the glue.
pub(super) fn with_glue(
    places: &Places,
    module: &[u8],
    built: &Built,
    behind: &str,
) -> Result<(Vec<u8>, String), TaskError> {
    let glue = finish::without_streams(&read(&built.glue)?) + behind;
    let glue = minify::script(places, "glue.js", &glue)?;
    names::shorten(module, &glue)
}

/// Whether a feature, as the module's own list names it, is one of ours. The list has two older spellings.
fn allowed(feature: &str) -> bool {
    FEATURES.contains(&feature)
        || matches!(feature, "nontrapping-fptoint" | "call-indirect-overlong")
}

#[cfg(test)]
mod tests {
    use super::allowed;

    #[test]
    fn features_beyond_the_list_are_not_allowed() {
        assert!(allowed("sign-ext") && allowed("nontrapping-fptoint"));
        assert!(!allowed("simd128") && !allowed("gc") && !allowed("exception-handling"));
    }
}
