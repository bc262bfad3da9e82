//! Every page and every state that a person can see, taken from the enums of the sources: what is added there and not
//! looked at by a journey is missed here.

use std::collections::BTreeSet;
use std::fs;

use crate::{Fault, tools};

/// Where the pages are listed.
const ROUTER: (&str, &str) = ("src/ui/router.rs", "Route");

/// The enums whose variants a person sees as something of their own on the page, each with its file.
const ENUMS: [(&str, &str); 10] = [
    ("src/shell/save.rs", "Saved"),
    ("src/shell/save.rs", "SaveProblem"),
    ("src/storage/error.rs", "StoreError"),
    ("src/shell/boot.rs", "BootError"),
    ("src/shell/line.rs", "Line"),
    ("src/submit/outbox.rs", "Why"),
    ("src/submit/outbox.rs", "StuckReason"),
    ("src/engine/exchange/receipt_v1.rs", "ReceiptState"),
    ("src/engine/session/progress.rs", "SectionState"),
    ("src/engine/definition/model.rs", "Kind"),
];

/// How a state is recognised on a page.
#[derive(Debug, Clone, Copy)]
enum Sign {
    /// Words that are shown, as a regular expression.
    Words(&'static str),
    /// A part of the page, as a selector.
    Part(&'static str),
    /// It shows nothing of its own, for this reason.
    Unseen(&'static str),
}

use Sign::{Part, Unseen, Words};

/// The sign of each state, by the enum and the variant.
#[rustfmt::skip]
const SIGNS: [(&str, &str, Sign); 48] = [
    ("Saved", "Unchanged", Part("section.saved-line[aria-label]:empty")),
    ("Saved", "Elsewhere", Words("This return is open in another tab or window")),
    ("Saved", "Saving", Unseen("it is over before anyone could look")),
    ("Saved", "At", Words(r"Saved at \d\d:\d\d on this device")),
    ("Saved", "Failed", Words("Your last changes are not saved")),
    ("SaveProblem", "TakenOver", Words("was opened in another tab or window, and is changed there now")),
    ("SaveProblem", "Gone", Words("was sent or removed in another tab or window")),
    ("SaveProblem", "Store", Words("Your last changes are not saved (There|What|The|This) [a-z ]+ (device|browser|kept)")),
    ("StoreError", "Quota", Words("There is no space left on this device")),
    ("StoreError", "Blocked", Words("Another tab with an older version of this page is open")),
    ("StoreError", "Closed", Words("The browser closed its store")),
    ("StoreError", "Forbidden", Words("This browser does not let the page keep anything")),
    ("StoreError", "Corrupt", Words("What is kept on this device cannot be read")),
    ("StoreError", "NewerVersion", Words("A newer version of this page was used on this device")),
    ("StoreError", "Locked", Unseen("the page that unlocks stands in its place")),
    ("StoreError", "Other", Words("The browser could not keep it")),
    ("BootError", "NoFile", Words("A file did not arrive. Check your connection")),
    ("BootError", "NotJson", Words("config.json is not JSON")),
    ("BootError", "Config", Words("config.json has mistakes")),
    ("BootError", "Framework", Words("the framework has mistakes")),
    ("Line", "Untried", Words("We do not know if the organisation can be reached now")),
    ("Line", "Reached", Words("the organisation that your returns go to could be reached")),
    ("Line", "NotReached", Words("we could not reach the organisation that your returns go to")),
    ("Why", "Fresh", Words("It is being sent|We could not reach the organisation that it goes to")),
    ("Why", "Busy", Words("The organisation that it goes to cannot take it now")),
    ("Why", "NotTheBackend", Words("Something else answered in place of the organisation")),
    ("Why", "NotThere", Unseen("it is sent again at once")),
    ("StuckReason", "Refused", Part(".refused")),
    ("StuckReason", "NoReceipt", Words("does not say whether it has the return")),
    ("StuckReason", "Different", Words("holds another return under the same number")),
    ("ReceiptState", "Received", Part(".tag-waiting, .panel")),
    ("ReceiptState", "Accepted", Words("Accepted")),
    ("ReceiptState", "Refused", Words("Refused")),
    ("SectionState", "Optional", Part(".task-list .tag-quiet")),
    ("SectionState", "NotStarted", Words("Not started")),
    ("SectionState", "InProgress", Words("In progress")),
    ("SectionState", "Complete", Words("Completed")),
    ("SectionState", "Problem", Part(".task-list .tag-problem")),
    ("Kind", "Number", Part(".field input[inputmode]")),
    ("Kind", "Text", Part(".field input.w30")),
    ("Kind", "LongText", Part(".field textarea")),
    ("Kind", "Date", Part(".field .boxes > :nth-child(3)")),
    ("Kind", "Month", Part(".field .boxes > :nth-child(2):last-child")),
    ("Kind", "YesNo", Words("Yes No")),
    ("Kind", "One", Part(".field [role=radiogroup]")),
    ("Kind", "Many", Part(".field fieldset input[type=checkbox]")),
    ("Kind", "Code", Part(".field [id$=found]")),
    ("Kind", "Identifier", Words("For example, ")),
];

/// The states of the enums that have no sign, and the signs that are of no state.
///
/// # Errors
/// Where a source is not there.
pub fn unknown() -> Result<Vec<String>, Fault> {
    let mut wanted = BTreeSet::new();
    for (file, name) in ENUMS {
        for variant in variants(file, name)? {
            wanted.insert(format!("{name}::{variant}"));
        }
    }
    let signs: BTreeSet<String> = SIGNS.iter().map(named).collect();
    Ok(wanted.symmetric_difference(&signs).cloned().collect())
}

/// Every page by its name, and every state that can be seen by the names of its enum and itself.
///
/// # Errors
/// Where a source is not there.
pub fn all() -> Result<BTreeSet<String>, Fault> {
    let mut all: BTreeSet<String> = variants(ROUTER.0, ROUTER.1)?
        .iter()
        .map(|page| [ROUTER.1, "::", page].concat())
        .collect();
    let seen = SIGNS
        .iter()
        .filter(|(_, _, sign)| !matches!(sign, Unseen(_)));
    all.extend(seen.map(named));
    Ok(all)
}

/// The states that show nothing of their own, each with why.
pub fn unseen() -> Vec<(String, &'static str)> {
    let unseen = SIGNS.iter().filter_map(|row| match row.2 {
        Unseen(why) => Some((named(row), why)),
        Words(_) | Part(_) => None,
    });
    unseen.collect()
}

/// What recognises the states on a page: names, each with whether the sign is words, and the sign.
pub fn signs() -> Vec<(String, bool, &'static str)> {
    let seen = SIGNS.iter().filter_map(|row| match row.2 {
        Words(words) => Some((named(row), true, words)),
        Part(part) => Some((named(row), false, part)),
        Unseen(_) => None,
    });
    seen.collect()
}

/// The page that an address is of, by the name of its variant.
///
/// # Errors
/// Where the source is not there, or has no such page.
pub fn page_of(hash: &str) -> Result<String, Fault> {
    let path = hash.trim_start_matches(['#', '/']);
    if path == "accessibility.html" {
        return Ok(path.to_owned());
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    for line in source(ROUTER.0)?.lines() {
        let Some((variant, shape)) = shape(line) else {
            continue;
        };
        let fits = |(shape, part): (&Option<String>, &&str)| {
            shape.as_deref().is_none_or(|word| word == *part)
        };
        if shape.len() == parts.len() && shape.iter().zip(&parts).all(fits) {
            return Ok([ROUTER.1, "::", &variant].concat());
        }
    }
    // The page shows what is due for an address that it does not understand.
    Ok([ROUTER.1, "::Due"].concat())
}

/// The variant and the parts of its address in a line such as `Self::Subject(key) => &["for", key],`: a word, or nothing
/// for a part that differs.
fn shape(line: &str) -> Option<(String, Vec<Option<String>>)> {
    let (variant, parts) = line.trim().strip_prefix("Self::")?.split_once(" => &[")?;
    let parts = parts.strip_suffix("],")?;
    let parts = parts.split(", ").filter(|part| !part.is_empty());
    let word = |part: &str| Some(part.strip_prefix('"')?.strip_suffix('"')?.to_owned());
    let name = variant.split('(').next()?;
    Some((name.to_owned(), parts.map(word).collect()))
}

/// The names of an enum's variants, as its source has them.
fn variants(file: &str, name: &str) -> Result<Vec<String>, Fault> {
    let text = source(file)?;
    let begin = format!("pub enum {name} {{\n");
    let (_, body) = text
        .split_once(&begin)
        .ok_or_else(|| Fault::at(file, format!("no enum {name}")))?;
    let body = body.split("\n}").next().unwrap_or_default();
    let lines = body.lines().filter_map(|line| line.strip_prefix("    "));
    Ok(lines
        .filter(|line| line.starts_with(|first: char| first.is_ascii_uppercase()))
        .filter_map(|line| line.split(|letter: char| !letter.is_alphanumeric()).next())
        .map(str::to_owned)
        .collect())
}

fn source(file: &str) -> Result<String, Fault> {
    fs::read_to_string(tools::repository(file)).map_err(|reason| Fault::at(file, reason))
}

fn named(row: &(&str, &str, Sign)) -> String {
    [row.0, "::", row.1].concat()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{all, page_of, unknown};

    #[test]
    fn every_state_of_the_sources_has_a_sign() {
        assert_eq!(unknown().unwrap(), [""; 0]);
    }

    #[test]
    fn pages_are_known_by_their_addresses() {
        for (hash, page) in [
            ("", "Home"),
            ("#/", "Home"),
            ("#/due", "Due"),
            ("#/draft/0a/beds", "Section"),
            ("#/draft/0a/beds/q3", "Section"),
            ("#/draft/0a", "Tasks"),
            ("#/sent", "Sent"),
            ("#/sent/0a", "Return"),
            ("#/nothing/of/the/kind/at/all", "Due"),
        ] {
            assert_eq!(page_of(hash).unwrap(), format!("Route::{page}"), "{hash}");
        }
        let pages = all().unwrap();
        assert!(
            pages.contains("Route::Clear") && pages.contains("Saved::At"),
            "{pages:?}"
        );
    }
}
