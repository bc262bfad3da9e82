//! Mistakes in the document itself, its reasons, holidays, code lists and items.

use crate::support::*;
use care_engine::definition::{Expected, Problem, ProblemKind, Spelling};
use care_engine::json::JsonErrorKind;

#[test]
fn the_document_itself() {
    use ProblemKind as P;
    assert_eq!(problems(SMALL), []);
    let found = problems("{\"format\": 1,}");
    assert!(
        matches!(found[..], [Problem { kind: P::Json(error), .. }] if error.kind == JsonErrorKind::Unexpected)
    );
    assert!(
        problems("[]")
            .iter()
            .any(|problem| problem.kind == wrong(Expected::Object))
    );
    check(
        "\"format\": 1",
        "\"format\": 2",
        "/format",
        P::UnknownFormat,
    );
    check("\"language\": \"en\",", "", "", P::MissingKey("language"));
    check(
        "\"language\": \"en\",",
        "\"language\": \"en\", \"colour\": 1,",
        "/colour",
        UNKNOWN,
    );
    check(
        "\"language\": \"en\",",
        "\"language\": \"en\", \"title\": \"B\",",
        "/title",
        P::RepeatedKey,
    );
    check(
        "\"title\": \"A small framework\"",
        "\"title\": 5",
        "/title",
        wrong(Expected::Text),
    );
    check(
        "\"title\": \"A small framework\"",
        "\"title\": \" \"",
        "/title",
        wrong(Expected::Text),
    );
    check(
        "\"id\": \"small\"",
        "\"id\": \"Small\"",
        "/id",
        P::BadId(Spelling::Id),
    );
    check(
        "\"passReasons\": \"pass-reason\"",
        "\"passReasons\": \"ghost\"",
        "/passReasons",
        P::UnknownList,
    );
    let long = format!("{{\"{}\": 1}}", "k".repeat(201));
    assert!(matches!(
        problems(&long)[..],
        [Problem {
            kind: P::TooLarge { most: 200, .. },
            ..
        }]
    ));
    assert!(matches!(
        problems(&" ".repeat(9_000_000))[..],
        [Problem {
            kind: P::TooLarge { .. },
            ..
        }]
    ));
}

#[test]
fn reasons_and_holidays() {
    use ProblemKind as P;
    check(
        "\"not-known\": \"We do not know\"",
        "\"not-known\": 1",
        "/missing/not-known",
        wrong(Expected::Text),
    );
    check_all(
        &[("\"not-known\": \"We do not know\", ", "")],
        &[("/missing", P::MissingKey("not-known"))],
    );
    check(
        "\"until\": \"2028-12-31\"",
        "\"until\": \"2028-02-30\"",
        "/holidays/england/until",
        P::BadDate,
    );
    check(
        "\"2024-08-26\"",
        "\"2029-08-26\"",
        "/holidays/england/days/2",
        P::DatesReversed,
    );
    check(
        "\"2024-08-26\"",
        "\"2028-04-17\"",
        "/holidays/england/days/2",
        P::Repeated,
    );
    check(
        "\"days\": [\"2028-04-14\", \"2028-04-17\", \"2024-08-26\"]",
        "\"days\": 5",
        "/holidays/england/days",
        wrong(Expected::List),
    );
}

