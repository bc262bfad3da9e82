//! The words of the page that are not in the framework, as its readers must find them. They stand here a second time on
//! purpose: a journey that took them from the page would agree with whatever the page says.
//!
//! Those that are regular expressions say so.

/// Heading of the first page.
pub const START: &str = "Fill in your care returns";
/// Leads to the accessibility statement, and heads it.
pub const STATEMENT: &str = "Accessibility statement";
/// Leads past the header.
pub const SKIP: &str = "Skip to main content";
/// Leads from the first page.
pub const START_NOW: &str = "Start now";
/// Heading of what is due.
pub const DUE: &str = "What is due";
/// Begins the monthly return. A regular expression: the period follows.
pub const START_RETURN: &str = "^Start Monthly capacity and workforce, ";
/// Why a return that is due could not be begun.
pub const NOT_ARRIVED: &str = "The questions of this return did not arrive.";
/// Heading in place of a return whose questions did not come.
pub const CANNOT_OPEN: &str = "This return cannot be opened now";
/// Does again what failed.
pub const TRY_AGAIN: &str = "Try again";
/// Goes on with one. A regular expression.
pub const CONTINUE_RETURN: &str = "^Continue .*";
/// Link to what was sent.
pub const NAV_SENT: &str = "Sent";
/// Link to what is due.
pub const NAV_DUE: &str = "What is due";
/// Link to one's details and locations.
pub const NAV_SETTINGS: &str = "Your details";
/// Heading of the locations.
pub const SUBJECTS: &str = "Who you fill in returns for";
/// Where it cannot be known whether a colleague was quicker.
pub const NOT_CHECKED: &str = "We could not check whether a colleague has already sent this.";
/// Heading of the help, at the same place on every page.
pub const HELP: &str = "Help";

/// Saves and goes on.
pub const CONTINUE: &str = "Continue";
/// Goes on though something stops.
pub const WITHOUT_FINISHING: &str = "Continue without finishing this page";
/// Link back to the sections.
pub const TO_TASKS: &str = "All sections of this return";
/// What is said once everything is written to this device. A regular expression.
pub const SAVED_AT: &str = r"Saved at \d\d:\d\d on this device";

/// Why nothing more is saved here: another tab has the return.
pub const TAKEN_OVER: &str =
    "This return was opened in another tab or window, and is changed there now.";
/// Why nothing can be typed here: another tab has the return.
pub const OPEN_ELSEWHERE: &str =
    "This return is open in another tab or window. Here you can read it.";
/// Offers what was typed as a file.
pub const DOWNLOAD: &str = "Download a copy";
/// Takes it back from the other tab.
pub const GO_ON_HERE: &str = "Go on here instead";

/// Adds a row to a table. A regular expression: the table's name follows for those who hear the page.
pub const ADD_ROW: &str = "^Add a row";

/// Heading of the error summary.
pub const PROBLEM: &str = "There is a problem";
/// Opens the reasons for a missing figure or another missing answer. A regular expression.
pub const CANNOT_GIVE: &str = "^I cannot (give this figure|answer this)$";
/// Title of a warning.
pub const CHECK_THIS: &str = "Check this figure";
/// Opens the reasons why a warned figure is right.
pub const IT_IS_RIGHT: &str = "It is right";
/// Label of a warning's note.
pub const NOTE: &str = "Anything to add";
/// Confirms a reason.
pub const CONFIRM: &str = "Confirm";
/// Before what was confirmed.
pub const YOU_TOLD_US: &str = "You told us that this is right";

/// Opens the explanation of an error.
pub const EXPLAIN: &str = "These figures are right: send with an explanation";
/// Label of the explanation.
pub const EXPLANATION: &str = "Explanation";
/// Where it is wanting.
pub const ENTER_EXPLANATION: &str = "Enter an explanation";
/// Before why an error cannot be explained.
pub const NOT_EXPLAINED: &str = "This has to be changed before you can send the return.";
/// Heading of what was explained.
pub const EXPLAINED: &str = "Figures with an explanation";

