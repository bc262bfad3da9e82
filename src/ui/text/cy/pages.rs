//! Texts of the pages and of what stands around them.
#![allow(missing_docs, reason = "a text says itself what it says")]

use super::{DAY, PROBLEM, QUESTION, wide};
use care_engine::definition::{DutyKind, State};
use care_engine::value::{Clock, Date};

pub const SKIP: &str = "Neidio i’r prif gynnwys";
pub const LOADING: &str = "Yn llwytho";
pub const ERROR_PREFIX: &str = "Gwall: ";
pub const BACK: &str = "Yn ôl";
pub const CHANGE: &str = "Newid";
pub const CONTINUE: &str = "Parhau";
pub const NAV: &str = "Tudalennau";
pub const NAV_DUE: &str = "Beth sydd i’w anfon";
pub const NAV_SENT: &str = "Anfonwyd";
pub const NAV_SETTINGS: &str = "Eich manylion";

// The language, in the header.
pub const LANGUAGE: &str = "Iaith";
pub const FIRST_LANGUAGE: &str = "English";
pub const LANGUAGE_MISSING: &str = "Ni chyrhaeddodd y dudalen yn yr iaith honno, felly nid oes dim wedi newid. Gwiriwch eich cysylltiad a rhowch gynnig arall arni.";

// Help, at the same place on every page.
pub const HELP: &str = "Cymorth";
pub const PHONE: &str = "Ffôn: ";
pub const EMAIL: &str = "E-bost: ";

// Saving.
pub const SAVE_STATE: &str = "Cadw ar y ddyfais hon";
pub const NOT_KEPT: &str = "Nid oes dim yn cael ei gadw";
pub const SAVING: &str = "Yn cadw";
pub const SAVED_AT: &str = "Cadwyd am ";
pub const ON_THIS_DEVICE: &str = " ar y ddyfais hon";
pub const NOT_SAVED: &str = "Nid yw eich newidiadau diwethaf wedi’u cadw";
pub const STILL_HERE: &str =
    " Mae’r hyn a deipioch yn dal ar y dudalen hon. Cadwch hi ar agor, neu lawrlwythwch gopi.";
pub const TRY_AGAIN: &str = "Rhoi cynnig arall arni";
pub const DOWNLOAD: &str = "Lawrlwytho copi";
pub const COPY_READABLE: &str = "Gall unrhyw un sy’n defnyddio’r ddyfais hon ddarllen y copi.";
pub const TAKEN_OVER: &str =
    "Agorwyd y ffurflen hon mewn tab neu ffenestr arall, ac yno mae’n cael ei newid bellach.";
pub const GONE_ELSEWHERE: &str =
    "Cafodd y ffurflen hon ei hanfon neu ei dileu mewn tab neu ffenestr arall.";
pub const OPEN_ELSEWHERE: &str = "Mae’r ffurflen hon ar agor mewn tab neu ffenestr arall. Gallwch ei darllen yma. Os ewch ymlaen yma, dim ond ei dangos y gall y llall ei wneud.";
pub const GO_ON_HERE: &str = "Mynd ymlaen yma yn lle hynny";
pub const QUOTA: &str = "Nid oes lle ar ôl ar y ddyfais hon.";
pub const BLOCKED: &str = "Mae tab arall ar agor gyda fersiwn hŷn o’r dudalen hon. Caewch ef.";
pub const CLOSED: &str = "Caeodd y porwr ei storfa.";
pub const FORBIDDEN: &str = "Nid yw’r porwr hwn yn gadael i’r dudalen gadw dim.";
pub const CORRUPT: &str = "Ni ellir darllen yr hyn a gedwir ar y ddyfais hon.";
pub const NEWER: &str =
    "Defnyddiwyd fersiwn mwy newydd o’r dudalen hon ar y ddyfais hon. Llwythwch y dudalen eto.";
pub const LOCKED: &str =
    "Mae hyn wedi’i gloi. Rhaid i’r sawl sy’n berchen arno ei ddatgloi ar y ddyfais hon.";
pub const STORE_FAILED: &str = "Ni allai’r porwr ei gadw.";
pub const MEMORY_ONLY: &str = "Ni chedwir dim o’r hyn a deipiwch pan fyddwch yn cau’r dudalen hon. Gorffennwch ac anfonwch ar un tro, neu lawrlwythwch gopi.";
pub const UNREADABLE: &str = "Ni all y fersiwn hwn o’r dudalen ddangos rhai o’r ffurflenni ar y ddyfais hon. Fe’u cedwir fel y maent.";

