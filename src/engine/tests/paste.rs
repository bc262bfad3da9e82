//! A block of cells of a spreadsheet, pasted into a table.
#![allow(clippy::unwrap_used)]

mod support;

use care_engine::definition::{Definition, load};
use care_engine::session::{Answer, Misfit, Pasted, RowId, Subject};
use care_engine::value::ListIx;
use std::rc::Rc;
use support::{Scene, date, facts, fixture};

fn garden() -> Scene {
    let text = fixture("frameworks/kinds.json");
    let definition: Rc<Definition> = Rc::new(load(&text).unwrap());
    let mut facts = facts();
    facts.subject = Some(Subject {
        kind: "garden".into(),
        ..facts.subject.unwrap()
    });
    Scene::open(&definition, "month", facts)
}

const CROPS: u16 = 0;
const BEDS: u16 = 1;

/// Pastes, and applies what it comes to.
fn paste(scene: &mut Scene, table: u16, start: Option<(&str, u16)>, text: &str) -> Pasted {
    let mut last = scene.session.row_ids(table).len();
    let mut new_id = || {
        last += 1;
        RowId::from(format!("new{last}"))
    };
    let pasted = scene.session.paste(table, start, text, &mut new_id);
    for edit in &pasted.edits {
        scene.session.apply(edit.clone()).unwrap();
    }
    pasted
}

/// What has no place, as line, text and why.
fn unfit(pasted: &Pasted) -> Vec<(usize, &str, Misfit)> {
    let unfit = pasted.unfit.iter();
    unfit
        .map(|unfit| (unfit.line, unfit.text.as_str(), unfit.why.clone()))
        .collect()
}

#[test]
fn a_block_fills_rows_and_adds_those_that_are_not_there() {
    let mut scene = garden();
    let pasted = paste(
        &mut scene,
        CROPS,
        None,
        "Peas\tBarnfield\t27/3/2026\tyes\t12\t2.50\r\nBeans\tA04\t\tN\t1,000\t\r\n",
    );
    assert_eq!((pasted.added, unfit(&pasted)), (2, vec![]));
    assert_eq!(pasted.places.len(), 10);
    assert_eq!(scene.words("crops/new1/where"), "Barnfield");
    assert_eq!(scene.words("crops/new1/sown"), "27 March 2026");
    assert_eq!(scene.words("crops/new1/organic"), "Yes");
    assert_eq!(scene.words("crops/new1/worth"), "£30.00");
    assert_eq!(scene.words("crops/new2/where"), "East Barnfield");
    assert_eq!(scene.words("crops/new2/organic"), "No");
    // What is wrong is found at its cell, as if it had been typed.
    assert_eq!(
        scene.session.answer(&scene.at("crops/new2/sacks")).text(),
        "1,000"
    );
    let messages = scene.messages();
    assert!(
        messages.contains(&"Beans: Sacks must be between 0 and 999".to_owned()),
        "{messages:?}"
    );
}

#[test]
fn a_block_starts_where_it_is_pasted_and_passes_over_what_is_worked_out() {
    let mut scene = garden();
    paste(&mut scene, CROPS, None, "Peas\nBeans\nKale");
    let pasted = paste(
        &mut scene,
        CROPS,
        Some(("new2", 4)),
        "3\t1\n\n4\t2\n5\t3\t9",
    );
    assert_eq!(pasted.added, 2);
    assert_eq!(scene.words("crops/new1/sacks"), "");
    assert_eq!(scene.words("crops/new2/worth"), "£3.00");
    // The blank line passes over Kale; behind the last row each line makes one.
    assert_eq!(scene.words("crops/new3/sacks"), "");
    assert_eq!(scene.words("crops/new4/price"), "£2.00");
    assert_eq!(unfit(&pasted), [(4, "9", Misfit::NoColumn)]);
}

#[test]
fn a_row_that_is_blank_is_used_first() {
    let mut scene = garden();
    paste(&mut scene, CROPS, None, "Peas\nBeans");
    scene.set("crops/new2/crop", Answer::BLANK);
    let pasted = paste(&mut scene, CROPS, None, "Kale");
    assert_eq!(pasted.added, 0);
    assert_eq!(scene.words("crops/new2/crop"), "Kale");
}

#[test]
fn labels_in_the_first_line_say_which_column_is_which() {
    let mut scene = garden();
    let text = "sacks\tCROP\tNotes\tWorth\n7\tPeas\tlate\t£9\nnot known\tBeans\t\t";
    let pasted = paste(&mut scene, CROPS, None, text);
    assert_eq!(scene.words("crops/new1/crop"), "Peas");
    assert_eq!(scene.words("crops/new1/sacks"), "7");
    assert_eq!(scene.words("crops/new2/sacks"), "Not known");
    assert_eq!(
        unfit(&pasted),
        [
            (2, "late", Misfit::NoColumn),
            (2, "£9", Misfit::WorkedOut("Worth".into())),
        ]
    );
}

#[test]
fn what_no_choice_fits_and_rows_over_the_most_are_told() {
    let mut scene = garden();
    let text = "a\t\t\tperhaps\nb\nc\nd\ne\nf\ng\tBarnfield\n";
    let pasted = paste(&mut scene, CROPS, None, text);
    assert_eq!(pasted.added, 6);
    assert_eq!(
        unfit(&pasted),
        [
            (1, "perhaps", Misfit::NoChoice("Organic".into())),
            (7, "g | Barnfield", Misfit::Full),
        ]
    );
}

