//! Whose a finished return is, and under whom it is sent.

use super::*;
use crate::shell::{May, Standing};
use crate::storage::OutboxRow;
use crate::submit::{SignedIn, config};
use care_engine::exchange::identity::Identity;

const OIDC: &str = r#"{"kind":"oidc","issuer":"https://id.example","clientId":"care"}"#;

/// A shell with a backend where people sign in so.
fn signing(sign_in: &str) -> Shell {
    let mut shell = shell();
    let text = format!(r#"{{"backend":{{"base":"/api"}},"signIn":{sign_in}}}"#);
    shell.wire = config::read(&json::parse(&text).unwrap()).unwrap();
    shell
}

fn identity(subject: &str) -> Identity {
    Identity {
        issuer: "https://id.example".into(),
        subject: subject.into(),
        name: Some(["Made-up ", subject].concat()),
    }
}

fn sign_in(shell: &Shell, subject: &str) {
    shell.set_signed_in(SignedIn {
        identity: Some(identity(subject)),
        token: Some("token".into()),
        expires: None,
    });
}

fn end(shell: &Shell) {
    assert!(shell.wire.as_ref().unwrap().authorisation.end());
}

fn finish(shell: &Shell) -> String {
    ready(shell.hand_over(&draft(shell, october(), None))).unwrap()
}

fn row(shell: &Shell, id: &str) -> OutboxRow {
    ready(shell.on_its_way(id)).unwrap().unwrap()
}

fn may(shell: &Shell, id: &str) -> May {
    let lists = shell.lists();
    let waiting = lists.waiting.iter().find(|waiting| waiting.id == id);
    shell.may_send(&waiting.unwrap().about)
}

/// As whom the return itself says that it was finished.
fn finished_as(row: &OutboxRow) -> Option<Identity> {
    let json = json::parse(std::str::from_utf8(&row.bytes).unwrap()).unwrap();
    Identity::read(json.get("finishedAs")?)
}

#[test]
fn one_never_sends_what_another_finished() {
    let shell = signing(OIDC);
    sign_in(&shell, "a");
    let id = finish(&shell);
    assert!(shell.is_sent_now(&row(&shell, &id)));
    assert_eq!(finished_as(&row(&shell, &id)), Some(identity("a")));
    end(&shell);
    assert!(!shell.is_sent_now(&row(&shell, &id)), "nobody is signed in");
    assert_eq!(may(&shell, &id), May::SignIn);
    sign_in(&shell, "b");
    assert!(!shell.is_sent_now(&row(&shell, &id)), "b is another");
    assert_eq!(may(&shell, &id), May::NotYours);
    // Nor does it become b's.
    ready(shell.own_return(&id)).unwrap();
    assert!(!shell.is_sent_now(&row(&shell, &id)), "b is another still");
    sign_in(&shell, "a");
    assert!(shell.is_sent_now(&row(&shell, &id)));
}

#[test]
fn what_waits_for_another_needs_nobody_here() {
    let shell = signing(OIDC);
    sign_in(&shell, "a");
    finish(&shell);
    let needed = || shell.needs_you(&shell.lists().waiting[0]);
    assert!(!needed(), "it goes out by itself");
    end(&shell);
    assert!(needed(), "somebody signs in");
    sign_in(&shell, "b");
    assert!(!needed(), "it waits for a");
}

#[test]
fn finished_without_a_sign_in_it_is_of_the_one_whom_the_device_knows() {
    let shell = signing(OIDC);
    sign_in(&shell, "a");
    assert!(shell.asks_to_bind());
    ready(shell.bind(true)).unwrap();
    assert!(!shell.asks_to_bind());
    end(&shell);
    let id = finish(&shell);
    assert_eq!(finished_as(&row(&shell, &id)), Some(identity("a")));
    sign_in(&shell, "b");
    assert_eq!(may(&shell, &id), May::NotYours);
    // Once: another who signs in is not asked, and takes nobody's place.
    ready(shell.bind(true)).unwrap();
    assert_eq!(shell.bound(), Some(identity("a")));
    // It is known again after the page was loaded again.
    ready(shell.set_person(None)).unwrap();
    assert_eq!(shell.bound(), Some(identity("a")));
    // Another person on this device is somebody else.
    ready(shell.set_person(Some("p2".into()))).unwrap();
    assert_eq!(shell.bound(), None);
}

#[test]
fn somebody_else_than_the_one_whom_the_device_knows_says_so() {
    let shell = signing(OIDC);
    sign_in(&shell, "a");
    ready(shell.bind(true)).unwrap();
    end(&shell);
    let open = draft(&shell, october(), None);
    open.stranger.set(true);
    let id = ready(shell.hand_over(&open)).unwrap();
    assert_eq!(finished_as(&row(&shell, &id)), None);
    sign_in(&shell, "a");
    assert_eq!(may(&shell, &id), May::Confirm);
}

#[test]
fn finished_by_nobody_known_it_goes_to_the_first_who_says_that_it_is_theirs() {
    let shell = signing(OIDC);
    let id = finish(&shell);
    assert_eq!(finished_as(&row(&shell, &id)), None);
    sign_in(&shell, "b");
    assert!(!shell.is_sent_now(&row(&shell, &id)), "b has not said so");
    let bytes = row(&shell, &id).bytes;
    ready(shell.own_return(&id)).unwrap();
    assert!(shell.is_sent_now(&row(&shell, &id)));
    assert_eq!(row(&shell, &id).bytes, bytes, "the return stays as it is");
    sign_in(&shell, "a");
    assert_eq!(may(&shell, &id), May::NotYours);
}

#[test]
fn anyone_who_signs_in_may_send_what_its_finisher_said_so_of() {
    let shell = signing(OIDC);
    sign_in(&shell, "a");
    let open = draft(&shell, october(), None);
    open.anyone.set(true);
    let id = ready(shell.hand_over(&open)).unwrap();
    end(&shell);
    assert!(!shell.is_sent_now(&row(&shell, &id)));
    sign_in(&shell, "b");
    assert!(shell.is_sent_now(&row(&shell, &id)));
    assert_eq!(finished_as(&row(&shell, &id)), Some(identity("a")));
}

#[test]
fn where_nobody_signs_in_nothing_is_asked_and_nothing_more_is_said() {
    for shell in [shell(), signing("null")] {
        let id = finish(&shell);
        let row = row(&shell, &id);
        assert!(shell.is_sent_now(&row));
        assert_eq!(finished_as(&row), None);
        assert!(!String::from_utf8(row.about).unwrap().contains("owner"));
        assert_eq!(shell.standing(), Standing::Out);
    }
}

#[test]
fn a_row_whose_owner_cannot_be_read_waits() {
    let shell = signing(OIDC);
    sign_in(&shell, "a");
    let id = finish(&shell);
    let mut row = row(&shell, &id);
    row.about = b"{\"shape\":\"about/2\"}".to_vec();
    assert!(!shell.is_sent_now(&row));
}

#[test]
fn a_person_stays_bound_who_takes_a_name_and_comes_back() {
    let shell = Rc::new(signing(OIDC));
    shell.store.stretch(3);
    known(&shell);
    sign_in(&shell, "a");
    ready(shell.bind(true)).unwrap();
    let pin = || crate::shell::Secret::pin("482913").unwrap();
    let me = ready(shell.add_person("Made-up Name", pin(), &[], true)).unwrap();
    assert_eq!(shell.bound(), Some(identity("a")));
    let other = crate::shell::Secret::pin("771204").unwrap();
    let other_id = ready(shell.add_person("Other", other, &[], false)).unwrap();
    ready(shell.lock()).unwrap();
    assert_eq!(shell.bound(), None);
    ready(shell.store.unlock(&me, &pin(), now())).unwrap();
    ready(shell.name_signing()).unwrap();
    ready(shell.recall_bound()).unwrap();
    assert_eq!(shell.bound(), Some(identity("a")));
    // Who signs out is still known on this device; another who comes to it is not.
    ready(shell.sign_out()).unwrap();
    assert_eq!(shell.bound(), Some(identity("a")));
    ready(shell.set_person(Some(other_id))).unwrap();
    assert_eq!(shell.bound(), None);
}
