//! A bill of materials: every crate that is in the browser's module, with its version, licence and checksum, and apart
//! from these what only builds or tests it. `CycloneDX` 1.5 as JSON. It says nothing of when or where it was made, so
//! that the same lock file gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::check::metadata::{Graph, Package};
use crate::error::TaskError;
use crate::places::{Places, read, write};
use crate::setup;

/// The package that the module is made of.
const PAGE: &str = "care-returns";

/// `cargo xtask sbom [FILE]`.
pub(crate) fn command(places: &Places, words: &[String]) -> Result<(), TaskError> {
    let text = text(places)?;
    match words {
        [] => {
            println!("{text}");
            Ok(())
        }
        [file] => write(file.as_ref(), text + "\n"),
        [_, word, ..] => Err(TaskError::Usage(format!("`sbom` takes no `{word}`"))),
    }
}

fn text(places: &Places) -> Result<String, TaskError> {
    let bill = bill(
        &Graph::wasm(places)?,
        &checksums(&read(&places.root.join("Cargo.lock"))?),
        &[("npm", &setup::NPM), ("pypi", &setup::PYPI)],
    )?;
    serde_json::to_string_pretty(&bill).map_err(|reason| TaskError::Shape(reason.to_string()))
}

/// The bill of a graph.
fn bill(
    graph: &Graph,
    checksums: &BTreeMap<(String, String), String>,
    registries: &[(&str, &[(&str, &str)])],
) -> Result<Value, TaskError> {
    let module: BTreeSet<String> = graph.built_into(PAGE).into_iter().map(reference).collect();
    let needed = graph.needed_by(PAGE);
    let page = needed
        .iter()
        .find(|package| package.name == PAGE)
        .ok_or_else(|| TaskError::Shape(format!("there is no package {PAGE}")))?;
    let mut components = Vec::new();
    let mut dependencies = Vec::new();
    for package in &needed {
        let name = reference(package);
        let needs: BTreeSet<String> = graph.needs_of(package).map(reference).collect();
        dependencies.push(json!({"ref": name, "dependsOn": needs}));
        if package.name != PAGE {
            components.push(component(package, module.contains(&name), checksums));
        }
    }
    for (registry, packages) in registries {
        for (name, version) in *packages {
            let purl = format!("pkg:{registry}/{}@{version}", name.replace('@', "%40"));
            components.push(json!({
                "type": "application", "bom-ref": purl, "name": name, "version": version,
                "scope": "excluded", "purl": purl,
            }));
        }
    }
    Ok(json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {
            "type": "application", "bom-ref": reference(page), "name": page.name, "version": page.version,
        }},
        "components": components,
        "dependencies": dependencies,
    }))
}

/// One crate. What is not in the module is there to build it: macros, and what these are made of.
fn component(
    package: &Package,
    in_module: bool,
    checksums: &BTreeMap<(String, String), String>,
) -> Value {
    let mut component = json!({
        "type": "library",
        "bom-ref": reference(package),
        "name": package.name,
        "version": package.version,
        "scope": if in_module { "required" } else { "excluded" },
    });
    if package.source.is_some() {
        component["purl"] = json!(reference(package));
    }
    if let Some(licence) = &package.licence {
        // Some crates still part alternatives by a slash.
        component["licenses"] = json!([{"expression": licence.replace('/', " OR ")}]);
    }
    let known = (package.name.clone(), package.version.clone());
    if let Some(checksum) = checksums.get(&known) {
        component["hashes"] = json!([{"alg": "SHA-256", "content": checksum}]);
    }
    component
}

fn reference(package: &Package) -> String {
    format!("pkg:cargo/{}@{}", package.name, package.version)
}

