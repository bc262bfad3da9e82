//! Texts of moving a draft to another version of the framework, and of what it keeps.
#![allow(missing_docs, reason = "a text says itself what it says")]

use super::{ANSWER, wide};
use care_engine::moving::Why;

pub const OLDER: &str = "Dechreuwyd y ffurflen hon gyda set hŷn o gwestiynau";
pub const NEWER: &str = "Dechreuwyd y ffurflen hon gyda set fwy newydd o gwestiynau";
pub const INTRO: &str = "Symudwch eich atebion i’r cwestiynau fel y maent nawr, er mwyn mynd ymlaen â’r ffurflen hon. Ni chollir dim o’r hyn a deipioch.";
pub const MOVED: &str = "Atebion sy’n mynd i gwestiwn arall";
pub const WAS_CALLED: &str = ". Gofynnwyd hyn fel: ";
pub const CODES: &str = "Dewisiadau sydd ag enw arall nawr";
pub const IS_NOW: &str = " bellach yw ";
pub const SPLIT: &str = "Dewisiadau y mae angen i chi eu gwneud eto";
pub const CHOOSE: &str =
    ": rhannwyd y dewis hwn. Dewiswch un o’r rhain pan gyrhaeddwch y cwestiwn: ";
pub const LOOK_AGAIN: &str = "Atebion y mae angen i chi eu newid";
pub const KEPT: &str = "Atebion na ofynnir amdanynt bellach";
pub const KEPT_WHY: &str =
    "Rydym yn eu cadw gyda’r ffurflen hon ar y ddyfais hon. Ni chânt eu hanfon.";
pub const NEW: &str = "Cwestiynau newydd";
pub const MOVE: &str = "Symud fy atebion";
pub const NOT_NOW: &str = "Nid nawr";
pub const CHANGED: &str = "Ni symudwyd y ffurflen: cafodd ei newid, ei hanfon neu ei dileu mewn tab neu ffenestr arall. Ewch yn ôl i’r hyn sydd i’w anfon ac agorwch hi eto.";
pub const NOT_MOVED: &str = "Ni symudwyd y ffurflen. ";
pub const FORM_GONE: &str = "Nid yw’r ffurflen hon yn un o’r rhai y gofynnir amdanynt nawr. Mae’r hyn a deipioch yn cael ei gadw ar y ddyfais hon. Gallwch lawrlwytho copi ohono.";
pub const KEPT_NOTE: &str = "Yr hyn a ddywedoch am ffigur";
pub const LOAD_AGAIN: &str = "Mae cwestiynau’r ffurflen hon wedi newid. Os bu’r dudalen hon ar agor gennych ers tro, llwythwch hi eto i gael y cwestiynau newydd. Yna cywirwch y ffurflen yma: byddwn yn dangos i chi beth sy’n newid, ac yn symud eich atebion.";

/// How many answers stay where they are.
pub fn stay(count: usize) -> String {
    match count {
        0 => "Nid oes yr un o’ch atebion yn aros yn union fel y mae.".to_owned(),
        1 => "Mae 1 ateb yn aros fel y mae.".to_owned(),
        count => [
            "Mae ",
            &ANSWER.counted(wide(count)),
            " yn aros fel y maent.",
        ]
        .concat(),
    }
}

/// Why an answer has no place any more.
pub fn why(why: Why) -> &'static str {
    match why {
        Why::NotAsked => "",
        Why::NoRow => "Nid oes rhes o’r fath yn y tabl nawr.",
        Why::Taken => "Mae ateb arall yn ei le.",
        Why::NoReason => "Ni chynigir y rheswm hwn nawr.",
    }
}
