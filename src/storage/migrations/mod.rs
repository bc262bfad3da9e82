//! The versions of the browser's database: step `n` of the list leads from version `n` to `n + 1`, each in its own file.

mod step_1;
mod step_2;
mod step_3;

use indexed_db_futures::database::Database;
use indexed_db_futures::error::Error;

/// One step: what it changes in a database that stands at the version before it.
pub type Step = fn(&Database) -> Result<(), Error>;

/// Every step there is, oldest first. The version of the database is their number.
pub const STEPS: &[Step] = &[step_1::apply, step_2::apply, step_3::apply];

/// Takes a database from the version it has (0 if it is new) through every later step.
///
/// # Errors
/// What the browser says; the database then stays at the version it had.
pub(super) fn migrate(database: &Database, from: usize, steps: &[Step]) -> Result<(), Error> {
    steps.iter().skip(from).try_for_each(|step| step(database))
}
