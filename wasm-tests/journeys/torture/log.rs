//! What the page said before it was killed, from the browser's own log.

use std::fs;
use std::path::{Path, PathBuf};

/// One thing that the page said or did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Event {
    /// A transaction that writes was begun.
    Begun,
    /// One was complete.
    Complete,
    /// One was given up.
    Aborted,
    /// A box held this after a key: when, in Unix milliseconds, which box, what.
    Typed(i64, String, String),
    /// The page called everything saved, while a box held this.
    Saved(String, String),
    /// The page called a return finished: its id.
    Finished(String),
}

/// Where Chromium writes its log.
pub(crate) fn path(profile: &Path) -> PathBuf {
    profile.join("chrome_debug.log")
}

/// What the log holds so far; nothing where there is none yet.
pub(crate) fn read(profile: &Path) -> Vec<Event> {
    let bytes = fs::read(path(profile)).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    text.lines().filter_map(event).collect()
}

/// How many transactions were begun so far.
pub(crate) fn begun(profile: &Path) -> usize {
    read(profile)
        .iter()
        .filter(|event| **event == Event::Begun)
        .count()
}

fn event(line: &str) -> Option<Event> {
    let (_, rest) = line.split_once("\"torture|")?;
    // What is cut off at the end was not said.
    let (words, _) = rest.split_once("|\", source:")?;
    let mut words = words.split('|');
    let kind = words.next()?;
    let mut text = || words.next().map(str::to_owned);
    Some(match kind {
        "begun" => Event::Begun,
        "complete" => Event::Complete,
        "aborted" => Event::Aborted,
        "typed" => Event::Typed(text()?.parse().ok()?, text()?, text()?),
        "saved" => Event::Saved(text()?, text()?),
        "finished" => Event::Finished(text()?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Event, event};

    #[test]
    fn lines_are_read_and_what_is_cut_off_is_not() {
        let line = "[1:1:1122/010203.4:INFO:CONSOLE:9] \"torture|typed|17|a|12|\", source:  (9)";
        let typed = Event::Typed(17, "a".into(), "12".into());
        assert_eq!(event(line), Some(typed));
        assert_eq!(event(line.split_at(60).0), None);
        assert_eq!(
            event("\"torture|begun|\", source:  (1)"),
            Some(Event::Begun)
        );
        assert_eq!(event("\"something|begun|\", source:  (1)"), None);
    }
}
