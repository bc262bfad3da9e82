//! The ledger: which part of the product the bytes of a first visit are spent on, and what each part's share is.

use std::fmt;

use crate::wasm::Weights;

/// A line of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Leptos,
    Engine,
    Store,
    Submit,
    Pages,
    Style,
    Return,
    Data,
}

/// Every line, with its share of the budget in KiB after brotli; data belongs to all of the module's parts.
const PARTS: [(Part, &str, u64); 8] = [
    (Part::Leptos, "Leptos, the standard library and glue", 40),
    (Part::Engine, "engine with rules and decoding", 34),
    (Part::Store, "store", 16),
    (Part::Submit, "shell and submit", 8),
    (Part::Pages, "pages and fields", 26),
    (Part::Style, "CSS", 8),
    (Part::Return, "first return with its code lists", 8),
    (
        Part::Data,
        "texts and tables in the module, of all its parts",
        0,
    ),
];

/// Names that show whose code a function is: ours before what it is made with. A function of a library that was made for
/// one of our types is ours, since it would not be there without.
const OWNERS: [(&str, Part); 9] = [
    ("care_engine::", Part::Engine),
    ("care_returns::storage", Part::Store),
    ("care_returns::submit", Part::Submit),
    ("care_returns::shell", Part::Submit),
    ("care_returns::ui", Part::Pages),
    ("care_returns::api", Part::Pages),
    ("care_returns::", Part::Pages),
    ("indexed_db_futures::", Part::Store),
    ("gloo_net::", Part::Submit),
];

/// The whole account: a line for each part, in bytes after brotli.
pub(super) struct Ledger {
    lines: Vec<(Part, u64)>,
}

impl Ledger {
    /// Spreads the module's compressed bytes over its functions by their size, and adds the other files. `files` are the
    /// names as the browser asked for them, with their bytes after brotli.
    pub(super) fn make<'a>(weights: &Weights, files: impl Iterator<Item = (&'a str, u64)>) -> Self {
        let mut lines: Vec<(Part, u64)> = PARTS.iter().map(|(part, _, _)| (*part, 0)).collect();
        let mut add = |part: Part, bytes: u64| {
            if let Some(line) = lines.iter_mut().find(|line| line.0 == part) {
                line.1 += bytes;
            }
        };
        for (name, brotli) in files {
            if has_end(name, "wasm") {
                for (part, bytes) in spread(weights, brotli) {
                    add(part, bytes);
                }
            } else {
                add(file_part(name), brotli);
            }
        }
        Self { lines }
    }
}

impl fmt::Display for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<52} {:>8} {:>8}",
            "KiB brotli, the module's by the size of its functions", "is", "share"
        )?;
        for (part, bytes) in &self.lines {
            let (about, share) = PARTS
                .iter()
                .find(|line| line.0 == *part)
                .map_or(("", 0), |line| (line.1, line.2));
            let over = if share > 0 && *bytes > share * 1024 {
                format!("  over its share: {}", why(*part))
            } else {
                String::new()
            };
            let shown = if share == 0 {
                "-".to_owned()
            } else {
                share.to_string()
            };
            writeln!(f, "{about:<52} {:>8} {shown:>8}{over}", super::kib(*bytes))?;
        }
        Ok(())
    }
}

/// Why a part may weigh more than its share while the sum is kept.
fn why(part: Part) -> &'static str {
    match part {
        Part::Engine => {
            "documents are compiled and checked on the device, so that an operator can bring his own"
        }
        _ => "for no reason that is known",
    }
}

fn has_end(name: &str, end: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, found)| found == end)
}

/// Whose a file is that is not the module: what is not style or data of a return is what starts the page.
fn file_part(name: &str) -> Part {
    if has_end(name, "css") {
        Part::Style
    } else if name.starts_with("frameworks/") || name == "config.json" || !name.contains('.') {
        Part::Return
    } else {
        Part::Leptos
    }
}

/// Whose code a function is, by its name.
fn function_part(name: &str) -> Part {
    let name = without_hashes(name);
    OWNERS
        .iter()
        .filter_map(|(path, part)| name.find(path).map(|place| (place, *part)))
        // The first that is named; of two at the same place the more exact, which stands first in the table.
        .min_by_key(|(place, _)| *place)
        .map_or(Part::Leptos, |(_, part)| part)
}

