//! The rule language against the conformance cases of CEL, whose grammar it shares: npm's `@bufbuild/cel-spec`, which
//! `cargo xtask setup` installs.
//!
//! Three lists in `wasm-tests/fixtures/cel` say how things stand: `agree.txt` must not shrink, what is in `refused.txt`
//! must not become different, and each line of `differ.txt` has its reason. `CEL_UPDATE=1` writes the first two anew;
//! reasons are written by people.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a test may stop at what it did not expect, and prints its counts"
)]

mod cases;
mod profile;
mod world;

use care_engine::rules::{Outcome, Program};
use cases::{Case, Wanted};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use world::World;

/// How a case went.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Verdict {
    /// The value that is wanted, or a value that cannot be had where an error is wanted.
    Agrees,
    /// Refused at load where a value is wanted: nobody gets a wrong answer. For what reason.
    Refused(String),
    /// Another value, or none; what came.
    Differs(String),
}

fn judge(case: &Case) -> Verdict {
    let world = World::new(&case.bindings);
    let program = match Program::compile(&case.rule, None, &world) {
        Ok(program) => program,
        Err(_) if case.wanted == Wanted::Error => return Verdict::Agrees,
        Err(error) => {
            let kind = format!("{:?}", error.kind);
            return Verdict::Refused(kind.split(' ').next().unwrap().to_owned());
        }
    };
    let mut steps = 1_000_000;
    match (program.run(&world, None, &mut steps), &case.wanted) {
        (Outcome::Known(value), Wanted::Value(wanted)) if world::same(&value, wanted) => {
            Verdict::Agrees
        }
        (Outcome::Defect(_), Wanted::Error) => Verdict::Agrees,
        (Outcome::Known(value), _) => Verdict::Differs(format!("{value:?}")),
        (Outcome::Unknown, _) => Verdict::Differs("unknown".into()),
        (Outcome::Defect(defect), _) => Verdict::Differs(format!("{defect:?}")),
    }
}

fn list(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../wasm-tests/fixtures/cel")
        .join(name)
}

/// The names in a list; what stands behind ` # ` is the reason.
fn read(name: &str) -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(list(name)).unwrap_or_default();
    let lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (case, reason) = line.split_once(" # ").unwrap_or((line, ""));
            (case.to_owned(), reason.to_owned())
        })
        .collect()
}

fn write(name: &str, head: &str, cases: &BTreeSet<&str>) {
    let mut text = format!("# {head}\n");
    for case in cases {
        text += case;
        text.push('\n');
    }
    std::fs::write(list(name), text).unwrap();
}

#[test]
fn rules_agree_with_cel_where_they_share_it() {
    let cases = cases::load();
    assert!(cases.len() > 2_000, "only {} cases were read", cases.len());
    let mut out: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut agree, mut refused) = (BTreeSet::new(), BTreeSet::new());
    let mut differ: BTreeMap<&str, (&Case, String)> = BTreeMap::new();
    let mut errors = 0;
    let mut refusals: BTreeMap<String, usize> = BTreeMap::new();
    for case in &cases {
        if let Some(reason) = profile::outside(case) {
            *out.entry(reason).or_default() += 1;
            continue;
        }
        match judge(case) {
            Verdict::Agrees => {
                errors += usize::from(case.wanted == Wanted::Error);
                agree.insert(case.name.as_str());
            }
            Verdict::Refused(reason) => {
                *refusals.entry(reason).or_default() += 1;
                refused.insert(case.name.as_str());
            }
            Verdict::Differs(came) => {
                differ.insert(&case.name, (case, came));
            }
        }
    }
    let run = agree.len() + refused.len() + differ.len();
    let reasons: Vec<String> = out
        .iter()
        .map(|(reason, count)| format!("{reason} {count}"))
        .collect();
    println!(
        "cel-spec: run {run}, agree {} ({} on a value, {errors} on an error), refused {}, differ {}, out of profile {} ({})",
        agree.len(),
        agree.len() - errors,
        refused.len(),
        differ.len(),
        out.values().sum::<usize>(),
        reasons.join(", ")
    );
    println!("cel-spec: refused at load by reason: {refusals:?}");
    if std::env::var_os("CEL_UPDATE").is_some() {
        write(
            "agree.txt",
            "Cases of CEL in which our rules come to the same. Must not shrink.",
            &agree,
        );
        write(
            "refused.txt",
            "Cases of CEL that our rules refuse at load. None may become different.",
            &refused,
        );
    }
    let known = read("differ.txt");
    let mut faults = Vec::new();
    for case in read("agree.txt")
        .keys()
        .filter(|case| !agree.contains(case.as_str()))
    {
        faults.push(format!("{case}: agreed before, and no longer does"));
    }
    for case in read("refused.txt")
        .keys()
        .filter(|case| differ.contains_key(case.as_str()))
    {
        faults.push(format!("{case}: was refused before, and now differs"));
    }
    for (name, (case, came)) in &differ {
        match known.get(*name) {
            Some(reason) if !reason.is_empty() => {}
            _ => faults.push(format!(
                "{name}: differs without a reason: {} gives {came}, not {:?}",
                case.rule, case.wanted
            )),
        }
    }
    for name in known
        .keys()
        .filter(|name| !differ.contains_key(name.as_str()))
    {
        faults.push(format!(
            "{name}: does not differ any more: take it out of the list"
        ));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // A tool that skips all would agree with all: most of what is in our profile is decided.
    assert!(agree.len() - errors > 200 && run > 400, "{run}");
}
