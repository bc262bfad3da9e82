//! Why nothing was unlocked, or changed about people and homes.

use crate::storage::StoreError;
use thiserror::Error;

/// Why nothing was unlocked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum UnlockError {
    /// The secret is wrong.
    #[error("this is not the PIN or passphrase")]
    Wrong {
        /// Until when no other is tried, where that is so: Unix time in milliseconds.
        wait_until: Option<i64>,
    },
    /// No secret is tried before this: Unix time in milliseconds.
    #[error("it is too soon to try again")]
    Wait {
        /// Until when.
        until: i64,
    },
    /// The person is no longer on this device.
    #[error("this person is no longer on this device")]
    Gone,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why nothing was changed about people and homes.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PeopleError {
    /// The device is locked.
    #[error("nobody has unlocked this device")]
    Locked,
    /// Only a lead may do it.
    #[error("only a lead may do this")]
    NotLead,
    /// The last lead of several people stays.
    #[error("one lead must stay")]
    LastLead,
    /// Several people use the device: its own lock is no guard of one of them.
    #[error("several people use this device")]
    Shared,
    /// Nobody else could open what is the home's.
    #[error("one person must keep access to a home")]
    LastMember,
    /// The person or the home is no longer on this device, or not the open person's to give.
    #[error("this person or home is no longer on this device")]
    Gone,
    /// The person's secret is wrong, or it is too soon to try it.
    #[error(transparent)]
    Secret(UnlockError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<UnlockError> for PeopleError {
    fn from(error: UnlockError) -> Self {
        match error {
            UnlockError::Gone => Self::Gone,
            UnlockError::Store(error) => Self::Store(error),
            error => Self::Secret(error),
        }
    }
}
