//! Texts of questions and parts.

use super::{CELL, RESULT, WORD, wide};
use care_engine::session::{Misfit, Offer, Unfit};

/// After the label of a question that need not be answered.
pub const OPTIONAL: &str = " (dewisol)";
/// Before each message, for those who hear it.
pub const ERROR: &str = "Gwall: ";
/// Heading of the error summary.
pub const PROBLEM: &str = "Mae problem";
/// Opens why a question is asked.
pub const WHY: &str = "Pam rydym yn gofyn";
/// Before the source of a question.
pub const SOURCE: &str = "Ffynhonnell: ";
/// Where no source says that the question must be asked.
pub const PROPOSED: &str = "Nid oes unrhyw ffurflen gyhoeddedig yn ei ofyn yn y ffurf hon: cynnig gan y fframwaith hwn ydyw.";
/// Stands where a figure cannot be worked out yet.
pub const NOT_YET: &str = "ddim yn hysbys eto";
/// Before the change since last time.
pub const NOW: &str = ". Nawr: ";

/// Takes over what was answered elsewhere.
pub const USE_OFFER: &str = "Defnyddio’r ateb hwn";
/// Copies the answer of the period before.
pub const SAME: &str = "Yr un fath â’r tro diwethaf";
/// Copies the answers of a page.
pub const SAME_PAGE: &str = "Yr un fath â’r tro diwethaf ar gyfer y dudalen hon";
/// Takes over all that was answered elsewhere to the questions of a page.
pub const USE_OFFERS: &str = "Defnyddio’r atebion hyn";

/// What was answered elsewhere, with its day and where.
pub fn offer(offer: &Offer) -> String {
    let value = offer.value.as_str();
    match offer.on {
        None => ["Eich ateb oedd ", value, " yn “", &offer.title, "”."].concat(),
        Some(on) => {
            let end = if offer.filed {
                "”."
            } else {
                "”, nad yw wedi’i hanfon eto."
            };
            let on = on.long();
            let words = [
                "Eich ateb oedd ",
                value,
                " ar ",
                &on,
                " yn “",
                &offer.title,
                end,
            ];
            words.concat()
        }
    }
}

/// How many questions of a page can be answered as last time.
pub fn same(count: usize) -> String {
    let count = count.to_string();
    let words = [
        "Gall ",
        &count,
        " ateb ar y dudalen hon fod yr un fath â’r tro diwethaf. Gallwch newid pob un ohonynt.",
    ];
    words.concat()
}

/// How many questions of a page were answered elsewhere.
pub fn offers(count: usize) -> String {
    let count = count.to_string();
    let words = [
        "Rydych wedi ateb ",
        &count,
        " o’r cwestiynau hyn o’r blaen. Mae pob ateb wrth ymyl ei gwestiwn, gyda’i ddyddiad. Gwiriwch eu bod yn dal yn gywir.",
    ];
    words.concat()
}

/// Opens the reasons for a missing figure.
pub const CANNOT_GIVE: &str = "Ni allaf roi’r ffigur hwn";
/// Opens the reasons for another missing answer.
pub const CANNOT_ANSWER: &str = "Ni allaf ateb hyn";
/// Above the reasons.
pub const WHY_MISSING: &str = "Pam mae ar goll?";
/// Under that, for figures.
pub const NOT_ZERO: &str =
    "Os 0 yw’r ffigur, rhowch 0. Nid yw ffigur sydd ar goll yn cael ei gyfrif fel 0.";
/// Takes the reason back.
pub const GIVE_IT: &str = "Ei ateb wedi’r cyfan";

/// A yes.
pub const YES: &str = "Ie";
/// A no.
pub const NO: &str = "Na";
/// The third of yes, no and don't know.
pub const DONT_KNOW: &str = "Ddim yn gwybod";
/// Between choices and the one that excludes them.
pub const OR: &str = "neu";
/// Behind a code that may no longer be used, before the day.
pub const ENDED: &str = " (daeth i ben ar ";
/// Behind a code that may not be used on the day of this figure.
pub const NOT_USED: &str = " (ddim yn cael ei ddefnyddio)";

