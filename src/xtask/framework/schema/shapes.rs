//! What stands at each key of a framework document: the table that its schema is made of. Which keys there are, and
//! which may be left out, is the loader's own list: `care_engine::definition::keys`.

use care_engine::definition::keys;

/// What can stand at a key.
#[derive(Clone, Copy, Debug)]
pub enum Holds {
    /// The number of the format.
    Format,
    /// A text for people that is not empty: another language can have it too.
    Text,
    /// A text that is not empty and not for people, such as a version.
    Word,
    /// A rule.
    Rule,
    /// `true` or `false`.
    Truth,
    /// `true`, `false` or a rule.
    TruthOrRule,
    /// Whether errors may be passed: only this one.
    OnlyTruth(bool),
    /// An exact number.
    Number,
    /// A whole number within bounds.
    Whole(i32, i32),
    /// 1 or 1000.
    Scale,
    /// A date.
    Date,
    /// A day of the year: `06-30`.
    DayOfYear,
    /// The first day of a month: `04-01`.
    MonthStart,
    /// The id of a form, section, check, list or reason.
    Id,
    /// The name of an item or table.
    Name,
    /// What a check is about: an item, a table, or a column as `table.column`.
    Place,
    /// A code of a list.
    Code,
    /// A file beside the document.
    File,
    /// One of some words.
    Words(&'static [&'static str]),
    /// A list.
    List(&'static Holds),
    /// A list with at least one element, and at most so many.
    FullList(&'static Holds, u32),
    /// An object whose keys are ids of some spelling.
    Map(&'static Holds, &'static Holds),
    /// An object of another shape.
    Shape(&'static str),
    /// Any of these.
    Any(&'static [Holds]),
}

use Holds::{
    Any, Code, Date, DayOfYear, File, Format, FullList, Id, List, Map, MonthStart, Name, Number,
    OnlyTruth, Place, Rule, Scale, Shape, Text, Truth, TruthOrRule, Whole, Word, Words,
};

const TYPES: &[Holds] = &[
    Shape("type-integer"),
    Shape("type-decimal"),
    Shape("type-text"),
    Shape("type-long-text"),
    Shape("type-code"),
    Shape("type-codes"),
    Shape("type-identifier"),
    Shape("type-plain"),
];
const ENTRIES: &[Holds] = &[
    Name,
    Shape("question"),
    Shape("table-free"),
    Shape("table-fixed"),
];
const COLUMNS: Holds = FullList(&Any(&[Name, Shape("question")]), 500);
const SECTIONS: Holds = FullList(&Shape("section"), 1_000);
const CHECKS: Holds = List(&Shape("check"));
const CALCULATE: Holds = Map(&Place, &Rule);
const PLACES: Holds = Whole(0, 12);
const LENGTH: Holds = Whole(1, 100_000);
const DAY: Holds = Any(&[Whole(1, 31), DayOfYear]);
const OFFSET: Holds = Whole(-60, 60);
const WINDOWS: &[Holds] = &[
    Shape("window"),
    Shape("window-rolling"),
    Shape("window-after"),
];

/// Each shape of `keys::SHAPES` with what stands at its keys.
pub const SHAPES: &[(&str, &[(&str, Holds)])] = &[
    (
        "document",
        &[
            ("format", Format),
            ("id", Id),
            ("version", Word),
            ("title", Text),
            ("language", Word),
            ("missing", Map(&Id, &Text)),
            ("passReasons", Id),
            ("nilReasons", Id),
            ("holidays", Map(&Id, &Shape("holidays"))),
            (
                "codeLists",
                Map(&Id, &Any(&[Shape("list"), Shape("list-apart")])),
            ),
            ("items", Map(&Name, &Shape("item"))),
            ("subjects", Map(&Id, &Shape("subject"))),
            ("filer", Shape("person")),
            ("returns", Map(&Id, &Shape("return"))),
        ],
    ),
    (
        "holidays",
        &[
            ("title", Text),
            ("source", Text),
            ("until", Date),
            ("days", List(&Date)),
        ],
    ),
    (
        "list",
        &[
            ("title", Text),
            ("source", Text),
            ("mark", Words(keys::MARKS)),
            ("codes", FullList(&Shape("code"), 50_000)),
        ],
    ),
    (
        "list-apart",
        &[
            ("title", Text),
            ("source", Text),
            ("mark", Words(keys::MARKS)),
            ("file", File),
        ],
    ),
    (
        "list-file",
        &[("list", Id), ("codes", FullList(&Shape("code"), 50_000))],
    ),
    (
        "code",
        &[
            ("code", Code),
            ("label", Text),
            ("from", Date),
            ("until", Date),
            ("replacedBy", List(&Code)),
            ("parent", Code),
            ("formerly", List(&Text)),
            ("number", Number),
        ],
    ),
    (
        "item",
        &[
            ("label", Text),
            ("question", Text),
            ("hint", Text),
            ("enter", Text),
            ("unit", Any(&[Text, Shape("unit")])),
            ("basis", Words(keys::BASES)),
            ("type", Any(TYPES)),
            ("scale", Scale),
            ("missing", List(&Id)),
            ("core", Truth),
            ("nil", Truth),
            ("why", Text),
            ("source", Shape("source")),
            ("since", Word),
            ("until", Word),
            ("replaces", List(&Name)),
        ],
    ),
    ("unit", &[("one", Text), ("other", Text)]),
    (
        "source",
        &[
            ("title", Text),
            ("date", Date),
            ("mark", Words(keys::MARKS)),
        ],
    ),
    (
        "type-integer",
        &[
            ("kind", Words(&["integer"])),
            ("min", Number),
            ("max", Number),
        ],
    ),
    (
        "type-decimal",
        &[
            ("kind", Words(&["decimal", "money", "percentage"])),
            ("places", PLACES),
            ("min", Number),
            ("max", Number),
        ],
    ),
    (
        "type-text",
        &[
            ("kind", Words(&["text"])),
            ("max", LENGTH),
            ("pattern", Word),
        ],
    ),
    (
        "type-long-text",
        &[("kind", Words(&["long-text"])), ("words", LENGTH)],
    ),
    (
        "type-code",
        &[("kind", Words(&["one", "code"])), ("list", Id)],
    ),
    (
        "type-codes",
        &[("kind", Words(&["many"])), ("list", Id), ("none", Code)],
    ),
    (
        "type-identifier",
        &[
            ("kind", Words(&["identifier"])),
            ("format", Words(keys::FORMATS)),
        ],
    ),
    (
        "type-plain",
        &[(
            "kind",
            Words(&["date", "month", "yes-no", "yes-no-dont-know"]),
        )],
    ),
    (
        "subject",
        &[
            ("title", Text),
            ("id", Name),
            ("name", Name),
            ("sections", SECTIONS),
            ("calculate", CALCULATE),
            ("checks", CHECKS),
        ],
    ),
    (
        "person",
        &[
            ("title", Text),
            ("name", Name),
            ("sections", SECTIONS),
            ("checks", CHECKS),
        ],
    ),
    (
        "return",
        &[
            ("title", Text),
            ("subject", Id),
            ("need", List(&Text)),
            ("minutes", Whole(1, 10_000)),
            ("seenBy", Text),
            ("retention", Text),
            ("duty", List(&Shape("duty"))),
            ("coreOnly", Rule),
            (
                "period",
                Any(&[
                    Shape("period-month"),
                    Shape("period-year"),
                    Shape("period-none"),
                ]),
            ),
            ("window", Any(&[Any(WINDOWS), FullList(&Any(WINDOWS), 12)])),
            ("picture", FullList(&Any(&[Name, Shape("drawn")]), 20)),
            ("sections", SECTIONS),
            ("calculate", CALCULATE),
            ("checks", CHECKS),
        ],
    ),
    ("drawn", &[("title", Text), ("item", Name), ("of", Name)]),
    (
        "duty",
        &[
            ("when", Rule),
            ("for", Text),
            ("kind", Words(keys::DUTIES)),
            ("basis", Text),
            ("receives", Text),
            ("discharges", Truth),
            ("note", Text),
        ],
    ),
    (
        "period-month",
        &[("kind", Words(&["month", "quarter"])), ("offset", OFFSET)],
    ),
    (
        "period-year",
        &[
            ("kind", Words(&["half-year", "year"])),
            ("starts", MonthStart),
            ("offset", OFFSET),
        ],
    ),
    (
        "period-none",
        &[("kind", Words(&["none"])), ("offset", OFFSET)],
    ),
    (
        "window",
        &[
            ("title", Text),
            ("offset", OFFSET),
            ("opens", DAY),
            ("closes", DAY),
        ],
    ),
    (
        "window-after",
        &[("title", Text), ("afterDays", Whole(1, 372))],
    ),
    (
        "window-rolling",
        &[
            ("title", Text),
            ("offset", OFFSET),
            ("opens", DAY),
            ("closes", DAY),
            ("roll", Words(keys::ROLLS)),
            ("holidays", Id),
        ],
    ),
    (
        "section",
        &[
            ("id", Id),
            ("title", Text),
            ("intro", Text),
            ("showIf", Rule),
            ("questions", FullList(&Any(ENTRIES), 20_000)),
        ],
    ),
    (
        "question",
        &[("item", Name), ("showIf", Rule), ("required", TruthOrRule)],
    ),
    (
        "table-free",
        &[
            ("table", Name),
            ("title", Text),
            ("hint", Text),
            ("rows", Words(keys::FREE_ROWS)),
            ("key", List(&Name)),
            ("columns", COLUMNS),
            ("min", Whole(0, 100_000)),
            ("max", LENGTH),
            ("showIf", Rule),
            ("replaces", List(&Name)),
        ],
    ),
    (
        "table-fixed",
        &[
            ("table", Name),
            ("title", Text),
            ("hint", Text),
            ("rows", Shape("rows")),
            ("columns", COLUMNS),
            ("showIf", Rule),
            ("replaces", List(&Name)),
        ],
    ),
    ("rows", &[("codes", FullList(&Id, 4))]),
    (
        "check",
        &[
            ("id", Id),
            ("kind", Words(keys::SEVERITIES)),
            ("table", Name),
            ("about", FullList(&Place, 1_000)),
            ("expect", Rule),
            ("message", Text),
            (
                "override",
                Any(&[Shape("override"), Shape("override-refused")]),
            ),
        ],
    ),
    ("override", &[("allowed", OnlyTruth(true)), ("why", Text)]),
    (
        "override-refused",
        &[("allowed", OnlyTruth(false)), ("why", Text)],
    ),
];
