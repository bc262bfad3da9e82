//! Backends that somebody else wrote, as they are: only `config.json` is another.

use care_journeys::browser::Engine;
use care_journeys::framework::exactly;
use care_journeys::page::told;
use care_journeys::process::Group;
use care_journeys::receiver::Row;
use care_journeys::{dist, http, texts as t, tools};
use serde_json::{Value, json};
use std::process::Command;

use crate::steps::{Scene, larch_house, last_month, send};

/// npm's `json-server`: a list of JSON objects, each held under its own id.
struct JsonServer {
    port: u16,
    running: Option<Group>,
}

impl JsonServer {
    #[track_caller]
    fn start(port: u16) -> Self {
        let mut command = Command::new("node");
        command
            .arg(tools::repository("wasm-tests/journeys/json_server.mjs"))
            .arg(told(tools::required(tools::NODE)).join("json-server"))
            .arg(port.to_string());
        let (running, _) = told(Group::start_and_listen(&mut command));
        Self {
            port,
            running: Some(running),
        }
    }

    #[track_caller]
    fn returns(&self) -> Vec<Value> {
        let answer = told(http::call(self.port, "GET", "/returns", None));
        serde_json::from_str(&answer.body).unwrap()
    }
}

/// The configuration that the README shows for it.
fn configuration(port: u16) -> Value {
    json!({
        "base": format!("http://127.0.0.1:{port}"),
        "credentials": "omit",
        "post": { "receipt": { "reference": "/id", "receivedAt": "/finishedAt" } },
        "ask": { "url": "{base}/returns/{id}" }
    })
}

#[test]
fn json_server_takes_a_return_once_though_it_was_away() {
    let port = told(http::free_port());
    let page = told(dist::copy());
    told(dist::configure(page.path(), &|config| {
        config["backend"] = configuration(port);
    }));
    let headers = tempfile::NamedTempFile::new().unwrap();
    let text = std::fs::read_to_string(told(tools::required(tools::HEADERS))).unwrap();
    let backend = format!("connect-src 'self' http://127.0.0.1:{port}");
    std::fs::write(headers.path(), text.replace("connect-src 'self'", &backend)).unwrap();
    let scene = Scene::with_headers(larch_house(), &last_month(), page.path(), headers.path());
    let page = scene.open("json-server", Engine::Chromium);
    scene.begin(&page, true);
    scene.fill_all(&page);
    // Nobody is there when it is sent first.
    send(&page);
    page.arrives_at(&exactly(t::WAITING));
    page.lets_pass("ERR_CONNECTION_REFUSED");
    let server = JsonServer::start(port);
    page.go(&exactly(t::TRY_NOW));
    page.shows(&exactly(t::RECEIVED));
    let returns = server.returns();
    assert_eq!(returns.len(), 1);
    let row = Row {
        id: returns[0]["id"].as_str().unwrap().to_owned(),
        body: returns[0].clone(),
        revision: 1,
        replaced_by: None,
        reference: String::new(),
        state: "accepted".to_owned(),
    };
    scene.holds_what_was_typed(&row);
    assert!(server.running.is_some());
    page.finish(&scene.receiver);
}