// Start of the page.
pub const CANNOT_START: &str = "Ni all y dudalen hon ddechrau";
pub const CANNOT_START_FILE: &str =
    "Ni chyrhaeddodd un o’r ffeiliau. Gwiriwch eich cysylltiad a llwythwch y dudalen eto.";
pub const CANNOT_START_SETUP: &str = "Nid yw’r dudalen hon wedi’i gosod yn gywir. Dywedwch wrth y bobl sy’n ei rhedeg beth sydd isod.";

// Start.
pub const START: &str = "Llenwi eich ffurflenni gofal";
pub const START_INTRO: &str = "Defnyddiwch y dudalen hon i lenwi ac anfon:";
pub const BEFORE: &str = "Cyn i chi ddechrau";
pub const YOU_NEED: &str = "Bydd arnoch angen:";
pub const TAKES: &str = "Mae’n cymryd tua ";
pub const MINUTES: &str =
    " munud. Gallwch stopio unrhyw bryd: cedwir yr hyn a deipiwch ar y ddyfais hon.";
pub const WHO_SEES: &str = "Pwy fydd yn ei gweld";
pub const HOW_LONG_KEPT: &str = "Am faint y caiff ei chadw";
pub const MUST_YOU: &str = "A oes rhaid i chi ei hanfon?";
pub const START_NOW: &str = "Dechrau nawr";
pub const NO_RETURNS: &str = "Nid oes ffurflenni yn y fframwaith hwn.";

// Who you are, and for whom.
pub const WHO_INTRO: &str =
    "Byddwn yn anfon hyn gyda phob ffurflen, ac yn gofyn amdano unwaith ar y ddyfais hon.";
pub const SUBJECTS: &str = "Ar ran pwy yr ydych yn llenwi ffurflenni";
pub const NO_SUBJECTS: &str = "Nid oes dim yma eto.";
pub const ADD_SUBJECT: &str = "Ychwanegu un arall";
pub const ADD_FIRST: &str = "Ychwanegu un";
pub const FINISH_SUBJECT: &str =
    "Gorffennwch y manylion a ddechreuoch, er mwyn gweld beth sydd i’w anfon";
pub const OTHER_KIND: &str = "A ydych yn llenwi ffurflenni ar gyfer rhywbeth arall? Ewch i:";
pub const UNFINISHED: &str = "Heb ei orffen";
pub const REMOVE: &str = "Dileu";
pub const CHANGE_DETAILS: &str = "Newid manylion";
pub const TO_DUE: &str = "Mynd i’r hyn sydd i’w anfon";
pub const YOUR_DETAILS: &str = "Eich manylion";

// Due.
pub const DUE: &str = "Beth sydd i’w anfon";
pub const START_RETURN: &str = "Dechrau";
pub const CONTINUE_RETURN: &str = "Parhau";
pub const SEE_SENT: &str = "Gweld beth a anfonwyd gennych";
pub const SEE_REFUSED: &str = "Gweld pam, a’i chywiro";
pub const SEE_WAITING: &str = "Gweld sut mae pethau";
pub const TAG_NOT_STARTED: &str = "Heb ddechrau";
pub const TAG_STARTED: &str = "Wedi dechrau";
pub const TAG_WAITING: &str = "Yn aros i’w hanfon";
pub const TAG_NEEDS_YOU: &str = "Angen eich sylw";
pub const TAG_SENT: &str = "Anfonwyd";
pub const TAG_AGAIN: &str = "I’w hanfon eto";
pub const CORRECT_IN_WINDOW: &str = "Anfon y rhain fel cywiriad";
pub const TAG_LATER: &str = "Heb agor eto";
pub const LATER: &str = "Yn agor yn nes ymlaen";
pub const OTHER_DRAFTS: &str = "Ffurflenni eraill heb eu gorffen";
pub const OUTBOX: &str = "Yn aros i’w hanfon";
pub const PROVISIONAL: &str =
    " Gall y diwrnod olaf symud: nid yw gwyliau banc y flwyddyn honno’n hysbys eto.";
