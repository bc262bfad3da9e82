//! The calls themselves, by the browser's `fetch`. Nothing is decided here.
//!
//! `fetch` by its own binding, because the crate around it brings a second set of HTTP types for what are five calls.

use super::classify::{self, Answer, Outcome, Reply};
use super::clock::BackendClock;
use super::config::{Credentials, Method, Wire};
use super::sign_in;
use js_sys::{Function, Promise, Reflect, Uint8Array};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, RequestCache, RequestCredentials, RequestInit, RequestRedirect,
    Response, ResponseType,
};

/// What every call takes for an answer.
const ACCEPT: (&str, &str) = ("Accept", "application/json, application/problem+json");
/// No call waits longer for its answer, in milliseconds. A phone in a care home's cellar is slow, and not that slow.
const LONGEST_CALL: i32 = 60_000;

/// What a call comes to. Boxed, so that all who wait for one hold and drop the same one pointer.
type Calling = Pin<Box<dyn Future<Output = Reply>>>;

/// Sends a return once: the same id and the same bytes on every try. `correlation` is a random id of this try, `name`
/// that of the person who sends, where the device knows persons.
pub async fn send(
    wire: &Wire,
    id: &str,
    bytes: &[u8],
    correlation: &str,
    name: &str,
    now: i64,
) -> Outcome {
    let reply = post(wire, id, bytes, correlation, name).await;
    classify::sent(&reply, id, wire, now)
}

/// Gives a return to who takes it in the place of a backend: a function of `take`, the id and the text, whose promise comes to
/// what a backend would answer, or to `{status, body}`. A promise that is broken is no answer.
pub async fn hand_over(
    taker: &Function,
    wire: &Wire,
    (id, bytes): (&str, &[u8]),
    now: i64,
) -> Outcome {
    let reply = handed_over(taker, id, bytes).await;
    classify::sent(&reply.unwrap_or(Reply::Nothing), id, wire, now)
}

async fn handed_over(taker: &Function, id: &str, bytes: &[u8]) -> Option<Reply> {
    let text = std::str::from_utf8(bytes).ok()?;
    let promise = taker
        .call3(&JsValue::NULL, &"take".into(), &id.into(), &text.into())
        .ok()?;
    let told = JsFuture::from(Promise::resolve(&promise)).await.ok()?;
    let status = Reflect::get(&told, &"status".into()).ok()?.as_f64();
    let (status, body) = match status {
        Some(status) => (status, Reflect::get(&told, &"body".into()).ok()?),
        None => (201.0, told),
    };
    let body = js_sys::JSON::stringify(&body).ok()?.as_string()?;
    Some(Reply::Answer(Answer {
        // A status that is none is classified as one that is not known.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a number that is no status is brought into the range of one"
        )]
        status: status as u16,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body,
    }))
}

fn post(wire: &Wire, id: &str, bytes: &[u8], correlation: &str, name: &str) -> Calling {
    let post = &wire.post;
    let names = &post.headers;
    let mut headers = vec![("Content-Type", "application/json"), ACCEPT];
    let sender = wire.authorisation.identity(now());
    let sender = sign_in::sent_by(sender.as_ref(), name);
    for (name, value) in [
        (&names.key, id),
        (&names.request, id),
        (&names.correlation, correlation),
        (&names.sent_by, sender.as_str()),
    ] {
        // Nobody's name is no header.
        if let Some(name) = name.as_ref().filter(|_| !value.is_empty()) {
            headers.push((name, value));
        }
    }
    let method = match post.method {
        Method::Post => "POST",
        Method::Put => {
            headers.push(("If-None-Match", "*"));
            "PUT"
        }
    };
    let address = post.url.fill(&wire.base, &[("id", id)]);
    call(method, &address, &headers, Some(&post.body(bytes)), wire)
}

/// Asks whether the backend has a return. Where it cannot be asked, the answer stays unknown.
pub async fn ask(wire: &Wire, id: &str, bytes: &[u8], now: i64) -> Outcome {
    let Some(ask) = &wire.ask else {
        return Outcome::Unknown { answer: None };
    };
    let reply = get(wire, &ask.url.fill(&wire.base, &[("id", id)])).await;
    let hash = if ask.hash.is_some() {
        sha256(bytes).await
    } else {
        None
    };
    classify::asked(&reply, id, wire, hash.as_deref(), now)
}

/// Reads from an address.
pub(super) fn get(wire: &Wire, address: &str) -> Calling {
    call("GET", address, &[ACCEPT], None, wire)
}

