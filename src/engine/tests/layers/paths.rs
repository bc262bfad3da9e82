//! Finds the paths that a source names, such as `crate::storage::Store`, without compiling it.

/// What a source is made of, as far as paths go. Comments and literals are left out.
#[derive(Debug, PartialEq, Eq)]
enum Token {
    Name(String),
    /// `::`
    Join,
    Other(char),
}

/// Every path of two or more names, or of one in a `use` or `extern crate`, with `self` and `super` resolved against
/// `module`, the path of the file's own module from the crate's root. One that ends in `*` takes all that is there.
pub(crate) fn paths(source: &str, module: &[&str]) -> Vec<Vec<String>> {
    let tokens = tokens(source);
    let mut reader = Reader {
        tokens: &tokens,
        place: 0,
        module: module.iter().map(ToString::to_string).collect(),
        open_modules: Vec::new(),
        braces: 0,
        found: Vec::new(),
    };
    reader.read();
    reader.found
}

struct Reader<'a> {
    tokens: &'a [Token],
    place: usize,
    /// The module that we are in, those written in the file itself included.
    module: Vec<String>,
    /// The brace depth outside of each module written in the file.
    open_modules: Vec<usize>,
    braces: usize,
    found: Vec<Vec<String>>,
}

impl Reader<'_> {
    fn read(&mut self) {
        while let Some(token) = self.tokens.get(self.place) {
            match token {
                Token::Name(name) if name == "use" => {
                    self.place += 1;
                    self.tree(&[]);
                }
                Token::Name(name) if name == "crate" && self.before_is("extern") => {
                    self.place += 1;
                    if let Some(Token::Name(outside)) = self.tokens.get(self.place) {
                        self.found.push(vec![outside.clone()]);
                    }
                }
                Token::Name(name) if name == "mod" => self.open_module(),
                Token::Name(_) => self.expression(),
                Token::Other('{') => {
                    self.braces += 1;
                    self.place += 1;
                }
                Token::Other('}') => {
                    self.braces = self.braces.saturating_sub(1);
                    if self.open_modules.last() == Some(&self.braces) {
                        self.open_modules.pop();
                        self.module.pop();
                    }
                    self.place += 1;
                }
                Token::Join | Token::Other(_) => self.place += 1,
            }
        }
    }

    fn before_is(&self, word: &str) -> bool {
        let before = self
            .place
            .checked_sub(1)
            .and_then(|place| self.tokens.get(place));
        matches!(before, Some(Token::Name(name)) if name == word)
    }

    fn open_module(&mut self) {
        if let (Some(Token::Name(name)), Some(Token::Other('{'))) = (
            self.tokens.get(self.place + 1),
            self.tokens.get(self.place + 2),
        ) {
            self.module.push(name.clone());
            self.open_modules.push(self.braces);
        }
        self.place += 1;
    }

    /// A path outside of a `use`.
    fn expression(&mut self) {
        let mut path = Vec::new();
        while let Some(Token::Name(name)) = self.tokens.get(self.place) {
            path.push(name.clone());
            self.place += 1;
            if self.tokens.get(self.place) != Some(&Token::Join) {
                break;
            }
            self.place += 1;
        }
        if path.len() > 1 {
            self.keep(path);
        }
    }

    /// What follows `use`, or stands in its braces.
    fn tree(&mut self, before: &[String]) {
        let mut path = before.to_vec();
        loop {
            match self.tokens.get(self.place) {
                Some(Token::Name(name)) if name == "as" => {
                    self.place += 2;
                    continue;
                }
                Some(Token::Name(name)) => path.push(name.clone()),
                Some(Token::Join) => {}
                Some(Token::Other('*')) => path.push("*".into()),
                Some(Token::Other('{')) => {
                    self.place += 1;
                    while !matches!(self.tokens.get(self.place), None | Some(Token::Other('}'))) {
                        self.tree(&path);
                        if self.tokens.get(self.place) == Some(&Token::Other(',')) {
                            self.place += 1;
                        }
                    }
                    self.place += 1;
                    return;
                }
                _ => break,
            }
            self.place += 1;
        }
        self.keep(path);
    }

    /// Notes a path, from the crate's root where it begins with `self` or `super`.
    fn keep(&mut self, mut path: Vec<String>) {
        if path.len() > 1 && path.last().is_some_and(|name| name == "self") {
            path.pop();
        }
        let relative = path
            .iter()
            .take_while(|name| *name == "self" || *name == "super")
            .count();
        if relative > 0 {
            let up = path
                .iter()
                .take(relative)
                .filter(|name| *name == "super")
                .count();
            let kept = self.module.len().saturating_sub(up);
            let mut absolute = vec!["crate".to_owned()];
            absolute.extend(self.module.iter().take(kept).cloned());
            absolute.extend(path.into_iter().skip(relative));
            path = absolute;
        }
        if !path.is_empty() {
            self.found.push(path);
        }
    }
}

