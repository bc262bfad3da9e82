//! What a file's name says about how it is sent.

/// Forms that may lie beside a file, best first: the name in the header, and the suffix of the file.
pub(super) const ENCODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// The media type that a file's extension stands for.
pub(super) fn media_type(name: &str) -> &'static str {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "ts" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

/// Whether a name holds a content hash (16 hexadecimal digits or more in a row), so that its bytes never change.
pub(super) fn is_hashed(name: &str) -> bool {
    let mut run = 0;
    name.bytes().any(|byte| {
        run = if byte.is_ascii_hexdigit() { run + 1 } else { 0 };
        run >= 16
    })
}

/// Whether an `Accept-Encoding` header takes an encoding (RFC 9110 12.5.3): named, or by `*`, and not with `q=0`.
pub(super) fn accepts(header: &str, encoding: &str) -> bool {
    let taken =
        |wanted: &str| {
            header.split(',').find_map(|entry| {
                let mut parts = entry.split(';').map(str::trim);
                parts
                    .next()
                    .filter(|name| name.eq_ignore_ascii_case(wanted))?;
                let weight = parts
                    .find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
                Some(weight.is_none_or(|weight| {
                    weight.bytes().any(|digit| (b'1'..=b'9').contains(&digit))
                }))
            })
        };
    taken(encoding).or_else(|| taken("*")).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::{accepts, is_hashed, media_type};

    #[test]
    fn a_hash_is_sixteen_digits_in_a_row() {
        assert!(is_hashed("care-returns-0123456789abcdef_bg.wasm"));
        assert!(!is_hashed("care-returns-0123456789abcde_bg.wasm"));
        assert!(!is_hashed("01234567-89abcdef.js"));
        assert!(!is_hashed("index.html"));
    }

    #[test]
    fn an_encoding_is_taken_only_where_it_is_offered() {
        for (header, taken) in [
            ("gzip, deflate, br", true),
            ("BR", true),
            ("gzip;q=1.0, br;q=0.5", true),
            ("br;q=0", false),
            ("br;q=0.000, *", false),
            ("*", true),
            ("*;q=0", false),
            ("gzip", false),
            ("brotli", false),
            ("", false),
        ] {
            assert_eq!(accepts(header, "br"), taken, "{header}");
        }
    }

    #[test]
    fn the_types_that_a_browser_insists_on() {
        assert_eq!(media_type("a.wasm"), "application/wasm");
        assert_eq!(media_type("A.JS"), "text/javascript; charset=utf-8");
        assert_eq!(
            media_type("manifest.webmanifest"),
            "application/manifest+json"
        );
        assert_eq!(media_type("noextension"), "application/octet-stream");
    }
}
