//! Builds the page: Trunk in release, then the module made small and cut in two, every file named by its content and
//! pinned by it.

mod finish;
mod frameworks;
mod icon;
mod minify;
mod names;
mod pack;
mod split;
#[cfg(test)]
mod styles;
pub(crate) mod visit;
mod worker;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::TaskError;
use crate::headers;
use crate::places::{Places, files_below, read, read_bytes, remove_folder, write};
use crate::receiver;
use crate::run::{output, program, run, step};
use crate::setup::{self, Need};
use crate::toolchain::{Purpose, Toolchain};
use crate::wasm;

pub(crate) use finish::fill;
pub(crate) use frameworks::pins;
pub(crate) use pack::{Packed, hash, hash_one, pack};

/// How the module is made small, with its names kept. What is inlined makes it smaller as it is and larger compressed: on
/// the first whole page, 261 KiB with it and 251 without, after brotli.
const SMALLER: [&str; 4] = [
    "-Oz",
    "--skip-pass=inlining",
    "--skip-pass=inlining-optimizing",
    "--debuginfo",
];

/// What a device needs to know to install the page.
const MANIFEST: &str = "manifest.webmanifest";

/// The page for a frame of a portal; among the sources, what it has beside the page.
const FRAME: &str = "embed.html";
/// The accessibility statement, which needs no script.
const STATEMENT: &str = "accessibility.html";

/// The folder of the frameworks beside the page.
const FRAMEWORKS: &str = "frameworks";

/// How wasm-bindgen names the module in its glue, which knows nothing of Trunk's hash.
const MODULE_IN_GLUE: &str = "care-returns_bg.wasm";

/// What the compiler may use; a browser that lacks one of these refuses the module. The names as wasm-opt has them.
pub(crate) const FEATURES: [&str; 7] = [
    "bulk-memory",
    "bulk-memory-opt",
    "nontrapping-float-to-int",
    "sign-ext",
    "mutable-globals",
    "reference-types",
    "multivalue",
];

/// `cargo xtask build`.
pub(crate) fn command(places: &Places, words: &[String]) -> Result<(), TaskError> {
    if let Some(word) = words.first() {
        return Err(TaskError::Usage(format!("`build` takes no `{word}`")));
    }
    let chosen = setup::ensure(places, Need::Page)?;
    build(places, chosen)?;
    println!("The page is in {}.", places.dist.display());
    Ok(())
}

/// Builds the page into `dist`, and its headers beside the target folder.
pub(crate) fn build(places: &Places, chosen: Toolchain) -> Result<(), TaskError> {
    step("the page: trunk build --release", || {
        let mut command = program("trunk");
        chosen.prepare(&mut command, places, Purpose::Page);
        command
            .args(["build", "--skip-version-check", "--dist"])
            .arg(staging(places));
        // Trunk reads NO_COLOR as a switch that must be true or false.
        command.env_remove("NO_COLOR");
        run(&mut command)
    })?;
    headers::write_file(places)?;
    let built = Built::find(&staging(places))?;
    step("the page: module made small", || {
        optimise(places, &built.wasm)
    })?;
    let stamp = visit_stamp(places, &built)?;
    let stamp_file = places.target.join("page").join("visit-stamp");
    if !read(&stamp_file).is_ok_and(|old| old == stamp) {
        let receiver = receiver::build(places)?;
        step(
            "the page: what a first visit runs, looked at in a browser",
            || halve(places, &built, &receiver),
        )?;
        write(&stamp_file, stamp)?;
    }
    step("the page: files named by content", || {
        let module = split::Parts {
            first: read_bytes(&places.first_wasm())?,
            rest: read_bytes(&places.rest_wasm())?,
        };
        assemble(places, &built, &module, &places.dist)
    })
}

/// What a first visit runs depends on these files: as long as they are the same, it is not looked at again.
fn visit_stamp(places: &Places, built: &Built) -> Result<String, TaskError> {
    let mut files = vec![small_wasm(places), built.glue.clone()];
    for name in ["boot.js", "config.json", "index.html"] {
        files.push(built.folder.join(name));
    }
    let frameworks = built.folder.join(FRAMEWORKS);
    for file in files_below(&frameworks)? {
        files.push(frameworks.join(file));
    }
    let hashes = hash(&files)?;
    let names: Vec<&str> = hashes.iter().map(|one| one.name_hash.as_str()).collect();
    Ok(names.join(" "))
}

