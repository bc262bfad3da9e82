//! Every kind of problem: a small edit to a document that is right, and exactly the problem that it must give.
#![allow(clippy::unwrap_used, missing_docs)]

use care_engine::definition::{Expected, Problem, ProblemKind, Spelling, load};
use care_engine::json::{Json, JsonErrorKind, parse};
use care_engine::rules::RuleErrorKind;
use std::mem::discriminant;

const SMALL: &str = include_str!("../../../wasm-tests/fixtures/frameworks/small.json");

fn problems(text: &str) -> Vec<Problem> {
    load(text).err().unwrap_or_default()
}

fn edited(edits: &[(&str, &str)]) -> String {
    let mut text = SMALL.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "the document has no {from}");
        text = text.replacen(from, to, 1);
    }
    text
}

/// One edit, one problem: its place and kind, and nothing else.
#[track_caller]
fn check(from: &str, to: &str, pointer: &str, kind: ProblemKind) {
    check_all(&[(from, to)], &[(pointer, kind)]);
}

#[track_caller]
fn check_all(edits: &[(&str, &str)], expect: &[(&str, ProblemKind)]) {
    let found: Vec<(String, ProblemKind)> =
        problems(&edited(edits)).into_iter().map(|problem| (problem.pointer, problem.kind)).collect();
    let expect: Vec<(String, ProblemKind)> =
        expect.iter().map(|(pointer, kind)| ((*pointer).to_owned(), kind.clone())).collect();
    assert_eq!(found, expect);
}

/// One edit, one refused rule: the words that its bytes cover.
#[track_caller]
fn check_rule(from: &str, to: &str, pointer: &str, kind: RuleErrorKind, words: &str) {
    let text = edited(&[(from, to)]);
    let found = problems(&text);
    let [problem] = &found[..] else { panic!("{found:#?}") };
    assert_eq!(problem.pointer, pointer);
    let ProblemKind::Rule(error) = problem.kind else { panic!("{problem:#?}") };
    assert_eq!(discriminant(&error.kind), discriminant(&kind), "{error:?}");
    let root = parse(&text).unwrap();
    let rule = root.at(pointer).unwrap().as_text().unwrap();
    let (at, to) = problem.at.unwrap();
    assert_eq!(&rule[at as usize..to as usize], words);
}

fn cycle(path: &[&str]) -> ProblemKind {
    ProblemKind::Cycle { path: path.iter().map(|name| (*name).to_owned()).collect() }
}

const UNKNOWN: ProblemKind = ProblemKind::UnknownKey { meant: None };

const fn meant(key: &'static str) -> ProblemKind {
    ProblemKind::UnknownKey { meant: Some(key) }
}

const fn wrong(expected: Expected) -> ProblemKind {
    ProblemKind::WrongType { expected }
}

#[test]
fn the_document_itself() {
    use ProblemKind as P;
    assert_eq!(problems(SMALL), []);
    let found = problems("{\"format\": 1,}");
    assert!(matches!(found[..], [Problem { kind: P::Json(error), .. }] if error.kind == JsonErrorKind::Unexpected));
    assert!(problems("[]").iter().any(|problem| problem.kind == wrong(Expected::Object)));
    check("\"format\": 1", "\"format\": 2", "/format", P::UnknownFormat);
    check("\"language\": \"en\",", "", "", P::MissingKey("language"));
    check("\"language\": \"en\",", "\"language\": \"en\", \"colour\": 1,", "/colour", UNKNOWN);
    check("\"language\": \"en\",", "\"language\": \"en\", \"title\": \"B\",", "/title", P::RepeatedKey);
    check("\"title\": \"A small framework\"", "\"title\": 5", "/title", wrong(Expected::Text));
    check("\"title\": \"A small framework\"", "\"title\": \" \"", "/title", wrong(Expected::Text));
    check("\"id\": \"small\"", "\"id\": \"Small\"", "/id", P::BadId(Spelling::Id));
    check("\"passReasons\": \"pass-reason\"", "\"passReasons\": \"ghost\"", "/passReasons", P::UnknownList);
    let long = format!("{{\"{}\": 1}}", "k".repeat(201));
    assert!(matches!(problems(&long)[..], [Problem { kind: P::TooLarge { most: 200, .. }, .. }]));
    assert!(matches!(problems(&" ".repeat(9_000_000))[..], [Problem { kind: P::TooLarge { .. }, .. }]));
}