/// Opens the reasons for which there is nothing to report.
pub const NIL: &str = "Nothing to report?";
/// Heading of the reasons.
pub const NIL_WHY: &str = "Why is there nothing to report?";
/// Where none was chosen.
pub const NIL_SELECT: &str = "Select why there is nothing to report";
/// Enters it.
pub const NIL_SET: &str = "Enter 0 for numbers of people";
/// Before the reason that was given.
pub const NIL_SAID: &str = "You said that there is nothing to report: ";
/// Takes it back.
pub const NIL_BACK: &str = "Take this back";
/// Opens the offer to copy what was sent for the period before; the period follows.
pub const UNCHANGED: &str = "Nothing has changed since ";
/// Copies it.
pub const UNCHANGED_SET: &str = "Copy these answers";
/// Heading of what was copied. A regular expression.
pub const CARRIED: &str = "Answers copied from last time";
/// Takes it back.
pub const CARRIED_BACK: &str = "Clear the copied answers";
/// Where only the core is asked.
pub const CORE_ONLY: &str = "You are asked only the core questions of this return";
/// Where the questions were withdrawn.
pub const WITHDRAWN: &str = "These questions are no longer used";

/// Heading of the answers.
pub const CHECK: &str = "Check your answers";
/// Leads to them from the sections.
pub const CHECK_AND_SEND: &str = "Check your answers and send";
/// Begins each link that changes an answer.
pub const CHANGE: &str = "Change";
/// Leads from the answers to the declaration.
pub const GO_ON_TO_SEND: &str = "Continue to send";
/// Heading of the declaration.
pub const DECLARE: &str = "Send your return";
/// What is declared.
pub const DECLARED: &str =
    "As far as I know the figures are correct, and I am allowed to send them for ";
/// Sends.
pub const SEND: &str = "Send return";

/// Heading when it was received.
pub const RECEIVED: &str = "Return received";
/// The reference that is given out. A regular expression.
pub const REFERENCE: &str = r"Your reference is (CR-\w{4}-\w{4})";
/// What is said before it is sent, where a backend may come to hold it twice.
pub const TWICE: &str = "the organisation may hold this return twice";
/// Heading when it was finished and not yet received. A regular expression.
pub const FINISHED_AT: &str = r"^Finished at \d\d:\d\d$";
/// What is said then.
pub const WAITING: &str = "Waiting to be sent";
/// Why it waits, when there is no line.
pub const WHY_LINE: &str =
    "We could not reach the organisation that it goes to. We will try again.";
/// Why it waits, when the backend says that it cannot.
pub const WHY_BUSY: &str =
    "The organisation that it goes to cannot take it now. We will try again.";
/// Why it waits, when somebody else answers.
pub const WHY_NOT_BACKEND: &str = "Something else answered in place of the organisation";
/// Why it waits, when nobody is signed in.
pub const SIGN_IN: &str = "Nobody is signed in who may send it.";
/// Tries at once.
pub const TRY_NOW: &str = "Try now";
/// Heading when it was refused.
pub const REFUSED: &str = "The organisation did not take this return";
/// Opens a refused return again.
pub const CORRECT_AND_SEND: &str = "Correct it and send it again";

/// Heading of what was sent.
pub const SENT: &str = "What you sent";
/// Opens one of them. A regular expression.
pub const VIEW: &str = "^View";
/// Begins a correction.
pub const CORRECT_THIS: &str = "Correct this return";
/// Asks why.
pub const REASON: &str = "Why are you correcting it?";
/// Where one stands in the place of another.
pub const REPLACED_BY: &str = "Replaced by revision 2";
/// On the sections of a correction.
pub const CORRECTS: &str = "This corrects a return that you sent";

/// Leads to the preview, at the foot of every page.
pub const PREVIEW_LINK: &str = "For authors: preview a framework";
/// Heading of the preview.
pub const PREVIEW: &str = "Preview a framework";
/// Label of the box that opens a framework file.
pub const PREVIEW_OPEN: &str = "Open a framework file";
/// What the preview says of itself.
pub const PREVIEW_NOTHING: &str = "Nothing is stored and nothing is sent.";
/// Says every finding of the form.
pub const PREVIEW_CHECK: &str = "Check this form";

/// How whole the core of a section is, once one of its figures was given and another was not. A regular expression.
pub const CORE: &str = r"Core questions: \d+ of \d+ given";

/// Link that adds a subject of another kind.
pub const NAV_ADD: &str = "^Add another: ";

