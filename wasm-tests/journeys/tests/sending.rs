//! On the way: a receiver that is away, that refuses, that answers into the void. Nothing is lost, nothing is there twice.

use care_journeys::browser::Engine;
use care_journeys::framework::{exactly, literal};
use care_journeys::texts as t;

use crate::steps::{REFUSED, Scene, fernway, larch_house, last_month, send};

#[test]
fn a_receiver_that_is_down_leaves_it_queued_and_it_goes_out_by_itself() {
    let mut scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("down", Engine::Chromium);
    scene.begin(&page, false);
    scene.fill_all(&page);
    scene.receiver.stop();
    send(&page);
    page.arrives_at(t::FINISHED_AT);
    page.says(t::WAITING);
    page.says(&literal(t::WHY_LINE));
    page.look("waiting");
    page.link(t::NAV_DUE);
    page.arrives_at(&exactly(t::DUE));
    page.says(t::WAITING);
    page.look("what is due, waiting");
    page.back();
    page.arrives_at(t::FINISHED_AT);

    scene.receiver.resume().unwrap();
    // Nobody touches the page from here on.
    page.is_sent_by_itself();
    let reference = page.reads(t::REFERENCE);
    let rows = scene.receiver.rows().unwrap();
    assert_eq!(rows.len(), 2, "last month's and this month's");
    assert_eq!(rows[1].reference, reference);
    scene.holds_what_was_typed(&rows[1]);
    page.look("received after waiting");
    page.finish(&scene.receiver);
}

#[test]
fn a_refusal_is_said_at_its_question_and_can_be_corrected_and_sent() {
    let mut scene = Scene::with_reads(larch_house(), &last_month());
    let page = scene.open("refused", Engine::Chromium);
    scene.begin(&page, false);
    scene.fill_all(&page);
    let reason = scene.is_refused(&page);
    page.look("refused");
    assert_eq!(scene.receiver.rows().unwrap().len(), 1, "last month's only");

    page.go(&exactly(t::CORRECT_AND_SEND));
    page.arrives_at(&exactly(t::CHECK));
    page.says(&literal(reason));
    page.look("check your answers, refused");
    scene.comes_to_what_was_refused(&page);
    page.says_beside(&scene.framework, REFUSED, &literal(reason));
    page.look("people, refused");
    scene.mends_what_was_refused(&page);
    scene.receiver.mode("normal").unwrap();
    send(&page);
    page.arrives_at(&exactly(t::RECEIVED));
    let rows = scene.receiver.rows().unwrap();
    assert_eq!(rows.len(), 2, "last month's and this month's");
    scene.holds_what_was_typed(&rows[1]);
    page.finish(&scene.receiver);
}

#[test]
fn a_return_whose_answer_was_lost_is_there_once() {
    whose_answer_was_lost(Engine::Chromium);
}

#[test]
fn a_return_of_firefox_whose_answer_was_lost_is_there_once() {
    whose_answer_was_lost(Engine::Firefox);
}

#[test]
fn a_return_of_webkit_whose_answer_was_lost_is_there_once() {
    whose_answer_was_lost(Engine::WebKit);
}

fn whose_answer_was_lost(engine: Engine) {
    let scene = Scene::without_reads(fernway());
    let page = scene.open(&format!("lost-{engine:?}"), engine);
    scene.begin(&page, true);
    scene.fill_all(&page);
    scene.receiver.mode("lost-answer").unwrap();
    send(&page);
    // The answer to what is sent is lost each time; what is asked by its id is answered.
    page.says_within(60, t::REFERENCE);
    let rows = scene.receiver.rows().unwrap();
    assert_eq!(rows.len(), 1);
    scene.holds_what_was_typed(&rows[0]);

    // Opened again, it is not sent again.
    scene.receiver.mode("normal").unwrap();
    page.reload();
    page.says(t::REFERENCE);
    assert_eq!(scene.receiver.rows().unwrap().len(), 1);
    page.finish(&scene.receiver);
}
