//! The HTTP headers under which the page is served, made from what `static/config.json` lets it talk to.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::error::TaskError;
use crate::places::{Places, read, write};

/// Where a browser says that something broke the policy.
const REPORTS: &str = "/csp-report";

/// The parts of `config.json` whose addresses the page may call. Others are links that a person follows.
const CALLED: [&str; 2] = ["backend", "signIn"];

/// What the page never asks a browser for, so that no script that got in can either.
const NOT_USED: [&str; 9] = [
    "camera",
    "display-capture",
    "geolocation",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
    "xr-spatial-tracking",
];

/// `cargo xtask headers`.
pub(crate) fn command(places: &Places, words: &[String]) -> Result<(), TaskError> {
    if let Some(word) = words.first() {
        return Err(TaskError::Usage(format!("`headers` takes no `{word}`")));
    }
    println!("{}", text(places)?);
    Ok(())
}

/// Writes the headers where the receiver finds them.
pub(crate) fn write_file(places: &Places) -> Result<(), TaskError> {
    write(&places.headers(), text(places)? + "\n")
}

fn text(places: &Places) -> Result<String, TaskError> {
    let path = places.root.join("static").join("config.json");
    let config =
        serde_json::from_str(&read(&path)?).map_err(|reason| TaskError::file(&path, reason))?;
    lock(&config)?;
    let named: Map<String, Value> = headers(&config)?
        .into_iter()
        .map(|(name, value)| (name.to_owned(), Value::String(value)))
        .collect();
    serde_json::to_string_pretty(&named).map_err(|reason| TaskError::Shape(reason.to_string()))
}

/// The headers, each a name and its value.
fn headers(config: &Value) -> Result<Vec<(&'static str, String)>, TaskError> {
    let mut origins = BTreeSet::new();
    for part in CALLED.iter().filter_map(|key| config.get(key)) {
        collect(part, &mut origins)?;
    }
    let mut connect = String::from("connect-src 'self'");
    for origin in &origins {
        connect.push(' ');
        connect.push_str(origin);
    }
    let frames = format!("frame-ancestors {}", embedders(config)?);
    // Browsers that know `report-to` ignore `report-uri`, and then send reports in batches minutes later and only over
    // HTTPS; `report-uri` alone reports at once in all three engines.
    let report = format!("report-uri {REPORTS}");
    let policy = [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        &connect,
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        &frames,
        "require-trusted-types-for 'script'",
        "trusted-types care-returns",
        &report,
    ]
    .join("; ");
    let permissions: Vec<String> = NOT_USED
        .iter()
        .map(|feature| format!("{feature}=()"))
        .collect();
    Ok(vec![
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff".into()),
        ("Referrer-Policy", "no-referrer".into()),
        ("Permissions-Policy", permissions.join(", ")),
        ("Cross-Origin-Opener-Policy", "same-origin".into()),
        ("Cross-Origin-Resource-Policy", "same-origin".into()),
    ])
}

/// The shortest time in minutes after which the page locks: it warns a minute before.
const SHORTEST_LOCK: u64 = 2;

/// Refuses a time that the page would not take: it would then lock at another than the operator believes.
fn lock(config: &Value) -> Result<(), TaskError> {
    let Some(lock) = config.pointer("/page/lock") else {
        return Ok(());
    };
    for key in ["minutes", "most"] {
        if let Some(given) = lock.get(key)
            && given.as_u64().is_none_or(|minutes| minutes < SHORTEST_LOCK)
        {
            return Err(TaskError::Shape(format!(
                "static/config.json: page.lock.{key} is {given}, and must be a number of minutes, {SHORTEST_LOCK} or more"
            )));
        }
    }
    if lock.get("seconds").is_some() {
        return Err(TaskError::Shape(
            "static/config.json: page.lock.seconds is for tests, which do not wait for minutes"
                .into(),
        ));
    }
    Ok(())
}

/// The origins whose pages may show this one in a frame: those that `page.embeddedBy` lists, and nobody's without it.
fn embedders(config: &Value) -> Result<String, TaskError> {
    let mut origins = BTreeSet::new();
    if let Some(listed) = config.pointer("/page/embeddedBy") {
        collect(listed, &mut origins)?;
    }
    let listed: Vec<String> = origins.into_iter().collect();
    Ok(if listed.is_empty() {
        "'none'".into()
    } else {
        listed.join(" ")
    })
}