#[test]
fn code_lists() {
    use ProblemKind as P;
    let codes = "/codeLists/area/codes";
    check(
        "\"code\": \"seen\"",
        "\"code\": \"seen it\"",
        "/codeLists/pass-reason/codes/0/code",
        P::BadId(Spelling::Code),
    );
    check(
        "\"code\": \"other\"",
        "\"code\": \"seen\"",
        "/codeLists/pass-reason/codes/1/code",
        P::RepeatedCode,
    );
    check(
        "\"2025-03-31\"",
        "\"2019-03-31\"",
        &format!("{codes}/0/until"),
        P::DatesReversed,
    );
    check(
        "[\"E02\", \"E03\"]",
        "[\"E02\", \"E09\"]",
        &format!("{codes}/0/replacedBy/1"),
        P::ReplacedByUnknown,
    );
    check(
        "[\"E02\", \"E03\"]",
        "[\"E02\", \"E02\"]",
        &format!("{codes}/0/replacedBy/1"),
        P::Repeated,
    );
    check(
        "[\"E02\", \"E03\"]",
        "[\"E01\"]",
        &format!("{codes}/0/replacedBy"),
        P::ReplacedByItself,
    );
    check(
        "\"label\": \"Upper Town\"",
        "\"label\": \"Upper Town\", \"replacedBy\": [\"E01\"]",
        &format!("{codes}/0/replacedBy"),
        cycle(&["E01", "E02", "E01"]),
    );
    check(
        "\"parent\": \"general\"",
        "\"parent\": \"ghost\"",
        "/codeLists/bed-type/codes/1/parent",
        P::UnknownCode,
    );
    check(
        "\"parent\": \"general\"",
        "\"parent\": \"nursing\"",
        "/codeLists/bed-type/codes/1/parent",
        cycle(&["nursing", "nursing"]),
    );
    check(
        "\"mark\": \"proposed\"",
        "\"mark\": \"sure\"",
        "/codeLists/pass-reason/mark",
        wrong(Expected::OneOf(&["verified", "proposed"])),
    );
    // A code that cannot be read may be the one that a rule, a replacement or `none` means.
    check(
        "\"code\": \"E02\", ",
        "",
        &format!("{codes}/1"),
        P::MissingKey("code"),
    );
    check(
        "\"code\": \"none\"",
        "\"code\": 7",
        &format!("{codes}/3/code"),
        wrong(Expected::Text),
    );
    check(
        "\"codes\": [\n      { \"code\": \"seen\", \"label\": \"We checked it\" },\n      { \"code\": \"other\", \"label\": \"Another reason\" }\n    ]",
        "\"codes\": []",
        "/codeLists/pass-reason/codes",
        wrong(Expected::FullList),
    );
}

