//! Use cases of the keyring: who uses the device, and what is open.

use super::error::{PeopleError, UnlockError};
use super::older::{self, SEALING};
use super::person::{Guard, HOMES, HomeRow, PEOPLE, PersonRow};
use super::secret::{ITERATIONS, Secret, guard, space_of, to_hex, unguarded, wait_after};
use super::{Keys, Opened, envelope, opened_with, random};
use crate::storage::contract::RecordRow;
use crate::storage::job::{Access, Durability, Job, Read, Table, Write};
use crate::storage::{Store, StoreError, Waiting, listed, row, sabotage};
use std::future::Future;
use std::pin::Pin;

pub(super) const RECORDS: &[Table] = &[Table::Records];
/// Who uses the device.
pub(super) const READ: Read<'static> = Read::Prefix(Table::Records, PEOPLE);

/// Something of the keyring that takes time. Boxed, so that all who wait for it hold and drop the same one pointer.
pub(super) type Changing<'a, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + 'a>>;

impl Store {
    /// Looks who uses this device, and opens what is the only person's if nothing guards it.
    pub fn wake(&self) -> Waiting<'_, ()> {
        Box::pin(async move {
            if self.is_plain() {
                return Ok(());
            }
            let reads = [READ, Read::One(Table::Records, SEALING)];
            let found = self.read_raw(RECORDS, &reads).await?;
            let people = people(found.all(0));
            self.with_keys(|keys| {
                keys.nobody = found.all(0).is_empty();
                keys.sealing = found.one(1).is_some();
            });
            if let [only] = people.as_slice()
                && found.all(0).len() == 1
                && only.guard == Guard::Nothing
            {
                self.open_as(only.clone(), &only.key).await?;
            }
            Ok(())
        })
    }

    /// Looks whether another tab has changed what the open person has access to. One who was removed there is locked
    /// here.
    pub fn look_again(&self) -> Waiting<'_, ()> {
        Box::pin(async move {
            let (Some(known), Some(mine)) = (self.person(), self.mine()) else {
                return if self.is_new() {
                    self.wake().await
                } else {
                    Ok(())
                };
            };
            let people = self.people().await?;
            let Some(person) = people.into_iter().find(|person| person.id == known.id) else {
                self.lock();
                return Ok(());
            };
            let homes = opened_homes(&mine, &person).await;
            self.with_keys(|keys| {
                // Locked or opened anew meanwhile, it is as it was then read.
                if keys.person.as_ref().is_some_and(|now| now.id == person.id) {
                    keys.homes = homes;
                    keys.person = Some(person);
                }
            });
            Ok(())
        })
    }

    /// Makes a first person without a name or a secret, if nobody uses this device yet: from then on all is sealed.
    pub fn begin(&self) -> Waiting<'_, ()> {
        Box::pin(async move {
            let nobody = self.keys().as_ref().is_some_and(|keys| keys.nobody);
            if !nobody {
                return Ok(());
            }
            let (mut person, raw) = new_person().ok_or(StoreError::Forbidden)?;
            person.lead = true;
            person.key.clone_from(&raw);
            self.begin_with(person, &raw).await
        })
    }

    /// Makes this the first person, if nobody uses this device yet.
    pub(super) fn begin_with<'a>(&'a self, person: PersonRow, raw: &'a [u8]) -> Waiting<'a, ()> {
        Box::pin(async move {
            let mut sealing = false;
            let mut first = false;
            self.run_raw(&mut Job {
                access: Access::Write(Durability::Strict),
                tables: &older::TABLES,
                reads: &older::READS,
                decide: &mut |found| {
                    let records = listed(found.all(0), row::read_record).rows;
                    first = !records.iter().any(|row| row.key.starts_with(PEOPLE));
                    sealing = !older::rows(found).is_empty();
                    let mut writes = Vec::new();
                    if first {
                        writes.push(put(&person.record()));
                    }
                    if first && sealing {
                        writes.push(put(&older::mark()));
                    }
                    writes
                },
            })
            .await?;
            if !first {
                // Another tab was first.
                return self.wake().await;
            }
            self.with_keys(|keys| {
                keys.nobody = false;
                keys.sealing = sealing;
            });
            self.open_as(person, raw).await
        })
    }

    /// The open person, if one is.
    pub fn person(&self) -> Option<PersonRow> {
        self.keys().as_ref()?.person.clone()
    }

    /// Whether it was found that nobody uses this device yet, or nothing is sealed here.
    pub fn is_new(&self) -> bool {
        self.keys().as_ref().is_none_or(|keys| keys.nobody)
    }

    /// The people of this device.
    pub async fn people(&self) -> Result<Vec<PersonRow>, StoreError> {
        let rows = self.read_raw(RECORDS, &[READ]).await?;
        Ok(people(rows.all(0)))
    }

    /// The homes of this device.
    pub async fn homes(&self) -> Result<Vec<HomeRow>, StoreError> {
        let rows = self
            .read_raw(RECORDS, &[Read::Prefix(Table::Records, HOMES)])
            .await?;
        let mut homes = Vec::new();
        for record in listed(rows.all(0), row::read_record).rows {
            homes.extend(HomeRow::read(&record.bytes));
        }
        Ok(homes)
    }

    /// Opens what is a person's and his homes'. A try is counted before it is judged.
    pub fn unlock<'a>(
        &'a self,
        id: &'a str,
        secret: &'a Secret,
        now: i64,
    ) -> Changing<'a, (), UnlockError> {
        Box::pin(async move {
            let (mut person, raw) = self.tried(id, secret, now).await?;
            let today = self.iterations();
            if person.guard != Guard::Nothing && person.iterations < today {
                // The count has risen since the secret was chosen.
                guard(&mut person, &raw, secret, today)
                    .await
                    .ok_or(StoreError::Forbidden)?;
                self.change_person(id, &mut |known| {
                    known.guarded_as(&person);
                })
                .await?;
            }
            self.open_as(person, &raw).await?;
            Ok(())
        })
    }

    /// Drops every key. What rests sealed cannot be read any more until one of the people unlocks.
    pub fn lock(&self) {
        if !sabotage::off("keys-dropped") {
            self.with_keys(|keys| {
                keys.me = None;
                keys.homes.clear();
                keys.person = None;
            });
        }
    }

    /// Another tab has erased the store: nobody uses it, and no key of it is worth anything.
    pub fn forget_keys(&self) {
        self.with_keys(|keys| *keys = Keys::of_nobody());
    }

    /// Puts another secret in the place of the open person's. The old one is a try like any other.
    pub fn change_secret<'a>(
        &'a self,
        old: &'a Secret,
        new: &'a Secret,
        now: i64,
    ) -> Changing<'a, (), PeopleError> {
        Box::pin(async move {
            let me = self.person().ok_or(PeopleError::Locked)?;
            self.seal_older().await?;
            let (mut person, raw) = self.tried(&me.id, old, now).await?;
            guard(&mut person, &raw, new, self.iterations())
                .await
                .ok_or(StoreError::Forbidden)?;
            self.change_person(&me.id, &mut |known| {
                known.guarded_as(&person);
            })
            .await?;
            if new.guard == Guard::Nothing {
                self.remove_security_key(&me.id).await?;
            }
            Ok(())
        })
    }

    /// Changes a person's row in one transaction.
    pub(super) fn change_person<'a>(
        &'a self,
        id: &'a str,
        change: &'a mut dyn FnMut(&mut PersonRow),
    ) -> Changing<'a, (), UnlockError> {
        Box::pin(async move {
            let key = [PEOPLE, id].concat();
            let mut changed = None;
            self.run_raw(&mut Job {
                access: Access::Write(Durability::Strict),
                tables: RECORDS,
                reads: &[Read::One(Table::Records, &key)],
                decide: &mut |found| {
                    changed = people(found.all(0)).pop();
                    let Some(person) = &mut changed else {
                        return Vec::new();
                    };
                    change(person);
                    vec![put(&person.record())]
                },
            })
            .await?;
            self.is_now(changed.ok_or(UnlockError::Gone)?);
            Ok(())
        })
    }

    /// A person's row was changed: where that is the open person, it is what is known of him.
    pub(super) fn is_now(&self, person: PersonRow) {
        self.with_keys(|keys| {
            if let Some(me) = &mut keys.person
                && me.id == person.id
            {
                *me = person;
            }
        });
    }

    /// A person and the key of his space, if the secret is right. The try is written down before it is judged, so that a
    /// reload does not take it back.
    pub(super) fn tried<'a>(
        &'a self,
        id: &'a str,
        secret: &'a Secret,
        now: i64,
    ) -> Changing<'a, (PersonRow, Vec<u8>), UnlockError> {
        Box::pin(async move {
            let mut tried: Option<PersonRow> = None;
            let mut until = None;
            self.change_person(id, &mut |person| {
                until = None;
                if person.guard != Guard::Nothing {
                    if person.wait_until > now && !sabotage::off("tries-slowed") {
                        until = Some(person.wait_until);
                    } else {
                        person.tries = person.tries.saturating_add(1);
                        let wait = wait_after(person.tries).as_millis();
                        let wait = i64::try_from(wait).unwrap_or(i64::MAX);
                        person.wait_until = if wait > 0 {
                            now.saturating_add(wait)
                        } else {
                            0
                        };
                    }
                }
                tried = Some(person.clone());
            })
            .await?;
            let mut person = tried.ok_or(UnlockError::Gone)?;
            if let Some(until) = until {
                return Err(UnlockError::Wait { until });
            }
            let Some(raw) = unguarded(&person, secret).await else {
                let wait_until = (person.wait_until > now).then_some(person.wait_until);
                return Err(UnlockError::Wrong { wait_until });
            };
            if person.guard != Guard::Nothing {
                person.tries = 0;
                person.wait_until = 0;
                self.change_person(id, &mut |known| {
                    known.tries = 0;
                    known.wait_until = 0;
                })
                .await?;
            }
            Ok((person, raw))
        })
    }

    /// Opens a person's space and those of his homes.
    pub(super) async fn open_as(&self, person: PersonRow, raw: &[u8]) -> Result<(), StoreError> {
        let space = space_of(&person.id).ok_or(StoreError::Corrupt)?;
        let me = opened_with(space, raw).await.ok_or(StoreError::Corrupt)?;
        let homes = opened_homes(&me, &person).await;
        self.with_keys(|keys| {
            keys.me = Some(me);
            keys.homes = homes;
            keys.person = Some(person);
        });
        Ok(())
    }

    pub(super) fn mine(&self) -> Option<Opened> {
        self.keys().as_ref()?.me.clone()
    }

    /// Stretches secrets that are chosen from now on so often. Tests have no time for today's count.
    pub fn stretch(&self, iterations: u32) {
        self.with_keys(|keys| keys.iterations = Some(iterations));
    }

    pub(super) fn iterations(&self) -> u32 {
        let keys = self.keys();
        let chosen = keys.as_ref().and_then(|keys| keys.iterations);
        chosen.unwrap_or(ITERATIONS)
    }

    /// Writes records as they are.
    pub(super) fn put_rows<'a>(&'a self, records: &'a [RecordRow]) -> Waiting<'a, ()> {
        Box::pin(async move {
            self.run_raw(&mut Job {
                access: Access::Write(Durability::Strict),
                tables: RECORDS,
                reads: &[],
                decide: &mut |_| records.iter().map(put).collect(),
            })
            .await?;
            Ok(())
        })
    }
}

