//! Everything that a person typed rests sealed: keys, envelopes, and the store that seals what use cases write.
//!
//! A use case decides on clear rows, as it always did. Around it, a job reads the rows as they stand, opens them, lets
//! the use case decide, and seals what it wants written; then one transaction looks whether the rows still stand as they
//! were read, and writes. Where they do not, another tab was first, and the use case decides again on what that left. So
//! nothing of the cipher is awaited while a transaction is open, and no rule of the store stands twice.

mod access;
pub mod cipher;
mod digest;
pub mod envelope;
mod error;
mod leaving;
mod naming;
mod older;
mod people;
mod person;
mod rows;
mod secret;
mod security_key;
pub mod vectors;

pub(super) use digest::{Naming, digest, halves};
pub use error::{PeopleError, UnlockError};
pub use leaving::Unsent;
pub(super) use person::PEOPLE;
pub use person::{Guard, HomeRow, PersonRow};
pub(super) use rows::{owned, owner};
pub use secret::{ITERATIONS, Secret, SecretProblem, from_hex, space_of, to_hex};
pub use security_key::{KeyKind, Proof, SecurityKey};

use super::job::{Access, Found, Job, Read, Table, Write};
use super::{Store, StoreError, Waiting, sabotage};
use cipher::{Key, RawKey, Working};
use envelope::Space;
use rows::{Parts, is_clear, is_keyring};

/// Whose a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Owner {
    /// The open person's own.
    #[default]
    Me,
    /// A home's, of this space.
    Home(Space),
}

/// A space that is open.
#[derive(Clone)]
struct Opened {
    space: Space,
    key: Key,
    naming: Naming,
}

/// Which spaces are open.
#[derive(Default)]
pub(super) struct Keys {
    /// The open person's space.
    me: Option<Opened>,
    homes: Vec<Opened>,
    /// The open person, as he is stored.
    person: Option<PersonRow>,
    /// Whether it was found that nobody uses this device yet.
    nobody: bool,
    /// Whether clear rows of an older version are still being sealed.
    sealing: bool,
    /// How often a secret that is chosen now is stretched.
    iterations: Option<u32>,
}

impl Keys {
    /// Of a store that nobody uses yet.
    pub(super) fn of_nobody() -> Self {
        Self {
            nobody: true,
            ..Self::default()
        }
    }

    fn opened(&self, owner: Owner) -> Option<&Opened> {
        match owner {
            Owner::Me => self.me.as_ref(),
            Owner::Home(space) => self.homes.iter().find(|home| home.space == space),
        }
    }

    fn owner(&self, space: Space) -> Option<Owner> {
        if self.me.as_ref().is_some_and(|me| me.space == space) {
            return Some(Owner::Me);
        }
        let home = self.homes.iter().find(|home| home.space == space)?;
        Some(Owner::Home(home.space))
    }

    /// Whether rows that are not sealed are read: only while what an older version wrote is being sealed, and never for
    /// a person with a secret, to whom nobody else shall hand anything.
    fn takes_clear(&self) -> bool {
        let unguarded = |person: &PersonRow| person.guard == Guard::Nothing;
        self.nobody || (self.sealing && self.person.as_ref().is_some_and(unguarded))
    }
}

/// A row on its way to be clear.
enum Opening {
    /// It is as it is stored.
    AsItIs,
    /// It cannot be read, whatever key there is.
    Unreadable,
    /// Its space is not open.
    Locked,
    /// It is being opened: its owner, and its contents on their way.
    Begun(Owner, Vec<Working>),
}

