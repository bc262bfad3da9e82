//! Drafts that were begun on another version of the framework: what a move to this one changes, and the move.

use super::drafts::OpenError;
use super::{Shell, browser};
use crate::storage::{DraftRow, SaveDraftError, StoreError};
use care_engine::exchange::draft_v1::{self, DraftHead};
use care_engine::moving::{Plan, PlanError, plan};
use thiserror::Error;

/// A draft with what moving it comes to. Nothing has happened yet.
#[derive(Debug)]
pub struct Moving {
    /// The draft as it is stored.
    seen: DraftRow,
    /// What it says of itself.
    pub head: DraftHead,
    /// What would change; `None` where this version has no such return any more.
    pub plan: Option<Plan>,
}

/// Why a draft was not moved. It is as it was.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MoveError {
    /// It was changed, sent or removed in another tab since the person was shown what would change.
    #[error("this return was changed in another tab")]
    Changed,
    /// This version has no such return.
    #[error("this version has no such return")]
    NoForm,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<SaveDraftError> for MoveError {
    fn from(error: SaveDraftError) -> Self {
        match error {
            SaveDraftError::Superseded { .. } | SaveDraftError::Gone => Self::Changed,
            SaveDraftError::Store(error) => Self::Store(error),
        }
    }
}

impl Shell {
    /// Looks at what moving a draft to this version comes to.
    ///
    /// # Errors
    /// `Gone` where it is not on this device, `Unreadable` where it is no draft of this framework.
    pub async fn look_at_move(&self, id: &str) -> Result<Moving, OpenError> {
        let seen = self.store.draft(id).await?.ok_or(OpenError::Gone)?;
        let head = self.draft_head(&seen.bytes).ok_or(OpenError::Unreadable)?;
        let definition = self.slice(&head.form).await?;
        let facts = self
            .facts(&head.form, head.subject.as_ref(), head.period)
            .await;
        let text = std::str::from_utf8(&seen.bytes).map_err(|_| OpenError::Unreadable)?;
        let plan = match plan(text, &definition, facts) {
            Ok(plan) => Some(plan),
            Err(PlanError::Form) => None,
            Err(PlanError::Shape(_) | PlanError::Framework) => return Err(OpenError::Unreadable),
        };
        Ok(Moving { seen, head, plan })
    }

    /// Moves a draft as the person was shown, in one transaction.
    ///
    /// # Errors
    /// Where it is not any more what the person was shown, or the store fails. Nothing has happened then.
    pub async fn move_draft(&self, moving: &Moving) -> Result<(), MoveError> {
        let plan = moving.plan.as_ref().ok_or(MoveError::NoForm)?;
        let seen = &moving.seen;
        let row = DraftRow {
            id: seen.id.clone(),
            owner: seen.owner,
            epoch: seen.epoch.saturating_add(1),
            revision: seen.revision.saturating_add(1),
            saved_at: (self.device.now)(),
            bytes: draft_v1::write(plan.head(), plan.session()).into_bytes(),
        };
        self.store.replace_draft(seen, &row).await?;
        // The draft is moved whether or not the lists can be read now; its row says so when they are.
        let _ = self.refresh().await;
        Ok(())
    }

    /// Offers a draft as it is stored as a file.
    pub fn download_as_it_is(&self, moving: &Moving) -> Option<()> {
        let text = std::str::from_utf8(&moving.seen.bytes).ok()?;
        browser::download("care-return-draft.json", text)
    }
}
