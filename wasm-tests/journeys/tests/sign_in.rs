//! Signing in, in each of the ways that a backend may want it, and whose a finished return is.

use care_journeys::browser::Engine;
use care_journeys::framework::{exactly, literal};
use care_journeys::issuer::{Issuer, KEY};
use care_journeys::page::{Page, told};
use care_journeys::wait::wait_for;
use care_journeys::{dist, http, texts as t, tools};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::steps::{Scene, larch_house, last_month, send};

/// A page whose backend wants a token of an issuer.
struct Issued {
    scene: Scene,
    issuer: Issuer,
    _files: TempDir,
}

impl Issued {
    #[track_caller]
    fn new() -> Self {
        let port = told(http::free_port());
        let files = told(dist::copy());
        let origin = format!("http://localhost:{port}");
        let settings = json!({
            "kind": "oidc", "issuer": origin, "clientId": "care-returns", "scope": "openid profile",
        });
        told(dist::configure(files.path(), &|config| {
            config["signIn"] = settings.clone();
        }));
        // As `cargo xtask headers` makes them of such settings.
        let headers = std::fs::read_to_string(told(tools::required(tools::HEADERS))).unwrap();
        let with = headers.replace(
            "connect-src 'self'",
            &format!("connect-src 'self' {origin}"),
        );
        assert_ne!(with, headers);
        let headers = files.path().join("headers.json");
        std::fs::write(&headers, with).unwrap();
        let scene = Scene::with_headers(larch_house(), &last_month(), files.path(), &headers);
        told(scene.receiver.sign_in(&json!({"key": KEY})));
        let issuer = told(Issuer::start(port, &scene.receiver.address()));
        Self {
            scene,
            issuer,
            _files: files,
        }
    }
}

/// Signs in at the issuer, by the button with this name, and is back.
#[track_caller]
fn sign_in_as(page: &Page, button: &str, person: &str) {
    page.go(&exactly(button));
    page.go(&exactly(&format!("Sign in as {person}")));
    is_signed_in(page, person);
}

#[track_caller]
fn is_signed_in(page: &Page, person: &str) {
    page.says(&literal(&format!("{}Made-up {person}", t::SIGNED_IN_AS)));
}

/// The calls that were about a return.
#[track_caller]
fn calls_about(scene: &Scene, id: &str) -> Vec<Value> {
    let calls = told(scene.receiver.calls());
    calls.into_iter().filter(|call| call["id"] == id).collect()
}

/// There and back by redirect, its end in the middle of a return, and out again.
fn by_an_issuer(engine: Engine) {
    let issued = Issued::new();
    let scene = &issued.scene;
    told(issued.issuer.tokens_live(12));
    let page = scene.open(&format!("issuer-{engine:?}"), engine);
    page.shows(&exactly(t::START));
    page.says(&literal(t::NOT_SIGNED_IN));
    sign_in_as(&page, t::BEGIN_SIGN_IN, "a");
    page.look("signed in");
    page.go(&exactly(t::DO_NOT_KNOW_ME));
    scene.begin(&page, false);
    page.link("Beds");
    page.arrives_at("^Beds$");
    page.fill(&scene.framework, "Beds occupied", "20");
    page.says_within(60, t::SIGN_IN_ENDED);
    page.look("sign-in ended");
    // Typed, and at once away: it is saved before the page is left.
    page.fill(&scene.framework, "Beds reserved", "3");
    told(issued.issuer.tokens_live(3600));
    sign_in_as(&page, t::SIGN_IN_AGAIN, "a");
    page.comes_to(&scene.framework, "Beds", "Beds reserved");
    page.holds(&scene.framework, "Beds occupied", "20");
    page.holds(&scene.framework, "Beds reserved", "3");
    page.spoil("if (sessionStorage.length > 0 || location.search !== '') throw new Error('something of the sign-in is left')");

    page.spoil("history.pushState(null, '', '/?code=stolen&state=unknown' + location.hash)");
    page.reload();
    page.says(t::SIGN_IN_FAILED);
    page.spoil("if (location.search !== '') throw new Error('what was sent back is left')");
    sign_in_as(&page, t::BEGIN_SIGN_IN, "a");
    page.go(&exactly(t::SIGN_OUT));
    page.says(&literal(t::NOT_SIGNED_IN));
    page.finish(&scene.receiver);
    let calls = told(scene.receiver.calls());
    assert!(
        calls.iter().any(|call| call["subject"] == "a"),
        "the subjects were read"
    );
    let unknown: Vec<&Value> = calls
        .iter()
        .filter(|call| call["subject"].is_null())
        .collect();
    assert!(
        unknown.is_empty(),
        "nobody calls without a sign-in: {unknown:?}"
    );
}

