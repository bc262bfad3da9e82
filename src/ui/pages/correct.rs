//! Why a sent return is corrected; then its answers in a new draft.

use super::{gone, heading};
use crate::shell::{OpenError, spawn};
use crate::ui::el::{View, div, el, nothing};
use crate::ui::parts::{button, error_summary};
use crate::ui::router::Route;
use crate::ui::signals::App;
use crate::ui::text::pages as t;
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::Cell;
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
    let blank = Rc::new(Cell::new(false));
    let said = ArcTrigger::new();
    let (seen, told) = (Rc::clone(&blank), said.clone());
    let (at_field, told_field) = (Rc::clone(&blank), said.clone());
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
        blank.set(reason.is_empty());
        said.notify();
        on.set_problem(reason.is_empty());
        if !reason.is_empty() {
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
            if seen.get() {
                error_summary(vec![(t::ENTER_REASON.to_owned(), REASON.to_owned())], true)
            } else {
                nothing()
            }
        }))
        .add(heading(app, t::CORRECT_THIS))
        .add(
            div("div", "field")
                .add(div("label", "label").attr("for", REASON).text(t::REASON))
                .add(div("p", "hint").id("reason-hint").text(t::REASON_HINT))
                .add(div("div", "message").live(move || {
                    told_field.track();
                    if at_field.get() {
                        div("p", "error")
                            .add(crate::ui::parts::hidden_text(t::ERROR_PREFIX))
                            .text(t::ENTER_REASON)
                            .any()
                    } else {
                        nothing()
                    }
                }))
                .add(area),
        )
        .add(said_why)
        .add(go_on)
        .any()
}
