//! What a receiver starts with, so that the reads have something to say. Made-up data from a file, never from code.
//!
//! ```json
//! { "subjects": [ { "kind": "location", "answers": { "cqc_location_id": "1-100000001", "location_name": "…" } } ],
//!   "returns": [ { "id": "…", "return": "capacity-workforce", "subject": "1-100000001", "period": "2026-09-01",
//!                  "revision": 1, "replaces": "…", "receivedAt": "2026-10-09T10:12:00Z", "body": { … } } ] }
//! ```
//!
//! `subjects`, where it is there, takes the place of the subjects held before. `returns` are added in order, as if they
//! had been received then; one that is there with the same bytes is left. They are not judged: an older framework may
//! have accepted them. `revision` may be left out (1), and so may `replaces` and
//! `period` (its first day). `body` is a `return_v1`, kept byte for
//! byte as the seed spells it.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::store::{self, Incoming, Seeded, StoreError};
use crate::validate::Accepted;

/// Why a seed was not put in. Nothing of it was.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// Not JSON of the seed's shape.
    #[error("the seed is not of the shape it should be, at line {line}, column {column}")]
    Shape {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// A return of the seed contradicts what is held.
    #[error("return {place} of the seed cannot be put in: {reason}")]
    Contradicts {
        /// Its place among the seed's returns, from 0.
        place: usize,
        /// Why.
        reason: &'static str,
    },
    /// The database did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The seed's document.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    subjects: Option<Vec<Profile>>,
    #[serde(default)]
    returns: Vec<Earlier>,
}

/// A subject with what is known of it: item id to plain text.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Profile {
    kind: String,
    answers: BTreeMap<String, String>,
}

/// A return received earlier.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Earlier {
    id: String,
    r#return: String,
    subject: String,
    period: Option<String>,
    #[serde(default = "first_revision")]
    revision: u32,
    replaces: Option<String>,
    received_at: String,
    body: Box<RawValue>,
}

/// A return that names no revision is the first.
fn first_revision() -> u32 {
    1
}

/// A seed that has been read.
pub(crate) struct Seed {
    profiles: Option<Vec<String>>,
    returns: Vec<Incoming>,
}

impl Seed {
    /// Reads the document.
    pub(crate) fn parse(text: &str) -> Result<Seed, SeedError> {
        // serde's own words may quote the document, so only the place is kept.
        let shape = |error: serde_json::Error| SeedError::Shape {
            line: error.line(),
            column: error.column(),
        };
        let document: Document = serde_json::from_str(text).map_err(shape)?;
        let profiles = document
            .subjects
            .map(|subjects| {
                subjects
                    .iter()
                    .map(serde_json::to_string)
                    .collect::<Result<_, _>>()
            })
            .transpose()
            .map_err(shape)?;
        Ok(Seed {
            profiles,
            returns: document
                .returns
                .into_iter()
                .map(Earlier::into_incoming)
                .collect(),
        })
    }

    /// Puts it into the database.
    pub(crate) fn put(&self, db: &mut Connection) -> Result<Seeded, StoreError> {
        store::seed(db, self.profiles.as_deref(), &self.returns)
    }
}

impl Seeded {
    /// The same as a result.
    pub(crate) fn told(self) -> Result<(), SeedError> {
        match self {
            Seeded::Done => Ok(()),
            Seeded::Contradicts { place, reason } => Err(SeedError::Contradicts { place, reason }),
        }
    }
}

impl Earlier {
    fn into_incoming(self) -> Incoming {
        Incoming {
            about: Accepted {
                id: self.id,
                return_id: self.r#return,
                subject_id: self.subject,
                period_start: self.period,
                revision: self.revision,
                replaces: self.replaces,
            },
            body: Box::<str>::from(self.body).into_string().into_bytes(),
            received_at: self.received_at,
        }
    }
}
