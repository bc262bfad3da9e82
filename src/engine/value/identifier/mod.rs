//! Identifiers that others give out: their forms and check digits. Each reads what people type in any case and
//! spacing, and gives the one spelling that is kept and posted.

mod companies_house;
mod contact;
mod cqc;
mod nhs_number;
mod postcode;

pub use contact::phone_digits;

use crate::value::all_digits;
use crate::value::read::{Misread, is_space, tidy};

/// A kind of identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Identifier {
    /// The Care Quality Commission's number of a location, or an NHS code that it takes in its place.
    CqcLocation,
    /// The Care Quality Commission's number of a provider, or an NHS code that it takes in its place.
    CqcProvider,
    /// An organisation or site code of the NHS Organisation Data Service: 5 to 9 letters and digits.
    Ods,
    /// An NHS number: ten digits, the last of them a check digit.
    NhsNumber,
    /// A company number of Companies House: eight digits, or two letters and six digits.
    CompaniesHouse,
    /// A unique property reference number: 1 to 12 digits.
    Uprn,
    /// A postcode of the United Kingdom.
    Postcode,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
}

impl Identifier {
    /// All kinds.
    pub const ALL: [Self; 9] = [
        Self::CqcLocation,
        Self::CqcProvider,
        Self::Ods,
        Self::NhsNumber,
        Self::CompaniesHouse,
        Self::Uprn,
        Self::Postcode,
        Self::Email,
        Self::Phone,
    ];

    /// The kind that a framework document means by `cqc-location` and the like.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The word for it in a framework document.
    pub fn key(self) -> &'static str {
        self.words().0
    }

    /// What it is called in messages.
    pub fn name(self) -> &'static str {
        self.words().1
    }

    /// A made-up one in the right form, for hints and messages.
    pub fn example(self) -> &'static str {
        self.words().2
    }

    /// Reads what was typed into the one spelling that is kept.
    pub fn read(self, text: &str) -> Result<String, Misread> {
        let text = tidy(text)?;
        let close = compact(text);
        let read = match self {
            Self::CqcLocation | Self::CqcProvider => cqc::read(&close),
            Self::Ods => ods(close),
            Self::NhsNumber => return nhs_number::read(&close),
            Self::CompaniesHouse => companies_house::read(&close),
            Self::Uprn => uprn(&close),
            Self::Postcode => postcode::read(&close),
            Self::Email => contact::email(text),
            Self::Phone => contact::phone(text),
        };
        read.ok_or(Misread::Format(self))
    }

    /// Word in a document, name, example.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::CqcLocation => ("cqc-location", "CQC location ID", "1-1234567890"),
            Self::CqcProvider => ("cqc-provider", "CQC provider ID", "1-1234567890"),
            Self::Ods => ("ods", "ODS code", "VM1A2"),
            Self::NhsNumber => ("nhs-number", "NHS number", "900 000 0009"),
            Self::CompaniesHouse => ("companies-house", "Companies House number", "01234567"),
            Self::Uprn => ("uprn", "UPRN", "100012345678"),
            Self::Postcode => ("postcode", "postcode", "LS1 2RP"),
            Self::Email => ("email", "email address", "name@example.com"),
            Self::Phone => ("phone", "phone number", "01632 960 001"),
        }
    }
}

/// In upper case, without spaces, and with a plain hyphen for each kind of dash.
fn compact(text: &str) -> String {
    let mut compact = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}') {
            compact.push('-');
        } else if !is_space(c) {
            compact.push(c.to_ascii_uppercase());
        }
    }
    compact
}

fn ods(code: String) -> Option<String> {
    let fits = (5..=9).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric());
    fits.then_some(code)
}

/// Leading zeros, with which some lists fill it up to twelve digits, are left out.
fn uprn(number: &str) -> Option<String> {
    let fits = number.len() <= 12 && all_digits(number);
    let significant = number.trim_start_matches('0');
    (fits && !significant.is_empty()).then(|| significant.to_owned())
}
