//! The framework that ships, with every fragment beside it put in.

use care_engine::definition::{Definition, Form, Purpose, load};
use care_engine::json::{Json, parse};
use std::collections::BTreeSet;
use std::rc::Rc;

const FRAMEWORKS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../static/frameworks/");
/// What a fragment can add to.
const PARTS: &[&str] = &["holidays", "codeLists", "items", "subjects", "returns"];

/// The rows of the domain's tables, as corrected: `independent_91` is `independent_12_weeks`, and the total and its
/// definition stand in the place of what `gce` was.
const WAITING: &str = "la_code snapshot_date wait_assess_total wait_assess_under_28 wait_assess_28_91 wait_assess_3_6m \
    wait_assess_over_6m longest_assess_days wait_start_total wait_start_over_6m wait_start_in_hospital \
    wait_review_overdue wait_dp_total wait_finance_assess wait_ot wait_adapt wait_carer_assess wait_safeguarding \
    wait_dols requests_quarter requests_new_25_64 requests_new_65 median_first_response n_first_response \
    median_first_service n_first_service pct_within_28 method_used no_service_offered support_declined signposted \
    unmet_eligible hours_undelivered deaths_waiting cause changes_since_last";
const FUNDING: &str = "la_code fin_year figure_status total_expenditure gce own_provision other_provision \
    voluntary_grants ssmss capital_charges income_clients income_nhs income_joint income_other nce \
    exp_lt_community_home exp_lt_community_sl exp_lt_community_dp exp_lt_community_other exp_lt_supported_acc \
    exp_lt_residential exp_lt_nursing exp_st psr_rows icb_rows icb_rows/icb_code icb_rows/bcf_min \
    icb_rows/bcf_extra icb_rows/chc icb_rows/discharge_fund icb_rows/apportion_basis icb_rows/apportion_share \
    icb_rows/counted_in_income_nhs pooled_s75 la_better_care_grant dfg msif fee_rows hours_purchased \
    total_area_funding";
const WELLBEING: &str = "source n_asked n_answered proxy_pct domain_rows careact_rows control_pct safe_pct social_pct \
    carers_asked carers_answered carers_hours_50 carers_included carers_left_work carers_in_work ld_total_18_64 \
    ld_in_paid_work ld_seeking ld_voluntary ld_settled contribute_rows independent_12_weeks no_more_support \
    home_or_family self_directed reviews_outcomes_total reviews_outcomes_met prevention_users community_belong \
    about_me_total about_me_done goals_met feedback_changed";

fn read(path: &str) -> Json {
    let text = std::fs::read_to_string([FRAMEWORKS, path].concat()).unwrap();
    parse(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn entries(json: &mut Json) -> &mut Vec<(Box<str>, Json)> {
    match json {
        Json::Object(entries) => entries,
        _ => panic!("no object"),
    }
}

/// Puts a fragment into the framework. What both have must be the same.
fn add(framework: &mut Json, name: &str, fragment: &Json) {
    for (part, added) in fragment.entries().unwrap() {
        assert!(PARTS.contains(&&**part), "{name} cannot hold {part}");
        let whole = entries(framework);
        let at = whole.iter().position(|(key, _)| key == part);
        let at = at.unwrap_or_else(|| {
            whole.push((part.clone(), Json::Object(vec![])));
            whole.len() - 1
        });
        let kept = entries(&mut whole[at].1);
        for (id, value) in added.entries().unwrap() {
            match kept.iter().find(|(known, _)| known == id) {
                Some((_, known)) => assert!(known == value, "{name}: another {id} in {part}"),
                None => kept.push((id.clone(), value.clone())),
            }
        }
    }
}

/// Quarters, years and windows by date are not in the loader yet: a return that has one gets a month in its place.
/// That is all that is changed.
fn with_known_periods(framework: &mut Json) {
    let put = |text: &str| parse(text).unwrap();
    let returns = entries(framework)
        .iter_mut()
        .find(|(key, _)| &**key == "returns");
    for (_, form) in entries(&mut returns.unwrap().1) {
        let kind = form.at("/period/kind").and_then(Json::as_text);
        let known = matches!(kind, Some("month" | "none"));
        for (key, value) in entries(form).iter_mut().filter(|_| !known) {
            match &**key {
                "period" => *value = put(r#"{"kind": "month", "offset": -1}"#),
                "window" => *value = put(r#"{"opens": 1, "closes": 28}"#),
                _ => {}
            }
        }
    }
}

/// The framework with all fragments.
pub(crate) fn framework() -> Rc<Definition> {
    let mut framework = read("asc-england.json");
    let mut names: Vec<String> = std::fs::read_dir([FRAMEWORKS, "parts"].concat())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.rsplit_once('.').is_some_and(|name| name.1 == "json"))
        .collect();
    names.sort();
    for name in names {
        add(&mut framework, &name, &read(&["parts/", &name].concat()));
    }
    with_known_periods(&mut framework);
    let text = framework.to_text();
    Rc::new(load(&text).unwrap_or_else(|problems| {
        let lines = problems
            .iter()
            .map(|problem| format!("{} {problem}", problem.pointer));
        panic!("{}", lines.collect::<Vec<_>>().join("\n"))
    }))
}

/// The ids of a form's items, its tables, and the columns of these as `table/column`.
fn names(framework: &Definition, form: &Form) -> BTreeSet<String> {
    let item = |item| framework.item(item).id.clone();
    let mut names: BTreeSet<String> = form.slots.iter().map(|slot| item(slot.item)).collect();
    for table in &form.tables {
        names.insert(table.id.clone());
        let column = |at| [&table.id, "/", &item(at)].concat();
        names.extend(table.columns.iter().map(|it| column(it.item)));
    }
    names
}

#[test]
fn asks_every_row_of_the_council_returns() {
    let framework = framework();
    for (form, rows) in [
        ("council-waiting", WAITING),
        ("local-funding", FUNDING),
        ("wellbeing-outcomes", WELLBEING),
    ] {
        let names = names(&framework, framework.form(form).unwrap());
        let lost: Vec<&str> = rows
            .split_whitespace()
            .filter(|row| !names.contains(*row))
            .collect();
        assert!(lost.is_empty(), "{form}: {lost:?}");
    }
}

#[test]
fn council_returns_are_voluntary_and_discharge_nothing() {
    let framework = framework();
    for id in ["council-waiting", "local-funding", "wellbeing-outcomes"] {
        let Purpose::Return(terms) = &framework.form(id).unwrap().purpose else {
            panic!("{id} is no return");
        };
        assert!(!terms.duties.is_empty(), "{id}");
        assert!(terms.duties.iter().all(|duty| !duty.discharges), "{id}");
    }
}
