//! Whose a finished return is, and as whom the person on this device signs in.
//!
//! A person on the device is bound once, with consent, to one identity: returns that are finished while nobody is signed in
//! are then that one's.

use super::about::About;
use super::sending::Nudge;
use super::{News, Shell};
use crate::storage::sealing::Owner as Sealed;
use crate::storage::{RecordRow, SettleError, StoreError};
use crate::submit::{May, Owner};
use care_engine::exchange::identity::Identity;
use care_engine::json::{self, Writer};
use std::rc::Rc;

/// What the keys of the records begin with that say as whom a person on this device signs in. The person's id follows.
const BOUND: &str = "sign-in/";

/// For whom on this device a finished return waits, where that is not the open person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WaitsFor {
    /// For the one who finished it: the name.
    Person(String),
    /// For one who was removed from this device: somebody else checks it, and finishes it again.
    Gone,
}

impl Shell {
    /// For whom on this device a finished return waits. `None` where the open person may send it.
    pub fn waits_for(&self, about: &About) -> Option<WaitsFor> {
        let me = self.store.person().map(|person| person.id);
        if about.may_be_sent_by(me.as_deref()) {
            return None;
        }
        let mut people = self.people().into_iter();
        let finisher = people.find(|person| about.owner.person.as_ref() == Some(&person.id));
        Some(finisher.map_or(WaitsFor::Gone, |person| WaitsFor::Person(person.name)))
    }

    /// The name of the open person, which goes with what he sends; empty where the device knows no persons.
    pub(super) fn sender_name(&self) -> String {
        self.store
            .person()
            .map_or_else(String::new, |person| person.name)
    }

    /// The open person from now on, where he has a name. What was known of the one without a name is his, who took one.
    pub(super) async fn name_signing(&self) -> Result<(), StoreError> {
        let known = self.signing.person.borrow().is_some();
        let named = self.store.person().filter(|person| !person.name.is_empty());
        if let (Some(person), false) = (named, known) {
            let key = [BOUND, &person.id].concat();
            self.store.rename_record(&self.bound_key(), &key).await?;
            self.signing.person.replace(Some(person.id));
        }
        Ok(())
    }

    /// As whom the person on this device is known to sign in.
    pub fn bound(&self) -> Option<Identity> {
        self.signing.bound.borrow().clone()
    }

    /// Whether the person who is signed in is to be asked if this device shall know that she signs in so.
    pub fn asks_to_bind(&self) -> bool {
        self.identity().is_some()
            && self.signing.bound.borrow().is_none()
            && !self.signing.declined.get()
    }

    /// Whether a finished return may be sent now.
    pub fn may_send(&self, about: &About) -> May {
        let Some(wire) = &self.wire else {
            return May::Send;
        };
        about
            .owner
            .may_send(&wire.authorisation, (self.device.now)())
    }

    /// Whose a return is that is finished now. `stranger`: not the one whom this device knows.
    pub(super) fn owner(&self, anyone: bool, stranger: bool) -> Owner {
        if !self.wants_sign_in() {
            return Owner::default();
        }
        let known = || self.bound().filter(|_| !stranger);
        Owner {
            identity: self.identity().or_else(known),
            person: self.signing.person.borrow().clone(),
            anyone,
        }
    }

    /// Another person works on this device from now on; `None` where it knows no persons.
    pub async fn set_person(&self, person: Option<String>) -> Result<(), StoreError> {
        self.signing.person.replace(person);
        self.signing.bound.take();
        self.recall_bound().await
    }

    /// Reads as whom the person on this device signs in.
    pub(super) async fn recall_bound(&self) -> Result<(), StoreError> {
        let row = self.store.record(&self.bound_key()).await?;
        let known = row.and_then(|row| {
            let json = json::parse(std::str::from_utf8(&row.bytes).ok()?).ok()?;
            Identity::read(json.get("identity")?)
        });
        self.signing.bound.replace(known);
        self.tell(News::SignIn);
        Ok(())
    }

    /// The person agreed, or not, that this device knows as whom she signs in. Once: who is bound stays so.
    pub async fn bind(&self, agreed: bool) -> Result<(), StoreError> {
        let identity = self.identity();
        match identity {
            Some(identity) if agreed && self.signing.bound.borrow().is_none() => {
                let mut writer = Writer::new();
                writer.begin_object();
                writer.text_entry("shape", "bound/1");
                writer.key("identity");
                identity.write(&mut writer);
                writer.end_object();
                let row = RecordRow {
                    key: self.bound_key(),
                    owner: Sealed::Me,
                    bytes: writer.finish().into_bytes(),
                };
                self.store.put_record(&row).await?;
                self.signing.bound.replace(Some(identity));
            }
            _ => self.signing.declined.set(true),
        }
        self.tell(News::SignIn);
        Ok(())
    }

    pub(super) fn bound_key(&self) -> String {
        let person = self.signing.person.borrow();
        [BOUND, person.as_deref().unwrap_or_default()].concat()
    }

    /// The one who is signed in says that a return is theirs that was finished by nobody known. It is then sent.
    pub async fn claim(self: &Rc<Self>, id: &str) -> Result<(), SettleError> {
        self.own_return(id).await?;
        self.pump(Nudge::Line);
        Ok(())
    }

    /// Writes down whose a return is that was finished by nobody known.
    pub(super) async fn own_return(&self, id: &str) -> Result<(), SettleError> {
        let row = self.on_its_way(id).await?.ok_or(SettleError::Gone)?;
        let mut about = About::read(&row.about).ok_or(SettleError::Gone)?;
        if self.may_send(&about) == May::Confirm {
            about.owner.identity = self.identity();
            self.store.describe(id, &row.about, &about.write()).await?;
        }
        self.refresh().await?;
        Ok(())
    }
}
