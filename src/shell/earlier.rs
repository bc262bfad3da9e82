//! Earlier returns of a subject: what this device sent, and what the backend tells of, the newest word first.

use super::Shell;
use crate::storage::RecordRow;
use care_engine::definition::{Definition, Period};
use care_engine::exchange::return_v1::ReturnV1;
use care_engine::json::{self, Json, Writer};
use care_engine::session::{Earlier, Facts, Subject};
use care_engine::value::{Date, london, parse_iso_utc};
use std::future::Future;
use std::pin::Pin;

/// What the keys of kept reads begin with; a name made of the return and the subject follows.
pub(super) const READ: &str = "read/latest/";

/// What a return is opened with, being read. Boxed, as all who wait for it hold and drop the same one pointer.
type Reading<'a> = Pin<Box<dyn Future<Output = Facts> + 'a>>;

/// The newest of the earlier returns looked at: the newest word on the newest period counts.
struct Newest {
    /// Only what ends before this counts, or what was filed before it where there is no period.
    before: Date,
    /// The end of its period or the day of its filing, its revision, and when it was received: Unix time in milliseconds.
    newness: (Date, u32, i64),
    earlier: Option<Earlier>,
}

impl Newest {
    /// Looks at one more.
    fn look(&mut self, definition: &Definition, bytes: &[u8], received_at: i64) {
        let posted = std::str::from_utf8(bytes)
            .ok()
            .and_then(|text| ReturnV1::read(text, definition).ok());
        // What cannot be read now is no earlier figure.
        if let Some(posted) = posted {
            let filed = london(posted.finished_at).date;
            let about = posted.period.map_or(filed, |period| period.end);
            let newness = (about, posted.revision, received_at);
            if about >= self.before {
                return;
            }
            if self.earlier.is_none() || newness >= self.newness {
                self.newness = newness;
                self.earlier = Some(Earlier::from(&posted));
            }
        }
    }
}

impl Shell {
    /// What a return of this subject and period is opened with.
    pub(super) fn facts<'a>(
        &'a self,
        form: &'a str,
        subject: Option<&'a Subject>,
        period: Option<Period>,
    ) -> Reading<'a> {
        Box::pin(async move {
            let mut facts = Facts {
                today: self.device.today(),
                period,
                subject: subject.cloned(),
                previous: None,
                latest: None,
                others: Vec::new(),
            };
            if let (Some(subject), Some(period)) = (subject, period) {
                let newest = self.newest(form, &subject.id, period.start).await;
                if Some(newest.newness.0) == period.start.add_days(-1) {
                    facts.previous.clone_from(&newest.earlier);
                }
                facts.latest = newest.earlier;
            }
            if let (Some(subject), Some(form)) = (subject, self.definition.form(form)) {
                for other in &form.others {
                    let Some(other) = self.definition.forms.get(usize::from(*other)) else {
                        continue;
                    };
                    let newest = self.newest(&other.id, &subject.id, Date::MAX).await;
                    if let Some(earlier) = newest.earlier {
                        facts.others.push((other.id.clone(), earlier));
                    }
                }
            }
            facts
        })
    }

    /// The newest return of a subject that is about a time before a day.
    async fn newest(&self, form: &str, subject: &str, before: Date) -> Newest {
        let mut newest = Newest {
            before,
            newness: (before, 0, 0),
            earlier: None,
        };
        let mut ours = Vec::new();
        for sent in &self.lists.borrow().sent {
            if sent.about.form == form && sent.about.subject == subject {
                ours.push((sent.id.clone(), sent.received_at()));
            }
        }
        for (id, received_at) in ours {
            if let Ok(Some(row)) = self.store.receipt(&id).await {
                newest.look(&self.definition, &row.bytes, received_at);
            }
        }
        if let Ok(Some(row)) = self.store.record(&self.read_key(form, subject)).await {
            self.look_at_kept(&mut newest, &row);
        }
        newest
    }

    fn look_at_kept(&self, newest: &mut Newest, row: &RecordRow) {
        let kept = std::str::from_utf8(&row.bytes)
            .ok()
            .and_then(|text| json::parse(text).ok());
        if let Some(kept) = kept
            && let Some(body) = kept.get("body").and_then(Json::as_text)
        {
            let received_at = kept.get("receivedAt").and_then(Json::as_text);
            let received_at = received_at.and_then(parse_iso_utc).unwrap_or(0);
            newest.look(&self.definition, body.as_bytes(), received_at);
        }
    }

    /// Keeps what the backend told of an earlier return, for when there is no line.
    pub(super) async fn keep_latest(
        &self,
        form: &str,
        subject: &str,
        body: &str,
        received_at: &str,
    ) {
        let mut writer = Writer::new();
        writer.begin_object();
        writer.text_entry("shape", "latest/1");
        writer.text_entry("receivedAt", received_at);
        writer.text_entry("body", body);
        writer.end_object();
        let row = RecordRow {
            key: self.read_key(form, subject),
            owner: self.owner_of_id(subject),
            bytes: writer.finish().into_bytes(),
        };
        // Without it there is no earlier figure next time there is no line, which is said where it matters.
        let _ = self.store.put_record(&row).await;
    }

    /// The key of what is kept of a return and a subject. Keys can be read by anybody, so it does not say which.
    pub(super) fn read_key(&self, form: &str, subject: &str) -> String {
        let owner = self.owner_of_id(subject);
        let name = self.store.name_for(owner, &[form, "/", subject].concat());
        [READ, &name].concat()
    }
}
