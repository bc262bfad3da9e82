//! The parts of a document in plain words.

use crate::make::{elements, entries, text_at, windows};
use care_engine::json::Json;
use care_engine::value::{Date, Identifier};

/// What is said of a code: the column's head, and the document's key.
pub(super) const CODE: [(&str, &str); 8] = [
    ("code", "code"),
    ("label", "label"),
    ("from", "from"),
    ("until", "until"),
    ("replaced by", "replacedBy"),
    ("parent", "parent"),
    ("formerly", "formerly"),
    ("number", "number"),
];

/// What kind of value a type means.
pub(super) fn kind(of: &Json) -> String {
    let list = text_at(of, "list");
    let places = text_of(of.get("places"));
    match text_at(of, "kind") {
        "integer" => "whole number".into(),
        "decimal" => format!("number with up to {places} decimal places"),
        "money" if places == "0" => "amount in whole pounds".into(),
        "money" => format!("amount in pounds with up to {places} decimal places"),
        "percentage" => format!("percentage with up to {places} decimal places"),
        "text" => "text".into(),
        "long-text" => "text of several lines".into(),
        "yes-no" => "yes or no".into(),
        "yes-no-dont-know" => "yes, no or not known".into(),
        "one" | "code" => format!("one code of {list}"),
        "many" => format!("any number of codes of {list}"),
        "identifier" => {
            let format = text_at(of, "format");
            match Identifier::from_key(format) {
                Some(known) => known.name().to_owned(),
                None => format.to_owned(),
            }
        }
        plain => plain.to_owned(),
    }
}

/// The bounds of a type.
pub(super) fn bounds(of: &Json) -> String {
    let (min, max) = (of.get("min"), of.get("max"));
    match (text_at(of, "kind"), min, max) {
        ("text", _, most) => {
            let pattern = of.get("pattern").and_then(Json::as_text);
            let pattern = pattern.map(|pattern| format!(", all of it like {pattern}"));
            format!(
                "up to {} characters{}",
                text_of(most),
                pattern.unwrap_or_default()
            )
        }
        ("long-text", ..) => format!("up to {} words", text_of(of.get("words"))),
        (_, Some(min), Some(max)) => format!("from {} to {}", min.to_text(), max.to_text()),
        (_, Some(min), None) => format!("{} or more", min.to_text()),
        (_, None, Some(max)) => format!("{} or less", max.to_text()),
        (_, None, None) => String::new(),
    }
}

/// What is drawn of a return over time.
pub(super) fn picture(form: &Json) -> String {
    let mut drawn = Vec::new();
    for one in elements(form, "picture") {
        let item = one.as_text().unwrap_or_else(|| text_at(one, "item"));
        drawn.push(match text_at(one, "of") {
            "" => item.to_owned(),
            of => format!("{item} of {of}"),
        });
    }
    drawn.join(", ")
}

/// The list that a type takes its codes from.
pub(super) fn list_of(of: &Json) -> Option<&str> {
    of.get("list").and_then(Json::as_text)
}

/// The unit of an item.
pub(super) fn unit(item: &Json) -> String {
    let named = match item.get("unit") {
        Some(unit @ Json::Object(_)) => text_at(unit, "other"),
        _ => text_at(item, "unit"),
    };
    let unit = match (named, item.get("type")) {
        ("", Some(of)) if text_at(of, "kind") == "money" => "£",
        ("", Some(of)) if text_at(of, "kind") == "percentage" => "%",
        (unit, _) => unit,
    };
    if item.get("scale").and_then(Json::as_count) == Some(1_000) {
        format!("thousands of {unit}")
    } else {
        unit.to_owned()
    }
}

/// What the figure is of.
pub(super) fn basis(item: &Json) -> &str {
    match text_at(item, "basis") {
        "at-filing" => "as it is on the day of filing",
        "period-end" => "as it was on the last day of the period",
        "flow" => "over the whole period",
        "reference-week" => "in the reference week",
        "standing" => "a fact that does not change with the period",
        other => other,
    }
}

