//! What an edit costs, counted and not timed: the same number of evaluations whatever the size of the return.
#![allow(clippy::unwrap_used)]

mod support;

use care_engine::definition::load;
use std::fmt::Write as _;
use std::rc::Rc;
use support::{Scene, facts};

/// A framework with so many questions and half as many checks, each about two neighbours.
fn generated(questions: usize) -> String {
    let mut items = String::new();
    let mut asked = String::new();
    let mut checks = String::new();
    for at in 0..questions {
        let comma = if at == 0 { "" } else { "," };
        write!(
            items,
            r#"{comma}"q{at}":{{"label":"Figure {at}","question":"Figure {at}","basis":"flow","type":{{"kind":"integer","min":0,"max":999}},"source":{{"title":"made up","mark":"proposed"}},"since":"1"}}"#
        )
        .unwrap();
        write!(asked, r#"{comma}"q{at}""#).unwrap();
        if at % 2 == 1 {
            let comma = if at == 1 { "" } else { "," };
            let before = at - 1;
            write!(
                checks,
                r#"{comma}{{"id":"c{at}","kind":"error","about":["q{at}"],"expect":"q{at} <= q{before}","message":"Too many"}}"#
            )
            .unwrap();
        }
    }
    let source = r#"{"title":"made up","mark":"proposed"}"#;
    format!(
        r#"{{"format":1,"id":"g","version":"1","title":"Generated","language":"en","missing":{{}},"codeLists":{{}},"items":{{"name":{{"label":"Name","question":"Name","basis":"standing","type":{{"kind":"text","max":9}},"source":{source},"since":"1"}},{items}}},
        "subjects":{{"thing":{{"title":"Thing","id":"name","name":"name","sections":[{{"id":"a","title":"A","questions":["name"]}}]}}}},
        "returns":{{"r":{{"title":"R","subject":"thing","need":[],"minutes":1,"seenBy":"nobody","retention":"none","duty":[],"period":{{"kind":"month","offset":-1}},"window":{{"opens":8,"closes":14}},
        "sections":[{{"id":"s","title":"S","questions":[{asked}]}}],"checks":[{checks}]}}}}}}"#
    )
}

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
