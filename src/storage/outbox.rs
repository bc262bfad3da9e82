//! Use cases of the outbox. Each is one strictly durable transaction, and each can be repeated after an unknown end.

use super::contract::{DraftRow, Listed, OutboxRow, ReceiptRow, Settlement};
use super::error::{QueueError, ReopenError, SettleError, StoreError};
use super::job::{Durability, Found, Read, Table, Write};
use super::{Store, kept, listed, pieces, row, sabotage};

const STRICT: Durability = Durability::Strict;

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
        let reads = [
            Read::One(Table::Drafts, draft_id),
            Read::One(Table::Outbox, &finished.id),
            Read::One(Table::Receipts, &finished.id),
        ];
        let tables = [Table::Drafts, Table::Pieces, Table::Outbox, Table::Receipts];
        let mut end = Ok(());
        self.write(STRICT, &tables, &reads, &mut |found| {
            kept(queued(finished, draft_id, epoch, found), &mut end)
        })
        .await?;
        end
    }

    /// Every return on its way.
    pub async fn outbox(&self) -> Result<Listed<OutboxRow>, StoreError> {
        let rows = self.rows(Read::All(Table::Outbox)).await?;
        Ok(listed(&rows, row::read_outbox))
    }

    /// Writes down how a try ended. `Done` writes the receipt and takes the return out of the outbox, together; where
    /// it is received already, it renews the receipt (its state may have changed). `Later` for a return that another
    /// sender saw received changes nothing.
    pub async fn settle(&self, id: &str, settlement: &Settlement) -> Result<(), SettleError> {
        let reads = [Read::One(Table::Outbox, id), Read::One(Table::Receipts, id)];
        let tables = [Table::Outbox, Table::Receipts];
        let mut end = Ok(());
        self.write(STRICT, &tables, &reads, &mut |found| {
            kept(settled(id, settlement, found), &mut end)
        })
        .await?;
        end
    }

    /// Writes anew what stands beside a return on its way: whose it is. `seen` is what stood there; if it has changed since,
    /// or the return was received, nothing happens.
    ///
    /// # Errors
    /// `Gone` then.
    pub async fn describe(&self, id: &str, seen: &[u8], about: &[u8]) -> Result<(), SettleError> {
        let mut end = Ok(());
        let reads = [Read::One(Table::Outbox, id)];
        self.write(STRICT, &[Table::Outbox], &reads, &mut |found| {
            kept(described(id, seen, about, found), &mut end)
        })
        .await?;
        end
    }

    /// Makes a stuck return a draft again: the draft's row is written and the outbox's removed, together. `seen` is the
    /// progress that the person was shown; if it has changed since, nothing happens. The draft's id must be new.
    pub async fn reopen(&self, id: &str, seen: &[u8], draft: &DraftRow) -> Result<(), ReopenError> {
        let prefix = pieces::prefix(&draft.id);
        let [row, parts] = pieces::reads(&draft.id, &prefix);
        let reads = [Read::One(Table::Outbox, id), row, parts];
        let tables = [Table::Outbox, Table::Drafts, Table::Pieces];
        let mut end = Ok(());
        self.write(STRICT, &tables, &reads, &mut |found| {
            kept(reopened(self, id, seen, draft, found), &mut end)
        })
        .await?;
        end
    }
}

/// The writes that queue a return, from the draft's, the outbox's and the receipt's row found.
fn queued(
    finished: &OutboxRow,
    draft_id: &str,
    epoch: u32,
    found: &Found,
) -> Result<Vec<Write>, QueueError> {
    if found.one(2).is_some() && !sabotage::off("queue-once") {
        return Err(QueueError::AlreadyQueued);
    }
    if let Some(queued) = found.one(1) {
        if row::read_outbox(queued)?.bytes == finished.bytes {
            return Ok(Vec::new());
        }
        return Err(QueueError::AlreadyQueued);
    }
    let (draft, _) = row::read_draft(found.one(0).ok_or(QueueError::Gone)?)?;
    if draft.epoch > epoch && !sabotage::off("queue-epoch") {
        return Err(QueueError::Superseded { epoch: draft.epoch });
    }
    let mut writes = pieces::remove(draft_id, found.one(0));
    if sabotage::off("queue-removes") {
        writes.clear();
    }
    writes.push(put(
        Table::Outbox,
        &finished.id,
        row::write_outbox(finished),
    ));
    Ok(writes)
}

/// The writes that make a return a draft again, from the outbox row and the draft's row found.
fn reopened(
    store: &Store,
    id: &str,
    seen: &[u8],
    draft: &DraftRow,
    found: &Found,
) -> Result<Vec<Write>, ReopenError> {
    let Some(queued) = found.one(0) else {
        // Both rows as this leaves them: it happened before, and the word of it was lost.
        let stored = found.one(1).map(|row| pieces::read(row, found.all(2)));
        if stored.is_some_and(|stored| stored.as_ref() == Ok(draft)) {
            return Ok(Vec::new());
        }
        return Err(ReopenError::Gone);
    };
    if row::read_outbox(queued)?.progress != seen && !sabotage::off("reopen-seen") {
        return Err(ReopenError::Changed);
    }
    if found.one(1).is_some() {
        return Err(ReopenError::DraftExists);
    }
    let mut writes = pieces::put(store, draft, None);
    writes.push(Write::Remove(Table::Outbox, id.to_owned()));
    Ok(writes)
}

/// The writes that put something else beside a return, from the outbox row found.
fn described(
    id: &str,
    seen: &[u8],
    about: &[u8],
    found: &Found,
) -> Result<Vec<Write>, SettleError> {
    let mut row = row::read_outbox(found.one(0).ok_or(SettleError::Gone)?)?;
    if row.about == about {
        return Ok(Vec::new());
    }
    if row.about != seen {
        return Err(SettleError::Gone);
    }
    row.about = about.to_vec();
    Ok(vec![put(Table::Outbox, id, row::write_outbox(&row))])
}

fn put(table: Table, key: &str, bytes: Vec<u8>) -> Write {
    Write::Put(table, key.to_owned(), bytes)
}

/// The writes that settle a try, from the outbox row and the receipt row found.
fn settled(id: &str, settlement: &Settlement, found: &Found) -> Result<Vec<Write>, SettleError> {
    let mut writes = Vec::new();
    if let Some(stored) = found.one(0) {
        let mut row = row::read_outbox(stored)?;
        // A receipt that cannot be read is not written over.
        if let Some(stored) = found.one(1) {
            row::read_receipt(stored)?;
        }
        match settlement {
            Settlement::Later { progress } => {
                row.progress.clone_from(progress);
                writes.push(put(Table::Outbox, id, row::write_outbox(&row)));
            }
            Settlement::Done {
                receipt,
                settled_at,
            } => {
                let received = ReceiptRow {
                    id: row.id,
                    owner: row.owner,
                    settled_at: *settled_at,
                    bytes: row.bytes,
                    about: row.about,
                    receipt: receipt.clone(),
                };
                writes.push(put(Table::Receipts, id, row::write_receipt(&received)));
                if !sabotage::off("settle-removes") {
                    writes.push(Write::Remove(Table::Outbox, id.to_owned()));
                }
            }
        }
        return Ok(writes);
    }
    let mut row = row::read_receipt(found.one(1).ok_or(SettleError::Gone)?)?;
    if let Settlement::Done { receipt, .. } = settlement {
        row.receipt.clone_from(receipt);
        writes.push(put(Table::Receipts, id, row::write_receipt(&row)));
    }
    Ok(writes)
}
