//! Returns that the backend has and has not judged: their receipts' status is asked for, and the answer kept.

use super::Shell;
use crate::storage::Settlement;
use crate::submit::{Receipt, ReceiptState, reads};
use std::rc::Rc;

/// The shortest pause between two questions after one receipt, in milliseconds.
const PAUSE: i64 = 10 * 60_000;

impl Shell {
    /// Asks what became of the returns that were received and not judged, and keeps what is told.
    pub(super) fn ask_received(self: &Rc<Self>) {
        let shell = Rc::clone(self);
        super::spawn(async move {
            let Some(wire) = &shell.wire else { return };
            for (id, known) in shell.to_ask() {
                // Without an answer it is asked again later.
                if let Ok(Some(told)) = shell.heard_reading(reads::status(wire, &known).await) {
                    shell.keep_receipt(&id, &told).await;
                }
            }
        });
    }

    /// The receipts to ask after now, by the returns' ids: the backend's may be others. They are then left for a while.
    pub(super) fn to_ask(&self) -> Vec<(String, Receipt)> {
        let now = (self.device.now)();
        let mut asked = self.asked.borrow_mut();
        // A clock that was put back asks again.
        asked.retain(|(_, at)| (0..PAUSE).contains(&now.saturating_sub(*at)));
        let mut due = Vec::new();
        for sent in &self.lists.borrow().sent {
            let receipt = &sent.receipt;
            if receipt.state == ReceiptState::Received
                && receipt.status_url.is_some()
                && !asked.iter().any(|(id, _)| *id == sent.id)
            {
                asked.push((sent.id.clone(), now));
                due.push((sent.id.clone(), receipt.clone()));
            }
        }
        due
    }

    /// Keeps what the backend says now of a return that it has.
    pub(super) async fn keep_receipt(&self, id: &str, told: &Receipt) {
        let renewed = Settlement::Done {
            receipt: told.write().into_bytes(),
            settled_at: (self.device.now)(),
        };
        // Where it cannot be written down, or the lists cannot be read, it is as it was, and is asked for again.
        if self.store.settle(id, &renewed).await.is_ok() {
            let _ = self.refresh().await;
        }
    }
}
