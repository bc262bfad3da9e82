//! Who uses this device: people with a PIN or a passphrase, homes that some of them share, and locking.

use super::earlier::READ;
use super::profiles::{FILER, SUBJECT};
use super::sending::Nudge;
use super::{Doing, Lists, News, Shell, StoreError, browser};
use crate::storage::Table;
use crate::storage::sealing::{
    Guard, HomeRow, Owner, PeopleError, PersonRow, Secret, UnlockError, Unsent, space_of, to_hex,
};
use care_engine::session::{Giver, Session, Subject};
use std::rc::Rc;

/// A person who uses this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The person's random id on this device.
    pub id: String,
    /// The name that is shown; empty for one who has not given any.
    pub name: String,
    /// What keeps others out.
    pub guard: Guard,
    /// Whether this person may add and remove people.
    pub lead: bool,
    /// The ids of the homes that the person has access to.
    pub homes: Vec<String>,
    /// Until when no secret is tried, after wrong ones: Unix time in milliseconds.
    pub wait_until: Option<i64>,
}

impl From<PersonRow> for Person {
    fn from(row: PersonRow) -> Self {
        Self {
            homes: row.homes.into_iter().map(|(home, _)| home).collect(),
            id: row.id,
            name: row.name,
            guard: row.guard,
            lead: row.lead,
            wait_until: (row.wait_until > 0).then_some(row.wait_until),
        }
    }
}

/// A home: what belongs to it can be opened by each person who has access to it.
pub type Home = HomeRow;

/// Whether what is on this device is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// Nobody has used this device. A first person without a name is made when something is first kept.
    New,
    /// One of the people must say who he is.
    Locked,
    /// This person's is, and that of his homes.
    Open(Person),
}

/// The people and homes of this device, as they were last read.
#[derive(Default)]
pub(super) struct Keyring {
    people: Vec<Person>,
    homes: Vec<Home>,
    /// What was lost with the last forgotten secret.
    lost: Unsent,
}

impl Shell {
    /// Whether what is on this device is open.
    pub fn access(&self) -> Access {
        match self.store.person() {
            Some(person) => Access::Open(person.into()),
            None if self.store.is_new() => Access::New,
            None => Access::Locked,
        }
    }

    /// The people of this device, by name.
    pub fn people(&self) -> Vec<Person> {
        self.keyring.borrow().people.clone()
    }

    /// The homes of this device.
    pub fn homes(&self) -> Vec<Home> {
        self.keyring.borrow().homes.clone()
    }

    /// Adds a person with access to homes of the open person; gives the id. The one without a name takes the first name
    /// himself, with all that he has done so far, and is a lead; after that only a lead adds people.
    pub async fn add_person(
        &self,
        name: &str,
        secret: Secret,
        homes: &[String],
        lead: bool,
    ) -> Result<String, PeopleError> {
        let added = self.store.add_person(name, &secret, homes, lead).await;
        self.read_people().await?;
        if added.is_ok() && self.wants_sign_in() {
            self.name_signing().await?;
        }
        added
    }

    /// Adds a home that the open person, a lead, has access to; gives its id.
    pub async fn add_home(&self, name: &str) -> Result<String, PeopleError> {
        let added = self.store.add_home(name).await;
        self.read_people().await?;
        added
    }

    /// Opens what is a person's and his homes', and reads it, in the place of what another has open: his last keystroke
    /// is saved first. The try is counted before it is judged.
    pub async fn unlock(self: &Rc<Self>, id: &str, secret: Secret) -> Result<(), UnlockError> {
        let now = (self.device.now)();
        let unlocking = Box::pin(self.store.unlock(id, &secret, now));
        self.opened_by(id, unlocking).await
    }

    /// Opens what is a person's by what unlocks it, and reads it.
    pub(super) async fn opened_by(
        self: &Rc<Self>,
        id: &str,
        unlocking: Doing<'_, UnlockError>,
    ) -> Result<(), UnlockError> {
        if let Some(open) = self.open_form() {
            self.save_to_the_end(&open).await?;
        }
        let unlocked = unlocking.await;
        // First the lists: the page is shown again when it hears who is here.
        let read = match &unlocked {
            Ok(()) => {
                self.drop_what_is_open();
                self.refresh().await
            }
            Err(_) => Ok(()),
        };
        self.read_people().await?;
        unlocked?;
        read?;
        if self.wants_sign_in() {
            self.set_person(Some(id.to_owned())).await?;
        }
        if self.has_backend() {
            self.pump(Nudge::Time);
        }
        Ok(())
    }

    /// Saves the last keystroke, then drops keys, lists and the open form from memory, here and in every other tab.
    ///
    /// # Errors
    /// Where what was typed last cannot be saved; this page is not locked then. [`Shell::lock_anyway`] locks all the same.
    pub async fn lock(self: &Rc<Self>) -> Result<(), StoreError> {
        self.tell_locked();
        self.lock_here().await
    }

