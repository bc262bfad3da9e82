//! What a lead says of people and homes: what they are called, and who is a lead.

use super::error::PeopleError;
use super::people::{READ, RECORDS, people, put};
use super::person::{HOMES, HomeRow};
use crate::storage::job::{Access, Durability, Job, Read, Table};
use crate::storage::{Store, listed, row};

impl Store {
    /// Gives a home another name. What is the home's stays as it is: nothing of it is sealed under a name.
    pub async fn rename_home(&self, id: &str, name: &str) -> Result<(), PeopleError> {
        self.lead()?;
        let key = [HOMES, id].concat();
        let mut renamed = false;
        self.run_raw(&mut Job {
            access: Access::Write(Durability::Strict),
            tables: RECORDS,
            reads: &[Read::One(Table::Records, &key)],
            decide: &mut |found| {
                let home = listed(found.all(0), row::read_record).rows.pop();
                let home = home.and_then(|row| HomeRow::read(&row.bytes));
                renamed = home.is_some();
                let named = home.map(|home| HomeRow {
                    name: name.to_owned(),
                    ..home
                });
                named.iter().map(|home| put(&home.record())).collect()
            },
        })
        .await?;
        renamed.then_some(()).ok_or(PeopleError::Gone)
    }

    /// Gives a person another name.
    pub async fn rename_person(&self, id: &str, name: &str) -> Result<(), PeopleError> {
        self.lead()?;
        self.change_person(id, &mut |known| name.clone_into(&mut known.name))
            .await?;
        Ok(())
    }

    /// Makes a person a lead, or one of several leads no lead any more. Who is the last is found and refused inside the
    /// transaction, so that two tabs cannot take each other's away.
    pub async fn set_lead(&self, id: &str, lead: bool) -> Result<(), PeopleError> {
        self.lead()?;
        let mut refused = None;
        let mut changed = None;
        self.run_raw(&mut Job {
            access: Access::Write(Durability::Strict),
            tables: RECORDS,
            reads: &[READ],
            decide: &mut |found| {
                let people = people(found.all(0));
                let others = people.iter().any(|known| known.lead && known.id != id);
                let person = people.into_iter().find(|known| known.id == id);
                refused = match &person {
                    None => Some(PeopleError::Gone),
                    Some(_) if !lead && !others => Some(PeopleError::LastLead),
                    Some(_) => None,
                };
                changed = person.filter(|_| refused.is_none());
                let Some(person) = &mut changed else {
                    return Vec::new();
                };
                person.lead = lead;
                vec![put(&person.record())]
            },
        })
        .await?;
        if let Some(refused) = refused {
            return Err(refused);
        }
        if let Some(person) = changed {
            self.is_now(person);
        }
        Ok(())
    }
}
