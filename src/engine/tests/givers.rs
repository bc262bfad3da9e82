//! Who gave an answer, where several people fill in one return: kept in the draft, never in what is posted.
#![allow(clippy::unwrap_used)]

mod support;

use care_engine::exchange::draft_v1;
use care_engine::session::{Finishing, Giver};
use std::rc::Rc;
use support::{Scene, facts, head, kitchen};

fn giver(id: &str, name: &str) -> Giver {
    Giver {
        id: id.into(),
        name: name.into(),
    }
}

fn name(scene: &Scene, place: &str) -> Option<String> {
    let giver = scene.session.given_by(&scene.at(place));
    giver.map(|giver| giver.name.clone())
}

/// A month that two people fill in after somebody whom nobody knows.
fn scene() -> Scene {
    let mut scene = Scene::filled();
    scene.session.set_giver(Some(giver("p-1", "Made-up One")));
    scene.answer("spend", "900");
    scene.session.set_giver(Some(giver("p-2", "Made-up Two")));
    scene.answer("full_why", "because");
    scene.add_row("row-a");
    scene.answer("goods/row-a/price", "12.50");
    scene
}

#[test]
fn an_answer_is_his_who_gave_it_last() {
    let mut scene = scene();
    assert_eq!(name(&scene, "spend").as_deref(), Some("Made-up One"));
    assert_eq!(
        name(&scene, "goods/row-a/price").as_deref(),
        Some("Made-up Two")
    );
    scene.answer("spend", "900");
    assert_eq!(
        name(&scene, "spend").as_deref(),
        Some("Made-up One"),
        "nothing was changed"
    );
    scene.answer("spend", "901");
    assert_eq!(name(&scene, "spend").as_deref(), Some("Made-up Two"));
    scene.session.set_giver(None);
    scene.answer("spend", "902");
    assert_eq!(name(&scene, "spend"), None);
}

#[test]
fn a_draft_keeps_who_gave_what() {
    let scene = scene();
    let text = draft_v1::write(&head("kitchen"), &scene.session);
    let definition = kitchen();
    let form = Rc::clone(definition.form("month").unwrap());
    let opened = draft_v1::open(&text, &definition, &form, facts()).unwrap();
    let again = Scene {
        session: opened.session,
    };
    for place in [
        "spend",
        "full_why",
        "goods/row-a/price",
        "goods/row-a/supplier",
    ] {
        assert_eq!(name(&again, place), name(&scene, place), "{place}");
    }
    assert_eq!(draft_v1::write(&head("kitchen"), &again.session), text);
}

#[test]
fn what_names_nobody_is_left_out() {
    let text = draft_v1::write(&head("kitchen"), &scene().session);
    let odd = text.replacen("\"spend\":\"p-1\"", "\"spend\":\"p-9\",\"none\":\"p-1\"", 1);
    assert_ne!(odd, text);
    let definition = kitchen();
    let form = Rc::clone(definition.form("month").unwrap());
    let opened = draft_v1::open(&odd, &definition, &form, facts()).unwrap();
    let again = Scene {
        session: opened.session,
    };
    assert_eq!(name(&again, "spend"), None);
    assert_eq!(name(&again, "full_why").as_deref(), Some("Made-up Two"));
}

#[test]
fn nothing_of_it_is_posted() {
    let mut scene = Scene::filled();
    scene.session.set_giver(Some(giver("p-1", "Made-up One")));
    scene.answer("spend", "900");
    let with = Finishing {
        id: "r".into(),
        at: 1_794_300_000_000,
        clock_offset: None,
        filer: vec![],
        replaces: None,
    };
    let finished = scene.session.finish(&with);
    let posted = finished
        .map_err(|findings| format!("{findings:?}"))
        .unwrap();
    assert!(!posted.text().contains("Made-up One") && !posted.text().contains("p-1"));
}
