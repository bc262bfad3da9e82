//! Making and reading JSON for the commands: short spellings, and a text that people can read.

use care_engine::json::Json;

/// A text.
pub(crate) fn text(text: &str) -> Json {
    Json::Text(text.into())
}

/// A number.
pub(crate) fn number(number: &dyn ToString) -> Json {
    Json::Number(number.to_string().into())
}

/// A list of texts.
pub(crate) fn texts<T: AsRef<str>>(all: impl IntoIterator<Item = T>) -> Json {
    Json::List(all.into_iter().map(|one| text(one.as_ref())).collect())
}

/// An object.
pub(crate) fn object<K: AsRef<str>>(entries: impl IntoIterator<Item = (K, Json)>) -> Json {
    let entry = |(key, value): (K, Json)| (key.as_ref().into(), value);
    Json::Object(entries.into_iter().map(entry).collect())
}

/// The entries at a key of an object; none if it is not there.
pub(crate) fn entries<'a>(node: &'a Json, key: &str) -> &'a [(Box<str>, Json)] {
    node.get(key).and_then(Json::entries).unwrap_or_default()
}

/// The elements at a key of an object; none if it is not there.
pub(crate) fn elements<'a>(node: &'a Json, key: &str) -> &'a [Json] {
    node.get(key).and_then(Json::as_list).unwrap_or_default()
}

/// The text at a key; empty if there is none.
pub(crate) fn text_at<'a>(node: &'a Json, key: &str) -> &'a str {
    node.get(key).and_then(Json::as_text).unwrap_or_default()
}

/// The windows of a return: one stands alone, several in a list.
pub(crate) fn windows(form: &Json) -> &[Json] {
    let one = form.get("window").map_or(&[][..], std::slice::from_ref);
    match one {
        [Json::List(several)] => several,
        _ => one,
    }
}

/// The forms of a document with their ids and what they are called: subjects, filer and returns.
pub(crate) fn forms(root: &Json) -> Vec<(&'static str, &str, &Json)> {
    let subjects = entries(root, "subjects")
        .iter()
        .map(|(id, form)| ("subject", &**id, form));
    let filer = root.get("filer").map(|form| ("filer", "filer", form));
    let returns = entries(root, "returns")
        .iter()
        .map(|(id, form)| ("return", &**id, form));
    subjects.chain(filer).chain(returns).collect()
}

/// JSON with a line for each entry, indented by two blanks; what is short and flat stands on one line.
pub fn pretty(node: &Json) -> String {
    let mut out = String::new();
    write(node, 0, &mut out);
    out.push('\n');
    out
}

const SHORT: usize = 100;

fn write(node: &Json, depth: usize, out: &mut String) {
    let flat = node.to_text();
    let nested = |node: &Json| matches!(node, Json::List(_) | Json::Object(_));
    match node {
        Json::List(list) if flat.len() > SHORT || list.iter().any(nested) => {
            block(out, depth, ['[', ']'], list, |one, out| {
                write(one, depth + 1, out);
            });
        }
        Json::Object(all) if flat.len() > SHORT || all.iter().any(|(_, one)| nested(one)) => {
            block(out, depth, ['{', '}'], all, |(key, value), out| {
                out.push_str(&text(key).to_text());
                out.push_str(": ");
                write(value, depth + 1, out);
            });
        }
        _ => out.push_str(&flat),
    }
}

fn block<T>(
    out: &mut String,
    depth: usize,
    brackets: [char; 2],
    all: &[T],
    each: impl Fn(&T, &mut String),
) {
    out.push(brackets[0]);
    for (at, one) in all.iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.push_str(&"  ".repeat(depth + 1));
        each(one, out);
    }
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
    out.push(brackets[1]);
}
