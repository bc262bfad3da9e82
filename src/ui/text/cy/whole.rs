//! Texts of what a person says of the whole return, of who is asked the core only, and of questions that were withdrawn.
#![allow(missing_docs, reason = "a text says itself what it says")]

use super::{ANSWER, wide};

pub const NIL: &str = "Dim i’w adrodd?";
pub const NIL_INTRO: &str = "Os na wnaethoch gefnogi neb, dywedwch hynny yma a byddwn yn rhoi 0 ar gyfer pob nifer o bobl nad ydych wedi’i ateb. Gallwch newid pob un ohonynt. Byddwn yn dal i ofyn y cwestiynau eraill.";
pub const NIL_WHY: &str = "Pam nad oes dim i’w adrodd?";
pub const NIL_SELECT: &str = "Dewiswch pam nad oes dim i’w adrodd";
pub const NIL_SET: &str = "Rhoi 0 ar gyfer niferoedd pobl";
pub const NIL_SAID: &str = "Dywedoch nad oes dim i’w adrodd: ";
pub const NIL_BACK: &str = "Tynnu hyn yn ôl";

pub const UNCHANGED: &str = "Dim byd wedi newid ers ";
pub const UNCHANGED_INTRO: &str = "Rydym yn copïo’r hyn a anfonoch bryd hynny i’r cwestiynau sy’n gofyn sut mae pethau ar ddiwrnod penodol, lle nad ydych wedi ateb eto. Gallwch newid pob ateb. Byddwn yn dal i ofyn beth a ddigwyddodd dros y cyfnod.";
pub const UNCHANGED_SET: &str = "Copïo’r atebion hyn";
pub const LAST_TIME: &str = "y tro diwethaf";
pub const CARRIED: &str = "Atebion a gopïwyd o’r tro diwethaf";
pub const CARRIED_FOR: &str = "ar gyfer ";
pub const CARRIED_ON: &str = " (fel yr oedd ar ";
pub const CARRIED_BACK: &str = "Clirio’r atebion a gopïwyd";

pub const CORE_ONLY: &str = "Dim ond cwestiynau craidd y ffurflen hon a ofynnir i chi, am fod eich gwasanaeth yn fach. Gofynnir mwy i wasanaethau mwy.";

pub const WITHDRAWN: &str = "Nid yw’r cwestiynau hyn yn cael eu defnyddio bellach";
pub const WITHDRAWN_DO: &str = "Llwythwch y dudalen eto i gael y cwestiynau sy’n cymryd eu lle. Cedwir yr hyn a deipioch: byddwn yn dangos i chi beth sy’n newid, ac yna’n symud eich atebion. Os gwelwch hyn o hyd wedi hynny, gofynnwch am gymorth cyn i chi anfon.";

/// How many answers were copied from last time.
pub fn carried(count: usize) -> String {
    [
        &ANSWER.counted(wide(count)),
        " wedi’i gopïo o’r hyn a anfonoch ",
    ]
    .concat()
}
