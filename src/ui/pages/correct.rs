//! Why a sent return is corrected; then its answers in a new draft.

use super::{gone, heading};
use crate::shell::{OpenError, spawn};
use crate::ui::el::{View, div, el, nothing};
use crate::ui::parts::{asks_about, button, error_summary};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::fields;
use crate::ui::text::pages as t;
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

const REASON: &str = "reason";

/// The page.
pub(super) fn page(app: &App, id: &str) -> View {
    let known = app.shell().lists().sent.iter().any(|sent| sent.id == id);
    if !known {
        return gone::page(app, &OpenError::Gone);
    }
    let wrong: Rc<Cell<Option<&'static str>>> = Rc::default();
    let warned: RefCell<Option<String>> = RefCell::default();
    let said = ArcTrigger::new();
    let (seen, told) = (Rc::clone(&wrong), said.clone());
    let (at_field, told_field) = (Rc::clone(&wrong), said.clone());
    let area = el("textarea")
        .id(REASON)
        .attr("rows", "3")
        .attr("autocomplete", "off")
        .attr("aria-describedby", "reason-hint");
    let typed: HtmlTextAreaElement = area.node().clone().unchecked_into();
    let (on, id) = (app.clone(), id.to_owned());
    let trouble = gone::Trouble::none();
    let said_why = trouble.view();
    let go_on = button(t::MAKE_COPY, "", move || {
        let reason = typed.value().trim().to_owned();
        let found = if reason.is_empty() {
            Some(t::ENTER_REASON)
        } else {
            let asks = asks_about(&reason, warned.borrow().as_deref());
            asks.then_some(fields::LOOKS_PERSONAL)
        };
        if found == Some(fields::LOOKS_PERSONAL) {
            warned.replace(Some(reason.clone()));
        }
        wrong.set(found);
        said.notify();
        on.set_problem(found.is_some());
        if found.is_none() {
            let (app, id, trouble) = (on.clone(), id.clone(), trouble.clone());
            spawn(async move {
                let draft = app.shell().correct(&id, &reason).await;
                if let Some(draft) = trouble.opened(draft) {
                    app.replace(&Route::Tasks(draft));
                }
            });
        }
    });
    div("div", "body")
        .add(div("div", "problems").live(move || {
            told.track();
            match seen.get() {
                Some(words) => error_summary(vec![(words.to_owned(), REASON.to_owned())], true),
                None => nothing(),
            }
        }))
        .add(heading(app, t::CORRECT_THIS))
        .add(
            div("div", "field")
                .add(div("label", "label").attr("for", REASON).text(t::REASON))
                .add(div("p", "hint").id("reason-hint").text(t::REASON_HINT))
                .add(div("div", "message").live(move || {
                    told_field.track();
                    match at_field.get() {
                        Some(words) => div("p", "error")
                            .add(crate::ui::parts::hidden_text(t::ERROR_PREFIX))
                            .text(words)
                            .any(),
                        None => nothing(),
                    }
                }))
                .add(area),
        )
        .add(said_why)
        .add(go_on)
        .any()
}
