//! Tests of whose a return is, and of what a call carries.

#![allow(clippy::unwrap_used)]

use super::{Authorisation, May, Owner, SignedIn, Standing, sent_by};
use crate::submit::Template;
use crate::submit::config::{Cookie, SignIn};
use care_engine::exchange::identity::Identity;
use care_engine::json::{Writer, parse};
use std::rc::Rc;

const NOW: i64 = 1_800_000_000_000;

fn identity(subject: &str) -> Identity {
    Identity {
        issuer: "https://id.example".into(),
        subject: subject.into(),
        name: Some(["Made-up ", subject].concat()),
    }
}

fn signed(identity: Option<Identity>) -> SignedIn {
    SignedIn {
        identity,
        token: Some("secret".into()),
        expires: Some(NOW + 60_000),
    }
}

fn script() -> Authorisation {
    Authorisation::new(SignIn::Oidc("{}".into()))
}

fn by(identity: Option<Identity>) -> Authorisation {
    let authorisation = script();
    authorisation.set(Standing::In(Rc::new(signed(identity))));
    authorisation
}

fn cookie(who: bool) -> Authorisation {
    Authorisation::new(SignIn::Cookie(Cookie {
        csrf: Some(("csrftoken".into(), "X-CSRF-Token".into())),
        who: who.then(|| Template::read("{base}/me", &["base"]).unwrap()),
        page: None,
        out: None,
    }))
}

fn of(subject: &str) -> Owner {
    Owner {
        identity: Some(identity(subject)),
        ..Owner::default()
    }
}

#[test]
fn one_is_never_sent_under_another() {
    let b = by(Some(identity("b")));
    assert_eq!(of("b").may_send(&b, NOW), May::Send);
    assert_eq!(of("a").may_send(&b, NOW), May::NotYours);
    // Another issuer's b is another person, whatever they are called.
    let mut elsewhere = of("b");
    if let Some(identity) = &mut elsewhere.identity {
        identity.issuer = "https://other.example".into();
    }
    assert_eq!(elsewhere.may_send(&b, NOW), May::NotYours);
    // A sign-in that does not say whose it is sends nobody's.
    assert_eq!(of("a").may_send(&by(None), NOW), May::NotYours);
    assert_eq!(of("a").may_send(&cookie(false), NOW), May::NotYours);
}

#[test]
fn the_same_person_under_another_name_is_the_same() {
    let mut renamed = identity("a");
    renamed.name = None;
    assert_eq!(of("a").may_send(&by(Some(renamed)), NOW), May::Send);
}

#[test]
fn what_was_finished_by_nobody_known_waits_for_a_yes() {
    let unknown = Owner::default();
    let a = by(Some(identity("a")));
    assert_eq!(unknown.may_send(&a, NOW), May::Confirm);
    // Where no sign-in says whose it is there is nobody to ask.
    assert_eq!(unknown.may_send(&by(None), NOW), May::Send);
    assert_eq!(unknown.may_send(&cookie(false), NOW), May::Send);
}

#[test]
fn what_anyone_may_send_anyone_who_is_signed_in_may() {
    let anyone = Owner {
        anyone: true,
        ..of("a")
    };
    assert_eq!(anyone.may_send(&by(Some(identity("b"))), NOW), May::Send);
    assert_eq!(anyone.may_send(&script(), NOW), May::SignIn);
}

#[test]
fn without_a_sign_in_nothing_goes_where_one_is_wanted() {
    for owner in [of("a"), Owner::default()] {
        assert_eq!(owner.may_send(&script(), NOW), May::SignIn);
        assert_eq!(owner.may_send(&cookie(true), NOW), May::SignIn);
        assert_eq!(owner.may_send(&Authorisation::default(), NOW), May::Send);
    }
}

#[test]
fn a_token_ends_at_its_time_and_when_the_backend_says_so() {
    let a = by(Some(identity("a")));
    assert!(a.can_call(NOW) && a.identity(NOW).is_some());
    assert_eq!(a.standing(NOW + 60_000), Standing::Ended);
    assert!(!a.can_call(NOW + 60_000) && a.identity(NOW + 60_000).is_none());
    assert!(a.end());
    assert!(!a.end(), "it is told once");
    assert_eq!(of("a").may_send(&a, NOW), May::SignIn);
    for nobody in [Authorisation::default(), script(), cookie(true)] {
        assert!(!nobody.end(), "nobody was signed in");
        assert_eq!(nobody.standing(NOW), Standing::Out);
    }
    // Who it is cannot be known, but that nobody is.
    assert!(cookie(false).end());
}

#[test]
fn a_call_carries_the_token_and_what_writes_the_cookies_value() {
    let a = by(Some(identity("a")));
    let bearer = ("Authorization".to_owned(), "Bearer secret".to_owned());
    assert_eq!(a.headers(true, "x=1"), [bearer]);
    a.end();
    assert_eq!(a.headers(true, ""), []);
    let cookies = "other=1; csrftoken=a=b; xcsrftoken=2";
    let csrf = ("X-CSRF-Token".to_owned(), "a=b".to_owned());
    assert_eq!(cookie(true).headers(true, cookies), [csrf]);
    assert_eq!(cookie(true).headers(false, cookies), []);
    assert_eq!(cookie(true).headers(true, "xcsrftoken=2"), []);
}

#[test]
fn a_token_is_in_no_debug_text() {
    let text = format!("{:?}", by(Some(identity("a"))));
    assert!(
        text.contains("id.example") && !text.contains("secret"),
        "{text}"
    );
}

#[test]
fn who_sends_fits_a_header() {
    let mut identity = identity("ö & co");
    identity.issuer = "https://id.example/x".into();
    assert_eq!(
        sent_by(Some(&identity), ""),
        "issuer=https%3A%2F%2Fid.example%2Fx&subject=%C3%B6%20%26%20co"
    );
    assert_eq!(
        sent_by(Some(&identity), "Zoë"),
        "issuer=https%3A%2F%2Fid.example%2Fx&subject=%C3%B6%20%26%20co&name=Zo%C3%AB"
    );
    assert_eq!(sent_by(None, "Zoë\r\nX: 1"), "name=Zo%C3%AB%0D%0AX%3A%201");
    assert_eq!(sent_by(None, ""), "");
}

#[test]
fn an_owner_is_read_as_it_was_written() {
    let anyone = Owner {
        identity: None,
        person: Some("p1".into()),
        anyone: true,
    };
    for owner in [of("a"), Owner::default(), anyone] {
        let mut writer = Writer::new();
        owner.write(&mut writer);
        assert_eq!(Owner::read(&parse(&writer.finish()).unwrap()), Some(owner));
    }
    for text in ["1", r#"{"identity":{"issuer":"x"}}"#] {
        assert_eq!(Owner::read(&parse(text).unwrap()), None, "{text}");
    }
}

#[test]
fn what_the_script_tells_is_read() {
    let text = r#"{"token":"t","issuer":"i","subject":"s","expires":1800000000000}"#;
    let signed = SignedIn::read(&parse(text).unwrap());
    assert_eq!(
        (signed.token.as_deref(), signed.expires),
        (Some("t"), Some(NOW))
    );
    assert_eq!(signed.identity.unwrap().called(), "s");
    let bare = SignedIn::read(&parse(r#"{"token":"t"}"#).unwrap());
    assert_eq!(bare.identity, None);
}
