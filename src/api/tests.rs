//! The API as far as it runs without JavaScript; `wasm-tests/package` runs the rest in Node.

use super::describing::described;
use super::error::ApiError;
use super::framework::{Framework, load};
use super::given::{
    EditGiven, FinishGiven, HeldGiven, KnownGiven, OpenGiven, PeriodGiven, SubjectGiven,
};
use super::open_return::OpenReturn;
use super::shown::{EntryShown, StatusShown, ValueShown};
use care_engine::json::{Json, parse};

const DOCUMENT: &str = include_str!("../../static/frameworks/asc-england.json");
const HOME: &str = include_str!("../../wasm-tests/fixtures/returns/01-care-home.json");

fn framework() -> Framework {
    load(DOCUMENT).unwrap()
}

fn known(json: Option<&Json>) -> Vec<KnownGiven> {
    let entries = json.and_then(Json::entries).unwrap();
    entries
        .iter()
        .map(|(item, text)| KnownGiven {
            item: item.to_string(),
            text: text.as_text().map(str::to_owned),
            codes: None,
        })
        .collect()
}

fn opened(framework: &Framework, draft: Option<String>) -> OpenReturn {
    let home = parse(HOME).unwrap();
    framework
        .open(&OpenGiven {
            form: "capacity-workforce".to_owned(),
            today: "2026-11-10".to_owned(),
            period: Some(PeriodGiven {
                start: "2026-10-01".to_owned(),
                end: "2026-10-31".to_owned(),
            }),
            subject: Some(SubjectGiven {
                id: "9-000000001".to_owned(),
                name: "Larch House".to_owned(),
                profile: known(home.get("subject")),
            }),
            previous: None,
            latest: None,
            others: Vec::new(),
            draft,
        })
        .unwrap()
}

fn set(place: &str, answer: &Json) -> EditGiven {
    let codes = answer.as_list().map(|codes| {
        let codes = codes.iter();
        codes
            .map(|code| code.as_text().unwrap().to_owned())
            .collect()
    });
    EditGiven::Set {
        place: place.to_owned(),
        text: answer.as_text().map(str::to_owned),
        codes,
        missing: None,
        estimated: false,
        origin: None,
    }
}

fn fill(session: &mut OpenReturn) {
    let home = parse(HOME).unwrap();
    for (item, answer) in home.get("answers").and_then(Json::entries).unwrap() {
        session.edit(&set(item, answer)).unwrap();
    }
    let table = home.at("/tables/vac_by_type").unwrap();
    for (row, cells) in table.entries().unwrap() {
        for (item, answer) in cells.entries().unwrap() {
            let place = ["vac_by_type", row, item].join("/");
            session.edit(&set(&place, answer)).unwrap();
        }
    }
}

fn finishing() -> FinishGiven {
    FinishGiven {
        id: "11111111-2222-4333-8444-555555555555".to_owned(),
        at: "2026-11-10T09:00:00Z".to_owned(),
        filer: vec![],
        replaces: None,
    }
}

#[test]
fn a_return_is_filled_finished_and_accepted() {
    let framework = framework();
    let mut session = opened(&framework, None);
    let Err(ApiError::NotFinished(findings)) = session.freeze(&finishing()) else {
        panic!("an empty return was finished");
    };
    assert!(!findings.is_empty());
    fill(&mut session);
    assert_eq!(session.found().len(), 0);
    let posted = session.freeze(&finishing()).unwrap();
    let verdict = framework.judge(&posted, &HeldGiven::default()).unwrap();
    assert!(verdict.accepted, "{:?}", verdict.refusals);
    let forged = posted.replace(
        "\"beds_occupied\":{\"value\":20",
        "\"beds_occupied\":{\"value\":25",
    );
    assert_ne!(forged, posted);
    let verdict = framework.judge(&forged, &HeldGiven::default()).unwrap();
    assert!(!verdict.accepted && !verdict.refusals.is_empty());
}

#[test]
fn what_is_shown_is_what_was_typed_and_what_it_comes_to() {
    let framework = framework();
    let mut session = opened(&framework, None);
    fill(&mut session);
    let shown = session.shown();
    let entries = shown.sections.iter().flat_map(|section| &section.entries);
    let mut hours = None;
    for entry in entries {
        if let EntryShown::Question(question) = entry
            && question.place == "hours_paid"
        {
            hours = Some(question.answer.clone());
        }
    }
    let hours = hours.unwrap();
    assert_eq!(hours.status, StatusShown::Given);
    assert_eq!(hours.value, Some(ValueShown::Text("640.5".to_owned())));
    assert_eq!(hours.text.as_deref(), Some("640.5"));
    assert_eq!(hours.origin, "typed");
}

#[test]
fn a_draft_goes_on_where_it_was_left() {
    let framework = framework();
    let mut session = opened(&framework, None);
    fill(&mut session);
    let draft = session.text_of_draft("d", "2026-11-10T08:00:00Z").unwrap();
    let mut again = opened(&framework, Some(draft));
    assert_eq!(
        again.freeze(&finishing()).unwrap(),
        session.freeze(&finishing()).unwrap()
    );
    let other = "{\"shape\":\"draft/9\"}".to_owned();
    let given = OpenGiven {
        form: "capacity-workforce".to_owned(),
        today: "2026-11-10".to_owned(),
        period: None,
        subject: None,
        previous: None,
        latest: None,
        others: Vec::new(),
        draft: Some(other),
    };
    assert!(matches!(framework.open(&given), Err(ApiError::Draft)));
}

#[test]
fn each_edit_can_be_taken_back() {
    let framework = framework();
    let mut session = opened(&framework, None);
    let before = session.text_of_draft("d", "2026-11-10T08:00:00Z").unwrap();
    fill(&mut session);
    for _ in 0..100 {
        session.undo();
    }
    assert_eq!(
        session.text_of_draft("d", "2026-11-10T08:00:00Z").unwrap(),
        before
    );
}

#[test]
fn an_edit_that_names_nothing_is_refused_in_words() {
    let framework = framework();
    let mut session = opened(&framework, None);
    let nothing = set("no_such_item", &Json::Text("1".into()));
    let refused = session.edit(&nothing).unwrap_err();
    assert_eq!(refused.code(), "bad-edit");
    assert_eq!(
        refused.to_string(),
        "The edit was refused: the form has no such place."
    );
    let both = EditGiven::Set {
        place: "beds_occupied".to_owned(),
        text: Some("1".to_owned()),
        codes: None,
        missing: Some("not-known".to_owned()),
        estimated: false,
        origin: None,
    };
    assert_eq!(session.edit(&both).unwrap_err().code(), "bad-argument");
}

#[test]
fn every_problem_of_a_document_is_told() {
    let Err(ApiError::Framework(problems)) = load("{\"format\":1}") else {
        panic!("that is no framework");
    };
    assert!(problems.len() > 3);
    assert!(problems.iter().all(|problem| !problem.message.is_empty()));
}

#[test]
fn the_whole_framework_is_described() {
    let framework = framework();
    let told = described(framework.definition());
    assert_eq!(told.returns.len(), 8);
    assert_eq!(told.items.len(), framework.definition().items.len());
    let asked: Vec<_> = told
        .returns
        .iter()
        .flat_map(|form| &form.sections)
        .collect();
    assert!(asked.iter().all(|section| !section.id.is_empty()));
    let home = told
        .items
        .iter()
        .find(|item| item.id == "max_capacity")
        .unwrap();
    assert_eq!(
        (home.min.as_deref(), home.unit.as_deref()),
        (Some("0"), Some("beds"))
    );
}
