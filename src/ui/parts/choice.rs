//! One radio or checkbox with its label.

use crate::ui::el::{El, Hears, Says, div, el};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// What a radio or a checkbox is and does.
pub(crate) struct Choice {
    /// Whether choosing it leaves the others of its name.
    pub(crate) radio: bool,
    /// The id of the control.
    pub(crate) id: String,
    /// The name that its group shares.
    pub(crate) name: String,
    /// What it says.
    pub(crate) label: String,
    /// Whether it is chosen; followed.
    pub(crate) chosen: Box<dyn Says<bool>>,
    /// Whether it is out of use; followed.
    pub(crate) off: Box<dyn Says<bool>>,
    /// Called when the person chooses it (`true`) or takes it away.
    pub(crate) pick: Box<dyn Hears<bool>>,
}

/// A radio or checkbox with its label behind it.
pub(crate) fn choice(choice: Choice) -> El {
    let Choice {
        radio,
        id,
        name,
        label,
        chosen,
        off,
        pick,
    } = choice;
    let input = el("input")
        .attr("type", if radio { "radio" } else { "checkbox" })
        .id(&id)
        .attr("name", &name)
        .attr("autocomplete", "off");
    let (followed, picked): (HtmlInputElement, HtmlInputElement) = (
        input.node().clone().unchecked_into(),
        input.node().clone().unchecked_into(),
    );
    let input = input
        .follow(move || followed.set_checked(chosen.says()))
        .live_flag("disabled", move || off.says())
        .on("change", move |_| pick.hears(picked.checked()));
    div("div", "choice")
        .add(input)
        .add(el("label").attr("for", &id).text(&label))
}
