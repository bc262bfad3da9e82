//! What happens to the text of the page's files after the build; nothing here touches a disk.

use std::collections::BTreeMap;

use crate::error::TaskError;

/// The placeholder of a file's integrity, from that of its name.
pub(super) fn integrity_key(key: &str) -> &'static str {
    match key {
        "WASM" => "WASM_INTEGRITY",
        "REST" => "REST_INTEGRITY",
        "WELSH" => "WELSH_INTEGRITY",
        "WELSH_GLUE" => "WELSH_GLUE_INTEGRITY",
        "CSS" => "CSS_INTEGRITY",
        "LATER" => "LATER_INTEGRITY",
        "GLUE" => "GLUE_INTEGRITY",
        "SIGN_IN" => "SIGN_IN_INTEGRITY",
        "BOOT" => "BOOT_INTEGRITY",
        "EMBED" => "EMBED_INTEGRITY",
        _ => "OTHER_INTEGRITY",
    }
}

/// Puts values in the places of `%NAME%`; one that has no value is an error, since it would reach a browser as it is.
pub(crate) fn fill(
    file: &str,
    text: &str,
    values: &BTreeMap<&'static str, String>,
) -> Result<String, TaskError> {
    let mut out = String::with_capacity(text.len());
    let mut pieces = text.split('%');
    out.push_str(pieces.next().unwrap_or_default());
    let mut pending = pieces.next();
    while let Some(piece) = pending {
        let after = pieces.next();
        let is_name = piece.starts_with(|letter: char| letter.is_ascii_uppercase())
            && piece
                .bytes()
                .all(|byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_'));
        match (is_name && after.is_some(), values.get(piece)) {
            (true, Some(value)) => {
                out.push_str(value);
                out.push_str(after.unwrap_or_default());
                pending = pieces.next();
            }
            (true, None) => {
                return Err(TaskError::Shape(format!(
                    "{file}: nothing to put in the place of %{piece}%"
                )));
            }
            (false, _) => {
                out.push('%');
                out.push_str(piece);
                pending = after;
            }
        }
    }
    Ok(out)
}

/// The glue without the classes for streams that a library brings, which nothing of ours makes.
pub(super) fn without_streams(glue: &str) -> String {
    let mut out = String::with_capacity(glue.len());
    let mut until: Option<fn(&str) -> bool> = None;
    for line in glue.lines() {
        if let Some(is_last) = until {
            if is_last(line) {
                until = None;
            }
        } else if line.starts_with("export class IntoUnderlying") {
            until = Some(|line| line == "}");
        } else if line.starts_with("const IntoUnderlying") {
            until = Some(|line| line.ends_with(';'));
        } else if !line.starts_with("if (Symbol.dispose) IntoUnderlying") {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// Replaces the module's old name in the glue by the new one.
pub(super) fn rename_in(glue: &str, old: &str, new: Option<&String>) -> Result<String, TaskError> {
    match new {
        Some(new) if !old.is_empty() && glue.contains(old) => Ok(glue.replace(old, new)),
        _ => Err(TaskError::Shape("the glue does not name its module".into())),
    }
}

/// The page without the lines that only told Trunk what to build.
pub(super) fn without_build_links(html: &str) -> String {
    let kept: Vec<&str> = html
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.contains("data-trunk"))
        .collect();
    kept.join("\n") + "\n"
}

/// JSON without the white space outside its strings; numbers stay as they are written.
pub(super) fn squeeze_json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_string = false;
    let mut escaped = false;
    for letter in text.chars() {
        if in_string {
            out.push(letter);
            in_string = escaped || letter != '"';
            escaped = !escaped && letter == '\\';
        } else if !matches!(letter, ' ' | '\t' | '\n' | '\r') {
            out.push(letter);
            in_string = letter == '"';
        }
    }
    out
}

/// A stylesheet without comments, and with runs of white space made one space. Text in quotes stays as it is.
pub(super) fn squeeze_css(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut quote: Option<char> = None;
    while let Some(letter) = letters.next() {
        if let Some(open) = quote {
            out.push(letter);
            if letter == '\\' {
                out.extend(letters.next());
            } else if letter == open {
                quote = None;
            }
        } else if letter == '/' && letters.peek() == Some(&'*') {
            letters.next();
            let mut before = ' ';
            for inside in letters.by_ref() {
                if before == '*' && inside == '/' {
                    break;
                }
                before = inside;
            }
        } else if letter.is_ascii_whitespace() {
            // Around these no space means anything; elsewhere it may join selectors.
            let closed = out.ends_with(['{', '}', ';', ',', ' ', ':', '>']) || out.is_empty();
            if !closed && !matches!(letters.peek(), Some('{' | '}' | ';' | ',' | '>')) {
                out.push(' ');
            }
        } else {
            if matches!(letter, '"' | '\'') {
                quote = Some(letter);
            }
            if letter == '}' && out.ends_with(';') {
                out.pop();
            }
            if matches!(letter, '{' | '}' | ';' | ',' | '>') && out.ends_with(' ') {
                out.pop();
            }
            out.push(letter);
        }
    }
    out
}

/// The document for a frame: the page's own, whose start waits for the portal around it, with what is said of the frame.
pub(super) fn in_a_frame(page: &str, said: &str) -> Result<String, TaskError> {
    const START: &str =
        r#"<script type="module" src="%BOOT%" integrity="%BOOT_INTEGRITY%"></script>"#;
    const WAITS: &str = r#"<link rel="modulepreload" href="%BOOT%" integrity="%BOOT_INTEGRITY%"><script type="module" src="%EMBED%" integrity="%EMBED_INTEGRITY%"></script>"#;
    const INSTALLED: &str = r#"<link rel="manifest" href="%MANIFEST%">"#;
    const BODY: &str = "<body>";
    let mut page = page.to_owned();
    for (from, to) in [
        (START, WAITS),
        (INSTALLED, ""),
        (BODY, &[BODY, said].concat()),
    ] {
        if page.matches(from).count() != 1 {
            return Err(TaskError::Shape(format!("the page has no one `{from}`")));
        }
        page = page.replace(from, to);
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn values() -> BTreeMap<&'static str, String> {
        BTreeMap::from([
            ("WASM", "care-returns-1.wasm".into()),
            ("CSS", "c.css".into()),
            ("ICON_192", "i.png".into()),
        ])
    }

    #[test]
    fn the_glue_loses_the_classes_for_streams_and_nothing_else() {
        let glue = "const a = 1;\nexport class IntoUnderlyingSink {\n    free() {\n    }\n}\nif (Symbol.dispose) IntoUnderlyingSink.x = 1;\nexport class B {\n}\nconst IntoUnderlyingSinkFinalization = (1)\n    ? {}\n    : 2;\nb();\n";
        assert_eq!(
            without_streams(glue),
            "const a = 1;\nexport class B {\n}\nb();\n"
        );
    }

    #[test]
    fn placeholders_are_filled_and_other_percent_signs_stay() {
        let text = "a %WASM% b 50% c %CSS%%CSS% 100%50% %ICON_192%";
        assert_eq!(
            fill("f", text, &values()).unwrap(),
            "a care-returns-1.wasm b 50% c c.cssc.css 100%50% i.png"
        );
    }

    #[test]
    fn a_placeholder_without_a_value_is_named() {
        let error = fill("boot.js", "x %GLUE% y", &values())
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("boot.js") && error.contains("%GLUE%"),
            "{error}"
        );
    }

    #[test]
    fn the_glue_names_the_new_module() {
        assert_eq!(
            rename_in("new URL('old.wasm')", "old.wasm", values().get("WASM")).unwrap(),
            "new URL('care-returns-1.wasm')"
        );
        assert!(rename_in("nothing here", "old.wasm", values().get("WASM")).is_err());
    }

    #[test]
    fn what_was_for_trunk_is_not_in_the_page() {
        assert_eq!(
            without_build_links("<p>\n  <link data-trunk rel=\"rust\">\n\n  <b>\n"),
            "<p>\n<b>\n"
        );
    }

    #[test]
    fn white_space_in_strings_of_json_stays() {
        let text = "{ \"a b\" : [ 1.50 , \"x \\\" y\\\\\" , true ] }\n";
        assert_eq!(squeeze_json(text), "{\"a b\":[1.50,\"x \\\" y\\\\\",true]}");
    }

    #[test]
    fn a_stylesheet_keeps_what_means_something() {
        let css = "/* a */\na b > c , d {\n  margin: 0 auto;\n  content: \"x  /* y */ ; }\";\n}\n@media (min-width: 40rem) { e:hover { x: calc(1px + 2px); } }\n";
        assert_eq!(
            squeeze_css(css),
            "a b>c,d{margin:0 auto;content:\"x  /* y */ ; }\"}@media (min-width:40rem){e:hover{x:calc(1px + 2px)}}"
        );
    }
}
