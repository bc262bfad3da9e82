//! What a plan says, and what comes of it.

use crate::newer::{draft, ends, moved, newer, planned};
use crate::support::{Scene, date, facts, kitchen};
use care_engine::exchange::draft_v1::{self, KeptPart};
use care_engine::json::parse;
use care_engine::moving::{CodeChange, End, PlanError, Step, kept_label, kept_words, plan};
use care_engine::session::{Answer, Edit, Giver, Origin};
use std::rc::Rc;

/// A month in which every change of the next version has something to change.
fn scene() -> Scene {
    let mut scene = Scene::filled();
    scene.answer("spend", "9000");
    scene.pass("spend-per-seat", "New ovens");
    scene.answer("full_why", "A wedding");
    scene.set("diets", Answer::codes(&["vegan", "halal"]));
    scene.set(
        "taken",
        Answer {
            estimated: true,
            origin: Origin::CarriedOver { on: None },
            ..Answer::typed("30")
        },
    );
    for row in ["row-b", "row-a"] {
        let add = Edit::AddRow {
            table: 1,
            row: Rc::from(row),
            position: 9,
            cells: vec![],
        };
        scene.session.apply(add).unwrap();
        scene.answer(&["goods/", row, "/supplier"].concat(), row);
    }
    scene.answer("goods/row-a/price", "12.50");
    scene.answer("goods/row-a/weight", "3");
    scene
}

fn step(steps: &[Step], at: &str) -> Step {
    steps.iter().find(|step| step.at == at).unwrap().clone()
}

#[test]
fn each_answer_stays_or_moves_or_is_kept() {
    let plan = planned(&draft(&scene()), &newer());
    assert_eq!(plan.from, "1.0");
    assert!(!plan.is_empty());
    assert_eq!(
        ends(&plan),
        [
            "seats -> stayed",
            "taken -> occupied",
            "full_why -> NotAsked",
            "spend -> stayed",
            "inspected -> stayed",
            "diets -> stayed",
            "by_meal/breakfast/portions -> NoRow",
            "by_meal/breakfast/wasted -> NoRow",
            "by_meal/lunch/portions -> NoRow",
            "by_meal/lunch/wasted -> NoRow",
            "by_meal/supper/portions -> by_meal/dinner/portions",
            "by_meal/supper/wasted -> by_meal/dinner/wasted",
            "goods/row-b/supplier -> stayed",
            "goods/row-a/supplier -> stayed",
            "goods/row-a/price -> goods/row-a/cost",
            "goods/row-a/weight -> NotAsked",
        ]
    );
    assert_eq!(plan.new, ["Cleaning", "Delivery"]);
}

#[test]
fn the_plan_speaks_in_words() {
    let plan = planned(&draft(&scene()), &newer());
    let taken = step(&plan.steps, "taken");
    assert_eq!(taken.old, "Taken", "only its id is left");
    assert_eq!(taken.said, "30 (estimate)");
    assert!(matches!(&taken.end, End::Moved { label, .. } if label == "Seats occupied"));
    let why = step(&plan.steps, "full_why");
    assert_eq!((&*why.old, &*why.said), ("Why it was full", "A wedding"));
    let row = step(&plan.steps, "by_meal/lunch/portions");
    assert_eq!(row.old, "Portions by meal, Lunch, Portions");
    let weight = step(&plan.steps, "goods/row-a/weight");
    assert_eq!(weight.old, "Goods bought, Weight");
    let spend = step(&plan.steps, "spend");
    assert_eq!(
        spend.message.as_deref(),
        Some("Spending must be between 0 and 1,000")
    );
    let quiet = step(&plan.steps, "seats");
    assert!(quiet.is_quiet() && !spend.is_quiet() && !why.is_quiet());
}

#[test]
fn a_renamed_code_changes_and_a_split_one_waits_for_the_person() {
    let plan = planned(&draft(&scene()), &newer());
    let change = |old: &str, new: &[&str]| CodeChange {
        old: old.into(),
        new: new.iter().map(|&new| new.into()).collect(),
    };
    assert_eq!(
        step(&plan.steps, "diets").codes,
        [
            change("Vegan", &["From plants", "Raw"]),
            change("Halal", &["Halal meat"])
        ]
    );
    let opened = plan.apply();
    let scene = Scene {
        session: opened.session,
    };
    assert_eq!(
        scene.session.answer(&scene.at("diets")).content,
        Answer::codes(&["vegan", "halal-meat"]).content
    );
    // The finding beside the question names the choice.
    let said = scene.messages().join("; ");
    assert!(said.contains("Use From plants or Raw"), "{said}");
}

