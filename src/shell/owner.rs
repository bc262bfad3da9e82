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

impl Shell {
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
