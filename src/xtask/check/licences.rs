//! Licences, sources and duplicates of what we depend on, against `.dependencies.json`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::metadata::{Graph, Package};
use crate::error::TaskError;
use crate::places::{Places, read};

/// The only place that packages may come from.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Crates that need a browser, or are its binding: none of them may be in the engine.
const BROWSER: [&str; 7] = [
    "wasm-bindgen",
    "js-sys",
    "web-sys",
    "wasm-bindgen-futures",
    "leptos",
    "gloo-net",
    "indexed_db_futures",
];

/// What `.dependencies.json` allows.
struct Policy {
    licences: BTreeSet<String>,
    duplicates: BTreeSet<String>,
}

/// Prints what was looked at, and fails on what is not allowed.
pub(super) fn check(places: &Places) -> Result<(), TaskError> {
    let path = places.root.join(".dependencies.json");
    let value: Value =
        serde_json::from_str(&read(&path)?).map_err(|reason| TaskError::file(&path, reason))?;
    let policy =
        Policy::read(&value).ok_or_else(|| TaskError::file(&path, "not the shape of a policy"))?;
    let whole = Graph::whole(places)?;
    let wasm = Graph::wasm(places)?;
    let page = wasm.built_into("care-returns");
    let mut found = Vec::new();
    for package in whole.packages.values() {
        found.extend(licence_fault(package, &policy));
        found.extend(source_fault(package));
    }
    found.extend(duplicate_faults(&page, &policy));
    let engine = whole.built_into("care-engine");
    found.extend(browser_crates(&engine));
    println!(
        "  licences and sources of {} packages, duplicates among the {} of the page",
        whole.packages.len(),
        page.len()
    );
    println!(
        "  the engine takes in {} packages, itself included, and no browser's",
        engine.len()
    );
    println!("  advisories not checked: no database");
    super::conclude(&found, "dependencies out of order")
}

impl Policy {
    fn read(value: &Value) -> Option<Self> {
        let licences = value
            .get("licences")?
            .as_array()?
            .iter()
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect();
        let duplicates = value
            .get("duplicates")?
            .as_object()?
            .keys()
            .cloned()
            .collect();
        Some(Self {
            licences,
            duplicates,
        })
    }
}

fn licence_fault(package: &Package, policy: &Policy) -> Option<String> {
    let Package {
        name,
        version,
        licence,
        ..
    } = package;
    match licence {
        None => Some(format!("{name} {version}: states no licence")),
        Some(expression) if allowed(expression, &policy.licences) => None,
        Some(expression) => Some(format!(
            "{name} {version}: licence `{expression}` is not one that we allow"
        )),
    }
}

fn source_fault(package: &Package) -> Option<String> {
    let source = package.source.as_deref()?;
    (source != REGISTRY).then(|| {
        format!(
            "{} {}: comes from somewhere other than the registry",
            package.name, package.version
        )
    })
}

/// Packages that are in the page twice, and the allowances that nothing needs any more.
fn duplicate_faults(page: &[&Package], policy: &Policy) -> Vec<String> {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in page {
        versions
            .entry(&package.name)
            .or_default()
            .push(&package.version);
    }
    versions.retain(|_, versions| versions.len() > 1);
    let mut faults = Vec::new();
    for (name, versions) in &versions {
        if policy.duplicates.contains(*name) {
            println!("  allowed duplicate: {name} {}", versions.join(", "));
        } else {
            faults.push(format!(
                "{name}: the page holds it as {}",
                versions.join(" and ")
            ));
        }
    }
    let idle = policy
        .duplicates
        .iter()
        .filter(|name| !versions.contains_key(name.as_str()));
    faults.extend(idle.map(|name| format!("{name}: allowed as a duplicate, and is none")));
    faults
}

fn browser_crates(engine: &[&Package]) -> Vec<String> {
    let found = engine
        .iter()
        .filter(|package| BROWSER.contains(&package.name.as_str()));
    found
        .map(|package| format!("{}: the engine may not need a browser", package.name))
        .collect()
}