/// Visits a page whose module notes what runs, and cuts the module by that.
fn halve(places: &Places, built: &Built, receiver: &Path) -> Result<(), TaskError> {
    let small = read_bytes(&small_wasm(places))?;
    let probed = split::probe::probed(&small)?;
    let dist = places.target.join("page").join("probe");
    let whole = split::Parts {
        first: probed.module,
        rest: split::NO_REST.to_vec(),
    };
    assemble(places, built, &whole, &dist)?;
    let ran = visit::ran(places, receiver, &dist, probed.notes, probed.functions)?;
    let parts = split::cut(&small, &ran)?;
    println!(
        "    {} of {} functions ran: {} and {} bytes",
        ran.iter().filter(|ran| **ran).count(),
        ran.len(),
        parts.first.len(),
        parts.rest.len()
    );
    write(&ran_file(places), visit::listed(&ran))?;
    write(&places.first_wasm(), parts.first)?;
    write(&places.rest_wasm(), parts.rest)
}

fn staging(places: &Places) -> PathBuf {
    places.target.join("trunk")
}

/// The TypeScript types of the module's functions, as the build left them.
pub(crate) fn types(places: &Places) -> Result<PathBuf, TaskError> {
    let folder = staging(places);
    for file in files_below(&folder)? {
        let name = file.to_string_lossy();
        if name.ends_with(".d.ts") && !name.ends_with("_bg.wasm.d.ts") {
            return Ok(folder.join(&file));
        }
    }
    Err(TaskError::Shape("the build left no types".into()))
}

/// The page's style sheets without blanks, both as one.
pub(crate) fn style(places: &Places) -> Result<String, TaskError> {
    let sheet = |name: &str| read(&places.root.join("static").join(name));
    let both = sheet("care-returns.css")? + &sheet("later.css")?;
    Ok(finish::squeeze_css(&both))
}

/// What Trunk made.
struct Built {
    folder: PathBuf,
    wasm: PathBuf,
    glue: PathBuf,
}

