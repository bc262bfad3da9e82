//! `cargo xtask size --detail`: where in the module the bytes are, for who wants them fewer.

use std::collections::BTreeMap;

use super::ledger::without_hashes;
use crate::wasm::{Function, Weights};

/// How many lines each list has at most.
const LINES: usize = 40;

/// Prints the heaviest modules and the heaviest functions, in bytes of code before compression.
pub(super) fn print(weights: &Weights) {
    println!("Code by the first of our modules that a function's name has, else by its crate:");
    let mut modules: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for function in &weights.functions {
        let entry = modules
            .entry(module_of(&without_hashes(&function.name)))
            .or_default();
        entry.0 += function.bytes;
        entry.1 += 1;
    }
    let mut modules: Vec<_> = modules.into_iter().collect();
    modules.sort_by_key(|(_, (bytes, _))| std::cmp::Reverse(*bytes));
    for (name, (bytes, count)) in modules.iter().take(LINES) {
        println!("{bytes:>9} in {count:>5}  {name}");
    }
    println!("\nThe heaviest functions:");
    let mut functions: Vec<&Function> = weights.functions.iter().collect();
    functions.sort_by_key(|function| std::cmp::Reverse(function.bytes));
    for function in functions.iter().take(LINES) {
        let name: String = without_hashes(&function.name).chars().take(120).collect();
        println!("{:>9}  {name}", function.bytes);
    }
}

/// The crate and two modules of ours that a name begins with, or the crate of another's.
fn module_of(name: &str) -> String {
    let ours = ["care_engine::", "care_returns::"]
        .iter()
        .filter_map(|start| name.find(start))
        .min();
    let from = ours.unwrap_or_else(|| {
        name.find(|letter: char| letter.is_alphabetic())
            .unwrap_or(0)
    });
    let rest = name.get(from..).unwrap_or_default();
    let segments = if ours.is_some() { 3 } else { 1 };
    let plain = |segment: &&str| {
        !segment.is_empty()
            && segment
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '_')
    };
    let path: Vec<&str> = rest.split("::").take(segments).take_while(plain).collect();
    if path.is_empty() {
        "no name".to_owned()
    } else {
        path.join("::")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_counts_for_the_module_of_ours_that_it_names() {
        assert_eq!(
            module_of("<care_engine::rules::check::Checker>::check"),
            "care_engine::rules::check"
        );
        assert_eq!(
            module_of("core::ptr::drop_in_place::<care_returns::ui::Page>"),
            "care_returns::ui"
        );
        assert_eq!(
            module_of("<dlmalloc::dlmalloc::Dlmalloc>::malloc"),
            "dlmalloc"
        );
        assert_eq!(module_of(""), "no name");
    }
}