impl Store {
    /// Carries a job out on rows that rest sealed.
    pub(super) fn carry_sealed<'a>(&'a self, job: &'a mut Job<'_>) -> Waiting<'a, Found> {
        Box::pin(async move {
            if job.access != Access::Read {
                self.begin().await?;
            }
            let mut raw = self.read_raw(job.tables, job.reads).await?;
            loop {
                let clear = self.opened(job.reads, &raw).await?;
                let writes = (job.decide)(&clear);
                if writes.is_empty() {
                    return Ok(clear);
                }
                let mut sealed = Vec::with_capacity(writes.len());
                for write in writes {
                    sealed.push(self.sealed(write).await?);
                }
                let mut same = false;
                let found = self
                    .run_raw(&mut Job {
                        access: job.access,
                        tables: job.tables,
                        reads: job.reads,
                        decide: &mut |found| {
                            same = found.0 == raw.0 || sabotage::off("as-read");
                            if same { sealed.clone() } else { Vec::new() }
                        },
                    })
                    .await?;
                if same {
                    return Ok(clear);
                }
                raw = found;
            }
        })
    }

    /// One transaction's reads, as the rows rest.
    pub(super) fn read_raw<'a>(
        &'a self,
        tables: &'a [Table],
        reads: &'a [Read<'a>],
    ) -> Waiting<'a, Found> {
        Box::pin(async move {
            self.run_raw(&mut Job {
                access: Access::Read,
                tables,
                reads,
                decide: &mut |_| Vec::new(),
            })
            .await
        })
    }

    /// What was found, opened. Rows of spaces that are not open are left out; one that was asked for alone is an error.
    async fn opened(&self, reads: &[Read<'_>], raw: &Found) -> Result<Found, StoreError> {
        if self.is_new() && raw.0.iter().any(|rows| !rows.is_empty()) {
            // Another tab may have made the first person since.
            self.wake().await?;
        }
        let mut begun = Vec::new();
        for (read, rows) in reads.iter().zip(&raw.0) {
            for row in rows {
                begun.push(self.begin_opening(read, row));
            }
        }
        let mut begun = begun.into_iter();
        let mut clear = Found::default();
        for (read, rows) in reads.iter().zip(&raw.0) {
            let mut opened = Vec::with_capacity(rows.len());
            for (row, opening) in rows.iter().zip(&mut begun) {
                match opening {
                    Opening::AsItIs => opened.push(row.clone()),
                    // What no reader takes.
                    Opening::Unreadable => opened.push(Vec::new()),
                    Opening::Locked => {
                        if matches!(read, Read::One(..)) {
                            return Err(StoreError::Locked);
                        }
                    }
                    Opening::Begun(owner, working) => {
                        opened.push(turned(read.table(), row, owner, working).await);
                    }
                }
            }
            clear.0.push(opened);
        }
        Ok(clear)
    }

    fn begin_opening(&self, read: &Read<'_>, row: &[u8]) -> Opening {
        let table = read.table();
        let Some(parts) = Parts::of(table, row) else {
            // The reader of the row says what is wrong with it.
            return Opening::AsItIs;
        };
        if matches!(read, Read::One(_, key) if *key != parts.id) {
            return Opening::Unreadable;
        }
        let keys = self.keys();
        let Some(keys) = keys.as_ref() else {
            return Opening::AsItIs;
        };
        // The keyring is none of a use case's records.
        if table == Table::Records && is_keyring(parts.id) {
            return Opening::Locked;
        }
        if !parts.is_sealed() {
            if is_clear(table, parts.id) || keys.takes_clear() {
                return Opening::AsItIs;
            }
            return Opening::Unreadable;
        }
        let Some(space) = parts.space() else {
            return Opening::Unreadable;
        };
        let Some(owner) = keys.owner(space) else {
            return Opening::Locked;
        };
        let mut working = Vec::new();
        if let Some(opened) = keys.opened(owner) {
            for (what, content) in parts.contents(table) {
                working.push(envelope::open(&opened.key, what, parts.id, content));
            }
        }
        Opening::Begun(owner, working)
    }

    /// A write as it rests.
    async fn sealed(&self, write: Write) -> Result<Write, StoreError> {
        let Write::Put(table, key, bytes) = write else {
            return Ok(write);
        };
        if is_clear(table, &key) {
            return Ok(Write::Put(table, key, bytes));
        }
        let (owner, row) = owner(&bytes);
        let opened = self.space_of(owner).ok_or(StoreError::Locked)?;
        let parts = Parts::of(table, row).ok_or(StoreError::Corrupt)?;
        let mut working = Vec::new();
        for (what, content) in parts.contents(table) {
            let nonce = random().ok_or(StoreError::Forbidden)?;
            working.push(envelope::seal(
                &opened.key,
                opened.space,
                nonce,
                what,
                &key,
                content,
            ));
        }
        let mut contents = Vec::with_capacity(working.len());
        for sealing in working {
            contents.push(sealing.await.ok_or(StoreError::Forbidden)?);
        }
        Ok(Write::Put(table, key, parts.turned(&contents)))
    }

    fn space_of(&self, owner: Owner) -> Option<Opened> {
        self.keys().as_ref()?.opened(owner).cloned()
    }

    /// The key of an owner's names; zeros where nothing is sealed.
    pub(super) fn naming(&self, owner: Owner) -> Naming {
        let keys = self.keys();
        let opened = keys.as_ref().and_then(|keys| keys.opened(owner));
        opened.map_or_else(Naming::default, |opened| opened.naming)
    }

    /// A name for something whose own name must not be read: the same for the same text and owner on this device.
    pub fn name_for(&self, owner: Owner, text: &str) -> String {
        to_hex(&digest(&self.naming(owner), text.as_bytes()))
    }
}

/// A row that was opened; one that no reader takes where a content did not open.
async fn turned(table: Table, row: &[u8], owner: Owner, working: Vec<Working>) -> Vec<u8> {
    let mut contents = Vec::with_capacity(working.len());
    for content in working {
        let Some(content) = content.await else {
            return Vec::new();
        };
        contents.push(content);
    }
    let parts = Parts::of(table, row);
    parts.map_or_else(Vec::new, |parts| owned(owner, parts.turned(&contents)))
}

/// Random bytes; `None` where there is no randomness.
fn random<const LENGTH: usize>() -> Option<[u8; LENGTH]> {
    let mut bytes = [0; LENGTH];
    cipher::random(&mut bytes).then_some(bytes)
}

/// Takes the key of a space in.
async fn opened_with(space: Space, raw: &[u8]) -> Option<Opened> {
    let (key, naming) = raw.split_first_chunk::<32>()?;
    let naming = Naming::try_from(naming).ok()?;
    let key: RawKey = *key;
    Some(Opened {
        space,
        key: Key::import(&key).await?,
        naming,
    })
}

#[cfg(test)]
mod tests;
