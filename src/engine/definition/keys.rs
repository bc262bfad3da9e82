//! The keys that each object of a framework document may have, and the words that some of its values are: the one list
//! that the loader reads by and that the document's JSON Schema is made of.
//!
//! Keys stand with a blank between them and a `?` behind each that may be left out.

/// The document itself.
pub const DOCUMENT: &str = "format id version title language missing? passReasons? nilReasons? holidays? codeLists? items subjects filer? returns";
/// What a first visit reads of a document: its profiles whole, and of each return only the terms. The rest of each return
/// is a document of its own. Made by `cargo xtask framework index`, not by authors, so that it is not among [`SHAPES`].
pub const INDEX: &str = "format cut id version title language missing? passReasons? nilReasons? holidays? codeLists? items subjects filer? returns";
/// A list of public holidays.
pub const HOLIDAYS: &str = "title source until days";
/// A code list.
pub const LIST: &str = "title source mark codes";
/// A code list whose codes stand in a file of their own: the document cannot name them.
pub const LIST_APART: &str = "title source mark file";
/// That file: which list it is of, and the codes.
pub const LIST_FILE: &str = "list codes";
/// A code of a list.
pub const CODE: &str = "code label from? until? replacedBy? parent? formerly? number?";
/// A data item.
pub const ITEM: &str = "label question hint? enter? unit? basis type scale? missing? core? nil? why? source since until? replaces?";
/// A unit that is another word for one of it.
pub const UNIT: &str = "one other";
/// Where an item comes from.
pub const SOURCE: &str = "title date? mark";
/// A `type` whose kind cannot be made out: the keys of all kinds.
pub const TYPE: &str = "kind min? max? places? pattern? words? list? none? format?";
/// The type of a whole number.
pub const TYPE_INTEGER: &str = "kind min? max?";
/// The type of a number with digits after the point.
pub const TYPE_DECIMAL: &str = "kind places min? max?";
/// The type of a line of text.
pub const TYPE_TEXT: &str = "kind max pattern?";
/// The type of several lines of text.
pub const TYPE_LONG_TEXT: &str = "kind words";
/// The type of one code of a list.
pub const TYPE_CODE: &str = "kind list";
/// The type of any number of codes of a list.
pub const TYPE_CODES: &str = "kind list none?";
/// The type of an identifier.
pub const TYPE_IDENTIFIER: &str = "kind format";
/// A type that needs no more than its kind.
pub const TYPE_PLAIN: &str = "kind";
/// A kind of subject.
pub const SUBJECT: &str = "title id name sections calculate? checks?";
/// The person who files.
pub const PERSON: &str = "title name sections checks?";
/// A return.
pub const RETURN: &str = "title subject need minutes seenBy retention duty coreOnly? period window? picture? sections calculate? checks?";
/// A return in an index: its terms. `RETURN` without what is asked.
pub const RETURN_TERMS: &str =
    "title subject need minutes seenBy retention duty coreOnly? period window?";
/// A figure of a return that is drawn over time.
pub const DRAWN: &str = "title? item of?";
/// A duty of a return.
pub const DUTY: &str = "when? for kind basis receives discharges note";
/// A period whose kind cannot be made out: the keys of all kinds.
pub const PERIOD: &str = "kind starts? offset?";
/// The period of a return that is about calendar months or quarters.
pub const PERIOD_MONTH: &str = "kind offset";
/// The period of a return that is about years or halves of them.
pub const PERIOD_YEAR: &str = "kind starts offset";
/// The period of a return that has none.
pub const PERIOD_NONE: &str = "kind offset?";
/// A window whose last day stays where it is.
pub const WINDOW: &str = "title? offset? opens closes";
/// A window whose last day moves at a weekend or holiday.
pub const WINDOW_ROLLING: &str = "title? offset? opens closes roll holidays";
/// A window that opens on the day after the period.
pub const WINDOW_AFTER: &str = "title? afterDays";
/// A section of a form.
pub const SECTION: &str = "id title intro? showIf? questions";
/// A question, or a column of a table.
pub const QUESTION: &str = "item showIf? required?";
/// A table whose rows people add.
pub const TABLE_FREE: &str = "table title hint? rows key? columns min? max? showIf? replaces?";
/// A table whose rows are codes.
pub const TABLE_FIXED: &str = "table title hint? rows columns showIf? replaces?";
/// The rows of a table that are codes.
pub const ROWS: &str = "codes";
/// A check.
pub const CHECK: &str = "id kind table? about expect message override?";
/// That an error may be passed with an explanation.
pub const OVERRIDE: &str = "allowed why?";
/// That an error may not be passed.
pub const OVERRIDE_REFUSED: &str = "allowed why";

/// The status beside a framework: what became of its versions since they were published.
pub const STATUS: &str = "format framework versions";
/// What became of one version.
pub const STATUS_VERSION: &str = "withdrawn? lowered?";
/// An error of a return that is a warning for now.
pub const STATUS_LOWERED: &str = "return check why";

/// The texts of a framework in another language.
pub const LANGUAGE: &str = "format framework version language texts";

