//! How whole the core of a return is, in a line: what was given, estimated, missing and why, and not answered.

use crate::ui::el::{El, div};
use crate::ui::text::pages as t;
use care_engine::session::{Completeness, Session};

/// The line of a return; none where nothing of the core is asked.
pub(super) fn whole(session: &Session) -> Option<El> {
    line(session, &session.completeness())
}

/// The line of one section, once something of its core was answered: before, its state says so.
pub(super) fn section(session: &Session, section: u16) -> Option<El> {
    let counts = session.completeness_in(section);
    let begun = counts.given + counts.estimated > 0 || !counts.missing.is_empty();
    line(session, &counts).filter(|_| begun)
}

/// The same in words alone.
pub(super) fn in_words(session: &Session) -> Option<String> {
    let counts = session.completeness();
    (counts.asked > 0).then(|| words(&counts, &session.definition().missing))
}

fn line(session: &Session, counts: &Completeness) -> Option<El> {
    (counts.asked > 0).then(|| {
        let missing = &session.definition().missing;
        div("p", "complete").text(&words(counts, missing))
    })
}

fn words(counts: &Completeness, reasons: &[(String, String)]) -> String {
    let mut words = String::from(t::CORE);
    words.push_str(&counts.given.to_string());
    words.push_str(t::OF);
    words.push_str(&counts.asked.to_string());
    words.push_str(t::GIVEN);
    let mut also = |count: u32, before: &str, what: &str, after: &str| {
        if count > 0 {
            for part in [", ", &count.to_string(), before, what, after] {
                words.push_str(part);
            }
        }
        count
    };
    let mut told = counts.given + also(counts.estimated, " ", t::ESTIMATED, "");
    for (reason, count) in &counts.missing {
        let label = reasons.get(usize::from(*reason));
        told += also(*count, " “", label.map_or("", |(_, label)| label), "”");
    }
    also(counts.asked.saturating_sub(told), " ", t::NOT_YET, "");
    words.push('.');
    words
}

#[cfg(test)]
mod tests {
    use super::words;
    use care_engine::session::Completeness;

    #[test]
    fn every_core_question_is_in_one_part() {
        let reasons = [
            ("no-system".to_owned(), "Our system lacks it".to_owned()),
            ("not-known".to_owned(), "I do not know".to_owned()),
        ];
        let mut counts = Completeness {
            asked: 9,
            given: 4,
            estimated: 1,
            missing: vec![(1, 2)],
        };
        assert_eq!(
            words(&counts, &reasons),
            "Core questions: 4 of 9 given, 1 estimated, 2 “I do not know”, 2 not answered."
        );
        counts = Completeness {
            asked: 3,
            given: 3,
            ..Completeness::default()
        };
        assert_eq!(words(&counts, &reasons), "Core questions: 3 of 3 given.");
    }
}
