//! Parts that pages and questions share.

use crate::ui::el::{El, all, div, el, nothing};
use crate::ui::filling::Filling;
use care_engine::session::Finding;
use leptos::prelude::AnyView;

/// "There is a problem": message and anchor of each. Takes the focus when it appears, if it should.
pub fn error_summary(findings: Vec<(String, String)>, _focus: bool) -> AnyView {
    all(findings.into_iter().map(|(message, _)| el("p").text(&message).any()).collect())
}

/// "Check this figure": change it, or say that it is right and why.
pub fn warning(_filling: &Filling, _finding: Finding) -> AnyView {
    nothing()
}

/// How a thing stands, in a word or two. `kind` is `done`, `open`, `problem`, `waiting` or `quiet`.
pub fn status_tag(text: &str, kind: &str) -> El {
    div("strong", &["tag tag-", kind].concat()).text(text)
}

/// A button. `kind` is `` or `secondary` or `warning`.
pub fn button(label: &str, kind: &str, on_click: impl Fn() + 'static) -> El {
    div("button", &["button ", kind].concat()).attr("type", "button").text(label).on("click", move |_| on_click())
}

/// A link inside the page.
pub fn link(label: &str, href: &str) -> El {
    el("a").attr("href", href).text(label)
}

/// One row of a summary list.
pub struct SummaryRow {
    /// What was asked.
    pub key: String,
    /// What stands there: one paragraph each.
    pub value: Vec<El>,
    /// Where it can be changed: link text, hidden text after it, address.
    pub action: Option<(String, String, String)>,
}

/// Questions with their answers.
pub fn summary_list(rows: Vec<SummaryRow>) -> El {
    let row = |row: SummaryRow| {
        let action = row.action.map(|(text, hidden, href)| {
            let hidden = div("span", "visually-hidden").text(&hidden);
            div("dd", "summary-action").add(link(&text, &href).add(hidden))
        });
        div("div", "summary-row")
            .add(div("dt", "summary-key").text(&row.key))
            .add(div("dd", "summary-value").add_all(row.value))
            .add_maybe(action)
    };
    div("dl", "summary-list").add_all(rows.into_iter().map(row).collect())
}

/// The green panel of a thing that is done.
pub fn panel(title: &str, body: El) -> El {
    div("div", "panel").add(div("h1", "panel-title").attr("tabindex", "-1").text(title)).add(body)
}

/// Text set apart.
pub fn inset(body: El) -> El {
    div("div", "inset").add(body)
}

/// Text that opens on demand.
pub fn details(summary: &str, body: El) -> El {
    div("details", "details").add(el("summary").text(summary)).add(body)
}

/// Moves the focus to an element that is about to appear.
pub fn focus_soon(_id: &str) {}

/// Text for those who hear the page.
pub fn hidden_text(text: &str) -> El {
    div("span", "visually-hidden").text(text)
}

/// A link that only keyboards meet, and that moves the focus to an element.
pub fn skip_link(label: &str, id: &'static str) -> El {
    link(label, &["#", id].concat()).class("skip-link")
}