/// The spaces of a person's homes. One whose key does not open stays locked.
async fn opened_homes(me: &Opened, person: &PersonRow) -> Vec<Opened> {
    let mut homes = Vec::new();
    for (home, key) in &person.homes {
        if let Some(raw) = envelope::open(&me.key, "home key", home, key).await
            && let Some(space) = space_of(home)
        {
            homes.extend(opened_with(space, &raw).await);
        }
    }
    homes
}

/// The people whose rows can be read, by name.
pub(super) fn people(rows: &[Vec<u8>]) -> Vec<PersonRow> {
    let mut people: Vec<PersonRow> = Vec::new();
    for record in listed(rows, row::read_record).rows {
        if let Some(person) = PersonRow::read(&record.bytes) {
            let before = |known: &&PersonRow| known.name <= person.name;
            let at = people.iter().take_while(before).count();
            people.insert(at, person);
        }
    }
    people
}

/// A person with a space of his own, and its key.
pub(super) fn new_person() -> Option<(PersonRow, Vec<u8>)> {
    let space: [u8; 16] = random()?;
    let raw: [u8; 48] = random()?;
    let person = PersonRow {
        id: to_hex(&space),
        ..PersonRow::default()
    };
    Some((person, raw.to_vec()))
}

pub(super) fn put(record: &RecordRow) -> Write {
    let bytes = row::write_record(record);
    Write::Put(Table::Records, record.key.clone(), bytes)
}