#[test]
fn reasons_and_holidays() {
    use ProblemKind as P;
    check("\"not-known\": \"We do not know\"", "\"not-known\": 1", "/missing/not-known", wrong(Expected::Text));
    check_all(
        &[("\"not-known\": \"We do not know\", ", "")],
        &[("/missing", P::MissingKey("not-known"))],
    );
    check("\"until\": \"2028-12-31\"", "\"until\": \"2028-02-30\"", "/holidays/england/until", P::BadDate);
    check("\"2024-08-26\"", "\"2029-08-26\"", "/holidays/england/days/2", P::DatesReversed);
    check("\"2024-08-26\"", "\"2028-04-17\"", "/holidays/england/days/2", P::Repeated);
    check("\"days\": [\"2028-04-14\", \"2028-04-17\", \"2024-08-26\"]", "\"days\": 5", "/holidays/england/days", wrong(Expected::List));
}

#[test]
fn code_lists() {
    use ProblemKind as P;
    let codes = "/codeLists/area/codes";
    check("\"code\": \"seen\"", "\"code\": \"seen it\"", "/codeLists/pass-reason/codes/0/code", P::BadId(Spelling::Code));
    check("\"code\": \"other\"", "\"code\": \"seen\"", "/codeLists/pass-reason/codes/1/code", P::RepeatedCode);
    check("\"2025-03-31\"", "\"2019-03-31\"", &format!("{codes}/0/until"), P::DatesReversed);
    check("[\"E02\", \"E03\"]", "[\"E02\", \"E09\"]", &format!("{codes}/0/replacedBy/1"), P::ReplacedByUnknown);
    check("[\"E02\", \"E03\"]", "[\"E02\", \"E02\"]", &format!("{codes}/0/replacedBy/1"), P::Repeated);
    check("[\"E02\", \"E03\"]", "[\"E01\"]", &format!("{codes}/0/replacedBy"), P::ReplacedByItself);
    check(
        "\"label\": \"Upper Town\"",
        "\"label\": \"Upper Town\", \"replacedBy\": [\"E01\"]",
        &format!("{codes}/0/replacedBy"),
        cycle(&["E01", "E02", "E01"]),
    );
    check("\"parent\": \"general\"", "\"parent\": \"ghost\"", "/codeLists/bed-type/codes/1/parent", P::UnknownCode);
    check("\"parent\": \"general\"", "\"parent\": \"nursing\"", "/codeLists/bed-type/codes/1/parent", cycle(&["nursing", "nursing"]));
    check("\"mark\": \"proposed\"", "\"mark\": \"sure\"", "/codeLists/pass-reason/mark", wrong(Expected::OneOf(&["verified", "proposed"])));
    // A code that cannot be read may be the one that a rule, a replacement or `none` means.
    check("\"code\": \"E02\", ", "", &format!("{codes}/1"), P::MissingKey("code"));
    check("\"code\": \"none\"", "\"code\": 7", &format!("{codes}/3/code"), wrong(Expected::Text));
    check("\"codes\": [\n      { \"code\": \"seen\", \"label\": \"We checked it\" },\n      { \"code\": \"other\", \"label\": \"Another reason\" }\n    ]", "\"codes\": []", "/codeLists/pass-reason/codes", wrong(Expected::FullList));
}