fn tokens(source: &str) -> Vec<Token> {
    let letters: Vec<char> = source.chars().collect();
    let at = |place: usize| letters.get(place).copied().unwrap_or('\0');
    let mut tokens = Vec::new();
    let mut place = 0;
    while place < letters.len() {
        let letter = at(place);
        if letter == '/' && at(place + 1) == '/' {
            while place < letters.len() && at(place) != '\n' {
                place += 1;
            }
        } else if letter == '/' && at(place + 1) == '*' {
            place = after_comment(&letters, place);
        } else if letter == '"' {
            place = after_string(&letters, place);
        } else if letter == '\'' {
            place = after_quote(&letters, place);
        } else if letter == 'r'
            && matches!(at(place + 1), '"' | '#')
            && raw_string_end(&letters, place + 1).is_some()
        {
            place = raw_string_end(&letters, place + 1).unwrap_or(letters.len());
        } else if letter.is_alphabetic() || letter == '_' {
            let start = place;
            while at(place).is_alphanumeric() || at(place) == '_' {
                place += 1;
            }
            tokens.push(Token::Name(
                letters.iter().take(place).skip(start).collect(),
            ));
        } else if letter == ':' && at(place + 1) == ':' {
            tokens.push(Token::Join);
            place += 2;
        } else {
            if !letter.is_whitespace() {
                tokens.push(Token::Other(letter));
            }
            place += 1;
        }
    }
    tokens
}

fn after_comment(letters: &[char], start: usize) -> usize {
    let at = |place: usize| letters.get(place).copied().unwrap_or('\0');
    let mut depth = 0;
    let mut place = start;
    while place < letters.len() {
        match (at(place), at(place + 1)) {
            ('/', '*') => {
                depth += 1;
                place += 2;
            }
            ('*', '/') => {
                depth -= 1;
                place += 2;
                if depth == 0 {
                    break;
                }
            }
            _ => place += 1,
        }
    }
    place
}

fn after_string(letters: &[char], start: usize) -> usize {
    let mut place = start + 1;
    while let Some(letter) = letters.get(place) {
        match letter {
            '\\' => place += 2,
            '"' => return place + 1,
            _ => place += 1,
        }
    }
    place
}

/// After a letter in quotes, or after the quote alone where it begins a lifetime.
fn after_quote(letters: &[char], start: usize) -> usize {
    let at = |place: usize| letters.get(place).copied().unwrap_or('\0');
    if at(start + 1) == '\\' {
        let mut place = start + 3;
        while place < letters.len() && at(place) != '\'' {
            place += 1;
        }
        return place + 1;
    }
    if at(start + 2) == '\'' {
        start + 3
    } else {
        start + 1
    }
}

/// Where the raw string ends whose hashes, if any, begin at `start`; nothing where there is none, as in `r#name`.
fn raw_string_end(letters: &[char], start: usize) -> Option<usize> {
    let hashes = letters
        .iter()
        .skip(start)
        .take_while(|letter| **letter == '#')
        .count();
    if letters.get(start + hashes) != Some(&'"') {
        return None;
    }
    let mut place = start + hashes + 1;
    while place < letters.len() {
        let closed = letters.get(place) == Some(&'"')
            && letters
                .iter()
                .skip(place + 1)
                .take(hashes)
                .filter(|letter| **letter == '#')
                .count()
                == hashes;
        if closed {
            return Some(place + 1 + hashes);
        }
        place += 1;
    }
    Some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, module: &[&str], expected: &[&str]) {
        let found: Vec<String> = paths(source, module)
            .iter()
            .map(|path| path.join("::"))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_use_with_braces_is_several_paths() {
        check(
            "use crate::{storage::{self, Store as S}, ui::*};",
            &["shell"],
            &["crate::storage", "crate::storage::Store", "crate::ui::*"],
        );
    }

    #[test]
    fn paths_in_code_are_found_and_single_names_are_not() {
        check(
            "fn f(a: u8) -> crate::ui::Page { leptos::mount(a) }",
            &[],
            &["crate::ui::Page", "leptos::mount"],
        );
    }

    #[test]
    fn self_and_super_are_resolved_in_modules_of_the_file_too() {
        check(
            "use super::super::ui::Page;",
            &["storage", "memory"],
            &["crate::ui::Page"],
        );
        check(
            "mod tests { use super::*; } use super::ui;",
            &["storage"],
            &["crate::storage::*", "crate::ui"],
        );
        check(
            "use self::rows::Row;",
            &["storage"],
            &["crate::storage::rows::Row"],
        );
    }

    #[test]
    fn comments_and_literals_name_nothing() {
        check(
            "// crate::ui::A\n/* crate::ui::B /* c */ */ \"crate::ui::C\" r#\"crate::ui::D\"# 'x' '\\'' ",
            &[],
            &[],
        );
    }

    #[test]
    fn a_lifetime_does_not_hide_what_follows() {
        check(
            "fn f<'a>(x: &'a crate::ui::Page) {}",
            &[],
            &["crate::ui::Page"],
        );
    }

    #[test]
    fn an_extern_crate_is_a_path() {
        check("extern crate leptos;", &[], &["leptos"]);
    }
}
