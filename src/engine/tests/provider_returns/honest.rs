//! 1,000 made-up providers, small and large, each with its honest returns: none is blocked and few are warned.

mod digital;
mod workforce;

use crate::judged::fill;
use crate::judging::england;
use crate::made_up::{Chance, Sheet, Warned};
use care_engine::json::parse;

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
        let subject = format!(r#"{regulated},"service":"{}""#, self.service);
        Sheet::new(subject, dates)
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
            sheet.missing("people_self_funded", "not-known");
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
}

#[test]
fn honest_providers_are_not_blocked() {
    let framework = england();
    let mut chance = Chance(2_026);
    let mut warned = Warned::default();
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
            warned.count(&number.to_string(), form, &mut session);
        }
    }
    assert!(warned.returns() > 3_000);
}
