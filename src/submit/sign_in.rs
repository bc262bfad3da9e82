//! Who is signed in, what a call carries for it, and whose a finished return is.
//!
//! Pure, but for the cookies of the page. Tokens are here and nowhere else: in memory, and in no text that is shown.

use super::config::{Cookie, SignIn};
use super::template;
use crate::storage::sabotage;
use care_engine::exchange::identity::Identity;
use care_engine::json::{Json, Writer};
use care_engine::value::Decimal;
use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

/// What a sign-in gives.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SignedIn {
    /// Who it is, where the sign-in says.
    pub identity: Option<Identity>,
    /// What calls carry in `Authorization`; none where a cookie does it.
    pub token: Option<String>,
    /// When the token ends: Unix time in milliseconds, where that is known.
    pub expires: Option<i64>,
}

/// Never the token.
impl fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedIn")
            .field("identity", &self.identity)
            .finish_non_exhaustive()
    }
}

impl SignedIn {
    /// Reads what the page's script, or the backend, tells of who is signed in.
    pub fn read(json: &Json) -> Self {
        let token = json.get("token").and_then(Json::as_text);
        let expires = json.get("expires").and_then(Json::number);
        Self {
            identity: Identity::read(json),
            token: token.map(str::to_owned),
            expires: expires.and_then(Decimal::to_int),
        }
    }
}

/// How signing in stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has signed in since the page was loaded, or whoever had has signed out.
    #[default]
    Out,
    /// Somebody is.
    In(Rc<SignedIn>),
    /// Somebody was, and it has ended by itself.
    Ended,
}

/// What calls to the backend are allowed by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authorisation {
    /// As it is configured.
    pub sign_in: SignIn,
    standing: RefCell<Standing>,
}

/// Whose a finished return is: kept beside its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owner {
    /// As whom the finisher was signed in, or is known to sign in. `None`: the first to sign in and say so.
    pub identity: Option<Identity>,
    /// The person on this device, where it knows persons.
    pub person: Option<String>,
    /// Whether the finisher chose that anyone who signs in may send it.
    pub anyone: bool,
}

/// Whether a return may be sent, or asked after, now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum May {
    /// It may.
    Send,
    /// Not before somebody has signed in.
    SignIn,
    /// Not before the one who is signed in says that it is theirs.
    Confirm,
    /// Not by the one who is signed in: it is somebody else's.
    NotYours,
}

impl Authorisation {
    /// Nobody is signed in yet.
    pub fn new(sign_in: SignIn) -> Self {
        Self {
            sign_in,
            standing: RefCell::default(),
        }
    }

    /// Whether people sign in at all.
    pub fn is_wanted(&self) -> bool {
        self.sign_in != SignIn::None
    }

    /// How signing in stands at this time.
    pub fn standing(&self, now: i64) -> Standing {
        let standing = self.standing.borrow().clone();
        match &standing {
            Standing::In(signed) if signed.expires.is_some_and(|end| end <= now) => Standing::Ended,
            _ => standing,
        }
    }

    /// Who is signed in at this time, where that is known.
    pub fn identity(&self, now: i64) -> Option<Identity> {
        match self.standing(now) {
            Standing::In(signed) => signed.identity.clone(),
            Standing::Out | Standing::Ended => None,
        }
    }

    /// Whether the backend can be called at this time. A cookie that nobody tells of may be there.
    pub fn can_call(&self, now: i64) -> bool {
        !self.is_wanted() || self.is_silent() || matches!(self.standing(now), Standing::In(_))
    }

    /// Somebody has signed in or out.
    pub fn set(&self, standing: Standing) {
        self.standing.replace(standing);
    }

    /// Whether nobody says who is signed in, or whether anybody is.
    pub fn is_silent(&self) -> bool {
        matches!(self.sign_in, SignIn::Cookie(Cookie { who: None, .. }))
    }

    /// The backend, or the time, says that nobody is signed in any more. Whether somebody was, as far as is known.
    pub fn end(&self) -> bool {
        let ends = match *self.standing.borrow() {
            Standing::In(_) => true,
            Standing::Out => self.is_silent(),
            Standing::Ended => false,
        };
        if ends {
            self.set(Standing::Ended);
        }
        ends
    }

    /// What a call carries. `cookies` are those of the page.
    pub(super) fn headers(&self, writes: bool, cookies: &str) -> Vec<(String, String)> {
        let mut headers = Vec::new();
        if let Standing::In(signed) = &*self.standing.borrow()
            && let Some(token) = &signed.token
        {
            headers.push(("Authorization".to_owned(), ["Bearer ", token].concat()));
        }
        if let SignIn::Cookie(Cookie {
            csrf: Some((name, header)),
            ..
        }) = &self.sign_in
            && writes
            && let Some(value) = cookie(cookies, name)
        {
            headers.push((header.clone(), value.to_owned()));
        }
        headers
    }
}

impl Owner {
    /// Whether a return of this owner may be sent, or asked after, at this time: one's connection carries nothing of
    /// another's.
    pub fn may_send(&self, authorisation: &Authorisation, now: i64) -> May {
        if !authorisation.is_wanted() || sabotage::off("ownership") {
            return May::Send;
        }
        if !authorisation.can_call(now) {
            return May::SignIn;
        }
        match (&self.identity, authorisation.identity(now)) {
            _ if self.anyone => May::Send,
            (None, None) => May::Send,
            (None, Some(_)) => May::Confirm,
            (Some(theirs), Some(ours)) if theirs.is(&ours) => May::Send,
            (Some(_), _) => May::NotYours,
        }
    }

    /// Writes it as an object.
    pub fn write(&self, writer: &mut Writer) {
        writer.begin_object();
        if let Some(identity) = &self.identity {
            writer.key("identity");
            identity.write(writer);
        }
        if let Some(person) = &self.person {
            writer.text_entry("person", person);
        }
        if self.anyone {
            writer.key("anyone");
            writer.truth(true);
        }
        writer.end_object();
    }

    /// Reads it; `None` where it is not one.
    pub fn read(json: &Json) -> Option<Self> {
        json.entries()?;
        let identity = match json.get("identity") {
            Some(identity) => Some(Identity::read(identity)?),
            None => None,
        };
        Some(Self {
            identity,
            person: json
                .get("person")
                .and_then(Json::as_text)
                .map(str::to_owned),
            anyone: json.get("anyone").and_then(Json::as_bool) == Some(true),
        })
    }
}

/// Who sends, as a header's value: `issuer=…&subject=…` of who is signed in, and `name=…` of the person on a device that
/// several share; each escaped as in an address. Empty where neither is known.
pub(super) fn sent_by(identity: Option<&Identity>, name: &str) -> String {
    let mut value = String::new();
    let mut add = |key: &str, text: &str| {
        if !value.is_empty() {
            value.push('&');
        }
        value.push_str(key);
        template::escape(&mut value, text);
    };
    if let Some(identity) = identity {
        add("issuer=", &identity.issuer);
        add("subject=", &identity.subject);
    }
    if !name.is_empty() {
        add("name=", name);
    }
    value
}

/// The value of a cookie.
fn cookie<'a>(cookies: &'a str, name: &str) -> Option<&'a str> {
    cookies
        .split(';')
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find_map(|(known, value)| (known == name).then_some(value))
}

#[cfg(test)]
#[path = "sign_in_tests.rs"]
mod tests;
