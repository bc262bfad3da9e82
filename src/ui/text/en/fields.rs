//! Texts of questions and parts.

use care_engine::session::{Misfit, Offer, Unfit};

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
/// Copies the answer of the period before.
pub const SAME: &str = "Same as last time";
/// Copies the answers of a page.
pub const SAME_PAGE: &str = "Same as last time for this page";
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

/// How many questions of a page can be answered as last time.
pub fn same(count: usize) -> String {
    let count = count.to_string();
    let words = [
        &count,
        " answers on this page can be the same as last time. You can change each of them.",
    ];
    words.concat()
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

/// Under the question of a long list.
pub const FIND: &str = "Type a part of the name or the code, then choose from the list";
/// Where nothing is found.
pub const NOTHING_FOUND: &str = "Nothing found. Check the spelling or type less of it";

/// How many codes were found, for those who do not see them.
pub fn found(count: usize) -> String {
    match count {
        0 => NOTHING_FOUND.to_owned(),
        1 => "1 result".to_owned(),
        count => [&count.to_string(), " results"].concat(),
    }
}

/// Behind a code that was found by what it was before.
pub fn formerly(name: &str) -> String {
    [" (before: ", name, ")"].concat()
}

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
/// A reason or an explanation that seems to name somebody.
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
/// An answer was typed over with nothing.
pub const CLEARED: &str = "You cleared this answer. ";
/// Clears all answers of a page.
pub const CLEAR_PAGE: &str = "Clear this page";
/// It was done.
pub const PAGE_CLEARED: &str = "All answers on this page were cleared. ";
/// Name of the last line of a table, with the sums of its columns.
pub const TOTAL: &str = "Total so far";
/// Opens the box to paste cells of a spreadsheet into.
pub const PASTE: &str = "Paste from a spreadsheet";
/// Label of the box.
pub const PASTE_LABEL: &str = "Cells of your spreadsheet";
/// Under it.
pub const PASTE_HINT: &str = "Copy the cells in your spreadsheet and paste them here. A first line with the names of the columns is understood. You can also paste into a cell of the table itself.";
/// Puts them into the table.
pub const PASTE_NOW: &str = "Put into the table";
/// There was nothing to put there.
pub const NOTHING_PASTED: &str = "There are no cells in the box yet.";
/// Above what was pasted and has no place in the table.
pub const UNFIT: &str = "This was pasted and has no place in the table:";

/// What came of a paste: how many cells were filled in, how many rows that added, and how many cells are wrong.
pub fn pasted(cells: usize, rows: usize, wrong: usize) -> String {
    let count = |many: usize, one: &str, more: &str| {
        let noun = if many == 1 { one } else { more };
        [many.to_string().as_str(), noun].concat()
    };
    let mut words = count(cells, " cell filled in", " cells filled in");
    if rows > 0 {
        words.push_str(", ");
        words.push_str(&count(rows, " row added", " rows added"));
    }
    words.push_str(". ");
    if wrong > 0 {
        words.push_str(&count(wrong, " of them needs", " of them need"));
        words.push_str(" a look: what is wrong is said there. ");
    }
    words
}

/// A pasted cell or line that has no place, and why.
pub fn unfit(unfit: &Unfit) -> String {
    let (start, label, end) = match &unfit.why {
        Misfit::NoColumn => ("there is no column for it", "", ""),
        Misfit::NoRow => ("there is no such row", "", ""),
        Misfit::Full => ("the table takes no more rows", "", ""),
        Misfit::WorkedOut(label) => ("“", label.as_str(), "” is worked out"),
        Misfit::NoChoice(label) => ("it is none of the choices of “", label.as_str(), "”"),
        Misfit::NotAsked(label) => (
            "“",
            label.as_str(),
            "” is not asked in its row, and keeps it",
        ),
    };
    let line = match unfit.line {
        0 => String::new(),
        line => ["Line ", &line.to_string(), ", "].concat(),
    };
    [&line, "“", &unfit.text, "”: ", start, label, end].concat()
}

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
    use super::{Misfit, Unfit, pasted, unfit, words_left};

    #[test]
    fn what_came_of_a_paste_is_said() {
        assert_eq!(pasted(1, 0, 0), "1 cell filled in. ");
        assert_eq!(
            pasted(12, 3, 2),
            "12 cells filled in, 3 rows added. 2 of them need a look: what is wrong is said there. "
        );
        let line = |line, why| {
            let text = "late".to_owned();
            unfit(&Unfit { line, text, why })
        };
        assert_eq!(
            line(2, Misfit::NoColumn),
            "Line 2, “late”: there is no column for it"
        );
        assert_eq!(
            line(0, Misfit::NotAsked("Price".into())),
            "“late”: “Price” is not asked in its row, and keeps it"
        );
    }

    #[test]
    fn words_are_counted_down_and_past_the_end() {
        assert_eq!(words_left(100, 0), "You have 100 words remaining");
        assert_eq!(words_left(100, 99), "You have 1 word remaining");
        assert_eq!(words_left(100, 100), "You have 0 words remaining");
        assert_eq!(words_left(100, 101), "You have 1 word too many");
    }
}
