//! From an address to a file inside the folder, or to nothing.

use std::path::PathBuf;

use percent_encoding::percent_decode_str;

/// The file that an address names, relative to the folder: only plain names, so that no way leads out of it. Hidden
/// files are not given out. `/` and a folder's address name its `index.html`.
pub(super) fn inside(address: &str) -> Option<PathBuf> {
    let rest = address.strip_prefix('/')?;
    let mut path = PathBuf::new();
    let mut segments = rest.split('/').peekable();
    while let Some(segment) = segments.next() {
        if segment.is_empty() && segments.peek().is_none() {
            path.push("index.html");
            break;
        }
        let name = percent_decode_str(segment).decode_utf8().ok()?;
        if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\', ':', '\0']) {
            return None;
        }
        path.push(name.as_ref());
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn plain_names_lead_to_files() {
        for (address, file) in [
            ("/", "index.html"),
            ("/a.js", "a.js"),
            (
                "/frameworks/asc-england.json",
                "frameworks/asc-england.json",
            ),
            ("/a%20b.txt", "a b.txt"),
            ("/help/", "help/index.html"),
        ] {
            assert_eq!(
                inside(address).as_deref().and_then(std::path::Path::to_str),
                Some(file),
                "{address}"
            );
        }
    }

    #[test]
    fn no_way_leads_out() {
        for address in [
            "",
            "a",
            "/..",
            "/../a",
            "/a/../b",
            "/%2e%2e/a",
            "/%2e%2e%2fa",
            "/..%5ca",
            "/a%2fb",
            "/a%5cb",
            "/c:",
            "//a",
            "/a//b",
            "/.git/config",
            "/a/./b",
            "/a%00",
            "/%ff",
        ] {
            assert_eq!(inside(address), None, "{address}");
        }
    }
}
