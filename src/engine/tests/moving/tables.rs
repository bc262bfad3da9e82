//! Tables with another name on the next version, with columns that have another name too.

use crate::newer::{buy, draft, ends, planned};
use crate::support::{Scene, fixture};
use care_engine::definition::{Definition, load};
use care_engine::exchange::draft_v1::KeptPart;
use care_engine::moving::kept_label;
use std::rc::Rc;

const GOODS: &str = "\"table\": \"goods\", ";
const MEALS: &str = "\"table\": \"by_meal\", ";

/// The kitchen's framework, version 2.0, with other names.
fn renamed() -> Rc<Definition> {
    let mut text = fixture("frameworks/kitchen.json");
    for (from, to) in [
        ("\"version\": \"1.0\"", "\"version\": \"2.0\""),
        (GOODS, "\"table\": \"bought\", \"replaces\": [\"goods\"], "),
        (MEALS, "\"table\": \"meals\", \"replaces\": [\"by_meal\"], "),
        ("\"price\": { ", "\"cost\": { \"replaces\": [\"price\"], "),
        ("\"price\", {", "\"cost\", {"),
        ("\"price > 10\"", "\"cost > 10\""),
        ("\"sum(by_meal.portions)\"", "\"sum(meals.portions)\""),
        (
            "\"table\": \"by_meal\", \"about\"",
            "\"table\": \"meals\", \"about\"",
        ),
        ("[\"by_meal.portions\"]", "[\"meals.portions\"]"),
        ("\"sum(by_meal.portions) <=", "\"sum(meals.portions) <="),
    ] {
        assert!(text.contains(from), "the document has no {from}");
        text = text.replacen(from, to, 1);
    }
    Rc::new(load(&text).unwrap_or_else(|problems| panic!("{problems:#?}")))
}

fn scene() -> Scene {
    let mut scene = Scene::filled();
    buy(&mut scene);
    scene
}

#[test]
fn rows_and_cells_follow_a_table_and_its_columns() {
    let plan = planned(&draft(&scene()), &renamed());
    let moves = ends(&plan);
    for step in [
        "by_meal/breakfast/portions -> meals/breakfast/portions",
        "goods/row-b/supplier -> bought/row-b/supplier",
        "goods/row-a/price -> bought/row-a/cost",
        "goods/row-a/weight -> bought/row-a/weight",
    ] {
        assert!(
            moves.iter().any(|known| known == step),
            "{step}: {moves:#?}"
        );
    }
    let definition = Rc::clone(plan.session().definition());
    let form = Rc::clone(plan.session().form());
    let label = kept_label(&definition, &form, "goods/row-a/weight");
    assert_eq!(label, "Goods bought, Weight");
    let opened = plan.apply();
    assert_eq!(opened.head.kept, []);
    let rows: Vec<String> = opened
        .session
        .row_ids(1)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(rows, ["row-b", "row-a"], "in the order in which they stood");
    let after = Scene {
        session: opened.session,
    };
    assert_eq!(after.words("bought/row-a/cost"), "£12.50");
    assert_eq!(after.words("all_portions"), "450 portions");
}

#[test]
fn what_is_kept_comes_back_to_the_table_that_takes_its_place() {
    // Without a table of the name, and then with one that replaces it.
    let text = draft(&scene());
    let mut dropped = fixture("frameworks/kitchen.json");
    for (from, to) in [
        ("\"version\": \"1.0\"", "\"version\": \"1.5\""),
        (GOODS, "\"table\": \"parcels\", "),
    ] {
        dropped = dropped.replacen(from, to, 1);
    }
    let between = planned(&text, &Rc::new(load(&dropped).unwrap())).apply();
    let rows = |kept: &[care_engine::exchange::draft_v1::Kept]| {
        let rows = kept.iter().filter(|kept| kept.part == KeptPart::Row);
        rows.map(|kept| kept.at.clone()).collect::<Vec<_>>()
    };
    assert_eq!(rows(&between.head.kept), ["goods/row-b", "goods/row-a"]);
    let text = care_engine::exchange::draft_v1::write(&between.head, &between.session);
    let back = planned(&text, &renamed()).apply();
    assert_eq!(back.head.kept, []);
    let back = Scene {
        session: back.session,
    };
    assert_eq!(back.words("bought/row-a/cost"), "£12.50");
}
