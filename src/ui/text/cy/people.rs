//! Texts of the people who share a device: setting up, unlocking, locking, clearing.
#![allow(missing_docs, reason = "a text says itself what it says")]

use super::{HOUR, MINUTE, RETURN, SECOND, wide};
use crate::shell::{NameProblem, PeopleError, SecretProblem, Unsent};

pub const SEVERAL: &str = "Mae sawl person yn defnyddio’r ddyfais hon";
pub const PEOPLE: &str = "Pobl ar y ddyfais hon";

// Setting up.
pub const SET_UP: &str = "Pwy sy’n defnyddio’r ddyfais hon";
pub const SET_UP_INTRO: &str = "Rhowch enw i bob person sy’n defnyddio’r ddyfais hon, a dewiswch beth sy’n cadw eu ffurflenni rhag y lleill. Nid oes angen cyfrif arnoch. Chi yw’r cyntaf, a’r arweinydd: gallwch ychwanegu pobl, gweld gan bwy mae rhywbeth heb ei anfon, a dileu’r rhai sy’n gadael.";
pub const YOUR_NAME: &str = "Eich enw";
pub const THEIR_NAME: &str = "Enw’r person";
pub const NAME_HINT: &str =
    "Mae’r lleill yn ei weld ar y ddyfais hon, ac mae’n mynd gyda’r hyn a anfonir.";
pub const ENTER_NAME: &str = "Rhowch enw";
pub const GUARD: &str = "Beth sy’n cadw eraill allan";
pub const SELECT_GUARD: &str = "Dewiswch beth sy’n cadw eraill allan";
pub const WITH_PIN: &str = "PIN o 6 digid neu fwy";
pub const WITH_PIN_HINT: &str = "Mae PIN yn cadw allan y person nesaf sy’n defnyddio’r ddyfais hon. Nid yw’n cadw allan rywun sy’n cymryd y ddyfais ac sydd ag amser i roi cynnig arni.";
pub const WITH_PASSPHRASE: &str = "Cyfrinair hir o 12 nod neu fwy";
pub const WITH_PASSPHRASE_HINT: &str = "Mae cyfrinair hir na all neb ei ddyfalu hefyd yn cadw allan rywun sy’n cymryd y ddyfais. Mae pedwar gair heb ddim i’w wneud â’i gilydd yn un da.";
pub const NO_PIN: &str = "Dim ond fi sy’n defnyddio’r ddyfais hon: dim PIN";
pub const NO_PIN_OTHER: &str = "Dim PIN";
pub const NO_PIN_HINT: &str =
    "Gall unrhyw un sy’n gallu agor y ddyfais hon ddarllen ac anfon eich ffurflenni.";
pub const NO_PIN_OTHER_HINT: &str = "Gall unrhyw un sy’n gallu agor y ddyfais hon ddarllen ac anfon yr hyn y gall y person hwn ei ddarllen a’i anfon, yn enw’r person hwn.";
pub const PIN: &str = "PIN";
pub const PASSPHRASE: &str = "Cyfrinair hir";
pub const AGAIN: &str = "Teipiwch ef eto";
pub const SHOW: &str = "Dangos";
pub const HIDE: &str = "Cuddio";
pub const NOT_THE_SAME: &str = "Nid yw hwn yr un fath â’r uchod";
pub const HOME: &str = "Enw’r cartref";
pub const HOME_HINT: &str = "Gall pob person sydd â mynediad at gartref lenwi ac anfon ei ffurflenni. Bydd yr hyn a ddechreuoch ar y ddyfais hon yn mynd i’r cartref hwn. Gadewch yn wag os nad ydych yn rhannu dim.";
pub const HOME_SHARED: &str =
    "Gall pob person sydd â mynediad at gartref lenwi ac anfon ei ffurflenni.";
pub const FORGOTTEN_WARNING: &str = "Ni all neb ddweud wrthych beth yw PIN neu gyfrinair hir a anghofiwyd. Collir gydag ef yr hyn na all neb ond chi ei agor.";
pub const SET_UP_NOW: &str = "Cadw";

