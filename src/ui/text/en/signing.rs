//! Texts of signing in, and of whose a return is.
#![allow(missing_docs, reason = "a text says itself what it says")]

pub const LABEL: &str = "Sign-in";
pub const OUT: &str = "You are not signed in.";
pub const UNKNOWN: &str = "This page cannot tell if you are signed in.";
pub const IN: &str = "You are signed in.";
pub const IN_AS: &str = "Signed in as ";
pub const NOT_AS_KNOWN: &str =
    "What you finish now is sent in this name. This device knows you as ";
pub const ENDED: &str = "Your sign-in has ended. What you typed is kept on this device.";
pub const SIGN_IN: &str = "Sign in";
pub const AGAIN: &str = "Sign in again";
pub const SIGN_OUT: &str = "Sign out";
pub const NO_LINE: &str =
    "We could not reach the place where you sign in. You can go on, and sign in later.";
pub const NOT_TAKEN: &str = "The sign-in did not work. Try again, or ask for help.";
pub const WOULD_LOSE: &str = "This browser keeps nothing when you leave the page, and signing in leaves it. Take your returns out as files first, or use another browser.";

// As whom the person on this device signs in.
pub const BIND: &str = "Shall this device know you as ";
pub const BIND_WHY: &str = "? Returns that you finish here without being signed in then wait for you to sign in. Say no if others use this device too.";
pub const BIND_YES: &str = "Yes, know me here";
pub const BIND_NO: &str = "No";

// The declaration.
pub const SENT_AS: &str = "The return is sent in the name of ";
pub const WAITS_FOR: &str = "You are not signed in. The return waits until you sign in as ";
pub const WAITS_FOR_ANY: &str =
    "You are not signed in. The return waits until you sign in and say that it is yours.";
pub const STRANGER: &str = "I am not ";
pub const ANYONE: &str = "Anyone who signs in on this device may send this return for me";

// The outbox.
pub const FINISHED_BY: &str = "Finished by ";
pub const UNTIL: &str = ". It waits until ";
pub const SIGNS_IN: &str = " signs in.";
pub const WAITS: &str = "It waits until you sign in.";
pub const WHOSE: &str = "Nobody was signed in when this return was finished. It is sent in your name if you say that you finished it.";
pub const SEND_AS: &str = "Send this as ";
