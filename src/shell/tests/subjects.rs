//! Who returns are filed for, and which returns that is.

use super::*;
use crate::shell::profiles::finished;

const CARE_AT_HOME: &str =
    include_str!("../../../wasm-tests/fixtures/returns/02-care-at-home.json");

#[test]
fn a_subject_that_is_told_again_is_brought_up_to_date() {
    let shell = shell();
    let first = known(&shell);
    let mut again = told();
    again.answers.retain(|(item, _)| item != "location_name");
    again
        .answers
        .push(("location_name".into(), "Made-up House, new name".into()));
    ready(shell.keep_subjects(&[again])).unwrap();
    ready(shell.refresh()).unwrap();
    let lists = shell.lists();
    assert_eq!(lists.subjects.len(), 1);
    let second = lists.subjects[0].subject.as_ref().unwrap();
    assert_eq!(
        (second.id.as_str(), second.name.as_str()),
        (first.id.as_str(), "Made-up House, new name")
    );
}

#[test]
fn duties_are_those_of_the_subject() {
    let shell = shell();
    assert_eq!(shell.duties(FORM, None).len(), 2);
    let registered = known(&shell);
    let duties = shell.duties(FORM, Some(&registered));
    assert_eq!(duties.len(), 1);
    assert_eq!(
        duties[0].note,
        "This does not replace your Capacity Tracker update."
    );
    assert!(!duties[0].discharges);
}

/// Care homes do not give care at home, and a return may be for those who do only.
#[test]
fn a_return_whose_duties_are_for_others_is_not_offered() {
    let shell = shell();
    let home = known(&shell);
    let fixture = json::parse(CARE_AT_HOME).unwrap();
    let at_home = ToldSubject {
        kind: "location".into(),
        answers: texts(fixture.get("subject").unwrap()),
    };
    ready(shell.keep_subjects(&[at_home])).unwrap();
    ready(shell.refresh()).unwrap();
    let due = due_list(shell.definition(), &shell.lists(), shell.today());
    let offered = |form: &str| -> Vec<bool> {
        let mut of_form: Vec<bool> = due
            .iter()
            .filter(|due| due.form == form)
            .map(|due| due.subject.id == home.id)
            .collect();
        of_form.sort_unstable();
        of_form.dedup();
        of_form
    };
    assert_eq!(offered(FORM), [false, true]);
    assert_eq!(offered("care-hours"), [false]);
    assert!(offered("council-waiting").is_empty());
}

#[test]
fn a_profile_that_is_not_finished_is_no_subject() {
    let shell = shell();
    let mut half = told();
    half.answers.retain(|(item, _)| item != "service");
    ready(shell.keep_subjects(&[half])).unwrap();
    ready(shell.refresh()).unwrap();
    assert_eq!(shell.lists().subjects[0].subject, None);
    assert!(here(&shell).is_empty());
    let form = shell.subject_forms().next().unwrap();
    let facts = ready(shell.facts("location", None, None));
    assert!(!finished(&Session::open(shell.definition(), form, facts)));
}

#[test]
fn a_council_is_known_by_its_code() {
    let shell = shell();
    let subject = taken(&shell, council());
    assert_eq!(subject.id, "E09000002");
    assert_eq!(subject.name, "Barking and Dagenham");
}