/// Heading before a draft of an older version is moved.
pub const OLDER_QUESTIONS: &str = "This return was started with an older set of questions";
/// Moves it.
pub const MOVE: &str = "Move my answers";
/// Leaves it as it is.
pub const NOT_NOW: &str = "Not now";
/// Heading of the answers that go to another question.
pub const MOVED: &str = "Answers that go to another question";
/// What a question was called before. What it was called follows.
pub const WAS_CALLED: &str = "It was asked as: ";
/// Heading of the new questions.
pub const NEW_QUESTIONS: &str = "New questions";
/// Heading of the answers that have no question any more.
pub const KEPT: &str = "Answers that are not asked for any more";

/// Said while the rest of the module does not come. A regular expression.
pub const REST_ON_ITS_WAY: &str = "A part of this page is still on its way";

/// What is said when a newer build of the page is there.
pub const NEWER_PAGE: &str = "A newer version of this page is here.";
/// Takes it.
pub const UPDATE_NOW: &str = "Update now";

/// Before the day on which a draft is removed.
pub const GOES_ON: &str = "We will remove this return from this device on ";

/// Leads to what waits, when one return does.
pub const ONE_WAITS: &str = "1 return is waiting to be sent";
/// The same when a person must do something.
pub const ONE_NEEDS_YOU: &str = "1 return needs you";
/// What is said where nothing waits.
pub const NOTHING_WAITS: &str = "Nothing is waiting.";
/// Takes a finished return out.
pub const TAKE_OUT: &str = "Take it out as a file";
/// Before the time of the last call that had no answer. A regular expression.
pub const NOT_REACHED: &str =
    r"At \d\d:\d\d we could not reach the organisation that your returns go to\.";
/// What happens when one sends now, without a line.
pub const WILL_WAIT: &str = "If you send now, the return waits on this device.";
/// The same with one.
pub const GOES_AT_ONCE: &str = "If you send now, the return goes out at once.";

/// Title of what is said when something could not be saved.
pub const NOT_SAVED: &str = "Your last changes are not saved";
/// Why, where the device is full.
pub const NO_SPACE: &str = "There is no space left on this device.";

/// Takes an unfinished return out.
pub const TAKE_DRAFT_OUT: &str = "Take this return out as a file";
/// Label of the passphrase that a file is sealed with.
pub const FILE_PASSPHRASE: &str = "Passphrase of the file";
/// Takes a sealed file out.
pub const TAKE_OUT_SEALED: &str = "Take it out sealed";
/// Takes a readable one out.
pub const TAKE_OUT_READABLE: &str = "Take it out readable";
/// What a readable file means.
pub const READABLE_MEANS: &str = "Anyone who has the file, and anyone who uses this device while the file is on it, can read what you typed.";
/// That a file wants its passphrase.
pub const SEALED_FILE: &str = "This file is sealed with a passphrase. Enter it to open the return.";
/// Label of that passphrase.
pub const PASSPHRASE: &str = "Passphrase";
/// Opens it.
pub const OPEN_SEALED: &str = "Open the file";
/// A passphrase that is not right.
pub const WRONG_PASSPHRASE: &str =
    "This is not the passphrase of the file, or the file was changed. Check it and try again.";
/// Leads to where it is put back, and heads that page.
pub const OPEN_FILE: &str = "Open a return from a file";
/// Label of the box there.
pub const CHOOSE_FILE: &str = "File with an unfinished return";
/// What is said of another file.
pub const NOT_A_DRAFT: &str = "The file does not hold an unfinished return.";
/// Asks which of two to keep.
pub const ALREADY_HERE: &str = "This return is on this device already";
/// Keeps the one of the file.
pub const KEEP_FILE: &str = "Keep the one in the file";
/// Keeps the one that is here.
pub const KEEP_HERE: &str = "Keep the one on this device";
/// Begins what is said of how long the browser keeps what is typed. A regular expression.
pub const KEEPING: &str = "The browser (agreed to keep|may remove) what is on this device";

/// Begins what is said where a finished return could not be put on its way.
pub const NOT_FINISHED: &str = "The return is not finished.";
/// How a return stands that the backend took.
pub const ACCEPTED: &str = "Accepted";

