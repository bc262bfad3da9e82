//! Who gave which answers of one return, as it stands in a draft and beside a return that was finished. Never posted.
//!
//! Two entries of an object: `people`, a name for each id, and `by`, an id for each place that an answer stands at.

use crate::json::{Json, Writer};
use crate::session::{Address, Giver, Session};

/// Who gave which answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Givers {
    people: Vec<Giver>,
    /// The spelling of a place, and the id of who gave what stands there.
    by: Vec<(String, String)>,
}

impl Givers {
    /// Who gave the answers of a session, as far as that is known.
    #[must_use]
    pub fn of(session: &Session) -> Self {
        let mut givers = Self {
            people: session.givers().to_vec(),
            by: Vec::new(),
        };
        if givers.people.is_empty() {
            return givers;
        }
        for (at, _) in session.answers() {
            if let Some(giver) = session.given_by(&at) {
                let place = at.spell(session.definition(), session.form());
                givers.by.push((place, giver.id.clone()));
            }
        }
        givers
    }

    /// Writes the entries into an object that is begun; nothing where nobody is known.
    pub fn write(&self, writer: &mut Writer) {
        if self.people.is_empty() {
            return;
        }
        writer.key("people");
        writer.begin_object();
        for giver in &self.people {
            writer.text_entry(&giver.id, &giver.name);
        }
        writer.end_object();
        writer.key("by");
        writer.begin_object();
        for (place, id) in &self.by {
            writer.text_entry(place, id);
        }
        writer.end_object();
    }

    /// Reads the entries of an object. What is no text is left out: it is not worth an answer.
    #[must_use]
    pub fn read(object: &Json) -> Self {
        let texts = |key: &str| {
            let mut found = Vec::new();
            for (name, value) in object.get(key).and_then(Json::entries).unwrap_or_default() {
                if let Some(text) = value.as_text() {
                    found.push((name.to_string(), text.to_owned()));
                }
            }
            found
        };
        let people = texts("people").into_iter();
        Self {
            people: people.map(|(id, name)| Giver { id, name }).collect(),
            by: texts("by"),
        }
    }

    /// Takes them over into a session with the same answers. What names a place or a person that is not there is left out.
    pub fn restore(&self, session: &mut Session) {
        for giver in &self.people {
            session.known_giver(giver.clone());
        }
        for (place, id) in &self.by {
            let at = Address::parse(place, session.definition(), session.form());
            if let Some(at) = at {
                session.restore_given(&at, id);
            }
        }
    }
}
