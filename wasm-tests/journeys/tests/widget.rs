//! The widget in pages of somebody else's: it does what the page does, and leaves the host's page as it was.

use care_journeys::browser::Engine;
use care_journeys::framework::{exactly, literal};
use care_journeys::home::{Given, Home, TABLE, posted};
use care_journeys::page::{Page, told};
use care_journeys::{portal, texts as t};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::languages::{IRISH, translates};
use crate::people::{PIN, set_up, unlock};
use crate::steps::{Scene, fernway, larch_house, last_month, send};

/// A portal's folder, and what is served from it. It knows two homes.
pub(crate) fn scene() -> (TempDir, Scene) {
    let subject = |home: &Home| json!({"kind": "location", "answers": home.profile});
    let subjects = json!({"subjects": [subject(&larch_house()), subject(&fernway())]});
    let folder = told(portal::folder(&subjects));
    let scene = Scene::with_page(larch_house(), &last_month(), folder.path());
    (folder, scene)
}

#[track_caller]
pub(crate) fn open(scene: &Scene, name: &str, engine: Engine, path: &str) -> Page {
    let name = format!("widget-{name}-{engine:?}");
    let page = Page::open_at(&name, engine, &scene.profile, &scene.receiver, path);
    page.within("#one");
    page
}

/// The home is described, and who fills in; then the return is there.
#[track_caller]
pub(crate) fn begin(scene: &Scene, page: &Page) {
    page.shows("^About this location$");
    // A widget that comes with the host's page takes no focus by itself.
    assert_eq!(
        page.of_host("document.activeElement === document.body"),
        json!(true)
    );
    page.host_does("document.querySelector('care-return').shadowRoot.querySelector('h1').focus()");
    scene.say_for_whom(page);
    scene.say_who(page);
    page.arrives_at(&exactly(&scene.framework.title()));
}

#[track_caller]
fn events(page: &Page, kind: &str) -> Vec<Value> {
    let all = page.of_host("careEvents");
    let all = all.as_array().cloned().unwrap_or_default();
    let wanted = format!("care-return:{kind}");
    all.into_iter()
        .filter(|event| event["type"] == json!(wanted))
        .collect()
}

/// That the host's page is as it was before the widget came.
#[track_caller]
fn host_is_left_alone(page: &Page) {
    let before = page.of_host("careBefore");
    assert!(before["globals"].is_string(), "the host saw nothing");
    assert_eq!(page.of_host("careHost()"), before);
}

fn in_a_plain_page(engine: Engine) {
    let (_folder, scene) = scene();
    let page = open(&scene, "plain", engine, "portal/plain.html");
    page.shows("^About this location$");
    page.look("about the location");
    begin(&scene, &page);
    page.look("tasks");
    // An error takes the focus to its summary, and from there to its question.
    page.link("Beds");
    page.arrives_at("^Beds$");
    page.fill_section(&scene.framework, "Beds", &scene.home);
    page.fill(&scene.framework, "Beds occupied", "30");
    page.go(&exactly(t::CONTINUE));
    let message = page.summary().remove(0);
    page.look("an error");
    page.follow(&message);
    page.fill(&scene.framework, "Beds occupied", "20");
    page.saved();
    page.link(t::TO_TASKS);
    page.arrives_at(&exactly(&scene.framework.title()));
    host_is_left_alone(&page);
    scene.fill_all(&page);
    page.look("check your answers");
    send(&page);
    page.arrives_at(&exactly(t::RECEIVED));
    page.look("received");
    let rows = scene.receiver.rows().unwrap();
    assert_eq!(rows.len(), 2, "last month's, and this one");
    let row = rows.last().unwrap();
    scene.holds_what_was_typed(row);
    host_is_left_alone(&page);
    let submitted = events(&page, "submitted");
    assert_eq!(submitted.len(), 1, "{submitted:?}");
    assert_eq!(submitted[0]["detail"]["id"], json!(row.id));
    assert_eq!(submitted[0]["detail"]["reference"], json!(row.reference));
    // As a part of the host's own form.
    let form = "[...new FormData(document.getElementById('form'))]";
    assert_eq!(page.of_host(form), json!([["receipt", row.reference]]));
    for kind in ["ready", "changed", "saved"] {
        assert!(!events(&page, kind).is_empty(), "{kind}");
    }
    let told = page.of_host("JSON.stringify(careEvents)").to_string();
    assert!(!told.contains("Larch House"), "an answer was told: {told}");
    page.finish(&scene.receiver);
}