/// What helps where the page cannot start.
pub const CONNECT: &str = "Connect this device to the internet and load the page again.";
/// What is said before the page has started, and when it cannot. A regular expression.
pub const NOT_STARTED: &str = "Care Returns (is loading|could not start)";

/// Said where nobody is signed in.
pub const NOT_SIGNED_IN: &str = "You are not signed in.";
/// Said where somebody was. A regular expression.
pub const SIGN_IN_ENDED: &str = r"Your sign-in has ended\.";
/// Said where it did not work. A regular expression.
pub const SIGN_IN_FAILED: &str = r"The sign-in did not work\.";
/// Begins a sign-in.
pub const BEGIN_SIGN_IN: &str = "Sign in";
/// Begins it again.
pub const SIGN_IN_AGAIN: &str = "Sign in again";
/// Ends it.
pub const SIGN_OUT: &str = "Sign out";
/// Said where somebody is signed in; the name follows.
pub const SIGNED_IN_AS: &str = "Signed in as ";
/// Lets the device know as whom one signs in.
pub const KNOW_ME: &str = "Yes, know me here";
/// Does not.
pub const DO_NOT_KNOW_ME: &str = "No";
/// Said on the declaration; the name follows.
pub const SENT_IN_THE_NAME_OF: &str = "The return is sent in the name of ";
// People who share a device.

/// Leads to setting up.
pub const SEVERAL: &str = "Several people use this device";
/// Heading of setting up.
pub const SET_UP: &str = "Who uses this device";
/// Heading of who is there.
pub const PEOPLE: &str = "People on this device";
/// Label of one's own name.
pub const YOUR_NAME: &str = "Your name";
/// Label of another's.
pub const THEIR_NAME: &str = "Their name";
/// Where it is wanting.
pub const ENTER_NAME: &str = "Enter a name";
/// What keeps others out.
pub const GUARD: &str = "What keeps others out";
/// Where nothing is chosen.
pub const SELECT_GUARD: &str = "Select what keeps others out";
/// A PIN does.
pub const WITH_PIN: &str = "A PIN of 6 digits or more";
/// Nothing does.
pub const NO_PIN: &str = "Only I use this device: no PIN";
/// What that means.
pub const NO_PIN_MEANS: &str = "Anyone who can open this device can read and send your returns.";
/// Label of the PIN that one has.
pub const OLD_SECRET: &str = "The PIN or passphrase that you have now";
/// What keeps others out from now on.
pub const NEW_GUARD: &str = "What keeps others out from now on";
/// Puts another PIN in its place.
pub const CHANGE_IT: &str = "Change it";
/// Opens the box for another name; the name follows.
pub const RENAME: &str = "Change the name of ";
/// Label of that box.
pub const NEW_NAME: &str = "New name";
/// Gives the name.
pub const SAVE_NAME: &str = "Save the name";
/// Opens the box for a home's name, and adds the home.
pub const ADD_HOME: &str = "Add a home";
/// Where a return is not there for who wants to see it.
pub const NOT_HERE: &str = "This return is not on this device";
/// What is said to free text that seems to hold what identifies a person. A regular expression.
pub const LOOKS_PERSONAL: &str = "This seems to hold an NHS number, a National Insurance number";

/// What is said of a name that looks like another.
pub fn looks_like(name: &str) -> String {
    format!(
        "This looks like {name}: that name is on this device already. Add something that tells them apart"
    )
}

/// Label of the PIN.
pub const PIN: &str = "PIN";
/// Label of it again.
pub const PIN_AGAIN: &str = "Type it again";
/// A PIN that everybody tries first.
pub const PLAIN_PIN: &str =
    "Choose a PIN that is harder to guess: not one digit again and again, and no digits in a row";
