//! Texts of the pages and of what stands around them.
#![allow(missing_docs, reason = "a text says itself what it says")]

use care_engine::definition::{DutyKind, State};
use care_engine::value::{Clock, Date};

pub const SKIP: &str = "Skip to main content";
pub const LOADING: &str = "Loading";
pub const ERROR_PREFIX: &str = "Error: ";
pub const BACK: &str = "Back";
pub const CHANGE: &str = "Change";
pub const CONTINUE: &str = "Continue";
pub const NAV: &str = "Pages";
pub const NAV_DUE: &str = "What is due";
pub const NAV_SENT: &str = "Sent";
pub const NAV_SETTINGS: &str = "Your details";

// The language, in the header.
pub const LANGUAGE: &str = "Language";
pub const FIRST_LANGUAGE: &str = "English";
pub const LANGUAGE_MISSING: &str = "The page in that language did not arrive, so nothing has changed. Check your connection and try again.";

// Help, at the same place on every page.
pub const HELP: &str = "Help";
pub const PHONE: &str = "Telephone: ";
pub const EMAIL: &str = "E-mail: ";

// Saving.
pub const SAVE_STATE: &str = "Saving on this device";
pub const NOT_KEPT: &str = "Nothing is kept";
pub const SAVING: &str = "Saving";
pub const SAVED_AT: &str = "Saved at ";
pub const ON_THIS_DEVICE: &str = " on this device";
pub const NOT_SAVED: &str = "Your last changes are not saved";
pub const STILL_HERE: &str =
    " What you typed is still on this page. Keep it open, or download a copy.";
pub const TRY_AGAIN: &str = "Try again";
pub const DOWNLOAD: &str = "Download a copy";
pub const COPY_READABLE: &str = "Anyone who uses this device can read the copy.";
pub const TAKEN_OVER: &str =
    "This return was opened in another tab or window, and is changed there now.";
pub const GONE_ELSEWHERE: &str = "This return was sent or removed in another tab or window.";
pub const OPEN_ELSEWHERE: &str = "This return is open in another tab or window. Here you can read it. If you go on here, the other one can only show it.";
pub const GO_ON_HERE: &str = "Go on here instead";
pub const QUOTA: &str = "There is no space left on this device.";
pub const BLOCKED: &str = "Another tab with an older version of this page is open. Close it.";
pub const CLOSED: &str = "The browser closed its store.";
pub const FORBIDDEN: &str = "This browser does not let the page keep anything.";
pub const CORRUPT: &str = "What is kept on this device cannot be read.";
pub const NEWER: &str =
    "A newer version of this page was used on this device. Load the page again.";
pub const LOCKED: &str = "This is locked. The person it belongs to must unlock it on this device.";
pub const STORE_FAILED: &str = "The browser could not keep it.";
pub const MEMORY_ONLY: &str = "Nothing that you type is kept when you close this page. Finish and send in one go, or download a copy.";
pub const UNREADABLE: &str = "Some returns on this device cannot be shown by this version of the page. They are kept as they are.";

// Start of the page.
pub const CANNOT_START: &str = "This page cannot start";
pub const CANNOT_START_FILE: &str =
    "A file did not arrive. Check your connection and load the page again.";
pub const CANNOT_START_SETUP: &str =
    "This page is not set up correctly. Tell the people who run it what stands below.";

// Start.
pub const START: &str = "Fill in your care returns";
pub const START_INTRO: &str = "Use this page to fill in and send:";
pub const BEFORE: &str = "Before you start";
pub const YOU_NEED: &str = "You need:";
pub const TAKES: &str = "It takes about ";
pub const MINUTES: &str =
    " minutes. You can stop at any time: what you type is saved on this device.";
pub const WHO_SEES: &str = "Who will see it";
pub const HOW_LONG_KEPT: &str = "How long it is kept";
pub const MUST_YOU: &str = "Do you have to send it?";
pub const START_NOW: &str = "Start now";
pub const NO_RETURNS: &str = "This framework has no returns.";

// Who you are, and for whom.
pub const WHO_INTRO: &str = "We send this with each return, and ask it once on this device.";
pub const SUBJECTS: &str = "Who you fill in returns for";
pub const NO_SUBJECTS: &str = "There is nothing here yet.";
pub const ADD_SUBJECT: &str = "Add another";
pub const ADD_FIRST: &str = "Add one";
pub const FINISH_SUBJECT: &str = "Finish the details that you began, to see what is due";
pub const OTHER_KIND: &str = "Do you fill in returns for something else? Go to:";
pub const UNFINISHED: &str = "Not finished";
pub const REMOVE: &str = "Remove";
pub const CHANGE_DETAILS: &str = "Change details";
pub const TO_DUE: &str = "Go to what is due";
pub const YOUR_DETAILS: &str = "Your details";

