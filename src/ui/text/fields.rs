//! Texts of questions and parts.

use care_engine::session::Offer;

/// After the label of a question that need not be answered.
pub const OPTIONAL: &str = " (optional)";
/// Before each message, for those who hear it.
pub const ERROR: &str = "Error: ";
/// Heading of the error summary.
pub const PROBLEM: &str = "There is a problem";
/// Opens why a question is asked.
pub const WHY: &str = "Why we ask";
/// Before the source of a question.
pub const SOURCE: &str = "Source: ";
/// Where no source says that the question must be asked.
pub const PROPOSED: &str =
    "No published return asks it in this form: it is a proposal of this framework.";
/// Stands where a figure cannot be worked out yet.
pub const NOT_YET: &str = "not known yet";
/// Before the change since last time.
pub const NOW: &str = ". Now: ";

/// Takes over what was answered elsewhere.
pub const USE_OFFER: &str = "Use this answer";
/// Takes over all that was answered elsewhere to the questions of a page.
pub const USE_OFFERS: &str = "Use these answers";

/// What was answered elsewhere, with its day and where.
pub fn offer(offer: &Offer) -> String {
    let value = offer.value.as_str();
    match offer.on {
        None => ["You answered ", value, " in “", &offer.title, "”."].concat(),
        Some(on) => {
            let end = if offer.filed {
                "”."
            } else {
                "”, which is not sent yet."
            };
            let on = on.long();
            let words = [
                "You answered ",
                value,
                " on ",
                &on,
                " in “",
                &offer.title,
                end,
            ];
            words.concat()
        }
    }
}

/// How many questions of a page were answered elsewhere.
pub fn offers(count: usize) -> String {
    let count = count.to_string();
    let words = [
        "You have answered ",
        &count,
        " of these questions before. Each answer stands beside its question, with its day. Check that they are still right.",
    ];
    words.concat()
}

/// Opens the reasons for a missing figure.
pub const CANNOT_GIVE: &str = "I cannot give this figure";
/// Opens the reasons for another missing answer.
pub const CANNOT_ANSWER: &str = "I cannot answer this";
/// Above the reasons.
pub const WHY_MISSING: &str = "Why is it missing?";
/// Under that, for figures.
pub const NOT_ZERO: &str = "If the figure is 0, enter 0. A missing figure is not counted as 0.";
/// Takes the reason back.
pub const GIVE_IT: &str = "Answer it after all";

/// A yes.
pub const YES: &str = "Yes";
/// A no.
pub const NO: &str = "No";
/// The third of yes, no and don't know.
pub const DONT_KNOW: &str = "Don’t know";
/// Between choices and the one that excludes them.
pub const OR: &str = "or";
/// Behind a code that may no longer be used, before the day.
pub const ENDED: &str = " (ended on ";
/// Behind a code that may not be used on the day of this figure.
pub const NOT_USED: &str = " (not in use)";

/// Labels of the boxes of a date.
pub const DATE_BOXES: [&str; 3] = ["Day", "Month", "Year"];
/// Labels of the boxes of a month.
pub const MONTH_BOXES: [&str; 2] = ["Month", "Year"];
/// What a date looks like.
pub const DATE_LIKE: &str = "For example, 27 3 2026";
/// What a month looks like.
pub const MONTH_LIKE: &str = "For example, 10 2026";
/// Before what an identifier looks like.
pub const LIKE: &str = "For example, ";

/// Label of the box that finds a code.
pub const FIND: &str = "Type a part of the name or the code, then choose from the list";
/// Where nothing is found.
pub const NOTHING_FOUND: &str = "Nothing found. Check the spelling or type less of it";
/// Before the number of codes that were found.
pub const FOUND: &str = "Found: ";
/// Behind it where more were found than are shown.
pub const TYPE_MORE: &str = ". Type more to see the others";

/// Title of a warning.
pub const CHECK: &str = "Check this figure";
/// Goes to the figure.
pub const CHANGE_IT: &str = "Change it";
/// Opens the reasons why a warned figure is right.
pub const IT_IS_RIGHT: &str = "It is right";
/// Opens the explanation of an error.
pub const EXPLAIN: &str = "These figures are right: send with an explanation";
/// Before why an error cannot be explained.
pub const NOT_EXPLAINED: &str = "This has to be changed before you can send the return. ";
/// Title of an error that was explained.
pub const WITH_EXPLANATION: &str = "Figure with an explanation";
/// Above the reasons.
pub const WHY_RIGHT: &str = "Why is it right?";
/// Label of the note of a warning.
pub const NOTE: &str = "Anything to add (optional)";
/// Label of the explanation of an error.
pub const EXPLANATION: &str = "Explanation";
/// Under either.
pub const NO_NAMES: &str = "It is sent with the figures. Do not include anybody’s name.";
/// Confirms.
pub const CONFIRM: &str = "Confirm";
/// No reason was chosen.
pub const SELECT_REASON: &str = "Select why it is right";
/// A text seems to hold what identifies a person.
pub const LOOKS_PERSONAL: &str = "This seems to hold an NHS number, a National Insurance number, an e-mail address or a phone number. Take out what identifies a person, or go on if it is none of these";
/// No explanation was given.
pub const ENTER_EXPLANATION: &str = "Enter an explanation";
/// Before what was confirmed.
pub const YOU_TOLD_US: &str = "You told us that this is right: ";
/// Takes back the last thing.
pub const UNDO: &str = "Undo";

/// Adds a row.
pub const ADD_ROW: &str = "Add a row";
/// Removes a row.
pub const REMOVE: &str = "Remove";
/// Behind a removed row.
pub const REMOVED: &str = " removed. ";
/// Head of the column with the names of the rows.
pub const ROW: &str = "Row";
/// Head of the column with what can be done with a row.
pub const ACTIONS: &str = "Action";

/// How many words are left.
pub fn words_left(most: u32, used: u32) -> String {
    let (number, end) = if used > most {
        (used - most, " too many")
    } else {
        (most - used, " remaining")
    };
    let noun = if number == 1 { " word" } else { " words" };
    ["You have ", &number.to_string(), noun, end].concat()
}

#[cfg(test)]
mod tests {
    use super::words_left;

    #[test]
    fn words_are_counted_down_and_past_the_end() {
        assert_eq!(words_left(100, 0), "You have 100 words remaining");
        assert_eq!(words_left(100, 99), "You have 1 word remaining");
        assert_eq!(words_left(100, 100), "You have 0 words remaining");
        assert_eq!(words_left(100, 101), "You have 1 word too many");
    }
}
