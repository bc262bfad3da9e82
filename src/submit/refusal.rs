//! Why the backend refused a return, from RFC 9457 problem details or a FHIR `OperationOutcome`.

use care_engine::json::{Json, parse, pointer};

/// How many findings of one answer are kept.
const MOST_FINDINGS: usize = 200;
/// How much of one text of the backend is kept, in characters.
const MOST_TEXT: usize = 500;

/// One thing that the backend says is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where in the return, as a JSON Pointer; empty where the backend does not say.
    pub pointer: String,
    /// The backend's words.
    pub detail: String,
}

/// The backend's no, or its answer that is neither yes nor no.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The backend's words for the whole of it.
    pub title: Option<String>,
    /// What it says is wrong, and where.
    pub findings: Vec<Finding>,
}

impl Refusal {
    /// Reads a refusal out of an answer's body; a body that says nothing leaves the status alone.
    pub(super) fn read(status: u16, body: &str) -> Self {
        let Ok(json) = parse(body) else {
            return Self {
                status,
                ..Self::default()
            };
        };
        Self::of(status, &json)
    }

    /// The same where the return was sent in an envelope: places in that are places in the return.
    pub(super) fn out_of(mut self, envelope: Option<&str>) -> Self {
        if let Some(key) = envelope {
            let mut before = String::new();
            pointer::push(&mut before, key);
            for finding in &mut self.findings {
                if let Some(within) = finding.pointer.strip_prefix(&before)
                    && (within.is_empty() || within.starts_with('/'))
                {
                    finding.pointer = within.to_owned();
                }
            }
        }
        self
    }

    /// Reads a refusal out of an answer.
    fn of(status: u16, json: &Json) -> Self {
        let is_fhir = json.get("resourceType").and_then(Json::as_text) == Some("OperationOutcome");
        let (title, mut findings) = if is_fhir {
            outcome(json)
        } else {
            problem(json)
        };
        findings.truncate(MOST_FINDINGS);
        Self {
            status,
            title,
            findings,
        }
    }
}

/// Why an answer refuses, in the backend's words alone; empty where it does not say.
pub(super) fn words(answer: &Json) -> Vec<String> {
    let refusal = Refusal::of(0, answer);
    let mut words = Vec::new();
    for finding in refusal.findings {
        words.push(finding.detail);
    }
    if words.is_empty() {
        words.extend(refusal.title);
    }
    words
}

fn short(text: &str) -> String {
    text.chars().take(MOST_TEXT).collect()
}

fn text(json: &Json, key: &str) -> Option<String> {
    json.get(key)
        .and_then(Json::as_text)
        .filter(|text| !text.is_empty())
        .map(short)
}

/// RFC 9457: `{title, detail, errors: [{pointer, detail}]}`.
fn problem(json: &Json) -> (Option<String>, Vec<Finding>) {
    let errors = json
        .get("errors")
        .and_then(Json::as_list)
        .unwrap_or_default();
    let mut findings = Vec::new();
    for error in errors {
        let Some(detail) = text(error, "detail") else {
            continue;
        };
        let pointer = text(error, "pointer").unwrap_or_default();
        // The RFC's own example writes pointers as the fragment of an address.
        let pointer = pointer.strip_prefix('#').unwrap_or(&pointer).to_owned();
        findings.push(Finding { pointer, detail });
    }
    if findings.is_empty()
        && let Some(detail) = text(json, "detail")
    {
        findings.push(Finding {
            pointer: String::new(),
            detail,
        });
    }
    (text(json, "title"), findings)
}

/// FHIR: `{issue: [{severity, details: {text}, diagnostics, expression: [...]}]}`.
fn outcome(json: &Json) -> (Option<String>, Vec<Finding>) {
    let issues = json
        .get("issue")
        .and_then(Json::as_list)
        .unwrap_or_default();
    let mut findings = Vec::new();
    for issue in issues {
        if let Some("warning" | "information" | "success") =
            issue.get("severity").and_then(Json::as_text)
        {
            continue;
        }
        let detail = issue
            .get("details")
            .and_then(|details| text(details, "text"));
        let detail = detail
            .or_else(|| text(issue, "diagnostics"))
            .or_else(|| text(issue, "code"));
        let place = issue
            .get("expression")
            .and_then(Json::as_list)
            .and_then(<[Json]>::first)
            .and_then(Json::as_text);
        if let Some(detail) = detail {
            findings.push(Finding {
                pointer: place_to_pointer(place.unwrap_or_default()),
                detail,
            });
        }
    }
    (None, findings)
}

/// A `FHIRPath` as a pointer: `Return.answers.beds` and `answers.rows[2].beds` name parts by dots; an item of a
/// questionnaire is named by its `linkId`. A pointer stays one.
fn place_to_pointer(place: &str) -> String {
    if place.is_empty() || place.starts_with('/') {
        return place.to_owned();
    }
    let mut made = String::new();
    if let Some(after) = after_last(place, "linkId='").or_else(|| after_last(place, "linkId = '")) {
        let id = after.split_once('\'').map_or(after, |(id, _)| id);
        pointer::push(&mut made, "answers");
        pointer::push(&mut made, id);
        return made;
    }
    for (at, part) in place.split('.').enumerate() {
        if at == 0 && part.as_bytes().first().is_some_and(u8::is_ascii_uppercase) {
            continue;
        }
        let (name, index) = part.split_once('[').map_or((part, None), |(name, index)| {
            (name, index.strip_suffix(']'))
        });
        pointer::push(&mut made, name);
        if let Some(index) = index {
            pointer::push(&mut made, index);
        }
    }
    made
}

