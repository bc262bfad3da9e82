//! Small services are asked the core only, and that is enough to send.

use crate::framework::RETURNS;
use crate::judged::fill;
use crate::judging::{MONTHLY, england, finish};
use care_engine::definition::{Role, SlotIx};
use care_engine::json::parse;
use care_engine::session::{Address, Node, Session};

/// The honest example of a return.
fn honest(form: &str) -> String {
    let name = if form == MONTHLY {
        "returns/01-care-home.json".to_owned()
    } else {
        ["returns-", form, "/01-honest.json"].concat()
    };
    let text = std::fs::read_to_string(["../../wasm-tests/fixtures/", &name].concat()).unwrap();
    let month = r#""period": { "start": "2026-10-01", "end": "2026-10-31" }"#;
    text.replace(r#""period": "2026-10""#, month)
}

/// Which of the questions are asked: all, and those that are not core.
fn asked(session: &Session) -> (usize, usize) {
    let (mut all, mut beside) = (0, 0);
    for (at, slot) in (0..).zip(&session.form().slots) {
        let shown = session.shown(&Node::At(Address::Slot(SlotIx(at))));
        if shown && matches!(slot.role, Role::Asked(_)) {
            all += 1;
            beside += usize::from(!session.definition().item(slot.item).core);
        }
    }
    (all, beside)
}

#[test]
fn a_small_service_sends_the_core_alone() {
    let framework = england();
    for form in RETURNS.iter().chain(&[MONTHLY]) {
        let whole = honest(form);
        let (subject, small) = (r#""subject": {"#, r#""subject": { "small_service": "yes","#);
        assert!(whole.contains(subject), "{form}");
        let fill = |text: &str| fill(&framework, form, &parse(text).unwrap());
        let everything = fill(&whole);
        assert!(!everything.core_only(), "{form}");
        let mut session = fill(&whole.replacen(subject, small, 1));
        assert!(session.core_only(), "{form}");
        let (all, beside) = asked(&session);
        assert_eq!(beside, 0, "{form}");
        assert!(all > 0 && all < asked(&everything).0, "{form}");
        assert_eq!(session.findings(), [], "{form}");
        assert!(finish(&mut session).is_some(), "{form}");
    }
}
