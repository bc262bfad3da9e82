//! What the lists show of a finished return, version 1: kept beside its bytes, so that lists need not read them.

use crate::storage::sabotage;
use crate::submit::Owner;
use care_engine::definition::Period;
use care_engine::exchange::draft_v1::DraftHead;
use care_engine::exchange::givers_v1::Givers;
use care_engine::json::{self, Json, Writer};
use care_engine::value::{Date, iso_utc, parse_iso_utc};

/// What the lists show of a finished return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The form's id.
    pub form: String,
    /// The subject's identifier.
    pub subject: String,
    /// The subject's name.
    pub name: String,
    /// The period.
    pub period: Option<Period>,
    /// 1 for the first, one more for each correction.
    pub revision: u32,
    /// The id of the return that it replaces.
    pub replaces: Option<String>,
    /// When it was finished: Unix time in milliseconds.
    pub finished_at: i64,
    /// Whose it is.
    pub owner: Owner,
    /// Who gave its answers.
    pub givers: Givers,
}

impl About {
    /// What is shown of a draft that was finished.
    pub(super) fn of(head: &DraftHead, finished_at: i64) -> Self {
        let mut about = Self {
            form: head.form.clone(),
            subject: String::new(),
            name: String::new(),
            period: head.period,
            revision: 1,
            replaces: None,
            finished_at,
            owner: Owner::default(),
            givers: Givers::default(),
        };
        if let Some(subject) = &head.subject {
            about.subject.clone_from(&subject.id);
            about.name.clone_from(&subject.name);
        }
        if let Some(replaces) = &head.replaces {
            about.revision = replaces.revision;
            about.replaces = Some(replaces.id.clone());
        }
        about
    }

    /// Whether this person of the device may send it: who finished it, or anyone where the finisher said so.
    pub fn may_be_sent_by(&self, person: Option<&str>) -> bool {
        let Owner {
            person: finisher,
            anyone,
            ..
        } = &self.owner;
        *anyone || finisher.is_none() || finisher.as_deref() == person || sabotage::off("consent")
    }

    /// Whether it is about the same return, subject and period.
    pub fn same_as(&self, form: &str, subject: &str, period: Option<Period>) -> bool {
        self.form == form && self.subject == subject && self.period == period
    }

    /// Writes it.
    pub(super) fn write(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.begin_object();
        writer.text_entry("shape", "about/1");
        writer.text_entry("form", &self.form);
        writer.text_entry("subject", &self.subject);
        writer.text_entry("name", &self.name);
        if let Some(period) = self.period {
            writer.text_entry("start", &period.start.to_string());
            writer.text_entry("end", &period.end.to_string());
        }
        writer.key("revision");
        writer.integer(i64::from(self.revision));
        if let Some(replaces) = &self.replaces {
            writer.text_entry("replaces", replaces);
        }
        writer.text_entry("finishedAt", &iso_utc(self.finished_at));
        // Where nobody signs in there is nothing to say.
        if self.owner != Owner::default() {
            writer.key("owner");
            self.owner.write(&mut writer);
        }
        self.givers.write(&mut writer);
        writer.end_object();
        writer.finish().into_bytes()
    }

    /// Reads it; `None` if it is not of this version.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let json = json::parse(std::str::from_utf8(bytes).ok()?).ok()?;
        let text = |key: &str| json.get(key).and_then(Json::as_text);
        if text("shape")? != "about/1" {
            return None;
        }
        let (form, subject, name) = (text("form")?, text("subject")?, text("name")?);
        let finished_at = parse_iso_utc(text("finishedAt")?)?;
        let revision = json.get("revision")?.as_count()?;
        let period = match (text("start"), text("end")) {
            (Some(start), Some(end)) => Some(Period {
                start: Date::parse_iso(start)?,
                end: Date::parse_iso(end)?,
            }),
            _ => None,
        };
        // One that cannot be read is not nobody: then the row is not of this version.
        let owner = match json.get("owner") {
            Some(owner) => Owner::read(owner)?,
            None => Owner::default(),
        };
        Some(Self {
            form: form.to_owned(),
            subject: subject.to_owned(),
            name: name.to_owned(),
            period,
            revision,
            replaces: text("replaces").map(str::to_owned),
            finished_at,
            owner,
            givers: Givers::read(&json),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::About;
    use crate::submit::Owner;
    use care_engine::definition::Period;
    use care_engine::exchange::givers_v1::Givers;
    use care_engine::exchange::identity::Identity;
    use care_engine::json;
    use care_engine::value::Date;

    #[test]
    fn it_is_read_as_it_was_written() {
        let day = |day| Date::from_ymd(2026, 10, day).unwrap();
        let about = About {
            form: "capacity-workforce".into(),
            subject: "1-1000000001".into(),
            name: "Made-up House".into(),
            period: Some(Period {
                start: day(1),
                end: day(31),
            }),
            revision: 2,
            replaces: Some("x".into()),
            finished_at: 1_800_000_000_000,
            owner: Owner {
                identity: Some(Identity {
                    issuer: "https://id.example".into(),
                    subject: "1".into(),
                    name: None,
                }),
                person: Some("p".into()),
                anyone: true,
            },
            givers: Givers::read(
                &json::parse(r#"{"people":{"p":"Made-up One"},"by":{"beds":"p"}}"#).unwrap(),
            ),
        };
        assert_eq!(About::read(&about.write()), Some(about.clone()));
        let text = String::from_utf8(about.write()).unwrap();
        let odd = text.replace("\"subject\":\"1\"", "\"subject\":1");
        assert_ne!(odd, text);
        assert_eq!(About::read(odd.as_bytes()), None);
        let plain = About {
            period: None,
            replaces: None,
            revision: 1,
            owner: Owner::default(),
            givers: Givers::default(),
            ..about
        };
        assert!(!String::from_utf8(plain.write()).unwrap().contains("owner"));
        assert_eq!(About::read(&plain.write()), Some(plain));
        assert_eq!(About::read(b"{}"), None);
    }

    #[test]
    fn who_may_send_it() {
        let mut about = About {
            form: String::new(),
            subject: String::new(),
            name: String::new(),
            period: None,
            revision: 1,
            replaces: None,
            finished_at: 0,
            owner: Owner::default(),
            givers: Givers::default(),
        };
        assert!(about.may_be_sent_by(None) && about.may_be_sent_by(Some("other")));
        about.owner.person = Some("p".into());
        assert!(about.may_be_sent_by(Some("p")));
        assert!(!about.may_be_sent_by(Some("other")) && !about.may_be_sent_by(None));
        about.owner.anyone = true;
        assert!(about.may_be_sent_by(Some("other")));
    }
}
