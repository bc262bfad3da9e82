//! The built page's files.

use axum::http::StatusCode;
use care_receiver::StartError;
use serde_json::json;

use crate::support::{Answer, Caller, Place};

const HASHED: &str = "care-returns-0123456789abcdef_bg.wasm";

fn page() -> (Place, Caller) {
    let mut place = Place::new();
    place.write("secret.txt", "outside");
    place.write("dist/index.html", "<!doctype html>");
    place.write("dist/config.json", "{}");
    place.write("dist/frameworks/asc-england.json", "{}");
    place.write("dist/.hidden.json", "{}");
    place.write(&format!("dist/{HASHED}"), "plain");
    place.write(&format!("dist/{HASHED}.br"), "brotli");
    place.write(&format!("dist/{HASHED}.gz"), "gzip");
    place.write("dist/boot.js.gz", "gzip");
    place.write("dist/boot.js", "plain");
    std::os::unix::fs::symlink(
        place.folder().join("secret.txt"),
        place.folder().join("dist/link.txt"),
    )
    .unwrap();
    place.options.dist = Some(place.folder().join("dist"));
    let headers = json!({ "Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff" });
    place.options.headers = Some(place.write("headers.json", headers.to_string()));
    let caller = place.start();
    (place, caller)
}

async fn get_with(caller: &Caller, address: &str, header: (&str, &str)) -> Answer {
    caller.ask("GET", address, &[header], "").await
}

#[tokio::test]
async fn the_page_and_its_headers() {
    let (_place, caller) = page();
    for (address, media) in [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/boot.js", "text/javascript; charset=utf-8"),
        ("/config.json", "application/json"),
        ("/frameworks/asc-england.json", "application/json"),
    ] {
        let answer = caller.get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        assert_eq!(answer.header("content-type"), Some(media));
        assert_eq!(answer.header("cache-control"), Some("no-cache"));
        assert_eq!(
            answer.header("content-security-policy"),
            Some("default-src 'none'")
        );
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    }
}

#[tokio::test]
async fn a_hashed_file_is_kept_for_ever_in_the_form_that_is_taken() {
    let (_place, caller) = page();
    let address = format!("/{HASHED}");
    for (accept, body, encoding) in [
        ("gzip, deflate, br", "brotli", Some("br")),
        ("gzip", "gzip", Some("gzip")),
        ("br;q=0, gzip", "gzip", Some("gzip")),
        ("identity", "plain", None),
    ] {
        let answer = get_with(&caller, &address, ("accept-encoding", accept)).await;
        assert_eq!(
            (answer.text(), answer.header("content-encoding")),
            (body, encoding),
            "{accept}"
        );
        assert_eq!(answer.header("content-type"), Some("application/wasm"));
        assert_eq!(
            answer.header("cache-control"),
            Some("public, max-age=31536000, immutable")
        );
        assert_eq!(answer.header("vary"), Some("Accept-Encoding"));
        assert_eq!(
            answer.header("content-length"),
            Some(body.len().to_string().as_str())
        );
    }
    let answer = get_with(&caller, "/boot.js", ("accept-encoding", "br, gzip")).await;
    assert_eq!(answer.header("content-encoding"), Some("gzip"));
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let (place, caller) = page();
    let tag = caller.get("/").await.header("etag").unwrap().to_owned();
    let answer = get_with(&caller, "/", ("if-none-match", &tag)).await;
    assert_eq!(
        (answer.status, answer.text()),
        (StatusCode::NOT_MODIFIED, "")
    );
    assert_eq!(
        answer.header("content-security-policy"),
        Some("default-src 'none'")
    );
    place.write("dist/index.html", "<!doctype html><title>new</title>");
    assert_eq!(
        get_with(&caller, "/", ("if-none-match", &tag)).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_missing_file_is_never_the_page() {
    let (_place, caller) = page();
    for address in [
        "/care-returns-ffffffffffffffff_bg.wasm",
        "/missing.js",
        "/frameworks",
        "/frameworks/",
        "/frameworks/other.json",
        "/sent",
        "/0123456789abcdef",
    ] {
        let answer = caller.get(address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert_eq!(
            answer.header("content-type"),
            Some("text/plain; charset=utf-8")
        );
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(
            answer.header("content-security-policy"),
            Some("default-src 'none'")
        );
    }
}

#[tokio::test]
async fn no_way_leads_out_of_the_folder() {
    let (_place, caller) = page();
    for address in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/frameworks/../../secret.txt",
        "/frameworks/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "//secret.txt",
        "/link.txt",
        "/.hidden.json",
    ] {
        let answer = caller.get(address).await;
        assert_eq!(
            (answer.status, answer.text()),
            (StatusCode::NOT_FOUND, "Not found\n"),
            "{address}"
        );
    }
}

#[tokio::test]
async fn files_are_got_and_nothing_else() {
    let (_place, caller) = page();
    let head = caller.ask("HEAD", "/", &[], "").await;
    assert_eq!(
        (head.status, head.text(), head.header("content-length")),
        (StatusCode::OK, "", Some("15"))
    );
    let post = caller.ask("POST", "/", &[], "").await;
    assert_eq!(
        (post.status, post.header("allow")),
        (StatusCode::METHOD_NOT_ALLOWED, Some("GET, HEAD"))
    );
    assert_eq!(
        Place::new().start().get("/").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn without_a_headers_file_there_are_none_and_with_a_wrong_one_no_start() {
    let (mut place, _caller) = page();
    place.options.headers = None;
    assert_eq!(
        place
            .start()
            .get("/")
            .await
            .header("content-security-policy"),
        None
    );
    for wrong in [
        "[]",
        r#"{"X-A": 1}"#,
        r#"{"X A": "b"}"#,
        r#"{"X-A": "b\nc"}"#,
    ] {
        place.options.headers = Some(place.write("headers.json", wrong));
        assert!(
            matches!(place.try_start().err(), Some(StartError::Headers(_))),
            "{wrong}"
        );
    }
}
