//! Use cases of what was sent.

use super::contract::{Listed, ReceiptRow};
use super::error::StoreError;
use super::job::{Read, Table};
use super::{Store, row};

impl Store {
    /// Every return that was received.
    pub async fn receipts(&self) -> Result<Listed<ReceiptRow>, StoreError> {
        self.list(Read::All(Table::Receipts), row::read_receipt)
            .await
    }

    /// One return that was received, or `None`.
    pub async fn receipt(&self, id: &str) -> Result<Option<ReceiptRow>, StoreError> {
        self.find(Table::Receipts, id, row::read_receipt).await
    }
}
