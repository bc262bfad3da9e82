//! Texts of the people who share a device: setting up, unlocking, locking, clearing.
#![allow(missing_docs, reason = "a text says itself what it says")]

use crate::shell::{NameProblem, PeopleError, SecretProblem, Unsent};

pub const SEVERAL: &str = "Several people use this device";
pub const PEOPLE: &str = "People on this device";

// Setting up.
pub const SET_UP: &str = "Who uses this device";
pub const SET_UP_INTRO: &str = "Give a name to each person who uses this device, and choose what keeps their returns from the others. You need no account. You are the first, and the lead: you can add people, see who has something that was not sent, and remove those who leave.";
pub const YOUR_NAME: &str = "Your name";
pub const THEIR_NAME: &str = "Their name";
pub const NAME_HINT: &str = "The others see it on this device, and it goes with what is sent.";
pub const ENTER_NAME: &str = "Enter a name";
pub const GUARD: &str = "What keeps others out";
pub const SELECT_GUARD: &str = "Select what keeps others out";
pub const WITH_PIN: &str = "A PIN of 6 digits or more";
pub const WITH_PIN_HINT: &str = "A PIN keeps out the next person who uses this device. It does not keep out somebody who takes the device and has time to try.";
pub const WITH_PASSPHRASE: &str = "A passphrase of 12 characters or more";
pub const WITH_PASSPHRASE_HINT: &str = "A passphrase that nobody can guess also keeps out somebody who takes the device. Four words that have nothing to do with each other are a good one.";
pub const NO_PIN: &str = "Only I use this device: no PIN";
pub const NO_PIN_OTHER: &str = "No PIN";
pub const NO_PIN_HINT: &str = "Anyone who can open this device can read and send your returns.";
pub const NO_PIN_OTHER_HINT: &str = "Anyone who can open this device can read and send what this person can, in this person's name.";
pub const PIN: &str = "PIN";
pub const PASSPHRASE: &str = "Passphrase";
pub const AGAIN: &str = "Type it again";
pub const SHOW: &str = "Show";
pub const HIDE: &str = "Hide";
pub const NOT_THE_SAME: &str = "This is not the same as above";
pub const HOME: &str = "Name of the home";
pub const HOME_HINT: &str = "Returns of a home can be filled in and sent by each person with access to it. What you began on this device goes to this home. Leave it empty if you share nothing.";
pub const HOME_SHARED: &str =
    "Returns of a home can be filled in and sent by each person with access to it.";
pub const FORGOTTEN_WARNING: &str =
    "Nobody can tell you a forgotten PIN or passphrase. What only you can open is lost with it.";
pub const SET_UP_NOW: &str = "Save";

// The list.
pub const ADD_PERSON: &str = "Add a person";
pub const ADD_HOME: &str = "Add a home";
pub const HOMES: &str = "Homes";
pub const NO_HOMES: &str = "There is no home on this device: nobody shares returns.";
pub const LEAD: &str = "Lead";
pub const YOU: &str = "This is you";
pub const GUARD_PIN: &str = "Has a PIN";
pub const GUARD_PASSPHRASE: &str = "Has a passphrase";
pub const GUARD_NOTHING: &str =
    "Has no PIN: anyone who can open this device can read and send the returns of this person";
pub const ACCESS_TO: &str = "Has access to: ";
pub const SEE_PERSON: &str = "Name, access and removing";
pub const NOT_SENT: &str = "Not sent: ";
pub const RENAME: &str = "Change the name of ";
pub const NEW_NAME: &str = "New name";
pub const SAVE_NAME: &str = "Save the name";
pub const YOUR_PIN: &str = "Change your PIN or passphrase, and when the page locks";
pub const SWITCH: &str = "Switch person";
pub const WHOSE: &str = "Whose returns they are";
pub const ONLY_YOURS: &str = ": only you can open them.";
pub const OF_HOME: &str = ": shared in ";
pub const SHARE: &str = "Share in ";
pub const KEEP_OWN: &str = "Keep to yourself";
pub const THEIR_HOMES: &str = "Homes that they have access to";
pub const ADD: &str = "Add";
pub const NEVER_BOTH: &str =
    "The person types the PIN or passphrase here. Look away: it is nobody else's.";

