//! Texts of what was filed over time, and of the minutes that returns take.
#![allow(missing_docs, reason = "a text says itself what it says")]

pub const WAY: &str = "What you sent over time";
pub const TITLE: &str = "What you sent over time";
pub const INTRO: &str = "This is made from what was sent from this device, and from nothing else. Of a return that was corrected, the newest counts.";
pub const NOTHING: &str = "Nothing was sent from this device yet.";
pub const NOTHING_DRAWN: &str = "None of the figures that are drawn was given.";
pub const ONE: &str = "One period so far. A line needs two.";
pub const COMPLETENESS: &str = "Core questions with an answer";
pub const MINUTES: &str = "Minutes that the return took";
pub const CHART: &str = "Line chart. ";
pub const FROM: &str = "From ";
pub const IN: &str = " in ";
pub const TO: &str = " to ";
pub const IN_TABLE: &str = ". Every figure is in the table below.";
pub const TABLE: &str = "The figures as a table";
pub const PERIOD: &str = "Period";
pub const FIGURE: &str = "Figure";
pub const NO_FIGURE: &str = "No figure";
pub const ESTIMATE: &str = " (estimate)";
pub const MARKS: &str = "A filled circle is a figure, an open square an estimate. Where the line is broken, there is no figure.";
pub const CSV: &str = "Save these figures (CSV)";

// How long a return took.
pub const ALSO_MINUTES: &str = "Also say how long this return took";
pub const ALSO_HINT: &str =
    "It shows what returns cost. It is sent with the return, and added up on this device.";
pub const HOW_LONG: &str = "How many minutes did it take, finding the information included?";
pub const MINUTES_UNIT: &str = "minutes";
pub const COUNTED: &str = "This page counted ";
pub const COUNTED_END: &str = " while you typed here. Add what you did elsewhere.";
pub const WRONG_MINUTES: &str = "Minutes must be a whole number between 0 and 9,999";
pub const MANY_MINUTES: &str = "That is more than 10 hours. Check it, or send it as it is.";

/// How long something took, in words: `1 hour 5 minutes`.
pub fn long(minutes: u64) -> String {
    let count = |count: u64, one: &str, more: &str| {
        let word = if count == 1 { one } else { more };
        [&count.to_string(), " ", word].concat()
    };
    let hours = minutes / 60;
    let rest = count(minutes % 60, "minute", "minutes");
    match (hours, minutes % 60) {
        (0, _) => rest,
        (hours, 0) => count(hours, "hour", "hours"),
        (hours, _) => [&count(hours, "hour", "hours"), " ", &rest].concat(),
    }
}

/// What the minutes of some returns add up to.
pub fn added_up(minutes: u64, returns: usize) -> String {
    let of = match returns {
        1 => "You said how long 1 of these returns took: ".to_owned(),
        more => [
            "You said how long ",
            &more.to_string(),
            " of these returns took. Together: ",
        ]
        .concat(),
    };
    [&of, &long(minutes), "."].concat()
}

#[cfg(test)]
mod tests {
    use super::{added_up, long};

    #[test]
    fn minutes_are_hours_and_minutes() {
        assert_eq!(long(0), "0 minutes");
        assert_eq!(long(1), "1 minute");
        assert_eq!(long(60), "1 hour");
        assert_eq!(long(125), "2 hours 5 minutes");
        assert_eq!(
            added_up(61, 2),
            "You said how long 2 of these returns took. Together: 1 hour 1 minute."
        );
    }
}
