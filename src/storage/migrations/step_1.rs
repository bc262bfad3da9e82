//! Step 1: the four tables of the first version, with keys kept beside the rows.

use crate::storage::job::Table;
use indexed_db_futures::Build;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::Error;

/// Makes the tables.
pub(super) fn apply(database: &Database) -> Result<(), Error> {
    for table in [
        Table::Drafts,
        Table::Outbox,
        Table::Receipts,
        Table::Records,
    ] {
        database.create_object_store(table.name()).build()?;
    }
    Ok(())
}