pub const NOT_CHECKED: &str = "Ni allem wirio a oes cydweithiwr eisoes wedi anfon hon.";
pub const ALREADY_FILED: &str = "Mae cydweithiwr eisoes wedi anfon hon. Cyfeirnod: ";
pub const REMOVE_DRAFT: &str = "Dileu’r drafft hwn";
pub const REMOVE_SURE: &str = "Ei ddileu am byth";
pub const KEEP: &str = "Ei gadw";
pub const NOT_BEGUN: &str = "Ni ellid dechrau’r ffurflen. Llwythwch y dudalen eto.";
pub const WHAT_YOU_NEED: &str = "Beth sydd ei angen arnoch a phwy fydd yn ei weld";
pub const NO_BACKEND: &str = "Nid yw’r dudalen hon wedi’i gosod i anfon ffurflenni. Bydd yr hyn a orffennwch yn aros ar y ddyfais hon.";

// Opening a return.
pub const NOT_ARRIVED: &str = "Ni chyrhaeddodd cwestiynau’r ffurflen hon. Gwiriwch eich cysylltiad a rhowch gynnig arall arni. Mae’r hyn sydd ar y ddyfais hon yn ddiogel.";
pub const OTHER_VERSION: &str = "Newidiwyd cwestiynau’r ffurflen hon tra oedd y dudalen hon ar agor. Llwythwch y dudalen eto. Mae’r hyn sydd ar y ddyfais hon yn ddiogel.";
pub const WRONG_QUESTIONS: &str = "Nid yw cwestiynau’r ffurflen hon wedi’u gosod yn gywir. Dywedwch wrth y bobl sy’n rhedeg y dudalen hon beth sydd isod. Mae’r hyn sydd ar y ddyfais hon yn ddiogel.";
pub const LOAD_PAGE: &str = "Llwytho’r dudalen eto";
pub const CANNOT_OPEN: &str = "Ni ellir agor y ffurflen hon ar hyn o bryd";

// Tasks.
pub const NOT_HERE: &str = "Nid yw’r ffurflen hon ar y ddyfais hon";
pub const NOT_HERE_WHY: &str =
    "Cafodd ei hanfon neu ei dileu, neu fe’i dechreuwyd ar ddyfais arall.";
pub const CANNOT_READ: &str = "Ni all y fersiwn hwn o’r dudalen ei darllen. Fe’i cedwir fel y mae.";
pub const DONE_TAG: &str = "Wedi’i chwblhau";
pub const PROGRESS_TAG: &str = "Ar y gweill";
pub const NOT_STARTED_TAG: &str = "Heb ddechrau";
pub const OPTIONAL_TAG: &str = "Dewisol";
pub const PROBLEM_TAG: &str = "Mae problem";
pub const GO_ON_WITH: &str = "Mynd ymlaen â: ";
pub const CHECK: &str = "Gwiriwch eich atebion";
pub const CHECK_AND_SEND: &str = "Gwirio eich atebion ac anfon";
pub const FOR: &str = "Ar gyfer ";
pub const CORRECTS: &str = "Mae hon yn cywiro ffurflen a anfonwyd gennych. Rheswm: ";
pub const REFUSED_BEFORE: &str = "Ni dderbyniwyd y ffurflen hon gan y sefydliad yr anfonoch hi ato";

// How whole the core of a return is.
pub const CORE: &str = "Cwestiynau craidd: ";
pub const OF: &str = " o ";
pub const GIVEN: &str = " wedi’u rhoi";
pub const ESTIMATED: &str = "amcangyfrif";
pub const NOT_YET: &str = "heb ateb";

// A section.
pub const TO_TASKS: &str = "Pob adran o’r ffurflen hon";
pub const WITHOUT_FINISHING: &str = "Parhau heb orffen y dudalen hon";
pub const CHECK_FIGURES: &str = "Gwiriwch y ffigurau sydd wedi’u marcio ar y dudalen hon. Newidiwch nhw, neu dywedwch pam maen nhw’n gywir.";

// Check your answers.
pub const NOT_ANSWERED: &str = "Heb ateb";
pub const PASSED: &str = "Dywedoch fod hyn yn gywir: ";
pub const EXPLAINED: &str = "Ffigurau ag esboniad";
pub const UNCHECKED: &str = "Yr hyn na allem ei wirio";
pub const LEFT_OUT: &str = "Atebion na chânt eu hanfon";
pub const LEFT_OUT_WHY: &str = "Fe wnaethoch ateb y rhain, ac yna nid oedd eu hangen oherwydd atebion eraill. Fe’u cedwir nes i chi anfon y ffurflen.";
pub const STOPS: &str = "Cyn y gallwch anfon y ffurflen hon";
pub const GO_ON_TO_SEND: &str = "Parhau i anfon";

