//! The keyring's records, version 1: who uses the device (`people/ID`) and the homes (`homes/ID`). They are read while
//! the device is locked, so nothing of them is sealed but the keys.

use crate::storage::contract::RecordRow;
use crate::storage::row_v1::{Fields, Row, VERSION};
use crate::storage::sealing::Owner;

/// What the keys of people begin with.
pub(in crate::storage) const PEOPLE: &str = "people/";
/// What the keys of homes begin with.
pub(super) const HOMES: &str = "homes/";

/// What keeps a person's returns from the next user of the device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Guard {
    /// Nothing: whoever has the device can open them.
    #[default]
    Nothing,
    /// A PIN: keeps out the next user, and nobody who takes the device's disk.
    Pin,
    /// A passphrase: keeps out who has the disk and time as well.
    Passphrase,
}

/// A person who uses this device, as stored.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PersonRow {
    /// The person's random id on this device: the bytes of his space.
    pub id: String,
    /// The name that is shown; empty for one who has not given any.
    pub name: String,
    /// What keeps others out.
    pub guard: Guard,
    /// Whether this person may add and remove people.
    pub lead: bool,
    /// The homes that the person has access to, each with its key under the person's.
    pub homes: Vec<(String, Vec<u8>)>,
    /// How often the secret is stretched, and with what salt.
    pub(super) iterations: u32,
    pub(super) salt: Vec<u8>,
    /// The space's key and that of its names: under the secret, or as it is where there is none.
    pub(super) key: Vec<u8>,
    /// Wrong tries since the last right one.
    pub(super) tries: u32,
    /// Until when no secret is tried: Unix time in milliseconds.
    pub wait_until: i64,
}

impl PersonRow {
    /// `id, name, guard, lead, iterations, salt, key, tries, wait until, number of homes, then id and key of each`
    pub(super) fn write(&self) -> Vec<u8> {
        let guard = match self.guard {
            Guard::Nothing => 0,
            Guard::Pin => 1,
            Guard::Passphrase => 2,
        };
        let mut row = Row::new(self.key.len())
            .bytes(self.id.as_bytes())
            .bytes(self.name.as_bytes())
            .number(guard)
            .number(u64::from(self.lead))
            .number(u64::from(self.iterations))
            .bytes(&self.salt)
            .bytes(&self.key)
            .number(u64::from(self.tries))
            .number(self.wait_until.cast_unsigned())
            .number(self.homes.len() as u64);
        for (home, key) in &self.homes {
            row = row.bytes(home.as_bytes()).bytes(key);
        }
        row.0
    }

    /// Reads what [`Self::write`] wrote; `None` if it is not of this version.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let mut fields = fields(bytes)?;
        let mut person = Self {
            id: fields.text(),
            name: fields.text(),
            guard: match fields.number() {
                0 => Guard::Nothing,
                1 => Guard::Pin,
                2 => Guard::Passphrase,
                _ => return None,
            },
            lead: fields.number() != 0,
            iterations: fields.small(),
            salt: fields.bytes(),
            key: fields.bytes(),
            tries: fields.small(),
            wait_until: fields.time(),
            homes: Vec::new(),
        };
        for _ in 0..fields.small() {
            let home = (fields.text(), fields.bytes());
            if home.0.is_empty() {
                return None;
            }
            person.homes.push(home);
        }
        fields.end(person)
    }

    pub(super) fn record(&self) -> RecordRow {
        RecordRow {
            key: [PEOPLE, &self.id].concat(),
            owner: Owner::Me,
            bytes: self.write(),
        }
    }

    /// Takes over the secret of another state of this row, and the key under it.
    pub(super) fn guarded_as(&mut self, other: &Self) {
        self.guard = other.guard;
        self.iterations = other.iterations;
        self.salt.clone_from(&other.salt);
        self.key.clone_from(&other.key);
    }

    /// Whether the person has access to a home.
    pub fn has(&self, home: &str) -> bool {
        self.homes.iter().any(|(known, _)| known == home)
    }
}

/// A home, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HomeRow {
    /// The home's random id on this device: the bytes of its space.
    pub id: String,
    /// The name that is shown.
    pub name: String,
}

impl HomeRow {
    /// `id, name`
    pub(super) fn record(&self) -> RecordRow {
        let row = Row::new(0)
            .bytes(self.id.as_bytes())
            .bytes(self.name.as_bytes());
        RecordRow {
            key: [HOMES, &self.id].concat(),
            owner: Owner::Me,
            bytes: row.0,
        }
    }

    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let mut fields = fields(bytes)?;
        let home = Self {
            id: fields.text(),
            name: fields.text(),
        };
        fields.end(home)
    }
}

fn fields(bytes: &[u8]) -> Option<Fields<'_>> {
    let (version, fields) = bytes.split_first()?;
    (*version == VERSION).then(|| Fields::of(fields))
}
