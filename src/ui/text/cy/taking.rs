//! Texts of what a person takes along: a page to print, files, a text for an e-mail, a blank copy.
#![allow(missing_docs, reason = "a text says itself what it says")]

pub const TAKE: &str = "Ei hargraffu, ei chadw neu ei chopïo";
pub const ANYONE: &str = "Nid yw’r hyn a argraffwch, a gadwch neu a gopïwch wedi’i selio. Gall unrhyw un sy’n defnyddio’r ddyfais hon, neu’n cael y ffeil neu’r papur, ei ddarllen.";
pub const PRINT: &str = "Argraffu neu gadw fel PDF";
pub const CSV: &str = "Cadw ar gyfer taenlen (CSV)";
pub const JSON: &str = "Cadw ar gyfer rhaglen arall (JSON)";
pub const EMAIL: &str = "Crynodeb ar gyfer e-bost";
pub const SUMMARY: &str = "Crynodeb";
pub const COPY: &str = "Copïo’r crynodeb";
pub const COPIED: &str = "Wedi’i gopïo. Gludwch ef yn eich e-bost.";
pub const NOT_COPIED: &str =
    "Ni adawodd y porwr i ni ei gopïo. Dewiswch y testun yn y blwch a’i gopïo.";
pub const NO_FILE: &str = "Ni chynigiodd y porwr y ffeil.";

// What stands above the answers.
pub const FOR: &str = "Ar gyfer";
pub const PERIOD: &str = "Cyfnod";
pub const STATE: &str = "Sut mae pethau";
pub const DRAFT: &str = "Heb ei gorffen a heb ei hanfon";
pub const WAITS: &str = "Wedi’i gorffen, yn aros i’w hanfon";
pub const FINISHED: &str = "Gorffennwyd";
pub const FINISHED_BY: &str = "Gorffennwyd gan";
pub const RECEIVED: &str = "Derbyniwyd";
pub const REFERENCE: &str = "Cyfeirnod";
pub const REVISION: &str = "Diwygiad";
pub const BECAUSE: &str = ", oherwydd: ";
pub const VERSION: &str = "Cwestiynau";
pub const SAVED: &str = "Cadwyd ddiwethaf";
pub const WHOLE: &str = "Pa mor gyflawn ydyw";

// How an answer stands, where it was not typed.
pub const NO_ANSWER: &str = "Heb ei ateb";
pub const NO_FIGURE: &str = "Dim ateb";
pub const UNCHANGED: &str = "Fel y tro diwethaf";
pub const AS_ON: &str = ", fel ar ";
pub const TAKEN_OVER: &str = "Cymerwyd o ffurflen arall";
pub const OF_SUBJECT: &str = "O’r manylion";
pub const BY_NIL: &str = "Dim, gan nad oes dim i’w adrodd";
pub const WORKED_OUT: &str = "Cyfrifwyd o atebion eraill";
pub const NOT_UNDERSTOOD: &str = "Heb ei ddeall";
pub const GIVEN_BY: &str = "Atebwyd gan ";

// A blank copy.
pub const BLANK: &str = "Argraffu copi gwag";
pub const BLANK_TITLE: &str = " (copi gwag)";
pub const BLANK_INTRO: &str = "Ysgrifennwch y ffigurau yma, yna teipiwch nhw ar y dudalen hon. Peidiwch ag anfon y papur hwn.";
pub const SOME: &str = "Gofynnir mewn rhai achosion yn unig";
pub const TICK_ONE: &str = "Ticiwch un";
pub const TICK_ANY: &str = "Ticiwch bob un sy’n berthnasol";
pub const NAME_OR_CODE: &str = "Ysgrifennwch yr enw neu’r cod";
pub const DATE_BOXES: &str = "Diwrnod, mis, blwyddyn";
pub const MONTH_BOXES: &str = "Mis, blwyddyn";
pub const WORDS: &str = "Hyd at ";
pub const WORDS_END: &str = " gair";
pub const INSTEAD: &str = "Os nad oes gennych ateb, ticiwch pam:";
pub const WORKED_OUT_LATER: &str = "Cyfrifir hyn i chi";
pub const OPTIONAL: &str = " (dewisol)";
pub const YES: &str = "Ie";
pub const NO: &str = "Na";
pub const ROW: &str = "Rhes";
