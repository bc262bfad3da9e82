//! Earlier returns of a subject: what this device sent, and what the backend tells of, the newest word first.

use super::Shell;
use crate::storage::RecordRow;
use care_engine::definition::{Definition, Period};
use care_engine::exchange::return_v1::ReturnV1;
use care_engine::json::{self, Json, Writer};
use care_engine::session::{Beside, Earlier, Facts, Subject};
use care_engine::value::{Date, london, parse_iso_utc};
use std::future::Future;
use std::pin::Pin;

/// What the keys of kept reads begin with: of the newest return before a period, and of the newest one there is. A name
/// made of the return and the subject follows.
pub(super) const READ: [&str; 2] = ["read/latest/", "read/newest/"];

/// What a return is opened with, being read. Boxed, as all who wait for it hold and drop the same one pointer.
type Reading<'a> = Pin<Box<dyn Future<Output = Facts> + 'a>>;

/// Other returns of a subject, being read. Boxed for the same.
type Laying<'a> = Pin<Box<dyn Future<Output = Vec<Beside>> + 'a>>;

/// The newest of the earlier returns looked at: the newest word on the newest period counts.
struct Newest {
    /// Only what ends before this counts, or what was filed before it where there is no period.
    before: Date,
    /// The end of its period or the day of its filing, its revision, and when it was received: Unix time in milliseconds.
    newness: (Date, u32, i64),
    posted: Option<Box<ReturnV1>>,
}

impl Newest {
    fn earlier(&self) -> Option<Earlier> {
        self.posted.as_deref().map(Earlier::from)
    }

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
            if self.posted.is_none() || newness >= self.newness {
                self.newness = newness;
                self.posted = Some(Box::new(posted));
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
                    facts.previous = newest.earlier();
                }
                facts.latest = newest.earlier();
            }
            if let Some(subject) = subject {
                for other in self.others(form) {
                    let newest = self.newest(&other, &subject.id, Date::MAX).await;
                    if let Some(earlier) = newest.earlier() {
                        facts.others.push((other, earlier));
                    }
                }
            }
            facts
        })
    }

    /// The other returns of which a return reads: an index does not know them, its questions do.
    pub(super) fn others(&self, form: &str) -> Vec<String> {
        let definition = self.slice_here(form);
        let mut others = Vec::new();
        if let Some(form) = definition.form(form) {
            for other in &form.others {
                if let Some(other) = definition.forms.get(usize::from(*other)) {
                    others.push(other.id.clone());
                }
            }
        }
        others
    }

    /// What this device holds of a subject in other returns, sent and begun: what was answered there is offered.
    pub(super) fn beside<'a>(&'a self, form: &'a str, subject: &'a Subject) -> Laying<'a> {
        Box::pin(async move {
            let mut beside = Vec::new();
            let mut sent: Vec<String> = Vec::new();
            let mut begun = Vec::new();
            {
                let lists = self.lists.borrow();
                for known in &lists.sent {
                    let other = &known.about.form;
                    if known.about.subject == subject.id && other != form && !sent.contains(other) {
                        sent.push(other.clone());
                    }
                }
                for draft in &lists.drafts {
                    let head = &draft.head;
                    let whose = head.subject.as_ref().map(|known| &known.id);
                    if whose == Some(&subject.id) && head.form != form {
                        begun.push(draft.clone());
                    }
                }
            }
            for other in sent {
                let newest = self.newest(&other, &subject.id, Date::MAX).await;
                if let Some(posted) = newest.posted {
                    beside.push(Beside::of_posted(&posted, self.title_of(&other)));
                }
            }
            for draft in begun {
                if let Some((saved_at, answers)) = self.given_in_draft(&draft.head.id).await {
                    beside.push(Beside {
                        title: self.title_of(&draft.head.form).to_owned(),
                        form: draft.head.form,
                        period: draft.head.period,
                        on: london(saved_at).date,
                        filed: false,
                        answers,
                    });
                }
            }
            beside
        })
    }

    fn title_of(&self, form: &str) -> &str {
        let form = self.definition.form(form);
        form.map_or("", |form| &form.title)
    }

    /// The newest return of a subject that is about a time before a day.
    async fn newest(&self, form: &str, subject: &str, before: Date) -> Newest {
        let mut newest = Newest {
            before,
            newness: (before, 0, 0),
            posted: None,
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
        for read in READ {
            let key = self.read_key(read, form, subject);
            if let Ok(Some(row)) = self.store.record(&key).await {
                self.look_at_kept(&mut newest, &row);
            }
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

    /// Keeps what the backend told of an earlier return, for when there is no line: of the newest there is, or of the
    /// newest before a period.
    pub(super) async fn keep_latest(
        &self,
        (form, subject): (&str, &str),
        of_all: bool,
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
            key: self.read_key(READ[usize::from(of_all)], form, subject),
            owner: self.owner_of_id(subject),
            bytes: writer.finish().into_bytes(),
        };
        // Without it there is no earlier figure next time there is no line, which is said where it matters.
        let _ = self.store.put_record(&row).await;
    }

    /// The key of what is kept of a return and a subject. Keys can be read by anybody, so it does not say which.
    pub(super) fn read_key(&self, read: &str, form: &str, subject: &str) -> String {
        let owner = self.owner_of_id(subject);
        let name = self.store.name_for(owner, &[form, "/", subject].concat());
        [read, &name].concat()
    }
}
