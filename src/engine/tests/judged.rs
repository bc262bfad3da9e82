//! Thirty returns that a person judged before the engine did, accepted or refused at their places.
#![allow(clippy::unwrap_used)]

#[path = "support/judging.rs"]
mod judging;

use care_engine::definition::Definition;
use care_engine::json::Json;
use care_engine::session::{EditError, accept};
use judging::{Filled, MONTHLY, england, judge, month_facts};
use std::collections::BTreeSet;
use std::rc::Rc;

/// The return, and the pointers of rows and reasons that the framework does not have: no page can make one, so a return
/// that holds one is refused before any check.
fn fill(definition: &Rc<Definition>, judged: &Json) -> Filled {
    let mut homeless = BTreeSet::new();
    let facts = month_facts(definition, MONTHLY, judged);
    let mut refused = |place: &str, error: EditError| match error {
        EditError::NoSuchRow => {
            let row = place.rsplit_once('/').unwrap().0;
            homeless.insert(format!("/tables/{row} code "));
        }
        EditError::NoSuchReason => {
            homeless.insert(format!("/answers/{place} reason "));
        }
        error => panic!("{place}: {error}"),
    };
    let session = judging::fill(definition, MONTHLY, facts, judged, &mut refused);
    (session, homeless)
}

#[test]
fn the_engine_judges_as_a_person_did() {
    let definition = england();
    let fill = |_: &str, judged: &Json| fill(&definition, judged);
    let (accepted, refused) = judge(&[MONTHLY], "", &fill, &|_, text| match accept(
        &definition,
        text,
    ) {
        Ok(posted) if posted.write(&definition) == text => Ok(()),
        Ok(_) => Err("written otherwise there".into()),
        Err(refusals) => Err(format!("{refusals:?}")),
    });
    assert!(
        accepted >= 10 && refused >= 10 && accepted + refused >= 30,
        "{accepted} and {refused}"
    );
}
