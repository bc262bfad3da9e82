//! The dependency graph, as `cargo metadata` tells it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::error::TaskError;
use crate::places::Places;
use crate::run::{output, program};
use crate::toolchain::WASM;

/// A package of the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Package {
    /// Its name.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: String,
    /// Its licence expression, where it states one.
    pub(crate) licence: Option<String>,
    /// Where it comes from; nothing for one of ours.
    pub(crate) source: Option<String>,
    /// It runs in the compiler, and nothing of it is in what is built.
    proc_macro: bool,
    /// What it needs to run, as identifiers.
    needs: Vec<String>,
}

/// Every package, by its identifier.
pub(crate) struct Graph {
    /// The packages.
    pub(crate) packages: BTreeMap<String, Package>,
}

impl Graph {
    /// The graph of everything that is built anywhere.
    pub(crate) fn whole(places: &Places) -> Result<Self, TaskError> {
        Self::load(places, &[])
    }

    /// The graph of what is built for WebAssembly.
    pub(crate) fn wasm(places: &Places) -> Result<Self, TaskError> {
        Self::load(places, &["--filter-platform", WASM])
    }

    fn load(places: &Places, words: &[&str]) -> Result<Self, TaskError> {
        let mut command = program("cargo");
        command
            .current_dir(&places.root)
            .args(["metadata", "--format-version", "1", "--locked"])
            .args(words);
        let value = serde_json::from_str(&output(&mut command)?)
            .map_err(|reason| TaskError::Shape(reason.to_string()))?;
        Self::read(&value)
            .ok_or_else(|| TaskError::Shape("cargo metadata has a shape that is not known".into()))
    }

    /// Reads what `cargo metadata` printed.
    pub(crate) fn read(value: &Value) -> Option<Self> {
        let mut packages = BTreeMap::new();
        for entry in value.get("packages")?.as_array()? {
            let text = |key: &str| entry.get(key).and_then(Value::as_str).map(str::to_owned);
            let proc_macro = entry
                .get("targets")?
                .as_array()?
                .iter()
                .filter_map(|target| target.get("kind")?.as_array())
                .any(|kinds| kinds.iter().any(|kind| kind == "proc-macro"));
            let package = Package {
                name: text("name")?,
                version: text("version")?,
                licence: text("license"),
                source: text("source"),
                proc_macro,
                needs: Vec::new(),
            };
            packages.insert(text("id")?, package);
        }
        let mut used = BTreeSet::new();
        for node in value.pointer("/resolve/nodes")?.as_array()? {
            let id = node.get("id")?.as_str()?;
            used.insert(id.to_owned());
            let needs = node
                .get("deps")?
                .as_array()?
                .iter()
                .filter(|need| runs(need));
            if let Some(package) = packages.get_mut(id) {
                package.needs = needs
                    .filter_map(|need| need.get("pkg")?.as_str().map(str::to_owned))
                    .collect();
            }
        }
        packages.retain(|id, _| used.contains(id));
        Some(Self { packages })
    }

    /// What the package of that name needs to be built, itself and macros included.
    pub(crate) fn needed_by(&self, name: &str) -> Vec<&Package> {
        self.reached(name, true)
    }

    /// What a package needs itself.
    pub(crate) fn needs_of<'a>(
        &'a self,
        package: &'a Package,
    ) -> impl Iterator<Item = &'a Package> {
        package.needs.iter().filter_map(|id| self.packages.get(id))
    }

    /// What the package of that name takes into what is built, itself included.
    pub(crate) fn built_into(&self, name: &str) -> Vec<&Package> {
        self.reached(name, false)
    }

    fn reached(&self, name: &str, macros: bool) -> Vec<&Package> {
        let mut open: Vec<&str> = self
            .packages
            .iter()
            .filter(|(_, package)| package.name == name && package.source.is_none())
            .map(|(id, _)| id.as_str())
            .collect();
        let mut seen = BTreeSet::new();
        while let Some(id) = open.pop() {
            let Some(package) = self
                .packages
                .get(id)
                .filter(|package| macros || !package.proc_macro)
            else {
                continue;
            };
            if seen.insert(id) {
                open.extend(package.needs.iter().map(String::as_str));
            }
        }
        seen.into_iter()
            .filter_map(|id| self.packages.get(id))
            .collect()
    }
}

/// Whether a dependency is there when the program runs, rather than for its tests or its build script.
fn runs(need: &Value) -> bool {
    let kinds = need.get("dep_kinds").and_then(Value::as_array);
    kinds.is_none_or(|kinds| {
        kinds
            .iter()
            .any(|kind| kind.get("kind").is_none_or(Value::is_null))
    })
}