// One person.
pub const LEAD_MEANS: &str = "A lead adds and removes people and homes, gives access, and sees who has something that was not sent, but not what it is. There can be several.";
pub const MAKE: &str = "Make ";
pub const A_LEAD: &str = " a lead";
pub const NO_LEAD: &str = "Take the lead away from ";
pub const STOP_LEAD: &str = "Stop being a lead";
pub const ONLY_LEAD: &str = "You are the only lead. Make somebody else a lead before you stop.";
pub const GIVE: &str = "Give access to ";
pub const TAKE: &str = "Take away access to ";
pub const TAKE_MEANS: &str = "From then on this page does not open returns of the home for this person. It cannot take back what somebody copied: who kept a copy of this device's disk, and knows this person's PIN, can still open what is in it, and what the home types later if he gets the disk again.";
pub const THEIR_SECRET: &str = "PIN or passphrase of ";
pub const GIVE_HINT: &str = "To give access, this person types it here.";
pub const REMOVE: &str = "Remove ";
pub const REMOVE_SURE: &str = "Remove for good";
pub const KEEP: &str = "Keep";
pub const HAS: &str = "Not sent, and only this person can open it: ";
pub const LOST_REMOVED: &str = "It is lost when you remove this person. Let the person send it or take it out as a file first. What belongs to a home stays there, if somebody else has access to it.";
pub const NOTHING_LOST: &str = "Nothing that was not sent is lost. What belongs to a home stays there, if somebody else has access to it. What only this person can open is removed.";

// One's own PIN.
pub const CHANGE_SECRET: &str = "Your PIN or passphrase";
pub const OLD: &str = "The PIN or passphrase that you have now";
pub const NEW: &str = "What keeps others out from now on";
pub const CHANGE: &str = "Change it";
pub const CHANGED: &str = "Saved.";
pub const LOCK_AFTER: &str = "Lock the page after";
pub const LOCK_AFTER_HINT: &str = "When nobody uses the page for so long, what you typed is saved and the page locks. You are warned before.";
pub const MINUTES: &str = " minutes";

// Locking and unlocking.
pub const IN_USE: &str = "In use: ";
pub const TO_PEOPLE: &str = "People and PINs";
pub const LOCK_NOW: &str = "Lock now";
pub const STAY: &str = "Stay here";
pub const UNLOCK: &str = "Unlock";
pub const UNLOCK_INTRO: &str = "What is on this device is locked. What you typed is saved.";
pub const WHO: &str = "Who are you?";
pub const SELECT_WHO: &str = "Select who you are";
pub const OPEN_NO_PIN: &str = "You have no PIN. Continue to open your returns.";
pub const ENTER_SECRET: &str = "Enter your PIN or passphrase";
pub const WRONG_SECRET: &str = "This PIN or passphrase is not right";
pub const GONE: &str = "This person was removed from this device";
pub const FORGOT: &str = "I have forgotten my PIN or passphrase";

// Forgotten.
pub const FORGOT_INTRO: &str = "Nobody can open it for you. You can be removed from this device, and be added again with a new PIN.";
pub const FORGOT_LOST: &str = "What only you can open is lost then: your own unfinished returns, your own returns that were not sent yet, and your own list of what you sent. What was received stays with the organisation that received it.";
pub const FORGOT_HOMES: &str = "What belongs to a home stays, if somebody else has access to it.";
pub const FORGOT_COUNT: &str = "On this device that is: ";
pub const FORGOT_OPEN: &str = "Is the page still open and unlocked in another tab or window? Go there first: send what is not sent, or take it out as a file.";
pub const FORGOT_WHILE_OPEN: &str = "While the page is open you can still send what is not sent, or take it out as a file. When it is locked, that is lost.";
pub const FORGOT_YOURS: &str = "Not sent, and only you can open it: ";
pub const FORGOT_THEN: &str = "Then lock the page and say there that you have forgotten it. You are removed from this device, and can be added again with a new one.";
pub const FORGOT_SURE: &str = "Remove me and lose it";
pub const FORGOT_BACK: &str = "Go back and try again";
pub const FORGOT_DONE: &str = "You were removed from this device";
pub const FORGOT_WAS_LOST: &str = "Lost with it: ";
pub const FORGOT_DONE_WHY: &str = "What only you could open is lost. A lead can add you again, with a new PIN. Where nobody else uses this device, you can set it up again.";

