//! Who uses this device: people with a PIN or a passphrase, homes that some of them share, and locking.

#![expect(clippy::unused_async, reason = "until the keyring rests in the store")]

use super::{News, Shell, StoreError};
use std::rc::Rc;
use thiserror::Error;

/// What keeps a person's returns from the next user of the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Nothing: whoever has the device can open them.
    Nothing,
    /// A PIN: keeps out the next user, and nobody who takes the device's disk.
    Pin,
    /// A passphrase: keeps out who has the disk and time as well.
    Passphrase,
}

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

/// A home: what belongs to it can be opened by each person who has access to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// The home's random id on this device.
    pub id: String,
    /// The name that is shown.
    pub name: String,
}

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

/// What only one person can open and was not sent: counts, since nobody else can read it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unsent {
    /// Unfinished returns.
    pub drafts: u32,
    /// Finished returns on their way.
    pub waiting: u32,
}

/// Why a secret cannot be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SecretProblem {
    /// The PIN is not 6 digits or more.
    #[error("a PIN has 6 digits or more")]
    PinTooShort,
    /// The PIN has something else than digits.
    #[error("a PIN has digits only")]
    PinNotDigits,
    /// The PIN is one that is tried first: one digit repeated, or digits in a row.
    #[error("this PIN is easily guessed")]
    PinTooPlain,
    /// The passphrase has fewer than 12 characters.
    #[error("a passphrase has 12 characters or more")]
    PassphraseTooShort,
}

/// A PIN or a passphrase on its way to be tried or chosen. It is not kept, and never shown.
pub struct Secret {
    guard: Guard,
    text: String,
}

impl Secret {
    /// No secret.
    pub fn nothing() -> Self {
        Self {
            guard: Guard::Nothing,
            text: String::new(),
        }
    }

    /// A PIN that a person chooses. Spaces in it are left out.
    pub fn pin(typed: &str) -> Result<Self, SecretProblem> {
        let text = without_spaces(typed);
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(SecretProblem::PinNotDigits);
        }
        if text.len() < 6 {
            return Err(SecretProblem::PinTooShort);
        }
        if is_plain(text.as_bytes()) {
            return Err(SecretProblem::PinTooPlain);
        }
        let guard = Guard::Pin;
        Ok(Self { guard, text })
    }

    /// A passphrase that a person chooses. Spaces around it are left out.
    pub fn passphrase(typed: &str) -> Result<Self, SecretProblem> {
        let text = typed.trim().to_owned();
        if text.chars().count() < 12 {
            return Err(SecretProblem::PassphraseTooShort);
        }
        let guard = Guard::Passphrase;
        Ok(Self { guard, text })
    }

    /// What was typed to be tried against a person's secret, whatever it is.
    pub fn tried(guard: Guard, typed: &str) -> Self {
        let text = match guard {
            Guard::Nothing => String::new(),
            Guard::Pin => without_spaces(typed),
            Guard::Passphrase => typed.trim().to_owned(),
        };
        Self { guard, text }
    }
}

fn without_spaces(typed: &str) -> String {
    let mut text = typed.to_owned();
    text.retain(|character| !character.is_whitespace());
    text
}

/// Whether a PIN's digits all differ from the one before by the same: 000000, 123456, 987654 and their like.
fn is_plain(digits: &[u8]) -> bool {
    let step = |pair: &[u8]| match pair {
        [one, other] => (10 + other - one) % 10,
        _ => 0,
    };
    let mut steps = digits.windows(2).map(step);
    let first = steps.next().unwrap_or(0);
    matches!(first, 0 | 1 | 9) && steps.all(|step| step == first)
}