#[test]
fn items() {
    use ProblemKind as P;
    let whole = |from, to| wrong(Expected::Whole { from, to });
    check_all(
        &[("\"note\": { \"label\"", "\"Note\": { \"label\""), ("[\"note\",", "[\"Note\",")],
        &[("/items/Note", P::BadId(Spelling::Name))],
    );
    check_all(
        &[("\"note\": { \"label\"", "\"today\": { \"label\""), ("[\"note\",", "[\"today\",")],
        &[("/items/today", P::ReservedName)],
    );
    check("{ \"label\": \"Note\", ", "{ ", "/items/note", P::MissingKey("label"));
    check("\"basis\": \"flow\"", "\"basis\": \"often\"", "/items/areas/basis", wrong(Expected::OneOf(&["at-filing", "period-end", "flow", "reference-week", "standing"])));
    check("\"core\": true", "\"core\": \"yes\"", "/items/max_capacity/core", wrong(Expected::Truth));
    check("[\"not-known\", \"not-collected\"]", "[\"not-known\", \"ghost\"]", "/items/max_capacity/missing/1", P::UnknownReason);
    check("[\"not-known\", \"not-collected\"]", "[\"not-known\", \"not-known\"]", "/items/max_capacity/missing/1", P::Repeated);
    check("[\"beds\"]", "[\"Beds\"]", "/items/max_capacity/replaces/0", P::BadId(Spelling::Name));
    check("\"scale\": 1000", "\"scale\": 10", "/items/spend/scale", wrong(Expected::OneOf(&["1", "1000"])));
    check("\"words\": 100 }", "\"words\": 100 }, \"scale\": 1", "/items/vacant_why/scale", UNKNOWN);
    check("\"min\": 0, \"max\": 168.5", "\"min\": 200, \"max\": 168.5", "/items/hours/type/max", P::BadBounds);
    check("\"max\": 168.5", "\"max\": 168.55", "/items/hours/type/max", P::TooManyPlaces);
    check("\"max\": 168.5", "\"max\": 1e3", "/items/hours/type/max", wrong(Expected::Number));
    check("\"places\": 1, \"min\": 0, \"max\": 168.5", "\"places\": 13, \"min\": 0, \"max\": 168.5", "/items/hours/type/places", whole(0, 12));
    check("\"max\": 120", "\"max\": 0", "/items/home_name/type/max", whole(1, 100_000));
    check("\"words\": 100", "\"words\": \"many\"", "/items/vacant_why/type/words", whole(1, 100_000));
    check("\"list\": \"bed-type\" }", "\"list\": \"ghost\" }", "/items/bed_type/type/list", P::UnknownList);
    check("\"none\": \"none\"", "\"none\": \"ghost\"", "/items/areas/type/none", P::UnknownCode);
    check("{ \"kind\": \"month\" }", "{ \"kind\": \"month\", \"min\": 1 }", "/items/audit_month/type/min", UNKNOWN);
    check("{ \"kind\": \"month\" }", "{}", "/items/audit_month/type", P::MissingKey("kind"));
    check("\"date\": \"2024-04-26\"", "\"date\": \"26 April 2024\"", "/items/home_id/source/date", P::BadDate);
    let text = edited(&[("[A-Z].*", "[A-Z.*")]);
    assert!(matches!(&problems(&text)[..], [Problem { pointer, kind: P::Pattern(_), at: Some(_) }] if pointer == "/items/home_name/type/pattern"));
}

#[test]
fn sections_and_questions() {
    use ProblemKind as P;
    let questions = "/returns/beds/sections/0/questions";
    check("\"occupied\",\n", "\"occupied\", \"ghost\",\n", &format!("{questions}/2"), P::UnknownItem);
    check("\"occupied\",\n", "\"occupied\", \"max_capacity\",\n", &format!("{questions}/2"), P::ItemTwice);
    check("\"occupied\",\n", "\"occupied\", 5,\n", &format!("{questions}/2"), wrong(Expected::Question));
    check("\"id\": \"health\"", "\"id\": \"beds\"", "/returns/beds/sections/2/id", P::RepeatedId);
    check("\"required\": false", "\"required\": 0", &format!("{questions}/4/required"), wrong(Expected::TruthOrRule));
    check("\"vacant\",\n", "{ \"item\": \"vacant\", \"required\": true },\n", &format!("{questions}/2/required"), P::CalculatedAndRequired);
    check("{ \"id\": \"notes\", \"title\": \"Notes\", \"questions\": [\"note\", \"audit_month\"] }", "", "/returns/notes/sections", wrong(Expected::FullList));
    check("\"name\": \"person\"", "\"name\": \"note\"", "/filer/name", P::UnknownItem);
    check("\"title\": \"You\", \"name\"", "\"title\": \"You\", \"minutes\": 1, \"name\"", "/filer/minutes", UNKNOWN);
}