// Due.
pub const DUE: &str = "What is due";
pub const START_RETURN: &str = "Start";
pub const CONTINUE_RETURN: &str = "Continue";
pub const SEE_SENT: &str = "See what you sent";
pub const SEE_REFUSED: &str = "See why, and correct it";
pub const SEE_WAITING: &str = "See how it stands";
pub const TAG_NOT_STARTED: &str = "Not started";
pub const TAG_STARTED: &str = "Started";
pub const TAG_WAITING: &str = "Waiting to be sent";
pub const TAG_NEEDS_YOU: &str = "Needs you";
pub const TAG_SENT: &str = "Sent";
pub const TAG_AGAIN: &str = "Due again";
pub const CORRECT_IN_WINDOW: &str = "Send these as a correction";
pub const TAG_LATER: &str = "Not open yet";
pub const LATER: &str = "Opens later";
pub const OTHER_DRAFTS: &str = "Other unfinished returns";
pub const OUTBOX: &str = "Waiting to be sent";
pub const PROVISIONAL: &str =
    " The last day may move: the bank holidays of that year are not known yet.";
pub const NOT_CHECKED: &str = "We could not check whether a colleague has already sent this.";
pub const ALREADY_FILED: &str = "A colleague has already sent this. Reference: ";
pub const REMOVE_DRAFT: &str = "Remove this draft";
pub const REMOVE_SURE: &str = "Remove it for good";
pub const KEEP: &str = "Keep it";
pub const NOT_BEGUN: &str = "The return could not be started. Load the page again.";
pub const WHAT_YOU_NEED: &str = "What you need and who sees it";
pub const NO_BACKEND: &str =
    "This page is not set up to send returns. What you finish waits on this device.";

// Opening a return.
pub const NOT_ARRIVED: &str = "The questions of this return did not arrive. Check your connection and try again. What is on this device is safe.";
pub const OTHER_VERSION: &str = "The questions of this return were changed while this page was open. Load the page again. What is on this device is safe.";
pub const WRONG_QUESTIONS: &str = "The questions of this return are not set up correctly. Tell the people who run this page what stands below. What is on this device is safe.";
pub const LOAD_PAGE: &str = "Load the page again";
pub const CANNOT_OPEN: &str = "This return cannot be opened now";

// Tasks.
pub const NOT_HERE: &str = "This return is not on this device";
pub const NOT_HERE_WHY: &str = "It was sent or removed, or it was begun on another device.";
pub const CANNOT_READ: &str = "This version of the page cannot read it. It is kept as it is.";
pub const DONE_TAG: &str = "Completed";
pub const PROGRESS_TAG: &str = "In progress";
pub const NOT_STARTED_TAG: &str = "Not started";
pub const OPTIONAL_TAG: &str = "Optional";
pub const PROBLEM_TAG: &str = "There is a problem";
pub const GO_ON_WITH: &str = "Go on with: ";
pub const CHECK: &str = "Check your answers";
pub const CHECK_AND_SEND: &str = "Check your answers and send";
pub const FOR: &str = "For ";
pub const CORRECTS: &str = "This corrects a return that you sent. Reason: ";
pub const REFUSED_BEFORE: &str = "The organisation that you sent this to did not take it";

// How whole the core of a return is.
pub const CORE: &str = "Core questions: ";
pub const OF: &str = " of ";
pub const GIVEN: &str = " given";
pub const ESTIMATED: &str = "estimated";
pub const NOT_YET: &str = "not answered";

// A section.
pub const TO_TASKS: &str = "All sections of this return";
pub const WITHOUT_FINISHING: &str = "Continue without finishing this page";
pub const CHECK_FIGURES: &str =
    "Check the figures that are marked on this page. Change them, or say why they are right.";

// Check your answers.
pub const NOT_ANSWERED: &str = "Not answered";
pub const PASSED: &str = "You said that this is right: ";
pub const EXPLAINED: &str = "Figures with an explanation";
pub const UNCHECKED: &str = "What we could not check";
pub const LEFT_OUT: &str = "Answers that are not sent";
pub const LEFT_OUT_WHY: &str = "You answered these, and then other answers made them not needed. They are kept until you send the return.";
pub const STOPS: &str = "Before you can send this return";
pub const GO_ON_TO_SEND: &str = "Continue to send";

// Declaration.
pub const DECLARE: &str = "Send your return";
pub const DECLARE_SURE: &str =
    "As far as I know the figures are correct, and I am allowed to send them for ";
pub const WHO_SENDS: &str = "Who sends it";
pub const SEND: &str = "Send return";
pub const SENDING: &str = "Sending";
pub const FINISH_ELSEWHERE: &str =
    "This return was changed, sent or removed in another tab or window. Load the page again.";