/// Who has to file a return.
pub(super) fn duties(form: &Json) -> String {
    let duty = |duty: &Json| {
        let kind = match text_at(duty, "kind") {
            "mandatory" => "required by law",
            "grant-condition" => "a condition of a grant",
            "voluntary" => "voluntary",
            other => other,
        };
        format!(
            "{}: {kind} ({})",
            text_at(duty, "for"),
            text_at(duty, "basis")
        )
    };
    let all: Vec<String> = elements(form, "duty").iter().map(duty).collect();
    all.join("; ")
}

/// What period a return covers.
pub(super) fn period(form: &Json) -> String {
    let Some(period) = form.get("period") else {
        return String::new();
    };
    let offset = period.get("offset").and_then(Json::number);
    let offset = offset.and_then(care_engine::value::Decimal::to_int);
    let name = match text_at(period, "kind") {
        "none" => return "the facts as they stand".into(),
        "month" => "calendar month".to_owned(),
        "quarter" => "calendar quarter".to_owned(),
        kind => match month_of(text_at(period, "starts")) {
            Some(month) => format!("{kind} from {month}"),
            None => return facts(period),
        },
    };
    match offset {
        None | Some(0) => format!("the {name} in which it is filed"),
        Some(-1) => format!("the {name} before"),
        Some(many) if many < 0 => format!("the {name} {} before", -many),
        Some(many) => format!("the {name} {many} after"),
    }
}

/// When a return may be filed.
pub(super) fn window(form: &Json) -> String {
    match windows(form) {
        [] => "on any day".into(),
        all => all.iter().map(one_window).collect::<Vec<_>>().join("; "),
    }
}

fn one_window(window: &Json) -> String {
    let title = match text_at(window, "title") {
        "" => String::new(),
        title => format!("{title}: "),
    };
    let count = |key: &str| window.get(key).and_then(Json::as_count);
    let day = |key: &str| day_of_year(text_at(window, key));
    let days = if let Some(days) = count("afterDays") {
        format!("within {days} days of its end")
    } else if let (Some(opens), Some(closes)) = (count("opens"), count("closes")) {
        format!("from day {opens} to day {closes} of the month")
    } else if let (Some(opens), Some(closes)) = (day("opens"), day("closes")) {
        format!("from {opens} to {closes}")
    } else {
        return facts(window);
    };
    let roll = match text_at(window, "holidays") {
        "" => String::new(),
        holidays => format!(", or on the next working day ({holidays})"),
    };
    format!("{title}{days}{roll}")
}

/// `06-30` as `30 June`.
fn day_of_year(text: &str) -> Option<String> {
    let date = Date::parse_iso(&format!("2000-{text}"))?;
    Some(format!("{} {}", date.ymd().2, date.month().name()))
}

/// `04-01` as `April`.
fn month_of(text: &str) -> Option<&'static str> {
    Some(Date::parse_iso(&format!("2000-{text}"))?.month().name())
}

/// An object whose form is not known to these words: its keys and values as they stand.
fn facts(node: &Json) -> String {
    let all: Vec<String> = entries_of(node)
        .map(|(key, value)| format!("{key}: {}", text_of(Some(value))))
        .collect();
    all.join(", ")
}

fn entries_of(node: &Json) -> impl Iterator<Item = (&str, &Json)> {
    let all = node.entries().unwrap_or_default().iter();
    all.map(|(key, value)| (&**key, value))
}

/// Why a value may be missing.
pub(super) fn missing(root: &Json, item: &Json) -> String {
    let label = |id: &Json| {
        let id = id.as_text().unwrap_or_default();
        let known = entries(root, "missing").iter();
        let mut label = known.filter(|(known, _)| **known == *id);
        label
            .next()
            .and_then(|(_, label)| label.as_text())
            .unwrap_or(id)
            .to_owned()
    };
    let all: Vec<String> = elements(item, "missing").iter().map(label).collect();
    all.join("; ")
}

/// A value as text: texts without quotes, the elements of lists with commas.
pub(super) fn text_of(node: Option<&Json>) -> String {
    match node {
        None => String::new(),
        Some(Json::Text(text)) => text.to_string(),
        Some(Json::List(list)) => {
            let all: Vec<String> = list.iter().map(|one| text_of(Some(one))).collect();
            all.join(", ")
        }
        Some(other) => other.to_text(),
    }
}