// The list.
pub const ADD_PERSON: &str = "Ychwanegu person";
pub const ADD_HOME: &str = "Ychwanegu cartref";
pub const HOMES: &str = "Cartrefi";
pub const NO_HOMES: &str = "Nid oes cartref ar y ddyfais hon: nid oes neb yn rhannu ffurflenni.";
pub const LEAD: &str = "Arweinydd";
pub const YOU: &str = "Chi yw hwn";
pub const GUARD_PIN: &str = "Mae PIN wedi’i osod";
pub const GUARD_PASSPHRASE: &str = "Mae cyfrinair hir wedi’i osod";
pub const GUARD_NOTHING: &str = "Heb PIN: gall unrhyw un sy’n gallu agor y ddyfais hon ddarllen ac anfon ffurflenni’r person hwn";
pub const ACCESS_TO: &str = "Mynediad at: ";
pub const SEE_PERSON: &str = "Enw, mynediad a dileu";
pub const NOT_SENT: &str = "Heb eu hanfon: ";
pub const RENAME: &str = "Newid enw ";
pub const NEW_NAME: &str = "Enw newydd";
pub const SAVE_NAME: &str = "Cadw’r enw";
pub const YOUR_PIN: &str = "Newid eich PIN neu’ch cyfrinair hir, a phryd mae’r dudalen yn cloi";
pub const SWITCH: &str = "Newid person";
pub const WHOSE: &str = "Pwy biau’r ffurflenni";
pub const ONLY_YOURS: &str = ": dim ond chi all eu hagor.";
pub const OF_HOME: &str = ": wedi’u rhannu â ";
pub const SHARE: &str = "Rhannu â ";
pub const KEEP_OWN: &str = "Cadw i chi eich hun";
pub const THEIR_HOMES: &str = "Cartrefi y caiff y person fynediad atynt";
pub const ADD: &str = "Ychwanegu";
pub const NEVER_BOTH: &str = "Y person sy’n teipio’r PIN neu’r cyfrinair hir yma. Edrychwch i ffwrdd: nid yw’n fater i neb arall.";

// One person.
pub const LEAD_MEANS: &str = "Mae arweinydd yn ychwanegu ac yn dileu pobl a chartrefi, yn rhoi mynediad, ac yn gweld gan bwy mae rhywbeth heb ei anfon, ond nid beth ydyw. Gall fod sawl un.";
pub const MAKE: &str = "Gwneud ";
pub const A_LEAD: &str = " yn arweinydd";
pub const NO_LEAD: &str = "Tynnu swydd yr arweinydd oddi ar ";
pub const STOP_LEAD: &str = "Rhoi’r gorau i fod yn arweinydd";
pub const ONLY_LEAD: &str =
    "Chi yw’r unig arweinydd. Gwnewch rywun arall yn arweinydd cyn i chi roi’r gorau iddi.";
pub const GIVE: &str = "Rhoi mynediad at ";
pub const TAKE: &str = "Tynnu mynediad at ";
pub const TAKE_MEANS: &str = "O hynny ymlaen ni fydd y dudalen hon yn agor ffurflenni’r cartref i’r person hwn. Ni all gymryd yn ôl yr hyn a gopïodd rhywun: gall pwy bynnag a gadwodd gopi o ddisg y ddyfais hon, ac sy’n gwybod PIN y person hwn, ddal i agor yr hyn sydd arni, a’r hyn y bydd y cartref yn ei deipio’n ddiweddarach os caiff y ddisg eto.";
pub const THEIR_SECRET: &str = "PIN neu gyfrinair hir: ";
pub const GIVE_HINT: &str = "Er mwyn rhoi mynediad, mae’r person hwn yn ei deipio yma.";
pub const REMOVE: &str = "Dileu ";
pub const REMOVE_SURE: &str = "Dileu am byth";
pub const KEEP: &str = "Cadw";
pub const HAS: &str = "Heb eu hanfon, a dim ond y person hwn all eu hagor: ";
pub const LOST_REMOVED: &str = "Collir hyn pan fyddwch yn dileu’r person hwn. Gadewch i’r person ei anfon neu ei dynnu allan fel ffeil yn gyntaf. Mae’r hyn sy’n perthyn i gartref yn aros yno, os oes gan rywun arall fynediad ato.";
pub const NOTHING_LOST: &str = "Ni chollir dim nas anfonwyd. Mae’r hyn sy’n perthyn i gartref yn aros yno, os oes gan rywun arall fynediad ato. Dileir yr hyn na all neb ond y person hwn ei agor.";

// One's own PIN.
pub const CHANGE_SECRET: &str = "Eich PIN neu’ch cyfrinair hir";
pub const OLD: &str = "Y PIN neu’r cyfrinair hir sydd gennych nawr";
pub const NEW: &str = "Beth sy’n cadw eraill allan o hyn ymlaen";
pub const CHANGE: &str = "Ei newid";
pub const CHANGED: &str = "Wedi’i gadw.";
pub const LOCK_AFTER: &str = "Cloi’r dudalen ar ôl";
pub const LOCK_AFTER_HINT: &str = "Pan na fydd neb yn defnyddio’r dudalen am gyhyd, cedwir yr hyn a deipioch ac mae’r dudalen yn cloi. Cewch rybudd cyn hynny.";
pub const MINUTES: &str = " munud";

