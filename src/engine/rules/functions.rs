//! The one table of functions: name, types, meaning, and an example with its result. The checker, the documentation
//! and the test that runs every example come from it. Meanings and examples are a constant of their own, which the
//! page does not read and so does not carry.

use super::error::Kinds;

/// The type of a function's result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    /// A number in base units.
    Number,
    /// Yes or no.
    Truth,
    /// Text.
    Text,
    /// A date.
    Date,
    /// A month.
    Month,
    /// The type of the first argument.
    Same,
    /// The type of the first argument's items.
    Item,
    /// A code of the list that is named.
    Code,
    /// A set of codes of the list that is named.
    Codes,
}

/// What the checker needs of a function.
pub(super) struct Function {
    pub(super) name: &'static str,
    pub(super) call: Call,
    pub(super) takes: &'static [Kinds],
    /// So many of the first arguments must be of one type and scale.
    pub(super) alike: u8,
    pub(super) gives: Gives,
}

/// What the documentation and the tests need of a function.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Its name.
    pub name: &'static str,
    /// What each argument may be.
    pub takes: &'static [Kinds],
    /// What it gives.
    pub gives: Gives,
    /// In plain words.
    pub meaning: &'static str,
    /// A rule with it.
    pub example: &'static str,
    /// What the example gives.
    pub result: &'static str,
}

const NUMBER: Kinds = Kinds::NUMBER;
const TEXT: Kinds = Kinds::TEXT;
const DATE: Kinds = Kinds::DATE;
const CODE: Kinds = Kinds::CODE;
const DATED: Kinds = Kinds::DATE.or(Kinds::MONTH);
const ORDERED: Kinds = Kinds::NUMBER.or(DATED).listed();
const SORTED: Kinds = Kinds::NUMBER
    .or(DATED)
    .or(TEXT)
    .or(CODE)
    .or(Kinds::TRUTH)
    .listed();
const LISTS: Kinds = Kinds::SCALAR.or(Kinds::ROW).listed();

macro_rules! functions {
    ($($call:ident $name:literal [$($takes:expr),*] $alike:literal $gives:ident, $meaning:literal, $example:literal => $result:literal;)+) => {
        /// A function.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Call { $($call,)+ }

        pub(super) const FUNCTIONS: &[Function] = &[
            $(Function { name: $name, call: Call::$call, takes: &[$($takes),*], alike: $alike, gives: Gives::$gives },)+
        ];

        /// Every function with its meaning and an example.
        pub const REFERENCE: &[Entry] = &[
            $(Entry { name: $name, takes: &[$($takes),*], gives: Gives::$gives, meaning: $meaning, example: $example, result: $result },)+
        ];
    };
}

