//! What is known of the line to the backend: how the last call to it ended, and when. What the browser thinks of its
//! connection is a reason to call, and never an answer.

use super::{News, Shell};
use crate::submit::Outcome;
use crate::submit::outbox::Why;
use crate::submit::reads::{self, ReadError};
use std::rc::Rc;

/// How the last call to the backend ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Line {
    /// None was made since the page was loaded.
    #[default]
    Untried,
    /// The backend answered then: Unix time in milliseconds.
    Reached(i64),
    /// It did not, then: Unix time in milliseconds.
    NotReached(i64),
}

impl Shell {
    /// How the last call to the backend ended.
    pub fn line(&self) -> Line {
        self.line.get()
    }

    /// A call ended.
    pub(super) fn heard(&self, reached: bool) {
        let now = (self.device.now)();
        self.line.set(if reached {
            Line::Reached(now)
        } else {
            Line::NotReached(now)
        });
        self.tell(News::Line);
    }

    /// A try at sending, or at asking after a return, ended.
    pub(super) fn heard_of(&self, outcome: &Outcome) {
        let silent = matches!(
            outcome,
            Outcome::Unknown { answer: None }
                | Outcome::Later {
                    why: Why::NotTheBackend,
                    ..
                }
        );
        self.heard(!silent);
    }

    /// A read ended. Where none is configured, nothing was called.
    pub(super) fn heard_reading<T>(&self, told: Result<T, ReadError>) -> Result<T, ReadError> {
        match &told {
            Err(ReadError::NotConfigured | ReadError::NotSignedIn) => {}
            Err(ReadError::NotNow) => self.heard(false),
            Err(ReadError::NeedsSignIn) => {
                self.heard(true);
                self.sign_in_ended();
            }
            Ok(_) | Err(ReadError::Refused(_) | ReadError::Misshaped) => {
                self.heard(true);
            }
        }
        told
    }

    /// Calls the backend, to know whether it can be reached. Where it has nothing that can be read, nothing is known.
    pub fn try_line(self: &Rc<Self>) {
        let shell = Rc::clone(self);
        super::spawn(async move {
            if let Some(wire) = &shell.wire {
                // What it says is of no matter here.
                let _ = shell.heard_reading(reads::subjects(wire).await);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shell;
    use super::Line;
    use crate::submit::Outcome;
    use crate::submit::outbox::Why;
    use crate::submit::reads::ReadError;

    #[test]
    fn only_an_answer_of_the_backend_is_a_line() {
        let shell = shell();
        assert_eq!(shell.line(), Line::Untried);
        shell.heard_of(&Outcome::NeedsSignIn);
        assert!(matches!(shell.line(), Line::Reached(_)));
        shell.heard_of(&Outcome::Unknown { answer: None });
        assert!(matches!(shell.line(), Line::NotReached(_)));
        shell.heard_of(&Outcome::Absent);
        let why = Why::NotTheBackend;
        shell.heard_of(&Outcome::Later { after: None, why });
        assert!(matches!(shell.line(), Line::NotReached(_)));
    }

    #[test]
    fn a_read_that_is_not_configured_says_nothing_of_the_line() {
        let shell = shell();
        let nothing: Result<(), ReadError> = Err(ReadError::NotConfigured);
        assert_eq!(shell.heard_reading(nothing), nothing);
        assert_eq!(shell.line(), Line::Untried);
        assert_eq!(shell.heard_reading(Ok(1)), Ok(1));
        assert!(matches!(shell.line(), Line::Reached(_)));
    }
}
