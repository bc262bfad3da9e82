//! What `fetch` is asked for, and what becomes of what it gives: with a `fetch` of the test's own, and with the real one.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use care_returns::submit::outbox::Why;
use care_returns::submit::{Outcome, Wire, config, http};
use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Headers, Response, ResponseInit};

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

const RECEIPT: &str =
    r#"{"id":"r","reference":"CR-1","receivedAt":"2026-11-21T14:03:05Z","state":"accepted"}"#;
/// SHA-256 of `abc`, as FIPS 180-4 publishes it.
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fn wire(backend: &str) -> Wire {
    config::read(&care_engine::json::parse(backend).unwrap())
        .unwrap()
        .unwrap()
}

/// What was asked of `fetch`, and the real one put back when it is dropped.
struct Stub {
    real: JsValue,
    asked: Rc<RefCell<Vec<(String, JsValue)>>>,
    _call: Closure<dyn FnMut(String, JsValue) -> Promise>,
}

impl Stub {
    /// Stands in for `fetch` until it is dropped.
    fn new(mut answer: impl FnMut() -> Result<JsValue, JsValue> + 'static) -> Self {
        let asked = Rc::new(RefCell::new(Vec::new()));
        let list = Rc::clone(&asked);
        let call = Closure::<dyn FnMut(String, JsValue) -> Promise>::new(move |address, init| {
            list.borrow_mut().push((address, init));
            match answer() {
                Ok(response) => Promise::resolve(&response),
                Err(error) => Promise::reject(&error),
            }
        });
        let real = Reflect::get(&js_sys::global(), &"fetch".into()).unwrap();
        Reflect::set(&js_sys::global(), &"fetch".into(), call.as_ref()).unwrap();
        Self {
            real,
            asked,
            _call: call,
        }
    }

    fn asked(&self) -> (String, Object) {
        let (address, init) = self.asked.borrow().last().cloned().unwrap();
        (address, init.unchecked_into())
    }
}

impl Drop for Stub {
    fn drop(&mut self) {
        Reflect::set(&js_sys::global(), &"fetch".into(), &self.real).unwrap();
    }
}

fn response(status: u16, content_type: &str, body: &str) -> JsValue {
    let headers = Headers::new().unwrap();
    headers.append("content-type", content_type).unwrap();
    headers.append("retry-after", "7").unwrap();
    let init = ResponseInit::new();
    init.set_status(status);
    init.set_headers(&headers);
    Response::new_with_opt_str_and_init(Some(body), &init)
        .unwrap()
        .into()
}

fn field(object: &Object, name: &str) -> String {
    Reflect::get(object, &name.into())
        .unwrap()
        .as_string()
        .unwrap_or_default()
}

fn header(init: &Object, name: &str) -> Option<String> {
    let headers: Headers = Reflect::get(init, &"headers".into())
        .unwrap()
        .unchecked_into();
    headers.get(name).unwrap()
}

