//! What the returns hold, beside the domain's tables.

use crate::framework::{RETURNS, terms};
use crate::judging::england;
use care_engine::definition::{Definition, DutyKind, Form, Mark, Overriding, Purpose, Role, Slot};
use std::collections::BTreeSet;

/// The rows of the domain's tables in their order. Where a name would mean something else in another return, the new
/// name stands behind a colon.
const ROWS: [&str; 4] = [
    "org_name org_type org_type_other companies_house_no ico_reg_no regulated cqc_provider_id cqc_location_id ods_code \
     location_name addr_line1 addr_line2 addr_town postcode uprn la_code:location_la_code icb_code:location_icb_code \
     main_service:service all_services specialisms service_users beds_total beds_used places_total people_now \
     people_public_paid people_self_funded staff_total rm_in_post rm_vacant_since status status_date share_cqc \
     share_la basic_info_complete",
    "ref_week_start counts_basis area_rows la_code:area_la_code service:care_service payer people hours_planned \
     hours_delivered hours_not_delivered why_not visits_delivered visits_short travel_hours sleepin_nights \
     live_in_days requests_declined hours_declined handed_back hours_same_week_ly price_lowest price_highest \
     price_average total_hours_delivered delivered_pct area_count",
    "dscr_use dscr_supplier dscr_assured dscr_since dscr_people people_supported dscr_people_pct minutes_saved \
     paper_only internet_home staff_can_access staff_total no_access_pct outages connection devices_shared devices_own \
     byod_policy dspt_status dspt_date training_95 nhsmail nhsmail_staff nhsmail_weekly primary_care primary_care_uses \
     primary_care_effect icr_access discharge_info telecare_total telecare_analogue telecare_converter \
     telecare_digital telecare_tested telecare_done_by tech_evidence",
    "staff_total staff_by_job leave_reasons recruited_from turnover contract_mix zero_hours contracted_hours \
     hours_worked sick_days care_pay_hourly sick_pay pension pension_pct holiday travel_pay travel_rate sleepins \
     care_cert dha hours_care hours_paperwork hours_travel hours_other manager_paperwork returns_rows \
     returns_hours_year same_twice lost_entries paper_items own_tools own_tools_cost beyond_national useful_back \
     people_per_care_hour tech_saved_hours training_hours wellbeing_staff",
];

fn names(framework: &Definition, form: &str) -> BTreeSet<String> {
    let form = framework.form(form).unwrap();
    let slots = form.slots.iter().map(|slot| slot.item);
    let columns = form.tables.iter().flat_map(|table| &table.columns);
    let items = slots.chain(columns.map(|column| column.item));
    let mut names: BTreeSet<String> = items.map(|item| framework.item(item).id.clone()).collect();
    names.extend(form.tables.iter().map(|table| table.id.clone()));
    names
}

#[test]
fn asks_every_row_of_the_domain() {
    let framework = england();
    for (form, (rows, count)) in RETURNS.iter().zip(ROWS.iter().zip([35, 26, 36, 38])) {
        let names = names(&framework, form);
        let rows: Vec<&str> = rows.split_whitespace().collect();
        assert_eq!(rows.len(), count, "{form}");
        for row in rows {
            let name = row.split(':').next_back().unwrap();
            assert!(names.contains(name), "{form}: {row}");
        }
    }
}

/// What is proposed says so in its source, and what is found elsewhere names where.
#[test]
fn says_what_is_proposed() {
    let framework = england();
    for item in &framework.items {
        let ours = item.source.title == "Proposed in this framework";
        assert!(!ours || item.source.mark == Mark::Proposed, "{}", item.id);
    }
    // Who is filed for is asked without a reason.
    let profile = |slot: &Slot| {
        let mut profiles = framework.forms.iter();
        let asks = |form: &Form| form.slots.iter().any(|known| known.item == slot.item);
        profiles.any(|form| matches!(form.purpose, Purpose::Subject { .. }) && asks(form))
    };
    for form in RETURNS.map(|name| framework.form(name).unwrap()) {
        for slot in &form.slots {
            // Only what is worked out needs no reason why it is asked.
            let item = framework.item(slot.item);
            let asked = matches!(slot.role, Role::Asked(_)) && !profile(slot);
            assert!(!asked || !item.core || item.why.is_some(), "{}", item.id);
        }
    }
}

/// Nobody is told that sending here discharges a duty.
#[test]
fn discharges_nothing() {
    let framework = england();
    for name in RETURNS {
        for duty in &terms(&framework, name).duties {
            assert!(!duty.discharges, "{name}");
            assert_eq!(duty.kind, DutyKind::Voluntary, "{name}");
        }
    }
}

/// Errors that figures cause can be sent with an explanation; who it is that they are of cannot be explained away.
#[test]
fn leaves_a_way_out_of_every_check_of_figures() {
    let framework = england();
    for form in RETURNS.map(|name| framework.form(name).unwrap()) {
        for check in &form.checks {
            let identity = check.id == "ids-differ";
            let refused = matches!(check.overriding, Overriding::Refused(_));
            assert_eq!(refused, identity, "{}: {}", form.id, check.id);
        }
    }
}

/// A list that holds the codes of another and one more: nothing else may differ.
#[test]
fn keeps_its_copies_of_lists_alike() {
    let framework = england();
    let codes = |id: &str| {
        let list = framework.lists.iter().find(|list| list.id == id).unwrap();
        let code = |code: &care_engine::definition::Code| format!("{code:?}");
        list.codes.iter().map(code).collect::<Vec<_>>()
    };
    for (whole, more) in [("council", "council-area"), ("request", "request-or-none")] {
        let (whole, more) = (codes(whole), codes(more));
        assert_eq!(more.len(), whole.len() + 1);
        assert_eq!(more[..whole.len()], whole);
    }
}