#[test]
fn tables() {
    use ProblemKind as P;
    let table = "/returns/beds/sections/1/questions/1";
    let fixed = "/returns/beds/sections/1/questions/2";
    check("\"min\": 1, \"max\": 20", "\"min\": 21, \"max\": 20", &format!("{table}/max"), P::BadBounds);
    check("\"rows\": \"free\"", "\"rows\": \"some\"", &format!("{table}/rows"), wrong(Expected::OneOf(&["free"])));
    check("\"key\": [\"area\"]", "\"key\": [\"fees\"]", &format!("{table}/key/0"), P::UnknownTable);
    check("\"key\": [\"area\"]", "\"key\": [\"area\", \"area\"]", &format!("{table}/key/1"), P::Repeated);
    check("\"columns\": [\"area\",", "\"columns\": [\"area\", \"area\",", &format!("{table}/columns/1"), P::ItemTwice);
    check("\"columns\": [\"area\",", "\"columns\": [\"area\", \"ghost\",", &format!("{table}/columns/1"), P::UnknownItem);
    check("\"columns\": [\"area\",", "\"columns\": [\"area\", \"spend\",", &format!("{table}/columns/1"), P::Clash);
    check("\"share\"], \"min\"", "{ \"item\": \"share\", \"required\": false }], \"min\"", &format!("{table}/columns/3/required"), P::CalculatedAndRequired);
    check("{ \"codes\": [\"bed-type\"] }", "{ \"codes\": [\"ghost\"] }", &format!("{fixed}/rows/codes/0"), P::UnknownList);
    check("{ \"codes\": [\"bed-type\"] }, ", "{ \"codes\": [\"bed-type\"] }, \"min\": 1, ", &format!("{fixed}/min"), UNKNOWN);
    check_all(
        &[("\"by_type\", \"title\"", "\"note\", \"title\""), ("\"health\", \"title\": \"Health\", \"questions\": [", "\"health\", \"title\": \"Health\", \"questions\": [\"note\", "),
          ("\"by_type.beds_of_type\", \"by_type\"]", "\"note.beds_of_type\"]"), ("sum(by_type.beds_of_type) ==", "sum(note.beds_of_type) =="), ("{sum(by_type.beds_of_type)}", "it")],
        &[(&format!("{fixed}/table"), P::Clash)],
    );
    let huge = (0..400).map(|n| format!("{{\"code\": \"c{n}\", \"label\": \"C\"}}")).collect::<Vec<_>>().join(",");
    check_all(
        &[("\"codeLists\": {", &format!("\"codeLists\": {{ \"huge\": {{ \"title\": \"H\", \"source\": \"S\", \"mark\": \"proposed\", \"codes\": [{huge}] }},")),
          ("{ \"codes\": [\"bed-type\"] }", "{ \"codes\": [\"huge\", \"huge\"] }")],
        &[(&format!("{fixed}/rows/codes"), P::TooLarge { what: "rows", most: 100_000 })],
    );
}

#[test]
fn terms() {
    use ProblemKind as P;
    check("\"subject\": \"location\"", "\"subject\": \"planet\"", "/returns/beds/subject", P::UnknownForm);
    check("\"minutes\": 10", "\"minutes\": 0", "/returns/beds/minutes", wrong(Expected::Whole { from: 1, to: 10_000 }));
    check("\"kind\": \"voluntary\"", "\"kind\": \"maybe\"", "/returns/beds/duty/1/kind", wrong(Expected::OneOf(&["mandatory", "grant-condition", "voluntary"])));
    check("\"offset\": -1", "\"offset\": -61", "/returns/beds/period/offset", P::BadOffset);
    check("\"offset\": -1", "\"offset\": 0.5", "/returns/beds/period/offset", P::BadOffset);
    check("\"opens\": 8", "\"opens\": 32", "/returns/beds/window/opens", wrong(Expected::Whole { from: 1, to: 31 }));
    check("\"opens\": 8", "\"opens\": 20", "/returns/beds/window/closes", P::BadBounds);
    check("\"holidays\": \"england\" }", "\"holidays\": \"wales\" }", "/returns/beds/window/holidays", P::UnknownHolidays);
    check(", \"holidays\": \"england\" }", " }", "/returns/beds/window", P::MissingKey("holidays"));
    check("\"kind\": \"none\" }", "\"kind\": \"month\", \"offset\": 0 }", "/returns/notes", P::MissingKey("window"));
    check_rule("\"when\": \"subject.regulated\"", "\"when\": \"subject.beds\"", "/returns/beds/duty/0/when", RuleErrorKind::UnknownMember, "beds");
    check_rule("\"when\": \"subject.regulated\"", "\"when\": \"occupied > 1\"", "/returns/beds/duty/0/when", RuleErrorKind::UnknownName, "occupied");
    check("\"notes\": {\n", "\"location\": {\n", "/returns/location", P::RepeatedId);
    check("\"notes\": {\n", "\"filer\": {\n", "/returns/filer", P::RepeatedId);
}

