//! The widget's style sheet, made from the page's own: what stands for the document stands for the widget's outermost
//! element, sizes follow the person's text size and not the host's, widths are the widget's and not the window's, and each
//! colour can be given from outside.

use crate::error::TaskError;

/// The widget's outermost element.
const OUTER: &str = ".care-return";
/// What a host's page does to the element itself does not reach what is inside; and it is a block whatever is done. While
/// it is empty it has the size of text that the person chose, which is measured then.
const RESET: &str = ":host{display:block!important}:host([hidden]){display:none!important}\
.care-return{all:initial;color-scheme:inherit;display:block;container-type:inline-size}\
.care-return:empty{font-size:medium!important}";
/// What only makes sense on a page of our own.
const OWN: &str =
    ".main{min-height:0;padding-bottom:0}.width{padding-inline:0}.care-return{background:none}";
/// Around the colours of the dark.
const DARK: &str = "@media screen and (prefers-color-scheme:dark){:root{";

/// Makes it from the page's sheet without blanks.
///
/// # Errors
/// Where the page's sheet does not begin as it should.
pub(super) fn widget(css: &str) -> Result<String, TaskError> {
    let css = css.replace(": ", ":");
    let wrong = |what: &str| TaskError::Shape(format!("the style sheet has no {what}"));
    let (before, rest) = css.split_once(":root{").ok_or_else(|| wrong(":root"))?;
    let (light, rest) = rest.split_once('}').ok_or_else(|| wrong("end of :root"))?;
    let (between, rest) = rest.split_once(DARK).ok_or_else(|| wrong("dark colours"))?;
    let (dark, rest) = rest
        .split_once("}}")
        .ok_or_else(|| wrong("end of the dark colours"))?;
    let plain = tokens(light, &[]);
    let both = tokens(light, &pairs(dark));
    let rest = without_rule(rest, "html{")
        .replace("body{", &format!("{OUTER}{{"))
        .replace(":root{", &format!("{OUTER}{{"))
        .replace("@media (min-width:", "@container (min-width:")
        .replace("@media (max-width:", "@container (max-width:");
    let text = [
        before,
        between,
        &plain,
        "@supports (color:light-dark(#000,#fff)){",
        &both,
        "}",
        &rest,
        OWN,
    ]
    .concat();
    Ok([RESET, &sized(&text)].concat())
}

/// The properties of a rule.
fn pairs(rule: &str) -> Vec<(&str, &str)> {
    let pairs = rule.split(';').filter_map(|one| one.split_once(':'));
    pairs
        .map(|(name, value)| (name.trim(), value.trim()))
        .collect()
}

/// The rule of the tokens. Each can be given from outside; where it is not, it follows the scheme of colours that the
/// host's page has, if the dark ones are given.
fn tokens(light: &str, dark: &[(&str, &str)]) -> String {
    let mut out = format!("{OUTER}{{");
    for (name, value) in pairs(light) {
        let Some(word) = name.strip_prefix("--cr-") else {
            continue;
        };
        let two = dark.iter().find(|(known, _)| *known == name);
        let value = match two {
            Some((_, dark)) => format!("light-dark({value},{dark})"),
            None if dark.is_empty() => value.to_owned(),
            None => continue,
        };
        out.push_str(&[name, ":var(--care-return-", word, ",", &value, ");"].concat());
    }
    out + "}"
}

/// The sheet without the rule that begins so.
fn without_rule(css: &str, begins: &str) -> String {
    match css.split_once(begins) {
        Some((before, rest)) => {
            let after = rest.split_once('}').map_or("", |(_, after)| after);
            [before, after].concat()
        }
        None => css.to_owned(),
    }
}

/// Lengths in `rem` as lengths in the person's text size, those in `vw` as parts of the widget's width. A container is
/// measured in its own text size.
fn sized(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit() || letter == '.') {
        let (before, number) = rest.split_at(at);
        let minus = before.ends_with('-')
            && !before.ends_with("--")
            && !is_name(before.trim_end_matches('-'));
        let end = number
            .find(|letter: char| !letter.is_ascii_digit() && letter != '.')
            .unwrap_or(number.len());
        let (digits, after) = number.split_at(end);
        out.push_str(before);
        if is_name(before.trim_end_matches('-')) && !minus {
            out.push_str(digits);
            rest = after;
        } else if let Some(behind) = after.strip_prefix("rem") {
            if out.ends_with("(min-width:") || out.ends_with("(max-width:") {
                out.push_str(digits);
                out.push_str("em");
            } else {
                if minus {
                    out.pop();
                }
                let sign = if minus { "-" } else { "" };
                out.push_str(&["calc(", sign, digits, "*var(--cr-rem))"].concat());
            }
            rest = behind;
        } else if let Some(behind) = after.strip_prefix("vw") {
            out.push_str(digits);
            out.push_str("cqi");
            rest = behind;
        } else {
            out.push_str(digits);
            rest = after;
        }
    }
    out + rest
}

/// Whether what stands before a number makes it a part of a name, such as `h1` or `--cr-1`.
fn is_name(before: &str) -> bool {
    before.ends_with(|letter: char| letter.is_ascii_alphabetic() || matches!(letter, '_' | '#'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{sized, widget};

    #[test]
    fn sizes_follow_the_persons_text() {
        let css = "a{max-width: 4px;margin: -.5rem 0 1.25rem;top: -10rem;width: clamp(1rem,2vw,3px)}h1{x: var(--cr-1)}";
        assert_eq!(
            sized(css),
            "a{max-width: 4px;margin: calc(-.5*var(--cr-rem)) 0 calc(1.25*var(--cr-rem));top: calc(-10*var(--cr-rem));\
             width: clamp(calc(1*var(--cr-rem)),2cqi,3px)}h1{x: var(--cr-1)}"
        );
        assert_eq!(
            sized("@container (min-width:40rem){x{}}"),
            "@container (min-width:40em){x{}}"
        );
    }

    #[test]
    fn the_document_is_the_outermost_element_and_colours_can_be_given() {
        let css = ":root{color-scheme: light dark;--cr-page: #fff;--cr-1: .3rem}@media screen and (prefers-color-scheme: \
                   dark){:root{--cr-page: #111}}*{a: b}html{c: d}body{margin: 0}@media print{:root{--cr-text: #000}}";
        let made = widget(css).unwrap();
        for part in [
            ".care-return{--cr-page:var(--care-return-page,#fff);--cr-1:var(--care-return-1,calc(.3*var(--cr-rem)));}",
            "@supports (color:light-dark(#000,#fff)){.care-return{--cr-page:var(--care-return-page,light-dark(#fff,#111));}}",
            "*{a:b}.care-return{margin:0}@media print{.care-return{--cr-text:#000}}",
        ] {
            assert!(made.contains(part), "{part} is not in {made}");
        }
        for gone in [":root", "html{", "body{", "prefers-color-scheme"] {
            assert!(!made.contains(gone), "{gone}");
        }
        assert!(widget("p{}").is_err());
    }
}
