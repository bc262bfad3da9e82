//! The codes of councils and care boards, and the pairs of the two, on every day from April 2024 to March 2027.

use crate::judging::{date, england};
use care_engine::definition::{Code, CodeList, Definition};
use care_engine::value::Date;
use std::collections::{BTreeMap, BTreeSet};

fn list<'a>(framework: &'a Definition, id: &str) -> &'a CodeList {
    framework.lists.iter().find(|list| list.id == id).unwrap()
}

fn valid(code: &Code, on: Date) -> bool {
    code.from.is_none_or(|from| from <= on) && code.until.is_none_or(|until| on <= until)
}

fn valid_codes(list: &CodeList, on: Date) -> BTreeSet<&str> {
    let codes = list.codes.iter().filter(|code| valid(code, on));
    codes.map(|code| code.code.as_str()).collect()
}

/// Every day of the three years.
fn days() -> impl Iterator<Item = Date> {
    let last = date("2027-03-31");
    std::iter::successors(Some(date("2024-04-01")), move |day| {
        day.add_days(1).filter(|next| *next <= last)
    })
}

#[test]
fn every_council_has_a_valid_board_on_every_day() {
    let framework = england();
    let pairs = &list(&framework, "council-icb").codes;
    let (councils, boards) = (list(&framework, "council"), list(&framework, "icb"));
    let mut seen = 0;
    for day in days() {
        let councils = valid_codes(councils, day);
        let boards = valid_codes(boards, day);
        assert_eq!(councils.len(), 153, "{day}");
        assert_eq!(
            boards.len(),
            if day < date("2026-04-01") { 42 } else { 36 },
            "{day}"
        );
        let mut served = BTreeMap::new();
        for pair in pairs.iter().filter(|pair| valid(pair, day)) {
            if let Some((council, board)) = pair.code.split_once('.') {
                assert!(
                    councils.contains(council) && boards.contains(board),
                    "{day} {}",
                    pair.code
                );
                *served.entry(council).or_insert(0) += 1;
            }
        }
        assert_eq!(served.len(), 153, "{day}: councils with a board");
        seen += 1;
    }
    assert_eq!(seen, 1_095);
}

/// Three councils lay wholly within the board of Frimley, whose area went to three boards.
#[test]
fn few_councils_have_no_settled_board() {
    let framework = england();
    let list = list(&framework, "council-icb");
    let settled = |day: Date| -> BTreeSet<&str> {
        let pairs = list
            .codes
            .iter()
            .filter(|pair| valid(pair, day) && pair.parent.is_none());
        pairs
            .filter_map(|pair| Some(pair.code.split_once('.')?.0))
            .collect()
    };
    assert_eq!(settled(date("2026-03-31")).len(), 153);
    let after = settled(date("2026-04-01"));
    let councils = valid_codes(self::list(&framework, "council"), date("2026-04-01"));
    let open: Vec<&&str> = councils.difference(&after).collect();
    assert_eq!(open, [&"E06000036", &"E06000039", &"E06000040"]);
}

#[test]
fn what_ended_says_what_replaced_it() {
    let framework = england();
    for id in ["council", "icb"] {
        let list = list(&framework, id);
        for code in list.codes.iter().filter(|code| code.until.is_some()) {
            let next = code.until.unwrap().add_days(1).unwrap();
            assert!(!code.replaced_by.is_empty(), "{}", code.code);
            for at in &code.replaced_by {
                assert_eq!(list.codes[*at as usize].from, Some(next), "{}", code.code);
            }
        }
    }
    let councils = list(&framework, "council");
    let barnsley = councils
        .codes
        .iter()
        .find(|code| code.code == "E08000016")
        .unwrap();
    let new = &councils.codes[barnsley.replaced_by[0] as usize];
    assert_eq!(
        (new.code.as_str(), new.formerly.as_slice()),
        ("E08000038", &["E08000016".to_owned()][..])
    );
}

/// Whether a board serves a council on a day; `None` where that is not settled. What a rule should be told.
fn paired(pairs: &CodeList, council: &str, board: &str, on: &str) -> Option<bool> {
    let code = [council, ".", board].concat();
    let found = pairs.codes.iter().find(|pair| pair.code == code);
    match found.filter(|pair| valid(pair, date(on))) {
        Some(pair) => pair.parent.is_none().then_some(true),
        None => Some(false),
    }
}

/// Acceptance vector 9, and what became of pairs in April 2026.
#[test]
fn pairs_say_which_board_serves_a_council() {
    let framework = england();
    let pairs = list(&framework, "council-icb");
    for (council, board, on, expected) in [
        ("E06000065", "E54000051", "2026-03-31", Some(true)),
        ("E06000065", "E54000054", "2026-03-31", Some(true)),
        ("E06000065", "E54000048", "2026-03-31", Some(true)),
        ("E06000065", "E54000050", "2026-03-31", Some(false)),
        ("E10000012", "E54000026", "2026-03-31", Some(true)),
        ("E10000012", "E54000026", "2026-04-01", Some(false)),
        ("E10000012", "E54000066", "2026-04-01", Some(true)),
        ("E10000012", "E54000068", "2026-04-01", None),
        ("E06000039", "E54000070", "2026-04-01", None),
        ("E06000039", "E54000057", "2026-04-01", Some(false)),
        ("E08000016", "E54000061", "2025-03-31", Some(true)),
        ("E08000016", "E54000061", "2025-04-01", Some(false)),
        ("E08000038", "E54000061", "2025-04-01", Some(true)),
    ] {
        assert_eq!(
            paired(pairs, council, board, on),
            expected,
            "{council} {board} {on}"
        );
    }
}
