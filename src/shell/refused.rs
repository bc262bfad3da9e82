//! What a backend said of a return that it refused, kept beside the draft that the return became again.

use crate::storage::RecordRow;
use crate::storage::sealing::Owner;
use crate::submit::{Progress, StuckReason};
use care_engine::session::{Node, Session};

/// Where a return says which version of the framework it is on.
pub const VERSION_PLACE: &str = "/framework/version";

/// The key of what was said of a draft.
pub(super) fn key(draft: &str) -> String {
    ["refused/", draft].concat()
}

/// What was said, as the outbox had it.
pub(super) fn record(draft: &str, owner: Owner, progress: &[u8]) -> RecordRow {
    RecordRow {
        key: key(draft),
        owner,
        bytes: progress.to_vec(),
    }
}

/// What was said, at its questions. What names no question comes with no place.
pub(super) fn found(row: &RecordRow, session: &Session) -> Vec<(Option<Node>, String)> {
    match Progress::from_bytes(&row.bytes) {
        Progress::Stuck {
            reason: StuckReason::Refused(refusal),
        } => {
            let mut found = Vec::new();
            let mut of_version = false;
            for finding in refusal.findings {
                // A draft that is open is on this page's version: moving it was the answer to this.
                if finding.pointer == VERSION_PLACE {
                    of_version = true;
                    continue;
                }
                found.push((session.node_of_pointer(&finding.pointer), finding.detail));
            }
            if let (true, false, Some(title)) = (found.is_empty(), of_version, refusal.title) {
                found.push((None, title));
            }
            found
        }
        _ => Vec::new(),
    }
}
