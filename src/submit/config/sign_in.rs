//! How people sign in to the backend: the `signIn` part of `config.json`. Absent, or `{"kind":"none"}`: nobody does.
//!
//! **A token that the page around gives**: the page asks for it by an event on its document.
//!
//! ```json
//! { "signIn": { "kind": "bearer" } }
//! ```
//!
//! ```js
//! document.addEventListener("care-returns:sign-in", ({ detail }) => {
//!   // detail.again: the person pressed "Sign in", or the token of before is no longer taken
//!   // At once or later, and again for each new token. issuer and subject say whose returns these are; expires is Unix
//!   // time in milliseconds. All but the token may be left out.
//!   detail.give({ token, issuer, subject, name, expires });
//! });
//! document.addEventListener("care-returns:sign-out", () => {});
//! ```
//!
//! **A cookie of the backend's own**, with `backend.credentials`. What writes carries what stands in the cookie that `csrf`
//! names, in the header that it names. `who` is read to know who is signed in: an object with `issuer`, `subject` and
//! `name`; without it the page cannot know, and keeps nobody's returns from being sent by another. `page` is where one
//! signs in and `out` where one signs out; `{return}` in them is filled with this page's address.
//!
//! ```json
//! { "signIn": { "kind": "cookie", "csrf": { "cookie": "csrftoken", "header": "X-CSRF-Token" },
//!               "who": "{base}/me", "page": "/login?next={return}",
//!               "out": "/logout?next={return}" } }
//! ```
//!
//! **`OpenID` Connect**, authorisation code with PKCE, by redirect. The address to come back to is this page's own, and
//! must be registered at the issuer as it stands; the issuer's discovery document says the rest. The token endpoint must
//! let this page's origin call it. Name it in `endpoints` where it is on another origin than the issuer: the page's policy
//! is made from here (`cargo xtask headers`).
//!
//! ```json
//! { "signIn": { "kind": "oidc", "issuer": "https://id.example", "clientId": "care-returns", "scope": "openid profile",
//!               "redirect": "./", "resource": "https://returns.example/api", "endpoints": ["https://tokens.example"] } }
//! ```
//!
//! Tokens are in memory only: a page that is loaded again asks for a sign-in again.

use super::read::{ConfigProblem, ConfigProblemKind, Part};
use crate::submit::template::Template;
use care_engine::json::Json;

/// How people sign in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SignIn {
    /// Nobody does.
    #[default]
    None,
    /// The page around gives a token. The part of the configuration as it stands, for the page's script.
    Bearer(String),
    /// By redirect to an issuer. The part of the configuration as it stands, for the page's script.
    Oidc(String),
    /// By a cookie of the backend's own.
    Cookie(Cookie),
}

/// A cookie of the backend's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cookie {
    /// What shows that a call that writes comes from this page: the cookie's name, and the header's.
    pub csrf: Option<(String, String)>,
    /// Who is signed in. Places: `base`.
    pub who: Option<Template>,
    /// Where one signs in. Places: `base`, `return`.
    pub page: Option<Template>,
    /// Where one signs out. Places: `base`, `return`.
    pub out: Option<Template>,
}

/// Reads the part. What is wrong in it goes to the problems.
// Apart, so that a first visit where nobody signs in does not load it.
#[inline(never)]
pub(super) fn read(json: &Json, problems: &mut Vec<ConfigProblem>) -> SignIn {
    let mut part = Part::new(Some(json), "/signIn".into(), problems);
    let kind = part.word(
        "kind",
        "none, bearer, cookie, oidc",
        &["none", "bearer", "cookie", "oidc"],
    );
    match kind {
        Some(0) => part.keys(&["kind"]),
        Some(1) => {
            part.keys(&["kind"]);
            return SignIn::Bearer(json.to_text());
        }
        Some(2) => return SignIn::Cookie(cookie(&mut part)),
        Some(_) => {
            oidc(&mut part);
            return SignIn::Oidc(json.to_text());
        }
        None if part.get("kind").is_none() => part.problem("kind", ConfigProblemKind::Missing),
        None => {}
    }
    SignIn::None
}

fn cookie(part: &mut Part<'_>) -> Cookie {
    part.keys(&["kind", "csrf", "who", "page", "out"]);
    let mut cookie = Cookie {
        csrf: None,
        who: part.address("who", &["base"], "base"),
        page: part.address("page", &["base", "return"], "base, return"),
        out: part.address("out", &["base", "return"], "base, return"),
    };
    if part.get("csrf").is_some_and(|csrf| !csrf.is_null()) {
        let mut csrf = part.part("csrf");
        csrf.keys(&["cookie", "header"]);
        let header = csrf.header("header", "X-CSRF-Token");
        match (csrf.needed("cookie"), header) {
            (Some(name), Some(header)) => cookie.csrf = Some((name, header)),
            (Some(_), None) => {
                csrf.problem("header", ConfigProblemKind::Kind("the name of a header"));
            }
            (None, _) => {}
        }
    }
    cookie
}

fn oidc(part: &mut Part<'_>) {
    part.keys(&[
        "kind",
        "issuer",
        "clientId",
        "scope",
        "redirect",
        "resource",
        "endpoints",
    ]);
    if let Some(issuer) = part.needed("issuer")
        && !is_origin_safe(&issuer)
    {
        part.problem("issuer", ConfigProblemKind::Kind("an address with https"));
    }
    part.needed("clientId");
    for key in ["redirect", "resource"] {
        part.text(key);
    }
    if let Some(scope) = part.text("scope")
        && !scope.split(' ').any(|word| word == "openid")
    {
        part.problem(
            "scope",
            ConfigProblemKind::Kind("a scope with openid in it"),
        );
    }
    let endpoints = part.get("endpoints");
    let texts = |list: &[Json]| list.iter().all(|one| one.as_text().is_some());
    if endpoints.is_some_and(|list| !list.as_list().is_some_and(texts)) {
        part.problem("endpoints", ConfigProblemKind::Kind("a list of addresses"));
    }
}

/// Without TLS anybody on the way could be the issuer. On this machine itself nobody is on the way.
fn is_origin_safe(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("http://") else {
        return address.starts_with("https://");
    };
    let host = rest.split(['/', ':']).next();
    matches!(host, Some("localhost" | "127.0.0.1"))
}