#[test]
fn a_code_is_known_by_its_label_its_code_and_its_former_name_and_else_kept_as_typed() {
    let mut scene = garden();
    paste(&mut scene, CROPS, None, "a\tdale\nb\tA01\nc\tNowhere");
    let text = |place: &str| scene.session.answer(&scene.at(place)).text().to_owned();
    assert_eq!(text("crops/new1/where"), "A51");
    // One that has ended is kept, and told what replaces it.
    assert_eq!(text("crops/new2/where"), "A01");
    assert_eq!(text("crops/new3/where"), "Nowhere");
    let messages = scene.messages();
    for end in ["Use Ashby and Dale", "from the list"] {
        assert!(
            messages.iter().any(|message| message.ends_with(end)),
            "{messages:?}"
        );
    }
}

#[test]
fn fixed_rows_are_filled_in_order_or_by_name() {
    let mut scene = garden();
    let pasted = paste(&mut scene, BEDS, Some(("herbs", 0)), "5\t1\n6\t2\n7");
    assert_eq!(scene.words("beds/herbs/lost"), "1");
    assert_eq!(scene.words("beds/beans/planted"), "6");
    assert_eq!(unfit(&pasted), [(3, "7", Misfit::NoRow)]);
    let text = "\tLost\tPlanted\nBeans, climbing\t3\t30\nROSES\t1\t10\nTulips\t4\t40";
    let pasted = paste(&mut scene, BEDS, Some(("herbs", 1)), text);
    assert_eq!(scene.words("beds/beans/planted"), "30");
    assert_eq!(scene.words("beds/roses/lost"), "1");
    assert_eq!(scene.words("beds/herbs/planted"), "5");
    assert_eq!(unfit(&pasted), [(4, "Tulips | 4 | 40", Misfit::NoRow)]);
    // Without heads, with names.
    paste(&mut scene, BEDS, None, "Herbs\t8\t0\nRoses\t9");
    assert_eq!(scene.words("beds/herbs/planted"), "8");
    assert_eq!(scene.words("beds/roses/planted"), "9");
}

#[test]
fn nothing_but_blanks_changes_nothing() {
    let mut scene = garden();
    let pasted = paste(&mut scene, CROPS, None, "\t\n\n");
    assert_eq!(pasted, Pasted::default());
}

#[test]
fn a_cleared_page_comes_back_as_it_was() {
    let mut scene = garden();
    paste(&mut scene, CROPS, None, "Peas\tBarnfield\t\t\t12\t1\nKale");
    for (place, text) in [
        ("plots", "8"),
        ("acid", "high"),
        ("beds/herbs/planted", "3"),
    ] {
        scene.answer(place, text);
    }
    scene.missing("spend", "not-known");
    for section in ["figures", "crops", "beds"] {
        let before = format!("{:?}", scene.session.answers().collect::<Vec<_>>());
        let mut back = Vec::new();
        for edit in scene.session.clear(scene.section(section)) {
            back.push(scene.session.apply(edit).unwrap().inverse);
        }
        assert!(!back.is_empty(), "{section}");
        assert_eq!(scene.session.clear(scene.section(section)), []);
        for edit in back.into_iter().rev() {
            scene.session.apply(edit).unwrap();
        }
        let after = format!("{:?}", scene.session.answers().collect::<Vec<_>>());
        assert_eq!(after, before, "{section}");
    }
}

#[test]
fn codes_are_found_by_parts_of_names_codes_and_what_they_were_before() {
    let scene = garden();
    let definition = scene.session.definition();
    let list = definition.lists.iter().position(|list| list.id == "area");
    let list = ListIx(u16::try_from(list.unwrap()).unwrap());
    let codes = &definition.list(list).codes;
    let search = |wanted: &str, on: &str| {
        let mut found = Vec::new();
        for one in scene.session.search(list, wanted, date(on)) {
            found.push((codes[one.index as usize].code.as_str(), one.formerly));
        }
        found
    };
    let now = "2026-11-10";
    assert_eq!(search("barn", now), [("A03", None), ("A04", None)]);
    assert_eq!(search("st brants", now), [("A02", None)]);
    assert_eq!(search("a04", now), [("A04", None)]);
    // A former name, and a code that has ended; before its end it is its own.
    let formerly = |name: &str| Some(name.to_owned());
    assert_eq!(search("a01", now), [("A51", formerly("A01"))]);
    assert_eq!(search("a01", "2025-03-01"), [("A01", None)]);
    assert_eq!(search("nowhere", now), []);
    // Nothing that is looked for leaves nothing out.
    assert_eq!(search("", now).len(), codes.len() - 1);
}

#[test]
fn columns_that_the_framework_sums_have_totals() {
    let mut scene = garden();
    assert_eq!(scene.session.totals(CROPS), []);
    let text = "crop\tsacks\tprice\nPeas\t12\t2.50\nBeans\tmany\t1\nKale\t30\t1";
    paste(&mut scene, CROPS, None, text);
    let total = |column, words: &str| (column, words.to_owned());
    // Prices are summed by nothing: their sum would say nothing.
    assert_eq!(
        scene.session.totals(CROPS),
        [total(4, "42"), total(6, "£60.00")]
    );
    scene.answer("crops/new1/sacks", "13");
    assert_eq!(
        scene.session.totals(CROPS),
        [total(4, "43"), total(6, "£62.50")]
    );
    scene.answer("beds/roses/planted", "4");
    assert_eq!(scene.session.totals(BEDS), [total(0, "4")]);
}
