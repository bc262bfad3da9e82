//! Version 1 of a stored progress: small JSON, `{"v":1,"is":"ready","at":…,"tries":…,"doubts":…,"why":…}`.

use super::outbox::{Effort, Progress, StuckReason, Then, Why};
use super::refusal::{Finding, Refusal};
use care_engine::json::{Json, Writer, parse};
use care_engine::value::Decimal;

/// Writes a progress.
pub(super) fn write(progress: &Progress) -> Vec<u8> {
    let mut json = Writer::new();
    json.begin_object();
    json.key("v");
    json.integer(1);
    match progress {
        Progress::Ready { effort, at, why } => {
            json.text_entry("is", "ready");
            write_effort(&mut json, *effort);
            write_time(&mut json, *at);
            let (word, status) = match why {
                Why::Fresh => ("fresh", None),
                Why::Busy(status) => ("busy", Some(*status)),
                Why::NotTheBackend => ("not-the-backend", None),
                Why::NotThere => ("not-there", None),
            };
            json.text_entry("why", word);
            if let Some(status) = status {
                json.key("status");
                json.integer(i64::from(status));
            }
        }
        Progress::Unknown { effort, at } => {
            json.text_entry("is", "unknown");
            write_effort(&mut json, *effort);
            write_time(&mut json, *at);
        }
        Progress::NeedsSignIn { effort, then } => {
            json.text_entry("is", "sign-in");
            write_effort(&mut json, *effort);
            json.text_entry("then", if *then == Then::Send { "send" } else { "ask" });
        }
        Progress::Stuck { reason } => match reason {
            StuckReason::Refused(refusal) => write_refusal(&mut json, "refused", refusal),
            StuckReason::NoReceipt(answer) => write_refusal(&mut json, "no-receipt", answer),
            StuckReason::Different => json.text_entry("is", "different"),
        },
    }
    json.end_object();
    json.finish().into_bytes()
}

fn write_effort(json: &mut Writer, effort: Effort) {
    json.key("tries");
    json.integer(i64::from(effort.tries));
    json.key("doubts");
    json.integer(i64::from(effort.doubts));
}

fn write_time(json: &mut Writer, at: i64) {
    json.key("at");
    json.integer(at);
}

fn write_refusal(json: &mut Writer, is: &str, refusal: &Refusal) {
    json.text_entry("is", is);
    json.key("status");
    json.integer(i64::from(refusal.status));
    if let Some(title) = &refusal.title {
        json.text_entry("title", title);
    }
    json.key("findings");
    json.begin_list();
    for finding in &refusal.findings {
        json.begin_object();
        json.text_entry("pointer", &finding.pointer);
        json.text_entry("detail", &finding.detail);
        json.end_object();
    }
    json.end_list();
}

/// Reads what [`write()`] wrote; `None` for anything else.
pub(super) fn read(bytes: &[u8]) -> Option<Progress> {
    let json = parse(std::str::from_utf8(bytes).ok()?).ok()?;
    if json.get("v")?.as_count()? != 1 {
        return None;
    }
    let text = |key: &str| json.get(key).and_then(Json::as_text);
    let count = |key: &str| json.get(key).and_then(Json::as_count);
    let effort = match (count("tries"), count("doubts")) {
        (Some(tries), Some(doubts)) => Some(Effort { tries, doubts }),
        _ => None,
    };
    let at = json
        .get("at")
        .and_then(Json::number)
        .and_then(Decimal::to_int);
    let status = count("status").and_then(|status| u16::try_from(status).ok());
    let is = text("is")?;
    let reason = match is {
        "refused" | "no-receipt" => {
            let refusal = read_refusal(&json, status?)?;
            if is == "refused" {
                StuckReason::Refused(refusal)
            } else {
                StuckReason::NoReceipt(refusal)
            }
        }
        "different" => StuckReason::Different,
        _ => {
            let effort = effort?;
            return match is {
                "ready" => Some(Progress::Ready {
                    effort,
                    at: at?,
                    why: match text("why")? {
                        "fresh" => Why::Fresh,
                        "busy" => Why::Busy(status?),
                        "not-the-backend" => Why::NotTheBackend,
                        "not-there" => Why::NotThere,
                        _ => return None,
                    },
                }),
                "unknown" => Some(Progress::Unknown { effort, at: at? }),
                "sign-in" => Some(Progress::NeedsSignIn {
                    effort,
                    then: match text("then")? {
                        "send" => Then::Send,
                        "ask" => Then::Ask,
                        _ => return None,
                    },
                }),
                _ => None,
            };
        }
    };
    Some(Progress::Stuck { reason })
}

