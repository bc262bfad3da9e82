//! The contact sheet: every page and state in one picture, light and dark, at the width of a desk and of a telephone.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use care_journeys::Fault;
use care_journeys::browser::{Browser, Engine, Profile};
use serde_json::json;

use crate::Look;

/// How wide the sheet is.
const WIDTH: u64 = 3300;
/// How the sheet is set out.
const STYLE: &str =
    "body{font:15px sans-serif;margin:12px;background:#888;display:flex;flex-wrap:wrap;gap:12px}
figure{margin:0;padding:8px;background:#fff;width:628px}figcaption{height:38px;overflow:hidden}
figure div{display:flex;gap:6px;height:330px;overflow:hidden;align-items:flex-start}
img{width:216px;border:1px solid #888}img.n{width:90px}";

/// Writes `index.html` beside the pictures, and a picture of it.
///
/// # Errors
/// Where the disk or the browser refuses.
pub(crate) fn make(looks: &[Look], folder: &Path) -> Result<(), Fault> {
    let mut page = format!(
        "<!doctype html><meta charset=utf-8><title>Care Returns</title><style>{STYLE}</style>"
    );
    let mut looks: Vec<&Look> = looks
        .iter()
        .filter(|look| look.engine == "Chromium")
        .collect();
    looks.sort_by_key(|look| (&look.page, &look.journey, &look.state));
    for look in looks {
        let name = format!("{}-{}", look.journey, look.state);
        let _ = write!(
            page,
            "<figure><figcaption>{}<br>{name}</figcaption><div>",
            look.page
        );
        for view in &look.views {
            let class = if view.starts_with("1280") { "w" } else { "n" };
            let file = format!("{name}-{view}.png");
            let _ = write!(
                page,
                "<a href={file}><img class={class} src={file} alt={view}></a>"
            );
        }
        page.push_str("</div></figure>");
    }
    let told = |reason: std::io::Error| Fault::at(folder.to_string_lossy(), reason);
    let index = folder.join("index.html");
    fs::write(&index, page).map_err(told)?;
    let index = index.canonicalize().map_err(told)?;
    let browser = Browser::start(Engine::Chromium, &Profile::new()?)?;
    let size = json!({"width": WIDTH, "height": 1000, "deviceScaleFactor": 1, "mobile": false});
    browser.devtools("Emulation.setDeviceMetricsOverride", &size)?;
    browser
        .session
        .open(&format!("file://{}", index.display()))?;
    browser.picture(&folder.join("contact-sheet.png"))
}
