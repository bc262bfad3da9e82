//! Texts for somebody who files the same return for several homes.
#![allow(missing_docs, reason = "a text says itself what it says")]

pub const ALL: &str = "for all that you file for";
pub const FOR_ALL: &str = ", one after another";
pub const INTRO: &str =
    "Each is checked and sent by itself: you look at its answers before you send them.";
pub const NEXT: &str = "The next one";
pub const NEXT_FOR: &str = " for ";
pub const ALL_DONE: &str = "You have sent this return for all that you file for.";
pub const SEE_ALL: &str = "See all that you file this return for";
pub const NOT_DUE: &str = "Not due now";
pub const COPY: &str = "Is something the same as in another return?";
pub const COPY_INTRO: &str = "We copy choices, dates and short texts into questions that you have not answered here. Numbers and notes are not copied. Look at each before you send it.";
pub const COPY_FROM: &str = "Copy from ";
pub const COPIED: &str = "Copied. Look at each answer before you send it.";

/// How many of the returns were sent.
pub fn sent(sent: usize, of: usize) -> String {
    [&sent.to_string(), " of ", &of.to_string(), " sent."].concat()
}

/// How many answers can be copied.
pub fn answers(count: usize) -> String {
    match count {
        1 => " (1 answer)".to_owned(),
        count => [" (", &count.to_string(), " answers)"].concat(),
    }
}
