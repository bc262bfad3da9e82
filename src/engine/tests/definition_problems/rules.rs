//! Mistakes in rules, calculations and checks.

use crate::support::*;
use care_engine::definition::{Expected, ProblemKind};
use care_engine::rules::RuleErrorKind;

#[test]
fn rules() {
    use RuleErrorKind as R;
    let calculate = "/returns/beds/calculate/vacant";
    check_rule(
        "\"max_capacity - occupied\"",
        "\"max_capacity - ocupied\"",
        calculate,
        R::UnknownName,
        "ocupied",
    );
    check_rule(
        "\"max_capacity - occupied\"",
        "\"max_capacity - \"",
        calculate,
        R::Unfinished,
        "",
    );
    check_rule(
        "\"max_capacity - occupied\"",
        "\"max_capacity - bed_type\"",
        calculate,
        R::WrongType {
            wanted: care_engine::rules::Kinds::NUMBER,
            found: care_engine::rules::Kinds::CODE,
        },
        "bed_type",
    );
    check_rule(
        "\"showIf\": \"outbreak\"",
        "\"showIf\": \"outbreak && bed_type == 'ghost'\"",
        "/returns/beds/sections/2/questions/1/showIf",
        R::UnknownCode,
        "'ghost'",
    );
    check_rule(
        "area == 'E02'",
        "area == 'E09'",
        "/returns/beds/checks/2/expect",
        R::UnknownCode,
        "'E09'",
    );
    check_rule(
        "\"showIf\": \"regulated\"",
        "\"showIf\": \"regulated && period.start == today\"",
        "/subjects/location/sections/0/questions/1/showIf",
        R::UnknownMember,
        "start",
    );
    check_rule(
        "Last time: {previous.max_capacity}",
        "Last time: {previous.beds}",
        "/items/max_capacity/hint",
        R::UnknownMember,
        "beds",
    );
    check_rule(
        "must be {max_capacity} or",
        "must be {max_capacity or",
        "/returns/beds/checks/0/message",
        R::OpenBrace,
        "{max_capacity or fewer",
    );
    check_rule(
        "\"Beds on {filed}\"",
        "\"Beds on {filling}\"",
        "/returns/beds/sections/0/intro",
        R::UnknownName,
        "filling",
    );
    check_rule(
        "\"occupied <= max_capacity\"",
        "\"occupied <= max_capacity && spend > occupied\"",
        "/returns/beds/checks/0/expect",
        R::MixedScales,
        "spend > occupied",
    );
    check(
        "\"max_capacity - occupied\"",
        "\"spend\"",
        calculate,
        ProblemKind::MixedScale,
    );
}