pub const FINISH_FAILED: &str = "The return is not finished. ";
pub const NO_FILER: &str = "Tell us who you are before you send this return.";
pub const TWICE: &str =
    "If the line breaks while it is sent, the organisation may hold this return twice.";

// Confirmation.
pub const RECEIVED: &str = "Return received";
pub const FINISHED_AT: &str = "Finished at ";
pub const YOUR_REFERENCE: &str = "Your reference is ";
pub const NO_REFERENCE: &str = "The organisation gave no reference.";
pub const RECEIVED_AT: &str = "Received at ";
pub const WAITING: &str = "Waiting to be sent";
pub const LEAVE_OPEN: &str = "You do not have to do anything. It is kept on this device and goes out while this page is open, also when you open it again later.";
pub const NOT_RECEIVED: &str = "Not received yet.";
pub const CAN_CORRECT: &str = "You can correct it and send it again. What you typed is kept.";
pub const RECEIVES: &str = "Who receives them: ";
pub const NEXT: &str = "What happens next";
pub const NEXT_ONE: &str = "The next one opens on ";
pub const PRINT: &str = "Print or save this page";
pub const CORRECT_THIS: &str = "Correct this return";
pub const VIEW: &str = "View";
pub const TRY_NOW: &str = "Try now";
pub const CORRECT_AND_SEND: &str = "Correct it and send it again";
pub const REFUSED: &str = "The organisation did not take this return";
pub const DIFFERENT: &str =
    "The organisation holds another return under the same number. Ask for help.";
pub const NO_RECEIPT: &str = "The organisation answers, but does not say whether it has the return. Ask for help, or try again.";
pub const SIGN_IN: &str =
    "Nobody is signed in who may send it. Sign in to the organisation's site, then try again.";
pub const WHY_FRESH: &str = "It is being sent.";
pub const WHY_LINE: &str =
    "We could not reach the organisation that it goes to. We will try again.";
pub const WHY_BUSY: &str =
    "The organisation that it goes to cannot take it now. We will try again.";
pub const WHY_NOT_BACKEND: &str = "Something else answered in place of the organisation, such as a sign-in page of this network. We will try again.";
pub const NEXT_TRY: &str = " Next try at ";
pub const DISCHARGES: &str = "Sending this return does what the law asks of you for this period.";

// Preview.
pub const STATEMENT: &str = "Accessibility statement";
pub const PREVIEW_LINK: &str = "For authors: preview a framework";
pub const PREVIEW: &str = "Preview a framework";
pub const PREVIEW_INTRO: &str =
    "Open a framework file to see its problems, and to fill in its forms as other people will.";
pub const PREVIEW_NOTHING: &str = "Nothing is stored and nothing is sent. The file and what you type are gone when you leave this page.";
pub const PREVIEW_OPEN: &str = "Open a framework file";
pub const PREVIEW_DROP: &str = "A JSON file. You can also drop it here.";
pub const PREVIEW_NO_TEXT: &str = "The file cannot be read.";
pub const PREVIEW_FINE: &str = "No problems.";
pub const PREVIEW_OLDER: &str = "The forms below are of the last file that had no problems.";
pub const PREVIEW_FORMS: &str = "Forms of this framework";
pub const PREVIEW_CHECK: &str = "Check this form";
pub const PREVIEW_AGAIN: &str = "Empty this form";
pub const LINE: &str = "Line ";
pub const COLUMN: &str = ", column ";

// Sent.
pub const SENT: &str = "What you sent";
pub const NOTHING_SENT: &str = "You have not sent a return from this device yet.";
pub const REVISION: &str = "Revision ";
pub const REPLACED_BY: &str = "Replaced by revision ";
pub const STATE_ACCEPTED: &str = "Accepted";
pub const STATE_RECEIVED: &str = "Received";
pub const STATE_REFUSED: &str = "Refused";
pub const STATE_REPLACED: &str = "Replaced";
pub const FINISHED: &str = "Finished";
pub const REFERENCE: &str = "Reference";
pub const REASON: &str = "Why are you correcting it?";
pub const REASON_HINT: &str = "The organisation sees this beside the new figures.";
pub const ENTER_REASON: &str = "Enter why you are correcting it";
pub const MAKE_COPY: &str = "Continue";

/// `14:03`
pub fn time(clock: Clock) -> String {
    let two = |n: u8| {
        let text = n.to_string();
        if n < 10 { ["0", &text].concat() } else { text }
    };
    [two(clock.hour).as_str(), ":", &two(clock.minute)].concat()
}

/// `14:03 on 21 November 2026`
pub fn moment(clock: Clock) -> String {
    [time(clock).as_str(), " on ", &clock.date.long()].concat()
}

