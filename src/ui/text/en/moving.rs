//! Texts of moving a draft to another version of the framework, and of what it keeps.
#![allow(missing_docs, reason = "a text says itself what it says")]

use care_engine::moving::Why;

pub const OLDER: &str = "This return was started with an older set of questions";
pub const NEWER: &str = "This return was started with a newer set of questions";
pub const INTRO: &str = "Move your answers to the questions as they are now, to go on with this return. Nothing that you typed is lost.";
pub const MOVED: &str = "Answers that go to another question";
pub const WAS_CALLED: &str = ". It was asked as: ";
pub const CODES: &str = "Choices that have another name now";
pub const IS_NOW: &str = " is now ";
pub const SPLIT: &str = "Choices that you need to make again";
pub const CHOOSE: &str = " was split. Choose one of these when you get to the question: ";
pub const LOOK_AGAIN: &str = "Answers that you need to change";
pub const KEPT: &str = "Answers that are not asked for any more";
pub const KEPT_WHY: &str = "We keep them with this return on this device. They are not sent.";
pub const NEW: &str = "New questions";
pub const MOVE: &str = "Move my answers";
pub const NOT_NOW: &str = "Not now";
pub const CHANGED: &str = "The return was not moved: it was changed, sent or removed in another tab or window. Go back to what is due and open it again.";
pub const NOT_MOVED: &str = "The return was not moved. ";
pub const FORM_GONE: &str = "This return is not one of those that are asked for now. What you typed is kept on this device. You can download a copy of it.";
pub const KEPT_NOTE: &str = "What you said about a figure";
pub const LOAD_AGAIN: &str = "The questions of this return have changed. If you have had this page open for a while, load it again to get the new questions. Then correct the return here: we show you what changes, and move your answers.";

/// How many answers stay where they are.
pub fn stay(count: usize) -> String {
    match count {
        0 => "None of your answers stays exactly as it is.".to_owned(),
        1 => "1 answer stays as it is.".to_owned(),
        count => [&count.to_string(), " answers stay as they are."].concat(),
    }
}

/// Why an answer has no place any more.
pub fn why(why: Why) -> &'static str {
    match why {
        Why::NotAsked => "",
        Why::NoRow => "The table has no such row now.",
        Why::Taken => "Another answer stands in its place.",
        Why::NoReason => "This reason is not offered now.",
    }
}