    /// The same for this tab alone.
    pub(super) async fn lock_here(self: &Rc<Self>) -> Result<(), StoreError> {
        if let Some(open) = self.open_form() {
            self.save_to_the_end(&open).await?;
        }
        self.lock_anyway();
        Ok(())
    }

    /// Drops keys, lists and the open form from memory, whether or not the last keystroke is saved.
    pub fn lock_anyway(&self) {
        self.store.lock();
        self.drop_what_is_open();
        self.tell(News::People);
        self.tell(News::Lists);
    }

    /// Drops what was read for the one who was open before: it must not be seen, and not be saved as another's.
    fn drop_what_is_open(&self) {
        self.unwatch();
        if self.wants_sign_in() {
            self.part();
        }
        if let Some(open) = self.open.take() {
            open.close();
        }
        self.lists.replace(Lists::default());
        self.filed.borrow_mut().clear();
        self.asked.borrow_mut().clear();
    }

    /// Puts another secret in the place of the open person's. The old one is a try like any other.
    pub async fn change_secret(&self, old: Secret, new: Secret) -> Result<(), PeopleError> {
        let now = (self.device.now)();
        let changed = self.store.change_secret(&old, &new, now).await;
        self.read_people().await?;
        changed
    }

    /// Gives a person access to a home that the open person, a lead, has access to. The person types the secret.
    pub async fn give_access(
        &self,
        person: &str,
        secret: Secret,
        home: &str,
    ) -> Result<(), PeopleError> {
        let now = (self.device.now)();
        let given = self.store.give_access(person, &secret, home, now).await;
        self.read_people().await?;
        given
    }

    /// Takes a person's access to a home. Only a lead does it, and one person keeps access.
    pub async fn take_access(&self, person: &str, home: &str) -> Result<(), PeopleError> {
        let taken = self.store.take_access(person, home).await;
        self.read_people().await?;
        self.refresh().await?;
        taken
    }

    /// Removes a person, with all that only that person can open. Only a lead does it, and one lead stays.
    pub async fn remove_person(&self, id: &str) -> Result<(), PeopleError> {
        let removed = self.store.remove_person(id).await;
        self.read_people().await?;
        self.refresh().await?;
        removed
    }

    /// What was not sent and only this person can open.
    pub async fn unsent(&self, id: &str) -> Result<Unsent, StoreError> {
        self.store.unsent(id).await
    }

    /// Removes a person whose secret is forgotten, with all that only that person can open.
    pub async fn forget(&self, id: &str) -> Result<(), PeopleError> {
        if self.store.person().is_some_and(|me| me.id == id) {
            self.lock_anyway();
        }
        let lost = self.store.unsent(id).await?;
        let removed = self.store.forget_person(id).await;
        self.read_people().await?;
        if removed.is_ok() {
            self.keyring.borrow_mut().lost = lost;
        }
        self.refresh().await?;
        removed
    }

    /// What was not sent and was lost with the secret that was forgotten last.
    pub fn lost(&self) -> Unsent {
        self.keyring.borrow().lost
    }

    /// What was finished for homes of the open person and only another person may send, as a count: who leaves the
    /// device leaves it to somebody else.
    pub fn left_to_others(&self, id: &str) -> usize {
        let lists = self.lists.borrow();
        let mut count = 0;
        for waiting in &lists.waiting {
            let owner = &waiting.about.owner;
            count += usize::from(owner.person.as_deref() == Some(id) && !owner.anyone);
        }
        count
    }

    /// What was not sent and cannot be opened now, for who is about to clear the device. What can be is in the lists.
    pub async fn locked_unsent(&self) -> Result<Unsent, StoreError> {
        self.store.locked_unsent().await
    }

    /// Clears this device: the database, the page's files kept for when there is no line, and all that the browser holds
    /// for the page, unless the page is somebody else's. The caller loads the page anew.
    pub async fn clear_device(&self) -> Result<(), StoreError> {
        self.tell_cleared();
        self.lock_anyway();
        self.store.erase().await?;
        if !self.guest.is.get() {
            browser::forget_all().await;
        }
        Ok(())
    }

    /// Another tab clears the device: what this one holds is gone with it, and nothing of it is written again.
    pub(super) fn cleared_elsewhere(&self) {
        self.lock_anyway();
        self.store.forget_keys();
        self.keyring.take();
        self.tell(News::People);
    }

    /// The home that a subject belongs to, by the subject's key; `None` where it is the open person's own.
    pub fn home_of(&self, subject: &str) -> Option<String> {
        match self.owner_of_key(subject) {
            Owner::Home(space) => Some(to_hex(&space)),
            Owner::Me => None,
        }
    }

