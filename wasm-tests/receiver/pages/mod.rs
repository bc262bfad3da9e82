//! The built page's files, as a plain static server gives them out, with the headers that `cargo xtask headers` made.

mod media;
mod path;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use crate::app::Shared;
use crate::receipt::sha256;

/// Why the headers cannot be sent.
#[derive(Debug, thiserror::Error)]
pub enum HeadersError {
    /// Not a JSON object of texts.
    #[error("the headers file is not a JSON object of names to texts")]
    Shape,
    /// A name or value that HTTP does not allow.
    #[error("{0} cannot be sent as a header")]
    Header(String),
}

/// A folder of files with what is sent beside them.
pub(crate) struct Pages {
    /// Without links in it, so that a file's own real path can be compared with it.
    root: PathBuf,
    headers: HeaderMap,
}

/// A file in the form in which it is sent.
struct Found {
    bytes: Bytes,
    /// `br`, `gzip`, or none.
    encoding: Option<&'static str>,
}

impl Pages {
    /// Takes a folder, and the text of the headers file if there is one.
    pub(crate) fn open(
        root: &Path,
        headers: Option<&str>,
    ) -> Result<io::Result<Pages>, HeadersError> {
        let headers = headers.map_or_else(|| Ok(HeaderMap::new()), parse_headers)?;
        Ok(root.canonicalize().map(|root| Pages { root, headers }))
    }

    /// The file at an address, in the best form that the browser takes.
    async fn find(&self, file: &Path, accept_encoding: &str) -> Option<Found> {
        for (encoding, suffix) in media::ENCODINGS {
            if media::accepts(accept_encoding, encoding) {
                let mut name = file.as_os_str().to_owned();
                name.push(suffix);
                if let Some(bytes) = self.read(Path::new(&name)).await {
                    return Some(Found {
                        bytes,
                        encoding: Some(encoding),
                    });
                }
            }
        }
        self.read(file).await.map(|bytes| Found {
            bytes,
            encoding: None,
        })
    }

    /// A file's bytes, if it is a file inside the folder, links followed.
    async fn read(&self, file: &Path) -> Option<Bytes> {
        let real = tokio::fs::canonicalize(self.root.join(file)).await.ok()?;
        if !real.starts_with(&self.root) {
            return None;
        }
        tokio::fs::read(real).await.ok().map(Bytes::from)
    }
}

/// Answers any address that is not the API's.
pub(crate) async fn serve_file(
    State(shared): State<Arc<Shared>>,
    method: Method,
    uri: Uri,
    asked: HeaderMap,
) -> Response {
    let Some(pages) = &shared.pages else {
        return plain(StatusCode::NOT_FOUND, "No page is served here\n");
    };
    let mut response = match method {
        Method::GET | Method::HEAD => file(pages, uri.path(), &asked).await,
        _ => {
            let allow = [(header::ALLOW, HeaderValue::from_static("GET, HEAD"))];
            (
                allow,
                plain(
                    StatusCode::METHOD_NOT_ALLOWED,
                    "Only GET and HEAD are answered here\n",
                ),
            )
                .into_response()
        }
    };
    if method == Method::HEAD {
        *response.body_mut() = Body::empty();
    }
    for (name, value) in &pages.headers {
        response.headers_mut().insert(name, value.clone());
    }
    response
}

/// A file, "not changed", or 404: never the page in place of a file that is missing.
async fn file(pages: &Pages, address: &str, asked: &HeaderMap) -> Response {
    let missing = || plain(StatusCode::NOT_FOUND, "Not found\n");
    let Some(path) = path::inside(address) else {
        return missing();
    };
    let accept = asked
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let Some(found) = pages.find(&path, accept).await else {
        return missing();
    };

    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let mut headers = HeaderMap::new();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(media::media_type(name)),
    );
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(encoding) = found.encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    if media::is_hashed(name) {
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=31536000, immutable"),
        );
    } else {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        let tag = format!("\"{}\"", sha256(&found.bytes));
        let held = asked
            .get(header::IF_NONE_MATCH)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        if let Ok(value) = HeaderValue::from_str(&tag) {
            headers.insert(header::ETAG, value);
        }
        if held
            .split(',')
            .any(|one| one.trim().trim_start_matches("W/") == tag)
        {
            headers.remove(header::CONTENT_TYPE);
            headers.remove(header::CONTENT_ENCODING);
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
    }
    headers.insert(header::CONTENT_LENGTH, found.bytes.len().into());
    (headers, found.bytes).into_response()
}

/// A line of text that no cache may keep: a file that is missing now may be there after the next release.
fn plain(status: StatusCode, text: &'static str) -> Response {
    (
        status,
        [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))],
        text,
    )
        .into_response()
}

/// The headers file: a JSON object of name to value.
fn parse_headers(text: &str) -> Result<HeaderMap, HeadersError> {
    let named: std::collections::BTreeMap<String, String> =
        serde_json::from_str(text).map_err(|_| HeadersError::Shape)?;
    named
        .into_iter()
        .map(
            |(name, value)| match (HeaderName::try_from(&name), HeaderValue::try_from(value)) {
                (Ok(header), Ok(value)) => Ok((header, value)),
                _ => Err(HeadersError::Header(name)),
            },
        )
        .collect()
}
