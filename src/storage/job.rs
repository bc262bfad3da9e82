//! What a use case asks of a store: reads, then the writes decided from them, as data.

/// A table of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Unfinished returns, by draft id.
    Drafts,
    /// Pieces of large drafts, by draft id and content.
    Pieces,
    /// Finished returns on their way, by return id.
    Outbox,
    /// Returns that the backend has, by return id.
    Receipts,
    /// Profiles, settings and kept reads, by key.
    Records,
}

impl Table {
    /// Every table.
    pub const ALL: [Self; 5] = [
        Self::Drafts,
        Self::Pieces,
        Self::Outbox,
        Self::Receipts,
        Self::Records,
    ];

    /// Its name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Drafts => "drafts",
            Self::Pieces => "pieces",
            Self::Outbox => "outbox",
            Self::Receipts => "receipts",
            Self::Records => "records",
        }
    }
}

/// How soon a write must be safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Handed to the operating system: survives the browser, not a power cut a moment later.
    Relaxed,
    /// On the disk before the transaction is complete.
    Strict,
}

/// What a job may do to its tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Reads only.
    Read,
    /// Reads, then writes.
    Write(Durability),
}

/// One read of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read<'a> {
    /// The row with this key, if there is one.
    One(Table, &'a str),
    /// Every row of a table, ordered by key.
    All(Table),
    /// The rows whose key begins so, ordered by key.
    Prefix(Table, &'a str),
}

impl Read<'_> {
    /// The table it reads.
    pub fn table(&self) -> Table {
        match *self {
            Self::One(table, _) | Self::All(table) | Self::Prefix(table, _) => table,
        }
    }
}

/// One write of a job.
#[derive(Clone, PartialEq, Eq)]
pub enum Write {
    /// Puts a row at a key, in place of what is there.
    Put(Table, String, Vec<u8>),
    /// Removes the row with this key, if there is one.
    Remove(Table, String),
}

/// What the reads of a job found, in their order.
#[derive(Default)]
pub struct Found(pub(super) Vec<Vec<Vec<u8>>>);

impl Found {
    /// The rows of the read at this place.
    pub fn all(&self, read: usize) -> &[Vec<u8>] {
        self.0.get(read).map_or(&[], Vec::as_slice)
    }

    /// The first row of the read at this place.
    pub fn one(&self, read: usize) -> Option<&[u8]> {
        self.all(read).first().map(Vec::as_slice)
    }
}

/// One transaction.
pub struct Job<'a> {
    /// Whether it writes.
    pub access: Access,
    /// Every table that it reads or writes.
    pub tables: &'a [Table],
    /// What it reads, all of it before it writes.
    pub reads: &'a [Read<'a>],
    /// Decides what to write from what was found. It is called inside the transaction, so it waits for nothing; it may
    /// be called again, with what is found then, where the first transaction ended without effect.
    pub decide: &'a mut dyn FnMut(&Found) -> Vec<Write>,
}
