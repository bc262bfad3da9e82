//! Backends that somebody else wrote, as they are: only `config.json` is another. The README shows each configuration.

use care_journeys::backends::Backend;
use care_journeys::browser::Engine;
use care_journeys::framework::{exactly, literal};
use care_journeys::lossy::Line;
use care_journeys::page::{Page, told};
use care_journeys::receiver::Row;
use care_journeys::{dist, http, texts as t, tools};
use serde_json::{Value, json};
use tempfile::{NamedTempFile, TempDir};

use crate::steps::{Scene, larch_house, last_month};

/// A page whose configuration names a backend at a port, and whose policy lets it be called.
#[track_caller]
fn scene(port: u16, backend: &str) -> (Scene, TempDir, NamedTempFile) {
    let base = format!("http://127.0.0.1:{port}");
    let mut backend = from_readme(backend);
    backend["base"] = json!(
        backend["base"]
            .as_str()
            .unwrap()
            .replace("https://returns.example", &base)
    );
    let page = told(dist::copy());
    told(dist::configure(page.path(), &|config| {
        config["backend"] = backend.clone();
    }));
    let headers = NamedTempFile::new().unwrap();
    let text = std::fs::read_to_string(told(tools::required(tools::HEADERS))).unwrap();
    let called = format!("connect-src 'self' {base}");
    std::fs::write(headers.path(), text.replace("connect-src 'self'", &called)).unwrap();
    let scene = Scene::with_headers(larch_house(), &last_month(), page.path(), headers.path());
    (scene, page, headers)
}

/// The configuration that the README shows under a backend's name.
#[track_caller]
fn from_readme(name: &str) -> Value {
    let readme = std::fs::read_to_string(tools::repository("README.md")).unwrap();
    let (_, after) = readme.split_once(&["**", name, "**"].concat()).unwrap();
    let (_, after) = after.split_once("```json\n").unwrap();
    let (text, _) = after.split_once("```").unwrap();
    serde_json::from_str(text).unwrap()
}

/// From the start to the page that asks to send.
#[track_caller]
fn declares(scene: &Scene, page: &Page) {
    scene.begin(page, true);
    scene.fill_all(page);
    page.go(&exactly(t::GO_ON_TO_SEND));
    page.arrives_at(&exactly(t::DECLARE));
}

/// That a backend's record is what was typed.
#[track_caller]
fn is_what_was_typed(scene: &Scene, body: &Value) {
    scene.holds_what_was_typed(&Row {
        id: body["id"].as_str().unwrap().to_owned(),
        body: body.clone(),
        revision: 1,
        replaced_by: None,
        reference: String::new(),
        state: "accepted".to_owned(),
    });
}

#[test]
fn kinto_holds_a_return_once_though_its_answer_was_lost() {
    let kinto = told(Backend::kinto());
    let line = told(Line::to(kinto.port, "PUT"));
    let (scene, _page, _headers) = scene(line.port, "Kinto");
    let page = scene.open("kinto", Engine::Chromium);
    declares(&scene, &page);
    page.does_not_say(&literal(t::TWICE));
    line.lose_next();
    page.go(&exactly(t::SEND));
    page.shows_within(60, &exactly(t::RECEIVED));
    assert!(line.has_lost());
    let records = told(kinto.records());
    assert_eq!(records.as_array().map(Vec::len), Some(1), "{records}");
    is_what_was_typed(&scene, &records[0]);
    page.lets_pass("net::ERR_");
    page.finish(&scene.receiver);
}

#[test]
fn json_server_takes_a_return_once_though_it_was_away() {
    let port = told(http::free_port());
    let (scene, _page, _headers) = scene(port, "json-server, a list of returns");
    let page = scene.open("json-server", Engine::Chromium);
    declares(&scene, &page);
    page.does_not_say(&literal(t::TWICE));
    // Nobody is there when it is sent first.
    page.go(&exactly(t::SEND));
    page.says(&literal(t::WHY_LINE));
    let server = told(Backend::json_server(port));
    // It goes out by itself: after up to 10 s, or up to 150 s more where that was too soon.
    page.shows_within(300, &exactly(t::RECEIVED));
    let returns = told(server.holds("/returns"));
    assert_eq!(returns.as_array().map(Vec::len), Some(1), "{returns}");
    is_what_was_typed(&scene, &returns[0]);
    page.lets_pass("net::ERR_");
    // It was asked before it was sent again, and did not have it.
    page.lets_pass("status of 404");
    page.finish(&scene.receiver);
}

#[test]
fn a_backend_that_knows_no_return_again_may_hold_it_twice_and_the_page_says_so() {
    let server = told(Backend::json_server(told(http::free_port())));
    let line = told(Line::to(server.port, "POST"));
    let (scene, _page, _headers) =
        scene(line.port, "json-server, an inbox with numbers of its own");
    let page = scene.open("inbox", Engine::Chromium);
    declares(&scene, &page);
    page.says(&literal(t::TWICE));
    page.look("may hold it twice");
    line.lose_next();
    page.go(&exactly(t::SEND));
    page.shows_within(60, &exactly(t::RECEIVED));
    assert!(line.has_lost());
    let inbox = told(server.holds("/inbox"));
    assert_eq!(inbox.as_array().map(Vec::len), Some(2), "{inbox}");
    assert_eq!(inbox[0]["return"], inbox[1]["return"], "the same bytes");
    is_what_was_typed(&scene, &inbox[0]["return"]);
    page.lets_pass("net::ERR_");
    page.finish(&scene.receiver);
}
