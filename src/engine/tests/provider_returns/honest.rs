//! 1,000 made-up providers, small and large, each with its honest returns: none is blocked and few are warned.

use crate::judged::fill;
use crate::judging::{england, finish};
use care_engine::definition::Severity;
use care_engine::json::parse;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A generator with a seed: the same providers on every run.
struct Chance(u64);

impl Chance {
    /// A whole number from `low` to `high`.
    fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        low + i64::try_from((self.0 >> 33) % u64::try_from(high - low + 1).unwrap()).unwrap()
    }

    /// So many hundredths of a number, give or take.
    fn share(&mut self, of: i64, low: i64, high: i64) -> i64 {
        of * self.between(low, high) / 100
    }

    fn one_in(&mut self, many: i64) -> bool {
        self.between(1, many) == 1
    }

    fn yes(&mut self, many: i64) -> &'static str {
        if self.one_in(many) { "no" } else { "yes" }
    }

    fn of(&mut self, codes: &[&'static str]) -> &'static str {
        let last = i64::try_from(codes.len()).unwrap() - 1;
        codes[usize::try_from(self.between(0, last)).unwrap()]
    }
}

/// A return as a fixture spells it.
struct Sheet {
    subject: String,
    dates: [&'static str; 3],
    previous: String,
    answers: String,
    tables: BTreeMap<&'static str, String>,
}

impl Sheet {
    fn put<T: ToString + ?Sized>(&mut self, id: &str, value: &T) {
        self.raw(id, &["\"", &value.to_string(), "\""].concat());
    }

    fn puts(&mut self, pairs: &[(&str, &str)]) {
        for (id, value) in pairs {
            self.put(id, value);
        }
    }

    fn many(&mut self, id: &str, codes: &[&str]) {
        self.raw(id, &["[\"", &codes.join("\",\""), "\"]"].concat());
    }

    fn missing(&mut self, id: &str) {
        self.raw(id, r#"{"missing":"not-known"}"#);
    }

    fn raw(&mut self, id: &str, value: &str) {
        let comma = if self.answers.is_empty() { "" } else { "," };
        write!(self.answers, "{comma}\"{id}\":{value}").unwrap();
    }

    fn row(&mut self, table: &'static str, row: &str, cells: &[(&str, String)]) {
        let cells: Vec<String> = cells
            .iter()
            .map(|(id, value)| format!("\"{id}\":\"{value}\""))
            .collect();
        let rows = self.tables.entry(table).or_default();
        let comma = if rows.is_empty() { "" } else { "," };
        write!(rows, "{comma}\"{row}\":{{{}}}", cells.join(",")).unwrap();
    }

    fn text(&self) -> String {
        let tables: Vec<String> = self
            .tables
            .iter()
            .map(|(table, rows)| format!("\"{table}\":{{{rows}}}"))
            .collect();
        let [start, end, filed] = self.dates;
        format!(
            r#"{{"subject":{{{}}},"filedOn":"{filed}","period":{{"start":"{start}","end":"{end}"}},"previous":{{{}}},"answers":{{{}}},"tables":{{{}}}}}"#,
            self.subject,
            self.previous,
            self.answers,
            tables.join(",")
        )
    }
}

/// A provider of one location.
struct Provider {
    service: &'static str,
    regulated: bool,
    staff: i64,
    people: i64,
}

impl Provider {
    fn new(chance: &mut Chance) -> Self {
        let service = chance.of(&["1", "2", "2", "2", "8", "8", "8", "8", "55", "6"]);
        // Most services are of middling size; some are a family, and some have hundreds.
        let staff = match chance.between(1, 10) {
            1 => chance.between(1, 9),
            2..=7 => chance.between(10, 60),
            8 | 9 => chance.between(60, 150),
            _ => chance.between(150, 600),
        };
        let people = match service {
            "1" | "2" => chance.share(staff, 50, 100).max(1),
            _ => chance.share(staff, 80, 220).max(1),
        };
        let regulated = service != "6";
        Self {
            service,
            regulated,
            staff,
            people,
        }
    }

    fn is_home(&self) -> bool {
        matches!(self.service, "1" | "2")
    }

    fn sheet(&self, dates: [&'static str; 3]) -> Sheet {
        let regulated = if self.regulated {
            r#""regulated":"yes","cqc_location_id":"9-000000001""#
        } else {
            r#""regulated":"no","own_ref":"CLUB""#
        };
        Sheet {
            subject: format!(r#"{regulated},"service":"{}""#, self.service),
            dates,
            previous: String::new(),
            answers: String::new(),
            tables: BTreeMap::new(),
        }
    }

    fn profile(&self, chance: &mut Chance) -> Sheet {
        let mut sheet = self.sheet(["2026-04-01", "2027-03-31", "2026-05-12"]);
        let before = chance.share(self.staff, 85, 120);
        sheet.previous = format!(r#""staff_total":"{before}""#);
        sheet.puts(&[
            ("location_name", "Larch"),
            ("org_name", "Larch Care"),
            ("addr_line1", "1 Larch Lane"),
            ("addr_town", "Leeds"),
            ("postcode", "LS1 2RP"),
            ("location_la_code", "E08000035"),
            ("location_icb_code", "E54000054"),
            ("service", self.service),
            ("status", "open"),
            ("status_date", "1 April 2015"),
        ]);
        let kind = chance.of(&["6", "6", "6", "7", "1"]);
        sheet.put("org_type", kind);
        sheet.put("regulated", if self.regulated { "yes" } else { "no" });
        if self.regulated {
            sheet.put("cqc_location_id", "9-000000001");
            sheet.put("cqc_provider_id", "9-000000002");
            let in_post = chance.yes(9);
            sheet.put("rm_in_post", in_post);
            if in_post == "no" {
                sheet.put("rm_vacant_since", "3 March 2026");
            }
        }
        sheet.many("all_services", &[self.service]);
        sheet.many("specialisms", &["older", "dementia"]);
        sheet.many("service_users", &["1", "3"]);
        if self.is_home() {
            sheet.put("beds_total", &(self.people + chance.between(0, 8)));
            sheet.put("beds_used", &self.people);
        } else {
            sheet.put("people_now", &self.people);
        }
        if self.service == "6" {
            sheet.put("places_total", &(self.people + 5));
        }
        let public = chance.share(self.people, 0, 100);
        sheet.put("people_public_paid", &public);
        if chance.one_in(15) {
            sheet.missing("people_self_funded");
        } else {
            sheet.put("people_self_funded", &(self.people - public));
        }
        sheet.put("staff_total", &self.staff);
        sheet.put("share_cqc", "yes");
        sheet.put("share_la", chance.yes(3));
        sheet
    }

    fn hours(&self, chance: &mut Chance) -> Sheet {
        let mut sheet = self.sheet(["2026-07-01", "2026-09-30", "2026-10-12"]);
        let source = chance.of(&["records", "monitoring", "rota", "estimate"]);
        sheet.puts(&[
            ("ref_week_start", "14 September 2026"),
            ("counts_basis", source),
        ]);
        let areas = ["E08000035", "E08000036", "E08000032"];
        let payers = ["council", "person", "direct-payment"];
        let (mut total, mut served) = (0, 0);
        for (at, area) in areas.iter().enumerate() {
            if at > 0 && !chance.one_in(3) {
                continue;
            }
            served += 1;
            for payer in payers {
                if payer != "council" && chance.one_in(2) {
                    continue;
                }
                let people = chance.share(self.people, 10, 40).max(1);
                let planned = people * chance.between(5, 22);
                let lost = if chance.one_in(3) {
                    chance.share(planned, 1, 8)
                } else {
                    0
                };
                let delivered = planned - lost;
                total += delivered;
                let visits = (delivered * chance.between(11, 19) / 10).max(1);
                let mut cells = vec![
                    ("area_la_code", (*area).to_owned()),
                    ("care_service", self.service.to_owned()),
                    ("payer", payer.to_owned()),
                    ("people", people.to_string()),
                    ("hours_planned", planned.to_string()),
                    ("hours_delivered", delivered.to_string()),
                    ("hours_not_delivered", lost.to_string()),
                    ("visits_delivered", visits.to_string()),
                    ("visits_short", chance.share(visits, 0, 60).to_string()),
                ];
                if lost > 0 {
                    cells.push(("why_not", "away".to_owned()));
                }
                sheet.row("area_rows", &[*area, payer].concat(), &cells);
            }
        }
        // One service in ten came to an area or left one.
        let before = if chance.one_in(10) {
            served + 1
        } else {
            served
        };
        sheet.previous = format!(
            r#""area_count":"{before}","total_hours_delivered":"{}""#,
            chance.share(total, 86, 116)
        );
        if chance.one_in(2) {
            sheet.put("hours_same_week_ly", &chance.share(total, 84, 124));
        }
        sheet.put("travel_hours", &chance.share(total, 3, 24));
        sheet.put("sleepin_nights", &chance.between(0, 14));
        let declined = chance.between(0, 5);
        sheet.put("requests_declined", &declined);
        sheet.put("hours_declined", &(declined * chance.between(4, 20)));
        sheet.put("handed_back", &chance.between(0, 2));
        let low = chance.between(19, 24);
        sheet.put("price_lowest", &low);
        sheet.put("price_average", &(low + 1));
        sheet.put("price_highest", &(low + chance.between(1, 9)));
        sheet
    }

    fn digital(&self, chance: &mut Chance) -> Sheet {
        let mut sheet = self.sheet(["2026-04-01", "2026-09-30", "2026-09-15"]);
        let record = chance.of(&["full", "full", "full", "partly", "buying", "none"]);
        let used = matches!(record, "full" | "partly");
        sheet.put("people_supported", &self.people);
        sheet.put("dscr_use", record);
        if used {
            sheet.puts(&[
                ("dscr_supplier", "Fernbook"),
                ("dscr_assured", "yes"),
                ("dscr_since", "3 2024"),
            ]);
            let low = if record == "full" { 100 } else { 20 };
            sheet.put("dscr_people", &chance.share(self.people, low, 100));
        }
        sheet.many(
            "paper_only",
            if used {
                &["none"]
            } else {
                &["care-plans", "rota"]
            },
        );
        sheet.put("staff_total", &self.staff);
        sheet.put(
            "internet_home",
            chance.of(&["everywhere", "most", "some", "none"]),
        );
        sheet.put("staff_can_access", &chance.share(self.staff, 20, 100));
        sheet.put("outages", &chance.between(0, 6));
        sheet.many("connection", &["fibre", "mobile"]);
        sheet.put("devices_shared", &chance.between(0, 20));
        sheet.put("devices_own", &chance.share(self.staff, 0, 90));
        sheet.put("byod_policy", chance.yes(2));
        let standards = chance.of(&[
            "met",
            "met",
            "met",
            "exceeded",
            "approaching",
            "none",
            "expired",
        ]);
        sheet.put("dspt_status", standards);
        match standards {
            "none" => {}
            "expired" => sheet.put("dspt_date", "20 June 2024"),
            _ => sheet.put("dspt_date", "20 June 2026"),
        }
        let trained = matches!(standards, "met" | "exceeded") && !chance.one_in(25);
        sheet.put("training_95", if trained { "yes" } else { "no" });
        let mail = chance.of(&["shared", "both", "other", "none"]);
        sheet.put("nhsmail", mail);
        if matches!(mail, "shared" | "both") {
            sheet.put("nhsmail_staff", &chance.share(self.staff, 5, 40));
            sheet.put("nhsmail_weekly", chance.yes(3));
        }
        let may = used && matches!(standards, "met" | "exceeded");
        let sees = if may {
            chance.of(&["gp-connect", "proxy", "phone"])
        } else {
            chance.of(&["phone", "none", "proxy"])
        };
        sheet.put("primary_care", sees);
        if matches!(sees, "gp-connect" | "proxy") {
            sheet.put("primary_care_uses", &chance.between(0, 90));
            sheet.many("primary_care_effect", &["calls"]);
        }
        sheet.put("icr_access", chance.yes(2));
        sheet.put(
            "discharge_info",
            chance.of(&["often", "sometimes", "never", "no-one"]),
        );
        let telecare = if chance.one_in(4) { self.people } else { 0 };
        sheet.put("telecare_total", &telecare);
        if telecare > 0 {
            let analogue = chance.share(telecare, 10, 40);
            let converter = chance.share(telecare, 0, 30);
            sheet.put("telecare_analogue", &analogue);
            sheet.put("telecare_converter", &converter);
            sheet.put("telecare_digital", &(telecare - analogue - converter));
            if converter > 0 {
                sheet.put("telecare_tested", chance.yes(2));
            }
            if analogue + converter > 0 {
                sheet.put("telecare_done_by", chance.of(&["12 2026", "6 2027"]));
            }
        }
        sheet.many(
            "tech_evidence",
            &[chance.of(&["supplier", "trial", "none"])],
        );
        sheet
    }

    fn workforce(&self, chance: &mut Chance) -> Sheet {
        let mut sheet = self.sheet(["2025-10-01", "2026-09-30", "2026-10-14"]);
        sheet.subject =
            r#""org_name":"Larch Care","org_regulated":"no","org_own_ref":"LARCH""#.into();
        sheet.previous = format!(r#""staff_total":"{}""#, chance.share(self.staff, 85, 120));
        let staff = self.staff;
        let carers = chance.share(staff, 70, 90).max(1);
        sheet.put("staff_total", &staff);
        sheet.put("zero_hours", &chance.share(staff, 0, 60));
        let hours = staff * chance.between(18, 34);
        sheet.put("contracted_hours", &hours);
        sheet.put("hours_worked", &chance.share(hours, 90, 115));
        sheet.put("sick_days", &(staff * chance.between(2, 9)));
        self.roles(chance, &mut sheet, carers);
        sheet.put(
            "care_pay_hourly",
            &format!("{}.{}", chance.between(12, 15), chance.between(71, 99)),
        );
        sheet.puts(&[
            ("sick_pay", "no"),
            ("pension", "no"),
            ("sleepins", "yes"),
            ("dha", "no"),
        ]);
        sheet.put("holiday", &chance.between(28, 33));
        sheet.put("travel_pay", chance.of(&["1", "2", "5", "6"]));
        sheet.put("care_cert", &chance.share(carers, 20, 100));
        sheet.put("training_hours", &chance.between(8, 60));
        let paper = chance.between(8, 35);
        sheet.put("hours_care", &(88 - paper));
        sheet.put("hours_paperwork", &paper);
        sheet.put("hours_travel", "2");
        sheet.put("hours_other", "10");
        sheet.put("manager_paperwork", &chance.between(3, 30));
        for request in ["capacity-tracker", "council-contract"] {
            let each = [
                ("req_times", chance.between(1, 12).to_string()),
                ("req_minutes", chance.between(10, 240).to_string()),
                ("req_same", chance.yes(2).to_owned()),
                ("req_retyped", chance.yes(2).to_owned()),
            ];
            sheet.row("returns_rows", request, &each);
        }
        sheet.put("same_twice", &chance.between(0, 20));
        sheet.put("lost_entries", &chance.between(0, 4));
        sheet.put("paper_items", &chance.between(0, 160));
        let tools = chance.of(&["spreadsheets", "none"]);
        sheet.put("own_tools", tools);
        if tools != "none" {
            sheet.put("own_tools_cost", &chance.between(100, 9_000));
        }
        sheet.put("beyond_national", chance.yes(2));
        sheet.many("useful_back", &[chance.of(&["none", "asc-wds"])]);
        if !self.is_home() {
            sheet.put("care_hours_given", &chance.share(hours, 55, 85));
        }
        sheet
    }

    /// Staff by role and contract, and why they came and went.
    fn roles(&self, chance: &mut Chance, sheet: &mut Sheet, carers: i64) {
        let staff = self.staff;
        let (mut leavers, mut starters) = (0, 0);
        for (role, number) in [("8", carers), ("26", staff - carers)] {
            if number == 0 {
                continue;
            }
            let left = chance.share(number, 5, 40);
            let came = chance.share(number, 5, 45);
            (leavers, starters) = (leavers + left, starters + came);
            sheet.row(
                "staff_by_job",
                role,
                &[
                    ("job_role", role.to_owned()),
                    ("job_staff", number.to_string()),
                    ("job_starters", came.to_string()),
                    ("job_leavers", left.to_string()),
                    ("job_vacancies", chance.share(number, 0, 15).to_string()),
                ],
            );
        }
        if leavers > 0 {
            let moved = chance.share(leavers, 30, 80);
            for (reason, count) in [("other-employer", moved), ("chose", leavers - moved)] {
                sheet.row(
                    "leave_reasons",
                    reason,
                    &[("leave_count", count.to_string())],
                );
            }
        }
        if starters > 0 {
            sheet.row(
                "recruited_from",
                "private-care",
                &[("recruit_count", starters.to_string())],
            );
        }
        let temporary = chance.share(staff, 0, 20);
        for (kind, count) in [("1", staff - temporary), ("2", temporary), ("3", 4)] {
            sheet.row(
                "contract_mix",
                kind,
                &[
                    ("contract_type", kind.to_owned()),
                    ("contract_staff", count.to_string()),
                ],
            );
        }
    }
}

#[test]
#[allow(clippy::print_stdout)]
fn honest_providers_are_not_blocked() {
    let framework = england();
    let mut chance = Chance(2_026);
    let (mut fired, mut counts) = (BTreeMap::new(), Vec::new());
    for number in 0..1_000 {
        let provider = Provider::new(&mut chance);
        let mut sheets = vec![
            ("provider-profile", provider.profile(&mut chance)),
            ("digital-readiness", provider.digital(&mut chance)),
            ("workforce-paperwork", provider.workforce(&mut chance)),
        ];
        if matches!(provider.service, "8" | "55") {
            sheets.push(("care-hours", provider.hours(&mut chance)));
        }
        for (form, sheet) in sheets {
            let mut session = fill(&framework, form, &parse(&sheet.text()).unwrap());
            let findings = session.findings();
            for finding in &findings {
                let check = finding.check.clone().unwrap_or_default();
                let said = &finding.message;
                assert_eq!(
                    finding.severity,
                    Severity::Warning,
                    "{number} {form} {check}: {said}"
                );
                *fired.entry([form, " ", &check].concat()).or_insert(0) += 1;
            }
            counts.push(findings.len());
            assert!(finish(&mut session).is_some(), "{number} {form}");
        }
    }
    counts.sort_unstable();
    let (median, most) = (counts[counts.len() / 2], counts[counts.len() * 95 / 100]);
    println!(
        "{} returns, median {median}, 95th percentile {most}: {fired:?}",
        counts.len()
    );
    assert!(counts.len() > 3_000);
    assert!(
        median == 0 && most <= 2,
        "median {median}, 95th percentile {most}: {fired:?}"
    );
}
