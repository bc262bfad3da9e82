//! What is taken along, drawn over time and copied from another home.

use super::*;
use care_engine::exchange::draft_v1::Replaces as Replacing;

/// Files a draft for a period; gives the return's id.
fn file(shell: &Shell, period: Period, replaces: Option<Replacing>) -> String {
    let open = draft(shell, period, replaces);
    let id = ready(shell.hand_over(&open)).unwrap();
    receive(shell, &id);
    id
}

fn september() -> Period {
    Period {
        start: Date::from_ymd(2026, 9, 1).unwrap(),
        end: Date::from_ymd(2026, 9, 30).unwrap(),
    }
}

#[test]
fn a_return_is_taken_along_as_it_was_sent() {
    let shell = shell();
    let id = file(&shell, october(), None);
    let taken = ready(shell.take(&id)).unwrap();
    let row = ready(shell.store.receipt(&id)).unwrap().unwrap();
    assert_eq!(taken.json.as_bytes(), row.bytes);
    assert_eq!(taken.version, shell.definition().version);
    assert_eq!(taken.because, None);
    let csv = taken.session.to_csv();
    assert!(csv.contains(",max_capacity,"), "{csv}");
    assert!(csv.contains(",24,24 beds,beds,given,,typed,"), "{csv}");
    assert!(ready(shell.take("no-such")).is_err());
}

#[test]
fn a_blank_copy_has_no_answer_and_its_period() {
    let shell = shell();
    let session = ready(shell.blank(FORM, None)).unwrap();
    assert_eq!(session.answers().count(), 0);
    assert_eq!(session.facts().period, Some(october()));
    assert!(shell.lists().drafts.is_empty());
}

#[test]
fn the_picture_has_what_was_sent_and_not_what_was_refused() {
    let shell = shell();
    file(&shell, september(), None);
    let first = file(&shell, october(), None);
    let second = file(
        &shell,
        october(),
        Some(Replacing {
            id: first,
            revision: 2,
            reason: "made up".into(),
        }),
    );
    let subject = known(&shell).id;
    assert_eq!(shell.filed_forms(&subject), [FORM]);
    assert!(shell.filed_forms("another").is_empty());
    let picture = ready(shell.picture(FORM, &subject)).unwrap();
    let revisions: Vec<u32> = picture.filed.iter().map(|filed| filed.revision).collect();
    assert_eq!(revisions, [1, 2]);
    // Refused after all: the first one of October stands.
    receive_as(&shell, &second, ReceiptState::Refused);
    let picture = ready(shell.picture(FORM, &subject)).unwrap();
    let revisions: Vec<u32> = picture.filed.iter().map(|filed| filed.revision).collect();
    assert_eq!(revisions, [1, 1]);
}

#[test]
fn another_home_in_the_same_period_gives_its_answers() {
    let shell = shell();
    file(&shell, october(), None);
    let mut other = told();
    for (item, answer) in &mut other.answers {
        match item.as_str() {
            "location_name" => *answer = "Alder House".into(),
            "cqc_location_id" => *answer = "9-000000011".into(),
            _ => {}
        }
    }
    ready(shell.keep_subjects(&[told(), other])).unwrap();
    ready(shell.refresh()).unwrap();
    let alder = shell.lists().subjects.iter().find_map(|known| {
        let subject = known.subject.clone()?;
        (subject.name == "Alder House").then_some(subject)
    });
    let form = Rc::clone(shell.definition().form(FORM).unwrap());
    let facts = ready(shell.facts(FORM, alder.as_ref(), Some(october())));
    let session = Session::open(shell.definition(), &form, facts);
    let head = DraftHead {
        id: id(),
        framework: shell.definition().id.clone(),
        version: shell.definition().version.clone(),
        form: FORM.into(),
        subject: alder,
        period: Some(october()),
        begun: now(),
        replaces: None,
        kept: Vec::new(),
    };
    let open = OpenForm::new_draft(head, session, SpaceOwner::Me);
    let elsewhere = ready(shell.elsewhere(&open));
    let [home] = &elsewhere[..] else {
        panic!("{elsewhere:?}")
    };
    let edit = open.session.borrow().same_elsewhere(&home.answers);
    let Some(Edit::Fill { answers, .. }) = edit else {
        panic!("nothing is the same")
    };
    assert!(!answers.is_empty());
    // Another period is another matter.
    let head = DraftHead {
        period: Some(september()),
        ..open.head.clone()
    };
    let session = open.session.borrow().clone();
    let other = OpenForm::new_draft(head, session, SpaceOwner::Me);
    assert!(ready(shell.elsewhere(&other)).is_empty());
}