// Locking and unlocking.
pub const IN_USE: &str = "Yn ei defnyddio: ";
pub const TO_PEOPLE: &str = "Pobl a’u PIN";
pub const LOCK_NOW: &str = "Cloi nawr";
pub const STAY: &str = "Aros yma";
pub const UNLOCK: &str = "Datgloi";
pub const UNLOCK_INTRO: &str =
    "Mae’r hyn sydd ar y ddyfais hon wedi’i gloi. Mae’r hyn a deipioch wedi’i gadw.";
pub const WHO: &str = "Pwy ydych chi?";
pub const SELECT_WHO: &str = "Dewiswch pwy ydych chi";
pub const OPEN_NO_PIN: &str = "Nid oes gennych PIN. Ewch ymlaen i agor eich ffurflenni.";
pub const ENTER_SECRET: &str = "Rhowch eich PIN neu’ch cyfrinair hir";
pub const WRONG_SECRET: &str = "Nid yw’r PIN neu’r cyfrinair hir hwn yn gywir";
pub const GONE: &str = "Cafodd y person hwn ei ddileu o’r ddyfais hon";
pub const FORGOT: &str = "Rwyf wedi anghofio fy PIN neu fy nghyfrinair hir";

// Forgotten.
pub const FORGOT_INTRO: &str = "Ni all neb ei agor i chi. Gellir eich dileu o’r ddyfais hon, a’ch ychwanegu eto gyda PIN newydd.";
pub const FORGOT_LOST: &str = "Collir wedyn yr hyn na all neb ond chi ei agor: eich ffurflenni eich hun heb eu gorffen, eich ffurflenni eich hun nas anfonwyd eto, a’ch rhestr eich hun o’r hyn a anfonoch. Mae’r hyn a dderbyniwyd yn aros gyda’r sefydliad a’i derbyniodd.";
pub const FORGOT_HOMES: &str =
    "Mae’r hyn sy’n perthyn i gartref yn aros, os oes gan rywun arall fynediad ato.";
pub const FORGOT_COUNT: &str = "Ar y ddyfais hon, dyna: ";
pub const FORGOT_OPEN: &str = "A yw’r dudalen yn dal ar agor a heb ei chloi mewn tab neu ffenestr arall? Ewch yno yn gyntaf: anfonwch yr hyn nas anfonwyd, neu tynnwch ef allan fel ffeil.";
pub const FORGOT_WHILE_OPEN: &str = "Tra bo’r dudalen ar agor gallwch ddal i anfon yr hyn nas anfonwyd, neu ei dynnu allan fel ffeil. Pan fydd wedi’i chloi, collir hynny.";
pub const FORGOT_YOURS: &str = "Heb eu hanfon, a dim ond chi all eu hagor: ";
pub const FORGOT_THEN: &str = "Yna clowch y dudalen a dywedwch yno eich bod wedi’i anghofio. Cewch eich dileu o’r ddyfais hon, a gellir eich ychwanegu eto gydag un newydd.";
pub const FORGOT_SURE: &str = "Fy nileu a’i golli";
pub const FORGOT_BACK: &str = "Mynd yn ôl a rhoi cynnig arall arni";
pub const FORGOT_DONE: &str = "Cawsoch eich dileu o’r ddyfais hon";
pub const FORGOT_WAS_LOST: &str = "Collwyd gydag ef: ";
pub const FORGOT_DONE_WHY: &str = "Collwyd yr hyn na allai neb ond chi ei agor. Gall arweinydd eich ychwanegu eto, gyda PIN newydd. Lle nad oes neb arall yn defnyddio’r ddyfais hon, gallwch ei gosod eto.";