/// Whether an expression such as `(MIT OR Apache-2.0) AND Unicode-3.0` can be met with the licences that we allow. The
/// old spelling `MIT/Apache-2.0` means OR.
fn allowed(expression: &str, licences: &BTreeSet<String>) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    let met = either(&mut words, licences);
    met == Some(true) && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn either(words: &mut Words<'_>, licences: &BTreeSet<String>) -> Option<bool> {
    let mut met = both(words, licences)?;
    while words.next_if_eq(&"OR").is_some() {
        met |= both(words, licences)?;
    }
    Some(met)
}

fn both(words: &mut Words<'_>, licences: &BTreeSet<String>) -> Option<bool> {
    let mut met = one(words, licences)?;
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, licences)?;
    }
    Some(met)
}

fn one(words: &mut Words<'_>, licences: &BTreeSet<String>) -> Option<bool> {
    let word = words.next()?;
    if word == "(" {
        let met = either(words, licences)?;
        return (words.next()? == ")").then_some(met);
    }
    let mut name = word.to_owned();
    if words.next_if_eq(&"WITH").is_some() {
        name.push_str(" WITH ");
        name.push_str(words.next()?);
    }
    Some(licences.contains(&name))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    fn licences(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn an_expression_is_met_by_one_side_of_an_or_and_both_of_an_and() {
        let ours = licences(&["MIT", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"]);
        for good in [
            "MIT",
            "GPL-3.0 OR MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "MIT/Apache-2.0",
            "Apache-2.0 WITH LLVM-exception",
        ] {
            assert!(allowed(good, &ours), "{good}");
        }
        for bad in [
            "GPL-3.0",
            "MIT AND GPL-3.0",
            "Apache-2.0",
            "",
            "MIT OR",
            "(MIT",
            "MIT MIT",
        ] {
            assert!(!allowed(bad, &ours), "{bad}");
        }
    }

    fn graph() -> Graph {
        let package = |name: &str, version: &str, kind: &str, source: Value| json!({"id": format!("{name}@{version}"), "name": name, "version": version, "license": "MIT", "source": source, "targets": [{"kind": [kind]}]});
        let need = |id: &str, kind: Value| json!({"pkg": id, "dep_kinds": [{"kind": kind}]});
        let registry = json!(REGISTRY);
        Graph::read(&json!({
            "packages": [
                package("care-returns", "0.1.0", "lib", Value::Null),
                package("a", "1.0.0", "lib", registry.clone()),
                package("a", "2.0.0", "lib", json!("git+https://elsewhere.example")),
                package("macro", "1.0.0", "proc-macro", registry.clone()),
                package("b", "1.0.0", "lib", registry.clone()),
                package("b", "2.0.0", "lib", registry),
            ],
            "resolve": {"nodes": [
                {"id": "care-returns@0.1.0", "deps": [
                    need("a@1.0.0", Value::Null), need("a@2.0.0", Value::Null), need("b@1.0.0", Value::Null),
                    need("macro@1.0.0", Value::Null), need("b@2.0.0", json!("dev"))]},
                {"id": "a@1.0.0", "deps": []}, {"id": "a@2.0.0", "deps": []}, {"id": "b@1.0.0", "deps": []}, {"id": "b@2.0.0", "deps": []},
                {"id": "macro@1.0.0", "deps": [need("b@2.0.0", Value::Null)]},
            ]},
        }))
        .unwrap()
    }

    #[test]
    fn duplicates_are_of_what_is_built_in_and_not_of_macros_and_tests() {
        let graph = graph();
        let page = graph.built_into("care-returns");
        let none = Policy {
            licences: BTreeSet::new(),
            duplicates: BTreeSet::new(),
        };
        assert_eq!(
            duplicate_faults(&page, &none),
            ["a: the page holds it as 1.0.0 and 2.0.0"]
        );
        let both = Policy {
            licences: BTreeSet::new(),
            duplicates: licences(&["a", "b"]),
        };
        assert_eq!(
            duplicate_faults(&page, &both),
            ["b: allowed as a duplicate, and is none"]
        );
    }

    #[test]
    fn a_package_from_elsewhere_is_found() {
        let faults: Vec<String> = graph().packages.values().filter_map(source_fault).collect();
        assert_eq!(
            faults,
            ["a 2.0.0: comes from somewhere other than the registry"]
        );
    }
}