/// What stands after the last of such words. By bytes: the library's search from behind is code for this place alone.
fn after_last<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let bytes = text.as_bytes();
    let mut at = bytes.len();
    loop {
        let after = bytes.get(at..)?;
        if bytes.get(..at)?.ends_with(word.as_bytes()) {
            return std::str::from_utf8(after).ok();
        }
        at = at.checked_sub(1)?;
    }
}

#[cfg(test)]
mod tests {
    use super::{Finding, MOST_FINDINGS, MOST_TEXT, Refusal, place_to_pointer};

    fn finding(pointer: &str, detail: &str) -> Finding {
        Finding {
            pointer: pointer.into(),
            detail: detail.into(),
        }
    }

    #[test]
    fn problem_details_are_read() {
        let body = r##"{"title":"Not accepted","detail":"Two problems","errors":[
            {"pointer":"/answers/beds","detail":"Too many"},{"pointer":"#/answers/staff","detail":"Too few"},
            {"pointer":"/answers/x"},7,{"detail":"Somewhere"}]}"##;
        let refusal = Refusal::read(422, body);
        assert_eq!(refusal.title.as_deref(), Some("Not accepted"));
        let expected = [
            finding("/answers/beds", "Too many"),
            finding("/answers/staff", "Too few"),
            finding("", "Somewhere"),
        ];
        assert_eq!(refusal.findings, expected);
    }

    #[test]
    fn a_problem_without_errors_says_its_detail() {
        assert_eq!(
            Refusal::read(400, r#"{"detail":"Too old"}"#).findings,
            [finding("", "Too old")]
        );
    }

    #[test]
    fn an_operation_outcome_is_read() {
        let body = r#"{"resourceType":"OperationOutcome","issue":[
            {"severity":"error","code":"invalid","details":{"text":"Too many"},"expression":["Return.answers.beds"]},
            {"severity":"warning","diagnostics":"Look here"},
            {"severity":"fatal","code":"structure","diagnostics":"Too few","expression":["answers.rows[2].staff"]},
            {"severity":"error","code":"required"},{"severity":"error"}]}"#;
        let expected = [
            finding("/answers/beds", "Too many"),
            finding("/answers/rows/2/staff", "Too few"),
            finding("", "required"),
        ];
        assert_eq!(Refusal::read(422, body).findings, expected);
    }

    #[test]
    fn places_in_an_envelope_are_places_in_the_return() {
        let body = r#"{"errors":[{"pointer":"/my~1data/answers/beds","detail":"Too many"},{"pointer":"/answers/a","detail":"Few"},
            {"pointer":"/my~1data","detail":"All"},{"pointer":"/my~1database/a","detail":"Other"}]}"#;
        let places = |envelope| {
            let refusal = Refusal::read(422, body).out_of(envelope);
            let places = refusal.findings.into_iter().map(|finding| finding.pointer);
            places.collect::<Vec<_>>()
        };
        let expected = ["/answers/beds", "/answers/a", "", "/my~1database/a"];
        assert_eq!(places(Some("my/data")), expected);
        assert_eq!(places(None)[0], "/my~1data/answers/beds");
    }

    #[test]
    fn places_become_pointers() {
        for (place, expected) in [
            ("", ""),
            ("/answers/a", "/answers/a"),
            (
                "QuestionnaireResponse.item.where(linkId='beds').answer",
                "/answers/beds",
            ),
            ("answers.a/b", "/answers/a~1b"),
            ("Return", ""),
            ("a[", "/a"),
        ] {
            assert_eq!(place_to_pointer(place), expected, "{place}");
        }
    }

    #[test]
    fn what_says_nothing_leaves_the_status() {
        for body in [
            "",
            "<html>",
            "[]",
            "7",
            "{}",
            r#"{"errors":{}}"#,
            r#"{"resourceType":"OperationOutcome"}"#,
        ] {
            assert_eq!(
                Refusal::read(413, body),
                Refusal {
                    status: 413,
                    ..Refusal::default()
                },
                "{body}"
            );
        }
    }

    #[test]
    fn an_endless_refusal_is_cut() {
        let error = format!(r#"{{"detail":"{}"}}"#, "é".repeat(MOST_TEXT * 2));
        let body = format!(
            r#"{{"errors":[{}]}}"#,
            vec![error; MOST_FINDINGS * 2].join(",")
        );
        let refusal = Refusal::read(422, &body);
        assert_eq!(refusal.findings.len(), MOST_FINDINGS);
        assert!(
            refusal
                .findings
                .iter()
                .all(|finding| finding.detail.chars().count() == MOST_TEXT)
        );
    }
}

#[cfg(test)]
#[path = "hostile_tests.rs"]
mod hostile_tests;