#[wasm_bindgen_test]
async fn a_return_is_posted_with_its_ids_and_its_bytes() {
    let stub = Stub::new(|| Ok(response(201, "application/json", RECEIPT)));
    let outcome = http::send(
        &wire(r#"{"backend":{"base":"/api"}}"#),
        "r",
        b"{\"a\":1}",
        "c-1",
        "",
        0,
    )
    .await;
    assert!(matches!(outcome, Outcome::Received(receipt) if receipt.reference == "CR-1"));
    let (address, init) = stub.asked();
    assert_eq!(
        (address.as_str(), field(&init, "method").as_str()),
        ("/api/returns", "POST")
    );
    assert_eq!(
        (field(&init, "redirect"), field(&init, "credentials")),
        ("manual".into(), "same-origin".into())
    );
    for (name, value) in [
        ("Idempotency-Key", "r"),
        ("X-Request-ID", "r"),
        ("X-Correlation-ID", "c-1"),
        ("Content-Type", "application/json"),
    ] {
        assert_eq!(header(&init, name).as_deref(), Some(value), "{name}");
    }
    assert_eq!(header(&init, "If-None-Match"), None);
    let body: Uint8Array = Reflect::get(&init, &"body".into())
        .unwrap()
        .unchecked_into();
    assert_eq!(body.to_vec(), b"{\"a\":1}");
}

#[wasm_bindgen_test]
async fn a_return_is_put_where_the_configuration_says() {
    let stub = Stub::new(|| Ok(response(412, "application/json", "{}")));
    let wire = wire(
        r#"{"backend":{"base":"/api","credentials":"include",
            "post":{"method":"PUT","headers":{"key":null,"request":"X-Trace","correlation":null}}}}"#,
    );
    let outcome = http::send(&wire, "r 1", b"{}", "c-1", "", 0).await;
    assert!(matches!(outcome, Outcome::Unknown { answer: Some(_) }));
    let (address, init) = stub.asked();
    assert_eq!(
        (address.as_str(), field(&init, "method").as_str()),
        ("/api/returns/r%201", "PUT")
    );
    assert_eq!(header(&init, "If-None-Match").as_deref(), Some("*"));
    assert_eq!(
        (
            header(&init, "X-Trace").as_deref(),
            header(&init, "Idempotency-Key")
        ),
        (Some("r 1"), None)
    );
    assert_eq!(field(&init, "credentials"), "include");
}

#[wasm_bindgen_test]
async fn the_wait_that_a_backend_asks_for_is_read() {
    let _stub = Stub::new(|| Ok(response(503, "application/json", "")));
    let outcome = http::send(
        &wire(r#"{"backend":{"base":"/api"}}"#),
        "r",
        b"{}",
        "c",
        "",
        0,
    )
    .await;
    assert_eq!(
        outcome,
        Outcome::Later {
            after: Some(7_000),
            why: Why::Busy(503)
        }
    );
}

#[wasm_bindgen_test]
async fn asking_compares_the_hash() {
    let answer = format!(r#"{{"id":"r","sha256":"{ABC}"}}"#);
    let stub = Stub::new(move || Ok(response(200, "application/json", &answer)));
    let wire = wire(r#"{"backend":{"base":"/api","ask":{"hash":"/sha256"}}}"#);
    assert!(matches!(
        http::ask(&wire, "r", b"abc", 0).await,
        Outcome::Received(_)
    ));
    assert_eq!(http::ask(&wire, "r", b"abd", 0).await, Outcome::Different);
    let (address, init) = stub.asked();
    assert_eq!(
        (address.as_str(), field(&init, "method").as_str()),
        ("/api/returns/r", "GET")
    );
}

#[wasm_bindgen_test]
async fn what_fetch_throws_is_no_answer() {
    let wire = wire(r#"{"backend":{"base":"/api"}}"#);
    let stub = Stub::new(|| Err(js_sys::TypeError::new("failed").into()));
    assert_eq!(
        http::send(&wire, "r", b"{}", "c", "", 0).await,
        Outcome::Unknown { answer: None }
    );
    drop(stub);
    let nothing: Function = JsValue::UNDEFINED.unchecked_into();
    let real = Reflect::get(&js_sys::global(), &"fetch".into()).unwrap();
    Reflect::set(&js_sys::global(), &"fetch".into(), &nothing).unwrap();
    let outcome = http::send(&wire, "r", b"{}", "c", "", 0).await;
    Reflect::set(&js_sys::global(), &"fetch".into(), &real).unwrap();
    assert_eq!(outcome, Outcome::Unknown { answer: None });
}

#[wasm_bindgen_test]
async fn a_port_where_nobody_listens_is_no_answer() {
    let wire = wire(r#"{"backend":{"base":"http://127.0.0.1:9/api"}}"#);
    assert_eq!(
        http::send(&wire, "r", b"{}", "c", "", 0).await,
        Outcome::Unknown { answer: None }
    );
}