fn two_on_a_page(engine: Engine) {
    let (_folder, scene) = scene();
    let page = open(&scene, "two", engine, "portal/two.html");
    let names = [larch_house(), fernway()];
    for (id, home) in ["#one", "#two"].iter().zip(&names) {
        page.within(id);
        page.shows(&exactly(&scene.framework.title()));
        page.says(home.name());
    }
    page.look("two");
    // The same page of both, with the same ids in each.
    let numbers = [("#one", "3", "Robin"), ("#two", "4", "Wren")];
    for (id, figure, note) in numbers {
        page.within(id);
        page.link("Notes");
        page.arrives_at("^Notes$");
        page.holds(&scene.framework, "Notes", "Known to the portal");
        page.fill(&scene.framework, "Notes", &[note, figure].concat());
        page.saved();
    }
    // Moved, taken away and put back, and put in twice.
    page.host_does("right.append(one); left.append(two); left.append(two)");
    page.host_does("window.gone = document.getElementById('one'); window.gone.remove()");
    page.within("#two");
    page.holds(&scene.framework, "Notes", "Wren4");
    page.host_does("right.append(window.gone); left.append(window.gone)");
    for (id, figure, note) in numbers {
        page.within(id);
        page.holds(&scene.framework, "Notes", &[note, figure].concat());
    }
    let loads = "performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.wasm')).length";
    assert_eq!(page.of_host(loads), json!(2), "two files of one module");
    page.finish(&scene.receiver);
}

/// How the widget's heading, first question, first button and first box are drawn.
#[track_caller]
fn drawn(page: &Page) -> Value {
    let drawn = page.of_host(
        "['h1', '.ask', '.button', 'input'].map((which) => {
           const style = getComputedStyle(document.getElementById('one').shadowRoot.querySelector(which));
           return ['fontSize', 'fontFamily', 'fontStyle', 'letterSpacing', 'lineHeight', 'textTransform', 'visibility', 'whiteSpace', 'display', 'color', 'backgroundColor', 'paddingTop', 'borderTopWidth']
             .map((name) => `${which} ${name}: ${style[name]}`).join('; ');
         })",
    );
    assert_eq!(drawn.as_array().map(Vec::len), Some(4), "{drawn}");
    drawn
}

fn in_a_hostile_page(engine: Engine) {
    let (_folder, scene) = scene();
    let page = open(&scene, "bare", engine, "portal/bare.html");
    page.shows("^About this location$");
    let plain = drawn(&page);
    page.finish(&scene.receiver);
    let page = open(&scene, "hostile", engine, "portal/hostile.html");
    page.shows("^About this location$");
    assert_eq!(drawn(&page), plain);
    begin(&scene, &page);
    page.link("Beds");
    page.arrives_at("^Beds$");
    page.fill_section(&scene.framework, "Beds", &scene.home);
    page.saved();
    page.link(t::TO_TASKS);
    page.arrives_at(&exactly(&scene.framework.title()));
    scene.fill_all(&page);
    send(&page);
    page.arrives_at(&exactly(t::RECEIVED));
    scene.holds_what_was_typed(scene.receiver.rows().unwrap().last().unwrap());
    host_is_left_alone(&page);
    page.finish(&scene.receiver);
}

