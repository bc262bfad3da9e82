//! Step 2: a table for the pieces of large drafts. What stood in the tables before stays as it is.

use crate::storage::job::Table;
use indexed_db_futures::Build;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::Error;

/// Makes the table.
pub(super) fn apply(database: &Database) -> Result<(), Error> {
    database
        .create_object_store(Table::Pieces.name())
        .build()
        .map(drop)
}
