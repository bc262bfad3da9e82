//! What goes with a person who leaves the device: the rows that nobody else can open.

use super::envelope::Space;
use super::error::PeopleError;
use super::person::{HOMES, PEOPLE};
use super::rows::Parts;
use super::secret::space_of;
use super::security_key;
use crate::storage::job::{Access, Durability, Found, Job, Read, Table, Write};
use crate::storage::{Store, StoreError};

const TABLES: [Table; 5] = [
    Table::Drafts,
    Table::Outbox,
    Table::Receipts,
    Table::Pieces,
    Table::Records,
];

/// What was not sent, as counts: it is sealed for who asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unsent {
    /// Unfinished returns.
    pub drafts: u32,
    /// Finished returns on their way.
    pub waiting: u32,
}

/// The space that a row is sealed for.
fn sealed_for(table: Table, row: &[u8]) -> Option<Space> {
    Parts::of(table, row)?.space()
}

impl Store {
    /// What was not sent and only this person can open: of his own space, and of homes that nobody else has access to.
    pub async fn unsent(&self, id: &str) -> Result<Unsent, StoreError> {
        let spaces = self.spaces_of(id).await?;
        self.count(&|space| spaces.contains(&space)).await
    }

    /// What was not sent and cannot be opened now.
    pub async fn locked_unsent(&self) -> Result<Unsent, StoreError> {
        self.count(&|space| {
            let keys = self.keys();
            keys.as_ref()
                .is_some_and(|keys| keys.owner(space).is_none())
        })
        .await
    }

    async fn count(&self, wanted: &dyn Fn(Space) -> bool) -> Result<Unsent, StoreError> {
        let reads = [Read::All(Table::Drafts), Read::All(Table::Outbox)];
        let found = self.read_raw(&TABLES[..2], &reads).await?;
        let count = |table: Table, rows: &[Vec<u8>]| {
            let spaces = rows.iter().filter_map(|row| sealed_for(table, row));
            u32::try_from(spaces.filter(|space| wanted(*space)).count()).unwrap_or(u32::MAX)
        };
        Ok(Unsent {
            drafts: count(Table::Drafts, found.all(0)),
            waiting: count(Table::Outbox, found.all(1)),
        })
    }

    /// Removes a person who is not the open one, as a lead.
    pub async fn remove_person(&self, id: &str) -> Result<(), PeopleError> {
        self.lead()?;
        let people = self.people().await?;
        let leads = people.iter().any(|known| known.lead && known.id != id);
        if people.len() > 1 && !leads {
            return Err(PeopleError::LastLead);
        }
        self.forget_person(id).await
    }

    /// Removes a person and all that only he can open, in one transaction. Who was the last lead leaves the rest of the
    /// people as leads: without one nobody could be added.
    pub async fn forget_person(&self, id: &str) -> Result<(), PeopleError> {
        let people = self.people().await?;
        if !people.iter().any(|known| known.id == id) {
            return Err(PeopleError::Gone);
        }
        let spaces = self.spaces_of(id).await?;
        let reads = TABLES.map(Read::All);
        self.run_raw(&mut Job {
            access: Access::Write(Durability::Strict),
            tables: &TABLES,
            reads: &reads,
            decide: &mut |found| removed(id, &spaces, found),
        })
        .await?;
        if people.iter().all(|known| known.id == id || !known.lead) {
            for other in people.iter().filter(|known| known.id != id) {
                self.change_person(&other.id, &mut |known| known.lead = true)
                    .await?;
            }
        }
        if self.person().is_some_and(|me| me.id == id) {
            self.lock();
        }
        self.wake().await?;
        Ok(())
    }

    /// The spaces that only this person can open.
    async fn spaces_of(&self, id: &str) -> Result<Vec<Space>, StoreError> {
        let people = self.people().await?;
        let mut spaces: Vec<Space> = space_of(id).into_iter().collect();
        if let Some(person) = people.iter().find(|known| known.id == id) {
            for (home, _) in &person.homes {
                if !people.iter().any(|other| other.id != id && other.has(home)) {
                    spaces.extend(space_of(home));
                }
            }
        }
        Ok(spaces)
    }
}

fn removed(id: &str, spaces: &[Space], found: &Found) -> Vec<Write> {
    let mut writes = vec![
        Write::Remove(Table::Records, [PEOPLE, id].concat()),
        Write::Remove(Table::Records, security_key::place(id)),
    ];
    for space in spaces {
        let home = [HOMES, &super::to_hex(space)].concat();
        writes.push(Write::Remove(Table::Records, home));
    }
    for (at, table) in TABLES.into_iter().enumerate() {
        for row in found.all(at) {
            if let Some(parts) = Parts::of(table, row)
                && parts.space().is_some_and(|space| spaces.contains(&space))
            {
                writes.push(Write::Remove(table, parts.id.to_owned()));
            }
        }
    }
    writes
}
