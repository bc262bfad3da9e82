//! The author's tools over the framework documents of the repository.
#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use care_engine::definition::load;
use care_engine::definition::{Purpose, due};
use care_engine::json::{Json, parse};
use care_framework::check::{check, check_all, check_status};
use care_framework::describe::{Form, describe};
use care_framework::diff::diff;
use care_framework::index::index;
use care_framework::lists::{files, put_in};
use care_framework::slice::slice;
use care_framework::texts::{check_texts, part, skeleton};
use care_framework::{FrameworkError, pretty};
use support::{ENGLAND, KITCHEN, SMALL, TEN_MISTAKES, TWO, edited};

/// What stands in the text at the place that a line of `check` names.
fn at<'a>(text: &'a str, line: &str) -> &'a str {
    let mut parts = line.split(':').skip(1);
    let mut number = || parts.next().unwrap().parse::<usize>().unwrap();
    let (row, column) = (number(), number());
    let row = text.lines().nth(row - 1).unwrap();
    let skip = row.char_indices().nth(column - 1).unwrap().0;
    row.get(skip..).unwrap()
}

#[track_caller]
fn check_one(text: &str, expect: &str, stands: &str) {
    let report = check("f.json", text);
    let [line] = &report.lines[..] else {
        panic!("{:#?}", report.lines)
    };
    assert_eq!(line, expect);
    assert!(at(text, line).starts_with(stands), "{}", at(text, line));
}

#[test]
fn what_ships_has_no_problem_and_is_counted() {
    let report = check("asc-england.json", ENGLAND);
    assert_eq!(report.lines, Vec::<String>::new());
    let root = parse(ENGLAND).unwrap();
    let counts = report.counts.unwrap();
    let entries = |key: &str| root.get(key).and_then(Json::entries).unwrap();
    assert_eq!(counts.returns, entries("returns").len());
    assert_eq!(counts.items, entries("items").len());
    assert!(counts.codes > counts.lists && counts.checks > 10);
    let small = check("small.json", SMALL).counts.unwrap();
    assert_eq!(
        small.to_string(),
        "2 returns, 20 items, 8 codes in 3 code lists, 3 checks"
    );
}

#[test]
fn a_status_is_checked_beside_its_framework() {
    let kitchen = ("kitchen.json", KITCHEN);
    let check = |text: &str| check_status(("status.json", text), kitchen);
    let text = r#"{"format":1,"framework":"kitchen","versions":{"1.0":{"withdrawn":"Use 1.1",
  "lowered":[{"return":"month","check":"taken-fits","why":"Guests count"}]}}}"#;
    let (lines, said) = check(text).unwrap();
    assert_eq!(lines, [""; 0]);
    assert_eq!(said, "version 1.0 is withdrawn, 1 check lowered");
    let wrong = text.replace("taken-fits", "taken");
    let (lines, _) = check(&wrong).unwrap();
    let [line] = &lines[..] else {
        panic!("{lines:#?}")
    };
    assert!(line.starts_with("status.json:2:"), "{line}");
    assert!(line.ends_with("(/versions/1.0/lowered/0/check)"), "{line}");
    let other = check_status(("status.json", text), ("f.json", "{}"));
    assert!(matches!(other, Err(FrameworkError::Problems(_))));
    let ships = include_str!("../../../../static/frameworks/status.json");
    let (lines, said) = check_status(("s.json", ships), ("asc-england.json", ENGLAND)).unwrap();
    assert_eq!(lines, [""; 0]);
    assert!(
        said.ends_with("is not withdrawn, 0 checks lowered"),
        "{said}"
    );
}