/// How a window stands, in a few words.
pub fn window(state: State, closes: Date, today: Date) -> String {
    match state {
        State::Opens(date) => ["Opens on ", &date.long()].concat(),
        State::Open { days_left: 0 } => "The last day is today.".to_owned(),
        State::Open { days_left: 1 } => {
            ["1 day left. The last day is ", &closes.long(), "."].concat()
        }
        State::Open { days_left } => [
            &days_left.to_string(),
            " days left. The last day is ",
            &closes.long(),
            ".",
        ]
        .concat(),
        State::Late { closed } => {
            let days = closed.days_until(today);
            let ago = if days == 1 {
                "yesterday".to_owned()
            } else {
                [&days.to_string(), " days ago"].concat()
            };
            let last = closed.long();
            [
                "Late: closed ",
                &ago,
                ", on ",
                &last,
                ". You can still send it.",
            ]
            .concat()
        }
        State::Standing => "You can send this at any time.".to_owned(),
    }
}

/// What was sent in an earlier window of the same period.
pub fn sent_before(day: Date) -> String {
    let day = day.long();
    let words = [
        "You sent figures for this period on ",
        &day,
        ", in an earlier window. What is asked for now goes in as a correction of them.",
    ];
    words.concat()
}

/// That a window closes within 48 hours, in words, where a return has not been received: whether it was finished, and
/// whether the backend could not be reached.
pub fn closes_soon(days_left: i64, finished: bool, offline: bool) -> Option<String> {
    let day = match days_left {
        0 => "today",
        1 => "tomorrow",
        _ => return None,
    };
    let stands = if finished { "received" } else { "sent" };
    let why = if offline {
        " We cannot reach the service that receives it: find a connection before then."
    } else {
        ""
    };
    let words = [
        "This closes ",
        day,
        " at 11:59pm. It has not been ",
        stands,
        " yet.",
        why,
    ];
    Some(words.concat())
}

/// How binding a duty is, in words.
pub fn duty(kind: DutyKind) -> &'static str {
    match kind {
        DutyKind::Mandatory => "The law asks for these figures.",
        DutyKind::GrantCondition => "The terms of a grant ask for these figures.",
        DutyKind::Voluntary => "Nobody has to give these figures.",
    }
}

/// How many problems a file has.
pub fn problems(count: usize) -> String {
    match count {
        1 => "1 problem".to_owned(),
        more => [&more.to_string(), " problems"].concat(),
    }
}

/// Which page of a return one is on, and how many of its questions are answered.
pub fn page(at: usize, of: usize, answered: u32, asked: u32) -> String {
    let mut words = ["Page ", &at.to_string(), " of ", &of.to_string(), "."].concat();
    if asked > 0 {
        let told = [
            " ",
            &answered.to_string(),
            " of ",
            &asked.to_string(),
            " answered.",
        ];
        words.push_str(&told.concat());
    }
    words
}

/// How many questions are answered.
pub fn progress(answered: u32, asked: u32) -> String {
    [
        "You have answered ",
        &answered.to_string(),
        " of ",
        &asked.to_string(),
        " questions.",
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{closes_soon, time, window};
    use care_engine::definition::State;
    use care_engine::value::{Clock, Date};

    #[test]
    fn times_have_two_digits() {
        let clock = Clock {
            date: Date::MIN,
            hour: 9,
            minute: 3,
        };
        assert_eq!(time(clock), "09:03");
    }

    #[test]
    fn a_window_that_closes_within_48_hours_says_so() {
        let tomorrow = "This closes tomorrow at 11:59pm. It has not been received yet.";
        assert_eq!(closes_soon(1, true, false).as_deref(), Some(tomorrow));
        let today = closes_soon(0, false, true).unwrap();
        assert!(
            today.starts_with("This closes today at 11:59pm. It has not been sent yet."),
            "{today}"
        );
        assert!(today.contains("cannot reach"), "{today}");
        assert_eq!(closes_soon(2, true, true), None);
    }

    #[test]
    fn a_window_says_how_long_it_is_open() {
        let last = Date::from_ymd(2026, 11, 16).unwrap();
        assert_eq!(
            window(State::Open { days_left: 0 }, last, last),
            "The last day is today."
        );
        assert_eq!(
            window(State::Open { days_left: 1 }, last, last),
            "1 day left. The last day is 16 November 2026."
        );
        let late = |day: u8| {
            window(
                State::Late { closed: last },
                last,
                Date::from_ymd(2026, 11, day).unwrap(),
            )
        };
        assert_eq!(
            late(17),
            "Late: closed yesterday, on 16 November 2026. You can still send it."
        );
        assert_eq!(
            late(22),
            "Late: closed 6 days ago, on 16 November 2026. You can still send it."
        );
        let opens = Date::from_ymd(2026, 12, 8).unwrap();
        assert_eq!(
            window(State::Opens(opens), last, last),
            "Opens on 8 December 2026"
        );
    }
}
