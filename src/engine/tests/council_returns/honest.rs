//! 153 made-up councils, small and large, each with three honest returns: none is blocked and few are warned.

use crate::judged::fill;
use crate::judging::{date, england};
use crate::made_up::{Chance, Sheet, Warned};
use care_engine::json::parse;

/// Splits a number into parts of about these hundredths; the last takes what is left.
fn split(chance: &mut Chance, whole: i64, hundredths: &[i64]) -> Vec<i64> {
    let mut left = whole;
    let mut parts: Vec<i64> = hundredths
        .iter()
        .map(|share| {
            let part = chance
                .share(whole, share * 8 / 10, share * 12 / 10)
                .min(left);
            left -= part;
            part
        })
        .collect();
    parts.push(left);
    parts
}

/// `size` is the number of requests in a quarter.
fn waiting(chance: &mut Chance, size: i64) -> Sheet {
    let mut sheet = Sheet::default();
    let assess = chance.share(size, 5, 60);
    let start = chance.share(size, 1, 15);
    sheet
        .put("wait_assess_total", &assess)
        .put("wait_start_total", &start);
    if assess > 0 {
        let bands = split(chance, assess, &[40, 30, 15]);
        let ids = [
            "wait_assess_under_28",
            "wait_assess_28_91",
            "wait_assess_3_6m",
            "wait_assess_over_6m",
        ];
        for (id, people) in ids.iter().zip(&bands) {
            sheet.put(id, people);
        }
        let longest = if bands[3] > 0 {
            chance.between(183, 700)
        } else {
            chance.between(10, 182)
        };
        sheet.put("longest_assess_days", &longest);
    }
    if start > 0 {
        sheet
            .put("wait_start_over_6m", &(start / 12))
            .put("wait_start_in_hospital", &(start / 9));
    }
    sheet.put("wait_dp_total", &(start / 6));
    for id in [
        "wait_review_overdue",
        "wait_finance_assess",
        "wait_ot",
        "wait_carer_assess",
        "wait_dols",
    ] {
        sheet.put(id, &chance.share(size, 0, 30));
    }
    sheet.put("wait_safeguarding", &chance.between(0, 9));
    if chance.one_in(6) {
        sheet.missing("wait_adapt", "not-collected");
    } else {
        sheet.put("wait_adapt", &chance.share(size, 0, 8));
    }
    let ends = split(chance, chance_share(size, 55), &[10, 8]);
    sheet
        .put("requests_quarter", &size)
        .put("requests_new_25_64", &(size / 5))
        .put("requests_new_65", &(size / 2));
    sheet
        .put("no_service_offered", &ends[0])
        .put("support_declined", &ends[1])
        .put("signposted", &ends[2]);
    let methods = ["dhsc-1.1", "dhsc-1.1", "own", "not-worked-out"];
    let method = if size < 10 {
        methods[3]
    } else {
        methods[usize::try_from(chance.between(0, 3)).unwrap()]
    };
    sheet.put("method_used", method);
    if method == "own" {
        sheet.put("method_note", "We count from the first contact");
    }
    if method != "not-worked-out" {
        let first = chance.between(2, 60);
        sheet
            .put("median_first_response", &format!("{first}.5"))
            .put("n_first_response", &(size / 4 + 1));
        sheet
            .put("median_first_service", &(first + chance.between(1, 60)))
            .put("n_first_service", &(size / 6 + 1));
    }
    sheet
        .put("pct_within_28", &chance.between(30, 95))
        .put("unmet_eligible", &(start + chance.share(size, 0, 4)));
    sheet.put("hours_undelivered", &chance.share(size, 0, 90));
    let before = chance.between(74, 128);
    sheet.previous = format!(
        "\"wait_assess_total\": \"{}\", \"wait_start_total\": \"{}\", \"requests_quarter\": \"{}\"",
        assess * before / 100,
        start * before / 100,
        size * before / 100
    );
    sheet
}

fn chance_share(of: i64, hundredths: i64) -> i64 {
    of * hundredths / 100
}

/// What the council pays for each kind of care.
fn fees(chance: &mut Chance, sheet: &mut Sheet) {
    for (kind, low, high) in [
        ("home-care", 19, 30),
        ("residential-65", 650, 1_100),
        ("nursing-65", 750, 1_300),
        ("supported-living", 700, 2_500),
        ("residential-18-64", 1_100, 2_300),
        ("nursing-18-64", 1_000, 2_300),
    ] {
        let last = chance.between(low * 100, high * 100);
        let this = last * chance.between(96, 121) / 100;
        let pounds = |pence: i64| format!("{}.{:02}", pence / 100, pence % 100);
        if kind != "nursing-18-64" || !chance.one_in(4) {
            sheet.row(
                "fee_rows",
                kind,
                &[("fee_last", pounds(last)), ("fee_this", pounds(this))],
            );
        }
    }
}

