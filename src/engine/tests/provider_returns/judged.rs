//! Returns of providers that a person judged before the engine did, and the demands that they answer.

use crate::framework::RETURNS;
use crate::judging::{self, answers_each_demand, england, fixtures, judge, period_facts, taken};
use care_engine::definition::{Definition, Rows};
use care_engine::json::Json;
use care_engine::session::{Address, Answer, Edit, Session, accept};
use std::collections::BTreeSet;
use std::rc::Rc;

/// The demands of the domain's table that these returns answer, with what the honest example of each must post.
const DEMANDS: &[(&str, &str, &str)] = &[
    (
        "D02",
        "digital-readiness",
        "dscr_use dscr_people people_supported dscr_people_pct",
    ),
    (
        "D03",
        "digital-readiness",
        "staff_can_access staff_total no_access_pct internet_home outages connection",
    ),
    ("D04", "provider-profile", "regulated service status"),
    (
        "D05",
        "digital-readiness",
        "nhsmail nhsmail_staff nhsmail_weekly",
    ),
    (
        "D06",
        "digital-readiness",
        "primary_care primary_care_uses primary_care_effect",
    ),
    (
        "D07",
        "digital-readiness",
        "telecare_total telecare_analogue telecare_converter telecare_digital telecare_tested telecare_done_by",
    ),
    ("D08", "digital-readiness", "icr_access discharge_info"),
    ("D09", "provider-profile", "share_cqc share_la"),
    ("D09", "workforce-paperwork", "useful_back"),
    (
        "D10",
        "workforce-paperwork",
        "hours_paperwork manager_paperwork returns_rows paper_items returns_hours_year",
    ),
    (
        "D11",
        "workforce-paperwork",
        "own_tools own_tools_cost beyond_national",
    ),
    ("D12", "workforce-paperwork", "useful_back"),
    ("D13", "provider-profile", "basic_info_complete"),
    (
        "D15",
        "workforce-paperwork",
        "hours_care people_per_care_hour",
    ),
    (
        "D16",
        "care-hours",
        "area_rows/hours_delivered area_rows/area_la_code total_hours_delivered",
    ),
    (
        "D19",
        "care-hours",
        "area_rows/hours_delivered area_rows/area_la_code",
    ),
    (
        "D20",
        "care-hours",
        "requests_declined hours_declined area_rows/hours_not_delivered",
    ),
    (
        "D21",
        "care-hours",
        "area_rows/hours_delivered hours_same_week_ly",
    ),
    (
        "D23",
        "digital-readiness",
        "tech_evidence minutes_saved primary_care_effect",
    ),
    ("D23", "workforce-paperwork", "tech_saved_hours"),
];

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
    answers_each_demand(DEMANDS, &|form, honest| fill(&framework, form, honest));
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