#[test]
fn ten_mistakes_are_ten_lines_each_at_its_place() {
    let report = check("ten.json", TEN_MISTAKES);
    let places: Vec<&str> = report
        .lines
        .iter()
        .map(|line| at(TEN_MISTAKES, line))
        .collect();
    let starts = [
        "\"2028-02-30\"",
        "\"seen\"",
        "0 }",
        "{ \"question\": \"Is there an outbreak?\"",
        "\"bed-types\"",
        "\"blue\"",
        "areas.size() > 'none'",
        "\"vaccinated\"",
        "\"max_capacity - vacant\"",
        "\"outbreak\"]",
    ];
    assert_eq!(places.len(), starts.len(), "{:#?}", report.lines);
    for (found, start) in places.iter().zip(starts) {
        assert!(found.starts_with(start), "{start}: {found}");
    }
    assert!(report.counts.is_some(), "counted all the same");
}

#[test]
fn a_problem_stands_at_its_character() {
    // In a rule behind an escape, of which the line has more characters than the rule.
    check_one(
        &edited(
            SMALL,
            &[(
                "\"vacant\": \"max_capacity - occupied\"",
                "\"vacant\": \"'\\u00e9\\\"' == 'é' ? 1 : nowhere\"",
            )],
        ),
        "f.json:86:44: There is nothing of this name here (/returns/beds/calculate/vacant)",
        "nowhere",
    );
    check_one(
        "{\n  \"é\": tru }",
        "f.json:2:11: this is not JSON: this cannot stand here (the document)",
        " }",
    );
}

#[test]
fn the_second_of_two_alike_is_the_one_that_is_named() {
    let text = edited(
        SMALL,
        &[(
            "\"title\": \"A small framework\",",
            "\"title\": \"A small framework\",\n  \"title\": \"Again\",",
        )],
    );
    check_one(
        &text,
        "f.json:6:12: this key stands here twice: keep one (/title)",
        "\"Again\"",
    );
    // What is wrong inside the second is found inside the second.
    let item = "\"note\": { \"label\": \"Note\", \"question\": \"Else?\", \"basis\": \"never\", \"type\": { \"kind\": \"text\", \"max\": 5 }, \"source\": { \"title\": \"x\", \"mark\": \"proposed\" }, \"since\": \"1\" },\n";
    let text = edited(SMALL, &[("  \"subjects\":", "  \"subjects\":")]);
    let from = text.find("    \"note\": {").unwrap();
    let line_end = from + text.get(from..).unwrap().find('\n').unwrap();
    let last = text.get(from..line_end).unwrap().to_owned();
    let twice = text.replacen(
        &last,
        &format!("{last},\n    {}", item.trim_end_matches(",\n")),
        1,
    );
    let report = check("f.json", &twice);
    assert_eq!(report.lines.len(), 2, "{:#?}", report.lines);
    assert!(
        at(&twice, &report.lines[0]).starts_with("{ \"label\": \"Note\", \"question\": \"Else?\"")
    );
    assert!(at(&twice, &report.lines[1]).starts_with("\"never\""));
}

/// The small framework with its areas in a file, and that file.
fn apart() -> (String, String) {
    let from = SMALL.find("\"area\": { \"title\": \"Areas\"").unwrap();
    let codes = from + SMALL.get(from..).unwrap().find("\"codes\"").unwrap();
    let end = codes + SMALL.get(codes..).unwrap().find("\n    ] }").unwrap() + 5;
    let (before, rest) = (SMALL.get(..codes).unwrap(), SMALL.get(end + 1..).unwrap());
    let document = [before, "\"file\": \"lists/area.json\"", rest].concat();
    // What names one of its codes cannot stand any more.
    let document = edited(
        &document,
        &[
            (", \"none\": \"none\" }", " }"),
            ("area == 'E02'", "label(area) == 'E'"),
        ],
    );
    let codes = SMALL.get(codes..=end).unwrap();
    (document, format!("{{\n\"list\": \"area\",\n{codes} }}"))
}