// Clearing.
pub const CLEAR: &str = "Clear this device";
pub const CLEAR_INTRO: &str = "This removes everything that this page keeps on this device, for all who use it: people and homes, unfinished returns, returns that were not sent yet, the list of what was sent, and your details. It cannot be undone. What was received stays with the organisation that received it.";
pub const CLEAR_LOST: &str = "These were not sent, and are lost";
pub const CLEAR_NOTHING: &str = "Nothing that was not sent is lost.";
pub const CLEAR_LOCKED: &str = "Locked, of other people: ";
pub const CLEAR_WORD: &str = "clear";
pub const CLEAR_TYPE: &str = "Type the word clear";
pub const CLEAR_TYPE_HINT: &str = "So that it does not happen by a slip.";
pub const CLEAR_ENTER: &str = "Type the word clear to go on";
pub const CLEARING: &str = "Everything is being removed.";
pub const CLEARED: &str = "This device is clear";
pub const CLEARED_WHY: &str = "Nothing that this page kept is left on this device.";
pub const NOT_CLEARED: &str = "This device could not be cleared. Close all other tabs and windows with this page, load it again, and try again.";
pub const START_AGAIN: &str = "Start again";

// Sending for a home, and who answered.
pub const ANYONE: &str = "Anyone signed in for this home may send this";
pub const ANYONE_HINT: &str = "If it does not go out while you use this device, it goes out when somebody else with access to this home does. If you do not choose this, it waits until you are here again.";
pub const WAITS_FOR: &str = "It waits for the person who finished it: ";
pub const FINISHER_GONE: &str = "The person who finished it was removed from this device. Somebody else checks it, and sends it in their own name.";
pub const SEND_IN_YOURS: &str = "Check it and send it in your name";
pub const MAY_BE_THERE: &str = "It may have been received already. Ask the organisation that it goes to before you send it again.";
pub const ANSWERED_BY: &str = "Answered by ";

/// Why a name cannot be given.
pub fn name_problem(problem: &NameProblem) -> String {
    match problem {
        NameProblem::Empty => ENTER_NAME.to_owned(),
        NameProblem::TooLong => "Use 60 characters or fewer".to_owned(),
        NameProblem::Like(known) => [
            "This looks like ",
            known,
            ": that name is on this device already. Add something that tells them apart",
        ]
        .concat(),
    }
}

/// What becomes of finished returns of homes that only the person who leaves may send.
pub fn left(count: usize) -> String {
    let (returns, them) = if count == 1 {
        (" finished return of a home waits", "it")
    } else {
        (" finished returns of a home wait", "each")
    };
    [
        &count.to_string(),
        returns,
        " for this person. Afterwards somebody else with access to the home checks ",
        them,
        " and sends it in their own name.",
    ]
    .concat()
}

/// Why a secret cannot be chosen.
pub fn problem(problem: SecretProblem) -> &'static str {
    match problem {
        SecretProblem::PinTooShort => "A PIN must have 6 digits or more",
        SecretProblem::PinNotDigits => "A PIN must have digits only",
        SecretProblem::PinTooPlain => {
            "Choose a PIN that is harder to guess: not one digit again and again, and no digits in a row"
        }
        SecretProblem::PassphraseTooShort => "A passphrase must have 12 characters or more",
    }
}

