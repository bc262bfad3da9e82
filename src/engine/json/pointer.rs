//! JSON Pointers as RFC 6901 writes them: `/items/max_capacity/type/min`.

/// Adds a token, with `~` and `/` in it escaped.
pub fn push(pointer: &mut String, token: &str) {
    pointer.push('/');
    for c in token.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}

/// Adds a position in a list, from 0.
pub fn push_index(pointer: &mut String, index: usize) {
    pointer.push('/');
    pointer.push_str(&index.to_string());
}

/// The tokens of a pointer, without escapes; `None` if it is no pointer. The empty pointer has none.
pub fn tokens(pointer: &str) -> Option<Vec<String>> {
    if pointer.is_empty() {
        return Some(Vec::new());
    }
    let mut tokens = Vec::new();
    for token in pointer.strip_prefix('/')?.split('/') {
        tokens.push(unescape(token)?);
    }
    Some(tokens)
}

/// A token as a position in a list: digits without a leading zero.
pub fn index(token: &str) -> Option<usize> {
    let plain =
        token == "0" || (!token.starts_with('0') && token.bytes().all(|b| b.is_ascii_digit()));
    if plain { token.parse().ok() } else { None }
}

fn unescape(token: &str) -> Option<String> {
    let mut plain = String::with_capacity(token.len());
    let mut chars = token.chars();
    while let Some(c) = chars.next() {
        plain.push(match c {
            '~' => match chars.next() {
                Some('0') => '~',
                Some('1') => '/',
                _ => return None,
            },
            c => c,
        });
    }
    Some(plain)
}
