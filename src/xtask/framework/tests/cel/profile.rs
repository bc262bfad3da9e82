//! What of CEL is not in our profile: kinds of value that a form does not have, and libraries beside the language. What
//! is in the profile and refused all the same counts as refused.

use crate::cases::{Case, Wanted};
use care_engine::json::Json;

/// Why a case is outside; `None` if it is run.
pub(crate) fn outside(case: &Case) -> Option<&'static str> {
    let suite = case.name.split('/').next().unwrap_or_default();
    if case.wanted == Wanted::Type || case.whole.get("checkOnly").is_some() {
        return Some("types only, nothing run");
    }
    match suite {
        "macros2" => return Some("macros with two variables"),
        "optionals" => return Some("optional values"),
        _ if suite.ends_with("_ext") => return Some("extension libraries"),
        "dynamic" | "enums" | "proto2" | "proto3" | "wrappers" => return Some("messages"),
        "timestamps" => return Some("timestamps and durations"),
        _ => {}
    }
    if case.whole.get("container").is_some() {
        return Some("messages");
    }
    // Everything that the case holds beside its expression: bindings, their types, what is wanted.
    let held: Vec<&str> = [
        ("objectValue", "messages"),
        ("enumValue", "messages"),
        ("messageType", "messages"),
        ("mapValue", "maps"),
        ("mapType", "maps"),
        ("bytesValue", "bytes"),
        ("BYTES", "bytes"),
        ("uint64Value", "unsigned whole numbers"),
        ("UINT64", "unsigned whole numbers"),
        ("typeValue", "types as values"),
        ("nullValue", "null"),
    ]
    .into_iter()
    .filter(|(key, _)| holds(&case.whole, key))
    .map(|(_, reason)| reason)
    .collect();
    if let Some(reason) = held.first() {
        return REASONS.iter().find(|known| *known == reason).copied();
    }
    let words = words(&case.rule);
    let has = |word: &str| words.iter().any(|one| one == word);
    let called = |name: &str| words.windows(2).any(|two| two[0] == name && two[1] == "(");
    let starts = |test: fn(&str) -> bool| words.iter().any(|one| test(one));
    if has("{") {
        // Braces make maps and messages: a name in front tells which.
        let message = words
            .windows(2)
            .any(|two| two[1] == "{" && two[0].chars().all(|c| c.is_alphanumeric() || c == '_'));
        return Some(if message { "messages" } else { "maps" });
    }
    if called("timestamp") || called("duration") {
        return Some("timestamps and durations");
    }
    if has("null") {
        return Some("null");
    }
    if starts(|word| word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(['u', 'U'])) {
        return Some("unsigned whole numbers");
    }
    if words
        .windows(2)
        .any(|two| two[1] == "'" && matches!(&*two[0].to_lowercase(), "b" | "br" | "rb"))
        || called("bytes")
    {
        return Some("bytes");
    }
    if called("type") {
        return Some("types as values");
    }
    if called("dyn") {
        return Some("dyn");
    }
    if ["int", "uint", "double", "string", "bool"]
        .into_iter()
        .any(called)
    {
        return Some("conversions");
    }
    None
}

const REASONS: [&str; 6] = [
    "messages",
    "maps",
    "bytes",
    "unsigned whole numbers",
    "types as values",
    "null",
];

/// Whether a key, or a text, stands anywhere in it.
fn holds(node: &Json, key: &str) -> bool {
    match node {
        Json::Text(text) => **text == *key,
        Json::List(list) => list.iter().any(|one| holds(one, key)),
        Json::Object(entries) => entries
            .iter()
            .any(|(known, value)| **known == *key || (&**known != "expr" && holds(value, key))),
        _ => false,
    }
}

/// The names, numbers and signs of an expression; each quoted text is one `'`.
fn words(rule: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut chars = rule.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '"' || c == '\'' {
            let mut escaped = false;
            for inner in chars.by_ref() {
                if inner == c && !escaped {
                    break;
                }
                escaped = inner == '\\' && !escaped;
            }
            words.push("'".into());
        } else if c.is_alphanumeric() || c == '_' {
            let mut word = c.to_string();
            while let Some(next) = chars.next_if(|c| c.is_alphanumeric() || *c == '_') {
                word.push(next);
            }
            words.push(word);
        } else if !c.is_whitespace() {
            words.push(c.to_string());
        }
    }
    words
}
