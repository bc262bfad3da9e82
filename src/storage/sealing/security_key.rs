//! A security key as a second way to a person's key, beside the PIN or the passphrase: what an authenticator gives for a
//! salt (the `prf` extension of `WebAuthn`) seals the key of the person's space once more.
//!
//! The records are `device/keys/ID`, version 1: `kind, credential, salt, key`. They are read while the device is locked.
//! Removing one takes the way away; the PIN stays.

use super::cipher::{Key, RawKey};
use super::error::{PeopleError, UnlockError};
use super::people::{self, RECORDS};
use super::person::{Guard, PersonRow};
use super::secret::{Secret, space_of};
use super::{Owner, envelope, random};
use crate::storage::contract::RecordRow;
use crate::storage::job::{Access, Durability, Job, Read, Table, Write};
use crate::storage::row_v1::{Fields, Row, VERSION};
use crate::storage::{Store, StoreError, listed, row};

/// What the keys of these records begin with.
const KEYS: &str = "device/keys/";
/// What is sealed, for the envelope.
const WHAT: &str = "person key of a security key";

/// Where a security key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// It goes with the person: it opens nothing where it is not.
    Roaming,
    /// It is in the device: whoever unlocks the device can use it.
    Platform,
}

/// What must be asked of a security key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityKey {
    /// Where it is.
    pub kind: KeyKind,
    /// The name that the authenticator gave to what it made for this page.
    pub credential: Vec<u8>,
    /// What it makes the secret of.
    pub salt: Vec<u8>,
}

/// A security key, as stored.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct KeyRow {
    /// What must be asked of it.
    pub(super) asked: SecurityKey,
    /// The space's key and that of its names, under what the authenticator gives.
    pub(super) key: Vec<u8>,
}

impl KeyRow {
    /// `kind, credential, salt, key`
    pub(super) fn write(&self) -> Vec<u8> {
        let kind = match self.asked.kind {
            KeyKind::Roaming => 0,
            KeyKind::Platform => 1,
        };
        Row::new(self.key.len())
            .number(kind)
            .bytes(&self.asked.credential)
            .bytes(&self.asked.salt)
            .bytes(&self.key)
            .0
    }

    /// Reads what [`Self::write`] wrote; `None` if it is not of this version.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let (version, fields) = bytes.split_first()?;
        if *version != VERSION {
            return None;
        }
        let mut fields = Fields::of(fields);
        let kind = match fields.number() {
            0 => KeyKind::Roaming,
            1 => KeyKind::Platform,
            _ => return None,
        };
        let asked = SecurityKey {
            kind,
            credential: fields.bytes(),
            salt: fields.bytes(),
        };
        let key = fields.bytes();
        fields.end(Self { asked, key })
    }
}

/// That the open person has just given the secret: the key of the space, which is not kept in memory otherwise.
pub struct Proof(Vec<u8>);

/// Where a person's security key stands.
pub(super) fn place(id: &str) -> String {
    [KEYS, id].concat()
}

impl Store {
    /// What must be asked of a person's security key, if there is one.
    pub async fn security_key(&self, id: &str) -> Result<Option<SecurityKey>, StoreError> {
        Ok(self.key_row(id).await?.map(|row| row.asked))
    }

    async fn key_row(&self, id: &str) -> Result<Option<KeyRow>, StoreError> {
        let key = place(id);
        let reads = [Read::One(Table::Records, &key)];
        let found = self.read_raw(RECORDS, &reads).await?;
        let record = found.one(0).map(row::read_record).transpose()?;
        Ok(record.and_then(|record| KeyRow::read(&record.bytes)))
    }

