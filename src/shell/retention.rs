//! What has been kept for long enough, and that it is said beforehand: drafts after their window has closed, sent returns
//! after some years. What is on its way is never removed.
//!
//! Nothing goes on the day on which its time is over, but on a day that the page has said for two weeks before. So a person
//! who was away finds it still there, and a clock that was wrong at one start removes nothing.

use super::lists::Lists;
use super::{Doing, Shell, refused};
use crate::shell::{Draft, Retention};
use crate::storage::sealing::Owner;
use crate::storage::{Expiry, RecordRow, StoreError, sabotage};
use care_engine::definition::{Definition, Purpose, closes};
use care_engine::json::{self, Json, Writer};
use care_engine::value::{Date, london};

/// The key of what was said.
const KEY: &str = "device/expiring";
/// For how many days it is said beforehand.
const NOTICE: i64 = 14;

/// Since which day it has been said of what rests here that it goes, by the id of a draft or a sent return.
pub(super) type Notices = Vec<(String, Date)>;

/// Something that rests here, and the last day for which it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Kept {
    id: String,
    last: Date,
}

/// What is said from today on, and what goes today.
#[derive(Debug, Default, PartialEq, Eq)]
struct Verdict {
    said: Notices,
    gone: Vec<String>,
}

/// What is near its last day is said, and goes when it has been said for long enough. What is no longer near it, because
/// it was saved again or the clock was wrong, is as if it had never been said.
fn judged(kept: &[Kept], said: &Notices, today: Date) -> Verdict {
    let mut verdict = Verdict::default();
    for of in kept {
        if today.days_until(of.last) > NOTICE {
            continue;
        }
        let since = since(said, &of.id, today);
        if goes_on(of.last, since) <= today {
            verdict.gone.push(of.id.clone());
        } else {
            verdict.said.push((of.id.clone(), since));
        }
    }
    verdict
}

/// Since when it has been said of one; from today where it has not, or where a clock that was wrong said it.
fn since(said: &Notices, id: &str, today: Date) -> Date {
    let known = said.iter().find(|(known, _)| known == id);
    known.map_or(today, |(_, since)| (*since).min(today))
}

/// The day on which something goes: behind its last one, and when it has been said for long enough.
fn goes_on(last: Date, since: Date) -> Date {
    let behind = last.add_days(1).unwrap_or(last);
    if sabotage::off("said-before") {
        return behind;
    }
    behind.max(since.add_days(NOTICE).unwrap_or(since))
}

/// The last day for which a draft is kept; `None` where it has no window that closes.
fn last_day(definition: &Definition, draft: &Draft, retention: Retention) -> Option<Date> {
    let Purpose::Return(terms) = &definition.form(&draft.head.form)?.purpose else {
        return None;
    };
    let closed = closes(definition, terms, draft.head.period?)?;
    // One that is filled in late is not old.
    let touched = closed.max(london(draft.saved_at).date);
    touched.add_days(i64::from(retention.drafts))
}

/// The sent returns with their last days, but for those that a correction on this device still names.
fn sent(lists: &Lists, retention: Retention) -> Vec<Kept> {
    let mut kept = Vec::new();
    for sent in &lists.sent {
        let waits = |of: &super::Waiting| of.about.replaces.as_ref() == Some(&sent.id);
        let named = lists.correction_of(&sent.id).is_some() || lists.waiting.iter().any(waits);
        let finished = london(sent.about.finished_at).date;
        let last = finished.add_months(i64::from(retention.sent));
        if let Some(last) = last.filter(|_| !named || sabotage::off("corrected-stays")) {
            kept.push(Kept {
                id: sent.id.clone(),
                last,
            });
        }
    }
    kept
}

fn write(said: &Notices) -> Vec<u8> {
    let mut writer = Writer::new();
    writer.begin_object();
    writer.text_entry("shape", "expiring/1");
    writer.key("since");
    writer.begin_object();
    for (id, since) in said {
        writer.text_entry(id, &since.to_string());
    }
    writer.end_object();
    writer.end_object();
    writer.finish().into_bytes()
}

fn read(bytes: &[u8]) -> Option<Notices> {
    let json = json::parse(std::str::from_utf8(bytes).ok()?).ok()?;
    if json.get("shape").and_then(Json::as_text)? != "expiring/1" {
        return None;
    }
    let mut said = Notices::new();
    for (id, since) in json.get("since")?.entries()? {
        said.push((id.to_string(), Date::parse_iso(since.as_text()?)?));
    }
    Some(said)
}