/// Gathers the origins of all addresses in a part of the configuration, however deep they stand.
fn collect(value: &Value, origins: &mut BTreeSet<String>) -> Result<(), TaskError> {
    match value {
        Value::String(address) => origins.extend(origin(address)?),
        Value::Array(items) => {
            for item in items {
                collect(item, origins)?;
            }
        }
        Value::Object(fields) => {
            for item in fields.values() {
                collect(item, origins)?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// The origin of an absolute address; nothing for one that is relative to the page. What is neither could end the
/// policy's directive and begin another, so it is an error.
fn origin(address: &str) -> Result<Option<String>, TaskError> {
    let Some((scheme, rest)) = address.split_once("://") else {
        return Ok(None);
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = !host.is_empty()
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    if plain && matches!(scheme, "https" | "http") {
        Ok(Some(format!("{scheme}://{host}")))
    } else {
        Err(TaskError::Shape(format!(
            "static/config.json: `{address}` is no address that a page can call"
        )))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn policy(config: &str) -> String {
        let headers = headers(&serde_json::from_str(config).unwrap()).unwrap();
        headers
            .into_iter()
            .find(|(name, _)| *name == "Content-Security-Policy")
            .unwrap()
            .1
    }

    #[test]
    fn without_a_backend_the_page_talks_to_its_own_origin_only() {
        assert!(policy(r#"{"backend":{"base":"/api"}}"#).contains("connect-src 'self';"));
    }

    #[test]
    fn the_backend_and_the_issuer_are_let_in_by_origin() {
        let policy = policy(
            r#"{"backend":{"base":"https://b.example:8443/v1","reads":{"filed":"https://r.example/{subject}"}},"signIn":{"issuer":"https://id.example/x"},"help":{"url":"https://other.example"}}"#,
        );
        assert!(
            policy.contains(
                "connect-src 'self' https://b.example:8443 https://id.example https://r.example;"
            ),
            "{policy}"
        );
    }

    #[test]
    fn nothing_unsafe_is_allowed_but_compiling_the_module() {
        let policy = policy("{}");
        let open = policy.replace("'wasm-unsafe-eval'", "");
        assert!(!open.contains("unsafe-"), "{policy}");
        assert!(
            policy.contains("require-trusted-types-for 'script'")
                && policy.contains("default-src 'none'")
        );
    }

    #[test]
    fn only_a_configured_portal_may_frame_the_page() {
        assert!(policy("{}").contains("frame-ancestors 'none';"));
        let framed = policy(
            r#"{"page":{"embeddedBy":["https://portal.example/returns","https://a.example"]}}"#,
        );
        assert!(
            framed.contains("frame-ancestors https://a.example https://portal.example;"),
            "{framed}"
        );
        assert!(
            embedders(
                &serde_json::json!({"page":{"embeddedBy":["https://a.example; script-src *"]}})
            )
            .is_err()
        );
    }

    #[test]
    fn a_lock_that_would_not_warn_a_minute_before_is_refused() {
        let told = |text: &str| lock(&serde_json::from_str(text).unwrap()).is_ok();
        for right in [
            "{}",
            r#"{"page":{}}"#,
            r#"{"page":{"lock":{}}}"#,
            r#"{"page":{"lock":{"minutes":2,"most":2}}}"#,
        ] {
            assert!(told(right), "{right}");
        }
        for wrong in [
            r#"{"page":{"lock":{"minutes":1}}}"#,
            r#"{"page":{"lock":{"minutes":"5"}}}"#,
            r#"{"page":{"lock":{"minutes":2.5}}}"#,
            r#"{"page":{"lock":{"most":0}}}"#,
            r#"{"page":{"lock":{"seconds":30}}}"#,
        ] {
            assert!(!told(wrong), "{wrong}");
        }
    }

    #[test]
    fn an_address_cannot_add_to_the_policy() {
        for address in [
            "https://a.example; script-src *",
            "javascript://x",
            "https://a b",
            "https://",
        ] {
            assert!(origin(address).is_err(), "{address}");
        }
    }
}
