//! The cases as the package has them: a JavaScript module, which Node turns into JSON.

use care_engine::json::{Json, parse};
use std::path::PathBuf;
use std::process::Command;

/// One case.
pub(crate) struct Case {
    /// Suite, section and name.
    pub(crate) name: String,
    /// The expression.
    pub(crate) rule: String,
    /// What names stand for.
    pub(crate) bindings: Vec<(String, Json)>,
    /// What it must come to.
    pub(crate) wanted: Wanted,
    /// The whole case.
    pub(crate) whole: Json,
}

/// What a case must come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// A value, as the cases spell values.
    Value(Json),
    /// An error when it runs.
    Error,
    /// A type, found without running.
    Type,
}

const SCRIPT: &str = r#"
const { pathToFileURL } = await import("node:url");
const { tests } = await import(pathToFileURL(process.argv[1]));
const all = [];
const walk = (suite, path) => {
  for (const test of suite.tests ?? []) all.push([path + "/" + (test.original.name ?? test.original.expr), test.original]);
  for (const inner of suite.suites ?? []) walk(inner, path === "" ? inner.name : path + "/" + inner.name);
};
walk(tests, "");
process.stdout.write(JSON.stringify(all));
"#;

/// Reads every case.
pub(crate) fn load() -> Vec<Case> {
    let module = package().join("dist/esm/testdata/conformance.js");
    assert!(
        module.is_file(),
        "{} is not there: run `cargo xtask setup`",
        module.display()
    );
    let output = Command::new("node")
        .args(["--input-type=module", "--eval", SCRIPT])
        .arg(&module)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    let root = parse(&text).unwrap();
    let mut cases: Vec<Case> = Vec::new();
    for pair in root.as_list().unwrap() {
        let [name, whole] = pair.as_list().unwrap() else {
            panic!("{pair:?}")
        };
        let mut name = name.as_text().unwrap().replace(['\n', '#'], " ");
        while cases.iter().any(|case| case.name == name) {
            name.push('+');
        }
        cases.push(read(name, whole.clone()));
    }
    cases
}

/// Where `cargo xtask setup` puts what npm brings.
fn package() -> PathBuf {
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache
        .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache")))
        .unwrap();
    cache.join("care-returns/tools/node/node_modules/@bufbuild/cel-spec")
}

fn read(name: String, whole: Json) -> Case {
    let wanted = if whole.get("evalError").is_some() || whole.get("anyEvalErrors").is_some() {
        Wanted::Error
    } else if let Some(value) = whole.get("value") {
        Wanted::Value(value.clone())
    } else if whole.get("typedResult").is_some() {
        Wanted::Type
    } else {
        // A case that says nothing wants `true`.
        Wanted::Value(Json::Object(vec![("boolValue".into(), Json::Bool(true))]))
    };
    let bindings = whole
        .get("bindings")
        .and_then(Json::entries)
        .unwrap_or_default();
    Case {
        rule: whole.get("expr").unwrap().as_text().unwrap().to_owned(),
        bindings: bindings
            .iter()
            .map(|(name, bound)| {
                let value = bound.get("value").unwrap_or(bound);
                (name.to_string(), value.clone())
            })
            .collect(),
        wanted,
        name,
        whole,
    }
}
