//! The subjects that may be filed for, and putting a seed in.

use rusqlite::{Connection, TransactionBehavior};

use super::write::put_in;
use super::{Incoming, Put, StoreError};

/// What became of a seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Seeded {
    /// All of it is in.
    Done,
    /// Nothing was changed: the return at this place contradicts what is held, for this reason.
    Contradicts {
        /// Its place among the seed's returns, from 0.
        place: usize,
        /// Why.
        reason: &'static str,
    },
}

/// Puts a seed in, in one transaction: its subjects take the place of those held, its returns are added where they are
/// not there already.
pub(crate) fn seed(
    db: &mut Connection,
    profiles: Option<&[String]>,
    returns: &[Incoming],
) -> Result<Seeded, StoreError> {
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if let Some(profiles) = profiles {
        transaction.execute("DELETE FROM subjects", [])?;
        for profile in profiles {
            transaction.execute("INSERT INTO subjects (profile) VALUES (?1)", [profile])?;
        }
    }
    for (place, incoming) in returns.iter().enumerate() {
        let reason = match put_in(&transaction, incoming)? {
            Put::Stored(_) | Put::Again(_) => continue,
            Put::OtherBytes => "its id is taken by other content",
            Put::NotReplaceable(reason) => reason,
        };
        return Ok(Seeded::Contradicts { place, reason });
    }
    transaction.commit()?;
    Ok(Seeded::Done)
}

/// Every subject's profile as JSON, in the seed's order.
pub(crate) fn subjects(db: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = db.prepare("SELECT profile FROM subjects ORDER BY position")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
