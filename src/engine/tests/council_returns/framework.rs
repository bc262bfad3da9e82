//! The framework that ships, and whether it asks all that councils should be asked.

use crate::judging::england;
use care_engine::definition::{Definition, Form, Purpose};
use std::collections::BTreeSet;

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
    let framework = england();
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
    let framework = england();
    for id in ["council-waiting", "local-funding", "wellbeing-outcomes"] {
        let Purpose::Return(terms) = &framework.form(id).unwrap().purpose else {
            panic!("{id} is no return");
        };
        assert!(!terms.duties.is_empty(), "{id}");
        assert!(terms.duties.iter().all(|duty| !duty.discharges), "{id}");
    }
}