#[test]
fn lists_in_files_are_checked_with_their_document() {
    let (document, file) = apart();
    let reads = |text: &str| {
        let text = text.to_owned();
        move |path: &str| {
            assert_eq!(path, "lists/area.json");
            Ok(text.clone())
        }
    };
    let report = check_all("f.json", &document, &reads(&file));
    assert_eq!(report.lines, Vec::<String>::new());
    assert_eq!(report.counts, check("small.json", SMALL).counts);
    assert_eq!(report.counts.map(|counts| counts.codes), Some(8));
    let wrong = edited(
        &file,
        &[("2025-03-31", "2025-03-32"), ("\"area\"", "\"aria\"")],
    );
    let report = check_all("f.json", &document, &reads(&wrong));
    assert_eq!(report.lines.len(), 1, "{:#?}", report.lines);
    assert!(report.lines[0].starts_with("lists/area.json:4:"));
    assert!(at(&wrong, &report.lines[0]).starts_with("\"2025-03-32\""));
    let other = edited(&file, &[("\"area\"", "\"aria\"")]);
    let report = check_all("f.json", &document, &reads(&other));
    assert_eq!(
        report.lines,
        ["lists/area.json:1:1: this is the list aria, not area (/list)"]
    );
    let gone = |path: &str| {
        Err(FrameworkError::File {
            path: path.into(),
            reason: "gone".into(),
        })
    };
    let report = check_all("f.json", &document, &gone);
    assert_eq!(report.lines, ["lists/area.json: gone"]);
    // The other tools read it as if the codes stood in it.
    let whole = put_in(&document, &reads(&file)).unwrap();
    assert_eq!(load(&whole).unwrap().lists[2].codes.len(), 4);
    assert_eq!(files(&parse(&document).unwrap()), ["lists/area.json"]);
}

#[test]
fn a_slice_holds_one_return_and_all_that_it_needs() {
    for text in [SMALL, KITCHEN, ENGLAND] {
        let whole = load(text).unwrap();
        for (form, _) in whole.returns() {
            let cut = slice("f.json", text, &form.id).unwrap();
            let part = load(&cut).unwrap_or_else(|problems| panic!("{problems:#?}"));
            assert_eq!((&part.id, &part.version), (&whole.id, &whole.version));
            assert_eq!(part.missing, whole.missing);
            // And of each other return that its rules read, what they read.
            assert_eq!(part.returns().count(), 1 + form.others.len());
            assert_eq!(part.filer().is_some(), whole.filer().is_some());
            let ours = part.form(&form.id).unwrap();
            let names = |definition: &care_engine::definition::Definition| -> Vec<String> {
                let form = definition.form(&form.id).unwrap();
                let slots = form.slots.iter().map(|slot| slot.item);
                let tables = form.tables.iter().flat_map(|table| &table.columns);
                slots
                    .chain(tables.map(|column| column.item))
                    .map(|item| definition.item(item).id.clone())
                    .collect()
            };
            assert_eq!(names(&part), names(&whole));
            assert_eq!(
                (ours.rules.len(), ours.checks.len(), ours.readers.len()),
                (form.rules.len(), form.checks.len(), form.readers.len())
            );
            for list in &part.lists {
                let same = whole.lists.iter().find(|one| one.id == list.id).unwrap();
                assert_eq!(same.hash, list.hash);
            }
            assert_eq!(slice("f.json", &cut, &form.id).unwrap(), cut, "again");
        }
    }
    let notes = load(&slice("f.json", SMALL, "notes").unwrap()).unwrap();
    assert!(notes.holidays.is_empty() && notes.items.len() < 8);
    assert_eq!(
        slice("f.json", SMALL, "nothing"),
        Err(FrameworkError::NoReturn {
            id: "nothing".into(),
            known: vec!["beds".into(), "notes".into()],
        })
    );
    assert!(matches!(
        slice("f.json", TEN_MISTAKES, "beds"),
        Err(FrameworkError::Problems(lines)) if lines.len() == 10
    ));
}