#[test]
fn rules() {
    use RuleErrorKind as R;
    let calculate = "/returns/beds/calculate/vacant";
    check_rule("\"max_capacity - occupied\"", "\"max_capacity - ocupied\"", calculate, R::UnknownName, "ocupied");
    check_rule("\"max_capacity - occupied\"", "\"max_capacity - \"", calculate, R::Unfinished, "");
    check_rule("\"max_capacity - occupied\"", "\"max_capacity - bed_type\"", calculate, R::WrongType { wanted: care_engine::rules::Kinds::NUMBER, found: care_engine::rules::Kinds::CODE }, "bed_type");
    check_rule("\"showIf\": \"outbreak\"", "\"showIf\": \"outbreak && bed_type == 'ghost'\"", "/returns/beds/sections/2/questions/1/showIf", R::UnknownCode, "'ghost'");
    check_rule("area == 'E02'", "area == 'E09'", "/returns/beds/checks/2/expect", R::UnknownCode, "'E09'");
    check_rule("\"showIf\": \"regulated\"", "\"showIf\": \"regulated && period.start == today\"", "/subjects/location/sections/0/questions/1/showIf", R::UnknownMember, "start");
    check_rule("Last time: {previous.max_capacity}", "Last time: {previous.beds}", "/items/max_capacity/hint", R::UnknownMember, "beds");
    check_rule("must be {max_capacity} or", "must be {max_capacity or", "/returns/beds/checks/0/message", R::OpenBrace, "{max_capacity or fewer");
    check_rule("\"Beds on {filed}\"", "\"Beds on {filling}\"", "/returns/beds/sections/0/intro", R::UnknownName, "filling");
    check_rule("\"occupied <= max_capacity\"", "\"occupied <= max_capacity && spend > occupied\"", "/returns/beds/checks/0/expect", R::MixedScales, "spend > occupied");
    check("\"max_capacity - occupied\"", "\"spend\"", calculate, ProblemKind::MixedScale);
}

#[test]
fn calculations_and_circles() {
    use ProblemKind as P;
    let calculate = "/returns/beds/calculate";
    check("\"vacant\": \"max", "\"ghost\": \"1\", \"vacant\": \"max", &format!("{calculate}/ghost"), P::CalculateUnknownTarget);
    check("\"area_rows.share\"", "\"area_rows.note\"", &format!("{calculate}/area_rows.note"), P::CalculateUnknownTarget);
    check("\"area_rows.share\"", "\"rows.share\"", &format!("{calculate}/rows.share"), P::CalculateUnknownTarget);
    check("\"max_capacity - occupied\"", "\"max_capacity - vacant\"", &format!("{calculate}/vacant"), cycle(&["vacant", "vacant"]));
    check_all(
        &[("\"max_capacity - occupied\",", "\"max_capacity - beds_of_type\", \"beds_of_type\": \"occupied - vacant\","), ("\"columns\": [\"beds_of_type\"]", "\"columns\": [\"note\"]"),
          ("[\"by_type.beds_of_type\", \"by_type\"]", "[\"by_type\"]"), ("sum(by_type.beds_of_type) == max_capacity", "by_type.size() > 1"), ("{sum(by_type.beds_of_type)}", "it")],
        &[(&format!("{calculate}/vacant"), cycle(&["vacant", "beds_of_type", "vacant"]))],
    );
    // A section that is shown only if a question on it is answered never is.
    check("\"showIf\": \"occupied > 0\"", "\"showIf\": \"areas.size() > 0\"", "/returns/beds/sections/1/showIf", cycle(&["people", "people"]));
    // A calculation and a show-if together.
    check("\"showIf\": \"occupied > 0\"", "\"showIf\": \"vacant > 0 && sum(area_rows.fee) > 1\"", "/returns/beds/sections/1/showIf", cycle(&["people", "people"]));
    check("\"showIf\": \"hours > 0\"", "\"showIf\": \"share > 0\"", "/returns/beds/sections/1/questions/1/columns/2/showIf", cycle(&["area_rows.fee", "area_rows.share", "area_rows.fee"]));
    // Whether an answer is needed may hang on the answer: nothing reads it.
    assert_eq!(problems(&edited(&[("\"required\": \"vacant > 10\"", "\"required\": \"answered(vacant_why) || vacant > 10\"")])), []);
}

