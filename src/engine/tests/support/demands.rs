//! The demands of the domain's table, D01 to D24: each with a return that answers it, and the items that the honest example
//! of that return must post with a value.
#![allow(dead_code)]

/// The demand for a framework itself: every return answers it by naming the one that it is of.
pub(crate) const FRAMEWORK: &str = "D01";

/// What providers' returns answer.
pub(crate) const PROVIDERS: &[(&str, &str, &str)] = &[
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

/// What councils' returns answer.
pub(crate) const COUNCILS: &[(&str, &str, &str)] = &[
    ("D08", "council-waiting", "wait_start_in_hospital"),
    ("D12", "council-waiting", "la_code"),
    ("D12", "local-funding", "la_code"),
    ("D12", "wellbeing-outcomes", "la_code"),
    (
        "D14",
        "wellbeing-outcomes",
        "control_pct safe_pct social_pct community_belong prevention_users domain_rows careact_rows",
    ),
    (
        "D15",
        "wellbeing-outcomes",
        "ld_in_paid_work carers_in_work carers_left_work contribute_rows",
    ),
    ("D16", "local-funding", "hours_purchased"),
    (
        "D17",
        "council-waiting",
        "median_first_response median_first_service wait_assess_total wait_start_total",
    ),
    (
        "D18",
        "local-funding",
        "icb_rows/apportion_basis icb_rows/icb_code total_area_funding",
    ),
    ("D19", "local-funding", "fin_year total_expenditure gce nce"),
    (
        "D20",
        "council-waiting",
        "unmet_eligible no_service_offered hours_undelivered",
    ),
    (
        "D21",
        "council-waiting",
        "wait_assess_over_6m median_first_service",
    ),
    ("D21", "local-funding", "hours_purchased fee_rows"),
    ("D22", "wellbeing-outcomes", "source n_asked n_answered"),
    (
        "D24",
        "wellbeing-outcomes",
        "about_me_done goals_met feedback_changed",
    ),
];
