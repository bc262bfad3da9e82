//! A return is taken along: printed, saved for other programs, as a text; and a blank copy of one.

use care_journeys::browser::Engine;
use care_journeys::framework::{exactly, literal};
use care_journeys::page::Page;
use care_journeys::texts as t;
use serde_json::{Value, json};

use crate::steps::{Scene, larch_house, last_month, send};

/// What is seen of the page on paper.
fn on_paper(page: &Page) -> String {
    let media = |media: &str| {
        let to = json!({ "media": media });
        page.browser
            .devtools("Emulation.setEmulatedMedia", &to)
            .unwrap();
    };
    media("print");
    let seen = page
        .browser
        .session
        .run("return document.body.innerText", &[]);
    media("");
    seen.unwrap().as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_return_is_printed_saved_and_copied() {
    let home = larch_house().with_text("notes", "=1+1, he said \"no\"");
    let scene = Scene::with_reads(home, &last_month());
    let page = scene.open("taking", Engine::Chromium);
    scene.begin(&page, false);
    scene.fill_all(&page);

    // Before it is sent.
    page.link(t::TAKE);
    page.shows(&literal(&scene.framework.title()));
    page.says(&literal("Not finished and not sent"));
    page.says(&literal(t::TAKE_ANYONE));
    page.look("a draft to take along");
    page.back();

    send(&page);
    page.arrives_at(&exactly(t::RECEIVED));
    let reference = page.reads(t::REFERENCE);
    page.link(t::TAKE);
    page.shows(&literal(&scene.framework.title()));
    page.says(&literal(&reference));
    page.says(&literal(scene.home.name()));
    page.says("General residential");
    page.look("a sent return to take along");
    let paper = on_paper(&page);
    assert!(paper.contains(&reference), "{paper}");
    assert!(paper.contains("How many beds can you use on "), "{paper}");
    assert!(!paper.contains(t::TAKE_CSV), "{paper}");
    assert!(!paper.contains(t::TAKE_ANYONE), "{paper}");

    let folder = tempfile::tempdir().unwrap();
    page.downloads_to(folder.path());
    page.go(&exactly(t::TAKE_JSON));
    let file = page.downloaded(folder.path());
    let json: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(json, scene.receiver.rows().unwrap().last().unwrap().body);

    page.go(&literal(t::TAKE_CSV));
    let file = page.downloaded_as(folder.path(), "csv");
    let csv = std::fs::read_to_string(file).unwrap();
    assert!(csv.starts_with("\u{feff}return,period_start,"), "{csv}");
    assert!(csv.contains(",max_capacity,"), "{csv}");
    assert!(csv.contains(",24,24 beds,beds,given,,typed,"), "{csv}");
    assert!(csv.contains("\"'=1+1, he said \"\"no\"\"\""), "{csv}");

    page.go(&exactly(t::TAKE_EMAIL));
    let text = page
        .browser
        .session
        .run("return document.querySelector('#summary').value", &[]);
    let text = text.unwrap().as_str().unwrap_or_default().to_owned();
    assert!(text.contains("- Maximum capacity: 24 beds\n"), "{text}");
    assert!(
        text.contains(&["Reference: ", &reference].concat()),
        "{text}"
    );
    page.look("the summary for an e-mail");
    page.finish(&scene.receiver);
}

#[test]
fn any_return_has_a_blank_copy() {
    let scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("blank-copy", Engine::Chromium);
    page.shows(&exactly(t::START));
    page.go(&exactly(&scene.framework.title()));
    page.link(t::BLANK_COPY);
    page.shows("blank copy");
    page.says("How many beds can you use on ");
    page.says("General residential");
    page.says("We do not collect this");
    page.look("a blank copy");
    let paper = on_paper(&page);
    assert!(paper.contains("\u{2610} "), "{paper}");
    assert!(!paper.contains(t::TAKE_PRINT), "{paper}");
    page.finish(&scene.receiver);
}