fn read_refusal(json: &Json, status: u16) -> Option<Refusal> {
    let mut findings = Vec::new();
    for finding in json.get("findings")?.as_list()? {
        let pointer = finding.get("pointer")?.as_text()?;
        let detail = finding.get("detail")?.as_text()?;
        findings.push(Finding {
            pointer: pointer.to_owned(),
            detail: detail.to_owned(),
        });
    }
    let title = json.get("title").and_then(Json::as_text);
    Some(Refusal {
        status,
        title: title.map(str::to_owned),
        findings,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::outbox::{Effort, Progress, StuckReason, Then, Why};
    use super::super::refusal::{Finding, Refusal};

    // Every kind of progress as version 1 wrote it. They must open for ever: a change here is a new version.
    fn vectors() -> Vec<(Progress, &'static str)> {
        let effort = Effort {
            tries: 2,
            doubts: 1,
        };
        let ready = |why| Progress::Ready {
            effort,
            at: 1_780_000_000_000,
            why,
        };
        let refusal = Refusal {
            status: 422,
            title: Some("No".into()),
            findings: vec![Finding {
                pointer: "/answers/a".into(),
                detail: "Too \"many\"".into(),
            }],
        };
        let bare = Refusal {
            status: 200,
            ..Refusal::default()
        };
        vec![
            (
                ready(Why::Fresh),
                r#"{"v":1,"is":"ready","tries":2,"doubts":1,"at":1780000000000,"why":"fresh"}"#,
            ),
            (
                ready(Why::Busy(503)),
                r#"{"v":1,"is":"ready","tries":2,"doubts":1,"at":1780000000000,"why":"busy","status":503}"#,
            ),
            (
                ready(Why::NotTheBackend),
                r#"{"v":1,"is":"ready","tries":2,"doubts":1,"at":1780000000000,"why":"not-the-backend"}"#,
            ),
            (
                ready(Why::NotThere),
                r#"{"v":1,"is":"ready","tries":2,"doubts":1,"at":1780000000000,"why":"not-there"}"#,
            ),
            (
                Progress::Unknown { effort, at: -5 },
                r#"{"v":1,"is":"unknown","tries":2,"doubts":1,"at":-5}"#,
            ),
            (
                Progress::NeedsSignIn {
                    effort,
                    then: Then::Send,
                },
                r#"{"v":1,"is":"sign-in","tries":2,"doubts":1,"then":"send"}"#,
            ),
            (
                Progress::NeedsSignIn {
                    effort,
                    then: Then::Ask,
                },
                r#"{"v":1,"is":"sign-in","tries":2,"doubts":1,"then":"ask"}"#,
            ),
            (
                Progress::Stuck {
                    reason: StuckReason::Refused(refusal),
                },
                r#"{"v":1,"is":"refused","status":422,"title":"No","findings":[{"pointer":"/answers/a","detail":"Too \"many\""}]}"#,
            ),
            (
                Progress::Stuck {
                    reason: StuckReason::NoReceipt(bare),
                },
                r#"{"v":1,"is":"no-receipt","status":200,"findings":[]}"#,
            ),
            (
                Progress::Stuck {
                    reason: StuckReason::Different,
                },
                r#"{"v":1,"is":"different"}"#,
            ),
        ]
    }

    #[test]
    fn version_1_is_written_so_and_opens_for_ever() {
        for (progress, text) in vectors() {
            assert_eq!(String::from_utf8(progress.to_bytes()).unwrap(), text);
            assert_eq!(Progress::from_bytes(text.as_bytes()), progress);
        }
    }

    #[test]
    fn what_cannot_be_read_is_asked_after() {
        let unknown = Progress::Unknown {
            effort: Effort::default(),
            at: 0,
        };
        for text in [
            "",
            "{",
            "{}",
            r#"{"v":2,"is":"ready"}"#,
            r#"{"v":1,"is":"other"}"#,
            r#"{"v":1,"is":"ready"}"#,
        ] {
            assert_eq!(Progress::from_bytes(text.as_bytes()), unknown, "{text}");
        }
        assert_eq!(Progress::from_bytes(&[255]), unknown);
    }
}