#[test]
fn the_moved_draft_holds_all_of_it() {
    let text = moved(planned(&draft(&scene()), &newer()));
    let newer = newer();
    let form = Rc::clone(newer.form("month").unwrap());
    let opened = draft_v1::open(&text, &newer, &form, facts()).unwrap();
    assert_eq!(opened.head.version, "2.0");
    let scene = Scene {
        session: opened.session,
    };
    let occupied = scene.session.answer(&scene.at("occupied"));
    assert_eq!(
        (occupied.text(), occupied.estimated, occupied.origin.clone()),
        ("30", true, Origin::CarriedOver { on: None })
    );
    assert_eq!(scene.words("by_meal/dinner/portions"), "150 portions");
    assert_eq!(scene.words("goods/row-a/cost"), "£12.50");
    assert_eq!(
        scene.session.row_ids(1),
        [Rc::from("row-b"), Rc::from("row-a")]
    );
    let kept: Vec<_> = opened.head.kept.iter().map(|kept| &*kept.at).collect();
    assert_eq!(
        kept,
        [
            "full_why",
            "by_meal/breakfast/portions",
            "by_meal/breakfast/wasted",
            "by_meal/lunch/portions",
            "by_meal/lunch/wasted",
            "goods/row-a/weight",
            "spend-per-seat"
        ]
    );
    assert!(opened.head.kept.iter().all(|kept| kept.version == "1.0"));
    let KeptPart::Answer(answer) = &opened.head.kept[0].part else {
        panic!("an answer")
    };
    assert_eq!(kept_words(&newer, "full_why", answer), "A wedding");
    assert_eq!(kept_label(&newer, &form, "full_why"), "Why it was full");
    let codes = parse("{\"content\":[\"halal\",\"soup\"],\"estimated\":false}").unwrap();
    assert_eq!(kept_words(&newer, "diets", &codes), "Halal, soup");
    assert!(text.contains("New ovens"));
}

#[test]
fn who_gave_an_answer_goes_where_it_goes() {
    let mut scene = scene();
    for (id, name, place, answer) in [
        ("p-1", "Made-up One", "taken", "31"),
        ("p-2", "Made-up Two", "spend", "901"),
        ("p-1", "Made-up One", "goods/row-a/price", "13"),
        ("p-2", "Made-up Two", "by_meal/supper/portions", "99"),
    ] {
        let (id, name) = (id.to_owned(), name.to_owned());
        scene.session.set_giver(Some(Giver { id, name }));
        scene.answer(place, answer);
    }
    let text = draft(&scene);
    let definition = newer();
    let there = moved(planned(&text, &definition));
    let form = Rc::clone(definition.form("month").unwrap());
    let opened = draft_v1::open(&there, &definition, &form, facts()).unwrap();
    let now = Scene {
        session: opened.session,
    };
    let name = |place: &str| {
        let giver = now.session.given_by(&now.at(place));
        giver.map(|giver| giver.name.clone())
    };
    assert_eq!(name("occupied").as_deref(), Some("Made-up One"));
    assert_eq!(name("spend").as_deref(), Some("Made-up Two"));
    assert_eq!(name("goods/row-a/cost").as_deref(), Some("Made-up One"));
    assert_eq!(
        name("by_meal/dinner/portions").as_deref(),
        Some("Made-up Two")
    );
    assert_eq!(name("seats"), None, "nobody knows who");
    assert_eq!(moved(planned(&text, &kitchen())), text);
}

#[test]
fn moving_back_takes_up_what_was_kept() {
    let old = draft(&scene());
    let there = moved(planned(&old, &newer()));
    let plan = planned(&there, &kitchen());
    assert_eq!(plan.new, [""; 0], "an older version asks nothing new");
    let ends = ends(&plan);
    assert!(ends.contains(&"full_why -> full_why".into()), "{ends:?}");
    assert!(ends.contains(&"occupied -> NotAsked".into()), "{ends:?}");
    let scene = Scene {
        session: plan.session().clone(),
    };
    assert_eq!(scene.words("by_meal/lunch/portions"), "200 portions");
    let weight = scene.session.answer(&scene.at("goods/row-a/weight"));
    assert_eq!(weight.text(), "3");
    assert_eq!(scene.session.passes().count(), 1, "and the word on a check");
    assert_eq!(scene.session.passes().next().unwrap().1.note, "New ovens");
}

