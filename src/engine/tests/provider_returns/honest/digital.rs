//! How ready a made-up provider is for digital care.

use super::Provider;
use crate::made_up::{Chance, Sheet};

impl Provider {
    pub(super) fn digital(&self, chance: &mut Chance) -> Sheet {
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
            "expired" => {
                sheet.put("dspt_date", "20 June 2024");
            }
            _ => {
                sheet.put("dspt_date", "20 June 2026");
            }
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
}
