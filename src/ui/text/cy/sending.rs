//! Texts of sending and keeping: the line to the backend, what waits, and what goes out as a file.
#![allow(missing_docs, reason = "a text says itself what it says")]

use super::{RETURN, wide};
use crate::shell::Line;

// The line.
pub const AT: &str = "Am ";
pub const NOT_REACHED: &str = " ni allem gyrraedd y sefydliad y mae eich ffurflenni’n mynd ato.";
pub const GO_ON: &str = " Gallwch fynd ymlaen: cedwir yr hyn a deipiwch ar y ddyfais hon, ac mae’r hyn a anfonwch yn aros yma.";
pub const REACHED: &str = " roedd modd cyrraedd y sefydliad y mae eich ffurflenni’n mynd ato.";
pub const GOES_AT_ONCE: &str = " Os anfonwch nawr, bydd y ffurflen yn mynd allan ar unwaith.";
pub const WILL_WAIT: &str = " Os anfonwch nawr, bydd y ffurflen yn aros ar y ddyfais hon. Bydd yn mynd allan ohoni ei hun pan ellir cyrraedd y sefydliad, tra bo’r dudalen hon ar agor.";
pub const NOT_TRIED: &str = "Nid ydym yn gwybod a ellir cyrraedd y sefydliad nawr. Os na ellir, bydd y ffurflen yn aros ar y ddyfais hon ac yn mynd allan ohoni ei hun yn nes ymlaen, tra bo’r dudalen hon ar agor.";
pub const NO_BACKEND: &str = "Nid yw’r dudalen hon wedi’i gosod i anfon ffurflenni. Os anfonwch nawr, bydd y ffurflen yn aros ar y ddyfais hon.";

// The outbox.
pub const OUTBOX: &str = "Yn aros i’w hanfon";
pub const OUTBOX_INTRO: &str = "Mae’r ffurflenni hyn wedi’u gorffen ac yn cael eu cadw ar y ddyfais hon. Maent yn mynd allan ohonynt eu hunain tra bo’r dudalen hon ar agor. Bydd un sydd ag angen eich sylw yn aros nes i chi wneud yr hyn sydd wrth ei hymyl.";
pub const NOTHING_WAITS: &str =
    "Nid oes dim yn aros. Derbyniwyd pob ffurflen a orffennwyd gennych.";
pub const WAITS_SINCE: &str = "Gorffennwyd am ";
pub const TAG_WAITS: &str = "Yn aros";
pub const TAG_NEEDS_YOU: &str = "Angen eich sylw";
pub const TAKE_OUT: &str = "Ei thynnu allan fel ffeil";
pub const TAKE_OUT_WHY: &str = "Mae’r ffigurau yn y ffeil. Gall unrhyw un sydd â hi ei darllen. Mae’r ffurflen yn aros yma hefyd.";

// A draft as a file.
pub const DRAFT_FILE: &str = "Defnyddio’r ffurflen hon ar ddyfais arall";
pub const DRAFT_FILE_WHY: &str = "Tynnwch y ffurflen hon allan fel ffeil, ac agorwch y ffeil ar y ddyfais arall. Mae’r ffurflen yn aros yma hefyd.";
pub const TAKE_DRAFT_OUT: &str = "Tynnu’r ffurflen hon allan fel ffeil";
pub const SEALED: &str = "Wedi’i selio â chyfrinair hir";
pub const SEALED_MEANS: &str = "Dim ond y sawl sydd â’r ffeil a’r cyfrinair hir all ei darllen. Ni all neb ddweud wrthych beth yw cyfrinair hir a anghofiwyd.";
pub const FILE_PASSPHRASE: &str = "Cyfrinair hir y ffeil";
pub const FILE_PASSPHRASE_HINT: &str =
    "12 nod neu fwy. Byddwch yn ei deipio lle byddwch yn agor y ffeil.";
pub const TAKE_OUT_SEALED: &str = "Ei thynnu allan wedi’i selio";
pub const READABLE: &str = "Darllenadwy";
pub const READABLE_MEANS: &str = "Gall unrhyw un sydd â’r ffeil, ac unrhyw un sy’n defnyddio’r ddyfais hon tra bo’r ffeil arni, ddarllen yr hyn a deipioch.";
pub const TAKE_OUT_READABLE: &str = "Ei thynnu allan yn ddarllenadwy";
pub const FILE_OFFERED: &str =
    "Mae’r ffeil gan y porwr. Mae yn y man lle mae’n cadw’r hyn a lawrlwythwch.";
pub const OPEN_FILE: &str = "Agor ffurflen o ffeil";
pub const OPEN_FILE_INTRO: &str =
    "Agorwch ffeil y tynnwyd ffurflen heb ei gorffen allan iddi, ar y ddyfais hon neu ar un arall.";
pub const CHOOSE_FILE: &str = "Ffeil â ffurflen heb ei gorffen";
pub const NO_TEXT: &str = "Ni ellir darllen y ffeil. Dewiswch hi eto, neu dewiswch un arall.";
pub const NOT_A_DRAFT: &str = "Nid oes ffurflen heb ei gorffen yn y ffeil. Dewiswch ffeil a dynnwyd allan o Care Returns cyn anfon y ffurflen.";
pub const SEALED_FILE: &str =
    "Mae’r ffeil hon wedi’i selio â chyfrinair hir. Rhowch ef i agor y ffurflen.";