#[test]
fn on_the_same_version_there_is_nothing_to_move() {
    let mut scene = scene();
    // What was wrong before is no news of a move.
    scene.answer("seats", "about forty");
    let text = draft(&scene);
    let plan = planned(&text, &kitchen());
    assert!(plan.is_empty());
    assert_eq!(moved(plan), text);
    let there = moved(planned(&text, &newer()));
    let again = planned(&there, &newer());
    assert!(again.is_empty(), "{:?}", ends(&again));
    assert_eq!(moved(again), there);
}

/// What is typed goes before what comes from elsewhere, and nothing that comes too late is lost.
#[test]
fn a_place_takes_one_answer() {
    let text = draft(&Scene::filled()).replacen(
        "\"answers\":{",
        "\"answers\":{\"used\":\"29\",\"occupied\":\"28\",",
        1,
    );
    let plan = planned(&text, &newer());
    let ends = ends(&plan);
    for end in ["used -> Taken", "occupied -> stayed", "taken -> Taken"] {
        assert!(ends.iter().any(|known| known == end), "{end}: {ends:?}");
    }
    let text = moved(plan);
    for part in [
        "\"occupied\":\"28\"",
        "{\"version\":\"1.0\",\"at\":\"used\",\"answer\":\"29\"}",
        "{\"version\":\"1.0\",\"at\":\"taken\",\"answer\":\"30\"}",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn a_reason_that_is_gone_is_kept_as_it_was() {
    let mut scene = Scene::filled();
    scene.missing("spend", "not-collected");
    let plan = planned(&draft(&scene), &newer());
    assert!(ends(&plan).contains(&"spend -> NoReason".into()));
    assert_eq!(step(&plan.steps, "spend").said, "not-collected");
    let back = planned(&moved(plan), &kitchen());
    let scene = Scene {
        session: back.session().clone(),
    };
    assert_eq!(scene.words("spend"), "We do not collect this");
}

/// A code fits a list of codes and a list of one code a single code, where a question came to take several, or one only.
#[test]
fn one_code_and_a_list_of_one_are_the_same() {
    let text =
        draft(&Scene::filled()).replacen("\"answers\":{", "\"answers\":{\"diets\":\"halal\",", 1);
    let plan = planned(&text, &newer());
    let scene = Scene {
        session: plan.session().clone(),
    };
    assert_eq!(scene.words("diets"), "Halal meat");
    // What is no code of the list stays as it was typed.
    let text = text.replacen("\"diets\":\"halal\"", "\"diets\":\"soup\"", 1);
    let plan = planned(&text, &newer());
    let soup = step(&plan.steps, "diets");
    assert_eq!(soup.said, "soup");
    assert!(soup.message.is_some());
    assert!(moved(plan).contains("\"diets\":\"soup\""));
}

/// The day on which it is looked at decides which codes of the day of filing may be used.
#[test]
fn a_plan_reads_no_clock() {
    let mut earlier = facts();
    earlier.today = date("2026-10-02");
    let text = draft(&scene());
    let there = plan(&text, &newer(), earlier).unwrap();
    assert_eq!(there.session().facts().today, date("2026-10-02"));
    assert_eq!(there.session().facts().period, facts().period);
}

#[test]
fn what_cannot_be_moved_says_why() {
    let text = draft(&Scene::filled());
    let fails = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        plan(&text.replacen(from, to, 1), &newer(), facts()).err()
    };
    assert_eq!(
        fails("\"kitchen\"", "\"bakery\""),
        Some(PlanError::Framework)
    );
    assert_eq!(fails("\"month\"", "\"week\""), Some(PlanError::Form));
    assert!(matches!(
        fails("draft/1", "draft/2"),
        Some(PlanError::Shape(_))
    ));
    assert!(matches!(
        fails("\"answers\":{", "\"answers\":[],\"a\":{"),
        Some(PlanError::Shape(_))
    ));
}