/// The host gives all that it knows, and takes the finished return itself: no backend is called.
fn hands_over(engine: Engine) {
    let (folder, scene) = scene();
    let mut answers = serde_json::Map::new();
    for (item, given) in &scene.home.answers {
        let given = match given {
            Given::One(text) => json!(text),
            Given::Many(codes) => json!(codes),
            Given::Missing(_) => continue,
        };
        answers.insert(item.clone(), given);
    }
    for (row, column, value) in &scene.home.cells {
        answers.insert([TABLE, row, column].join("/"), json!(value));
    }
    let file = folder.path().join("portal/answers.json");
    std::fs::write(file, Value::Object(answers.clone()).to_string()).unwrap();
    let page = open(&scene, "hand-over", engine, "portal/hand-over.html");
    page.shows(&exactly(&scene.framework.title()));
    page.go(&exactly(t::CHECK_AND_SEND));
    page.arrives_at(&exactly(t::CHECK));
    page.go(&exactly(t::GO_ON_TO_SEND));
    page.arrives_at(&exactly(t::DECLARE));
    page.go(&format!("^{}", t::CHANGE));
    scene.say_who(&page);
    page.arrives_at(&exactly(&scene.framework.title()));
    page.go(&exactly(t::CHECK_AND_SEND));
    send(&page);
    // The portal's word does not come the first time; the same is given to it again.
    page.shows_within(60, &exactly(t::RECEIVED));
    page.says("PORTAL-7");
    let taken = page.of_host("careTaken");
    assert_eq!(taken[0], taken[1], "the same id and the same bytes");
    let body: Value = serde_json::from_str(taken[1]["text"].as_str().unwrap()).unwrap();
    assert_eq!(body["id"], taken[1]["id"]);
    for item in answers.keys().filter(|item| !item.contains('/')) {
        let question = told(scene.framework.question(item));
        let mut answer = body["answers"][item].clone();
        assert_eq!(answer["origin"], json!("host"), "{item}: {answer}");
        answer.as_object_mut().unwrap().remove("origin");
        assert_eq!(
            answer,
            posted(&question, &scene.home.answers[item]),
            "{item}"
        );
    }
    let submitted = events(&page, "submitted");
    assert_eq!(submitted[0]["detail"]["reference"], json!("PORTAL-7"));
    assert_eq!(
        scene.receiver.rows().unwrap().len(),
        1,
        "last month's alone"
    );
    page.finish(&scene.receiver);
}

/// What a host says of it: where its headings begin, that a person stays, which pages there are, and to go on.
#[test]
fn a_host_steers_the_widget() {
    let (_folder, scene) = scene();
    let title = exactly(&scene.framework.title());
    let page = open(&scene, "steered", Engine::Chromium, "portal/plain.html");
    begin(&scene, &page);
    page.is_so(
        "a heading of the level that the host asks for",
        "window.careJourneyWidget.shadowRoot.querySelector('h1').getAttribute('aria-level') === '3'",
    );
    page.host_does("addEventListener('care-return:leaving', (event) => event.preventDefault(), { once: true })");
    page.link(t::DUE);
    page.shows(&title);
    let left = events(&page, "leaving");
    assert_eq!(left.len(), 1, "{left:?}");
    assert_eq!(left[0]["detail"], json!({"page": "due"}));
    page.link("Notes");
    page.arrives_at("^Notes$");
    page.fill(&scene.framework, "Notes", "Robin3");
    assert_eq!(page.of_host("one.save()"), json!(true));
    assert_eq!(page.of_host("one.finish()"), json!(true));
    page.arrives_at(&exactly(t::CHECK));
    // Without a word against it a person leaves, and with other attributes the widget begins anew.
    page.link(t::TO_TASKS);
    page.arrives_at(&title);
    page.link(t::DUE);
    page.arrives_at(&exactly(t::DUE));
    page.host_does("one.setAttribute('pages', 'draft check declare done')");
    page.shows(&title);
    page.link(t::DUE);
    page.shows(&title);
    page.link("Notes");
    page.arrives_at("^Notes$");
    page.holds(&scene.framework, "Notes", "Robin3");
    page.finish(&scene.receiver);
}

