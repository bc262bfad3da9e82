//! What a widget loads in a page of somebody else's, up to its first question.

use std::path::Path;

use serde_json::json;

use super::{Loaded, port_of, weigh};
use crate::drivers::Chromium;
use crate::error::TaskError;
use crate::package;
use crate::places::{Places, remove_folder};
use crate::receiver;

/// The page of the package's examples that is opened.
const PAGE: &str = "examples/plain.html";
/// Answers once the widget asks something.
const ASKS: &str = include_str!("widget_asks.js");

/// Opens the package's plain example in a browser that has never seen it, and weighs what the widget brought.
pub(super) fn visit(places: &Places, program: &Path) -> Result<Vec<Loaded>, TaskError> {
    package::npm_of_built(places)?;
    let name = "size-widget";
    let folder = places.target.join(name);
    remove_folder(&folder)?;
    let running = receiver::start_empty(places, program, &package::npm_folder(places), name)?;
    let browser = Chromium::start(&folder.join("profile"))?;
    browser.open(&[&running.ready, PAGE].concat())?;
    browser.run_script(ASKS, &json!([]))?;
    let mut names = Vec::new();
    for (address, _) in browser.requested()? {
        let name = address.strip_prefix(&running.ready).unwrap_or_default();
        // The host's page and its own look are not the widget's.
        let own = !name.is_empty() && !name.starts_with("examples/") && name != "favicon.ico";
        if own && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    weigh(places, &folder, port_of(&running.ready)?, names)
}
