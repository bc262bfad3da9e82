//! Which earlier returns a new one is opened with.

use super::*;

pub(super) const TWO: &str = include_str!("../../../wasm-tests/fixtures/frameworks/two.json");

#[test]
fn the_period_before_is_found_and_the_newest_revision_counts() {
    let shell = shell();
    let september = Period {
        start: Date::from_ymd(2026, 9, 1).unwrap(),
        end: Date::from_ymd(2026, 9, 30).unwrap(),
    };
    let form = draft(&shell, september, None);
    let first = ready(shell.hand_over(&form)).unwrap();
    receive(&shell, &first);
    let (head, copy) = ready(shell.correction(&first, "Counted again")).unwrap();
    let mut session = copy.session;
    set(&mut session, "beds_occupied", text("7"));
    set(&mut session, "beds_reserved", text("0"));
    let second = OpenForm::new_draft(head, session, SpaceOwner::Me);
    let finished = ready(shell.hand_over(&second));
    let second = match finished {
        Ok(id) => id,
        Err(error) => panic!("{error:?}"),
    };
    receive(&shell, &second);

    let subject = known(&shell);
    let facts = ready(shell.facts(FORM, Some(&subject), Some(october())));
    let previous = facts.previous.unwrap();
    assert_eq!(previous.period, Some(september));
    let occupied = previous
        .answers
        .iter()
        .find(|(item, _)| item == "beds_occupied")
        .unwrap();
    assert_eq!(occupied.1, text("7"));
    let november = Period {
        start: Date::from_ymd(2026, 11, 1).unwrap(),
        end: Date::from_ymd(2026, 11, 30).unwrap(),
    };
    let facts = ready(shell.facts(FORM, Some(&subject), Some(november)));
    assert!(facts.previous.is_none());
    assert_eq!(facts.latest.unwrap().period, Some(september));
}

#[test]
fn the_newest_return_of_another_kind_is_found() {
    let shell = shell_of(TWO, |_| Box::pin(async { None }));
    let kitchen = ToldSubject {
        kind: "kitchen".into(),
        answers: vec![("name".into(), "Hill".into())],
    };
    let subject = taken(&shell, kitchen);
    let form = Rc::clone(shell.definition().form("stock-room").unwrap());
    for (month, flour) in [(9, "5"), (10, "2"), (8, "7")] {
        let start = Date::from_ymd(2026, month, 1).unwrap();
        let end = start.month().last_day().unwrap();
        let period = Period { start, end };
        let facts = ready(shell.facts("stock-room", Some(&subject), Some(period)));
        assert!(facts.others.is_empty());
        let mut session = Session::open(shell.definition(), &form, facts);
        set(&mut session, "flour", text(flour));
        set(&mut session, "bags", text("1"));
        let head = head(&shell, "stock-room", &subject, period);
        let open = OpenForm::new_draft(head, session, SpaceOwner::Me);
        let sent = ready(shell.hand_over(&open)).unwrap();
        receive(&shell, &sent);
    }
    let facts = ready(shell.facts("month", Some(&subject), Some(october())));
    let [(kind, newest)] = &facts.others[..] else {
        panic!("{:?}", facts.others)
    };
    assert_eq!(kind, "stock-room");
    assert_eq!(newest.period, Some(october()));
    assert!(newest.answers.contains(&("flour".to_owned(), text("2"))));
    let other = Subject {
        id: "Dale".into(),
        ..subject
    };
    let facts = ready(shell.facts("month", Some(&other), Some(october())));
    assert!(facts.others.is_empty());
}