/// Labels of the boxes of a date.
pub const DATE_BOXES: [&str; 3] = ["Diwrnod", "Mis", "Blwyddyn"];
/// Labels of the boxes of a month.
pub const MONTH_BOXES: [&str; 2] = ["Mis", "Blwyddyn"];
/// What a date looks like.
pub const DATE_LIKE: &str = "Er enghraifft, 27 3 2026";
/// What a month looks like.
pub const MONTH_LIKE: &str = "Er enghraifft, 10 2026";
/// Before what an identifier looks like.
pub const LIKE: &str = "Er enghraifft, ";

/// Under the question of a long list.
pub const FIND: &str = "Teipiwch ran o’r enw neu’r cod, yna dewiswch o’r rhestr";
/// Where nothing is found.
pub const NOTHING_FOUND: &str = "Ni chafwyd hyd i ddim. Gwiriwch y sillafu neu teipiwch lai ohono";

/// How many codes were found, for those who do not see them.
pub fn found(count: usize) -> String {
    match count {
        0 => NOTHING_FOUND.to_owned(),
        count => RESULT.counted(wide(count)),
    }
}

/// Behind a code that was found by what it was before.
pub fn formerly(name: &str) -> String {
    [" (cynt: ", name, ")"].concat()
}

/// Title of a warning.
pub const CHECK: &str = "Gwiriwch y ffigur hwn";
/// Goes to the figure.
pub const CHANGE_IT: &str = "Ei newid";
/// Opens the reasons why a warned figure is right.
pub const IT_IS_RIGHT: &str = "Mae’n gywir";
/// Opens the explanation of an error.
pub const EXPLAIN: &str = "Mae’r ffigurau hyn yn gywir: anfon gydag esboniad";
/// Before why an error cannot be explained.
pub const NOT_EXPLAINED: &str = "Rhaid newid hyn cyn y gallwch anfon y ffurflen. ";
/// Title of an error that was explained.
pub const WITH_EXPLANATION: &str = "Ffigur ag esboniad";
/// Above the reasons.
pub const WHY_RIGHT: &str = "Pam mae’n gywir?";
/// Label of the note of a warning.
pub const NOTE: &str = "Unrhyw beth i’w ychwanegu (dewisol)";
/// Label of the explanation of an error.
pub const EXPLANATION: &str = "Esboniad";
/// Under either.
pub const NO_NAMES: &str = "Caiff ei anfon gyda’r ffigurau. Peidiwch â chynnwys enw neb.";
/// Confirms.
pub const CONFIRM: &str = "Cadarnhau";
/// No reason was chosen.
pub const SELECT_REASON: &str = "Dewiswch pam mae’n gywir";
/// A reason or an explanation that seems to name somebody.
pub const LOOKS_PERSONAL: &str = "Mae’n ymddangos bod rhif GIG, rhif Yswiriant Gwladol, cyfeiriad e-bost neu rif ffôn yn hwn. Tynnwch allan yr hyn sy’n dangos pwy yw rhywun, neu ewch ymlaen os nad yw’n un o’r rhain";
/// No explanation was given.
pub const ENTER_EXPLANATION: &str = "Rhowch esboniad";
/// Before what was confirmed.
pub const YOU_TOLD_US: &str = "Dywedoch wrthym fod hyn yn gywir: ";
/// Takes back the last thing.
pub const UNDO: &str = "Dadwneud";