/// `money` is a year's expenditure in thousands of pounds.
fn funding(chance: &mut Chance, money: i64, boards: &[&str]) -> Sheet {
    let mut sheet = Sheet::default();
    let parts = split(chance, money, &[15, 2]);
    sheet
        .put("figure_status", "final")
        .put("total_expenditure", &money);
    sheet
        .put("own_provision", &parts[0])
        .put("voluntary_grants", &parts[1])
        .put("other_provision", &parts[2]);
    sheet
        .put("ssmss", &(money / 20))
        .put("capital_charges", &(money / 120));
    sheet
        .put("income_clients", &chance.share(money, 8, 22))
        .put("income_joint", &(money / 60));
    sheet.put("income_other", &(money / 90));
    let long = chance.share(money, 80, 92);
    let kinds = split(chance, long, &[20, 14, 9, 4, 3, 28]);
    let ids = ["home", "sl", "dp", "other"].map(|kind| format!("exp_lt_community_{kind}"));
    let others = [
        "exp_lt_supported_acc",
        "exp_lt_residential",
        "exp_lt_nursing",
    ]
    .map(String::from);
    for (id, part) in ids.iter().chain(&others).zip(&kinds) {
        sheet.put(id, part);
    }
    let short = money / 25;
    sheet.put("exp_st", &short);
    let reasons = [
        "physical",
        "sensory",
        "memory",
        "learning-disability",
        "mental-health",
        "social",
    ];
    if !chance.one_in(5) {
        let keys: Vec<String> = reasons
            .iter()
            .flat_map(|r| [format!("{r}+18-64"), format!("{r}+65-over")])
            .collect();
        let spread = [8, 25, 1, 1, 1, 16, 20, 4, 7, 2, 1];
        let (long, short) = (split(chance, long, &spread), split(chance, short, &spread));
        for ((key, long), short) in keys.iter().zip(long).zip(short) {
            sheet.row(
                "psr_rows",
                key,
                &[
                    ("psr_long", long.to_string()),
                    ("psr_short", short.to_string()),
                ],
            );
        }
    }
    let mut counted = 0;
    for board in boards {
        let fund = chance.share(money, 6, 14) / i64::try_from(boards.len()).unwrap();
        let yes = !chance.one_in(4);
        counted += if yes { fund + fund / 20 + fund / 10 } else { 0 };
        let mut cells = vec![
            ("icb_code", (*board).to_owned()),
            ("bcf_min", fund.to_string()),
            ("bcf_extra", (fund / 20).to_string()),
            ("chc", chance.share(money, 3, 12).to_string()),
            ("discharge_fund", (fund / 10).to_string()),
            (
                "counted_in_income_nhs",
                if yes { "yes" } else { "no" }.to_owned(),
            ),
        ];
        if chance.one_in(8) {
            cells.push(("apportion_basis", "not-divided".to_owned()));
        } else {
            cells.push(("apportion_basis", "weighted".to_owned()));
            cells.push(("apportion_share", chance.between(1, 99).to_string()));
        }
        sheet.row("icb_rows", board, &cells);
    }
    // Some councils count other money of the NHS as well.
    let more = if chance.one_in(8) { money / 200 } else { 0 };
    sheet.put("income_nhs", &(counted + more));
    for id in ["pooled_s75", "la_better_care_grant", "dfg", "msif"] {
        sheet.put(id, &chance.share(money, 1, 12));
    }
    fees(chance, &mut sheet);
    // A price in tenths of a pound; the hours have one decimal.
    let hours = kinds[0] * 100 / chance.between(160, 420);
    sheet.put("hours_purchased", &format!("{}.{}", hours / 10, hours % 10));
    let before = money * 100 / chance.between(92, 128);
    sheet.previous = format!("\"total_expenditure\": \"{before}\"");
    sheet
}