#[test]
fn an_issuer_in_chromium() {
    by_an_issuer(Engine::Chromium);
}

#[test]
fn an_issuer_in_firefox() {
    by_an_issuer(Engine::Firefox);
}

#[test]
fn an_issuer_in_webkit() {
    by_an_issuer(Engine::WebKit);
}

#[test]
fn what_a_finished_offline_is_never_carried_by_b() {
    let mut issued = Issued::new();
    let page = issued.scene.open("identity", Engine::Chromium);
    page.shows(&exactly(t::START));
    sign_in_as(&page, t::BEGIN_SIGN_IN, "a");
    page.go(&exactly(t::KNOW_ME));
    issued.scene.begin(&page, false);
    issued.scene.fill_all(&page);
    issued.scene.receiver.stop();
    send(&page);
    page.arrives_at(t::FINISHED_AT);
    page.says(t::WAITING);
    page.go(&exactly(t::SIGN_OUT));
    page.says(&literal(t::NOT_SIGNED_IN));
    issued.scene.receiver.resume().unwrap();
    told(issued.scene.receiver.sign_in(&json!({"key": KEY})));

    sign_in_as(&page, t::BEGIN_SIGN_IN, "b");
    page.go(&exactly(t::DO_NOT_KNOW_ME));
    page.link(t::ONE_WAITS);
    page.arrives_at(&exactly(t::WAITING));
    page.says("Finished by Made-up a\\. It waits until Made-up a signs in\\.");
    page.look("outbox, another's return");
    // Whatever makes the page look at its outbox, it is not b's to send.
    page.spoil("dispatchEvent(new Event('online'))");
    let read = |subject: &str| {
        let calls = issued.scene.receiver.calls()?;
        let found = calls.iter().any(|call| call["subject"] == subject);
        Ok(if found { Ok(()) } else { Err("no call".into()) })
    };
    told(wait_for("a call of b's", || read("b")));
    let rows = issued.scene.receiver.rows().unwrap();
    assert_eq!(rows.len(), 1, "last month's only");

    page.go(&exactly(t::SIGN_OUT));
    sign_in_as(&page, t::BEGIN_SIGN_IN, "a");
    page.says(&literal(t::NOTHING_WAITS));
    let rows = issued.scene.receiver.rows().unwrap();
    assert_eq!(rows.len(), 2, "last month's and this month's");
    issued.scene.holds_what_was_typed(&rows[1]);
    assert_eq!(rows[1].body["finishedAs"]["subject"], json!("a"));
    let calls = calls_about(&issued.scene, &rows[1].id);
    assert!(!calls.is_empty());
    for call in &calls {
        assert_eq!(call["subject"], json!("a"), "{call}");
    }
    let sent = calls.iter().find(|call| call["method"] == "POST").unwrap();
    assert!(
        sent["sentBy"].as_str().unwrap().ends_with("&subject=a"),
        "{sent}"
    );
    // What a browser says of a receiver that was away.
    page.lets_pass("ERR_CONNECTION");
    page.finish(&issued.scene.receiver);
}

#[test]
fn what_was_finished_by_nobody_known_is_sent_by_who_says_that_it_is_hers() {
    let issued = Issued::new();
    let page = issued.scene.open("claim", Engine::Chromium);
    page.shows(&exactly(t::START));
    sign_in_as(&page, t::BEGIN_SIGN_IN, "a");
    page.go(&exactly(t::DO_NOT_KNOW_ME));
    issued.scene.begin(&page, false);
    issued.scene.fill_all(&page);
    page.saved();
    page.go(&exactly(t::SIGN_OUT));
    page.says(&literal(t::NOT_SIGNED_IN));
    page.go(&exactly(t::GO_ON_TO_SEND));
    page.arrives_at(&exactly(t::DECLARE));
    page.says("The return waits until you sign in and say that it is yours");
    page.go(&exactly(t::SEND));
    page.arrives_at(t::FINISHED_AT);

    // Signing in alone sends nothing.
    sign_in_as(&page, t::BEGIN_SIGN_IN, "b");
    page.go(&exactly(t::DO_NOT_KNOW_ME));
    page.says("Nobody was signed in when this return was finished");
    assert_eq!(
        issued.scene.receiver.rows().unwrap().len(),
        1,
        "last month's"
    );
    page.look("a return that nobody known finished");
    page.go("^Send this as Made-up b$");
    page.arrives_at(&exactly(t::RECEIVED));
    let rows = issued.scene.receiver.rows().unwrap();
    assert_eq!(rows.len(), 2, "last month's and this month's");
    assert_eq!(rows[1].body["finishedAs"], Value::Null);
    let calls = calls_about(&issued.scene, &rows[1].id);
    let sent = calls.iter().find(|call| call["method"] == "POST").unwrap();
    assert!(
        sent["sentBy"].as_str().unwrap().ends_with("&subject=b"),
        "{sent}"
    );
    page.finish(&issued.scene.receiver);
}

