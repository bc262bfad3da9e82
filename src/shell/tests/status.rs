//! What became of the framework since it was published.

use super::*;

const LOWERED: &str = r#"{"format":1,"framework":"asc-england","versions":{"2026.1":{
    "withdrawn":"A question was wrong",
    "lowered":[{"return":"capacity-workforce","check":"occupied-fits","why":"Beds in use for a day count"}]}}}"#;

fn lowered(session: &Session) -> Vec<(&str, &str)> {
    session.lowered()
}

#[test]
fn a_draft_is_opened_under_what_was_told() {
    let shell = Rc::new(shell());
    let heard = Rc::new(Cell::new(0));
    let counted = Rc::clone(&heard);
    shell.listen(move |news| {
        if news == crate::shell::News::Status {
            counted.set(counted.get() + 1);
        }
    });
    let id = draft(&shell, october(), None).head.id.clone();
    let open = ready(shell.open_draft(&id)).unwrap();
    assert_eq!(lowered(&open.session.borrow()), []);
    assert_eq!(shell.withdrawn(), None);
    shell.leave_form();

    shell.take_status(LOWERED.into());
    assert_eq!(heard.get(), 1);
    assert_eq!(shell.withdrawn().as_deref(), Some("A question was wrong"));
    let open = ready(shell.open_draft(&id)).unwrap();
    assert_eq!(
        lowered(&open.session.borrow()),
        [("occupied-fits", "Beds in use for a day count")]
    );
    let other = shell.status_of(shell.definition(), "care-hours");
    assert_eq!(other.lowered, []);

    // The same word again is no news; one with mistakes is no word.
    shell.take_status(LOWERED.into());
    shell.take_status(LOWERED.replace("asc-england", "other"));
    shell.take_status("{".into());
    assert_eq!(heard.get(), 1);
    assert_eq!(shell.withdrawn().as_deref(), Some("A question was wrong"));
}