// Declaration.
pub const DECLARE: &str = "Anfon eich ffurflen";
pub const DECLARE_SURE: &str =
    "Hyd y gwn i, mae’r ffigurau’n gywir, ac mae hawl gennyf i’w hanfon ar ran ";
pub const WHO_SENDS: &str = "Pwy sy’n ei hanfon";
pub const SEND: &str = "Anfon y ffurflen";
pub const SENDING: &str = "Yn anfon";
pub const FINISH_ELSEWHERE: &str = "Cafodd y ffurflen hon ei newid, ei hanfon neu ei dileu mewn tab neu ffenestr arall. Llwythwch y dudalen eto.";
pub const FINISH_FAILED: &str = "Nid yw’r ffurflen wedi’i gorffen. ";
pub const NO_FILER: &str = "Dywedwch wrthym pwy ydych chi cyn i chi anfon y ffurflen hon.";
pub const TWICE: &str = "Os bydd y cysylltiad yn torri wrth iddi gael ei hanfon, gall y sefydliad fod â’r ffurflen hon ddwywaith.";

// Confirmation.
pub const RECEIVED: &str = "Derbyniwyd y ffurflen";
pub const FINISHED_AT: &str = "Gorffennwyd am ";
pub const YOUR_REFERENCE: &str = "Eich cyfeirnod yw ";
pub const NO_REFERENCE: &str = "Ni roddodd y sefydliad gyfeirnod.";
pub const RECEIVED_AT: &str = "Derbyniwyd am ";
pub const WAITING: &str = "Yn aros i’w hanfon";
pub const LEAVE_OPEN: &str = "Nid oes rhaid i chi wneud dim. Fe’i cedwir ar y ddyfais hon ac mae’n mynd allan tra bo’r dudalen hon ar agor, a hefyd pan agorwch hi eto yn nes ymlaen.";
pub const NOT_RECEIVED: &str = "Heb ei derbyn eto.";
pub const CAN_CORRECT: &str = "Gallwch ei chywiro a’i hanfon eto. Cedwir yr hyn a deipioch.";
pub const RECEIVES: &str = "Pwy sy’n eu derbyn: ";
pub const NEXT: &str = "Beth sy’n digwydd nesaf";
pub const NEXT_ONE: &str = "Bydd yr un nesaf yn agor ar ";
pub const PRINT: &str = "Argraffu neu gadw’r dudalen hon";
pub const CORRECT_THIS: &str = "Cywiro’r ffurflen hon";
pub const VIEW: &str = "Gweld";
pub const TRY_NOW: &str = "Rhoi cynnig arni nawr";
pub const CORRECT_AND_SEND: &str = "Ei chywiro a’i hanfon eto";
pub const REFUSED: &str = "Ni dderbyniwyd y ffurflen hon gan y sefydliad";
pub const DIFFERENT: &str =
    "Mae gan y sefydliad ffurflen arall o dan yr un rhif. Gofynnwch am gymorth.";
pub const NO_RECEIPT: &str = "Mae’r sefydliad yn ateb, ond nid yw’n dweud a yw’r ffurflen ganddo. Gofynnwch am gymorth, neu rhowch gynnig arall arni.";
pub const SIGN_IN: &str = "Nid oes neb sydd â hawl i’w hanfon wedi mewngofnodi. Mewngofnodwch i wefan y sefydliad, yna rhowch gynnig arall arni.";
pub const WHY_FRESH: &str = "Mae’n cael ei hanfon.";
pub const WHY_LINE: &str =
    "Ni allem gyrraedd y sefydliad y mae’n mynd ato. Byddwn yn rhoi cynnig arall arni.";
pub const WHY_BUSY: &str = "Ni all y sefydliad y mae’n mynd ato ei derbyn ar hyn o bryd. Byddwn yn rhoi cynnig arall arni.";
pub const WHY_NOT_BACKEND: &str = "Atebodd rhywbeth arall yn lle’r sefydliad, megis tudalen fewngofnodi’r rhwydwaith hwn. Byddwn yn rhoi cynnig arall arni.";
pub const NEXT_TRY: &str = " Y cynnig nesaf am ";
pub const DISCHARGES: &str = "Mae anfon y ffurflen hon yn gwneud yr hyn y mae’r gyfraith yn ei ofyn gennych am y cyfnod hwn.";