/// `people` are those with long-term support.
fn wellbeing(chance: &mut Chance, people: i64, services: bool) -> Sheet {
    let mut sheet = Sheet::default();
    let source = if chance.one_in(10) { "none" } else { "ascs" };
    sheet.put("source", source);
    if source != "none" {
        let asked = (people / 2).clamp(20, 1_600);
        let answered = chance.share(asked, 14, 55).max(3);
        sheet
            .put("n_asked", &asked)
            .put("n_answered", &answered)
            .put("proxy_pct", &chance.between(20, 70));
        for (part, best) in [
            ("control", 31),
            ("personal-care", 55),
            ("food", 60),
            ("safety", 66),
            ("social", 38),
            ("occupation", 30),
            ("home", 62),
            ("dignity", 58),
        ] {
            let levels = split(
                chance,
                answered,
                &[best, (95 - best) * 7 / 10, (95 - best) / 5, 3],
            );
            let ids = ["level_1", "level_2", "level_3", "level_4", "no_answer"];
            let cells: Vec<_> = ids
                .into_iter()
                .zip(levels.iter().map(i64::to_string))
                .collect();
            sheet.row("domain_rows", part, &cells);
        }
        sheet.put("careact_asked", "no");
    }
    let carers = people / 4;
    sheet.put("carers_asked", &carers);
    if carers > 0 {
        let answered = chance.share(carers, 25, 50);
        let all = if answered < 150 { "yes" } else { "no" };
        sheet
            .put("carers_all_asked", all)
            .put("carers_answered", &answered);
        sheet
            .put("carers_hours_50", &(answered / 3))
            .put("carers_included", &(answered / 2));
        sheet
            .put("carers_left_work", &(answered / 5))
            .put("carers_in_work", &(answered / 3));
    }
    let disabled = people / 5;
    sheet
        .put("ld_total_18_64", &disabled)
        .put("ld_in_paid_work", &(disabled / 20));
    sheet
        .put("ld_seeking", &(disabled / 15))
        .put("ld_voluntary", &(disabled / 12));
    sheet.put("ld_settled", &chance.share(disabled, 70, 90));
    sheet
        .put("independent_12_weeks", &chance.between(48, 97))
        .put("no_more_support", &chance.between(60, 90));
    sheet
        .put("home_or_family", &chance.between(60, 80))
        .put("self_directed", &chance.between(80, 100));
    let reviews = chance.share(people, 40, 90);
    sheet
        .put("reviews_outcomes_total", &reviews)
        .put("reviews_outcomes_met", &chance.share(reviews, 60, 95));
    sheet.put("prevention_users", &chance.share(people, 20, 200));
    if services {
        sheet
            .put("about_me_total", &(people / 10))
            .put("about_me_done", &(people / 14))
            .put("goals_met", &(people / 20));
    }
    let before = disabled * 100 / chance.between(95, 106);
    sheet.previous = format!("\"ld_total_18_64\": \"{before}\"");
    sheet
}

#[test]
fn honest_councils_are_not_blocked() {
    let framework = england();
    let list = |id: &str| framework.lists.iter().find(|list| list.id == id).unwrap();
    let on = date("2026-03-31");
    let valid = |code: &care_engine::definition::Code| {
        code.from.is_none_or(|from| from <= on) && code.until.is_none_or(|until| on <= until)
    };
    let councils = list("council").codes.iter().filter(|code| valid(code));
    let pairs: Vec<&str> = list("council-icb")
        .codes
        .iter()
        .filter(|code| valid(code))
        .map(|code| code.code.as_str())
        .collect();
    let mut chance = Chance(2_026);
    let mut warned = Warned::default();
    for council in councils {
        let code = council.code.as_str();
        let boards: Vec<&str> = pairs
            .iter()
            .filter_map(|pair| pair.split_once('.'))
            .filter(|pair| pair.0 == code)
            .map(|pair| pair.1)
            .collect();
        // Most councils are of middling size; a few are ten times smaller or four times larger.
        let size = match chance.between(1, 10) {
            1 => chance.between(4, 40),
            2..=8 => chance.between(60, 160),
            _ => chance.between(200, 500),
        };
        let services = chance.one_in(2);
        let year = ["2025-04-01", "2026-03-31", "2026-06-15"];
        for (form, mut sheet, dates) in [
            (
                "council-waiting",
                waiting(&mut chance, size * 25),
                ["2026-01-01", "2026-03-31", "2026-04-20"],
            ),
            (
                "local-funding",
                funding(&mut chance, size * 1_300, &boards),
                year,
            ),
            (
                "wellbeing-outcomes",
                wellbeing(&mut chance, size * 35, services),
                year,
            ),
        ] {
            let runs = if services { "yes" } else { "no" };
            sheet.subject = format!(r#""la_code":"{code}","council_runs_services":"{runs}""#);
            sheet.dates = dates;
            sheet.put("la_code", code);
            let mut session = fill(&framework, form, &parse(&sheet.text()).unwrap());
            warned.count(code, form, &mut session);
        }
    }
    assert_eq!(warned.returns(), 3 * 153);
}
