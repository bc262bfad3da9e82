//! What an edit costs, counted and not timed: the same number of evaluations whatever the size of the return.
#![allow(clippy::unwrap_used)]

mod support;

use care_engine::definition::load;
use std::rc::Rc;
use support::generated::generated;
use support::{Scene, facts};

#[test]
fn an_edit_visits_its_dependants_only() {
    let visits: Vec<u32> = [100, 1_000, 10_000]
        .into_iter()
        .map(|size| {
            let definition = Rc::new(load(&generated(size)).unwrap());
            let mut scene = Scene::open(&definition, "r", facts());
            scene.answer("q40", "5");
            scene.answer("q41", "4").visited
        })
        .collect();
    assert_eq!(visits, [1, 1, 1]);
}

#[test]
fn an_edit_that_changes_no_value_visits_nothing() {
    let mut scene = Scene::filled();
    assert_eq!(scene.answer("seats", "40.0").visited, 0);
    assert_eq!(scene.answer("seats", " 40 ").visited, 0);
}