/// Why nothing was unlocked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum UnlockError {
    /// The secret is wrong.
    #[error("this is not the PIN or passphrase")]
    Wrong {
        /// Until when no other is tried, where that is so: Unix time in milliseconds.
        wait_until: Option<i64>,
    },
    /// No secret is tried before this: Unix time in milliseconds.
    #[error("it is too soon to try again")]
    Wait {
        /// Until when.
        until: i64,
    },
    /// The person is no longer on this device.
    #[error("this person is no longer on this device")]
    Gone,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why nothing was changed about people and homes.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PeopleError {
    /// The device is locked.
    #[error("nobody has unlocked this device")]
    Locked,
    /// Only a lead may do it.
    #[error("only a lead may do this")]
    NotLead,
    /// The last lead of several people stays.
    #[error("one lead must stay")]
    LastLead,
    /// The person or the home is no longer on this device.
    #[error("this person or home is no longer on this device")]
    Gone,
    /// The person's secret is wrong, or it is too soon to try it.
    #[error(transparent)]
    Secret(UnlockError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// People and homes of this page.
#[derive(Default)]
pub(super) struct Keyring {
    people: Vec<(Person, String)>,
    homes: Vec<Home>,
    open: Option<String>,
}

impl Shell {
    /// Whether what is on this device is open.
    pub fn access(&self) -> Access {
        let keyring = self.keyring.borrow();
        if keyring.people.is_empty() {
            return Access::New;
        }
        let open = keyring
            .people
            .iter()
            .find(|(person, _)| Some(&person.id) == keyring.open.as_ref());
        open.map_or(Access::Locked, |(person, _)| Access::Open(person.clone()))
    }

    /// The people of this device, by name.
    pub fn people(&self) -> Vec<Person> {
        let keyring = self.keyring.borrow();
        keyring
            .people
            .iter()
            .map(|(person, _)| person.clone())
            .collect()
    }

    /// The homes of this device, by name.
    pub fn homes(&self) -> Vec<Home> {
        self.keyring.borrow().homes.clone()
    }

    /// Adds a person with access to homes; gives the id. The first who is named takes over what the person without a
    /// name has done, is a lead, and is unlocked; after that only a lead adds people.
    pub async fn add_person(
        &self,
        name: &str,
        secret: Secret,
        homes: &[String],
        lead: bool,
    ) -> Result<String, PeopleError> {
        let first = self.people().is_empty();
        if !first {
            self.lead()?;
        }
        let id = self.new_id();
        let person = Person {
            id: id.clone(),
            name: name.to_owned(),
            guard: secret.guard,
            lead: lead || first,
            homes: homes.to_vec(),
            wait_until: None,
        };
        let mut keyring = self.keyring.borrow_mut();
        keyring.people.push((person, secret.text));
        if first {
            keyring.open = Some(id.clone());
        }
        drop(keyring);
        self.tell(News::People);
        Ok(id)
    }

    /// Adds a home that the open person has access to; gives its id.
    pub async fn add_home(&self, name: &str) -> Result<String, PeopleError> {
        let person = self.lead()?;
        let id = self.new_id();
        let home = Home {
            id: id.clone(),
            name: name.to_owned(),
        };
        self.keyring.borrow_mut().homes.push(home);
        self.change(&person.id, |person| person.homes.push(id.clone()))?;
        Ok(id)
    }

    /// Opens what is a person's and his homes'.
    pub async fn unlock(self: &Rc<Self>, id: &str, secret: Secret) -> Result<(), UnlockError> {
        let known = self
            .keyring
            .borrow()
            .people
            .iter()
            .find(|(person, _)| person.id == id)
            .map(|(_, text)| text.clone());
        match known {
            None => Err(UnlockError::Gone),
            Some(text) if text != secret.text => Err(UnlockError::Wrong { wait_until: None }),
            Some(_) => {
                self.keyring.borrow_mut().open = Some(id.to_owned());
                self.refresh().await?;
                self.tell(News::People);
                Ok(())
            }
        }
    }

    /// Saves the last keystroke, then drops keys, lists and the open form from memory.
    pub async fn lock(self: &Rc<Self>) -> Result<(), StoreError> {
        self.leave_form();
        self.keyring.borrow_mut().open = None;
        self.tell(News::People);
        Ok(())
    }

    /// Puts another secret in the place of the open person's.
    pub async fn change_secret(&self, old: Secret, new: Secret) -> Result<(), PeopleError> {
        let Access::Open(person) = self.access() else {
            return Err(PeopleError::Locked);
        };
        let mut keyring = self.keyring.borrow_mut();
        let Some(known) = keyring
            .people
            .iter_mut()
            .find(|known| known.0.id == person.id)
        else {
            return Err(PeopleError::Gone);
        };
        if known.1 != old.text {
            return Err(PeopleError::Secret(UnlockError::Wrong { wait_until: None }));
        }
        known.0.guard = new.guard;
        known.1 = new.text;
        Ok(())
    }

    /// Gives a person access to a home that the open person has access to. The person types the secret.
    pub async fn give_access(
        &self,
        person: &str,
        secret: Secret,
        home: &str,
    ) -> Result<(), PeopleError> {
        self.lead()?;
        let known = self
            .keyring
            .borrow()
            .people
            .iter()
            .any(|known| known.0.id == person && known.1 == secret.text);
        if !known {
            return Err(PeopleError::Secret(UnlockError::Wrong { wait_until: None }));
        }
        self.change(person, |person| person.homes.push(home.to_owned()))
    }

    /// Takes a person's access to a home.
    pub async fn take_access(&self, person: &str, home: &str) -> Result<(), PeopleError> {
        self.lead()?;
        self.change(person, |person| person.homes.retain(|known| known != home))
    }

    /// Removes a person, with all that only that person can open.
    pub async fn remove_person(&self, id: &str) -> Result<(), PeopleError> {
        self.lead()?;
        self.forget(id).await
    }

    /// What only a person can open and was not sent.
    pub async fn unsent(&self, _id: &str) -> Result<Unsent, StoreError> {
        Ok(Unsent::default())
    }

    /// Removes a person whose secret is forgotten, with all that only that person can open.
    pub async fn forget(&self, id: &str) -> Result<(), PeopleError> {
        let mut keyring = self.keyring.borrow_mut();
        keyring.people.retain(|(person, _)| person.id != id);
        if keyring.open.as_deref() == Some(id) {
            keyring.open = None;
        }
        drop(keyring);
        self.tell(News::People);
        Ok(())
    }

    /// What no one who is open now can open and was not sent, for who is about to clear the device. What can be opened is
    /// in the lists.
    pub async fn locked_unsent(&self) -> Result<Unsent, StoreError> {
        Ok(Unsent::default())
    }

    /// Clears this device: the database, the page's files kept for when there is no line, and all that the browser holds
    /// for the page. The page then loads itself anew.
    pub async fn clear_device(&self) -> Result<(), StoreError> {
        Err(StoreError::Forbidden)
    }

    /// The home that a subject belongs to, by the subject's key; `None` where it is the open person's own.
    pub fn home_of(&self, _subject: &str) -> Option<String> {
        None
    }

    /// Gives a subject with its drafts, returns and figures to a home, or to the open person alone.
    pub async fn share_subject(
        &self,
        _subject: &str,
        home: Option<&str>,
    ) -> Result<(), PeopleError> {
        home.map_or(Ok(()), |_| Err(PeopleError::Gone))
    }

    fn lead(&self) -> Result<Person, PeopleError> {
        match self.access() {
            Access::Open(person) if person.lead => Ok(person),
            Access::Open(_) => Err(PeopleError::NotLead),
            Access::New | Access::Locked => Err(PeopleError::Locked),
        }
    }

    fn change(&self, id: &str, change: impl FnOnce(&mut Person)) -> Result<(), PeopleError> {
        let mut keyring = self.keyring.borrow_mut();
        let known = keyring.people.iter_mut().find(|known| known.0.id == id);
        change(&mut known.ok_or(PeopleError::Gone)?.0);
        drop(keyring);
        self.tell(News::People);
        Ok(())
    }
}
