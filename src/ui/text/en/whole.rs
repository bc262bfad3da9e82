//! Texts of what a person says of the whole return, of who is asked the core only, and of questions that were withdrawn.
#![allow(missing_docs, reason = "a text says itself what it says")]

pub const NIL: &str = "Nothing to report?";
pub const NIL_INTRO: &str = "If you supported nobody, say so here and we enter 0 for each number of people that you have not answered. You can change each of them. We still ask the other questions.";
pub const NIL_WHY: &str = "Why is there nothing to report?";
pub const NIL_SELECT: &str = "Select why there is nothing to report";
pub const NIL_SET: &str = "Enter 0 for numbers of people";
pub const NIL_SAID: &str = "You said that there is nothing to report: ";
pub const NIL_BACK: &str = "Take this back";

pub const UNCHANGED: &str = "Nothing has changed since ";
pub const UNCHANGED_INTRO: &str = "We copy what you sent then into the questions that ask how things stand on a day, where you have not answered yet. You can change each answer. We still ask what happened over the period.";
pub const UNCHANGED_SET: &str = "Copy these answers";
pub const LAST_TIME: &str = "last time";
pub const CARRIED: &str = "Answers copied from last time";
pub const CARRIED_FOR: &str = "for ";
pub const CARRIED_ON: &str = " (as on ";
pub const CARRIED_BACK: &str = "Clear the copied answers";

pub const CORE_ONLY: &str = "You are asked only the core questions of this return, because your service is small. Larger services are asked more.";

pub const WITHDRAWN: &str = "These questions are no longer used";
pub const WITHDRAWN_DO: &str = "Load the page again to get the questions that take their place. What you typed is kept: we show you what changes, and then move your answers. If you still see this after that, ask for help before you send.";

/// How many answers were copied from last time.
pub fn carried(count: usize) -> String {
    match count {
        1 => "1 answer is copied from what you sent ".to_owned(),
        count => [
            &count.to_string(),
            " answers are copied from what you sent ",
        ]
        .concat(),
    }
}
