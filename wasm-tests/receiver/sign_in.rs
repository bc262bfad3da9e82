//! Sign-in for tests: who may call, by a token or by a cookie, and a trace of who called for what. Only with
//! `--test-switches`; without it, and until a test asks for it, everybody may.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Json, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::app::Shared;
use crate::problem::Problem;
use crate::receipt::sha256;
use crate::trace::{IDEMPOTENCY_KEY, REQUEST_ID};

/// The cookie that says who it is, and the one whose value what writes must repeat in a header.
const SESSION: &str = "care-session";
const CSRF: &str = "care-csrf";
/// The header that repeats it.
const CSRF_HEADER: &str = "x-csrf-token";
/// Who sends, as the page says.
const SENT_BY: &str = "x-sent-by";
/// The block of SHA-256, in bytes.
const BLOCK: usize = 64;

/// Who may call. As `POST /api/test/sign-in` says it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Gate {
    /// The key of tokens that are JWT with HS256: their `sub` calls, until their `exp`.
    key: Option<String>,
    /// Tokens as they stand, and who calls with them.
    #[serde(default)]
    tokens: BTreeMap<String, String>,
    /// Whether a cookie does, with the CSRF header on what writes.
    #[serde(default)]
    cookie: bool,
}

/// One call that came.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Call {
    method: String,
    path: String,
    /// The return's id, where the headers or the address name one.
    id: Option<String>,
    /// Who called; none where nobody was signed in.
    subject: Option<String>,
    /// Who sends, as the page said.
    sent_by: Option<String>,
    /// What was answered.
    status: u16,
}

impl Gate {
    fn is_open(&self) -> bool {
        self.key.is_none() && self.tokens.is_empty() && !self.cookie
    }

    /// Who calls, if it is somebody who may.
    fn caller(&self, headers: &HeaderMap, method: &Method, now_ms: i64) -> Option<String> {
        let text = |name: &str| headers.get(name)?.to_str().ok();
        if let Some(token) = text("authorization").and_then(|text| text.strip_prefix("Bearer ")) {
            let known = self.tokens.get(token).cloned();
            let signed = || subject_of(token, self.key.as_deref()?, now_ms);
            return known.or_else(signed);
        }
        if !self.cookie {
            return None;
        }
        let csrf = cookie(headers, CSRF)?;
        if !matches!(*method, Method::GET | Method::HEAD) && text(CSRF_HEADER) != Some(csrf) {
            return None;
        }
        cookie(headers, SESSION).map(str::to_owned)
    }
}