#[test]
fn a_token_of_the_page_around() {
    let files = told(dist::copy());
    told(dist::configure(files.path(), &|config| {
        config["signIn"] = json!({"kind": "bearer"});
    }));
    told(dist::with_host(
        files.path(),
        "document.addEventListener('care-returns:sign-in', ({ detail }) => {
           const token = detail.again ? 'second' : 'first';
           setTimeout(() => detail.give({ token, issuer: 'portal', subject: 'a', name: 'Made-up a' }), 50);
         });",
    ));
    let scene = Scene::with_page(larch_house(), &last_month(), files.path());
    told(scene.receiver.sign_in(&json!({"tokens": {"first": "a"}})));
    let page = scene.open("host", Engine::Chromium);
    is_signed_in(&page, "a");
    page.go(&exactly(t::DO_NOT_KNOW_ME));
    scene.begin(&page, false);
    scene.fill_all(&page);
    page.go(&exactly(t::GO_ON_TO_SEND));
    page.arrives_at(&exactly(t::DECLARE));
    page.says(&literal(t::SENT_IN_THE_NAME_OF));
    page.look("declaration, signed in");
    // The first token is not taken any more: the page asks for another, and goes on with that.
    told(scene.receiver.sign_in(&json!({"tokens": {"second": "a"}})));
    page.go(&exactly(t::SEND));
    page.arrives_at(&exactly(t::RECEIVED));
    let rows = scene.receiver.rows().unwrap();
    scene.holds_what_was_typed(&rows[1]);
    assert_eq!(
        rows[1].body["finishedAs"],
        json!({"issuer": "portal", "subject": "a", "name": "Made-up a"})
    );
    page.spoil("for (const key of Object.keys(window)) if (/token|signIn/i.test(key)) throw new Error(key)");
    page.lets_pass("status of 401");
    page.finish(&scene.receiver);
}

#[test]
fn a_cookie_with_what_shows_where_a_call_comes_from() {
    let files = told(dist::copy());
    told(dist::configure(files.path(), &|config| {
        config["signIn"] = json!({
            "kind": "cookie",
            "csrf": {"cookie": "care-csrf", "header": "X-CSRF-Token"},
            "who": "{base}/me",
            "page": "{base}/test/login?as=a&next={return}",
            "out": "{base}/test/login?as=&next={return}",
        });
    }));
    let scene = Scene::with_page(larch_house(), &last_month(), files.path());
    told(scene.receiver.sign_in(&json!({"cookie": true})));
    let page = scene.open("cookie", Engine::Chromium);
    page.shows(&exactly(t::START));
    page.says(&literal(t::NOT_SIGNED_IN));
    page.go(&exactly(t::BEGIN_SIGN_IN));
    is_signed_in(&page, "a");
    page.go(&exactly(t::DO_NOT_KNOW_ME));
    scene.begin(&page, false);
    scene.fill_all(&page);
    send(&page);
    page.arrives_at(&exactly(t::RECEIVED));
    let rows = scene.receiver.rows().unwrap();
    scene.holds_what_was_typed(&rows[1]);
    let calls = calls_about(&scene, &rows[1].id);
    assert!(calls.iter().all(|call| call["subject"] == "a"), "{calls:?}");
    page.go(&exactly(t::SIGN_OUT));
    page.says(&literal(t::NOT_SIGNED_IN));
    page.lets_pass("status of 401");
    page.finish(&scene.receiver);
}