// Preview.
pub const STATEMENT: &str = "Datganiad hygyrchedd";
pub const PREVIEW_LINK: &str = "I awduron: rhagolwg o fframwaith";
pub const PREVIEW: &str = "Rhagolwg o fframwaith";
pub const PREVIEW_INTRO: &str = "Agorwch ffeil fframwaith i weld ei phroblemau, ac i lenwi ei ffurflenni fel y bydd pobl eraill yn gwneud.";
pub const PREVIEW_NOTHING: &str = "Ni chaiff dim ei storio ac ni chaiff dim ei anfon. Bydd y ffeil a’r hyn a deipiwch wedi mynd pan adewch y dudalen hon.";
pub const PREVIEW_OPEN: &str = "Agor ffeil fframwaith";
pub const PREVIEW_DROP: &str = "Ffeil JSON. Gallwch hefyd ei gollwng yma.";
pub const PREVIEW_NO_TEXT: &str = "Ni ellir darllen y ffeil.";
pub const PREVIEW_FINE: &str = "Dim problemau.";
pub const PREVIEW_OLDER: &str = "Mae’r ffurflenni isod o’r ffeil ddiwethaf heb broblemau ynddi.";
pub const PREVIEW_FORMS: &str = "Ffurflenni’r fframwaith hwn";
pub const PREVIEW_CHECK: &str = "Gwirio’r ffurflen hon";
pub const PREVIEW_AGAIN: &str = "Gwagio’r ffurflen hon";
pub const LINE: &str = "Llinell ";
pub const COLUMN: &str = ", colofn ";

// Sent.
pub const SENT: &str = "Beth a anfonwyd gennych";
pub const NOTHING_SENT: &str = "Nid ydych wedi anfon ffurflen o’r ddyfais hon eto.";
pub const REVISION: &str = "Diwygiad ";
pub const REPLACED_BY: &str = "Disodlwyd gan ddiwygiad ";
pub const STATE_ACCEPTED: &str = "Cymeradwywyd";
pub const STATE_RECEIVED: &str = "Derbyniwyd";
pub const STATE_REFUSED: &str = "Gwrthodwyd";
pub const STATE_REPLACED: &str = "Disodlwyd";
pub const FINISHED: &str = "Gorffennwyd";
pub const REFERENCE: &str = "Cyfeirnod";
pub const REASON: &str = "Pam rydych yn ei chywiro?";
pub const REASON_HINT: &str = "Bydd y sefydliad yn gweld hyn wrth ymyl y ffigurau newydd.";
pub const ENTER_REASON: &str = "Rhowch y rheswm dros ei chywiro";
pub const MAKE_COPY: &str = "Parhau";

/// `14:03`
pub fn time(clock: Clock) -> String {
    let two = |n: u8| {
        let text = n.to_string();
        if n < 10 { ["0", &text].concat() } else { text }
    };
    [two(clock.hour).as_str(), ":", &two(clock.minute)].concat()
}

/// `14:03 ar 21 Tachwedd 2026`
pub fn moment(clock: Clock) -> String {
    [time(clock).as_str(), " ar ", &clock.date.long()].concat()
}

/// How a window stands, in a few words.
pub fn window(state: State, closes: Date, today: Date) -> String {
    let days = |count: i64| DAY.counted(u64::try_from(count).unwrap_or_default());
    match state {
        State::Opens(date) => ["Yn agor ar ", &date.long()].concat(),
        State::Open { days_left: 0 } => "Heddiw yw’r diwrnod olaf.".to_owned(),
        State::Open { days_left } => [
            &days(days_left),
            " ar ôl. Y diwrnod olaf yw ",
            &closes.long(),
            ".",
        ]
        .concat(),
        State::Late { closed } => {
            let late = closed.days_until(today);
            let ago = if late == 1 {
                "ddoe".to_owned()
            } else {
                [&days(late), " yn ôl"].concat()
            };
            let last = closed.long();
            [
                "Hwyr: caeodd ",
                &ago,
                ", ar ",
                &last,
                ". Gallwch ei hanfon o hyd.",
            ]
            .concat()
        }
        State::Standing => "Gallwch anfon hon unrhyw bryd.".to_owned(),
    }
}