/// A host's styles reach the parts that the package's README names, and nothing else.
#[test]
fn a_host_styles_the_parts_and_nothing_else() {
    let (_folder, scene) = scene();
    let page = open(&scene, "parts", Engine::Chromium, "portal/plain.html");
    page.shows("^About this location$");
    page.host_does(
        "const sheet = new CSSStyleSheet();
         sheet.replaceSync('p, h1, button { scroll-margin-top: 9px }');
         for (const part of ['page', 'heading', 'button', 'field', 'input', 'error-summary'])
           sheet.insertRule(`care-return::part(${part}) { scroll-margin-top: 7px }`);
         document.adoptedStyleSheets = [sheet];
         globalThis.careMargins = (selector) => [...one.shadowRoot.querySelectorAll(selector)]
           .map((each) => getComputedStyle(each).scrollMarginTop);",
    );
    let reaches = |parts: &str| {
        let script = format!(
            "{parts}.every((part) => careMargins(`[part~=${{part}}]`).concat('7px').every((margin, at, all) => all.length > 1 && margin === '7px'))"
        );
        page.is_so("parts as the host has them", &script);
    };
    reaches("['page', 'heading', 'button', 'field', 'input']");
    page.go(&exactly(t::CONTINUE));
    reaches("['error-summary']");
    page.is_so(
        "paragraphs as they were",
        "careMargins('p:not([part])').every((margin, at, all) => all.length > 1 && margin === '0px')",
    );
    page.finish(&scene.receiver);
}

/// The host says in which language the questions are asked.
#[test]
fn a_host_chooses_the_language_of_the_questions() {
    let (folder, scene) = scene();
    translates(&IRISH, folder.path());
    let page = open(&scene, "language", Engine::Chromium, "portal/plain.html");
    begin(&scene, &page);
    page.host_does("one.setAttribute('language', 'ga')");
    page.link(IRISH.beds);
    page.arrives_at(&exactly(IRISH.beds));
    page.is_so(
        "a heading that says its language",
        "one.shadowRoot.querySelector('h1 [lang], h1[lang]')?.lang === 'ga'",
    );
    page.fill(&scene.framework, "Beds occupied", "20");
    page.host_does("one.removeAttribute('language')");
    page.shows(&exactly(&scene.framework.title()));
    page.link("Beds");
    page.arrives_at("^Beds$");
    page.holds(&scene.framework, "Beds occupied", "20");
    page.finish(&scene.receiver);
}

/// What the host knows of earlier returns stands beside the questions, where the backend knows none.
#[test]
fn a_portal_gives_the_earlier_return() {
    let (folder, scene) = scene();
    let mut body = scene.receiver.rows().unwrap()[0].body.clone();
    body["subject"]["id"] = json!(fernway().id());
    let file = folder.path().join("portal/latest.json");
    std::fs::write(file, body.to_string()).unwrap();
    let page = open(&scene, "latest", Engine::Chromium, "portal/latest.html");
    page.shows(&exactly(&scene.framework.title()));
    page.link("Staff");
    page.arrives_at("^Staff$");
    page.go_first("^Same as last time: ");
    let nurses = last_month().answers["nurses_employed"].clone();
    let Given::One(nurses) = nurses else {
        panic!("last month's nurses were not counted");
    };
    page.holds(&scene.framework, "nurses_employed", &nurses);
    page.finish(&scene.receiver);
}

