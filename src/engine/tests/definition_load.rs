//! A small document that is right loads into the definition that it means.
#![allow(clippy::unwrap_used, missing_docs)]

use care_engine::definition::{
    About, Definition, Entry, Form, Kind, Overriding, Purpose, Required, Role, Rows, Target, load,
};
use care_engine::rules::Read;

const SMALL: &str = include_str!("../../../wasm-tests/fixtures/frameworks/small.json");

fn small() -> Definition {
    load(SMALL).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn slot_ids<'a>(definition: &'a Definition, form: &'a Form) -> Vec<&'a str> {
    form.slots
        .iter()
        .map(|slot| definition.item(slot.item).id.as_str())
        .collect()
}

#[test]
fn the_parts_are_there_in_order() {
    let definition = small();
    assert_eq!(
        (definition.id.as_str(), definition.version.as_str()),
        ("small", "1.0")
    );
    let forms: Vec<&str> = definition
        .forms
        .iter()
        .map(|form| form.id.as_str())
        .collect();
    assert_eq!(forms, ["location", "filer", "beds", "notes"]);
    assert_eq!(definition.returns().count(), 2);
    assert_eq!(definition.items.len(), 20);
    assert_eq!(definition.lists.len(), 3);
    assert_eq!(
        definition
            .pass_reasons
            .map(|list| definition.list(list).id.as_str()),
        Some("pass-reason")
    );
    let area = &definition.lists[2];
    assert_eq!(area.codes[0].replaced_by, [1, 2]);
    assert_eq!(definition.lists[1].codes[1].parent, Some(0));
    let days: Vec<String> = definition.holidays[0]
        .days
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(days, ["2024-08-26", "2028-04-14", "2028-04-17"]);
    let Purpose::Subject { id, name } = definition.form("location").unwrap().purpose else {
        panic!()
    };
    assert_eq!((id.0, name.0), (1, 0));
    assert!(matches!(
        definition.items[12].kind,
        Kind::Many { none: Some(3), .. }
    ));
}

#[test]
fn a_form_knows_what_is_asked_shown_and_worked_out() {
    let definition = small();
    let form = definition.form("beds").unwrap();
    let expect = [
        "max_capacity",
        "occupied",
        "vacant",
        "vacant_why",
        "bed_type",
        "areas",
        "outbreak",
        "outbreak_on",
        "spend",
    ];
    assert_eq!(slot_ids(&definition, form), expect);
    assert!(matches!(form.slots[2].role, Role::Calculated(_)));
    assert!(matches!(form.slots[3].role, Role::Asked(Required::If(_))));
    assert!(form.slots[3].show.is_some());
    assert_eq!(form.slots[4].role, Role::Asked(Required::Never));
    assert_eq!(form.slots[0].role, Role::Asked(Required::Always));
    assert!(matches!(
        form.sections[1].content[..],
        [Entry::Slot(_), Entry::Table(0), Entry::Table(1)]
    ));
    assert!(matches!(&form.tables[0].rows, Rows::Free { key, min: 1, max: 20 } if key == &[0]));
    assert!(matches!(&form.tables[1].rows, Rows::Fixed { lists } if lists.len() == 1));
    assert!(matches!(
        form.tables[0].columns[3].role,
        Role::Calculated(_)
    ));
    assert_eq!(form.checks[1].about, [About::Column(1, 0), About::Table(1)]);
    assert_eq!(
        form.checks[2].about,
        [About::Column(0, 1), About::Column(0, 0)]
    );
    assert_eq!(
        form.checks[2].overriding,
        Overriding::Refused("A week has no more".into())
    );
}

#[test]
fn every_rule_stands_behind_what_it_reads() {
    let definition = small();
    let form = definition.form("beds").unwrap();
    let place = |target: Target| {
        form.rules
            .iter()
            .position(|rule| rule.target == target)
            .unwrap()
    };
    let vacant = match form.slots[2].role {
        Role::Calculated(rule) => rule.0 as usize,
        Role::Asked(_) => panic!(),
    };
    let why = form.slots[3].show.unwrap().0 as usize;
    assert!(vacant < why);
    // The share reads the fee, whose column, table and section are shown by rules.
    let share = place(Target::CalculateColumn(0, 3));
    for shown in [
        Target::ShowColumn(0, 2),
        Target::ShowTable(0),
        Target::ShowSection(1),
    ] {
        assert!(place(shown) < share, "{shown:?}");
    }
    let first_check = form
        .rules
        .iter()
        .position(|rule| matches!(rule.target, Target::Check(_)))
        .unwrap();
    assert!(
        form.rules[first_check..]
            .iter()
            .all(|rule| matches!(rule.target, Target::Check(_)))
    );
    for (at, check) in form.checks.iter().enumerate() {
        assert_eq!(
            form.rules[check.expect.0 as usize].target,
            Target::Check(u16::try_from(at).unwrap())
        );
    }
    assert_eq!(form.rules[vacant].pointer, "/returns/beds/calculate/vacant");
    assert_eq!(
        form.rules[why].pointer,
        "/returns/beds/sections/0/questions/3/showIf"
    );
}

#[test]
fn readers_are_sorted_and_complete() {
    let definition = small();
    for form in &definition.forms {
        assert!(form.readers.is_sorted());
        let reads: usize = form
            .rules
            .iter()
            .map(|rule| rule.program.reads().len())
            .sum();
        assert_eq!(form.readers.len(), reads);
    }
    let form = definition.form("beds").unwrap();
    let occupied: Vec<Target> = form
        .readers
        .iter()
        .filter(|(read, _)| *read == Read::Item(1))
        .map(|(_, rule)| form.rules[rule.0 as usize].target)
        .collect();
    assert_eq!(occupied.len(), 3);
    assert!(occupied.contains(&Target::ShowSection(1)));
}

#[test]
fn a_calculation_that_no_section_shows_has_a_slot() {
    let text = SMALL.replacen("\"vacant\",\n", "\n", 1);
    let definition = load(&text).unwrap();
    let form = definition.form("beds").unwrap();
    assert_eq!(slot_ids(&definition, form).last(), Some(&"vacant"));
    assert_eq!(form.slots.last().unwrap().section, None);
    assert!(matches!(
        form.slots.last().unwrap().role,
        Role::Calculated(_)
    ));
}

#[test]
fn the_hash_of_a_list_is_of_what_it_says() {
    let hashes = |text: &str| {
        load(text)
            .unwrap()
            .lists
            .into_iter()
            .map(|list| list.hash)
            .collect::<Vec<_>>()
    };
    let before = hashes(SMALL);
    assert!(
        before
            .iter()
            .all(|hash| hash.len() == 16 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
    );
    // Spaces and the title are not what the list says; a label is.
    assert_eq!(hashes(&SMALL.replace("\"Areas\"", "  \"Places\"")), before);
    let after = hashes(&SMALL.replace("Lower Town", "Low Town"));
    assert_eq!(after[..2], before[..2]);
    assert_ne!(after[2], before[2]);
}