/// Why nothing was changed. What the store says has words of its own.
pub fn refused(error: &PeopleError) -> &'static str {
    match error {
        PeopleError::Locked | PeopleError::Store(_) | PeopleError::Secret(_) => {
            "It could not be saved. Try again."
        }
        PeopleError::NotLead => "Only a lead can do this.",
        PeopleError::Shared => {
            "Several people use this device. Only a security key that a person carries can open returns here."
        }
        PeopleError::LastLead => "This is the only lead: one must stay.",
        PeopleError::LastMember => {
            "This is the only person with access to this home: one must stay."
        }
        PeopleError::Gone => "This person or home is no longer on this device.",
    }
}

/// A number of seconds as people say it: `30 seconds`, `1 minute`, `1 hour`. Rounded up.
pub fn duration(seconds: i64) -> String {
    let count = |count: i64, one: &str, more: &str| {
        let unit = if count == 1 { one } else { more };
        [count.to_string().as_str(), " ", unit].concat()
    };
    if seconds < 60 {
        count(seconds.max(1), "second", "seconds")
    } else if seconds < 60 * 60 {
        count((seconds + 59) / 60, "minute", "minutes")
    } else {
        count((seconds + 3_599) / 3_600, "hour", "hours")
    }
}

/// That one must wait before the next try: for so many seconds, until this time.
pub fn wait(seconds: i64, until: &str) -> String {
    [
        "There were too many wrong tries. You can try again in ",
        &duration(seconds),
        ", at ",
        until,
    ]
    .concat()
}

/// That the page locks in so many seconds.
pub fn locks_in(seconds: i64) -> String {
    [
        "Nobody has used this page for a while. It locks in ",
        &duration(seconds),
        ". What you typed is saved. Press any key or touch the page to go on.",
    ]
    .concat()
}

/// What was not sent: `2 unfinished returns and 1 finished return`; `None` where nothing is.
pub fn unsent(unsent: Unsent) -> Option<String> {
    let count = |count: u32, what: &str| {
        (count > 0).then(|| {
            let plural = if count == 1 { "" } else { "s" };
            [count.to_string().as_str(), what, plural].concat()
        })
    };
    let drafts = count(unsent.drafts, " unfinished return");
    let waiting = count(unsent.waiting, " finished return");
    match (drafts, waiting) {
        (Some(drafts), Some(waiting)) => Some([&drafts, " and ", &waiting].concat()),
        (one, None) | (None, one) => one,
    }
}

#[cfg(test)]
mod tests {
    use super::{duration, left, unsent, wait};
    use crate::shell::Unsent;

    #[test]
    fn times_are_said_as_people_say_them() {
        for (seconds, words) in [
            (0, "1 second"),
            (30, "30 seconds"),
            (60, "1 minute"),
            (61, "2 minutes"),
            (3_600, "1 hour"),
            (3_601, "2 hours"),
        ] {
            assert_eq!(duration(seconds), words);
        }
        assert_eq!(
            wait(30, "14:03"),
            "There were too many wrong tries. You can try again in 30 seconds, at 14:03"
        );
    }

    #[test]
    fn what_waits_for_a_leaver_is_counted_in_words() {
        for (count, words) in [
            (1, "1 finished return of a home waits for this person. "),
            (2, "2 finished returns of a home wait for this person. "),
        ] {
            assert!(left(count).starts_with(words), "{}", left(count));
        }
    }

    #[test]
    fn what_was_not_sent_is_counted_in_words() {
        let words = |drafts, waiting| unsent(Unsent { drafts, waiting });
        assert_eq!(words(0, 0), None);
        assert_eq!(words(1, 0).as_deref(), Some("1 unfinished return"));
        assert_eq!(words(0, 2).as_deref(), Some("2 finished returns"));
        assert_eq!(
            words(2, 1).as_deref(),
            Some("2 unfinished returns and 1 finished return")
        );
    }
}