/// What waits goes out at the host's word, and what the host hears of what does not come about.
#[test]
fn a_host_has_what_waits_sent_and_hears_of_what_fails() {
    let (_folder, mut scene) = scene();
    let page = open(&scene, "waits", Engine::Chromium, "portal/plain.html");
    begin(&scene, &page);
    scene.fill_all(&page);
    scene.receiver.stop();
    send(&page);
    page.arrives_at(t::FINISHED_AT);
    page.says(&literal(t::WHY_LINE));
    assert!(events(&page, "submitted").is_empty());
    scene.receiver.resume().unwrap();
    page.host_does("one.send()");
    page.arrives_at(&exactly(t::RECEIVED));
    assert_eq!(events(&page, "submitted").len(), 1);
    assert!(events(&page, "failed").is_empty());
    // A period for which nothing is due.
    page.host_does("one.setAttribute('period', '2001-01')");
    page.shows(&exactly(t::DUE));
    page.host_does("one.removeAttribute('period')");
    page.shows(&exactly(t::RECEIVED));
    // A framework that is not there, and then is.
    page.host_does("one.setAttribute('framework', '/no-such-framework.json')");
    page.is_so(
        "an event of what failed",
        "careEvents.some(({ type, detail }) => type === 'care-return:failed' && detail.what === 'start')",
    );
    page.shows("^This page cannot start$");
    page.host_does("one.removeAttribute('framework')");
    page.shows(&exactly(t::RECEIVED));
    page.lets_pass("status of 404");
    page.finish(&scene.receiver);
}

/// The host can lock what is on the device, and only a PIN opens it.
#[test]
fn a_host_locks_what_is_on_the_device() {
    let (_folder, scene) = scene();
    let page = open(&scene, "locked", Engine::Chromium, "portal/plain.html");
    page.shows("^About this location$");
    page.host_does("one.removeAttribute('return')");
    set_up(&page, "Made-up Name", "Made-up Home");
    assert_eq!(page.of_host("one.lock()"), json!(true));
    page.shows(&exactly(t::UNLOCK));
    page.does_not_say("Made-up Home");
    unlock(&page, PIN);
    page.does_not_say(&exactly(t::UNLOCK));
    page.finish(&scene.receiver);
}

/// The portal's token is asked for, and another where the first is not taken any more.
#[test]
fn the_widget_sends_in_the_name_of_who_is_signed_in_at_the_portal() {
    let (_folder, scene) = scene();
    told(scene.receiver.sign_in(&json!({"tokens": {"first": "a"}})));
    let page = open(
        &scene,
        "signed-in",
        Engine::Chromium,
        "portal/signed-in.html",
    );
    page.says("Made-up a");
    page.go(&exactly(t::DO_NOT_KNOW_ME));
    begin(&scene, &page);
    scene.fill_all(&page);
    told(scene.receiver.sign_in(&json!({"tokens": {"second": "a"}})));
    send(&page);
    page.arrives_at(&exactly(t::RECEIVED));
    let rows = scene.receiver.rows().unwrap();
    scene.holds_what_was_typed(&rows[1]);
    let person = json!({"issuer": "portal", "subject": "a", "name": "Made-up a"});
    assert_eq!(rows[1].body["finishedAs"], person);
    page.lets_pass("status of 401");
    page.finish(&scene.receiver);
}

#[test]
fn a_portal_gives_what_it_knows_and_takes_the_return() {
    hands_over(Engine::Chromium);
}

#[test]
fn the_widget_works_in_a_plain_page_in_chromium() {
    in_a_plain_page(Engine::Chromium);
}

#[test]
fn the_widget_works_in_a_plain_page_in_firefox() {
    in_a_plain_page(Engine::Firefox);
}

#[test]
fn the_widget_works_in_a_plain_page_in_webkit() {
    in_a_plain_page(Engine::WebKit);
}

#[test]
fn two_widgets_do_not_mix_in_chromium() {
    two_on_a_page(Engine::Chromium);
}

#[test]
fn two_widgets_do_not_mix_in_firefox() {
    two_on_a_page(Engine::Firefox);
}

#[test]
fn two_widgets_do_not_mix_in_webkit() {
    two_on_a_page(Engine::WebKit);
}

#[test]
fn a_hostile_page_does_nothing_to_the_widget_in_chromium() {
    in_a_hostile_page(Engine::Chromium);
}

#[test]
fn a_hostile_page_does_nothing_to_the_widget_in_firefox() {
    in_a_hostile_page(Engine::Firefox);
}

#[test]
fn a_hostile_page_does_nothing_to_the_widget_in_webkit() {
    in_a_hostile_page(Engine::WebKit);
}