/// Where it is another the second time.
pub const NOT_THE_SAME: &str = "This is not the same as above";
/// Label of the home's name.
pub const HOME_NAME: &str = "Name of the home";
/// Ends setting up.
pub const SAVE: &str = "Save";
/// Before the name of who uses the device.
pub const IN_USE: &str = "In use: ";
/// Adds another.
pub const ADD_PERSON: &str = "Add a person";
/// Ends adding.
pub const ADD: &str = "Add";
/// What stands above the way to unlock without typing.
pub const KEY: &str = "Unlock without typing";
/// A key that one carries.
pub const KEY_CARRIED: &str = "A security key that I carry with me";
/// The device's own lock.
pub const KEY_OF_DEVICE: &str = "This device's own lock: only I can unlock this device";
/// Sets it up.
pub const SET_KEY_UP: &str = "Set it up";
/// Label of the PIN that stays beside it.
pub const KEY_PIN: &str = "The PIN or passphrase that goes on working";
/// Takes it away.
pub const REMOVE_KEY: &str = "Remove it";
/// What the person then has.
pub const HAS_KEY: &str = "Your security key opens your returns, beside your PIN or passphrase.";
/// The same of the device's lock.
pub const HAS_DEVICE_LOCK: &str =
    "The lock of this device opens your returns, beside your PIN or passphrase.";
/// Unlocks by a key.
pub const BY_KEY: &str = "Unlock with your security key";
/// Unlocks by the device's own lock.
pub const BY_DEVICE_LOCK: &str = "Unlock with this device's own lock";
/// What is said where only a key that one carries is offered.
pub const KEY_SHARED: &str =
    "Several people use this device, so its own lock cannot open your returns";
/// Where the key gave nothing.
pub const NO_ANSWER: &str =
    "There was no answer from the key. Try again, or use your PIN or passphrase.";
/// Leads to one's own PIN.
pub const YOUR_PIN: &str = "Change your PIN or passphrase, and when the page locks";
/// Its heading.
pub const CHANGE_SECRET: &str = "Your PIN or passphrase";
/// Leads to who is there, from every page.
pub const TO_PEOPLE: &str = "People and PINs";
/// Where one has forgotten it.
pub const FORGOT: &str = "I have forgotten my PIN or passphrase";
/// Locks.
pub const LOCK_NOW: &str = "Lock now";
/// Heading while it is locked, and what ends it.
pub const UNLOCK: &str = "Unlock";
/// Heading of the names to choose from.
pub const WHO_ARE_YOU: &str = "Who are you?";
/// A PIN that is not right.
pub const WRONG_PIN: &str = "This PIN or passphrase is not right";
/// After too many. Regular expressions.
pub const WAIT: &str = r"You can try again in \d+ (second|minute)s?, at \d\d:\d\d";
/// The first time. A regular expression.
pub const WAIT_30: &str = r"You can try again in 30 seconds, at \d\d:\d\d";
/// Before it locks by itself. A regular expression.
pub const LOCKS_IN: &str = r"It locks in \d+ seconds?\.";
/// The finisher's choice.
pub const ANYONE: &str = "Anyone signed in for this home may send this";
/// Clears the device.
pub const CLEAR: &str = "Clear this device";
/// Heading after it.
pub const CLEARED: &str = "This device is clear";
/// Leads on from there.
pub const START_AGAIN: &str = "Start again";

/// Leads to what can be taken along of a return.
pub const TAKE: &str = "Print, save or copy it";
/// That anybody can read what is taken along.
pub const TAKE_ANYONE: &str =
    "Anyone who uses this device, or gets the file or the paper, can read it.";
/// Opens the dialogue for printing.
pub const TAKE_PRINT: &str = "Print or save as PDF";
/// Saves a file for a spreadsheet.
pub const TAKE_CSV: &str = "Save for a spreadsheet (CSV)";
/// Saves a file for other programs.
pub const TAKE_JSON: &str = "Save for another program (JSON)";
/// Opens the text for an e-mail.
pub const TAKE_EMAIL: &str = "A summary for an e-mail";
/// Leads to a blank copy of a return.
pub const BLANK_COPY: &str = "Print a blank copy";
/// Leads to what was filed over time, and is its heading.
pub const OVER_TIME: &str = "What you sent over time";
/// Saves the figures of it.
pub const SAVE_FIGURES: &str = "Save these figures (CSV)";
/// Has one say how long a return took.
pub const SAY_MINUTES: &str = "Also say how long this return took";
/// Label of the minutes.
pub const HOW_MANY_MINUTES: &str =
    "How many minutes did it take, finding the information included?";
/// Ends the link to a return for all that one files for, and its heading.
pub const FOR_ALL: &str = ", one after another";
/// Opens what is the same in another return.
pub const COPY_SAME: &str = "Is something the same as in another return?";
/// Copies the answers of a page from last time.
pub const SAME_PAGE: &str = "Same as last time for this page";