functions! {
    Sum "sum" [NUMBER.listed()] 0 Item,
        "The sum of what is answered. Cells not answered yet and hidden cells are left out; unknown if none is answered or any is missing for a reason.",
        "sum([1, 2, 3.5])" => "6.5";
    Distinct "distinct" [SORTED] 0 Number,
        "How many different ones there are of what is answered; unknown as sum is.",
        "distinct([1, 2, 1])" => "2";
    Average "average" [NUMBER.listed()] 0 Item,
        "The sum divided by how many are answered; unknown as sum is.",
        "average([1, 2, 6])" => "3";
    Min "min" [ORDERED] 0 Item,
        "The least number, or the earliest date or month, of what is answered; unknown as sum is.",
        "min([3, 1.5, 2])" => "1.5";
    Max "max" [ORDERED] 0 Item,
        "The greatest number, or the latest date or month, of what is answered; unknown as sum is.",
        "max([date(2026, 1, 31), date(2025, 12, 1)])" => "2026-01-31";
    Count "count" [LISTS.or(Kinds::CODES)] 0 Number,
        "How many rows there are, or how many items of a list or column are answered. Never unknown for rows.",
        "count(area_rows)" => "3";
    Size "size" [LISTS.or(Kinds::CODES).or(TEXT)] 0 Number,
        "How many items a list, a column or a set of codes has, answered or not, or how many characters a text has.",
        "'Zoë'.size()" => "3";
    Abs "abs" [NUMBER] 0 Same,
        "The number without its sign.",
        "abs(-2.5)" => "2.5";
    Round "round" [NUMBER, NUMBER] 0 Same,
        "Rounded to so many places (0 to 12), half away from zero.",
        "round(2.345, 2)" => "2.35";
    Floor "floor" [NUMBER] 0 Same,
        "The greatest whole number that is not above this.",
        "floor(-1.5)" => "-2";
    Ceil "ceil" [NUMBER] 0 Same,
        "The least whole number that is not below this.",
        "ceil(1.2)" => "2";
    Answered "answered" [Kinds::SCALAR] 0 Truth,
        "Whether there is a value. Never unknown.",
        "answered(blank)" => "false";
    Missing "missing" [Kinds::SCALAR] 0 Truth,
        "Whether the item is missing for a reason that was given. Never unknown.",
        "missing(lost)" => "true";
    Estimated "estimated" [Kinds::SCALAR] 0 Truth,
        "Whether the item's value is marked as an estimate. Never unknown.",
        "estimated(rough)" => "true";
    Complete "complete" [LISTS] 0 Truth,
        "Whether no applicable cell of the column is blank. Never unknown.",
        "complete(area_rows.hours)" => "false";
    Near "near" [NUMBER, NUMBER, NUMBER] 3 Truth,
        "Whether the first two differ by no more than the third.",
        "near(10, 11, 1)" => "true";
    NearShare "nearShare" [NUMBER, NUMBER, NUMBER] 2 Truth,
        "Whether the first two differ by no more than this share of the larger, signs left aside.",
        "nearShare(100, 102, 0.01)" => "false";
    Value "value" [NUMBER] 0 Number,
        "The number in base units, where the item is counted in thousands.",
        "value(spend)" => "12500";
    Change "change" [NUMBER] 0 Number,
        "The share by which an item differs from the last period's; unknown if that is unknown or 0.",
        "change(occupied)" => "0.2";
    Days "days" [DATE, DATE] 2 Number,
        "Days from the first date to the second; negative if the second is earlier.",
        "days(date(2026, 10, 31), date(2026, 11, 2))" => "2";
    Months "months" [DATED, DATED] 2 Number,
        "Whole months from the first to the second; negative if the second is earlier.",
        "months(date(2026, 1, 31), date(2026, 3, 30))" => "1";
    Years "years" [DATED, DATED] 2 Number,
        "Whole years from the first to the second: a person's age on the second if born on the first.",
        "years(date(1990, 6, 15), date(2026, 6, 14))" => "35";
    Year "year" [DATED] 0 Number,
        "The year of a date or month.",
        "year(date(2026, 11, 21))" => "2026";
    Month "month" [DATED] 0 Number,
        "The number of the month, 1 to 12, of a date or month.",
        "month(date(2026, 11, 21))" => "11";
    MonthOf "monthOf" [DATE] 0 Month,
        "The calendar month that a date stands in.",
        "monthOf(date(2026, 11, 21))" => "2026-11";
    Day "day" [DATE] 0 Number,
        "The day of the month.",
        "day(date(2026, 11, 21))" => "21";
    AddDays "addDays" [DATE, NUMBER] 0 Same,
        "The date so many days later, earlier if negative.",
        "addDays(date(2026, 12, 31), 1)" => "2027-01-01";
    AddMonths "addMonths" [DATED, NUMBER] 0 Same,
        "The same day so many months later, or that month's last day; for a month, the month so many later.",
        "addMonths(date(2026, 1, 31), 1)" => "2026-02-28";
    Weekday "weekday" [DATE] 0 Number,
        "1 for Monday to 7 for Sunday.",
        "weekday(date(2026, 11, 21))" => "6";
    LastOfMonth "lastOfMonth" [DATED] 0 Date,
        "The last day of the month.",
        "lastOfMonth(date(2028, 2, 3))" => "2028-02-29";
    Date "date" [NUMBER, NUMBER, NUMBER] 0 Date,
        "The date of a year, a month and a day.",
        "date(2026, 11, 21)" => "2026-11-21";
    Words "words" [TEXT] 0 Number,
        "How many words a text has.",
        "words('We care  for people')" => "4";
    Label "label" [CODE] 0 Text,
        "The label of a code.",
        "label(council)" => "'Barnsley'";
    Parent "parent" [CODE] 0 Same,
        "The parent code of a code in its list; unknown if it has none.",
        "label(parent(council))" => "'Yorkshire'";
    ValidOn "validOn" [CODE, DATE] 0 Truth,
        "Whether a code may be used on a date.",
        "validOn(council, date(2026, 11, 21))" => "false";
    NumberOf "number" [CODE] 0 Number,
        "The number that a code carries in its list; unknown if it carries none.",
        "number(payer)" => "12.21";
    Offers "offers" [TEXT, DATE] 0 Codes,
        "The codes of a list, by its id, that may be used on a date.",
        "offers('place', filed)" => "#{R1, E2}";
    Paired "paired" [CODE, CODE, DATE, TEXT] 0 Truth,
        "Whether a list of pairs, by its id, has the code first.second on a date; unknown if that pair has a parent code, which says that it is not settled.",
        "paired(region, payer, filed, 'pairs')" => "true";
    Share "share" [CODE, CODE, TEXT] 0 Number,
        "The number that the code first.second carries in a list of pairs, by its id; unknown if there is none.",
        "share(region, payer, 'pairs')" => "62.5";
    RowCode "rowCode" [TEXT] 0 Code,
        "The code that the row has of a list, by its id, where the codes of that list make the rows.",
        "label(rowCode('place'))" => "'Barnsley'";
    Unique "unique" [SORTED] 0 Truth,
        "Whether no two answered items are the same; if so, unknown if any is missing for a reason.",
        "unique([1, 2, 1])" => "false";
    Duplicates "duplicates" [LISTS, LISTS] 0 Number,
        "How many rows of the table have the same key, made up of these columns, as another row. Rows with an unanswered part of the key are left out; hidden parts are alike.",
        "duplicates(area_rows, area, payer)" => "2";
    Position "position" [] 0 Number,
        "The number of the row that the rule runs for, from 1.",
        "position()" => "2";
    Matches "matches" [TEXT, TEXT] 0 Truth,
        "Whether the whole text has the shape of the pattern.",
        "'AB12'.matches('[A-Z]{2}[0-9]+')" => "true";
    Contains "contains" [TEXT, TEXT] 0 Truth,
        "Whether the second text stands anywhere in the first.",
        "'care home'.contains('home')" => "true";
    StartsWith "startsWith" [TEXT, TEXT] 0 Truth,
        "Whether the first text begins with the second.",
        "'care home'.startsWith('care')" => "true";
    EndsWith "endsWith" [TEXT, TEXT] 0 Truth,
        "Whether the first text ends with the second.",
        "'care home'.endsWith('care')" => "false";
    LooksPersonal "looksPersonal" [TEXT] 0 Truth,
        "Whether a text seems to hold what identifies a person: an NHS number or a National Insurance number, an e-mail address, a phone number. For a warning beside free text.",
        "looksPersonal('Ring 01632 960 001')" => "true";
}

