//! The one-way rule: what each part of the product may name, checked in its sources and in its dependencies.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may stop at what it did not expect"
)]

#[path = "layers/paths.rs"]
mod paths;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// What a module of the app may name: modules of the engine (all of them with `*`), our other modules, and crates.
struct Layer {
    module: &'static str,
    engine: &'static [&'static str],
    ours: &'static [&'static str],
    outside: &'static [&'static str],
}

/// The table of the design. The root file only lists the modules and exports the page.
const LAYERS: [Layer; 6] = [
    Layer {
        module: "storage",
        engine: &["exchange"],
        // A macro that other crates use stands at the root of its crate, whichever module writes it.
        ours: &["for_each_acceptance_test"],
        // The last four are the cipher where there is no browser, which is in tests.
        outside: &[
            "indexed_db_futures",
            "web_sys",
            "aes_gcm",
            "getrandom",
            "pbkdf2",
            "sha2",
        ],
    },
    Layer {
        module: "submit",
        engine: &["exchange", "json", "value"],
        ours: &["storage"],
        outside: &["gloo_net", "gloo_timers", "web_sys"],
    },
    Layer {
        module: "shell",
        engine: &["*"],
        ours: &["storage", "submit"],
        outside: &["web_sys"],
    },
    Layer {
        module: "ui",
        engine: &["*"],
        ours: &["shell"],
        outside: &["leptos", "web_sys"],
    },
    Layer {
        module: "api",
        engine: &["*"],
        ours: &["shell", "ui"],
        outside: &["serde", "serde_wasm_bindgen", "tsify"],
    },
    Layer {
        module: "",
        engine: &[],
        ours: &["storage", "submit", "shell", "ui", "api"],
        outside: &["leptos"],
    },
];

/// Crates that any module may name: the binding to JavaScript, in which a browser's functions are spoken to, and the
/// derive for errors.
const ANYWHERE: [&str; 4] = [
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "js_sys",
    "thiserror",
];

/// What the engine may depend on. No browser, no clock, no input or output.
const ENGINE_MAY_NEED: [&str; 4] = ["serde", "serde_json", "thiserror", "csv-core"];

/// The faults of one source file of the app. `file` is its path below `src`; `outside` the crates that the app depends
/// on, as code names them.
fn faults(file: &Path, source: &str, outside: &BTreeSet<String>) -> Vec<String> {
    let module = module_path(file);
    let top = module.first().map_or("", String::as_str);
    let Some(layer) = LAYERS.iter().find(|layer| layer.module == top) else {
        return vec![format!(
            "{}: `{top}` is no module of the design",
            file.display()
        )];
    };
    let names: Vec<&str> = module.iter().map(String::as_str).collect();
    let mut faults = BTreeSet::new();
    for path in paths::paths(source, &names) {
        let first = path.first().map_or("", String::as_str);
        let second = path.get(1).map_or("", String::as_str);
        let good = match first {
            "crate" => {
                second == top
                    || layer.ours.contains(&second)
                    || (top.is_empty() && second.is_empty())
            }
            "care_engine" => layer.engine.contains(&"*") || layer.engine.contains(&second),
            name if outside.contains(name) => {
                layer.outside.contains(&name) || ANYWHERE.contains(&name)
            }
            _ => true,
        };
        if !good {
            faults.insert(format!(
                "{}: may not name `{}`",
                file.display(),
                path.join("::")
            ));
        }
    }
    faults.into_iter().collect()
}

/// The path of a file's module from the crate's root: `ui/pages/start.rs` is `ui::pages::start`.
fn module_path(file: &Path) -> Vec<String> {
    let mut names: Vec<String> = file
        .with_extension("")
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    if names
        .last()
        .is_some_and(|name| name == "mod" || (names.len() == 1 && name == "lib"))
    {
        names.pop();
    }
    names
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .unwrap()
        .to_path_buf()
}

/// The sources of the app, as paths below `src`: the crates that live there too have their own rules.
fn app_sources() -> Vec<PathBuf> {
    let src = root().join("src");
    let mut open = vec![src.clone()];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.join("Cargo.toml").exists() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path.strip_prefix(&src).unwrap().to_path_buf());
            }
        }
    }
    found
}

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .current_dir(root())
        .output()
        .expect("cargo metadata runs");
    serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON")
}