impl Shell {
    /// The day on which a draft is removed from this device, if that is near enough to be said.
    pub fn goes_on(&self, draft: &Draft) -> Option<Date> {
        let today = self.today();
        let last = last_day(&self.definition, draft, self.config.retention)?;
        let since = since(&self.notices.borrow(), &draft.head.id, today);
        (today.days_until(last) <= NOTICE).then(|| goes_on(last, since))
    }

    /// Removes what has been kept for long enough, in one transaction, and remembers what is said from today on. Run at
    /// the start; where the store fails, the next start does it.
    pub(super) fn clear_out(&self) -> Doing<'_, StoreError> {
        Box::pin(async move {
            let known = self.store.record(KEY).await?;
            let said = known.and_then(|row| read(&row.bytes)).unwrap_or_default();
            let rows = self.store.drafts().await?.rows;
            self.refresh().await?;
            let today = self.today();
            let (drafts, receipts) = {
                let lists = self.lists.borrow();
                let mut drafts = Vec::new();
                for draft in &lists.drafts {
                    let last = last_day(&self.definition, draft, self.config.retention);
                    drafts.extend(last.map(|last| Kept {
                        id: draft.head.id.clone(),
                        last,
                    }));
                }
                let sent = sent(&lists, self.config.retention);
                (judged(&drafts, &said, today), judged(&sent, &said, today))
            };
            let mut expiry = Expiry::default();
            for row in rows {
                // What is open here is not old, whatever its row says.
                let open = self.open_form().is_some_and(|open| open.head.id == row.id);
                if drafts.gone.contains(&row.id) && !open {
                    expiry.records.push(refused::key(&row.id));
                    expiry.drafts.push((row.id, row.epoch, row.revision));
                }
            }
            expiry.receipts = receipts.gone;
            let mut now_said = drafts.said;
            now_said.extend(receipts.said);
            // The removal first: if it fails, what was said of it stays said, and the next start removes it.
            if expiry != Expiry::default() {
                self.store.expire(&expiry).await?;
            }
            if now_said != said {
                let row = RecordRow {
                    key: KEY.to_owned(),
                    owner: Owner::Me,
                    bytes: write(&now_said),
                };
                self.store.put_record(&row).await?;
            }
            self.notices.replace(now_said);
            self.refresh().await
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Kept, Notices, judged, read, write};
    use care_engine::value::Date;

    fn day(text: &str) -> Date {
        Date::parse_iso(text).unwrap()
    }

    fn kept(last: &str) -> [Kept; 1] {
        [Kept {
            id: "d".into(),
            last: day(last),
        }]
    }

    fn said(since: &str) -> Notices {
        vec![("d".into(), day(since))]
    }

    #[test]
    fn what_goes_was_said_for_two_weeks() {
        let kept = kept("2027-01-15");
        // Today; since when it is said; whether it is said then; whether it goes.
        for (today, since, says, goes) in [
            ("2026-12-31", None, None, false),
            ("2027-01-01", None, Some("2027-01-01"), false),
            ("2027-01-15", Some("2027-01-01"), Some("2027-01-01"), false),
            ("2027-01-16", Some("2027-01-01"), None, true),
            ("2027-01-16", Some("2027-01-03"), Some("2027-01-03"), false),
            ("2027-01-17", Some("2027-01-03"), None, true),
            // Nobody looked for a year.
            ("2028-01-17", None, Some("2028-01-17"), false),
            // It was said by a clock that was ahead.
            ("2027-01-16", Some("2031-01-01"), Some("2027-01-16"), false),
            ("2026-11-01", Some("2031-01-01"), None, false),
        ] {
            let before = since.map(said).unwrap_or_default();
            let verdict = judged(&kept, &before, day(today));
            assert_eq!(verdict.said, says.map(said).unwrap_or_default(), "{today}");
            assert_eq!(!verdict.gone.is_empty(), goes, "{today}");
        }
    }

    #[test]
    fn what_was_said_is_read_as_it_was_written() {
        let said = said("2027-01-03");
        assert_eq!(read(&write(&said)), Some(said));
        assert_eq!(read(b"{}"), None);
    }
}