    /// Looks whether the open person may have a security key of a kind, and whether the PIN or passphrase is his, which is
    /// a try like any other. A key of the device itself is refused where several people use the device.
    pub async fn prove(
        &self,
        kind: KeyKind,
        secret: &Secret,
        now: i64,
    ) -> Result<Proof, PeopleError> {
        let me = self.person().ok_or(PeopleError::Locked)?;
        if kind == KeyKind::Platform && self.people().await?.len() > 1 {
            return Err(PeopleError::Shared);
        }
        let (person, raw) = self.tried(&me.id, secret, now).await?;
        match person.guard {
            Guard::Nothing => Err(PeopleError::Gone),
            Guard::Pin | Guard::Passphrase => Ok(Proof(raw)),
        }
    }

    /// Lets a security key open what is the open person's, beside the PIN or passphrase, in the place of the one before.
    pub async fn add_security_key(
        &self,
        asked: &SecurityKey,
        given: &RawKey,
        proof: Proof,
    ) -> Result<(), PeopleError> {
        let me = self.person().ok_or(PeopleError::Locked)?;
        let forbidden = StoreError::Forbidden;
        let key = Key::import(given).await.ok_or(forbidden.clone())?;
        let space = space_of(&me.id).ok_or(PeopleError::Gone)?;
        let nonce = random().ok_or(forbidden.clone())?;
        let sealed = envelope::seal(&key, space, nonce, WHAT, &me.id, &proof.0).await;
        let row = KeyRow {
            asked: asked.clone(),
            key: sealed.ok_or(forbidden)?,
        };
        let record = RecordRow {
            key: place(&me.id),
            owner: Owner::Me,
            bytes: row.write(),
        };
        let mut shared = false;
        self.run_raw(&mut Job {
            access: Access::Write(Durability::Strict),
            tables: RECORDS,
            reads: &[people::READ],
            decide: &mut |found| {
                // Another tab may have added somebody since.
                shared = asked.kind == KeyKind::Platform && found.all(0).len() > 1;
                if shared {
                    return Vec::new();
                }
                vec![people::put(&record)]
            },
        })
        .await?;
        if shared {
            Err(PeopleError::Shared)
        } else {
            Ok(())
        }
    }

    /// Opens what is a person's and his homes' with what his security key gave. It is no guess, so no try is counted.
    pub async fn unlock_by_key(&self, id: &str, given: &RawKey) -> Result<(), UnlockError> {
        let people = self.people().await?;
        let person = people.into_iter().find(|person| person.id == id);
        let person: PersonRow = person.ok_or(UnlockError::Gone)?;
        let row = self.key_row(id).await?.ok_or(UnlockError::Gone)?;
        let key = Key::import(given).await.ok_or(StoreError::Forbidden)?;
        let raw = envelope::open(&key, WHAT, id, &row.key).await;
        let raw = raw.ok_or(UnlockError::Wrong { wait_until: None })?;
        self.open_as(person, &raw).await?;
        Ok(())
    }

    /// Takes a person's security key away. The PIN or passphrase stays as it is.
    pub async fn remove_security_key(&self, id: &str) -> Result<(), StoreError> {
        let key = place(id);
        self.run_raw(&mut Job {
            access: Access::Write(Durability::Strict),
            tables: RECORDS,
            reads: &[],
            decide: &mut |_| vec![Write::Remove(Table::Records, key.clone())],
        })
        .await?;
        Ok(())
    }

    /// Adds somebody to a device that others use. From then on no key of the device itself opens anything: whoever unlocks
    /// the device could use it.
    pub(super) async fn put_another(&self, person: &PersonRow) -> Result<(), StoreError> {
        let record = person.record();
        self.run_raw(&mut Job {
            access: Access::Write(Durability::Strict),
            tables: RECORDS,
            reads: &[Read::Prefix(Table::Records, KEYS)],
            decide: &mut |found| {
                let mut writes = vec![people::put(&record)];
                for key in listed(found.all(0), row::read_record).rows {
                    let row = KeyRow::read(&key.bytes);
                    if row.is_none_or(|row| row.asked.kind == KeyKind::Platform) {
                        writes.push(Write::Remove(Table::Records, key.key));
                    }
                }
                writes
            },
        })
        .await?;
        Ok(())
    }
}
