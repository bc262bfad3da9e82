//! Use cases of the outbox. Each is one strictly durable transaction, and each can be repeated after an unknown end.

use super::contract::{DraftRow, Listed, OutboxRow, ReceiptRow, Settlement};
use super::error::{QueueError, ReopenError, SettleError, StoreError};
use super::job::{Access, Durability, Found, Read, Table, Write};
use super::{Store, row};

const STRICT: Access = Access::Write(Durability::Strict);

impl Store {
    /// Moves a finished return from the drafts to the outbox: its row is written and the draft's removed, together.
    /// Queueing the same bytes again is no error.
    ///
    /// # Errors
    /// `Superseded` or `Gone` if another tab took the draft over, sent or removed it, so that a tab that was frozen can
    /// send nothing a second time.
    pub async fn queue(
        &self,
        finished: &OutboxRow,
        draft_id: &str,
        epoch: u32,
    ) -> Result<(), QueueError> {
        let bytes = row::write_outbox(finished);
        let reads = [
            Read::One(Table::Drafts, draft_id),
            Read::One(Table::Outbox, &finished.id),
            Read::One(Table::Receipts, &finished.id),
        ];
        let tables = [Table::Drafts, Table::Outbox, Table::Receipts];
        self.decide(STRICT, &tables, &reads, |found| {
            if found.one(2).is_some() {
                return Err(QueueError::AlreadyQueued);
            }
            if let Some(queued) = found.one(1) {
                let same = row::read_outbox(queued)?.bytes == finished.bytes;
                return if same {
                    Ok((Vec::new(), ()))
                } else {
                    Err(QueueError::AlreadyQueued)
                };
            }
            let draft = row::read_draft(found.one(0).ok_or(QueueError::Gone)?)?;
            if draft.epoch > epoch {
                return Err(QueueError::Superseded { epoch: draft.epoch });
            }
            let writes = vec![
                Write::Put(Table::Outbox, finished.id.clone(), bytes.clone()),
                Write::Remove(Table::Drafts, draft_id.to_owned()),
            ];
            Ok((writes, ()))
        })
        .await
    }

    /// Every return on its way.
    pub async fn outbox(&self) -> Result<Listed<OutboxRow>, StoreError> {
        self.list(Read::All(Table::Outbox), row::read_outbox).await
    }

    /// Writes down how a try ended. `Done` writes the receipt and takes the return out of the outbox, together; where
    /// it is received already, it renews the receipt (its state may have changed). `Later` for a return that another
    /// sender saw received changes nothing.
    pub async fn settle(&self, id: &str, settlement: &Settlement) -> Result<(), SettleError> {
        let reads = [Read::One(Table::Outbox, id), Read::One(Table::Receipts, id)];
        let tables = [Table::Outbox, Table::Receipts];
        self.decide(STRICT, &tables, &reads, |found| {
            Ok((settled(id, settlement, found)?, ()))
        })
        .await
    }

    /// Makes a stuck return a draft again: the draft's row is written and the outbox's removed, together. `seen` is the
    /// progress that the person was shown; if it has changed since, nothing happens. The draft's id must be new.
    pub async fn reopen(&self, id: &str, seen: &[u8], draft: &DraftRow) -> Result<(), ReopenError> {
        let bytes = row::write_draft(draft);
        let reads = [
            Read::One(Table::Outbox, id),
            Read::One(Table::Drafts, &draft.id),
        ];
        let tables = [Table::Outbox, Table::Drafts];
        self.decide(STRICT, &tables, &reads, |found| {
            let Some(queued) = found.one(0) else {
                // Both rows as this leaves them: it happened before, and the word of it was lost.
                let done = found.one(1) == Some(bytes.as_slice());
                return if done {
                    Ok((Vec::new(), ()))
                } else {
                    Err(ReopenError::Gone)
                };
            };
            if row::read_outbox(queued)?.progress != seen {
                return Err(ReopenError::Changed);
            }
            if found.one(1).is_some() {
                return Err(ReopenError::DraftExists);
            }
            let writes = vec![
                Write::Put(Table::Drafts, draft.id.clone(), bytes.clone()),
                Write::Remove(Table::Outbox, id.to_owned()),
            ];
            Ok((writes, ()))
        })
        .await
    }
}

/// The writes that settle a try, from the outbox row and the receipt row found.
fn settled(id: &str, settlement: &Settlement, found: &Found) -> Result<Vec<Write>, SettleError> {
    let queued = found.one(0).map(row::read_outbox).transpose()?;
    let received = found.one(1).map(row::read_receipt).transpose()?;
    let writes = match (queued, received, settlement) {
        (None, None, _) => return Err(SettleError::Gone),
        (None, Some(_), Settlement::Later { .. }) => Vec::new(),
        (None, Some(mut row), Settlement::Done { receipt, .. }) => {
            row.receipt.clone_from(receipt);
            vec![Write::Put(
                Table::Receipts,
                id.to_owned(),
                row::write_receipt(&row),
            )]
        }
        (Some(mut row), _, Settlement::Later { progress }) => {
            row.progress.clone_from(progress);
            vec![Write::Put(
                Table::Outbox,
                id.to_owned(),
                row::write_outbox(&row),
            )]
        }
        (
            Some(row),
            _,
            Settlement::Done {
                receipt,
                settled_at,
            },
        ) => {
            let received = ReceiptRow {
                id: row.id,
                settled_at: *settled_at,
                bytes: row.bytes,
                about: row.about,
                receipt: receipt.clone(),
            };
            vec![
                Write::Put(
                    Table::Receipts,
                    id.to_owned(),
                    row::write_receipt(&received),
                ),
                Write::Remove(Table::Outbox, id.to_owned()),
            ]
        }
    };
    Ok(writes)
}