/// Adds a row.
pub const ADD_ROW: &str = "Ychwanegu rhes";
/// Removes a row.
pub const REMOVE: &str = "Dileu";
/// Behind a removed row.
pub const REMOVED: &str = ": wedi’i dileu. ";
/// An answer was typed over with nothing.
pub const CLEARED: &str = "Fe wnaethoch glirio’r ateb hwn. ";
/// Clears all answers of a page.
pub const CLEAR_PAGE: &str = "Clirio’r dudalen hon";
/// It was done.
pub const PAGE_CLEARED: &str = "Cliriwyd pob ateb ar y dudalen hon. ";
/// Name of the last line of a table, with the sums of its columns.
pub const TOTAL: &str = "Cyfanswm hyd yma";
/// Opens the box to paste cells of a spreadsheet into.
pub const PASTE: &str = "Gludo o daenlen";
/// Label of the box.
pub const PASTE_LABEL: &str = "Celloedd eich taenlen";
/// Under it.
pub const PASTE_HINT: &str = "Copïwch y celloedd yn eich taenlen a’u gludo yma. Deellir llinell gyntaf ag enwau’r colofnau. Gallwch hefyd ludo i mewn i gell yn y tabl ei hun.";
/// Puts them into the table.
pub const PASTE_NOW: &str = "Rhoi yn y tabl";
/// There was nothing to put there.
pub const NOTHING_PASTED: &str = "Nid oes celloedd yn y blwch eto.";
/// Above what was pasted and has no place in the table.
pub const UNFIT: &str = "Gludwyd hyn ac nid oes lle iddo yn y tabl:";

/// What came of a paste: how many cells were filled in, how many rows that added, and how many cells are wrong.
pub fn pasted(cells: usize, rows: usize, wrong: usize) -> String {
    let mut words = [&CELL.counted(wide(cells)), " wedi’i llenwi"].concat();
    if rows > 0 {
        words.push_str(", ");
        words.push_str(&super::ROW.counted(wide(rows)));
        words.push_str(" wedi’i hychwanegu");
    }
    words.push_str(". ");
    if wrong > 0 {
        words.push_str("Mae angen edrych ar ");
        words.push_str(&wrong.to_string());
        words.push_str(" ohonynt: dywedir yno beth sydd o’i le. ");
    }
    words
}

/// A pasted cell or line that has no place, and why.
pub fn unfit(unfit: &Unfit) -> String {
    let (start, label, end) = match &unfit.why {
        Misfit::NoColumn => ("nid oes colofn ar ei gyfer", "", ""),
        Misfit::NoRow => ("nid oes rhes o’r fath", "", ""),
        Misfit::Full => ("nid yw’r tabl yn derbyn rhagor o resi", "", ""),
        Misfit::WorkedOut(label) => ("caiff “", label.as_str(), "” ei gyfrifo"),
        Misfit::NoChoice(label) => ("nid yw’n un o ddewisiadau “", label.as_str(), "”"),
        Misfit::NotAsked(label) => (
            "ni ofynnir “",
            label.as_str(),
            "” yn ei res, ac mae’n ei gadw",
        ),
    };
    let line = match unfit.line {
        0 => String::new(),
        line => ["Llinell ", &line.to_string(), ", "].concat(),
    };
    [&line, "“", &unfit.text, "”: ", start, label, end].concat()
}

/// Head of the column with the names of the rows.
pub const ROW: &str = "Rhes";
/// Head of the column with what can be done with a row.
pub const ACTIONS: &str = "Gweithred";

/// How many words are left.
pub fn words_left(most: u32, used: u32) -> String {
    let (number, end) = if used > most {
        (used - most, " yn ormod")
    } else {
        (most - used, " ar ôl")
    };
    ["Mae gennych ", &WORD.counted(u64::from(number)), end].concat()
}

#[cfg(test)]
mod tests {
    use super::{Misfit, Unfit, found, pasted, unfit, words_left};

    #[test]
    fn what_came_of_a_paste_is_said() {
        assert_eq!(pasted(1, 0, 0), "1 gell wedi’i llenwi. ");
        assert_eq!(
            pasted(12, 2, 2),
            "12 cell wedi’i llenwi, 2 res wedi’i hychwanegu. Mae angen edrych ar 2 ohonynt: dywedir yno beth sydd o’i le. "
        );
        let text = "hwyr".to_owned();
        let why = Misfit::NoColumn;
        assert_eq!(
            unfit(&Unfit { line: 2, text, why }),
            "Llinell 2, “hwyr”: nid oes colofn ar ei gyfer"
        );
    }

    #[test]
    fn words_are_counted_down_and_past_the_end() {
        assert_eq!(words_left(100, 98), "Mae gennych 2 air ar ôl");
        assert_eq!(words_left(100, 101), "Mae gennych 1 gair yn ormod");
        assert_eq!(found(3), "3 chanlyniad");
    }
}