// Clearing.
pub const CLEAR: &str = "Clirio’r ddyfais hon";
pub const CLEAR_INTRO: &str = "Mae hyn yn dileu popeth y mae’r dudalen hon yn ei gadw ar y ddyfais hon, i bawb sy’n ei defnyddio: pobl a chartrefi, ffurflenni heb eu gorffen, ffurflenni nas anfonwyd eto, y rhestr o’r hyn a anfonwyd, a’ch manylion. Ni ellir dadwneud hyn. Mae’r hyn a dderbyniwyd yn aros gyda’r sefydliad a’i derbyniodd.";
pub const CLEAR_LOST: &str = "Nid anfonwyd y rhain, ac fe’u collir";
pub const CLEAR_NOTHING: &str = "Ni chollir dim nas anfonwyd.";
pub const CLEAR_LOCKED: &str = "Wedi’u cloi, yn perthyn i bobl eraill: ";
pub const CLEAR_WORD: &str = "clirio";
pub const CLEAR_TYPE: &str = "Teipiwch y gair clirio";
pub const CLEAR_TYPE_HINT: &str = "Fel nad yw’n digwydd trwy gamgymeriad.";
pub const CLEAR_ENTER: &str = "Teipiwch y gair clirio i fynd ymlaen";
pub const CLEARING: &str = "Mae popeth yn cael ei ddileu.";
pub const CLEARED: &str = "Mae’r ddyfais hon yn glir";
pub const CLEARED_WHY: &str = "Nid oes dim o’r hyn a gadwodd y dudalen hon ar ôl ar y ddyfais hon.";
pub const NOT_CLEARED: &str = "Ni ellid clirio’r ddyfais hon. Caewch bob tab a ffenestr arall gyda’r dudalen hon, llwythwch hi eto, a rhowch gynnig arall arni.";
pub const START_AGAIN: &str = "Dechrau eto";

// Sending for a home, and who answered.
pub const ANYONE: &str = "Caiff unrhyw un sydd wedi mewngofnodi ar ran y cartref hwn anfon hon";
pub const ANYONE_HINT: &str = "Os nad yw’n mynd allan tra byddwch yn defnyddio’r ddyfais hon, bydd yn mynd allan pan fydd rhywun arall â mynediad at y cartref hwn yn ei defnyddio. Os na ddewiswch hyn, bydd yn aros nes i chi fod yma eto.";
pub const WAITS_FOR: &str = "Mae’n aros am y sawl a’i gorffennodd: ";
pub const FINISHER_GONE: &str = "Cafodd y sawl a’i gorffennodd ei ddileu o’r ddyfais hon. Bydd rhywun arall yn ei gwirio, ac yn ei hanfon yn ei enw ei hun.";
pub const SEND_IN_YOURS: &str = "Ei gwirio a’i hanfon yn eich enw chi";
pub const MAY_BE_THERE: &str = "Efallai ei bod eisoes wedi’i derbyn. Gofynnwch i’r sefydliad y mae’n mynd ato cyn i chi ei hanfon eto.";
pub const ANSWERED_BY: &str = "Atebwyd gan ";

/// Why a name cannot be given.
pub fn name_problem(problem: &NameProblem) -> String {
    match problem {
        NameProblem::Empty => ENTER_NAME.to_owned(),
        NameProblem::TooLong => "Defnyddiwch 60 nod neu lai".to_owned(),
        NameProblem::Like(known) => [
            "Mae hwn yn edrych fel ",
            known,
            ": mae’r enw hwnnw ar y ddyfais hon eisoes. Ychwanegwch rywbeth sy’n gwahaniaethu rhyngddynt",
        ]
        .concat(),
    }
}

/// What becomes of finished returns of homes that only the person who leaves may send.
pub fn left(count: usize) -> String {
    let (end, them) = if count == 1 {
        (" orffenedig i gartref", "arni")
    } else {
        (" orffenedig i gartref", "ar bob un")
    };
    [
        "Mae ",
        &RETURN.counted(wide(count)),
        end,
        " yn aros am y person hwn. Wedyn bydd rhywun arall â mynediad at y cartref yn edrych ",
        them,
        " ac yn ei hanfon yn ei enw ei hun.",
    ]
    .concat()
}

/// Why a secret cannot be chosen.
pub fn problem(problem: SecretProblem) -> &'static str {
    match problem {
        SecretProblem::PinTooShort => "Rhaid i PIN fod â 6 digid neu fwy",
        SecretProblem::PinNotDigits => "Rhaid i PIN fod â digidau yn unig",
        SecretProblem::PinTooPlain => {
            "Dewiswch PIN sy’n anos ei ddyfalu: nid yr un digid dro ar ôl tro, a dim digidau yn eu trefn"
        }
        SecretProblem::PassphraseTooShort => "Rhaid i gyfrinair hir fod â 12 nod neu fwy",
    }
}

