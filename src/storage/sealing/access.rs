//! Use cases of the keyring: who has access to what. People and homes are added, access is given and taken.

use super::error::PeopleError;
use super::people::{Changing, new_person};
use super::person::{HomeRow, PersonRow};
use super::secret::{Secret, guard, space_of, to_hex};
use super::{Opened, envelope, opened_with, random};
use crate::storage::{Store, StoreError};

impl Store {
    /// Adds a person with access to homes of the open person; gives the id. The one without a name takes the first name
    /// himself, with what he has done so far, and is a lead.
    pub fn add_person<'a>(
        &'a self,
        name: &'a str,
        secret: &'a Secret,
        homes: &'a [String],
        lead: bool,
    ) -> Changing<'a, String, PeopleError> {
        Box::pin(async move {
            self.begin().await?;
            let me = self.lead()?;
            let alone = self.people().await?.len() == 1;
            if me.name.is_empty() && alone {
                self.name_me(me, name, secret).await
            } else {
                let (mut person, raw) = new_person().ok_or(StoreError::Forbidden)?;
                name.clone_into(&mut person.name);
                person.lead = lead;
                guard(&mut person, &raw, secret, self.iterations())
                    .await
                    .ok_or(StoreError::Forbidden)?;
                let space = space_of(&person.id).ok_or(PeopleError::Gone)?;
                let opened = opened_with(space, &raw)
                    .await
                    .ok_or(StoreError::Forbidden)?;
                for home in homes {
                    let key = self.home_key_for(&me, home, &opened).await?;
                    person.homes.push((home.clone(), key));
                }
                self.put_another(&person).await?;
                Ok(person.id)
            }
        })
    }

    async fn name_me(
        &self,
        me: PersonRow,
        name: &str,
        secret: &Secret,
    ) -> Result<String, PeopleError> {
        self.seal_older().await?;
        let mut named = me;
        let raw = named.key.clone();
        guard(&mut named, &raw, secret, self.iterations())
            .await
            .ok_or(StoreError::Forbidden)?;
        let id = named.id.clone();
        self.change_person(&id, &mut |known| {
            name.clone_into(&mut known.name);
            known.lead = true;
            known.guarded_as(&named);
        })
        .await?;
        Ok(id)
    }

    /// Adds a home that the open person has access to; gives its id.
    pub fn add_home<'a>(&'a self, name: &'a str) -> Changing<'a, String, PeopleError> {
        Box::pin(async move {
            self.begin().await?;
            let me = self.lead()?;
            let space: [u8; 16] = random().ok_or(StoreError::Forbidden)?;
            let raw: [u8; 48] = random().ok_or(StoreError::Forbidden)?;
            let home = HomeRow {
                id: to_hex(&space),
                name: name.to_owned(),
            };
            let mine = self.mine().ok_or(PeopleError::Locked)?;
            let key = wrapped(&mine, &home.id, &raw).await?;
            self.put_rows(&[home.record()]).await?;
            self.change_person(&me.id, &mut |known| {
                known.homes.push((home.id.clone(), key.clone()));
            })
            .await?;
            let opened = opened_with(space, &raw)
                .await
                .ok_or(StoreError::Forbidden)?;
            self.with_keys(|keys| keys.homes.push(opened));
            Ok(home.id)
        })
    }

    /// Gives a person access to a home that the open person has access to. The person types the secret.
    pub fn give_access<'a>(
        &'a self,
        person: &'a str,
        secret: &'a Secret,
        home: &'a str,
        now: i64,
    ) -> Changing<'a, (), PeopleError> {
        Box::pin(async move {
            let me = self.lead()?;
            let (row, raw) = self.tried(person, secret, now).await?;
            let space = space_of(&row.id).ok_or(PeopleError::Gone)?;
            let theirs = opened_with(space, &raw).await.ok_or(PeopleError::Gone)?;
            let key = self.home_key_for(&me, home, &theirs).await?;
            self.change_person(person, &mut |known| {
                known.homes.retain(|(known, _)| known != home);
                known.homes.push((home.to_owned(), key.clone()));
            })
            .await?;
            Ok(())
        })
    }

    /// Takes a person's access to a home.
    pub fn take_access<'a>(
        &'a self,
        person: &'a str,
        home: &'a str,
    ) -> Changing<'a, (), PeopleError> {
        Box::pin(async move {
            self.lead()?;
            let people = self.people().await?;
            let others = people
                .iter()
                .any(|known| known.id != person && known.has(home));
            if !others {
                return Err(PeopleError::LastMember);
            }
            self.change_person(person, &mut |known| {
                known.homes.retain(|(known, _)| known != home);
            })
            .await?;
            if self.person().is_some_and(|me| me.id == person)
                && let Some(space) = space_of(home)
            {
                self.with_keys(|keys| keys.homes.retain(|known| known.space != space));
            }
            Ok(())
        })
    }

    /// The open person, if he may say who uses this device.
    pub(super) fn lead(&self) -> Result<PersonRow, PeopleError> {
        let me = self.person().ok_or(PeopleError::Locked)?;
        if me.lead {
            Ok(me)
        } else {
            Err(PeopleError::NotLead)
        }
    }

    /// The key of a home of the open person, under another's.
    async fn home_key_for(
        &self,
        me: &PersonRow,
        home: &str,
        theirs: &Opened,
    ) -> Result<Vec<u8>, PeopleError> {
        let mine = self.mine().ok_or(PeopleError::Locked)?;
        let known = me.homes.iter().find(|(known, _)| known == home);
        let (_, key) = known.ok_or(PeopleError::Gone)?;
        let raw = envelope::open(&mine.key, "home key", home, key).await;
        Ok(wrapped(theirs, home, &raw.ok_or(PeopleError::Gone)?).await?)
    }
}

/// A home's key under a person's.
async fn wrapped(person: &Opened, home: &str, raw: &[u8]) -> Result<Vec<u8>, StoreError> {
    let nonce = random().ok_or(StoreError::Forbidden)?;
    envelope::seal(&person.key, person.space, nonce, "home key", home, raw)
        .await
        .ok_or(StoreError::Forbidden)
}
