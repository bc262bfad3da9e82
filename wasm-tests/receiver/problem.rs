//! How the receiver says no: RFC 9457 problem details.
//!
//! A [`Problem`] carries no trace id: [`crate::trace`] adds it, and writes the body, when the answer leaves.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::store::StoreError;
use crate::validate::Refusal;

/// An answer that is not the one asked for.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    /// Last part of the problem's type, which never changes: `not-found`.
    slug: &'static str,
    /// The kind of problem in a few words, the same for every one of its type.
    title: &'static str,
    /// What happened this time. Never holds an answer.
    detail: String,
    /// Reasons against a return.
    errors: Vec<Refusal>,
    extra: Extra,
}

/// One more header, where the status wants it.
#[derive(Clone, Copy, Debug)]
enum Extra {
    /// None.
    No,
    /// `WWW-Authenticate`. Not Basic: a browser would put up its own box.
    SignIn,
    /// `Retry-After`, in seconds.
    RetryAfter(u32),
}

impl Problem {
    fn new(
        status: StatusCode,
        slug: &'static str,
        title: &'static str,
        detail: impl Into<String>,
    ) -> Problem {
        Problem {
            status,
            slug,
            title,
            detail: detail.into(),
            errors: Vec::new(),
            extra: Extra::No,
        }
    }

    /// 400: the request is not what the API takes.
    pub(crate) fn bad_request(detail: impl Into<String>) -> Problem {
        Problem::new(
            StatusCode::BAD_REQUEST,
            "bad-request",
            "Request not understood",
            detail,
        )
    }

    /// 401: nobody is signed in.
    pub(crate) fn unauthorised() -> Problem {
        let problem = Problem::new(
            StatusCode::UNAUTHORIZED,
            "sign-in",
            "Sign-in needed",
            "Sign in and send it again",
        );
        Problem {
            extra: Extra::SignIn,
            ..problem
        }
    }

    /// 404: there is no such thing.
    pub(crate) fn not_found(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::NOT_FOUND, "not-found", "Not found", detail)
    }

    /// 405: the address is known, the method is not.
    pub(crate) fn method() -> Problem {
        let detail = "This address does not take this method";
        Problem::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method",
            "Method not allowed",
            detail,
        )
    }

    /// 409: the id is taken by other bytes.
    pub(crate) fn other_bytes() -> Problem {
        let detail =
            "A return with this id and other content has been received. It was not changed";
        Problem::new(
            StatusCode::CONFLICT,
            "other-content",
            "Already received with other content",
            detail,
        )
    }

    /// 413: more than the receiver takes.
    pub(crate) fn too_large(limit: usize) -> Problem {
        let detail = format!("A request may hold up to {limit} bytes");
        Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "too-large",
            "Too large",
            detail,
        )
    }

    /// 415: not JSON by its header.
    pub(crate) fn media_type() -> Problem {
        let detail = "Send the return as application/json";
        Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "content-type",
            "Content type not taken",
            detail,
        )
    }

    /// 422: a return that was read, and refused.
    pub(crate) fn refused(errors: Vec<Refusal>) -> Problem {
        let detail = "The return was not accepted. Each reason is in errors";
        let problem = Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "refused",
            "Return refused",
            detail,
        );
        Problem { errors, ..problem }
    }

    /// 428: a PUT that could overwrite.
    pub(crate) fn precondition() -> Problem {
        let detail = "Send If-None-Match: * with PUT, so that nothing is overwritten";
        Problem::new(
            StatusCode::PRECONDITION_REQUIRED,
            "precondition",
            "Precondition needed",
            detail,
        )
    }

    /// 503: it may work later. `retry_after` is in seconds.
    pub(crate) fn unavailable(retry_after: Option<u32>) -> Problem {
        let detail = "The receiver cannot take this now. Send it again later";
        let problem = Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "unavailable",
            "Not available",
            detail,
        );
        Problem {
            extra: retry_after.map_or(Extra::No, Extra::RetryAfter),
            ..problem
        }
    }

    /// The answer with its body, which names the request it belongs to.
    pub(crate) fn render(self, trace: &str) -> Response {
        let mut body = json!({
            "type": format!("/api/problems/{}", self.slug),
            "title": self.title,
            "status": self.status.as_u16(),
            "detail": self.detail,
            "traceId": trace,
        });
        if let (false, Value::Object(fields)) = (self.errors.is_empty(), &mut body) {
            let errors = self
                .errors
                .into_iter()
                .map(|Refusal { pointer, detail }| json!({ "pointer": pointer, "detail": detail }));
            fields.insert("errors".into(), errors.collect());
        }
        let mut response = Response::new(Body::from(body.to_string()));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        match self.extra {
            Extra::No => {}
            Extra::SignIn => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            Extra::RetryAfter(seconds) => {
                headers.insert(header::RETRY_AFTER, seconds.into());
            }
        }
        response
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<StoreError> for Problem {
    /// The store's own words stay here: a caller can do nothing with them but wait.
    fn from(_: StoreError) -> Problem {
        Problem::unavailable(None)
    }
}
