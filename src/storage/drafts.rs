//! Use cases of drafts. Each is one transaction, and each can be repeated after an unknown end.

use super::contract::{DraftRow, Listed};
use super::error::{RemoveDraftError, SaveDraftError, StoreError, TakeOverError};
use super::job::{Durability, Found, Read, Table, Write};
use super::{Store, kept, pieces, row, sabotage};

const DRAFTS: &[Table] = pieces::TABLES;

impl Store {
    /// Writes the first row of a new draft. Starting it again with a row that is not older is a save.
    pub async fn start_draft(&self, draft: &DraftRow) -> Result<(), SaveDraftError> {
        self.write_draft(draft, Durability::Relaxed, Absent::IsNew)
            .await
    }

    /// Saves a draft that was started. It is safe when this resolves, and only then. Strict where the page is being
    /// hidden and there may be no later save.
    ///
    /// # Errors
    /// `Superseded` if the stored epoch or revision is newer; `Gone` if the draft was sent or removed meanwhile, so that
    /// a tab that was frozen cannot bring it back. The caller keeps what was typed, and offers it as a file.
    pub async fn save_draft(
        &self,
        draft: &DraftRow,
        durability: Durability,
    ) -> Result<(), SaveDraftError> {
        self.write_draft(draft, durability, Absent::IsGone).await
    }

    /// Every draft on this device.
    pub async fn drafts(&self) -> Result<Listed<DraftRow>, StoreError> {
        let reads = [Read::All(Table::Drafts), Read::All(Table::Pieces)];
        let found = self.look(DRAFTS, &reads).await?;
        Ok(pieces::list(found.all(0), found.all(1)))
    }

    /// One draft, or `None` if it is not on this device.
    pub async fn draft(&self, id: &str) -> Result<Option<DraftRow>, StoreError> {
        let prefix = pieces::prefix(id);
        let found = self.look(DRAFTS, &pieces::reads(id, &prefix)).await?;
        let row = found.one(0);
        row.map(|row| pieces::read(row, found.all(1))).transpose()
    }

    /// Takes a draft over from whatever tab had it: raises its epoch and gives the row as it now is, whose `epoch` goes
    /// into every later write.
    pub async fn take_over(&self, id: &str) -> Result<DraftRow, TakeOverError> {
        let prefix = pieces::prefix(id);
        let reads = pieces::reads(id, &prefix);
        let mut end = Err(TakeOverError::Gone);
        self.write(Durability::Strict, DRAFTS, &reads, &mut |found| {
            end = taken(found);
            let put = |draft| pieces::put(self, draft, found.one(0));
            end.as_ref().map_or_else(|_| Vec::new(), put)
        })
        .await?;
        end
    }

    /// Puts a draft in the place of the one that the person was shown, in one transaction. Its epoch and revision are
    /// the next ones, so that a tab that has the old one open can write no more.
    ///
    /// # Errors
    /// `Superseded` if the draft was saved or taken over since it was seen; `Gone` if it was sent or removed. Nothing
    /// has happened then.
    pub async fn replace_draft(
        &self,
        seen: &DraftRow,
        draft: &DraftRow,
    ) -> Result<(), SaveDraftError> {
        let prefix = pieces::prefix(&draft.id);
        let reads = pieces::reads(&draft.id, &prefix);
        let mut end = Ok(());
        self.write(Durability::Strict, DRAFTS, &reads, &mut |found| {
            kept(replaced(self, found, seen, draft), &mut end)
        })
        .await?;
        end
    }

    /// Removes a draft. One that is not there counts as removed.
    pub async fn remove_draft(&self, id: &str, epoch: u32) -> Result<(), RemoveDraftError> {
        let reads = [Read::One(Table::Drafts, id)];
        let mut end = Ok(());
        self.write(Durability::Strict, DRAFTS, &reads, &mut |found| {
            kept(removed(found, id, epoch), &mut end)
        })
        .await?;
        end
    }

    async fn write_draft(
        &self,
        draft: &DraftRow,
        durability: Durability,
        absent: Absent,
    ) -> Result<(), SaveDraftError> {
        let reads = [Read::One(Table::Drafts, &draft.id)];
        let mut end = Ok(());
        self.write(durability, DRAFTS, &reads, &mut |found| {
            kept(written(self, found, draft, absent), &mut end)
        })
        .await?;
        end
    }
}

fn taken(found: &Found) -> Result<DraftRow, TakeOverError> {
    let stored = found.one(0).ok_or(TakeOverError::Gone)?;
    let mut draft = pieces::read(stored, found.all(1))?;
    if !sabotage::off("take-over") {
        draft.epoch = draft.epoch.saturating_add(1);
    }
    Ok(draft)
}

fn removed(found: &Found, id: &str, epoch: u32) -> Result<Vec<Write>, RemoveDraftError> {
    if let Some(stored) = found.one(0) {
        let (stored, _) = row::read_draft(stored)?;
        if stored.epoch > epoch {
            return Err(RemoveDraftError::Superseded {
                epoch: stored.epoch,
            });
        }
    }
    Ok(pieces::remove(id, found.one(0)))
}

fn written(
    store: &Store,
    found: &Found,
    draft: &DraftRow,
    absent: Absent,
) -> Result<Vec<Write>, SaveDraftError> {
    match found.one(0) {
        Some(stored) => {
            let (stored, _) = row::read_draft(stored)?;
            let older_epoch = stored.epoch > draft.epoch && !sabotage::off("epoch");
            let older_revision = stored.revision > draft.revision && !sabotage::off("revision");
            if older_epoch || older_revision {
                return Err(SaveDraftError::Superseded {
                    epoch: stored.epoch,
                    revision: stored.revision,
                });
            }
        }
        None if absent == Absent::IsGone && !sabotage::off("gone") => {
            return Err(SaveDraftError::Gone);
        }
        None => {}
    }
    Ok(pieces::put(store, draft, found.one(0)))
}

fn replaced(
    store: &Store,
    found: &Found,
    seen: &DraftRow,
    draft: &DraftRow,
) -> Result<Vec<Write>, SaveDraftError> {
    let stored = found.one(0).ok_or(SaveDraftError::Gone)?;
    let stored = pieces::read(stored, found.all(1))?;
    // The new row itself is there where the word of an earlier try was lost.
    if stored != *draft && (stored.epoch, stored.revision) != (seen.epoch, seen.revision) {
        return Err(SaveDraftError::Superseded {
            epoch: stored.epoch,
            revision: stored.revision,
        });
    }
    Ok(pieces::put(store, draft, found.one(0)))
}

/// What it means that a draft's row is not there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Absent {
    /// The draft is new.
    IsNew,
    /// The draft was sent or removed.
    IsGone,
}