pub const ENTER_PASSPHRASE: &str = "Rhowch gyfrinair hir y ffeil";
pub const OPEN_SEALED: &str = "Agor y ffeil";
pub const WRONG_PASSPHRASE: &str = "Nid hwn yw cyfrinair hir y ffeil, neu fe newidiwyd y ffeil. Gwiriwch ef a rhowch gynnig arall arni.";
pub const OTHER_FRAMEWORK: &str = "Mae gan y ffurflen yn y ffeil gwestiynau gwahanol i’r dudalen hon. Agorwch hi lle cafodd ei thynnu allan.";
pub const FINISHED_HERE: &str =
    "Gorffennwyd y ffurflen hon ar y ddyfais hon eisoes. I’w newid, ewch i Anfonwyd a’i chywiro.";
pub const CANNOT_OPEN: &str =
    "Ni all y fersiwn hwn o’r dudalen ddarllen y ffurflen yn y ffeil. Mae’r ffeil fel yr oedd.";
pub const CANNOT_KEEP: &str = "Ni roddwyd y ffurflen ar y ddyfais hon. Mae’r ffeil fel yr oedd. ";
pub const CHANGED_HERE: &str = "Newidiwyd y ffurflen sydd ar y ddyfais hon yn y cyfamser. Edrychwch arni, ac agorwch y ffeil eto.";
pub const ALREADY_HERE: &str = "Mae’r ffurflen hon ar y ddyfais hon eisoes";
pub const WHICH: &str = "Dewiswch pa un i’w chadw. Caiff y llall ei dileu o’r ddyfais hon.";
pub const HERE_SAVED: &str = "Ar y ddyfais hon: cadwyd ddiwethaf am ";
pub const IN_FILE: &str = "Yn y ffeil: newidiwyd y ffeil ddiwethaf am ";
pub const KEEP_HERE: &str = "Cadw’r un ar y ddyfais hon";
pub const KEEP_FILE: &str = "Cadw’r un yn y ffeil";
pub const NO_FILE_OFFERED: &str = "Ni chynigiodd y porwr ffeil. Rhowch gynnig arall arni.";

// Keeping.
pub const KEEPS: &str =
    "Cytunodd y porwr i gadw’r hyn sydd ar y ddyfais hon nes i chi ei glirio. Gofynnwyd iddo ar ";
pub const MAY_REMOVE: &str = "Gall y porwr ddileu’r hyn sydd ar y ddyfais hon pan fydd lle’n brin, neu pan na chaiff y dudalen hon ei hagor am rai dyddiau. Mae’r hyn a deipioch yn ddiogel tan ";
pub const MAY_REMOVE_DO: &str = " o leiaf, oni bai bod y ddyfais yn rhedeg allan o le. Agorwch y dudalen hon eto cyn hynny, anfonwch y ffurflen, neu tynnwch hi allan fel ffeil.";
pub const GOES_ON: &str = "Byddwn yn dileu’r ffurflen hon o’r ddyfais hon ar ";
pub const GOES_ON_DO: &str = ". Anfonwch hi cyn hynny, neu tynnwch hi allan fel ffeil i’w chadw.";
pub const FINISH_HOW: &str = " Mae’r hyn a deipioch yn dal yma, ac nid anfonwyd dim. Anfonwch hi eto pan fydd modd, neu lawrlwythwch gopi.";

/// How many returns wait, for the link to them.
pub fn badge(waiting: usize, needs_you: usize) -> String {
    let (count, end) = match (waiting, needs_you) {
        (1, 0) => (1, " yn aros i gael ei hanfon"),
        (many, 0) => (many, " yn aros i gael eu hanfon"),
        (_, many) => (many, " ag angen eich sylw"),
    };
    ["Mae ", &RETURN.counted(wide(count)), end].concat()
}

/// Whether the organisation can be reached, and what happens if one sends now. `time` is when it was last tried.
pub fn if_sent_now(line: Line, time: &str) -> String {
    match line {
        Line::Untried => NOT_TRIED.to_owned(),
        Line::Reached(_) => [AT, time, REACHED, GOES_AT_ONCE].concat(),
        Line::NotReached(_) => [AT, time, NOT_REACHED, WILL_WAIT].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::{badge, if_sent_now};
    use crate::shell::Line;

    #[test]
    fn what_needs_a_person_is_said_before_what_waits() {
        assert_eq!(badge(1, 0), "Mae 1 ffurflen yn aros i gael ei hanfon");
        assert_eq!(badge(3, 0), "Mae 3 ffurflen yn aros i gael eu hanfon");
        assert_eq!(badge(3, 1), "Mae 1 ffurflen ag angen eich sylw");
    }

    #[test]
    fn what_happens_now_follows_from_the_last_call() {
        let at = |line| if_sent_now(line, "09:03");
        assert!(at(Line::Reached(0)).starts_with("Am 09:03 roedd modd"));
        assert!(at(Line::NotReached(0)).contains("bydd y ffurflen yn aros"));
        assert!(at(Line::Untried).contains("Nid ydym yn gwybod"));
    }
}
