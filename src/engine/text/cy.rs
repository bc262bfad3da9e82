//! What the engine says in Welsh.
//!
//! A framework's label is never mutated and stands in no sentence: a colon comes between, so that it may be in either
//! language.

use crate::definition::{Definition, Item, Kind};
use crate::session::reading::Wrong;
use crate::session::view::{add, shown_number};
use crate::value::read::Misread;
use crate::value::{Date, Decimal, Identifier, show};

/// The months' names in order.
pub(crate) const MONTHS: [&str; 12] = [
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
];

/// In place of the label of what has none.
pub(crate) const A_FIGURE: &str = "ffigur";
/// Before the number of a row that has no name yet.
pub(crate) const ROW: &str = "Rhes ";

/// A yes in a list of answers.
pub(crate) const YES: &str = "ie";
/// A no in a list of answers.
pub(crate) const NO: &str = "na";

/// Yes or no.
pub(crate) fn truth(truth: bool) -> &'static str {
    if truth { "Ie" } else { "Na" }
}

/// From one month or day to another, which is mutated if it begins with a month's name.
pub(crate) fn from_to(from: &str, to: &str) -> String {
    let mut soft = to.to_owned();
    for (plain, mutated) in [("M", "F"), ("Gorff", "Orff"), ("T", "D"), ("Rh", "R")] {
        if let Some(rest) = to.strip_prefix(plain) {
            soft = [mutated, rest].concat();
        }
    }
    [from, " i ", &soft].concat()
}

/// A change since last time: `2 yn fwy`.
pub(crate) fn change(by: Decimal) -> String {
    if by == Decimal::ZERO {
        return "dim newid".to_owned();
    }
    let word = if by > Decimal::ZERO {
        " yn fwy"
    } else {
        " yn llai"
    };
    [show::grouped(by.abs()).as_str(), word].concat()
}

/// A needed answer is blank.
pub(crate) fn blank(item: &Item) -> String {
    if let Some(enter) = &item.enter {
        return enter.clone();
    }
    let verb = match item.kind {
        Kind::YesNo { .. } | Kind::One(_) | Kind::Many { .. } | Kind::Code(_) => "Dewiswch ateb: ",
        _ => "Rhowch ateb: ",
    };
    [verb, &item.label].concat()
}

/// An answer cannot be used as it stands.
pub(crate) fn wrong(definition: &Definition, item: &Item, wrong: &Wrong) -> String {
    let said = match wrong {
        Wrong::Misread(misread) => return misread_message(item, *misread),
        Wrong::Pattern => ": nid yw yn y ffurf gywir".to_owned(),
        Wrong::OutOfRange => range(&item.kind),
        Wrong::UnknownCode(_) => return from_list(item),
        Wrong::ListAway => {
            ": ni ellir ei wirio, gan nad yw ei restr yma eto. Cedwir yr hyn a ddewiswyd".to_owned()
        }
        Wrong::CodeNotValid(code) => {
            let list = definition.list(code.list);
            let mut said = String::from(": mae cod yma na ellir ei ddefnyddio bellach");
            if let Some(known) = list.codes.get(code.index as usize) {
                if let Some(until) = known.until {
                    said = [": daeth hwn i ben ar ", &until.long(), ": ", known.said()].concat();
                }
                let mut next = String::new();
                for at in &known.replaced_by {
                    if let Some(code) = list.codes.get(*at as usize) {
                        add(&mut next, " neu ", code.said());
                    }
                }
                if !next.is_empty() {
                    said.push_str(". Defnyddiwch: ");
                    said.push_str(&next);
                }
            }
            said
        }
        Wrong::NoneWithOthers => {
            return [
                "Dewiswch ateb, neu dewiswch ddim un o’r rhain: ",
                &item.label,
            ]
            .concat();
        }
        Wrong::ReasonNotAllowed => ": ni all fod ar goll am y rheswm hwn".to_owned(),
        Wrong::OtherShape => ": mae’r ateb o fath arall".to_owned(),
    };
    [item.label.as_str(), &said].concat()
}

fn range(kind: &Kind) -> String {
    const BEYOND: &str = ": mae y tu allan i’r ystod";
    let Kind::Number {
        style,
        places,
        min,
        max,
    } = kind
    else {
        return BEYOND.to_owned();
    };
    let shown = |number: Decimal| shown_number(number, *style, *places);
    match (min, max) {
        (Some(min), Some(max)) => [
            ": rhaid i hwn fod rhwng ",
            &shown(*min),
            " a ",
            &shown(*max),
        ]
        .concat(),
        (Some(min), None) => [": rhaid i hwn fod yn ", &shown(*min), " neu fwy"].concat(),
        (None, Some(max)) => [": rhaid i hwn fod yn ", &shown(*max), " neu lai"].concat(),
        (None, None) => BEYOND.to_owned(),
    }
}