#[test]
fn calculations_and_circles() {
    use ProblemKind as P;
    let calculate = "/returns/beds/calculate";
    check(
        "\"vacant\": \"max",
        "\"ghost\": \"1\", \"vacant\": \"max",
        &format!("{calculate}/ghost"),
        P::CalculateUnknownTarget,
    );
    check(
        "\"area_rows.share\"",
        "\"area_rows.note\"",
        &format!("{calculate}/area_rows.note"),
        P::CalculateUnknownTarget,
    );
    check(
        "\"area_rows.share\"",
        "\"rows.share\"",
        &format!("{calculate}/rows.share"),
        P::CalculateUnknownTarget,
    );
    check(
        "\"max_capacity - occupied\"",
        "\"max_capacity - vacant\"",
        &format!("{calculate}/vacant"),
        cycle(&["vacant", "vacant"]),
    );
    check_all(
        &[
            (
                "\"max_capacity - occupied\",",
                "\"max_capacity - beds_of_type\", \"beds_of_type\": \"occupied - vacant\",",
            ),
            ("\"columns\": [\"beds_of_type\"]", "\"columns\": [\"note\"]"),
            ("[\"by_type.beds_of_type\", \"by_type\"]", "[\"by_type\"]"),
            (
                "sum(by_type.beds_of_type) == max_capacity",
                "by_type.size() > 1",
            ),
            ("{sum(by_type.beds_of_type)}", "it"),
        ],
        &[(
            &format!("{calculate}/vacant"),
            cycle(&["vacant", "beds_of_type", "vacant"]),
        )],
    );
    // A section that is shown only if a question on it is answered never is.
    check(
        "\"showIf\": \"occupied > 0\"",
        "\"showIf\": \"areas.size() > 0\"",
        "/returns/beds/sections/1/showIf",
        cycle(&["people", "people"]),
    );
    // A calculation and a show-if together.
    check(
        "\"showIf\": \"occupied > 0\"",
        "\"showIf\": \"vacant > 0 && sum(area_rows.fee) > 1\"",
        "/returns/beds/sections/1/showIf",
        cycle(&["people", "people"]),
    );
    check(
        "\"showIf\": \"hours > 0\"",
        "\"showIf\": \"share > 0\"",
        "/returns/beds/sections/1/questions/1/columns/2/showIf",
        cycle(&["area_rows.fee", "area_rows.share", "area_rows.fee"]),
    );
    // Whether an answer is needed may hang on the answer: nothing reads it.
    assert_eq!(
        problems(&edited(&[(
            "\"required\": \"vacant > 10\"",
            "\"required\": \"answered(vacant_why) || vacant > 10\""
        )])),
        []
    );
}

#[test]
fn checks() {
    use ProblemKind as P;
    let checks = "/returns/beds/checks";
    check(
        "\"about\": [\"occupied\"]",
        "\"about\": []",
        &format!("{checks}/0/about"),
        P::EmptyAbout,
    );
    check(
        "\"about\": [\"occupied\"]",
        "\"about\": [\"occupied\", \"outbreak\"]",
        &format!("{checks}/0/about/1"),
        P::AboutNotRead,
    );
    check(
        "\"about\": [\"occupied\"]",
        "\"about\": [\"occupied\", \"ghost\"]",
        &format!("{checks}/0/about/1"),
        P::UnknownItem,
    );
    check(
        "\"about\": [\"occupied\"]",
        "\"about\": [\"occupied\", \"area_rows.ghost\"]",
        &format!("{checks}/0/about/1"),
        P::UnknownTable,
    );
    check(
        "\"about\": [\"occupied\"]",
        "\"about\": [\"occupied\", \"occupied\"]",
        &format!("{checks}/0/about/1"),
        P::Repeated,
    );
    check(
        "\"id\": \"types-add-up\"",
        "\"id\": \"occupied-fits\"",
        &format!("{checks}/1/id"),
        P::RepeatedId,
    );
    check(
        "\"table\": \"area_rows\", \"about\"",
        "\"table\": \"ghost\", \"about\"",
        &format!("{checks}/2/table"),
        P::UnknownTable,
    );
    check(
        "\"kind\": \"warning\"",
        "\"kind\": \"hint\"",
        &format!("{checks}/1/kind"),
        wrong(Expected::OneOf(&["error", "warning"])),
    );
    check(
        ", \"why\": \"A week has no more\"",
        "",
        &format!("{checks}/2/override"),
        P::MissingKey("why"),
    );
}

#[test]
fn texts_of_items_that_no_form_asks() {
    let edits = |question: &str| {
        let unasked = ("[\"note\", \"audit_month\"]", "[\"audit_month\"]");
        problems(&edited(&[unasked, ("Anything else?", question)]))
    };
    assert_eq!(edits("Anything else on {ghost} or {period.start}?"), []);
    let found = edits("Anything else on {ghost?");
    assert!(
        matches!(&found[..], [one] if one.pointer == "/items/note/question" && one.at.is_some())
    );
}

#[test]
fn the_hint_of_a_column() {
    check_rule(
        "\"question\": \"What is the fee?\"",
        "\"question\": \"What is the fee?\", \"hint\": \"In {arae}\"",
        "/items/fee/hint",
        RuleErrorKind::UnknownName,
        "arae",
    );
}
