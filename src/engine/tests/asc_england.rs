//! The framework that ships: it loads without a problem, asks all of the monthly return, its holidays give the
//! windows that were published, and the returns judged by hand speak of items that it has.
#![allow(clippy::unwrap_used)]

use care_engine::definition::{Definition, DuePeriod, Kind, Period, ReturnTerms, State, due, load};
use care_engine::json::{Json, parse};
use care_engine::session::{Address, Answer, Edit, Facts, Node, Session, Subject, slot_of};
use care_engine::value::{Date, Month};
use std::collections::BTreeSet;
use std::fs::{read_dir, read_to_string};
use std::rc::Rc;

const FRAMEWORK: &str = "../../static/frameworks/asc-england.json";
const RETURNS: &str = "../../wasm-tests/fixtures/returns";

/// The monthly return's rows of the domain's table, in its order: 39 items and a table.
const ROWS: &str = "max_capacity beds_occupied beds_reserved beds_admitting beds_unavailable beds_unavail_why \
    vac_by_type accepting admissions_month leavers_month from_hospital_month hospital_wait service_user_count \
    users_public users_self more_hours_able extra_hours poc_returned nurses_employed care_workers_employed \
    non_care_employed agency_nurses agency_care_workers agency_non_care absent_nurses absent_care_workers \
    absent_non_care hours_paid hours_overtime hours_agency hours_absent staff_vacancies flu_people_eligible \
    flu_people_done flu_staff_done visiting visiting_out outbreak posts_per_bed notes";

