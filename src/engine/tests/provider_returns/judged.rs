//! Returns of providers that a person judged before the engine did, and the demands that they answer.

use crate::demands::{COUNCILS, FRAMEWORK, PROVIDERS};
use crate::framework::RETURNS;
use crate::judging::{self, answers_each_demand, england, fixtures, judge, period_facts, taken};
use care_engine::definition::{Definition, Rows};
use care_engine::json::{Json, parse};
use care_engine::session::{Address, Answer, Edit, Session, accept};
use std::collections::BTreeSet;
use std::rc::Rc;

/// The return as the fixture fills it.
pub(crate) fn fill(definition: &Rc<Definition>, form: &str, judged: &Json) -> Session {
    let facts = period_facts(definition, form, judged, ("9-000000001", "Larch"));
    judging::fill(definition, form, facts, judged, &mut taken)
}

#[test]
fn the_engine_judges_as_a_person_did() {
    let framework = england();
    let fill = |form: &str, judged: &Json| (fill(&framework, form, judged), BTreeSet::new());
    let (accepted, refused) = judge(&RETURNS, "check", &fill, &|_, text| {
        accept(&framework, text)
            .map(drop)
            .map_err(|refusals| format!("{refusals:?}"))
    });
    assert!(accepted >= 20 && refused >= 20, "{accepted} and {refused}");
}

#[test]
fn an_honest_example_answers_each_demand() {
    let framework = england();
    answers_each_demand(PROVIDERS, &|form, honest| fill(&framework, form, honest));
}

/// What is posted says of which framework it is, which is the first demand; the others are answered by the providers' returns
/// and the councils', each by an honest example that holds the value.
#[test]
fn every_demand_is_answered_and_no_other() {
    let framework = england();
    for form in RETURNS {
        let honest = &fixtures(form)["01-honest.json"];
        let posted = parse(&judging::finish(&mut fill(&framework, form, honest)).unwrap()).unwrap();
        let said = |at: &str| posted.at(at).and_then(Json::as_text);
        assert_eq!(said("/framework/id"), Some(&*framework.id), "{form}");
        assert_eq!(said("/framework/version"), Some(&*framework.version));
    }
    let mut answered = BTreeSet::from([FRAMEWORK.to_owned()]);
    for (demand, _, items) in PROVIDERS.iter().chain(COUNCILS) {
        assert!(!items.is_empty(), "{demand}");
        answered.insert((*demand).to_owned());
    }
    let demands: BTreeSet<String> = (1..=24).map(|number| format!("D{number:02}")).collect();
    assert_eq!(answered, demands);
}

/// Counting areas looks at each pair of rows: a full table stays within the steps that a rule may take.
#[test]
fn a_full_table_of_areas_is_counted() {
    let framework = england();
    let honest = &fixtures("care-hours")["01-honest.json"];
    let mut session = fill(&framework, "care-hours", honest);
    let Rows::Free { max, .. } = session.form().tables[0].rows else {
        panic!("rows are fixed")
    };
    let codes: Vec<String> = framework
        .lists
        .iter()
        .find(|list| list.id == "council")
        .unwrap()
        .codes
        .iter()
        .filter(|code| code.until.is_none())
        .map(|code| code.code.clone())
        .collect();
    for row in 3..max {
        // Two rows to an area; Leeds and Wakefield have rows already.
        let area = &codes[usize::try_from(row / 2).unwrap()];
        let cells = vec![(0, Answer::typed(area))];
        let add = Edit::AddRow {
            table: 0,
            row: Rc::from(row.to_string()),
            position: row,
            cells,
        };
        session.apply(add).unwrap();
    }
    let mut areas: BTreeSet<&str> = (3..max).map(|row| &*codes[(row / 2) as usize]).collect();
    areas.extend(["E08000035", "E08000036"]);
    let at = Address::parse("area_count", &framework, session.form()).unwrap();
    let said = [areas.len().to_string().as_str(), " areas"].concat();
    assert_eq!(session.in_words(&at), Some(said));
}

/// What is worked out, beside the same worked out by hand.
#[test]
fn figures_are_worked_out() {
    let framework = england();
    for (form, file, item, by_hand) in [
        (
            "provider-profile",
            "01-honest",
            "basic_info_complete",
            Some("100%"),
        ),
        // Staff and groups are missing, of 17.
        (
            "provider-profile",
            "18-missing",
            "basic_info_complete",
            Some("88.2%"),
        ),
        // Not registered: neither numbers nor manager; people in place of beds.
        (
            "provider-profile",
            "16-day-service",
            "basic_info_complete",
            Some("100%"),
        ),
        (
            "provider-profile",
            "17-head-office",
            "basic_info_complete",
            Some("100%"),
        ),
        (
            "care-hours",
            "01-honest",
            "total_hours_delivered",
            Some("818 hours"),
        ),
        ("care-hours", "01-honest", "delivered_pct", Some("97.3%")),
        ("care-hours", "01-honest", "area_count", Some("2 areas")),
        // An area that is not known may be any.
        ("care-hours", "12-area-not-known", "area_count", None),
        (
            "care-hours",
            "12-area-not-known",
            "total_hours_delivered",
            Some("818 hours"),
        ),
        // Outside England counts as an area of its own.
        (
            "care-hours",
            "14-live-in-outside",
            "area_count",
            Some("2 areas"),
        ),
        ("care-hours", "22-hours-missing", "delivered_pct", None),
        (
            "digital-readiness",
            "01-honest",
            "dscr_people_pct",
            Some("100%"),
        ),
        // 2 of 30.
        (
            "digital-readiness",
            "01-honest",
            "no_access_pct",
            Some("6.7%"),
        ),
        (
            "digital-readiness",
            "02-nothing-digital",
            "dscr_people_pct",
            Some("0%"),
        ),
        ("workforce-paperwork", "01-honest", "turnover", Some("20%")),
        (
            "workforce-paperwork",
            "01-honest",
            "returns_hours_year",
            Some("17 hours"),
        ),
        // 610 of 880.5.
        (
            "workforce-paperwork",
            "01-honest",
            "people_per_care_hour",
            Some("0.69"),
        ),
        ("workforce-paperwork", "08-no-staff-yet", "turnover", None),
    ] {
        let judged = &fixtures(form)[&[file, ".json"].concat()];
        let session = fill(&framework, form, judged);
        let at = Address::parse(item, &framework, session.form()).unwrap();
        let said = session.value_at(&at).and(session.in_words(&at));
        assert_eq!(said.as_deref(), by_hand, "{form}/{file} {item}");
    }
}
