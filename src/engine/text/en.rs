//! What the engine says in English.

use crate::definition::{Definition, Item, Kind};
use crate::session::reading::Wrong;
use crate::session::view::{add, shown_number};
use crate::value::read::Misread;
use crate::value::{Date, Decimal, Identifier, show};

/// The months' names in order.
pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// In place of the label of what has none.
pub(crate) const A_FIGURE: &str = "a figure";
/// Before the number of a row that has no name yet.
pub(crate) const ROW: &str = "Row ";

/// A yes in a list of answers.
pub(crate) const YES: &str = "yes";
/// A no in a list of answers.
pub(crate) const NO: &str = "no";

/// Yes or no.
pub(crate) fn truth(truth: bool) -> &'static str {
    if truth { "Yes" } else { "No" }
}

/// From one month or day to another.
pub(crate) fn from_to(from: &str, to: &str) -> String {
    [from, " to ", to].concat()
}

/// A change since last time: `2 more`.
pub(crate) fn change(by: Decimal) -> String {
    if by == Decimal::ZERO {
        return "no change".to_owned();
    }
    let word = if by > Decimal::ZERO {
        " more"
    } else {
        " fewer"
    };
    [show::grouped(by.abs()).as_str(), word].concat()
}

/// The label as it stands inside a sentence: its first letter small, unless it starts with an abbreviation.
pub(crate) fn inside(label: &str) -> String {
    let mut inside = label.to_owned();
    // Letters beyond ASCII start no label here; their table would weigh more than all these sentences.
    if !label.as_bytes().get(1).is_some_and(u8::is_ascii_uppercase)
        && let Some(first) = inside.get_mut(..1)
    {
        first.make_ascii_lowercase();
    }
    inside
}

/// A needed answer is blank.
pub(crate) fn blank(item: &Item) -> String {
    if let Some(enter) = &item.enter {
        return enter.clone();
    }
    let verb = match item.kind {
        Kind::YesNo { .. } | Kind::One(_) | Kind::Many { .. } | Kind::Code(_) => "Select ",
        _ => "Enter ",
    };
    [verb, &inside(&item.label)].concat()
}

/// An answer cannot be used as it stands.
pub(crate) fn wrong(definition: &Definition, item: &Item, wrong: &Wrong) -> String {
    let said = match wrong {
        Wrong::Misread(misread) => return misread_message(item, *misread),
        Wrong::Pattern => " is not in the right form".to_owned(),
        Wrong::OutOfRange => range(&item.kind),
        Wrong::UnknownCode(_) => return from_list(item),
        Wrong::ListAway => {
            " cannot be checked: its list is not here yet. What was chosen is kept".to_owned()
        }
        Wrong::CodeNotValid(code) => {
            let list = definition.list(code.list);
            let mut said = String::from(" holds a code that can no longer be used");
            if let Some(known) = list.codes.get(code.index as usize) {
                if let Some(until) = known.until {
                    said = [" holds ", known.said(), ", which ended on ", &until.long()].concat();
                }
                let mut next = String::new();
                for at in &known.replaced_by {
                    if let Some(code) = list.codes.get(*at as usize) {
                        add(&mut next, " or ", code.said());
                    }
                }
                if !next.is_empty() {
                    said.push_str(". Use ");
                    said.push_str(&next);
                }
            }
            said
        }
        Wrong::NoneWithOthers => {
            return ["Select ", &inside(&item.label), ", or select none of these"].concat();
        }
        Wrong::ReasonNotAllowed => " cannot be missing for this reason".to_owned(),
        Wrong::OtherShape => " has an answer of another kind".to_owned(),
    };
    [item.label.as_str(), &said].concat()
}

fn range(kind: &Kind) -> String {
    let Kind::Number {
        style,
        places,
        min,
        max,
    } = kind
    else {
        return " is out of range".to_owned();
    };
    let shown = |number: Decimal| shown_number(number, *style, *places);
    match (min, max) {
        (Some(min), Some(max)) => {
            [" must be between ", &shown(*min), " and ", &shown(*max)].concat()
        }
        (Some(min), None) => [" must be ", &shown(*min), " or more"].concat(),
        (None, Some(max)) => [" must be ", &shown(*max), " or less"].concat(),
        (None, None) => " is out of range".to_owned(),
    }
}

