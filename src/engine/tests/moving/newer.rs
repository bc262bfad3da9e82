//! The kitchen's framework one version on: questions replaced, dropped and new, codes split, merged and renamed.

use crate::support::{Scene, facts, fixture, head};
use care_engine::definition::{Definition, load};
use care_engine::exchange::draft_v1;
use care_engine::moving::{End, Plan, plan};
use std::rc::Rc;

/// Lines of the document, by how they begin, and what stands there on the next version.
const LINES: &[(&str, &str)] = &[
    ("  \"version\"", "  \"version\": \"2.0\","),
    (
        "  \"missing\"",
        "  \"missing\": { \"not-known\": \"Not known\", \"not-asked\": \"We did not ask\" },",
    ),
    (
        "      { \"code\": \"breakfast\"",
        "      { \"code\": \"breakfast\", \"label\": \"Breakfast\", \"until\": \"2026-09-30\", \"replacedBy\": [\"brunch\"] },
         { \"code\": \"lunch\", \"label\": \"Lunch\", \"until\": \"2026-09-30\", \"replacedBy\": [\"brunch\"] },
         { \"code\": \"supper\", \"label\": \"Supper\", \"until\": \"2026-09-30\", \"replacedBy\": [\"dinner\"] },",
    ),
    (
        "      { \"code\": \"supper\"",
        "      { \"code\": \"brunch\", \"label\": \"Brunch\" }, { \"code\": \"dinner\", \"label\": \"Dinner\" } ] },",
    ),
    (
        "      { \"code\": \"none\"",
        "      { \"code\": \"none\", \"label\": \"None of these\" },
         { \"code\": \"vegan\", \"label\": \"Vegan\", \"until\": \"2026-01-01\", \"replacedBy\": [\"plant\", \"raw\"] },
         { \"code\": \"halal\", \"label\": \"Halal\", \"until\": \"2026-01-01\", \"replacedBy\": [\"halal-meat\"] },
         { \"code\": \"plant\", \"label\": \"From plants\" }, { \"code\": \"raw\", \"label\": \"Raw\" }, { \"code\": \"halal-meat\", \"label\": \"Halal meat\" } ] }",
    ),
    (
        "    \"taken\"",
        "    \"occupied\": { \"label\": \"Seats occupied\", \"question\": \"How many seats are occupied?\", \"basis\": \"at-filing\", \"type\": { \"kind\": \"integer\", \"min\": 0, \"max\": 999 }, \"missing\": [\"not-known\"], \"source\": { \"title\": \"made up\", \"mark\": \"proposed\" }, \"since\": \"2.0\", \"replaces\": [\"used\"] },
         \"used\": { \"label\": \"Seats in use\", \"question\": \"Seats\", \"basis\": \"at-filing\", \"type\": { \"kind\": \"integer\" }, \"source\": { \"title\": \"made up\", \"mark\": \"proposed\" }, \"since\": \"1.1\", \"until\": \"1.2\", \"replaces\": [\"taken\"] },",
    ),
    (
        "    \"full_why\"",
        "    \"full_why\": { \"label\": \"Why it was full\", \"question\": \"Why are no seats free?\", \"basis\": \"flow\", \"type\": { \"kind\": \"long-text\", \"words\": 5 }, \"source\": { \"title\": \"made up\", \"mark\": \"proposed\" }, \"since\": \"1.0\", \"until\": \"1.0\" },",
    ),
    (
        "    \"spend\"",
        "    \"spend\": { \"label\": \"Spending\", \"question\": \"What was spent, in thousands?\", \"basis\": \"flow\", \"type\": { \"kind\": \"integer\", \"min\": 0, \"max\": 1000 }, \"missing\": [\"not-known\"], \"source\": { \"title\": \"made up\", \"mark\": \"proposed\" }, \"since\": \"1.0\" },
         \"cleaned\": { \"label\": \"Cleaning\", \"question\": \"Was it cleaned?\", \"basis\": \"flow\", \"type\": { \"kind\": \"yes-no\" }, \"source\": { \"title\": \"made up\", \"mark\": \"proposed\" }, \"since\": \"2.0\" },
         \"delivery\": { \"label\": \"Delivery\", \"question\": \"Delivered?\", \"basis\": \"flow\", \"type\": { \"kind\": \"yes-no\" }, \"source\": { \"title\": \"made up\", \"mark\": \"proposed\" }, \"since\": \"2.0\" },",
    ),
    (
        "    \"price\"",
        "    \"cost\": { \"label\": \"Cost\", \"question\": \"Cost\", \"basis\": \"flow\", \"type\": { \"kind\": \"money\", \"places\": 2, \"min\": 0, \"max\": 9999 }, \"source\": { \"title\": \"made up\", \"mark\": \"proposed\" }, \"since\": \"2.0\", \"replaces\": [\"price\"] },",
    ),
    ("    \"weight\"", ""),
    (
        "        { \"id\": \"room\"",
        "        { \"id\": \"room\", \"title\": \"The room\", \"questions\": [\"seats\", \"occupied\", \"free\", { \"item\": \"opened\", \"required\": false } ] },",
    ),
    (
        "        { \"id\": \"money\"",
        "        { \"id\": \"money\", \"title\": \"Money\", \"questions\": [\"spend\", \"inspected\", \"cleaned\", { \"item\": \"diets\", \"required\": false } ] },",
    ),
    (
        "          { \"table\": \"goods\"",
        "          { \"table\": \"goods\", \"title\": \"Goods bought\", \"rows\": \"free\", \"key\": [\"supplier\"], \"columns\": [\"supplier\", \"cost\", \"delivery\"], \"min\": 0, \"max\": 50 } ] }",
    ),
    (
        "      \"picture\"",
        "      \"picture\": [ { \"title\": \"Seats occupied, of all seats\", \"item\": \"occupied\", \"of\": \"seats\" }, \"spend\" ],",
    ),
    (
        "      \"calculate\"",
        "      \"calculate\": { \"free\": \"seats - occupied\", \"all_portions\": \"sum(by_meal.portions)\" },",
    ),
    (
        "        { \"id\": \"taken-fits\"",
        "        { \"id\": \"taken-fits\", \"kind\": \"error\", \"about\": [\"occupied\"], \"expect\": \"occupied <= seats\", \"message\": \"Too many\" },",
    ),
    ("        { \"id\": \"spend-per-seat\"", ""),
];

/// The kitchen's framework, version 2.0.
pub(crate) fn newer() -> Rc<Definition> {
    let mut used = 0;
    let mut text = String::new();
    for line in fixture("frameworks/kitchen.json").lines() {
        let change = LINES.iter().find(|(begins, _)| line.starts_with(begins));
        used += usize::from(change.is_some());
        text.push_str(change.map_or(line, |(_, now)| now));
        text.push('\n');
    }
    assert_eq!(used, LINES.len(), "every change has its line");
    Rc::new(load(&text).unwrap_or_else(|problems| {
        let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
        panic!("{problems:#?}")
    }))
}

/// Two rows of goods, the second of them with a price and a weight.
pub(crate) fn buy(scene: &mut Scene) {
    for row in ["row-a", "row-b"] {
        scene.add_row(row);
        scene.answer(&["goods/", row, "/supplier"].concat(), row);
    }
    scene.answer("goods/row-a/price", "12.50");
    scene.answer("goods/row-a/weight", "3");
}

/// The session as a draft on version 1.0.
pub(crate) fn draft(scene: &Scene) -> String {
    draft_v1::write(&head("kitchen"), &scene.session)
}

/// A plan for a draft.
#[track_caller]
pub(crate) fn planned(text: &str, definition: &Rc<Definition>) -> Plan {
    plan(text, definition, facts()).unwrap()
}

/// The draft after a plan.
pub(crate) fn moved(plan: Plan) -> String {
    let opened = plan.apply();
    draft_v1::write(&opened.head, &opened.session)
}

/// Each step as `old place -> what became of it`.
pub(crate) fn ends(plan: &Plan) -> Vec<String> {
    let session = plan.session();
    let spell = |to: &care_engine::session::Address| to.spell(session.definition(), session.form());
    let mut ends = Vec::new();
    for step in &plan.steps {
        let end = match &step.end {
            End::Stayed(to) => {
                assert_eq!(spell(to), step.at);
                "stayed".to_owned()
            }
            End::Moved { to, .. } => spell(to),
            End::Kept { why, before } => format!("{why:?}{}", if *before { " before" } else { "" }),
        };
        ends.push(format!("{} -> {end}", step.at));
    }
    ends
}