fn framework() -> Definition {
    load(&read_to_string(FRAMEWORK).unwrap()).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn monthly(framework: &Definition) -> &ReturnTerms {
    framework
        .returns()
        .find(|(form, _)| form.id == "capacity-workforce")
        .unwrap()
        .1
}

/// The ids of a form's items, its tables, and the columns of these as `table/column`.
fn names(framework: &Definition, form: &str) -> BTreeSet<String> {
    let form = framework.form(form).unwrap();
    let mut names: BTreeSet<String> = form
        .slots
        .iter()
        .map(|slot| framework.item(slot.item).id.clone())
        .collect();
    for table in &form.tables {
        names.insert(table.id.clone());
        names.extend(
            table
                .columns
                .iter()
                .map(|column| format!("{}/{}", table.id, framework.item(column.item).id)),
        );
    }
    names
}

#[test]
fn asks_every_row_of_the_monthly_return() {
    let framework = framework();
    let names = names(&framework, "capacity-workforce");
    let rows: Vec<&str> = ROWS.split_whitespace().collect();
    assert_eq!(rows.len(), 40);
    assert_eq!(rows.iter().filter(|row| !names.contains(**row)).count(), 0);
}

#[test]
fn closes_when_the_published_windows_did() {
    let framework = framework();
    let terms = monthly(&framework);
    // The month of the window, the day on which it closed, and whether the list of holidays reaches so far.
    for (month, closes, provisional) in [
        ("2024-01", "2024-01-15", false),
        ("2024-02", "2024-02-14", false),
        ("2024-03", "2024-03-14", false),
        ("2024-07", "2024-07-15", false),
        ("2024-08", "2024-08-14", false),
        ("2024-09", "2024-09-16", false),
        ("2024-10", "2024-10-14", false),
        ("2024-11", "2024-11-14", false),
        ("2024-12", "2024-12-16", false),
        // Good Friday to Easter Monday; not published, worked out.
        ("2028-04", "2028-04-18", false),
        ("2029-01", "2029-01-15", true),
    ] {
        let of_window = Month::parse_iso(month).unwrap();
        let last = due(&framework, terms, of_window.last_day().unwrap())[0];
        let window = last.window;
        assert_eq!(
            last.period,
            Period::month(of_window.add(-1).unwrap()).unwrap()
        );
        assert_eq!(
            window.opens,
            of_window.first_day().unwrap().add_days(7).unwrap(),
            "{month}"
        );
        assert_eq!(window.closes, Date::parse_iso(closes).unwrap(), "{month}");
        assert_eq!(window.provisional, provisional, "{month}");
    }
}

#[test]
fn returns_judged_by_hand_speak_of_what_it_has() {
    let framework = framework();
    let (asked, profile) = (
        names(&framework, "capacity-workforce"),
        names(&framework, "location"),
    );
    let checks: BTreeSet<&str> = framework
        .form("capacity-workforce")
        .unwrap()
        .checks
        .iter()
        .map(|check| check.id.as_str())
        .collect();
    let keys = |json: &Json, part: &str| -> Vec<String> {
        json.get(part)
            .and_then(Json::entries)
            .unwrap_or(&[])
            .iter()
            .map(|(key, _)| key.to_string())
            .collect()
    };
    let mut count = 0;
    for file in read_dir(RETURNS).unwrap() {
        let path = file.unwrap().path();
        let fixture = parse(&read_to_string(&path).unwrap()).unwrap();
        let shown = path.display();
        for key in keys(&fixture, "answers")
            .iter()
            .chain(&keys(&fixture, "previous"))
        {
            assert!(asked.contains(key), "{shown}: {key}");
        }
        for key in keys(&fixture, "subject") {
            assert!(profile.contains(&key), "{shown}: {key}");
        }
        for (table, rows) in fixture.get("tables").and_then(Json::entries).unwrap() {
            for (_, row) in rows.entries().unwrap() {
                for (column, _) in row.entries().unwrap() {
                    assert!(
                        asked.contains(&format!("{table}/{column}")),
                        "{shown}: {column}"
                    );
                }
            }
        }
        let expect = fixture.get("expect").unwrap();
        let errors = expect.get("errors").and_then(Json::as_list).unwrap();
        assert_eq!(
            expect.get("accepted").and_then(Json::as_bool),
            Some(errors.is_empty()),
            "{shown}"
        );
        for finding in errors
            .iter()
            .chain(expect.get("warnings").and_then(Json::as_list).unwrap())
        {
            assert!(
                finding.get("pointer").and_then(Json::as_text).is_some(),
                "{shown}"
            );
            if let Some(check) = finding.get("check").and_then(Json::as_text) {
                assert!(checks.contains(check), "{shown}: {check}");
            }
        }
        count += 1;
    }
    assert_eq!(count, 31);
}

/// The returns of quarters, halves of a year and years that were judged by hand are of periods that are due when they
/// are filed.
#[test]
fn asks_for_the_periods_that_were_judged() {
    let framework = framework();
    let mut count = 0;
    for (form, terms) in framework.returns() {
        let Ok(files) = read_dir([RETURNS, "-", &form.id].concat()) else {
            assert_eq!(form.id, "capacity-workforce");
            continue;
        };
        for file in files {
            let path = file.unwrap().path();
            let fixture = parse(&read_to_string(&path).unwrap()).unwrap();
            let day = |at: &str| Date::parse_iso(fixture.at(at).unwrap().as_text().unwrap());
            let period = Period {
                start: day("/period/start").unwrap(),
                end: day("/period/end").unwrap(),
            };
            let due = due(&framework, terms, day("/filedOn").unwrap());
            let open = |due: &DuePeriod| matches!(due.state, State::Open { .. });
            assert!(
                due.iter().any(|due| due.period == period && open(due)),
                "{}",
                path.display()
            );
            count += 1;
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn pounds_are_said_once() {
    let definition = framework();
    let behind = |id: &str| {
        let item = definition.items.iter().find(|item| item.id == id);
        care_engine::session::unit_behind(item.unwrap(), None).map(str::to_owned)
    };
    let money = |unit: &str| {
        let mut items = definition.items.iter();
        let item = items.find(|item| item.unit.as_ref().is_some_and(|known| known.other == unit));
        item.unwrap().id.clone()
    };
    assert_eq!(behind(&money("£")), None);
    assert_eq!(behind(&money("£ thousand")).as_deref(), Some("thousand"));
    assert_eq!(behind("beds_occupied").as_deref(), Some("beds"));
}

/// Free text in which nobody needs to name a person. Names and addresses of organisations, and what they call
/// themselves, are looked at by no check.
#[test]
fn free_text_is_looked_at_for_what_identifies_a_person() {
    let document = parse(&read_to_string(FRAMEWORK).unwrap()).unwrap();
    let framework = framework();
    let names = [
        "location_name",
        "org_name",
        "addr_line1",
        "addr_line2",
        "addr_town",
        "ods_code",
        "ico_reg_no",
    ];
    let mut looked_at = 0;
    for (form, _) in framework.returns() {
        let checks = document.at(&format!("/returns/{}/checks", form.id));
        let checks = checks.and_then(Json::as_list).unwrap();
        for slot in &form.slots {
            let item = framework.item(slot.item);
            let free = matches!(item.kind, Kind::Text { .. } | Kind::LongText { .. });
            if !free || names.contains(&item.id.as_str()) {
                continue;
            }
            let wanted = format!("!looksPersonal({})", item.id);
            assert!(
                checks.iter().any(|check| {
                    let text = |key| check.get(key).and_then(Json::as_text);
                    text("expect") == Some(&wanted) && text("kind") == Some("warning")
                }),
                "{}: {}",
                form.id,
                item.id
            );
            looked_at += 1;
        }
    }
    assert_eq!(looked_at, 9);
}

/// The hours of a service that gives care at home, of the third quarter of 2026.
fn care_hours() -> Session {
    let definition = Rc::new(framework());
    let form = Rc::clone(definition.form("care-hours").unwrap());
    let answer = |item: &str, text: &str| (item.to_owned(), Answer::typed(text).content);
    let facts = Facts {
        today: Date::parse_iso("2026-10-12").unwrap(),
        period: Some(Period {
            start: Date::parse_iso("2026-07-01").unwrap(),
            end: Date::parse_iso("2026-09-30").unwrap(),
        }),
        subject: Some(Subject {
            kind: "location".into(),
            id: "9-000000003".into(),
            name: "Fernside Home Care".into(),
            profile: vec![answer("regulated", "yes"), answer("service", "8")],
        }),
        previous: None,
        latest: None,
        others: vec![],
    };
    Session::open(&definition, &form, facts)
}

fn choose_week(session: &mut Session) {
    let slot = slot_of(session.definition(), session.form(), "ref_week_start").unwrap();
    let edit = Edit::Set {
        at: Address::Slot(slot),
        answer: Answer::typed("14 September 2026"),
    };
    session.apply(edit).unwrap();
}

/// Nothing is asked of a week that nobody has named.
#[test]
fn no_text_speaks_of_a_week_that_is_not_chosen() {
    let mut session = care_hours();
    let said = |session: &Session| {
        let mut said = String::new();
        for section in 0..u16::try_from(session.form().sections.len()).unwrap() {
            if session.shown(&Node::Section(section)) {
                said.push_str(&session.intro(section).unwrap_or_default());
                for at in session.addresses_in(section) {
                    said.push_str(&session.question(&at));
                }
            }
        }
        said
    };
    assert!(
        !said(&session).contains("not answered"),
        "{}",
        said(&session)
    );
    choose_week(&mut session);
    assert!(
        !said(&session).contains("not answered"),
        "{}",
        said(&session)
    );
    assert!(said(&session).contains("from 14 September 2026 to 20 September 2026"));
}

/// Who gave no care says so once, and is not asked to explain why there are no rows.
#[test]
fn a_nil_return_of_hours_needs_no_rows() {
    let mut session = care_hours();
    choose_week(&mut session);
    let wants_rows = |session: &Session| {
        let mut findings = session.findings().into_iter();
        findings.any(|finding| finding.check.as_deref() == Some("rows-needed"))
    };
    assert!(wants_rows(&session));
    let reasons = session
        .definition()
        .list(session.definition().nil_reasons.unwrap());
    let nil = session.say_nil(&reasons.codes[0].code.clone());
    session.apply(nil).unwrap();
    assert!(!wants_rows(&session));
    let back = session.take_back_nil();
    session.apply(back).unwrap();
    assert!(wants_rows(&session));
}
