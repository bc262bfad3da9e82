//! Earlier returns of a subject: what this device sent, and what the backend tells of, the newest word first.

use super::Shell;
use super::copy::earlier_of;
use crate::storage::RecordRow;
use care_engine::definition::Period;
use care_engine::exchange::return_v1::ReturnV1;
use care_engine::json::{self, Writer};
use care_engine::session::{Earlier, Facts, Subject};
use care_engine::value::parse_iso_utc;

/// What the keys of kept reads begin with; the return, its id and the subject follow.
const READ: &str = "read/latest/";

/// An earlier return with what decides which of several counts.
struct Candidate {
    period: Option<Period>,
    revision: u32,
    received_at: i64,
    earlier: Earlier,
}

impl Shell {
    /// What a return of this subject and period is opened with.
    pub(super) async fn facts(
        &self,
        form: &str,
        subject: Option<&Subject>,
        period: Option<Period>,
    ) -> Facts {
        let mut facts = Facts {
            today: self.device.today(),
            period,
            subject: subject.cloned(),
            previous: None,
            latest: None,
        };
        if let (Some(subject), Some(period)) = (subject, period) {
            // The newest word on the newest period counts.
            let newness =
                |c: &Candidate| (c.period.map(|period| period.end), c.revision, c.received_at);
            let newest = self
                .candidates(form, &subject.id, period)
                .await
                .into_iter()
                .max_by_key(newness);
            if let Some(newest) = newest {
                let before = period.start.add_days(-1);
                if newest
                    .period
                    .is_some_and(|earlier| Some(earlier.end) == before)
                {
                    facts.previous = Some(newest.earlier.clone());
                }
                facts.latest = Some(newest.earlier);
            }
        }
        facts
    }

    async fn candidates(&self, form: &str, subject: &str, period: Period) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        let ours: Vec<(String, i64)> = self
            .lists
            .borrow()
            .sent
            .iter()
            .filter(|sent| sent.about.form == form && sent.about.subject == subject)
            .map(|sent| (sent.id.clone(), sent.received_at()))
            .collect();
        for (id, received_at) in ours {
            // A row that cannot be read now is no earlier figure.
            if let Ok(Some(row)) = self.store.receipt(&id).await {
                candidates.extend(self.candidate(&row.bytes, received_at));
            }
        }
        if let Ok(Some(row)) = self.store.record(&read_key(form, subject)).await {
            let kept = std::str::from_utf8(&row.bytes)
                .ok()
                .and_then(|text| json::parse(text).ok());
            let text = |key: &str| {
                kept.as_ref()
                    .and_then(|kept| kept.get(key))
                    .and_then(json::Json::as_text)
            };
            if let Some(body) = text("body") {
                let received_at = text("receivedAt").and_then(parse_iso_utc).unwrap_or(0);
                candidates.extend(self.candidate(body.as_bytes(), received_at));
            }
        }
        candidates.retain(|candidate| {
            candidate
                .period
                .is_some_and(|earlier| earlier.end < period.start)
        });
        candidates
    }

    fn candidate(&self, bytes: &[u8], received_at: i64) -> Option<Candidate> {
        let posted = ReturnV1::read(std::str::from_utf8(bytes).ok()?, &self.definition).ok()?;
        Some(Candidate {
            period: posted.period,
            revision: posted.revision,
            received_at,
            earlier: earlier_of(&posted),
        })
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
            key: read_key(form, subject),
            bytes: writer.finish().into_bytes(),
        };
        // Without it there is no earlier figure next time there is no line, which is said where it matters.
        let _ = self.store.put_record(&row).await;
    }
}

fn read_key(form: &str, subject: &str) -> String {
    [READ, form, "/", subject].concat()
}