#[test]
fn an_index_holds_the_profiles_and_the_terms_of_each_return() {
    for text in [SMALL, KITCHEN, ENGLAND] {
        let whole = load(text).unwrap();
        let cut = index("f.json", text).unwrap();
        let part = load(&cut).unwrap_or_else(|problems| panic!("{problems:#?}"));
        assert_eq!((&part.id, &part.version), (&whole.id, &whole.version));
        assert_eq!(part.missing, whole.missing);
        assert_eq!(part.forms.len(), whole.forms.len());
        let today = care_engine::value::Date::from_ymd(2026, 11, 10).unwrap();
        for ((form, terms), (of, known)) in part.returns().zip(whole.returns()) {
            assert_eq!((&form.id, &form.title), (&of.id, &of.title));
            assert!(form.sections.is_empty() && form.slots.is_empty() && form.checks.is_empty());
            assert_eq!(terms.duties.len(), known.duties.len());
            assert_eq!(due(&part, terms, today), due(&whole, known, today));
        }
        for (form, of) in part.forms.iter().zip(&whole.forms) {
            if !matches!(form.purpose, Purpose::Return(_)) {
                assert_eq!(form.slots.len(), of.slots.len(), "{}", form.id);
            }
        }
        for list in &part.lists {
            let same = whole.lists.iter().find(|one| one.id == list.id).unwrap();
            assert_eq!(same.hash, list.hash);
        }
        assert_eq!(index("f.json", &cut).unwrap(), cut, "again");
        assert!(cut.len() < text.len() / 2, "{}", cut.len());
    }
}

#[test]
fn only_an_index_may_leave_out_what_a_return_asks() {
    let cut = index("f.json", SMALL).unwrap();
    let whole = cut.replacen("\"cut\":true,", "", 1);
    let report = check("f.json", &whole);
    assert_eq!(report.lines.len(), 2, "{:#?}", report.lines);
    assert!(report.lines[0].contains("\"sections\" is missing"));
}

#[test]
fn a_slice_holds_what_is_read_of_another_return() {
    let cut = slice("f.json", TWO, "month").unwrap();
    let part = load(&cut).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let ids: Vec<&str> = part.returns().map(|(form, _)| form.id.as_str()).collect();
    assert_eq!(ids, ["month", "stock-room"]);
    let (form, other) = (
        part.form("month").unwrap(),
        part.form("stock-room").unwrap(),
    );
    assert_eq!(form.others, [2]);
    let asked: Vec<&str> = other
        .slots
        .iter()
        .map(|slot| part.item(slot.item).id.as_str())
        .collect();
    assert_eq!(asked, ["bags", "flour"]);
    assert!(part.lists.iter().any(|list| list.id == "meal-size"));
    assert_eq!(slice("f.json", &cut, "month").unwrap(), cut, "again");
    let alone = load(&slice("f.json", TWO, "stock-room").unwrap()).unwrap();
    assert!(alone.form("month").is_none() && alone.lists.is_empty());
}

/// The cells of a CSV text, by RFC 4180.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (vec![], vec![], String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, quoted) {
            ('"', true) if chars.peek() == Some(&'"') => cell.push(chars.next().unwrap()),
            ('"', _) => quoted = !quoted,
            (',', false) => row.push(std::mem::take(&mut cell)),
            ('\r', false) => {}
            ('\n', false) => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            (c, _) => cell.push(c),
        }
    }
    assert!(row.is_empty() && cell.is_empty() && !quoted);
    rows
}

