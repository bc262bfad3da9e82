//! Texts of what was filed over time, and of the minutes that returns take.
#![allow(missing_docs, reason = "a text says itself what it says")]

use super::{HOUR, MINUTE, RETURN, wide};

pub const WAY: &str = "Beth a anfonwyd gennych dros amser";
pub const TITLE: &str = "Beth a anfonwyd gennych dros amser";
pub const INTRO: &str = "Gwneir hwn o’r hyn a anfonwyd o’r ddyfais hon, ac o ddim byd arall. O ffurflen a gywirwyd, y fersiwn diweddaraf sy’n cyfrif.";
pub const NOTHING: &str = "Ni anfonwyd dim o’r ddyfais hon eto.";
pub const NOTHING_DRAWN: &str = "Ni roddwyd yr un o’r ffigurau a ddangosir mewn siart.";
pub const ONE: &str = "Un cyfnod hyd yma. Mae angen dau ar linell.";
pub const COMPLETENESS: &str = "Cwestiynau craidd ag ateb";
pub const MINUTES: &str = "Munudau a gymerodd y ffurflen";
pub const CHART: &str = "Siart linell. ";
pub const FROM: &str = "O ";
pub const IN: &str = " ar gyfer ";
pub const TO: &str = " i ";
pub const IN_TABLE: &str = ". Mae pob ffigur yn y tabl isod.";
pub const TABLE: &str = "Y ffigurau fel tabl";
pub const PERIOD: &str = "Cyfnod";
pub const FIGURE: &str = "Ffigur";
pub const NO_FIGURE: &str = "Dim ffigur";
pub const ESTIMATE: &str = " (amcangyfrif)";
pub const MARKS: &str = "Ffigur yw cylch llawn, ac amcangyfrif yw sgwâr agored. Lle mae’r llinell wedi torri, nid oes ffigur.";
pub const CSV: &str = "Cadw’r ffigurau hyn (CSV)";

// How long a return took.
pub const ALSO_MINUTES: &str = "Dweud hefyd faint o amser a gymerodd y ffurflen hon";
pub const ALSO_HINT: &str = "Mae’n dangos beth yw cost ffurflenni. Caiff ei anfon gyda’r ffurflen, a’i adio at y lleill ar y ddyfais hon.";
pub const HOW_LONG: &str = "Sawl munud a gymerodd, gan gynnwys dod o hyd i’r wybodaeth?";
pub const MINUTES_UNIT: &str = "munud";
pub const COUNTED: &str = "Cyfrodd y dudalen hon ";
pub const COUNTED_END: &str =
    " tra oeddech yn teipio yma. Ychwanegwch yr hyn a wnaethoch mewn mannau eraill.";
pub const WRONG_MINUTES: &str = "Rhaid i’r munudau fod yn rhif cyfan rhwng 0 a 9,999";
pub const MANY_MINUTES: &str = "Mae hynny’n fwy na 10 awr. Gwiriwch ef, neu anfonwch ef fel y mae.";

/// How long something took, in words: `1 awr 5 munud`.
pub fn long(minutes: u64) -> String {
    let hours = minutes / 60;
    let rest = MINUTE.counted(minutes % 60);
    match (hours, minutes % 60) {
        (0, _) => rest,
        (hours, 0) => HOUR.counted(hours),
        (hours, _) => [&HOUR.counted(hours), " ", &rest].concat(),
    }
}

/// What the minutes of some returns add up to.
pub fn added_up(minutes: u64, returns: usize) -> String {
    let end = if returns == 1 {
        " o’r rhain: "
    } else {
        " o’r rhain. Gyda’i gilydd: "
    };
    [
        "Dywedoch faint o amser a gymerodd ",
        &RETURN.counted(wide(returns)),
        end,
        &long(minutes),
        ".",
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::{added_up, long};

    #[test]
    fn minutes_are_hours_and_minutes() {
        assert_eq!(long(0), "0 munud");
        assert_eq!(long(1), "1 funud");
        assert_eq!(long(60), "1 awr");
        assert_eq!(long(122), "2 awr 2 funud");
        assert_eq!(
            added_up(61, 2),
            "Dywedoch faint o amser a gymerodd 2 ffurflen o’r rhain. Gyda’i gilydd: 1 awr 1 funud."
        );
    }
}