fn call(
    method: &str,
    address: &str,
    headers: &[(&str, &str)],
    body: Option<&[u8]>,
    wire: &Wire,
) -> Calling {
    let at = now();
    let allowed = wire.authorisation.headers(body.is_some(), &cookies());
    let mut headers = headers.to_vec();
    for (name, value) in &allowed {
        headers.push((name, value));
    }
    let begun = begin(method, address, &headers, body, wire.credentials);
    let clock = Rc::clone(&wire.clock);
    Box::pin(async move {
        // Whatever the browser throws here, it is no answer: refused by policy, no network, cut off, too slow.
        let Ok((limit, answer)) = begun else {
            return Reply::Nothing;
        };
        let reply = end(answer, &clock, at).await.unwrap_or(Reply::Nothing);
        drop(limit);
        reply
    })
}

/// Begins a call: what ends it when it takes too long, and its answer.
fn begin(
    method: &str,
    address: &str,
    headers: &[(&str, &str)],
    body: Option<&[u8]>,
    credentials: Credentials,
) -> Result<(Limit, Promise), JsValue> {
    let limit = Limit::new()?;
    let init = RequestInit::new();
    init.set_method(method);
    // A redirect would take a return, or a question, to a place that nobody configured.
    init.set_redirect(RequestRedirect::Manual);
    // What was kept from an earlier call is old, and so is its date.
    init.set_cache(RequestCache::NoStore);
    init.set_credentials(match credentials {
        Credentials::Omit => RequestCredentials::Omit,
        Credentials::SameOrigin => RequestCredentials::SameOrigin,
        Credentials::Include => RequestCredentials::Include,
    });
    init.set_signal(Some(&limit.controller.signal()));
    let list = Headers::new()?;
    for (name, value) in headers {
        list.append(name, value)?;
    }
    init.set_headers(&list);
    if let Some(body) = body {
        init.set_body(&Uint8Array::from(body));
    }
    let answer = fetch(address, &init)?;
    Ok((limit, answer))
}

async fn end(answer: Promise, clock: &BackendClock, begun: i64) -> Result<Reply, JsValue> {
    let response: Response = JsFuture::from(answer).await?.unchecked_into();
    let answered = now();
    if response.type_() == ResponseType::Opaqueredirect {
        return Ok(Reply::Redirect);
    }
    let body = JsFuture::from(response.text()?).await?;
    let header = |name: &str| response.headers().get(name).ok().flatten();
    let answer = Answer {
        status: response.status(),
        content_type: header("content-type").unwrap_or_default(),
        retry_after: header("retry-after"),
        body: body.as_string().unwrap_or_default(),
    };
    // A page comes from whatever stands before the backend. Another origin hides the header, if it does not expose it.
    if !answer.is_page() {
        clock.heard(header("date").as_deref(), begun, answered);
    }
    Ok(Reply::Answer(answer))
}

/// The cookies that the page may read. A worker has none.
fn cookies() -> String {
    let document = Reflect::get(&js_sys::global(), &"document".into());
    let cookies = document.and_then(|document| Reflect::get(&document, &"cookie".into()));
    cookies
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "whole milliseconds, far below 2^53"
)]
pub(super) fn now() -> i64 {
    js_sys::Date::now() as i64
}

/// SHA-256 in hexadecimal; `None` where the browser does not offer it (a page without HTTPS).
async fn sha256(bytes: &[u8]) -> Option<String> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let hash = JsFuture::from(digest("SHA-256", &Uint8Array::from(bytes)).ok()?)
        .await
        .ok()?;
    let mut hex = String::with_capacity(64);
    for byte in Uint8Array::new(&hash).to_vec() {
        for half in [byte >> 4, byte & 15] {
            hex.push(
                DIGITS
                    .get(usize::from(half))
                    .map_or('0', |digit| char::from(*digit)),
            );
        }
    }
    Some(hex)
}

/// Ends a call that takes too long. Dropping it lets the call be.
struct Limit {
    controller: AbortController,
    timer: JsValue,
    /// Held for as long as the timer may call it.
    _end: Closure<dyn FnMut()>,
}

impl Limit {
    fn new() -> Result<Self, JsValue> {
        let controller = AbortController::new()?;
        let aborted = controller.clone();
        let end = Closure::<dyn FnMut()>::new(move || aborted.abort());
        let timer = set_timeout(end.as_ref().unchecked_ref(), LONGEST_CALL);
        Ok(Self {
            controller,
            timer,
            _end: end,
        })
    }
}

impl Drop for Limit {
    fn drop(&mut self) {
        clear_timeout(&self.timer);
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch)]
    fn fetch(address: &str, init: &RequestInit) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(call: &Function, milliseconds: i32) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue);
    #[wasm_bindgen(catch, js_namespace = ["crypto", "subtle"])]
    fn digest(algorithm: &str, bytes: &Uint8Array) -> Result<Promise, JsValue>;
}
