//! Texts of signing in, and of whose a return is.
#![allow(missing_docs, reason = "a text says itself what it says")]

pub const LABEL: &str = "Mewngofnodi";
pub const OUT: &str = "Nid ydych wedi mewngofnodi.";
pub const UNKNOWN: &str = "Ni all y dudalen hon ddweud a ydych wedi mewngofnodi.";
pub const IN: &str = "Rydych wedi mewngofnodi.";
pub const IN_AS: &str = "Wedi mewngofnodi fel ";
pub const NOT_AS_KNOWN: &str =
    "Anfonir yr hyn a orffennwch nawr yn yr enw hwn. Mae’r ddyfais hon yn eich adnabod fel ";
pub const ENDED: &str =
    "Mae eich cyfnod mewngofnodi wedi dod i ben. Cedwir yr hyn a deipioch ar y ddyfais hon.";
pub const SIGN_IN: &str = "Mewngofnodi";
pub const AGAIN: &str = "Mewngofnodi eto";
pub const SIGN_OUT: &str = "Allgofnodi";
pub const NO_LINE: &str = "Ni allem gyrraedd y man lle rydych yn mewngofnodi. Gallwch fynd ymlaen, a mewngofnodi yn nes ymlaen.";
pub const NOT_TAKEN: &str =
    "Ni weithiodd y mewngofnodi. Rhowch gynnig arall arni, neu gofynnwch am gymorth.";
pub const WOULD_LOSE: &str = "Nid yw’r porwr hwn yn cadw dim pan adewch y dudalen, ac mae mewngofnodi yn ei gadael. Tynnwch eich ffurflenni allan fel ffeiliau yn gyntaf, neu defnyddiwch borwr arall.";

// As whom the person on this device signs in.
pub const BIND: &str = "A ddylai’r ddyfais hon eich adnabod fel ";
pub const BIND_WHY: &str = "? Bydd ffurflenni a orffennwch yma heb fod wedi mewngofnodi wedyn yn aros i chi fewngofnodi. Dywedwch na os yw eraill hefyd yn defnyddio’r ddyfais hon.";
pub const BIND_YES: &str = "Ie, fy adnabod yma";
pub const BIND_NO: &str = "Na";

// The declaration.
pub const SENT_AS: &str = "Anfonir y ffurflen yn enw ";
pub const WAITS_FOR: &str =
    "Nid ydych wedi mewngofnodi. Bydd y ffurflen yn aros nes i chi fewngofnodi fel ";
pub const WAITS_FOR_ANY: &str = "Nid ydych wedi mewngofnodi. Bydd y ffurflen yn aros nes i chi fewngofnodi a dweud mai chi sy’n berchen arni.";
pub const STRANGER: &str = "Nid fi yw ";
pub const ANYONE: &str =
    "Caiff unrhyw un sy’n mewngofnodi ar y ddyfais hon anfon y ffurflen hon ar fy rhan";

// The outbox.
pub const FINISHED_BY: &str = "Gorffennwyd gan ";
pub const UNTIL: &str = ". Mae’n aros i’r person hwn fewngofnodi: ";
pub const SIGNS_IN: &str = ".";
pub const WAITS: &str = "Mae’n aros nes i chi fewngofnodi.";
pub const WHOSE: &str = "Nid oedd neb wedi mewngofnodi pan orffennwyd y ffurflen hon. Caiff ei hanfon yn eich enw chi os dywedwch mai chi a’i gorffennodd.";
pub const SEND_AS: &str = "Anfon hon fel ";