/// A name without the hash that the compiler writes behind each crate: `core[44528b579e4af097]::ptr` is `core::ptr`. The
/// hash has no leading zeros, so that it may be a digit or two short.
pub(super) fn without_hashes(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        match after.split_once(']') {
            Some((hash, later))
                if (8..=16).contains(&hash.len())
                    && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) =>
            {
                rest = later;
            }
            _ => {
                out.push('[');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The module's compressed bytes, by part.
fn spread(weights: &Weights, brotli: u64) -> Vec<(Part, u64)> {
    let code: u64 = weights
        .functions
        .iter()
        .map(|function| function.bytes)
        .sum();
    let whole = (code + weights.data).max(1);
    let share = |bytes: u64| brotli * bytes / whole;
    let mut parts: Vec<(Part, u64)> = Vec::new();
    for function in &weights.functions {
        let part = function_part(&function.name);
        match parts.iter_mut().find(|line| line.0 == part) {
            Some(line) => line.1 += function.bytes,
            None => parts.push((part, function.bytes)),
        }
    }
    let mut spread: Vec<(Part, u64)> = parts
        .into_iter()
        .map(|(part, bytes)| (part, share(bytes)))
        .collect();
    // What rounding left goes to the data, so that the lines add up to the file.
    let given: u64 = spread.iter().map(|line| line.1).sum();
    spread.push((Part::Data, brotli.saturating_sub(given)));
    spread
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wasm::Function;

    fn weights() -> Weights {
        let function = |name: &str, bytes| Function {
            name: name.into(),
            bytes,
        };
        Weights {
            functions: vec![
                function("care_engine::session::Session::apply", 300),
                function("care_returns::storage::indexed::save", 100),
                function("tachys::html::build", 400),
            ],
            data: 200,
        }
    }

    #[test]
    fn the_lines_add_up_to_the_files() {
        let files = [
            ("index.html", 500),
            ("care-returns-1.wasm", 1001),
            ("care-returns-1.css", 70),
            ("frameworks/a.json", 9),
        ];
        let ledger = Ledger::make(&weights(), files.into_iter());
        assert_eq!(ledger.lines.iter().map(|line| line.1).sum::<u64>(), 1580);
        let of = |part| {
            ledger
                .lines
                .iter()
                .find(|line| line.0 == part)
                .map(|line| line.1)
        };
        assert_eq!(of(Part::Engine), Some(300));
        assert_eq!(of(Part::Leptos), Some(900));
        assert_eq!((of(Part::Style), of(Part::Return)), (Some(70), Some(9)));
    }

    #[test]
    fn code_made_for_our_types_is_ours() {
        assert_eq!(
            function_part("core::ptr::drop_in_place<care_engine::session::Session>"),
            Part::Engine
        );
        assert_eq!(
            function_part("<tachys::Html<care_returns::ui::pages::Start> as Render>::build"),
            Part::Pages
        );
        assert_eq!(
            function_part("care_returns::shell::save::<care_engine::exchange::Draft>"),
            Part::Submit
        );
        assert_eq!(function_part("care_returns::storage::open"), Part::Store);
        assert_eq!(function_part("dlmalloc::free"), Part::Leptos);
    }

    #[test]
    fn the_compilers_hashes_do_not_hide_whose_code_it_is() {
        let name = "core[44528b579e4af097]::slice::sort::<[u8], care_engine[daa452736481265]::rules::Name>";
        assert_eq!(
            without_hashes(name),
            "core::slice::sort::<[u8], care_engine::rules::Name>"
        );
        assert_eq!(function_part(name), Part::Engine);
    }

    #[test]
    fn a_part_over_its_share_is_marked() {
        let files = [("care-returns-1.css", 9 * 1024)];
        let text = Ledger::make(&weights(), files.into_iter()).to_string();
        assert!(
            text.lines()
                .any(|line| line.starts_with("CSS") && line.contains("over its share: ")),
            "{text}"
        );
    }
}