impl Call {
    /// Whether its argument that is a text names a code list.
    pub(super) fn is_listed(self) -> bool {
        matches!(
            self,
            Self::Offers | Self::Paired | Self::Share | Self::RowCode
        )
    }
}

/// A macro: `list.name(variable, expression)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Macro {
    All,
    Exists,
    ExistsOne,
    Filter,
    Map,
}

impl Macro {
    const NAMES: [(&str, Self); 5] = [
        ("all", Self::All),
        ("exists", Self::Exists),
        ("exists_one", Self::ExistsOne),
        ("filter", Self::Filter),
        ("map", Self::Map),
    ];

    pub(super) fn named(name: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|known| known.0 == name)?;
        Some(found.1)
    }
}

/// Every macro: name, meaning, example and its result. The list may be a list, a column, the rows of a table or a
/// set of codes; over rows, `r.column` reads a cell of the row.
pub const MACROS: &[(&str, &str, &str, &str)] = &[
    (
        "all",
        "Whether the expression holds for every item. No if it fails for one, else unknown if it is unknown for one.",
        "[1, 2, 3].all(n, n > 0)",
        "true",
    ),
    (
        "exists",
        "Whether the expression holds for some item. Yes if it holds for one, else unknown if it is unknown for one.",
        "area_rows.exists(r, r.hours > 30)",
        "true",
    ),
    (
        "exists_one",
        "Whether the expression holds for exactly one item. No if it holds for two, else unknown if it is unknown for one.",
        "[1, 2, 3].exists_one(n, n > 2)",
        "true",
    ),
    (
        "filter",
        "The items for which the expression holds; what is made of them is unknown if the expression is unknown for one.",
        "count(area_rows.filter(r, r.payer == 'self'))",
        "2",
    ),
    (
        "map",
        "What the expression makes of each item.",
        "sum([1, 2, 3].map(n, n * n))",
        "14",
    ),
];