#[test]
fn the_dictionary_as_csv_is_whole_and_runs_nothing() {
    let text = edited(
        KITCHEN,
        &[
            ("\"Seats taken\"", "\"=cmd|' /C calc'!A0\""),
            ("\"Lunch\"", "\"@SUM(1)\""),
        ],
    );
    for (form, columns) in [(Form::Items, 26), (Form::Codes, 12)] {
        let rows = read_csv(&describe("f.json", &text, form).unwrap());
        assert!(rows.iter().all(|row| row.len() == columns));
        for cell in rows.iter().flatten() {
            assert!(
                !cell.trim_start().starts_with(['=', '+', '-', '@']),
                "{cell}"
            );
        }
    }
    let rows = read_csv(&describe("f.json", KITCHEN, Form::Items).unwrap());
    let seats = rows.iter().find(|row| row[3] == "seats").unwrap();
    let expect = [
        "month",
        "The room",
        "",
        "seats",
        "Seats",
        "How many seats are there on {filed}?",
        "whole number",
        "seats",
        "",
        "from 0 to 999",
    ];
    assert_eq!(seats[..10], expect);
    assert_eq!(seats[12], "yes");
    assert_eq!(seats[13], "no");
    assert_eq!(seats[16], "the calendar month before");
    assert_eq!(seats[20..24], ["made up", "2026-01-31", "verified", "1.0"]);
    let free = rows.iter().find(|row| row[3] == "free").unwrap();
    assert!(free[11].starts_with("worked out: "), "{free:?}");
    let codes = read_csv(&describe("f.json", KITCHEN, Form::Codes).unwrap());
    assert!(
        codes
            .iter()
            .any(|row| row[2] == "tea" && row[6] == "supper")
    );
}

#[test]
fn the_dictionary_as_markdown_has_every_item_and_code() {
    let text = describe("f.json", ENGLAND, Form::Markdown).unwrap();
    let definition = load(ENGLAND).unwrap();
    for item in &definition.items {
        assert!(text.contains(&format!("| `{}` |", item.id)), "{}", item.id);
    }
    for list in &definition.lists {
        assert!(text.contains(&format!("(`{}`)", list.id)), "{}", list.id);
    }
    // Every table's lines have as many cells as its head.
    let mut cells = None;
    for line in text.lines() {
        let bars = line.replace("\\|", "").matches('|').count();
        match cells {
            _ if bars == 0 => cells = None,
            None => cells = Some(bars),
            Some(head) => assert_eq!(head, bars, "{line}"),
        }
    }
}

#[test]
fn what_changed_is_said_in_words() {
    let same = diff(("a", SMALL), ("b", SMALL)).unwrap();
    assert_eq!(
        same,
        "From small 1.0 to small 1.0\n\nNothing else has changed.\n"
    );
    let new = edited(
        SMALL,
        &[
            ("\"version\": \"1.0\"", "\"version\": \"1.1\""),
            ("\"2028-04-17\", ", ""),
            (
                "{ \"code\": \"other\", \"label\": \"Another reason\" }",
                "{ \"code\": \"else\", \"label\": \"Something else\", \"from\": \"2026-01-01\" }",
            ),
            ("\"Lower Town\"", "\"Low Town\""),
            (
                "\"min\": 0, \"max\": 9998 }, \"missing\": [\"not-known\", \"not-collected\"]",
                "\"min\": 0, \"max\": 999 }, \"missing\": [\"not-known\"]",
            ),
            (
                "\"note\": { \"label\": \"Note\"",
                "\"remark\": { \"replaces\": [\"note\"], \"label\": \"Remark\"",
            ),
            (
                "\"questions\": [\"note\", \"audit_month\"]",
                "\"questions\": [\"audit_month\", { \"item\": \"remark\", \"required\": false }]",
            ),
            (
                "\"message\": \"Beds occupied must be",
                "\"message\": \"Occupied beds must be",
            ),
        ],
    );
    let said = diff(("a", SMALL), ("b", &new)).unwrap();
    let expect = "From small 1.0 to small 1.1

The framework
  - holidays `england`: day taken out: \"2028-04-17\"

Code lists
  - `pass-reason`: took out the code other, Another reason: drafts and returns that hold it have no place for it
  - `pass-reason`: added the code else, Something else, from 2026-01-01
  - `area`: code E03: label was \"Lower Town\", is now \"Low Town\"

Items
  - `max_capacity`: most was 9998, is now 999
  - `max_capacity`: reason for missing taken out: \"not-collected\"
  - took out `note`, Note, replaced by `remark`
  - added `remark`, Remark, which replaces \"note\"

The return `beds`
  - check `occupied-fits`: message was \"Beds occupied must be {max_capacity} or fewer\", is now \"Occupied beds must be {max_capacity} or fewer\"

The return `notes`
  - no longer asks `note`
  - asks `remark` now, in section `notes`
";
    assert_eq!(said, expect);
}

