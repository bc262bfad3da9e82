//! Mistakes in forms, and mistakes that must not bring others with them.

use crate::support::*;
use care_engine::definition::{Expected, Problem, ProblemKind};
use care_engine::json::{Json, parse};
use care_engine::rules::RuleErrorKind;

#[test]
fn sections_and_questions() {
    use ProblemKind as P;
    let questions = "/returns/beds/sections/0/questions";
    check(
        "\"occupied\",\n",
        "\"occupied\", \"ghost\",\n",
        &format!("{questions}/2"),
        P::UnknownItem,
    );
    check(
        "\"occupied\",\n",
        "\"occupied\", \"max_capacity\",\n",
        &format!("{questions}/2"),
        P::ItemTwice,
    );
    check(
        "\"occupied\",\n",
        "\"occupied\", 5,\n",
        &format!("{questions}/2"),
        wrong(Expected::Question),
    );
    check(
        "\"id\": \"health\"",
        "\"id\": \"beds\"",
        "/returns/beds/sections/2/id",
        P::RepeatedId,
    );
    check(
        "\"required\": false",
        "\"required\": 0",
        &format!("{questions}/4/required"),
        wrong(Expected::TruthOrRule),
    );
    check(
        "\"vacant\",\n",
        "{ \"item\": \"vacant\", \"required\": true },\n",
        &format!("{questions}/2/required"),
        P::CalculatedAndRequired,
    );
    check(
        "{ \"id\": \"notes\", \"title\": \"Notes\", \"questions\": [\"note\", \"audit_month\"] }",
        "",
        "/returns/notes/sections",
        wrong(Expected::FullList),
    );
    check(
        "\"name\": \"person\"",
        "\"name\": \"note\"",
        "/filer/name",
        P::UnknownItem,
    );
    check(
        "\"title\": \"You\", \"name\"",
        "\"title\": \"You\", \"minutes\": 1, \"name\"",
        "/filer/minutes",
        UNKNOWN,
    );
}

#[test]
fn tables() {
    use ProblemKind as P;
    let table = "/returns/beds/sections/1/questions/1";
    let fixed = "/returns/beds/sections/1/questions/2";
    check(
        "\"min\": 1, \"max\": 20",
        "\"min\": 21, \"max\": 20",
        &format!("{table}/max"),
        P::BadBounds,
    );
    check(
        "\"rows\": \"free\"",
        "\"rows\": \"some\"",
        &format!("{table}/rows"),
        wrong(Expected::OneOf(&["free"])),
    );
    check(
        "\"key\": [\"area\"]",
        "\"key\": [\"fees\"]",
        &format!("{table}/key/0"),
        P::UnknownTable,
    );
    check(
        "\"key\": [\"area\"]",
        "\"key\": [\"area\", \"area\"]",
        &format!("{table}/key/1"),
        P::Repeated,
    );
    check(
        "\"columns\": [\"area\",",
        "\"columns\": [\"area\", \"area\",",
        &format!("{table}/columns/1"),
        P::ItemTwice,
    );
    check(
        "\"columns\": [\"area\",",
        "\"columns\": [\"area\", \"ghost\",",
        &format!("{table}/columns/1"),
        P::UnknownItem,
    );
    check(
        "\"columns\": [\"area\",",
        "\"columns\": [\"area\", \"spend\",",
        &format!("{table}/columns/1"),
        P::Clash,
    );
    check(
        "\"share\"], \"min\"",
        "{ \"item\": \"share\", \"required\": false }], \"min\"",
        &format!("{table}/columns/3/required"),
        P::CalculatedAndRequired,
    );
    check(
        "{ \"codes\": [\"bed-type\"] }",
        "{ \"codes\": [\"ghost\"] }",
        &format!("{fixed}/rows/codes/0"),
        P::UnknownList,
    );
    check(
        "{ \"codes\": [\"bed-type\"] }, ",
        "{ \"codes\": [\"bed-type\"] }, \"min\": 1, ",
        &format!("{fixed}/min"),
        UNKNOWN,
    );
    check_all(
        &[
            ("\"by_type\", \"title\"", "\"note\", \"title\""),
            (
                "\"health\", \"title\": \"Health\", \"questions\": [",
                "\"health\", \"title\": \"Health\", \"questions\": [\"note\", ",
            ),
            (
                "\"by_type.beds_of_type\", \"by_type\"]",
                "\"note.beds_of_type\"]",
            ),
            ("sum(by_type.beds_of_type) ==", "sum(note.beds_of_type) =="),
            ("{sum(by_type.beds_of_type)}", "it"),
        ],
        &[(&format!("{fixed}/table"), P::Clash)],
    );
    let huge = (0..400)
        .map(|n| format!("{{\"code\": \"c{n}\", \"label\": \"C\"}}"))
        .collect::<Vec<_>>()
        .join(",");
    check_all(
        &[
            (
                "\"codeLists\": {",
                &format!(
                    "\"codeLists\": {{ \"huge\": {{ \"title\": \"H\", \"source\": \"S\", \"mark\": \"proposed\", \"codes\": [{huge}] }},"
                ),
            ),
            (
                "{ \"codes\": [\"bed-type\"] }",
                "{ \"codes\": [\"huge\", \"huge\"] }",
            ),
        ],
        &[(
            &format!("{fixed}/rows/codes"),
            P::TooLarge {
                what: "rows",
                most: 100_000,
            },
        )],
    );
}