impl Built {
    fn find(folder: &Path) -> Result<Self, TaskError> {
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
                folder: folder.to_path_buf(),
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
fn optimise(places: &Places, source: &Path) -> Result<(), TaskError> {
    let stamp_file = places.named_wasm().with_file_name("stamp");
    let flags: Vec<String> = FEATURES
        .iter()
        .map(|feature| format!("--enable-{feature}"))
        .collect();
    let stamp = format!(
        "{} {}",
        hash_one(source)?.name_hash,
        [flags.join(" "), SMALLER.join(" ")].join(" ")
    );
    if small_wasm(places).is_file()
        && places.named_wasm().is_file()
        && read(&stamp_file).is_ok_and(|old| old == stamp)
    {
        return Ok(());
    }
    let folder = places.target.join("page");
    remove_folder(&folder)?;
    crate::places::make_folder(&folder)?;
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
    wasm_opt(&SMALLER, source, &places.named_wasm())?;
    let named = read_bytes(&places.named_wasm())?;
    let beyond = wasm::features(&named)?;
    if let Some(feature) = beyond.iter().find(|feature| !allowed(feature)) {
        return Err(TaskError::Found(format!(
            "the module uses the WebAssembly feature `{feature}`, which not every browser has"
        )));
    }
    write(&small_wasm(places), wasm::without_names(&named)?)?;
    write(&stamp_file, stamp)
}

/// Which functions a first visit runs: a digit for each.
pub(crate) fn ran_file(places: &Places) -> PathBuf {
    places.target.join("page").join("ran")
}

fn small_wasm(places: &Places) -> PathBuf {
    places.target.join("page").join("small.wasm")
}

/// Whether a feature, as the module's own list names it, is one of ours. The list has two older spellings.
fn allowed(feature: &str) -> bool {
    FEATURES.contains(&feature)
        || matches!(feature, "nontrapping-fptoint" | "call-indirect-overlong")
}

/// Puts a page together in a folder beside `dist`, and then in its place, so that nobody is served half a page.
fn assemble(
    places: &Places,
    built: &Built,
    module: &split::Parts,
    dist: &Path,
) -> Result<(), TaskError> {
    let fresh = places.target.join("dist-new");
    remove_folder(&fresh)?;
    let frameworks = fresh.join(FRAMEWORKS);
    frameworks::put(places, &built.folder.join(FRAMEWORKS), &frameworks)?;
    let mut filled: BTreeMap<&'static str, String> = BTreeMap::from([("PINS", pins(&frameworks)?)]);
    let mut put = |key: &'static str,
                   stem: &str,
                   end: &str,
                   bytes: &[u8]|
     -> Result<BTreeMap<&'static str, String>, TaskError> {
        let loose = fresh.join(format!("{stem}.{end}"));
        write(&loose, bytes)?;
        let hashes = hash_one(&loose)?;
        let name = format!("{stem}-{}.{end}", hashes.name_hash);
        fs::rename(&loose, fresh.join(&name)).map_err(|reason| TaskError::file(&loose, reason))?;
        filled.insert(key, name);
        filled.insert(finish::integrity_key(key), hashes.integrity);
        Ok(filled.clone())
    };
    let glue = minify::script(
        places,
        "glue.js",
        &finish::without_streams(&read(&built.glue)?),
    )?;
    let (first, glue) = names::shorten(&module.first, &glue)?;
    put("WASM", "care-returns", "wasm", &first)?;
    put("REST", "rest", "wasm", &module.rest)?;
    put(
        "ICON",
        "icon",
        "svg",
        &read_bytes(&built.folder.join("icon.svg"))?,
    )?;
    let icons = places.target.join("page").join("icons");
    put("ICON_192", "icon-192", "png", &icon::png(192, &icons)?)?;
    let values = put("ICON_512", "icon-512", "png", &icon::png(512, &icons)?)?;
    let manifest = read(&places.root.join("static").join(MANIFEST))?;
    let manifest = fill(MANIFEST, &finish::squeeze_json(&manifest), &values)?;
    put("MANIFEST", "manifest", "webmanifest", manifest.as_bytes())?;
    let styles = |name: &str| -> Result<String, TaskError> {
        let text = read(&places.root.join("static").join(name))?;
        Ok(finish::squeeze_css(&text))
    };
    put("LATER", "later", "css", styles("later.css")?.as_bytes())?;
    let values = put(
        "CSS",
        "care-returns",
        "css",
        styles("care-returns.css")?.as_bytes(),
    )?;
    let statement = read(&places.root.join("static").join(STATEMENT))?;
    let statement = fill(STATEMENT, &finish::without_build_links(&statement), &values)?;
    write(&fresh.join(STATEMENT), statement)?;
    let glue = finish::rename_in(&glue, MODULE_IN_GLUE, &values)?;
    put("GLUE", "care-returns", "js", glue.as_bytes())?;
    let sign_in = read(&places.root.join("static").join("sign-in.js"))?;
    let sign_in = minify::script(places, "sign-in.js", &sign_in)?;
    let values = put("SIGN_IN", "sign-in", "js", sign_in.as_bytes())?;
    let boot = fill("boot.js", &read(&built.folder.join("boot.js"))?, &values)?;
    let boot = minify::script(places, "boot.js", &boot)?;
    let values = put("BOOT", "boot", "js", boot.as_bytes())?;
    let page = fill(
        "index.html",
        &finish::without_build_links(&read(&built.folder.join("index.html"))?),
        &values,
    )?;
    write(&fresh.join("index.html"), page)?;
    let source = places.root.join("static");
    let embed = fill("embed.js", &read(&source.join("embed.js"))?, &values)?;
    let embed = minify::script(places, "embed.js", &embed)?;
    let values = put("EMBED", "embed", "js", embed.as_bytes())?;
    let page = read(&built.folder.join("index.html"))?;
    let page = finish::in_a_frame(&page, &read(&source.join(FRAME))?)?;
    let page = fill(FRAME, &finish::without_build_links(&page), &values)?;
    write(&fresh.join(FRAME), page)?;
    write(
        &fresh.join("config.json"),
        finish::squeeze_json(&read(&built.folder.join("config.json"))?),
    )?;
    worker::put(places, &fresh)?;
    remove_folder(dist)?;
    fs::rename(&fresh, dist).or_else(|_| {
        // The target folder is on another disk.
        run(program("cp").arg("-r").arg(&fresh).arg(dist))
    })
}

/// The version of the tool that made the module small, for the size table's head line.
pub(crate) fn wasm_opt_version(places: &Places) -> Result<String, TaskError> {
    let tool = places.npm_package("binaryen").join("bin").join("wasm-opt");
    output(program("node").arg(tool).arg("--version")).map(|answer| answer.trim().to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// What the script that signs in makes of what an issuer sends, and of what the page around gives.
    #[test]
    fn the_sign_in_takes_what_is_for_this_page_and_nothing_else() {
        let places = Places::find().unwrap();
        // A name by which Node knows a module.
        let script = places.target.join("tmp").join("sign-in.mjs");
        let text = read(&places.root.join("static/sign-in.js")).unwrap();
        write(&script, text).unwrap();
        let said = output(
            program("node")
                .arg(places.root.join("src/xtask/page/sign_in_tests.mjs"))
                .arg(format!("file://{}", script.display())),
        );
        assert_eq!(said.unwrap().trim(), "all as it should be");
    }

    #[test]
    fn features_beyond_the_list_are_not_allowed() {
        assert!(allowed("sign-ext") && allowed("nontrapping-fptoint"));
        assert!(!allowed("simd128") && !allowed("gc") && !allowed("exception-handling"));
    }
}