#[test]
fn items() {
    use ProblemKind as P;
    let whole = |from, to| wrong(Expected::Whole { from, to });
    check_all(
        &[
            ("\"note\": { \"label\"", "\"Note\": { \"label\""),
            ("[\"note\",", "[\"Note\","),
        ],
        &[("/items/Note", P::BadId(Spelling::Name))],
    );
    check_all(
        &[
            ("\"note\": { \"label\"", "\"today\": { \"label\""),
            ("[\"note\",", "[\"today\","),
        ],
        &[("/items/today", P::ReservedName)],
    );
    check(
        "{ \"label\": \"Note\", ",
        "{ ",
        "/items/note",
        P::MissingKey("label"),
    );
    check(
        "\"basis\": \"flow\"",
        "\"basis\": \"often\"",
        "/items/areas/basis",
        wrong(Expected::OneOf(&[
            "at-filing",
            "period-end",
            "flow",
            "reference-week",
            "standing",
        ])),
    );
    check(
        "\"core\": true",
        "\"core\": \"yes\"",
        "/items/max_capacity/core",
        wrong(Expected::Truth),
    );
    check(
        "[\"not-known\", \"not-collected\"]",
        "[\"not-known\", \"ghost\"]",
        "/items/max_capacity/missing/1",
        P::UnknownReason,
    );
    check(
        "[\"not-known\", \"not-collected\"]",
        "[\"not-known\", \"not-known\"]",
        "/items/max_capacity/missing/1",
        P::Repeated,
    );
    check(
        "[\"beds\"]",
        "[\"Beds\"]",
        "/items/max_capacity/replaces/0",
        P::BadId(Spelling::Name),
    );
    check(
        "[\"beds\"]",
        "\"beds\"",
        "/items/max_capacity/replaces",
        wrong(Expected::List),
    );
    check(
        "[\"beds\"]",
        "[\"beds\", 1]",
        "/items/max_capacity/replaces/1",
        wrong(Expected::Text),
    );
    check(
        "\"scale\": 1000",
        "\"scale\": 10",
        "/items/spend/scale",
        wrong(Expected::OneOf(&["1", "1000"])),
    );
    check(
        "\"words\": 100 }",
        "\"words\": 100 }, \"scale\": 1",
        "/items/vacant_why/scale",
        UNKNOWN,
    );
    check(
        "\"min\": 0, \"max\": 168.5",
        "\"min\": 200, \"max\": 168.5",
        "/items/hours/type/max",
        P::BadBounds,
    );
    check(
        "\"max\": 168.5",
        "\"max\": 168.55",
        "/items/hours/type/max",
        P::TooManyPlaces,
    );
    check(
        "\"max\": 168.5",
        "\"max\": 1e3",
        "/items/hours/type/max",
        wrong(Expected::Number),
    );
    check(
        "\"places\": 1, \"min\": 0, \"max\": 168.5",
        "\"places\": 13, \"min\": 0, \"max\": 168.5",
        "/items/hours/type/places",
        whole(0, 12),
    );
    check(
        "\"max\": 120",
        "\"max\": 0",
        "/items/home_name/type/max",
        whole(1, 100_000),
    );
    check(
        "\"words\": 100",
        "\"words\": \"many\"",
        "/items/vacant_why/type/words",
        whole(1, 100_000),
    );
    check(
        "\"list\": \"bed-type\" }",
        "\"list\": \"ghost\" }",
        "/items/bed_type/type/list",
        P::UnknownList,
    );
    check(
        "\"none\": \"none\"",
        "\"none\": \"ghost\"",
        "/items/areas/type/none",
        P::UnknownCode,
    );
    check(
        "{ \"kind\": \"month\" }",
        "{ \"kind\": \"month\", \"min\": 1 }",
        "/items/audit_month/type/min",
        UNKNOWN,
    );
    check(
        "{ \"kind\": \"month\" }",
        "{}",
        "/items/audit_month/type",
        P::MissingKey("kind"),
    );
    check(
        "\"date\": \"2024-04-26\"",
        "\"date\": \"26 April 2024\"",
        "/items/home_id/source/date",
        P::BadDate,
    );
    let text = edited(&[("[A-Z].*", "[A-Z.*")]);
    assert!(
        matches!(&problems(&text)[..], [Problem { pointer, kind: P::Pattern(_), at: Some(_), .. }] if pointer == "/items/home_name/type/pattern")
    );
}

#[test]
fn units() {
    use ProblemKind as P;
    let beds = "\"unit\": \"beds\"";
    check(
        beds,
        "\"unit\": { \"one\": \"bed\" }",
        "/items/max_capacity/unit",
        P::MissingKey("other"),
    );
    check(
        beds,
        "\"unit\": { \"one\": \"bed\", \"other\": 2 }",
        "/items/max_capacity/unit/other",
        wrong(Expected::Text),
    );
    check(
        beds,
        "\"unit\": []",
        "/items/max_capacity/unit",
        wrong(Expected::Text),
    );
}

#[test]
fn versions_of_items() {
    use ProblemKind as P;
    const ENDS: &str = "\"since\": \"1.0\", \"until\": \"2.0\", \"replaces\": [\"beds\"]";
    let at = "/items/max_capacity";
    let replaces = |of: &str| format!("\"since\": \"1.0\", \"until\": \"2.0\", \"replaces\": {of}");
    let check_at = |to: &str, place: &str, kind: ProblemKind| {
        check(ENDS, to, &[at, place].concat(), kind);
    };
    check_at(
        "\"since\": \"1.10\", \"until\": \"1.9\", \"replaces\": [\"beds\"]",
        "/until",
        P::VersionsReversed,
    );
    check_at(
        &replaces("[\"beds\", \"beds\"]"),
        "/replaces/1",
        P::Repeated,
    );
    check_at(
        &replaces("[\"max_capacity\"]"),
        "/replaces/0",
        P::ReplacedByItself,
    );
    // What is still asked keeps its answers.
    check_at(&replaces("[\"note\"]"), "/replaces/0", P::ReplacedAndAsked);
    // Asked on its page, and by a version after its last.
    check(
        ENDS,
        "\"since\": \"0.1\", \"until\": \"0.9\", \"replaces\": [\"beds\"]",
        "/returns/beds/sections/0/questions/0",
        P::Ended,
    );
}