#[test]
fn terms() {
    use ProblemKind as P;
    check(
        "\"subject\": \"location\"",
        "\"subject\": \"planet\"",
        "/returns/beds/subject",
        P::UnknownForm,
    );
    check(
        "\"minutes\": 10",
        "\"minutes\": 0",
        "/returns/beds/minutes",
        wrong(Expected::Whole {
            from: 1,
            to: 10_000,
        }),
    );
    check(
        "\"kind\": \"voluntary\"",
        "\"kind\": \"maybe\"",
        "/returns/beds/duty/1/kind",
        wrong(Expected::OneOf(&[
            "mandatory",
            "grant-condition",
            "voluntary",
        ])),
    );
    check(
        "\"offset\": -1",
        "\"offset\": -61",
        "/returns/beds/period/offset",
        P::BadOffset,
    );
    check(
        "\"offset\": -1",
        "\"offset\": 0.5",
        "/returns/beds/period/offset",
        P::BadOffset,
    );
    check(
        "\"opens\": 8",
        "\"opens\": 32",
        "/returns/beds/window/opens",
        wrong(Expected::Whole { from: 1, to: 31 }),
    );
    check(
        "\"opens\": 8",
        "\"opens\": 20",
        "/returns/beds/window/closes",
        P::BadBounds,
    );
    check(
        "\"holidays\": \"england\" }",
        "\"holidays\": \"wales\" }",
        "/returns/beds/window/holidays",
        P::UnknownHolidays,
    );
    check(
        ", \"holidays\": \"england\" }",
        " }",
        "/returns/beds/window",
        P::MissingKey("holidays"),
    );
    check(
        "\"kind\": \"none\" }",
        "\"kind\": \"month\", \"offset\": 0 }",
        "/returns/notes",
        P::MissingKey("window"),
    );
    check_rule(
        "\"when\": \"subject.regulated\"",
        "\"when\": \"subject.beds\"",
        "/returns/beds/duty/0/when",
        RuleErrorKind::UnknownMember,
        "beds",
    );
    check_rule(
        "\"when\": \"subject.regulated\"",
        "\"when\": \"occupied > 1\"",
        "/returns/beds/duty/0/when",
        RuleErrorKind::UnknownName,
        "occupied",
    );
    check(
        "\"notes\": {\n",
        "\"location\": {\n",
        "/returns/location",
        P::RepeatedId,
    );
    check(
        "\"notes\": {\n",
        "\"filer\": {\n",
        "/returns/filer",
        P::RepeatedId,
    );
}

