//! A store in memory that fails when it is told to: tests only.

use super::{Rests, Store, StoreError};
use std::cell::Cell;

/// At which operation of the store in memory something fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failing {
    /// At this read, write or commit, the first of which is 1: the job has no effect.
    At(u32),
    /// Behind the next commit: the job has its effect, and the word of it is lost.
    Word,
}

/// What is to fail, if anything is.
#[derive(Default)]
pub(super) struct Fails(Cell<Option<Failing>>);

impl Fails {
    /// An operation begins.
    pub(super) fn operation(&self) -> Result<(), StoreError> {
        match self.0.get() {
            Some(Failing::At(1)) => {
                self.0.set(None);
                Err(StoreError::Quota)
            }
            Some(Failing::At(left)) => {
                self.0.set(Some(Failing::At(left - 1)));
                Ok(())
            }
            Some(Failing::Word) | None => Ok(()),
        }
    }

    /// A job that writes has had its effect.
    pub(super) fn written(&self) -> Result<(), StoreError> {
        if self.0.get() == Some(Failing::Word) {
            self.0.set(None);
            return Err(StoreError::Closed);
        }
        Ok(())
    }
}

impl Store {
    /// Something fails from now on, once, or nothing does.
    pub(crate) fn fail(&self, failing: Option<Failing>) {
        match &self.rests {
            Rests::Memory(store) => store.fails.0.set(failing),
            Rests::Indexed(_) => panic!("only memory fails by order"),
        }
    }

    /// Whether what was to fail has not come yet.
    pub(crate) fn is_to_fail(&self) -> bool {
        matches!(&self.rests, Rests::Memory(store) if store.fails.0.get().is_some())
    }
}
