//! Use cases of what was sent.

use super::contract::{Listed, ReceiptRow};
use super::error::StoreError;
use super::job::{Read, Table};
use super::{Store, first, listed, row};

impl Store {
    /// Every return that was received.
    pub async fn receipts(&self) -> Result<Listed<ReceiptRow>, StoreError> {
        let rows = self.rows(Read::All(Table::Receipts)).await?;
        Ok(listed(&rows, row::read_receipt))
    }

    /// One return that was received, or `None`.
    pub async fn receipt(&self, id: &str) -> Result<Option<ReceiptRow>, StoreError> {
        let rows = self.rows(Read::One(Table::Receipts, id)).await?;
        first(&rows, row::read_receipt)
    }
}