fn misread_message(item: &Item, misread: Misread) -> String {
    let number;
    let (start, middle, end) = match misread {
        Misread::NotANumber => (": rhaid i hwn fod yn rhif, fel 24", "", ""),
        Misread::NotWhole => (": rhaid i hwn fod yn rhif cyfan", "", ""),
        Misread::TooManyPlaces { places } => {
            number = count(u32::from(places));
            (
                ": rhaid i hwn fod â ",
                number.as_str(),
                " lle degol neu lai",
            )
        }
        Misread::NotMoney => (": rhaid i hwn fod yn swm o arian, fel 21.50", "", ""),
        Misread::NotADate => (": rhaid i hwn fod yn ddyddiad, fel 27 3 2026", "", ""),
        Misread::DateWithoutDay => (": rhaid cynnwys diwrnod", "", ""),
        Misread::DateWithoutDayAndMonth => (": rhaid cynnwys diwrnod a mis", "", ""),
        Misread::DateWithoutDayAndYear => (": rhaid cynnwys diwrnod a blwyddyn", "", ""),
        Misread::DateWithoutMonthAndYear => (": rhaid cynnwys mis a blwyddyn", "", ""),
        Misread::DateWithoutMonth => (": rhaid cynnwys mis", "", ""),
        Misread::DateWithoutYear => (": rhaid cynnwys blwyddyn", "", ""),
        Misread::YearNotFourDigits => (": rhaid i’r flwyddyn fod â 4 rhif", "", ""),
        Misread::NoSuchDate => (": rhaid i hwn fod yn ddyddiad go iawn", "", ""),
        Misread::NotAMonth => (
            ": rhaid i hwn fod yn fis ac yn flwyddyn, fel 10 2026",
            "",
            "",
        ),
        Misread::TooLong { most } => {
            number = count(most);
            (": rhaid i hwn fod yn ", number.as_str(), " nod neu lai")
        }
        Misread::TooManyWords { most } => {
            number = count(most);
            (": rhaid i hwn fod yn ", number.as_str(), " gair neu lai")
        }
        Misread::TooBig => (": rhaid i hwn fod â 18 digid neu lai", "", ""),
        Misread::NotInList => return from_list(item),
        Misread::Blank => return blank(item),
        Misread::Format(identifier) => {
            number = [", fel ", identifier.example()].concat();
            (": rhaid i hwn fod yn ", shape(identifier), number.as_str())
        }
        Misread::CheckDigit(_) => (
            ": mae digid yn anghywir. Gwiriwch ef yn erbyn y cofnod",
            "",
            "",
        ),
    };
    [item.label.as_str(), start, middle, end].concat()
}

fn from_list(item: &Item) -> String {
    ["Dewiswch o’r rhestr: ", &item.label].concat()
}

/// What an identifier looks like, behind `yn`.
fn shape(identifier: Identifier) -> &'static str {
    match identifier {
        Identifier::CqcLocation | Identifier::CqcProvider => {
            "rhif, cysylltnod ac 8 i 12 digid, neu’n god sy’n dechrau ag R"
        }
        Identifier::Ods => "5 i 9 o lythrennau a digidau",
        Identifier::NhsNumber => "10 digid",
        Identifier::CompaniesHouse => "8 nod",
        Identifier::Uprn => "12 digid neu lai",
        Identifier::Postcode => "god post llawn yn y DU",
        Identifier::Email => "gyfeiriad e-bost yn y fformat cywir",
        Identifier::Phone => "rhif ffôn",
    }
}

fn count(number: u32) -> String {
    show::grouped(Decimal::from_int(i64::from(number)))
}

/// A table has too few rows.
pub(crate) fn few_rows(title: &str, min: u32) -> String {
    let rows = if min == 2 { " res: " } else { " rhes: " };
    ["Ychwanegwch o leiaf ", &count(min), rows, title].concat()
}

/// A row's key stands in an earlier row.
pub(crate) fn repeated_row(title: &str) -> String {
    [title, ": mae hwn yn y rhestr eisoes"].concat()
}

/// A check could not be made.
pub(crate) fn unchecked(about: &str, missing: &str) -> String {
    [
        "Ni allem wirio hyn: ",
        about,
        ". Mae hyn ar goll: ",
        missing,
    ]
    .concat()
}

/// The day on which an earlier figure was filed.
pub(crate) fn filed_on(date: Date) -> String {
    ["anfonwyd ar ", &date.long()].concat()
}