/// Where a document has texts for people, as pointers without the first stroke; `*` is any key or position.
pub const TEXTS: &[&str] = &[
    "title",
    "missing/*",
    "holidays/*/title",
    "holidays/*/source",
    "codeLists/*/title",
    "codeLists/*/source",
    "codeLists/*/codes/*/label",
    "codeLists/*/codes/*/formerly/*",
    "items/*/label",
    "items/*/question",
    "items/*/hint",
    "items/*/enter",
    "items/*/unit",
    "items/*/unit/one",
    "items/*/unit/other",
    "items/*/why",
    "items/*/source/title",
    "subjects/*/title",
    "subjects/*/sections/*/title",
    "subjects/*/sections/*/intro",
    "subjects/*/sections/*/questions/*/title",
    "subjects/*/sections/*/questions/*/hint",
    "subjects/*/checks/*/message",
    "subjects/*/checks/*/override/why",
    "filer/title",
    "filer/sections/*/title",
    "filer/sections/*/intro",
    "filer/sections/*/questions/*/title",
    "filer/sections/*/questions/*/hint",
    "filer/checks/*/message",
    "filer/checks/*/override/why",
    "returns/*/title",
    "returns/*/sections/*/title",
    "returns/*/sections/*/intro",
    "returns/*/sections/*/questions/*/title",
    "returns/*/sections/*/questions/*/hint",
    "returns/*/checks/*/message",
    "returns/*/checks/*/override/why",
    "returns/*/picture/*/title",
    "returns/*/need/*",
    "returns/*/seenBy",
    "returns/*/retention",
    "returns/*/duty/*/for",
    "returns/*/duty/*/basis",
    "returns/*/duty/*/receives",
    "returns/*/duty/*/note",
    "returns/*/window/title",
    "returns/*/window/*/title",
];

/// Every object that a right document can hold, by the name that its schema has.
pub const SHAPES: &[(&str, &str)] = &[
    ("document", DOCUMENT),
    ("holidays", HOLIDAYS),
    ("list", LIST),
    ("list-apart", LIST_APART),
    ("list-file", LIST_FILE),
    ("code", CODE),
    ("item", ITEM),
    ("unit", UNIT),
    ("source", SOURCE),
    ("type-integer", TYPE_INTEGER),
    ("type-decimal", TYPE_DECIMAL),
    ("type-text", TYPE_TEXT),
    ("type-long-text", TYPE_LONG_TEXT),
    ("type-code", TYPE_CODE),
    ("type-codes", TYPE_CODES),
    ("type-identifier", TYPE_IDENTIFIER),
    ("type-plain", TYPE_PLAIN),
    ("subject", SUBJECT),
    ("person", PERSON),
    ("return", RETURN),
    ("drawn", DRAWN),
    ("duty", DUTY),
    ("period-month", PERIOD_MONTH),
    ("period-year", PERIOD_YEAR),
    ("period-none", PERIOD_NONE),
    ("window", WINDOW),
    ("window-rolling", WINDOW_ROLLING),
    ("window-after", WINDOW_AFTER),
    ("section", SECTION),
    ("question", QUESTION),
    ("table-free", TABLE_FREE),
    ("table-fixed", TABLE_FIXED),
    ("rows", ROWS),
    ("check", CHECK),
    ("override", OVERRIDE),
    ("override-refused", OVERRIDE_REFUSED),
];

/// The kinds that a type can name.
pub const KINDS: &[&str] = &[
    "integer",
    "decimal",
    "money",
    "percentage",
    "text",
    "long-text",
    "date",
    "month",
    "yes-no",
    "yes-no-dont-know",
    "one",
    "many",
    "code",
    "identifier",
];
/// The identifiers that a type's `format` can name.
pub const FORMATS: &[&str] = &[
    "cqc-location",
    "cqc-provider",
    "ods",
    "nhs-number",
    "companies-house",
    "uprn",
    "postcode",
    "email",
    "phone",
];
/// What a figure can be of; the words of [`super::Basis`] in its order.
pub const BASES: &[&str] = &[
    "at-filing",
    "period-end",
    "flow",
    "reference-week",
    "standing",
];
/// How sure a source is; the words of [`super::Mark`] in its order.
pub const MARKS: &[&str] = &["verified", "proposed"];
/// How binding a duty is; the words of [`super::DutyKind`] in its order.
pub const DUTIES: &[&str] = &["mandatory", "grant-condition", "voluntary"];
/// The kinds of period; the words of [`super::Span`] in its order, then that there is none.
pub const PERIODS: &[&str] = &["month", "quarter", "half-year", "year", "none"];
/// How the last day of a window moves.
pub const ROLLS: &[&str] = &["next-working-day"];
/// What a check does when it does not hold.
pub const SEVERITIES: &[&str] = &["error", "warning"];
/// How the rows of a table come about that are not made of codes.
pub const FREE_ROWS: &[&str] = &["free"];
/// Names that mean something else in rules, so that no item and no table may have them; nor may they have those of
/// [`crate::rules::RESERVED`].
pub const TAKEN: &[&str] = &[
    "filed", "today", "period", "previous", "latest", "subject", "returns", "true", "false",
    "null", "in",
];
