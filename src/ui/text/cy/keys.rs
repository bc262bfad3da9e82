//! Texts of what unlocks beside a PIN: a security key, or the device's own lock.
#![allow(missing_docs, reason = "a text says itself what it says")]

use crate::shell::{AuthenticatorError, KeyKind};

pub const TITLE: &str = "Datgloi heb deipio";
pub const ROAMING: &str = "Allwedd ddiogelwch yr wyf yn ei chario gyda mi";
pub const ROAMING_MEANS: &str = "Dyfais fach yr ydych yn ei phlygio i mewn i hon neu’n ei dal wrthi. Gall pwy bynnag sydd â hi, ac sy’n gallu ei defnyddio, agor eich ffurflenni. Ewch â hi gyda chi pan fyddwch yn gadael.";
pub const PLATFORM: &str = "Clo’r ddyfais hon ei hun: dim ond fi sy’n gallu datgloi’r ddyfais hon";
pub const PLATFORM_MEANS: &str = "Gall pwy bynnag sy’n gallu datgloi’r ddyfais hon, gydag ôl bys, wyneb neu ei PIN, agor eich ffurflenni wedyn. Dewiswch hyn dim ond os na all neb arall ei datgloi. Daw i ben pan gaiff person arall ei ychwanegu yma.";
pub const SHARED: &str = "Mae sawl person yn defnyddio’r ddyfais hon, felly ni all ei chlo ei hun agor eich ffurflenni: gallai eraill ei ddefnyddio. Gall allwedd ddiogelwch yr ydych yn ei chario gyda chi wneud hynny.";
pub const WHICH: &str = "Beth yr ydych yn datgloi ag ef";
pub const SELECT: &str = "Dewiswch beth yr ydych yn datgloi ag ef";
pub const STAYS: &str = "Bydd eich PIN neu’ch cyfrinair hir yn dal i weithio. Bydd arnoch ei angen os collir yr allwedd.";
pub const SECRET: &str = "Y PIN neu’r cyfrinair hir sy’n dal i weithio";
pub const ADD: &str = "Ei osod";
pub const TWICE: &str = "Bydd y porwr yn gofyn i chi nesaf. Efallai y bydd yn gofyn ddwywaith.";
pub const REMOVE: &str = "Ei dynnu";
pub const REMOVED_LEFT: &str = "O hynny ymlaen dim ond eich PIN neu’ch cyfrinair hir fydd yn agor eich ffurflenni. Nid yw’r hyn y mae’r allwedd ei hun yn ei gadw ar gyfer y dudalen hon o unrhyw ddefnydd, a gellir ei dynnu yng ngosodiadau’r allwedd.";
const HAS_ROAMING: &str = "Mae eich allwedd ddiogelwch yn agor eich ffurflenni, yn ogystal â’ch PIN neu’ch cyfrinair hir.";
const HAS_PLATFORM: &str = "Mae clo’r ddyfais hon yn agor eich ffurflenni, yn ogystal â’ch PIN neu’ch cyfrinair hir. Tynnwch ef cyn y gall rhywun arall ddatgloi’r ddyfais hon.";
const BY_ROAMING: &str = "Datgloi â’ch allwedd ddiogelwch";
const BY_PLATFORM: &str = "Datgloi â chlo’r ddyfais hon ei hun";
pub const OPENS_NOTHING: &str = "Nid yw’r hyn a roddodd yr allwedd yn agor eich ffurflenni. Defnyddiwch eich PIN neu’ch cyfrinair hir.";

/// What a person has.
pub fn has(kind: KeyKind) -> &'static str {
    match kind {
        KeyKind::Roaming => HAS_ROAMING,
        KeyKind::Platform => HAS_PLATFORM,
    }
}

/// The button that unlocks by it.
pub fn by(kind: KeyKind) -> &'static str {
    match kind {
        KeyKind::Roaming => BY_ROAMING,
        KeyKind::Platform => BY_PLATFORM,
    }
}

/// Why it gave nothing.
pub fn gave_nothing(error: AuthenticatorError) -> &'static str {
    match error {
        AuthenticatorError::Stopped => {
            "Ni chafwyd ateb gan yr allwedd. Rhowch gynnig arall arni, neu defnyddiwch eich PIN neu’ch cyfrinair hir."
        }
        AuthenticatorError::NoSecrets => {
            "Ni all yr allwedd hon agor dim yma: nid yw’n gwneud cyfrinachau. Defnyddiwch un arall, neu ewch ymlaen â’ch PIN neu’ch cyfrinair hir."
        }
    }
}
