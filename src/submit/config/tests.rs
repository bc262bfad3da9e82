//! Tests of reading the configuration.

#![allow(clippy::unwrap_used)]

use super::super::{Class, Credentials, Method, Once, ReceiptPaths, SignIn, Wire};
use super::{ConfigProblem, read};
use crate::submit::outbox::Asking;
use care_engine::json::parse;

fn wire(backend: &str) -> Wire {
    read(&parse(&format!(r#"{{"help":{{}},"backend":{backend}}}"#)).unwrap())
        .unwrap()
        .unwrap()
}

fn problems(backend: &str) -> Vec<String> {
    let config = parse(&format!(r#"{{"backend":{backend}}}"#)).unwrap();
    read(&config)
        .unwrap_err()
        .iter()
        .map(ConfigProblem::to_string)
        .collect()
}

#[test]
fn no_backend_is_no_problem() {
    for text in ["{}", r#"{"backend":null}"#] {
        assert_eq!(read(&parse(text).unwrap()), Ok(None));
    }
}

#[test]
fn a_base_is_enough() {
    let wire = wire(r#"{"base":"https://returns.example/api/"}"#);
    assert_eq!(wire.base, "https://returns.example/api");
    assert_eq!(
        (wire.credentials, wire.post.method, wire.post.once),
        (Credentials::SameOrigin, Method::Post, Once::Key)
    );
    assert_eq!(
        wire.post.url.fill(&wire.base, &[]),
        "https://returns.example/api/returns"
    );
    let names = [
        &wire.post.headers.key,
        &wire.post.headers.request,
        &wire.post.headers.correlation,
    ];
    assert_eq!(
        names.map(Option::as_deref),
        [
            Some("Idempotency-Key"),
            Some("X-Request-ID"),
            Some("X-Correlation-ID")
        ]
    );
    assert_eq!(wire.post.receipt, ReceiptPaths::default());
    assert_eq!(
        (wire.asking(), wire.may_hold_twice()),
        (Asking::Impossible, false)
    );
    assert_eq!(
        (wire.reads.subjects, wire.reads.latest, wire.reads.filed),
        (None, None, None)
    );
}

#[test]
fn everything_can_be_said() {
    let wire = wire(
        r#"{"base":"/api","credentials":"include",
            "post":{"method":"PUT","once":"nothing","headers":{"key":null,"request":"X-Trace"},
                    "statuses":{"423":"later","202":"unknown"},"receipt":{"id":"/data/id","reference":"/data/ref"}},
            "ask":{"hash":"/sha256"},
            "reads":{"subjects":"{base}/subjects","latest":"{base}/s/{subject}/latest?return={return}&before={period}","filed":null}}"#,
    );
    assert_eq!(
        (wire.credentials, wire.post.method, wire.post.once),
        (Credentials::Include, Method::Put, Once::Nothing)
    );
    assert_eq!(
        wire.post.url.fill(&wire.base, &[("id", "r 1")]),
        "/api/returns/r%201"
    );
    assert_eq!(wire.post.headers.key, None);
    assert_eq!(wire.post.headers.request.as_deref(), Some("X-Trace"));
    assert_eq!(
        (wire.class_of(423), wire.class_of(202), wire.class_of(200)),
        (Some(Class::Later), Some(Class::Unknown), None)
    );
    assert_eq!(
        (
            wire.post.receipt.id.as_str(),
            wire.post.receipt.state.as_str()
        ),
        ("/data/id", "/state")
    );
    assert_eq!(
        wire.ask
            .as_ref()
            .unwrap()
            .url
            .fill(&wire.base, &[("id", "r")]),
        "/api/returns/r"
    );
    assert_eq!(
        (wire.hash_path(), wire.asking(), wire.may_hold_twice()),
        (Some("/sha256"), Asking::Possible, false)
    );
    assert!(
        wire.reads.subjects.is_some() && wire.reads.latest.is_some() && wire.reads.filed.is_none()
    );
}

#[test]
fn an_envelope_leaves_the_bytes_of_the_return_as_they_are() {
    let sent = |post: &str| {
        let wire = wire(&[r#"{"base":"/api","post":"#, post, "}"].concat());
        String::from_utf8(wire.post.body(br#"{"a": 1.50}"#).into_owned()).unwrap()
    };
    assert_eq!(sent("{}"), r#"{"a": 1.50}"#);
    assert_eq!(sent(r#"{"envelope":"data"}"#), r#"{"data":{"a": 1.50}}"#);
    assert_eq!(sent(r#"{"envelope":"a\"b"}"#), r#"{"a\"b":{"a": 1.50}}"#);
}

#[test]
fn a_backend_without_key_or_asking_may_hold_a_return_twice() {
    assert!(wire(r#"{"base":"/api","post":{"once":"nothing"}}"#).may_hold_twice());
}

#[test]
fn every_problem_is_told_with_its_place() {
    let found = problems(
        r#"{"base":7,"credentials":"always","basis":1,"ask":"yes","ask":{},
            "post":{"method":"GET","url":"{base}/{place}","once":true,"headers":{"key":"a b","other":"x"},
                    "statuses":{"99":"later","500":"maybe"},"receipt":{"id":"id","state":""}},
            "reads":{"subjects":"{base}/{subject}","latest":[],"extra":""}}"#,
    );
    assert_eq!(
        found,
        [
            "/backend/basis: there is no such setting",
            "/backend/ask: this stands here twice",
            "/backend/base: a text belongs here",
            "/backend/credentials: one of these belongs here: omit, same-origin, include",
            "/backend/post/method: one of these belongs here: POST, PUT",
            "/backend/post/url: an address belongs here, with these places at most: base, id",
            "/backend/post/once: one of these belongs here: key, nothing",
            "/backend/post/headers/other: there is no such setting",
            "/backend/post/headers/key: the name of a header belongs here",
            "/backend/post/statuses/99: an HTTP status belongs here",
            "/backend/post/statuses/500: one of these belongs here: receipt, sign-in, later, not-the-backend, unknown, refused",
            "/backend/post/receipt/id: a JSON Pointer belongs here",
            "/backend/post/receipt/state: a text belongs here",
            "/backend/ask: an object belongs here",
            "/backend/reads/extra: there is no such setting",
            "/backend/reads/subjects: an address belongs here, with these places at most: base",
            "/backend/reads/latest: an address belongs here, with these places at most: base, subject, return, period",
        ]
    );
}

#[test]
fn what_is_missing_is_told() {
    assert_eq!(problems("{}"), ["/backend/base: this is missing"]);
    assert_eq!(
        problems("[]"),
        [
            "/backend: an object belongs here",
            "/backend/base: this is missing"
        ]
    );
}

fn sign_in(part: &str) -> Result<SignIn, Vec<String>> {
    let text = format!(r#"{{"backend":{{"base":"/api"}},"signIn":{part}}}"#);
    match read(&parse(&text).unwrap()) {
        Ok(wire) => Ok(wire.unwrap().authorisation.sign_in.clone()),
        Err(problems) => Err(problems.iter().map(ConfigProblem::to_string).collect()),
    }
}

#[test]
fn nobody_signs_in_where_nothing_is_said() {
    assert_eq!(
        wire(r#"{"base":"/api"}"#).authorisation.sign_in,
        SignIn::None
    );
    for part in ["null", r#"{"kind":"none"}"#] {
        assert_eq!(sign_in(part), Ok(SignIn::None), "{part}");
    }
}

#[test]
fn each_way_to_sign_in_is_read() {
    let oidc = r#"{"kind":"oidc","issuer":"https://id.example","clientId":"care","scope":"openid profile","redirect":"./"}"#;
    assert_eq!(sign_in(oidc), Ok(SignIn::Oidc(oidc.to_owned())));
    let bearer = r#"{"kind":"bearer"}"#;
    assert_eq!(sign_in(bearer), Ok(SignIn::Bearer(bearer.to_owned())));
    let part = r#"{"kind":"cookie","csrf":{"cookie":"csrftoken"},"who":"{base}/me","page":"/login?next={return}"}"#;
    let Ok(SignIn::Cookie(cookie)) = sign_in(part) else {
        panic!("{part}")
    };
    assert_eq!(
        cookie.csrf,
        Some(("csrftoken".into(), "X-CSRF-Token".into()))
    );
    let page = cookie.page.unwrap().fill("/api", &[("return", "/a#/b")]);
    assert_eq!(page, "/login?next=%2Fa%23%2Fb");
    assert_eq!(cookie.who.unwrap().fill("/api", &[]), "/api/me");
}

#[test]
fn each_mistake_in_the_sign_in_is_told_with_its_place() {
    for (part, place) in [
        (r#""oidc""#, "/signIn: an object"),
        ("{}", "/signIn/kind: this is missing"),
        (r#"{"kind":"saml"}"#, "/signIn/kind: one of these"),
        (
            r#"{"kind":"bearer","token":"x"}"#,
            "/signIn/token: there is no such",
        ),
        (
            r#"{"kind":"oidc","clientId":"c"}"#,
            "/signIn/issuer: this is missing",
        ),
        (
            r#"{"kind":"oidc","issuer":"https://i.example"}"#,
            "/signIn/clientId: this is missing",
        ),
        (
            r#"{"kind":"oidc","issuer":"http://i.example","clientId":"c"}"#,
            "/signIn/issuer: an address with https",
        ),
        (
            r#"{"kind":"oidc","issuer":"https://i.example","clientId":"c","scope":"profile"}"#,
            "/signIn/scope: a scope with openid",
        ),
        (
            r#"{"kind":"oidc","issuer":"https://i.example","clientId":"c","endpoints":"x"}"#,
            "/signIn/endpoints: a list",
        ),
        (
            r#"{"kind":"oidc","issuer":"https://i.example","clientId":"c","clientSecret":"x"}"#,
            "/signIn/clientSecret: there is no such",
        ),
        (
            r#"{"kind":"cookie","csrf":{}}"#,
            "/signIn/csrf/cookie: this is missing",
        ),
        (
            r#"{"kind":"cookie","csrf":{"cookie":"c","header":"a b"}}"#,
            "/signIn/csrf/header: the name of a header",
        ),
        (
            r#"{"kind":"cookie","csrf":{"cookie":"c","header":null}}"#,
            "/signIn/csrf/header: the name of a header",
        ),
        (
            r#"{"kind":"cookie","who":"{id}"}"#,
            "/signIn/who: an address",
        ),
        (
            r#"{"kind":"cookie","page":"{who}"}"#,
            "/signIn/page: an address",
        ),
    ] {
        let problems = sign_in(part).unwrap_err();
        // What is no object has no kind either.
        assert_eq!(
            problems.len(),
            if part == "\"oidc\"" { 2 } else { 1 },
            "{problems:?}"
        );
        assert!(problems[0].starts_with(place), "{part}: {problems:?}");
    }
}

#[test]
fn an_issuer_on_this_machine_needs_no_tls() {
    let part = r#"{"kind":"oidc","issuer":"http://localhost:8080","clientId":"c"}"#;
    assert!(sign_in(part).is_ok());
    let part = r#"{"kind":"oidc","issuer":"http://localhost.example","clientId":"c"}"#;
    assert!(sign_in(part).is_err());
}
