//! The staff of a made-up provider, and its paperwork.

use super::Provider;
use crate::made_up::{Chance, Sheet};

impl Provider {
    pub(super) fn workforce(&self, chance: &mut Chance) -> Sheet {
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