    /// Gives a subject with its drafts, returns and figures to a home, or to the open person alone. Cut off on the way,
    /// it can be done again.
    pub async fn share_subject(
        self: &Rc<Self>,
        subject: &str,
        home: Option<&str>,
    ) -> Result<(), PeopleError> {
        let me = self.store.person().ok_or(PeopleError::Locked)?;
        let to = match home {
            None => Owner::Me,
            Some(home) if me.has(home) => Owner::Home(space_of(home).ok_or(PeopleError::Gone)?),
            Some(_) => return Err(PeopleError::Gone),
        };
        // What is open, or on its way to the store, would be written as its old owner's.
        if let Some(open) = self.open_form() {
            self.save_to_the_end(&open).await?;
        }
        self.leave_form();
        // A return that was begun since the lists were read goes along.
        self.refresh().await?;
        for (table, key) in self.rows_of(subject) {
            self.store.give(table, &key, to).await?;
        }
        self.refresh().await?;
        Ok(())
    }

    /// The rows of a subject, by its key: its own last, so that what is cut off is done again.
    fn rows_of(&self, subject: &str) -> Vec<(Table, String)> {
        let lists = self.lists.borrow();
        let known = lists.subjects.iter().find(|known| known.key == subject);
        let id = known.and_then(|known| known.subject.as_ref());
        let mut rows = Vec::new();
        if let Some(Subject { id, .. }) = id {
            for draft in &lists.drafts {
                if draft
                    .head
                    .subject
                    .as_ref()
                    .is_some_and(|known| known.id == *id)
                {
                    rows.push((Table::Drafts, draft.head.id.clone()));
                    rows.push((Table::Records, super::refused::key(&draft.head.id)));
                }
            }
            for waiting in lists.waiting.iter().filter(|row| row.about.subject == *id) {
                rows.push((Table::Outbox, waiting.id.clone()));
            }
            for sent in lists.sent.iter().filter(|row| row.about.subject == *id) {
                rows.push((Table::Receipts, sent.id.clone()));
            }
        }
        rows.push((Table::Records, [SUBJECT, subject].concat()));
        rows
    }

    /// A session whose answers are the open person's from now on, where it is a home's and others give some too.
    pub(super) fn given_here(&self, mut session: Session, owner: Owner) -> Session {
        if let (Owner::Home(_), Some(person)) = (owner, self.store.person()) {
            session.set_giver(Some(Giver {
                id: person.id,
                name: person.name,
            }));
        }
        session
    }

    /// Whose is what is about a subject.
    pub(super) fn owner_of(&self, subject: Option<&Subject>) -> Owner {
        subject.map_or(Owner::Me, |subject| self.owner_of_id(&subject.id))
    }

    /// Whose is what is about a subject with this identifier.
    pub(super) fn owner_of_id(&self, id: &str) -> Owner {
        for known in &self.lists.borrow().subjects {
            if known.subject.as_ref().is_some_and(|known| known.id == id) {
                return known.owner;
            }
        }
        Owner::Me
    }

    /// Whose a subject is, by its key. A new one is that of the open person's home, if he has one and no other.
    pub(super) fn owner_of_key(&self, key: &str) -> Owner {
        for known in &self.lists.borrow().subjects {
            if known.key == key {
                return known.owner;
            }
        }
        self.own()
    }

    /// Whose a new subject is.
    pub(super) fn own(&self) -> Owner {
        let homes = self.store.person().map(|person| person.homes);
        match homes.as_deref() {
            Some([(only, _)]) => space_of(only).map_or(Owner::Me, Owner::Home),
            _ => Owner::Me,
        }
    }

    /// The key of the open person's details.
    pub(super) fn filer_key(&self) -> String {
        let person = self.store.person();
        let id = person.map_or_else(String::new, |person| person.id);
        [FILER, "/", &id].concat()
    }

    /// Reads who uses this device, and tells.
    pub(super) fn read_people(&self) -> Doing<'_, StoreError> {
        Box::pin(async move {
            let mut keyring = Keyring {
                lost: self.lost(),
                ..Keyring::default()
            };
            for person in self.store.people().await? {
                keyring.people.push(person.into());
            }
            keyring.homes = self.store.homes().await?;
            self.keyring.replace(keyring);
            self.tell(News::People);
            Ok(())
        })
    }

    /// Looks who uses this device: another tab may have changed it.
    pub(super) fn look_at_people(self: &Rc<Self>) {
        let shell = Rc::clone(self);
        super::spawn(async move {
            // A store that fails now says so at the next save.
            let open = shell.access();
            if shell.store.look_again().await.is_ok() {
                if matches!(open, Access::Open(_)) && shell.access() == Access::Locked {
                    shell.lock_anyway();
                }
                let _ = shell.read_people().await;
            }
        });
    }

    /// Seals what an older version left in the clear, under keys that say nothing of whose it is.
    pub(super) fn take_in_older(&self) -> Doing<'_, StoreError> {
        Box::pin(async move {
            if !self.store.begin_older().await? {
                return Ok(());
            }
            self.store.rename_record(FILER, &self.filer_key()).await?;
            for read in READ {
                for kept in self.store.records(read).await?.rows {
                    let about = kept.key.strip_prefix(read);
                    let about = about.and_then(|key| key.split_once('/'));
                    if let Some((form, subject)) = about {
                        let key = self.read_key(read, form, subject);
                        self.store.rename_record(&kept.key, &key).await?;
                    }
                }
            }
            self.store.seal_older().await
        })
    }
}