#[test]
fn checks() {
    use ProblemKind as P;
    let checks = "/returns/beds/checks";
    check("\"about\": [\"occupied\"]", "\"about\": []", &format!("{checks}/0/about"), P::EmptyAbout);
    check("\"about\": [\"occupied\"]", "\"about\": [\"occupied\", \"outbreak\"]", &format!("{checks}/0/about/1"), P::AboutNotRead);
    check("\"about\": [\"occupied\"]", "\"about\": [\"occupied\", \"ghost\"]", &format!("{checks}/0/about/1"), P::UnknownItem);
    check("\"about\": [\"occupied\"]", "\"about\": [\"occupied\", \"area_rows.ghost\"]", &format!("{checks}/0/about/1"), P::UnknownTable);
    check("\"about\": [\"occupied\"]", "\"about\": [\"occupied\", \"occupied\"]", &format!("{checks}/0/about/1"), P::Repeated);
    check("\"id\": \"types-add-up\"", "\"id\": \"occupied-fits\"", &format!("{checks}/1/id"), P::RepeatedId);
    check("\"table\": \"area_rows\", \"about\"", "\"table\": \"ghost\", \"about\"", &format!("{checks}/2/table"), P::UnknownTable);
    check("\"kind\": \"warning\"", "\"kind\": \"hint\"", &format!("{checks}/1/kind"), wrong(Expected::OneOf(&["error", "warning"])));
    check(", \"why\": \"A week has no more\"", "", &format!("{checks}/2/override"), P::MissingKey("why"));
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
    check("\"kind\": \"code\", \"list\": \"area\"", "\"kind\": \"code\", \"list\": \"areas\"", "/items/area/type/list", P::UnknownList);
    // A form that cannot be read is still the subject that a return names.
    check("\"questions\": [\"home_name\", { \"item\": \"home_id\", \"showIf\": \"regulated\" }, \"regulated\"]", "\"questions\": 1", "/subjects/location/sections/0/questions", wrong(Expected::List));
    check("\"subject\": \"location\"", "\"subject\": \"home\"", "/returns/beds/subject", P::UnknownForm);
    // Nothing can be known of a section without questions, or of a table without columns or name.
    check("\"columns\": [\"beds_of_type\"]", "\"columns\": {}", "/returns/beds/sections/1/questions/2/columns", wrong(Expected::List));
    check("{ \"table\": \"by_type\"", "{ \"tabel\": \"by_type\"", "/returns/beds/sections/1/questions/2/tabel", meant("table"));
    check("{ \"item\": \"bed_type\"", "{ \"itm\": \"bed_type\"", "/returns/beds/sections/0/questions/4/itm", meant("item"));
    // A misspelt key is not missing too, and what stands there is read.
    check("\"calculate\"", "\"calcualte\"", "/returns/beds/calcualte", meant("calculate"));
    check("\"sections\"", "\"section\"", "/subjects/location/section", meant("sections"));
    check_all(
        &[("\"questions\": [\"outbreak\"", "\"questons\": [\"ghost\", \"outbreak\"")],
        &[("/returns/beds/sections/2/questons", meant("questions")), ("/returns/beds/sections/2/questons/0", P::UnknownItem)],
    );
    // A whole part is lost.
    for part in ["missing", "holidays", "codeLists", "items", "subjects", "filer", "returns"] {
        let Json::Object(mut entries) = parse(SMALL).unwrap() else { panic!() };
        let at = entries.iter().position(|(key, _)| **key == *part).unwrap();
        entries[at].1 = Json::Null;
        let found = problems(&Json::Object(entries.clone()).to_text());
        let expect = Problem { pointer: format!("/{part}"), kind: wrong(Expected::Object), at: None };
        assert_eq!(found, [expect], "{part}");
        entries.remove(at);
        let found = problems(&Json::Object(entries).to_text());
        if ["items", "subjects", "returns"].contains(&part) {
            assert!(matches!(&found[..], [Problem { kind: P::MissingKey(key), .. }] if *key == part), "{found:#?}");
        }
    }
    // Misspelt where it is defined: the questions that name it are told so, the rules need not say it again.
    check("\"occupied\": { \"label\"", "\"ocupied\": { \"label\"", "/returns/beds/sections/0/questions/1", P::UnknownItem);
    // Misspelt where it is asked.
    check("\"occupied\",\n", "\"ocupied\",\n", "/returns/beds/sections/0/questions/1", P::UnknownItem);
    check("\"columns\": [\"area\", \"hours\"", "\"columns\": [\"area\", \"houers\"", "/returns/beds/sections/1/questions/1/columns/1", P::UnknownItem);
    check("\"columns\": [\"beds_of_type\"]", "\"columns\": [\"beds_of\"]", "/returns/beds/sections/1/questions/2/columns/0", P::UnknownItem);
}
