//! Which faults a run has met, counted: a kind that never came proves nothing about it.

use std::fmt;

/// A kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A request never arrives.
    RequestLost,
    /// A request arrives, and its answer does not.
    AnswerLost,
    /// A request arrives after its sender has given up, or is gone.
    Late,
    /// One request arrives twice.
    Duplicated,
    /// A request overtakes an older one.
    Reordered,
    /// The receiver refuses what is wrong, with findings: 422.
    Refused,
    /// Something on the way refuses what is right: 400, in a page.
    WronglyRefused,
    /// 409 without a receipt.
    Conflict,
    /// 401.
    SignIn,
    /// 429 or 503 with a time to come back.
    AskedToWait,
    /// 500 or 503, and nothing was stored.
    Busy,
    /// 504, and it was stored.
    StoredAndBusy,
    /// 200 without a receipt, and it was stored.
    NoReceipt,
    /// 200 with the receipt of another return, and it was stored.
    OthersReceipt,
    /// A web page in the backend's place.
    Page,
    /// A redirect.
    Redirect,
    /// Asked, the receiver says that it is not there although it is.
    StaleWord,
    /// The device's clock is set forward by more than a year.
    ClockForward,
    /// And back.
    ClockBack,
    /// A tab dies before it sends.
    CrashBeforeSending,
    /// A tab dies while its request is on the way.
    CrashOnTheWay,
    /// A tab dies with the answer, before it is written down.
    CrashBeforeSettling,
    /// A tab dies between two rounds.
    CrashBetweenRounds,
    /// The page dies between a draft's last save and its being queued.
    CrashBeforeQueueing,
    /// The answer cannot be written down, and the tab goes on.
    WriteFailed,
    /// Two tabs have one return on the way at once.
    TwoTabs,
    /// A person corrects a return while the other tab still sends it.
    Overtaken,
}

impl Fault {
    /// Every kind.
    pub(super) const ALL: [Self; 27] = [
        Self::RequestLost,
        Self::AnswerLost,
        Self::Late,
        Self::Duplicated,
        Self::Reordered,
        Self::Refused,
        Self::WronglyRefused,
        Self::Conflict,
        Self::SignIn,
        Self::AskedToWait,
        Self::Busy,
        Self::StoredAndBusy,
        Self::NoReceipt,
        Self::OthersReceipt,
        Self::Page,
        Self::Redirect,
        Self::StaleWord,
        Self::ClockForward,
        Self::ClockBack,
        Self::CrashBeforeSending,
        Self::CrashOnTheWay,
        Self::CrashBeforeSettling,
        Self::CrashBetweenRounds,
        Self::CrashBeforeQueueing,
        Self::WriteFailed,
        Self::TwoTabs,
        Self::Overtaken,
    ];
}

/// How often each kind came.
#[derive(Clone, Default)]
pub(super) struct Tally([u64; Fault::ALL.len()]);

impl Tally {
    /// One more of a kind.
    pub(super) fn count(&mut self, fault: Fault) {
        self.0[fault as usize] += 1;
    }

    /// All of another run's too.
    pub(super) fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine += theirs;
        }
    }

    /// The kinds that never came.
    pub(super) fn missing(&self) -> Vec<Fault> {
        let never = |fault: &Fault| self.0[*fault as usize] == 0;
        Fault::ALL.into_iter().filter(never).collect()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in Fault::ALL {
            writeln!(f, "{:>9} {fault:?}", self.0[fault as usize])?;
        }
        Ok(())
    }
}

#[test]
fn every_kind_has_its_place() {
    for (place, fault) in Fault::ALL.into_iter().enumerate() {
        assert_eq!(fault as usize, place, "{fault:?}");
    }
    assert_eq!(Tally::default().missing().len(), Fault::ALL.len());
}
