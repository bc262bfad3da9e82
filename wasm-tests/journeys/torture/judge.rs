//! What must be there after a kill: each box holds what was in it when the page last called everything saved, or
//! something that was typed after that.

use std::collections::BTreeMap;

use crate::log::Event;

/// What one box held, oldest first, and from where on it is safe.
#[derive(Debug, Default)]
struct Held {
    values: Vec<(i64, String)>,
    /// The place in `values` of what was called saved last.
    saved: Option<usize>,
}

/// The boxes between two kills.
#[derive(Debug, Default)]
pub(crate) struct Boxes(BTreeMap<String, Held>);

/// What a restart showed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// Answers that were called saved and were there.
    pub(crate) kept: usize,
    /// Answers that were called saved and were not there: box, what it held then, what it holds now.
    pub(crate) lost: Vec<(String, String, String)>,
    /// For how long the oldest key that did not reach the disk had been pressed when the kill came, in milliseconds.
    pub(crate) unsaved: i64,
}

impl Boxes {
    /// Boxes as a page shows them that has read them from the disk.
    pub(crate) fn shown(values: &[(String, String)]) -> Self {
        let held = |value: &String| Held {
            values: vec![(0, value.clone())],
            saved: Some(0),
        };
        let boxes = values.iter().map(|(id, value)| (id.clone(), held(value)));
        Self(boxes.collect())
    }

    /// Takes in what the page said.
    pub(crate) fn take(&mut self, events: &[Event]) {
        for event in events {
            match event {
                Event::Typed(at, id, value) => {
                    let held = self.0.entry(id.clone()).or_default();
                    held.values.push((*at, value.clone()));
                }
                Event::Saved(id, value) => {
                    let held = self.0.entry(id.clone()).or_default();
                    let place = held.values.iter().rposition(|(_, known)| known == value);
                    // A value that no key made was set by the page itself.
                    held.saved = Some(place.unwrap_or_else(|| {
                        held.values.push((0, value.clone()));
                        held.values.len() - 1
                    }));
                }
                Event::Begun | Event::Complete | Event::Aborted | Event::Finished(_) => {}
            }
        }
    }

    /// Compares with what the page shows after the restart.
    pub(crate) fn judge(&self, shown: &[(String, String)], killed_at: i64) -> Verdict {
        let mut verdict = Verdict::default();
        for (id, held) in &self.0 {
            let found = shown.iter().find(|(shown, _)| shown == id);
            let found = found.map_or("", |(_, value)| value.as_str());
            let last = held.values.iter().rposition(|(_, value)| value == found);
            if let Some(saved) = held.saved {
                if last.is_some_and(|last| last >= saved) {
                    verdict.kept += 1;
                } else {
                    let was = held.values.get(saved);
                    let was = was.map_or_else(String::new, |(_, value)| value.clone());
                    verdict.lost.push((id.clone(), was, found.to_owned()));
                }
            }
            let first_unsaved = last.map_or(0, |last| last + 1);
            if let Some((at, _)) = held.values.get(first_unsaved) {
                verdict.unsaved = verdict.unsaved.max(killed_at - at);
            }
        }
        verdict
    }
}

#[cfg(test)]
mod tests {
    use super::{Boxes, Event, Verdict};

    fn typed(at: i64, value: &str) -> Event {
        Event::Typed(at, "a".into(), value.into())
    }

    fn one(value: &str) -> Vec<(String, String)> {
        vec![("a".into(), value.into())]
    }

    #[test]
    fn what_was_called_saved_or_came_after_it_is_kept() {
        let mut boxes = Boxes::shown(&one(""));
        boxes.take(&[
            typed(5, "1"),
            typed(6, "12"),
            Event::Saved("a".into(), "12".into()),
            typed(8, "123"),
        ]);
        let kept = |unsaved| Verdict {
            kept: 1,
            lost: Vec::new(),
            unsaved,
        };
        assert_eq!(boxes.judge(&one("123"), 10), kept(0));
        assert_eq!(boxes.judge(&one("12"), 10), kept(2));
    }

    #[test]
    fn what_is_older_or_was_never_typed_is_a_loss() {
        let mut boxes = Boxes::shown(&one(""));
        boxes.take(&[typed(5, "12"), Event::Saved("a".into(), "12".into())]);
        for shown in ["", "13"] {
            let lost = vec![("a".into(), "12".into(), shown.into())];
            assert_eq!(boxes.judge(&one(shown), 9).lost, lost);
        }
        assert_eq!(boxes.judge(&[], 9).lost.len(), 1);
    }
}
