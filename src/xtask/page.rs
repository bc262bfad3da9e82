//! Builds the page: Trunk in release, once for each language of its words, then the modules made small and the first
//! language's cut in two, every file named by its content and pinned by it.

mod finish;
mod frameworks;
mod icon;
mod minify;
mod module;
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
use crate::toolchain::Toolchain;

pub(crate) use finish::fill;
pub(crate) use frameworks::pins;
use module::{Built, Speech};
pub(crate) use pack::{Packed, hash, hash_one, pack};

/// What a device needs to know to install the page.
const MANIFEST: &str = "manifest.webmanifest";

/// The page for a frame of a portal; among the sources, what it has beside the page.
const FRAME: &str = "embed.html";
/// The accessibility statement, which needs no script.
const STATEMENT: &str = "accessibility.html";

/// What `boot.js` says, in Welsh.
const WELSH_WORDS: &str = "words.cy.js";

/// The folder of the frameworks beside the page.
const FRAMEWORKS: &str = "frameworks";

/// How wasm-bindgen names the module in its glue, which knows nothing of Trunk's hash.
const MODULE_IN_GLUE: &str = "care-returns_bg.wasm";

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
    for speech in Speech::ALL {
        step(speech.step, || module::trunk(places, chosen, speech))?;
    }
    headers::write_file(places)?;
    let built = Built::find(places, Speech::FIRST)?;
    let welsh = Built::find(places, Speech::WELSH)?;
    step("the page: modules made small", || {
        module::optimise(places, Speech::FIRST, &built)?;
        module::optimise(places, Speech::WELSH, &welsh)
    })?;
    let stamp = visit_stamp(places, &built)?;
    let stamp_file = places.target.join("page").join("visit-stamp");
    if !read(&stamp_file).is_ok_and(|old| old == stamp) {
        let receiver = receiver::build(places)?;
        step(
            "the page: what a first visit runs, looked at in a browser",
            || halve(places, &built, &welsh, &receiver),
        )?;
        write(&stamp_file, stamp)?;
    }
    step("the page: files named by content", || {
        let module = split::Parts {
            first: read_bytes(&places.first_wasm())?,
            rest: read_bytes(&places.rest_wasm())?,
        };
        assemble(places, &built, &module, &welsh, &places.dist)
    })
}

/// What a first visit runs depends on these files: as long as they are the same, it is not looked at again.
fn visit_stamp(places: &Places, built: &Built) -> Result<String, TaskError> {
    let mut files = vec![Speech::FIRST.small_wasm(places), built.glue.clone()];
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
fn halve(places: &Places, built: &Built, welsh: &Built, receiver: &Path) -> Result<(), TaskError> {
    let small = read_bytes(&Speech::FIRST.small_wasm(places))?;
    let probed = split::probe::probed(&small)?;
    let dist = places.target.join("page").join("probe");
    let whole = split::Parts {
        first: probed.module,
        rest: split::NO_REST.to_vec(),
    };
    assemble(places, built, &whole, welsh, &dist)?;
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

/// The TypeScript types of the module's functions, as the build left them.
pub(crate) fn types(places: &Places) -> Result<PathBuf, TaskError> {
    let folder = Speech::FIRST.staging(places);
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

/// Which functions a first visit runs: a digit for each.
pub(crate) fn ran_file(places: &Places) -> PathBuf {
    places.target.join("page").join("ran")
}

/// Puts a page together in a folder beside `dist`, and then in its place, so that nobody is served half a page.
fn assemble(
    places: &Places,
    built: &Built,
    module: &split::Parts,
    welsh: &Built,
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
    let (first, glue) = module::with_glue(places, &module.first, built, "")?;
    let small = read_bytes(&Speech::WELSH.small_wasm(places))?;
    let words = read(&places.root.join("static").join(WELSH_WORDS))?;
    let (welsh, welsh_glue) = module::with_glue(places, &small, welsh, &words)?;
    put("WASM", "care-returns", "wasm", &first)?;
    put("REST", "rest", "wasm", &module.rest)?;
    let values = put("WELSH", "cy", "wasm", &welsh)?;
    let welsh_glue = finish::rename_in(&welsh_glue, MODULE_IN_GLUE, values.get("WELSH"))?;
    put("WELSH_GLUE", "cy", "js", welsh_glue.as_bytes())?;
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
    let glue = finish::rename_in(&glue, MODULE_IN_GLUE, values.get("WASM"))?;
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
}