#[test]
fn nil() {
    use ProblemKind as P;
    let beds = "\"unit\": \"beds\", \"basis\": \"at-filing\", \"type\": { \"kind\": \"integer\", \"min\": 0";
    let nil = |rest: &str| ["\"nil\": true, ", rest].concat();
    check(beds, &nil(beds), "", P::MissingKey("nilReasons"));
    let reasons = ("\"items\": {", "\"nilReasons\": \"area\", \"items\": {");
    assert!(problems(&edited(&[(beds, &nil(beds)), reasons])).is_empty());
    let never = beds.replace("\"min\": 0", "\"min\": 1");
    check_all(
        &[(beds, &nil(&never)), reasons],
        &[("/items/max_capacity/nil", P::NotNil)],
    );
    let note = "\"note\": { ";
    check_all(
        &[(note, "\"note\": { \"nil\": true, "), reasons],
        &[("/items/note/nil", P::NotNil)],
    );
    check(
        "\"items\": {",
        "\"nilReasons\": \"reasons\", \"items\": {",
        "/nilReasons",
        P::UnknownList,
    );
}

#[test]
fn replaced_items_go_to_one_place() {
    use ProblemKind as P;
    const SHARE: &str = "\"label\": \"Share\", \"question\": \"Share of the fees\"";
    const NOTE: &str = "\"note\": { \"label\": \"Note\"";
    let share = |replaces: &str| format!("\"replaces\": {replaces}, {SHARE}");
    // An item that went before the document was written is no mistake.
    assert_eq!(problems(&edited(&[(SHARE, &share("[\"old_share\"]"))])), []);
    check_all(
        &[(SHARE, &share("[\"beds\"]"))],
        &[("/items/share/replaces/0", P::ReplacedTwice)],
    );
    // Nor are items that ended and stand there for their names, one in the place of another.
    let ended = |id: &str, replaces: &str| {
        format!(
            "\"{id}\": {{ \"label\": \"Old\", \"question\": \"Old?\", \"basis\": \"standing\", \"type\": {{ \"kind\": \"date\" }}, \"source\": {{ \"title\": \"Made up\", \"mark\": \"proposed\" }}, \"since\": \"0.1\", \"until\": \"0.2\", \"replaces\": [{replaces}] }}, "
        )
    };
    let chain = [&ended("older", ""), &ended("old", "\"older\""), NOTE].concat();
    assert_eq!(problems(&edited(&[(NOTE, &chain)])), []);
    let circle = [&ended("older", "\"old\""), &ended("old", "\"older\""), NOTE].concat();
    check_all(
        &[(NOTE, &circle)],
        &[("/items/older/replaces", cycle(&["older", "old", "older"]))],
    );
}

#[test]
fn replaced_tables_go_to_one_place() {
    use ProblemKind as P;
    const ROWS: &str = "\"table\": \"area_rows\"";
    const TYPES: &str = "\"table\": \"by_type\"";
    let replaces = |table: &str, old: &str| format!("{table}, \"replaces\": [\"{old}\"]");
    let old = replaces(ROWS, "old_rows");
    assert_eq!(problems(&edited(&[(ROWS, &old)])), []);
    let place = |table: u8| format!("/returns/beds/sections/1/questions/{table}/replaces/0");
    check_all(
        &[(ROWS, &old), (TYPES, &replaces(TYPES, "old_rows"))],
        &[(&place(2), P::TableReplacedTwice)],
    );
    check_all(
        &[(TYPES, &replaces(TYPES, "area_rows"))],
        &[(&place(2), P::TableReplacedAndAsked)],
    );
    check_all(
        &[(ROWS, &replaces(ROWS, "by_type"))],
        &[(
            "/returns/beds/sections/1/questions/2/table",
            P::TableReplacedAndAsked,
        )],
    );
    check_all(
        &[(TYPES, &replaces(TYPES, "by_type"))],
        &[(&place(2), P::ReplacedByItself)],
    );
}
