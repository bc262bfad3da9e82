//! Parts that pages and questions share: small things first, those with a life of their own in files of theirs.

mod choice;
mod error_summary;
mod file;
mod focus;
pub(crate) mod js;
mod press;
mod warning;

pub(crate) use choice::{Choice, choice};
pub use error_summary::error_summary;
pub(crate) use file::file_box;
pub(crate) use focus::soon;
pub use focus::{focus, focus_soon};
pub(crate) use press::after_press;
pub(crate) use warning::asks_about;
pub use warning::warning;

use crate::ui::el::{El, Says, div, el, nothing};
use crate::ui::router::Route;
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::Cell;
use std::rc::Rc;

/// How a thing stands, in a word or two. `kind` is `done`, `open`, `problem`, `waiting` or `quiet`.
pub fn status_tag(text: &str, kind: &str) -> El {
    div("strong", &["tag tag-", kind].concat()).text(text)
}

/// A button. `kind` is empty or `secondary`, `warning` or `plain` (which looks like a link).
pub fn button(label: &str, kind: &str, on_click: impl Fn() + 'static) -> El {
    button_boxed(label, kind, Box::new(on_click))
}

fn button_boxed(label: &str, kind: &str, on_click: Box<dyn Says<()>>) -> El {
    div("button", &["button ", kind].concat())
        .attr("type", "button")
        .text(label)
        .on("click", move |_| on_click.says())
}

/// A link inside the page.
pub fn link(label: &str, href: &str) -> El {
    el("a").attr("href", href).text(label)
}

/// A link to a page.
#[expect(
    clippy::needless_pass_by_value,
    reason = "a route that is dropped here is not dropped in each place that makes one"
)]
pub fn to(label: &str, route: Route) -> El {
    link(label, &route.href())
}

/// A link to a page that looks like a button: the way on.
pub fn onward(label: &str, route: Route) -> El {
    to(label, route).class("button")
}

/// A link to the page above this one.
pub fn back(label: &str, route: Route) -> El {
    to(label, route).class("back")
}

/// A link that saves a file under this name. `href` is an object URL or an address of ours.
pub fn download(label: &str, href: &str, name: &str) -> El {
    link(label, href).attr("download", name)
}

/// A link that only keyboards meet, and that moves the focus to an element, since the address bar belongs to the
/// pages.
pub fn skip_link(label: &str, id: &'static str) -> El {
    link(label, &["#", id].concat())
        .class("skip-link")
        .on("click", move |event| {
            event.prevent_default();
            focus(id);
        })
}

/// Text for those who hear the page.
pub fn hidden_text(text: &str) -> El {
    div("span", "visually-hidden").text(text)
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
    let mut list = div("dl", "summary-list");
    for SummaryRow { key, value, action } in rows {
        let mut row = div("div", "summary-row")
            .add(div("dt", "summary-key").text(&key))
            .add(div("dd", "summary-value").add_all(value));
        if let Some((text, hidden, href)) = action {
            let link = link(&text, &href).add(hidden_text(&hidden));
            row = row.add(div("dd", "summary-action").add(link));
        }
        list = list.add(row);
    }
    list
}

/// The panel of a thing that is done.
pub fn panel(title: &str, body: El) -> El {
    div("div", "panel")
        .add(div("h1", "panel-title").attr("tabindex", "-1").text(title))
        .add(body)
}

/// Text set apart.
pub fn inset(body: El) -> El {
    div("div", "inset").add(body)
}

/// Text that opens on demand.
pub fn details(summary: &str, body: El) -> El {
    div("details", "details")
        .add(el("summary").text(summary))
        .add(div("div", "details-body").add(body))
}

/// Text that opens on demand and is made when it is first opened: a page has many, and few are.
pub fn details_later(summary: &str, open: bool, body: impl Fn() -> El + 'static) -> El {
    later_boxed(summary, open, Box::new(body))
}

fn later_boxed(summary: &str, open: bool, body: Box<dyn Says<El>>) -> El {
    let opened = Rc::new(Cell::new(open));
    let asked = ArcTrigger::new();
    let (seen, ask) = (Rc::clone(&opened), asked.clone());
    div("details", "details")
        .flag("open", open)
        .add(el("summary").text(summary))
        .add(div("div", "details-body").live(move || {
            asked.track();
            if opened.get() {
                body.says().any()
            } else {
                nothing()
            }
        }))
        .on("toggle", move |_| {
            if !seen.replace(true) {
                ask.notify();
            }
        })
}