#[test]
fn one_mistake_does_not_make_others() {
    use ProblemKind as P;
    // An item without a type is read by rules, asked, and calculated from.
    check(
        "\"question\": \"How many are occupied?\", \"unit\": \"beds\", \"basis\": \"at-filing\", \"type\": { \"kind\": \"integer\", \"min\": 0, \"max\": 9998 }",
        "\"question\": \"How many are occupied?\", \"unit\": \"beds\", \"basis\": \"at-filing\"",
        "/items/occupied",
        P::MissingKey("type"),
    );
    // An item whose list does not exist.
    check(
        "\"kind\": \"code\", \"list\": \"area\"",
        "\"kind\": \"code\", \"list\": \"areas\"",
        "/items/area/type/list",
        P::UnknownList,
    );
    // A form that cannot be read is still the subject that a return names.
    check(
        "\"questions\": [\"home_name\", { \"item\": \"home_id\", \"showIf\": \"regulated\" }, \"regulated\"]",
        "\"questions\": 1",
        "/subjects/location/sections/0/questions",
        wrong(Expected::List),
    );
    check(
        "\"subject\": \"location\"",
        "\"subject\": \"home\"",
        "/returns/beds/subject",
        P::UnknownForm,
    );
    // Nothing can be known of a section without questions, or of a table without columns or name.
    check(
        "\"columns\": [\"beds_of_type\"]",
        "\"columns\": {}",
        "/returns/beds/sections/1/questions/2/columns",
        wrong(Expected::List),
    );
    check(
        "{ \"table\": \"by_type\"",
        "{ \"tabel\": \"by_type\"",
        "/returns/beds/sections/1/questions/2/tabel",
        meant("table"),
    );
    check(
        "{ \"item\": \"bed_type\"",
        "{ \"itm\": \"bed_type\"",
        "/returns/beds/sections/0/questions/4/itm",
        meant("item"),
    );
    // A misspelt key is not missing too, and what stands there is read.
    check(
        "\"calculate\"",
        "\"calcualte\"",
        "/returns/beds/calcualte",
        meant("calculate"),
    );
    check(
        "\"sections\"",
        "\"section\"",
        "/subjects/location/section",
        meant("sections"),
    );
    check_all(
        &[(
            "\"questions\": [\"outbreak\"",
            "\"questons\": [\"ghost\", \"outbreak\"",
        )],
        &[
            ("/returns/beds/sections/2/questons", meant("questions")),
            ("/returns/beds/sections/2/questons/0", P::UnknownItem),
        ],
    );
    // A whole part is lost.
    for part in [
        "missing",
        "holidays",
        "codeLists",
        "items",
        "subjects",
        "filer",
        "returns",
    ] {
        let Json::Object(mut entries) = parse(SMALL).unwrap() else {
            panic!()
        };
        let at = entries.iter().position(|(key, _)| **key == *part).unwrap();
        entries[at].1 = Json::Null;
        let found = problems(&Json::Object(entries.clone()).to_text());
        let [
            Problem {
                pointer,
                kind,
                at: None,
                ..
            },
        ] = &found[..]
        else {
            panic!("{part}: {found:#?}")
        };
        assert_eq!(
            (pointer, kind),
            (&format!("/{part}"), &wrong(Expected::Object))
        );
        entries.remove(at);
        let found = problems(&Json::Object(entries).to_text());
        if ["items", "subjects", "returns"].contains(&part) {
            assert!(
                matches!(&found[..], [Problem { kind: P::MissingKey(key), .. }] if *key == part),
                "{found:#?}"
            );
        }
    }
    // Misspelt where it is defined: the questions that name it are told so, the rules need not say it again.
    check(
        "\"occupied\": { \"label\"",
        "\"ocupied\": { \"label\"",
        "/returns/beds/sections/0/questions/1",
        P::UnknownItem,
    );
    // Misspelt where it is asked.
    check(
        "\"occupied\",\n",
        "\"ocupied\",\n",
        "/returns/beds/sections/0/questions/1",
        P::UnknownItem,
    );
    check(
        "\"columns\": [\"area\", \"hours\"",
        "\"columns\": [\"area\", \"houers\"",
        "/returns/beds/sections/1/questions/1/columns/1",
        P::UnknownItem,
    );
    check(
        "\"columns\": [\"beds_of_type\"]",
        "\"columns\": [\"beds_of\"]",
        "/returns/beds/sections/1/questions/2/columns/0",
        P::UnknownItem,
    );
}