/// The checksums of a lock file, by name and version.
fn checksums(lock: &str) -> BTreeMap<(String, String), String> {
    let mut all = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1) {
        let of = |key: &str| {
            package.lines().find_map(|line| {
                let (name, value) = line.split_once(" = ")?;
                (name == key).then(|| value.trim_matches('"').to_owned())
            })
        };
        if let (Some(name), Some(version), Some(checksum)) =
            (of("name"), of("version"), of("checksum"))
        {
            all.insert((name, version), checksum);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::run::{output, program};
    use crate::toolchain::WASM;

    fn made() -> Value {
        let places = Places::find().unwrap();
        serde_json::from_str(&text(&places).unwrap()).unwrap()
    }

    fn components(bill: &Value) -> &Vec<Value> {
        bill["components"].as_array().unwrap()
    }

    #[test]
    fn every_crate_of_the_module_is_in_it() {
        let places = Places::find().unwrap();
        let tree = output(program("cargo").current_dir(&places.root).args([
            "tree",
            "--locked",
            "--offline",
            "--package",
            PAGE,
            "--target",
            WASM,
            "--edges",
            "normal,no-proc-macro",
            "--prefix",
            "none",
            "--no-dedupe",
        ]))
        .unwrap();
        let bill = made();
        let listed: BTreeSet<String> = components(&bill)
            .iter()
            .filter(|component| component["scope"] == "required")
            .map(|component| {
                let text = |key: &str| component[key].as_str().unwrap().to_owned();
                [text("name"), text("version")].join(" v")
            })
            .collect();
        let mut seen = 0;
        for line in tree
            .lines()
            .filter(|line| !line.starts_with(&[PAGE, " "].concat()))
        {
            let crate_line: Vec<&str> = line.split(' ').take(2).collect();
            let name = crate_line.join(" ");
            assert!(
                listed.contains(&name),
                "{name} is in the module and not in the bill"
            );
            seen += 1;
        }
        assert!(seen > 50, "{seen} lines of a tree");
    }

    #[test]
    fn it_has_the_shape_of_the_standard() {
        let bill = made();
        assert_eq!(bill["bomFormat"], "CycloneDX");
        assert_eq!(bill["specVersion"], "1.5");
        assert_eq!(bill["version"], 1);
        assert_eq!(bill["metadata"]["component"]["name"], PAGE);
        let mut references = BTreeSet::new();
        for component in components(&bill) {
            assert!(["library", "application"].contains(&component["type"].as_str().unwrap()));
            assert!(["required", "excluded"].contains(&component["scope"].as_str().unwrap()));
            let reference = component["bom-ref"].as_str().unwrap();
            assert!(references.insert(reference.to_owned()), "{reference} twice");
            if component["purl"]
                .as_str()
                .is_some_and(|purl| purl.starts_with("pkg:cargo/"))
            {
                let licence = component["licenses"][0]["expression"].as_str().unwrap();
                assert!(!licence.contains('/'), "{licence}");
                let hash = component["hashes"][0]["content"].as_str().unwrap();
                assert!(hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()));
            }
        }
        references.insert(
            bill["metadata"]["component"]["bom-ref"]
                .as_str()
                .unwrap()
                .to_owned(),
        );
        for dependency in bill["dependencies"].as_array().unwrap() {
            let on = dependency["dependsOn"].as_array().unwrap().iter();
            for reference in on.chain([&dependency["ref"]]) {
                assert!(
                    references.contains(reference.as_str().unwrap()),
                    "{reference}"
                );
            }
        }
    }

    #[test]
    fn what_only_builds_it_is_apart() {
        let bill = made();
        let scope = |name: &str| {
            let mut all = components(&bill).iter();
            all.find(|component| component["name"] == name)
                .map(|component| component["scope"].as_str().unwrap().to_owned())
        };
        assert_eq!(scope("care-engine").as_deref(), Some("required"));
        assert_eq!(scope("wasm-bindgen").as_deref(), Some("required"));
        assert_eq!(scope("syn").as_deref(), Some("excluded"));
        assert_eq!(scope("binaryen").as_deref(), Some("excluded"));
        assert_eq!(scope("rusqlite"), None);
        assert_eq!(scope("axum"), None);
    }
}