fn misread_message(item: &Item, misread: Misread) -> String {
    let number;
    let (start, middle, end) = match misread {
        Misread::NotANumber => (" must be a number, like 24", "", ""),
        Misread::NotWhole => (" must be a whole number", "", ""),
        Misread::TooManyPlaces { places } => {
            number = count(u32::from(places));
            let word = if places == 1 {
                " decimal place or fewer"
            } else {
                " decimal places or fewer"
            };
            (" must have ", number.as_str(), word)
        }
        Misread::NotMoney => (" must be an amount of money, like 21.50", "", ""),
        Misread::NotADate => (" must be a date, like 27 3 2026", "", ""),
        Misread::DateWithoutDay => (" must include a day", "", ""),
        Misread::DateWithoutDayAndMonth => (" must include a day and a month", "", ""),
        Misread::DateWithoutDayAndYear => (" must include a day and a year", "", ""),
        Misread::DateWithoutMonthAndYear => (" must include a month and a year", "", ""),
        Misread::DateWithoutMonth => (" must include a month", "", ""),
        Misread::DateWithoutYear => (" must include a year", "", ""),
        Misread::YearNotFourDigits => (" must have a year of 4 numbers", "", ""),
        Misread::NoSuchDate => (" must be a real date", "", ""),
        Misread::NotAMonth => (" must be a month and a year, like 10 2026", "", ""),
        Misread::TooLong { most } => {
            number = count(most);
            (" must be ", number.as_str(), " characters or less")
        }
        Misread::TooManyWords { most } => {
            number = count(most);
            (" must be ", number.as_str(), " words or less")
        }
        Misread::TooBig => (" must have 18 digits or fewer", "", ""),
        Misread::NotInList => return from_list(item),
        Misread::Blank => return blank(item),
        Misread::Format(identifier) => {
            number = [", like ", identifier.example()].concat();
            (" must be ", shape(identifier), number.as_str())
        }
        Misread::CheckDigit(_) => (" has a wrong digit. Check it against the record", "", ""),
    };
    [item.label.as_str(), start, middle, end].concat()
}

fn from_list(item: &Item) -> String {
    ["Select ", &inside(&item.label), " from the list"].concat()
}

/// What an identifier looks like.
fn shape(identifier: Identifier) -> &'static str {
    match identifier {
        Identifier::CqcLocation | Identifier::CqcProvider => {
            "a number, a hyphen and 8 to 12 digits, or a code that starts with R"
        }
        Identifier::Ods => "5 to 9 letters and digits",
        Identifier::NhsNumber => "10 digits",
        Identifier::CompaniesHouse => "8 characters",
        Identifier::Uprn => "up to 12 digits",
        Identifier::Postcode => "a full UK postcode",
        Identifier::Email => "an email address in the correct format",
        Identifier::Phone => "a telephone number",
    }
}

fn count(number: u32) -> String {
    show::grouped(Decimal::from_int(i64::from(number)))
}

/// A table has too few rows.
pub(crate) fn few_rows(title: &str, min: u32) -> String {
    if min == 1 {
        ["Add at least 1 row to ", &inside(title)].concat()
    } else {
        ["Add at least ", &count(min), " rows to ", &inside(title)].concat()
    }
}

/// A row's key stands in an earlier row.
pub(crate) fn repeated_row(title: &str) -> String {
    [title, " is already in the list"].concat()
}

/// A check could not be made.
pub(crate) fn unchecked(about: &str, missing: &str) -> String {
    [
        "We could not check ",
        &inside(about),
        " because ",
        &inside(missing),
        " is missing",
    ]
    .concat()
}

/// The day on which an earlier figure was filed.
pub(crate) fn filed_on(date: Date) -> String {
    ["sent on ", &date.long()].concat()
}
