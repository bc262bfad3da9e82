//! The error summary at the top of a page.

use crate::ui::el::{View, div, el};
use crate::ui::parts::{focus, focus_soon, link};
use crate::ui::text::fields as t;

const ID: &str = "error-summary";

/// "There is a problem": message and anchor of each. Takes the focus when it appears, if it should. A link moves the
/// focus to its question and leaves the address alone, which belongs to the pages.
pub fn error_summary(findings: Vec<(String, String)>, takes_focus: bool) -> View {
    let mut lines = el("ul");
    for (message, anchor) in findings {
        let href = ["#", &anchor].concat();
        lines = lines.add(
            el("li").add(link(&message, &href).on("click", move |event| {
                event.prevent_default();
                focus(&anchor);
            })),
        );
    }
    if takes_focus {
        focus_soon(ID);
    }
    div("div", "error-summary")
        .id(ID)
        .attr("tabindex", "-1")
        .add(
            el("div")
                .attr("role", "alert")
                .add(el("h2").text(t::PROBLEM))
                .add(lines),
        )
        .any()
}