/// Periods that are no months, and windows that are no days of one.
#[test]
fn periods_and_windows() {
    use ProblemKind as P;
    let month = "{ \"kind\": \"month\", \"offset\": -1 }";
    let days = "{ \"opens\": 8, \"closes\": 14, \"roll\": \"next-working-day\", \"holidays\": \"england\" }";
    let quarter = r#"{ "kind": "quarter", "offset": -1 }"#;
    let year = r#"{ "kind": "year", "starts": "04-01", "offset": -1 }"#;
    let one = |period: &str, window: &str, pointer: &str, kind: P| {
        let pointer = ["/returns/beds/", pointer].concat();
        check_all(&[(month, period), (days, window)], &[(&pointer, kind)]);
    };
    let right = |period: &str, window: &str| check_all(&[(month, period), (days, window)], &[]);
    let june = r#"{ "opens": "06-01", "closes": "07-31" }"#;
    right(quarter, r#"{ "afterDays": 93 }"#);
    right(year, june);
    right(
        year,
        &format!(r#"[ {june}, {{ "title": "Again", "afterDays": 1 }} ]"#),
    );
    one(
        r#"{ "kind": "week", "starts": "04-01", "offset": -1 }"#,
        june,
        "period/kind",
        wrong(Expected::OneOf(&[
            "month",
            "quarter",
            "half-year",
            "year",
            "none",
        ])),
    );
    let starts = |word: &str| format!(r#"{{ "kind": "year", "starts": "{word}", "offset": 0 }}"#);
    let no_start = || wrong(Expected::MonthStart);
    one(&starts("04-06"), june, "period/starts", no_start());
    one(&starts("13-01"), june, "period/starts", no_start());
    one(&starts("April"), june, "period/starts", no_start());
    one(
        r#"{ "kind": "half-year", "offset": 0 }"#,
        june,
        "period",
        P::MissingKey("starts"),
    );
    one(
        r#"{ "kind": "quarter", "starts": "04-01", "offset": -1 }"#,
        r#"{ "afterDays": 28 }"#,
        "period/starts",
        UNKNOWN,
    );
    let no_day = || wrong(Expected::DayOfYear);
    one(
        year,
        r#"{ "opens": 1, "closes": "07-31" }"#,
        "window/opens",
        no_day(),
    );
    one(
        year,
        r#"{ "opens": "06-01", "closes": "06-31" }"#,
        "window/closes",
        no_day(),
    );
    one(
        year,
        r#"{ "opens": "06-01", "closes": "05-31" }"#,
        "window/closes",
        P::BadBounds,
    );
    one(
        month,
        r#"{ "opens": "06-01", "closes": 14 }"#,
        "window/opens",
        wrong(Expected::Whole { from: 1, to: 31 }),
    );
    let long = r#"{ "afterDays": 94 }"#;
    let whole = wrong(Expected::Whole { from: 1, to: 93 });
    one(quarter, long, "window/afterDays", whole);
    one(
        quarter,
        r#"{ "afterDays": 28, "closes": 30 }"#,
        "window/closes",
        UNKNOWN,
    );
    // The period before is the one that such a window stands behind.
    one(
        r#"{ "kind": "quarter", "offset": 0 }"#,
        r#"{ "afterDays": 28 }"#,
        "period/offset",
        P::BadOffset,
    );
    one(year, "[]", "window", wrong(Expected::FullList));
    one(
        year,
        &format!("[ {june}, {june} ]"),
        "window/1",
        P::Repeated,
    );
    one(
        year,
        r#"[ { "opens": "06-01", "closes": "07-31", "offset": 61 } ]"#,
        "window/0/offset",
        P::BadOffset,
    );
    one(r#"{ "kind": "none" }"#, june, "window", UNKNOWN);
}

#[test]
fn who_is_asked_the_core_only() {
    use ProblemKind as P;
    let minutes = "\"minutes\": ";
    let core_only = |rule: &str| ["\"coreOnly\": \"", rule, "\", \"minutes\": "].concat();
    assert!(problems(&edited(&[(minutes, &core_only("subject.regulated"))])).is_empty());
    let place = "/returns/beds/coreOnly";
    for rule in [
        "subject.size < 3",
        "filed > date(2026, 1, 1)",
        "max_capacity < 3",
    ] {
        let found = problems(&edited(&[(minutes, &core_only(rule))]));
        assert_eq!(found.len(), 1, "{rule}");
        assert_eq!(found[0].pointer, place);
        assert!(matches!(found[0].kind, P::Rule(_)));
    }
}