#[test]
fn json_for_people_is_the_same_json() {
    for text in [SMALL, ENGLAND, "[]", "{\"a\":[{}]}"] {
        let root = parse(text).unwrap();
        assert_eq!(parse(&pretty(&root)).unwrap(), root);
    }
}

const CYMRAEG: &str = include_str!("../../../../wasm-tests/fixtures/languages/kitchen.cy.json");

#[test]
fn texts_in_another_language_are_checked_beside_their_framework() {
    let kitchen = ("kitchen.json", KITCHEN);
    let (lines, said) = check_texts(("k.cy.json", CYMRAEG), kitchen).unwrap();
    assert_eq!(lines, [""; 0]);
    assert_eq!(said, "16 of 103 texts in cy, 87 missing");
    let wrong = CYMRAEG.replace("/items/seats/label", "/items/seats/type");
    let (lines, _) = check_texts(("k.cy.json", &wrong), kitchen).unwrap();
    let [line] = &lines[..] else {
        panic!("{lines:#?}")
    };
    assert!(at(&wrong, line).starts_with("\"Seddi\""), "{line}");
}

/// A translator starts from all texts, changes the language, and needs to know nothing else.
#[test]
fn a_translator_starts_from_every_text() {
    let file = skeleton("kitchen.json", KITCHEN).unwrap();
    let text = pretty(&file);
    let kitchen = ("kitchen.json", KITCHEN);
    let (lines, _) = check_texts(("k.json", &text), kitchen).unwrap();
    let [line] = &lines[..] else {
        panic!("{lines:#?}")
    };
    assert!(line.contains("the framework is in this language"), "{line}");
    let text = text.replacen("\"en\"", "\"cy\"", 1);
    let (lines, said) = check_texts(("k.json", &text), kitchen).unwrap();
    assert_eq!(lines, [""; 0]);
    assert_eq!(said, "103 of 103 texts in cy, 0 missing; 103 as in en");
}

#[test]
fn what_ships_has_texts_for_a_translator() {
    let file = skeleton("asc-england.json", ENGLAND).unwrap();
    let texts = file.get("texts").and_then(Json::entries).unwrap();
    let text = pretty(&file).replacen("\"language\": \"en\"", "\"language\": \"cy\"", 1);
    let england = ("asc-england.json", ENGLAND);
    let (lines, said) = check_texts(("e.cy.json", &text), england).unwrap();
    assert_eq!(lines, [""; 0]);
    assert!(texts.len() > 1_000 && said.ends_with("as in en"), "{said}");
}

/// Every slice loads with its part of the texts, and has all of them that it needs.
#[test]
fn texts_are_cut_as_the_framework_is() {
    let file = skeleton("asc-england.json", ENGLAND).unwrap();
    let text = pretty(&file).replacen("\"language\": \"en\"", "\"language\": \"cy\"", 1);
    let texts = ("e.cy.json", text.as_str());
    let mut slices = vec![index("asc-england.json", ENGLAND).unwrap()];
    for id in care_framework::slice::returns("asc-england.json", ENGLAND).unwrap() {
        slices.push(slice("asc-england.json", ENGLAND, &id).unwrap());
    }
    for slice in slices {
        let part = part(texts, ENGLAND, &slice).unwrap();
        assert!(part.len() < text.len() / 2, "{}", part.len());
        let (definition, taken) = care_engine::definition::load_in(&slice, &part).unwrap();
        let wanted = care_engine::definition::texts_of(&parse(&slice).unwrap()).len();
        // But for the page of another return that is read.
        assert!(
            taken.entries.len() + 3 > wanted,
            "{} {wanted}",
            taken.entries.len()
        );
        assert!(care_engine::value::is_marked(&definition.title));
    }
}
