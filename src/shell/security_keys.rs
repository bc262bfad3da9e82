//! A security key beside the PIN: added, used and taken away. The PIN stays as the way back.

use super::authenticator::{self, AuthenticatorError, Authenticators};
use super::{Shell, StoreError};
use crate::storage::sealing::{KeyKind, PeopleError, Secret, UnlockError};
use std::rc::Rc;
use thiserror::Error;

/// Why a security key was not added.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AddKeyError {
    /// The key gave nothing.
    #[error(transparent)]
    Authenticator(#[from] AuthenticatorError),
    /// The device does not take it.
    #[error(transparent)]
    People(#[from] PeopleError),
}

/// Why a security key opened nothing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum KeyUnlockError {
    /// The key gave nothing.
    #[error(transparent)]
    Authenticator(#[from] AuthenticatorError),
    /// What it gave opens nothing.
    #[error(transparent)]
    Unlock(#[from] UnlockError),
}

impl Shell {
    /// What this browser can ask for, to unlock with.
    pub async fn authenticators(&self) -> Authenticators {
        authenticator::known().await
    }

    /// Where a person's security key is, if there is one.
    pub async fn key_kind(&self, id: &str) -> Result<Option<KeyKind>, StoreError> {
        Ok(self.store.security_key(id).await?.map(|key| key.kind))
    }

    /// Lets a security key open what is the open person's, beside the PIN or passphrase, which he types.
    pub async fn add_security_key(
        &self,
        kind: KeyKind,
        secret: &Secret,
    ) -> Result<(), AddKeyError> {
        let (key, given) = authenticator::make(kind, &self.config.name).await?;
        let now = (self.device.now)();
        let added = self.store.add_security_key(&key, &given, secret, now).await;
        // A wrong try changed until when none is taken.
        self.read_people().await.map_err(PeopleError::Store)?;
        Ok(added?)
    }

    /// Takes the open person's security key away.
    pub async fn remove_security_key(&self) -> Result<(), StoreError> {
        match self.store.person() {
            Some(me) => self.store.remove_security_key(&me.id).await,
            None => Err(StoreError::Locked),
        }
    }

    /// Opens what is a person's and his homes' with his security key, as the PIN does.
    pub async fn unlock_by_key(self: &Rc<Self>, id: &str) -> Result<(), KeyUnlockError> {
        let known = self.store.security_key(id).await;
        let known = known.map_err(UnlockError::Store)?;
        let given = authenticator::ask(&known.ok_or(UnlockError::Gone)?).await?;
        let unlocking = Box::pin(self.store.unlock_by_key(id, &given));
        Ok(self.opened_by(id, unlocking).await?)
    }
}
