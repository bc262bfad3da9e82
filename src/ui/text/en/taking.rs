//! Texts of what a person takes along: a page to print, files, a text for an e-mail, a blank copy.
#![allow(missing_docs, reason = "a text says itself what it says")]

pub const TAKE: &str = "Print, save or copy it";
pub const ANYONE: &str = "What you print, save or copy is not sealed. Anyone who uses this device, or gets the file or the paper, can read it.";
pub const PRINT: &str = "Print or save as PDF";
pub const CSV: &str = "Save for a spreadsheet (CSV)";
pub const JSON: &str = "Save for another program (JSON)";
pub const EMAIL: &str = "A summary for an e-mail";
pub const SUMMARY: &str = "Summary";
pub const COPY: &str = "Copy the summary";
pub const COPIED: &str = "Copied. Paste it into your e-mail.";
pub const NOT_COPIED: &str =
    "The browser did not let us copy it. Select the text in the box and copy it.";
pub const NO_FILE: &str = "The browser did not offer the file.";

// What stands above the answers.
pub const FOR: &str = "For";
pub const PERIOD: &str = "Period";
pub const STATE: &str = "How it stands";
pub const DRAFT: &str = "Not finished and not sent";
pub const WAITS: &str = "Finished, waiting to be sent";
pub const FINISHED: &str = "Finished";
pub const FINISHED_BY: &str = "Finished by";
pub const RECEIVED: &str = "Received";
pub const REFERENCE: &str = "Reference";
pub const REVISION: &str = "Revision";
pub const BECAUSE: &str = ", because: ";
pub const VERSION: &str = "Questions";
pub const SAVED: &str = "Last saved";
pub const WHOLE: &str = "How complete it is";

// How an answer stands, where it was not typed.
pub const NO_ANSWER: &str = "Not answered";
pub const NO_FIGURE: &str = "No answer";
pub const UNCHANGED: &str = "As last time";
pub const AS_ON: &str = ", as on ";
pub const TAKEN_OVER: &str = "Taken over from another return";
pub const OF_SUBJECT: &str = "From the details";
pub const BY_NIL: &str = "None, since there is nothing to report";
pub const WORKED_OUT: &str = "Worked out from other answers";
pub const NOT_UNDERSTOOD: &str = "Not understood";
pub const GIVEN_BY: &str = "Answered by ";

// A blank copy.
pub const BLANK: &str = "Print a blank copy";
pub const BLANK_TITLE: &str = " (blank copy)";
pub const BLANK_INTRO: &str =
    "Write the figures down here, then type them in on this page. Do not send this paper.";
pub const SOME: &str = "Asked only in some cases";
pub const TICK_ONE: &str = "Tick one";
pub const TICK_ANY: &str = "Tick all that apply";
pub const NAME_OR_CODE: &str = "Write the name or the code";
pub const DATE_BOXES: &str = "Day, month, year";
pub const MONTH_BOXES: &str = "Month, year";
pub const WORDS: &str = "Up to ";
pub const WORDS_END: &str = " words";
pub const INSTEAD: &str = "If you have no answer, tick why:";
pub const WORKED_OUT_LATER: &str = "Worked out for you";
pub const OPTIONAL: &str = " (optional)";
pub const YES: &str = "Yes";
pub const NO: &str = "No";
pub const ROW: &str = "Row";