/// Why nothing was changed. What the store says has words of its own.
pub fn refused(error: &PeopleError) -> &'static str {
    match error {
        PeopleError::Locked | PeopleError::Store(_) | PeopleError::Secret(_) => {
            "Ni ellid ei gadw. Rhowch gynnig arall arni."
        }
        PeopleError::NotLead => "Dim ond arweinydd all wneud hyn.",
        PeopleError::Shared => {
            "Mae sawl person yn defnyddio’r ddyfais hon. Dim ond allwedd ddiogelwch y mae person yn ei chario all agor ffurflenni yma."
        }
        PeopleError::LastLead => "Hwn yw’r unig arweinydd: rhaid i un aros.",
        PeopleError::LastMember => {
            "Hwn yw’r unig berson â mynediad at y cartref hwn: rhaid i un aros."
        }
        PeopleError::Gone => "Nid yw’r person neu’r cartref hwn ar y ddyfais hon bellach.",
    }
}

/// A number of seconds as people say it: `30 eiliad`, `1 funud`, `1 awr`. Rounded up.
pub fn duration(seconds: i64) -> String {
    let count = u64::try_from(seconds).unwrap_or_default();
    if count < 60 {
        SECOND.counted(count.max(1))
    } else if count < 60 * 60 {
        MINUTE.counted(count.div_ceil(60))
    } else {
        HOUR.counted(count.div_ceil(3_600))
    }
}

/// That one must wait before the next try: for so many seconds, until this time.
pub fn wait(seconds: i64, until: &str) -> String {
    [
        "Bu gormod o gynigion anghywir. Gallwch roi cynnig arall arni ymhen ",
        &duration(seconds),
        ", am ",
        until,
    ]
    .concat()
}

/// That the page locks in so many seconds.
pub fn locks_in(seconds: i64) -> String {
    [
        "Nid oes neb wedi defnyddio’r dudalen hon ers tro. Bydd yn cloi ymhen ",
        &duration(seconds),
        ". Mae’r hyn a deipioch wedi’i gadw. Pwyswch unrhyw fysell neu cyffyrddwch â’r dudalen i fynd ymlaen.",
    ]
    .concat()
}

/// What was not sent: `2 ffurflen heb eu gorffen ac 1 ffurflen orffenedig`; `None` where nothing is.
pub fn unsent(unsent: Unsent) -> Option<String> {
    let count = |count: u32, end: &str| {
        (count > 0).then(|| [&RETURN.counted(u64::from(count)), end].concat())
    };
    let drafts = count(
        unsent.drafts,
        if unsent.drafts == 1 {
            " heb ei gorffen"
        } else {
            " heb eu gorffen"
        },
    );
    let waiting = count(unsent.waiting, " orffenedig");
    match (drafts, waiting) {
        (Some(drafts), Some(waiting)) => {
            // `ac` before a vowel, which 1, 8 and 11 begin with as they are read.
            let and = match unsent.waiting {
                1 | 8 | 11 => " ac ",
                _ => " a ",
            };
            Some([&drafts, and, &waiting].concat())
        }
        (one, None) | (None, one) => one,
    }
}

#[cfg(test)]
mod tests {
    use super::{duration, left, unsent, wait};
    use crate::shell::Unsent;

    #[test]
    fn times_are_said_as_people_say_them() {
        for (seconds, words) in [
            (-1, "1 eiliad"),
            (30, "30 eiliad"),
            (60, "1 funud"),
            (61, "2 funud"),
            (150, "3 munud"),
            (3_600, "1 awr"),
            (3_601, "2 awr"),
        ] {
            assert_eq!(duration(seconds), words);
        }
        assert_eq!(
            wait(30, "14:03"),
            "Bu gormod o gynigion anghywir. Gallwch roi cynnig arall arni ymhen 30 eiliad, am 14:03"
        );
    }

    #[test]
    fn what_waits_for_a_leaver_is_counted_in_words() {
        assert!(
            left(1).starts_with("Mae 1 ffurflen orffenedig"),
            "{}",
            left(1)
        );
        assert!(left(2).contains("edrych ar bob un"), "{}", left(2));
    }

    #[test]
    fn what_was_not_sent_is_counted_in_words() {
        let words = |drafts, waiting| unsent(Unsent { drafts, waiting });
        assert_eq!(words(0, 0), None);
        assert_eq!(words(1, 0).as_deref(), Some("1 ffurflen heb ei gorffen"));
        assert_eq!(words(0, 2).as_deref(), Some("2 ffurflen orffenedig"));
        assert_eq!(
            words(2, 1).as_deref(),
            Some("2 ffurflen heb eu gorffen ac 1 ffurflen orffenedig")
        );
        assert_eq!(
            words(2, 3).as_deref(),
            Some("2 ffurflen heb eu gorffen a 3 ffurflen orffenedig")
        );
    }
}