/// What a package of ours needs to run, as its manifest names it.
fn needs(metadata: &Value, package: &str) -> BTreeSet<String> {
    let packages = metadata["packages"].as_array().unwrap();
    let found = packages
        .iter()
        .find(|entry| entry["name"] == package)
        .expect("the package is in the workspace");
    found["dependencies"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|need| need["kind"].is_null())
        .map(|need| {
            need["rename"]
                .as_str()
                .unwrap_or_else(|| need["name"].as_str().unwrap())
                .to_owned()
        })
        .collect()
}

#[test]
fn no_module_of_the_app_names_what_it_may_not() {
    let outside: BTreeSet<String> = needs(&metadata(), "care-returns")
        .iter()
        .filter(|name| *name != "care-engine")
        .map(|name| name.replace('-', "_"))
        .collect();
    let sources = app_sources();
    assert!(
        sources.contains(&PathBuf::from("lib.rs")),
        "the sources are where this test looks for them"
    );
    let found: Vec<String> = sources
        .iter()
        .flat_map(|file| {
            faults(
                file,
                &std::fs::read_to_string(root().join("src").join(file)).unwrap(),
                &outside,
            )
        })
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn the_engine_needs_only_what_the_design_lists() {
    let beyond: Vec<String> = needs(&metadata(), "care-engine")
        .into_iter()
        .filter(|name| !ENGINE_MAY_NEED.contains(&name.as_str()))
        .collect();
    assert!(beyond.is_empty(), "{beyond:?}");
}

#[test]
fn nothing_of_the_product_needs_the_tools_or_the_tests() {
    let metadata = metadata();
    let ours = [
        "xtask",
        "care-receiver",
        "care-journeys",
        "care-browser-tests",
        "care-bench",
    ];
    for package in ["care-returns", "care-engine"] {
        let needs = needs(&metadata, package);
        assert!(
            ours.iter().all(|name| !needs.contains(*name)),
            "{package} needs {needs:?}"
        );
    }
}

#[track_caller]
fn check(file: &str, source: &str, expected: usize) {
    let outside = [
        "leptos",
        "gloo_net",
        "web_sys",
        "wasm_bindgen",
        "indexed_db_futures",
    ];
    let outside = outside.iter().map(|&name| name.to_owned()).collect();
    let found = faults(Path::new(file), source, &outside);
    assert_eq!(found.len(), expected, "{found:?}");
}

#[test]
fn an_edge_against_the_rule_is_found() {
    check("storage/memory.rs", "use crate::ui::Page;", 1);
    check(
        "storage/memory.rs",
        "use super::super::{ui::Page, shell};",
        2,
    );
    check("storage.rs", "fn f() { crate::shell::now() }", 1);
    check("storage.rs", "use care_engine::session::Session;", 1);
    check("storage.rs", "use leptos::prelude::*;", 1);
    check(
        "submit/http.rs",
        "use care_engine::{exchange::ReturnV1, session};",
        1,
    );
    check("shell/mod.rs", "use crate::*;", 1);
    check(
        "ui/fields/date.rs",
        "use crate::storage::Store; use gloo_net::http;",
        2,
    );
    check("other/thing.rs", "", 1);
}

#[test]
fn an_edge_that_the_rule_allows_is_not_a_fault() {
    check(
        "storage/memory.rs",
        "use care_engine::exchange::DraftV1; use super::Store; use wasm_bindgen::JsValue;",
        0,
    );
    check(
        "shell.rs",
        "use crate::{storage::Store, submit}; use care_engine::session::Session; mod tests { use super::*; }",
        0,
    );
    check(
        "ui/pages/start.rs",
        "use leptos::prelude::*; use crate::ui::parts::Button; use crate::shell::Shell;",
        0,
    );
    check(
        "lib.rs",
        "mod storage; use leptos::prelude::*; use crate::ui::pages;",
        0,
    );
}
