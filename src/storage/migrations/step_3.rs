//! Step 3: rows rest sealed. Nothing is to be made for that; a page of an older version, which can neither read them nor
//! may write beside them, is kept out by the version alone. What stands in the clear is sealed when it is next used.

use indexed_db_futures::database::Database;
use indexed_db_futures::error::Error;

/// Leaves everything as it is.
#[expect(clippy::unnecessary_wraps, reason = "a step like the others")]
pub(super) fn apply(_: &Database) -> Result<(), Error> {
    Ok(())
}