/// What was sent in an earlier window of the same period.
pub fn sent_before(day: Date) -> String {
    let day = day.long();
    let words = [
        "Anfonoch ffigurau am y cyfnod hwn ar ",
        &day,
        ", mewn ffenestr gynharach. Mae’r hyn y gofynnir amdano nawr yn mynd i mewn fel cywiriad ohonynt.",
    ];
    words.concat()
}

/// That a window closes within 48 hours, in words, where a return has not been received: whether it was finished, and
/// whether the backend could not be reached.
pub fn closes_soon(days_left: i64, finished: bool, offline: bool) -> Option<String> {
    let day = match days_left {
        0 => "heddiw",
        1 => "yfory",
        _ => return None,
    };
    let stands = if finished { "derbyn" } else { "hanfon" };
    let why = if offline {
        " Ni allwn gyrraedd y gwasanaeth sy’n ei derbyn: dewch o hyd i gysylltiad cyn hynny."
    } else {
        ""
    };
    let words = [
        "Mae’n cau ",
        day,
        " am 11:59pm. Nid yw wedi’i ",
        stands,
        " eto.",
        why,
    ];
    Some(words.concat())
}

/// How binding a duty is, in words.
pub fn duty(kind: DutyKind) -> &'static str {
    match kind {
        DutyKind::Mandatory => "Mae’r gyfraith yn gofyn am y ffigurau hyn.",
        DutyKind::GrantCondition => "Mae telerau grant yn gofyn am y ffigurau hyn.",
        DutyKind::Voluntary => "Nid oes rhaid i neb roi’r ffigurau hyn.",
    }
}

/// How many problems a file has.
pub fn problems(count: usize) -> String {
    PROBLEM.counted(wide(count))
}

/// Which page of a return one is on, and how many of its questions are answered.
pub fn page(at: usize, of: usize, answered: u32, asked: u32) -> String {
    let mut words = ["Tudalen ", &at.to_string(), " o ", &of.to_string(), "."].concat();
    if asked > 0 {
        let told = [
            " ",
            &answered.to_string(),
            " o ",
            &asked.to_string(),
            " wedi’u hateb.",
        ];
        words.push_str(&told.concat());
    }
    words
}

/// How many questions are answered.
pub fn progress(answered: u32, asked: u32) -> String {
    [
        "Rydych wedi ateb ",
        &answered.to_string(),
        " o ",
        &QUESTION.counted(u64::from(asked)),
        ".",
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{closes_soon, page, problems, progress, window};
    use care_engine::definition::State;
    use care_engine::value::Date;

    #[test]
    fn a_window_says_how_long_it_is_open() {
        let last = Date::from_ymd(2026, 11, 16).unwrap();
        let open = |days_left| window(State::Open { days_left }, last, last);
        assert_eq!(open(0), "Heddiw yw’r diwrnod olaf.");
        for (days, words) in [
            (1, "1 diwrnod ar ôl. "),
            (2, "2 ddiwrnod ar ôl. "),
            (9, "9 diwrnod ar ôl. "),
        ] {
            assert!(open(days).starts_with(words), "{}", open(days));
        }
        let late = |day: u8| {
            let today = Date::from_ymd(2026, 11, day).unwrap();
            window(State::Late { closed: last }, last, today)
        };
        assert!(
            late(17).starts_with("Hwyr: caeodd ddoe, ar 16 "),
            "{}",
            late(17)
        );
        assert!(
            late(18).starts_with("Hwyr: caeodd 2 ddiwrnod yn ôl, ar 16 "),
            "{}",
            late(18)
        );
    }

    #[test]
    fn a_window_that_closes_within_48_hours_says_so() {
        let tomorrow = "Mae’n cau yfory am 11:59pm. Nid yw wedi’i derbyn eto.";
        assert_eq!(closes_soon(1, true, false).as_deref(), Some(tomorrow));
        let today = closes_soon(0, false, true).unwrap();
        assert!(today.starts_with("Mae’n cau heddiw am 11:59pm. Nid yw wedi’i hanfon eto."));
        assert!(today.contains("Ni allwn gyrraedd"), "{today}");
        assert_eq!(closes_soon(2, true, true), None);
    }

    #[test]
    fn what_is_counted_is_singular() {
        assert_eq!(progress(1, 3), "Rydych wedi ateb 1 o 3 chwestiwn.");
        assert_eq!(page(2, 7, 1, 4), "Tudalen 2 o 7. 1 o 4 wedi’u hateb.");
        assert_eq!(problems(2), "2 broblem");
    }
}