/// Lets in who may call, and notes every call.
pub(crate) async fn guard(
    State(shared): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response {
    let gate = shared.gate();
    let (headers, method) = (request.headers(), request.method());
    let text = |name: &str| Some(headers.get(name)?.to_str().ok()?.to_owned());
    let path = request.uri().path().to_owned();
    let named = path.strip_prefix("/api/returns/");
    let mut call = Call {
        method: method.to_string(),
        id: named
            .and_then(|rest| rest.split('/').next().map(str::to_owned))
            .or_else(|| text(IDEMPOTENCY_KEY.as_str()))
            .or_else(|| text(REQUEST_ID.as_str())),
        subject: gate.caller(headers, method, shared.now_ms()),
        sent_by: text(SENT_BY),
        status: 0,
        path,
    };
    let response = if gate.is_open() || call.subject.is_some() {
        next.run(request).await
    } else {
        Problem::unauthorised().into_response()
    };
    call.status = response.status().as_u16();
    shared
        .calls
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(call);
    response
}

/// `POST /api/test/sign-in`
pub(crate) async fn set(
    State(shared): State<Arc<Shared>>,
    body: String,
) -> Result<StatusCode, Problem> {
    let gate = serde_json::from_str(&body)
        .map_err(|_| Problem::bad_request("That is not a sign-in of the receiver"))?;
    shared.set_gate(gate);
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/test/calls`: every call to the wire since the start, in order.
pub(crate) async fn calls(State(shared): State<Arc<Shared>>) -> Json<Value> {
    let calls = shared.calls.lock().unwrap_or_else(PoisonError::into_inner);
    Json(json!({"calls": *calls}))
}

/// `GET /api/me`: who is signed in by a cookie.
pub(crate) async fn me(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
) -> Result<Json<Value>, Problem> {
    let gate = shared.gate();
    let subject = gate
        .caller(&headers, &Method::GET, shared.now_ms())
        .ok_or_else(Problem::unauthorised)?;
    Ok(Json(json!({
        "issuer": "care-receiver",
        "subject": subject,
        "name": format!("Made-up {subject}"),
    })))
}

/// Where one signs in, and as whom. A real backend would ask.
#[derive(Deserialize)]
pub(crate) struct Login {
    #[serde(rename = "as")]
    subject: String,
    next: String,
}

/// `GET /api/test/login?as=…&next=…`: signs in, or out where the name is empty, and goes on.
pub(crate) async fn login(Query(login): Query<Login>) -> Result<Response, Problem> {
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !plain(&login.subject) {
        return Err(Problem::bad_request("A name has letters and digits"));
    }
    let age = if login.subject.is_empty() {
        "; Max-Age=0"
    } else {
        ""
    };
    let csrf = sha256(login.subject.as_bytes());
    let session = format!(
        "{SESSION}={}; Path=/; HttpOnly; SameSite=Strict{age}",
        login.subject
    );
    let csrf = format!("{CSRF}={csrf}; Path=/; SameSite=Strict{age}");
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, login.next)]).into_response();
    for text in [session, csrf] {
        let value = text
            .parse()
            .map_err(|_| Problem::bad_request("That is no cookie"))?;
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    Ok(response)
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get(header::COOKIE)?.to_str().ok()?;
    all.split("; ")
        .filter_map(|one| one.split_once('='))
        .find_map(|(known, value)| (known == name && !value.is_empty()).then_some(value))
}

/// The subject of a JWT that is signed with HS256 by this key and has not ended.
fn subject_of(token: &str, key: &str, now_ms: i64) -> Option<String> {
    let (signed, signature) = token.rsplit_once('.')?;
    let (head, payload) = signed.split_once('.')?;
    let parsed = |part: &str| serde_json::from_slice::<Value>(&base64url(part)?).ok();
    let (head, payload) = (parsed(head)?, parsed(payload)?);
    let ours = hmac(key.as_bytes(), signed.as_bytes());
    let lives = payload["exp"].as_i64()?.saturating_mul(1000) > now_ms;
    let right = head["alg"] == "HS256" && base64url(signature)? == ours && lives;
    right.then(|| payload["sub"].as_str().map(str::to_owned))?
}

/// HMAC with SHA-256 (RFC 2104).
fn hmac(key: &[u8], text: &[u8]) -> Vec<u8> {
    let mut block = [0_u8; BLOCK];
    let short = if key.len() > BLOCK {
        Sha256::digest(key).to_vec()
    } else {
        key.to_vec()
    };
    for (place, byte) in block.iter_mut().zip(short) {
        *place = byte;
    }
    let inner = Sha256::new()
        .chain_update(block.map(|byte| byte ^ 0x36))
        .chain_update(text)
        .finalize();
    Sha256::new()
        .chain_update(block.map(|byte| byte ^ 0x5c))
        .chain_update(inner)
        .finalize()
        .to_vec()
}

/// Base64 for addresses, without padding (RFC 4648, section 5).
fn base64url(text: &str) -> Option<Vec<u8>> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for letter in text.bytes() {
        let value = LETTERS.iter().position(|known| *known == letter)?;
        held = (held << 6 | u32::try_from(value).ok()?) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).ok()?);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{base64url, hmac, subject_of};

    /// RFC 4231, test case 2.
    #[test]
    fn a_code_is_the_one_of_the_standard() {
        let code = hmac(b"Jefe", b"what do ya want for nothing?");
        assert_eq!(
            code,
            [
                0x5b, 0xdc, 0xc1, 0x46, 0xbf, 0x60, 0x75, 0x4e, 0x6a, 0x04, 0x24, 0x26, 0x08, 0x95,
                0x75, 0xc7, 0x5a, 0x00, 0x3f, 0x08, 0x9d, 0x27, 0x39, 0x83, 0x9d, 0xec, 0x58, 0xb9,
                0x64, 0xec, 0x38, 0x43
            ]
        );
    }

    /// The token was made with `node:crypto`.
    #[test]
    fn a_token_is_taken_until_it_ends() {
        let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIiwiZXhwIjoxODAwMDAwMDAwfQ.sVNsBV8MJJvrEOyr3D2oGoSmvnLRDI_oxj5mQg49ViM";
        let end = 1_800_000_000_000;
        assert_eq!(subject_of(token, "key", end - 1).as_deref(), Some("a"));
        assert_eq!(subject_of(token, "key", end), None, "it has ended");
        assert_eq!(subject_of(token, "another", 0), None);
        assert_eq!(
            subject_of(&token.replace("eyJzdWIiOiJh", "eyJzdWIiOiJi"), "key", 0),
            None
        );
        assert_eq!(
            base64url("eyJhbGciOiJIUzI1NiJ9").unwrap(),
            br#"{"alg":"HS256"}"#
        );
        assert_eq!(base64url("*"), None);
    }
}
