//! Texts of sending and keeping: the line to the backend, what waits, and what goes out as a file.
#![allow(missing_docs, reason = "a text says itself what it says")]

use crate::shell::Line;

// The line.
pub const AT: &str = "At ";
pub const NOT_REACHED: &str = " we could not reach the organisation that your returns go to.";
pub const GO_ON: &str =
    " You can go on: what you type is saved on this device, and what you send waits here.";
pub const REACHED: &str = " the organisation that your returns go to could be reached.";
pub const GOES_AT_ONCE: &str = " If you send now, the return goes out at once.";
pub const WILL_WAIT: &str = " If you send now, the return waits on this device. It goes out by itself when the organisation can be reached, while this page is open.";
pub const NOT_TRIED: &str = "We do not know if the organisation can be reached now. If it cannot, the return waits on this device and goes out by itself later, while this page is open.";
pub const NO_BACKEND: &str =
    "This page is not set up to send returns. If you send now, the return waits on this device.";

// The outbox.
pub const OUTBOX: &str = "Waiting to be sent";
pub const OUTBOX_INTRO: &str = "These returns are finished and kept on this device. They go out by themselves while this page is open. One that needs you waits until you have done what stands beside it.";
pub const NOTHING_WAITS: &str = "Nothing is waiting. Every return that you finished was received.";
pub const WAITS_SINCE: &str = "Finished at ";
pub const TAG_WAITS: &str = "Waiting";
pub const TAG_NEEDS_YOU: &str = "Needs you";
pub const TAKE_OUT: &str = "Take it out as a file";
pub const TAKE_OUT_WHY: &str =
    "The file holds the figures. Anyone who has it can read it. The return stays here as well.";

// A draft as a file.
pub const DRAFT_FILE: &str = "Use this return on another device";
pub const DRAFT_FILE_WHY: &str = "Take this return out as a file, and open the file on the other device. The return stays here as well.";
pub const TAKE_DRAFT_OUT: &str = "Take this return out as a file";
pub const SEALED: &str = "Sealed with a passphrase";
pub const SEALED_MEANS: &str = "Only who has the file and the passphrase can read it. Nobody can tell you a forgotten passphrase.";
pub const FILE_PASSPHRASE: &str = "Passphrase of the file";
pub const FILE_PASSPHRASE_HINT: &str =
    "12 characters or more. You type it where you open the file.";
pub const TAKE_OUT_SEALED: &str = "Take it out sealed";
pub const READABLE: &str = "Readable";
pub const READABLE_MEANS: &str = "Anyone who has the file, and anyone who uses this device while the file is on it, can read what you typed.";
pub const TAKE_OUT_READABLE: &str = "Take it out readable";
pub const FILE_OFFERED: &str =
    "The browser has the file. You find it where it keeps what you download.";
pub const OPEN_FILE: &str = "Open a return from a file";
pub const OPEN_FILE_INTRO: &str =
    "Open a file that an unfinished return was taken out to, on this device or on another one.";
pub const CHOOSE_FILE: &str = "File with an unfinished return";
pub const NO_TEXT: &str = "The file cannot be read. Choose it again, or choose another one.";
pub const NOT_A_DRAFT: &str = "The file does not hold an unfinished return. Choose a file that was taken out of Care Returns before the return was sent.";
pub const SEALED_FILE: &str = "This file is sealed with a passphrase. Enter it to open the return.";
pub const ENTER_PASSPHRASE: &str = "Enter the passphrase of the file";
pub const OPEN_SEALED: &str = "Open the file";
pub const WRONG_PASSPHRASE: &str =
    "This is not the passphrase of the file, or the file was changed. Check it and try again.";
pub const OTHER_FRAMEWORK: &str =
    "The return in the file has other questions than this page. Open it where it was taken out.";
pub const FINISHED_HERE: &str =
    "This return was finished on this device already. To change it, go to Sent and correct it.";
pub const CANNOT_OPEN: &str =
    "The return in the file cannot be read by this version of the page. The file is as it was.";
pub const CANNOT_KEEP: &str = "The return was not put on this device. The file is as it was. ";
pub const CHANGED_HERE: &str =
    "The return that is on this device was changed meanwhile. Look at it, and open the file again.";
pub const ALREADY_HERE: &str = "This return is on this device already";
pub const WHICH: &str = "Choose which one to keep. The other one is removed from this device.";
pub const HERE_SAVED: &str = "On this device: last saved at ";
pub const IN_FILE: &str = "In the file: the file was last changed at ";
pub const KEEP_HERE: &str = "Keep the one on this device";
pub const KEEP_FILE: &str = "Keep the one in the file";
pub const NO_FILE_OFFERED: &str = "The browser did not offer a file. Try again.";

// Keeping.
pub const KEEPS: &str =
    "The browser agreed to keep what is on this device until you clear it. It was asked on ";
pub const MAY_REMOVE: &str = "The browser may remove what is on this device when there is little space, or when this page is not opened for some days. What you typed is safe until ";
pub const MAY_REMOVE_DO: &str = " at least, unless the device runs out of space. Open this page again before then, send the return, or take it out as a file.";
pub const GOES_ON: &str = "We will remove this return from this device on ";
pub const GOES_ON_DO: &str = ". Send it before then, or take it out as a file to keep it.";
pub const FINISH_HOW: &str = " What you typed is still here, and nothing was sent. Send it again when there is a way, or download a copy.";

/// How many returns wait, for the link to them.
pub fn badge(waiting: usize, needs_you: usize) -> String {
    let more = |count: usize, words: &str| [&count.to_string(), words].concat();
    match (waiting, needs_you) {
        (1, 0) => "1 return is waiting to be sent".to_owned(),
        (many, 0) => more(many, " returns are waiting to be sent"),
        (_, 1) => "1 return needs you".to_owned(),
        (_, many) => more(many, " returns need you"),
    }
}

/// Whether the organisation can be reached, and what happens if one sends now. `time` is when it was last tried.
pub fn if_sent_now(line: Line, time: &str) -> String {
    match line {
        Line::Untried => NOT_TRIED.to_owned(),
        Line::Reached(_) => [AT, time, REACHED, GOES_AT_ONCE].concat(),
        Line::NotReached(_) => [AT, time, NOT_REACHED, WILL_WAIT].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::{badge, if_sent_now};
    use crate::shell::Line;

    #[test]
    fn what_needs_a_person_is_said_before_what_waits() {
        assert_eq!(badge(1, 0), "1 return is waiting to be sent");
        assert_eq!(badge(3, 0), "3 returns are waiting to be sent");
        assert_eq!(badge(3, 1), "1 return needs you");
        assert_eq!(badge(3, 2), "2 returns need you");
    }

    #[test]
    fn what_happens_now_follows_from_the_last_call() {
        let at = |line| if_sent_now(line, "09:03");
        let (yes, no) = (at(Line::Reached(0)), at(Line::NotReached(0)));
        assert!(yes.starts_with("At 09:03 the") && yes.ends_with("goes out at once."));
        assert!(no.starts_with("At 09:03 we could not") && no.contains("the return waits"));
        assert!(at(Line::Untried).contains("do not know"));
    }
}
