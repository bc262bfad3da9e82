//! A look at the page as it stands: accessibility rules, width, pictures, and what broke the policy; light and dark, in
//! Chromium also narrow.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::panic::Location;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::Page;
use crate::browser::Engine;
use crate::{Fault, states, tools};

/// As wide as a desk's screen.
const WIDE: u64 = 1280;
/// As wide as most telephones.
const TELEPHONE: u64 = 390;
/// As wide as the narrowest telephone, and as a wide screen at 400 %.
const NARROW: u64 = 320;

/// Runs the rules, all or the named ones, and gives what breaks them, a line each.
const RULES: &str = r#"
const [only, done] = arguments;
const which = only ? { runOnly: only } : { rules: { "target-size": { enabled: true } } };
axe.run(document, { resultTypes: ["violations"], preload: false, ...which }).then(
  (found) => done(found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id} (${rule.impact}): ${node.html.slice(0, 200)} | ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? rule.help}`))),
  (reason) => done([`axe: ${reason}`]));
"#;

/// What a person may set text to (WCAG 1.4.12).
const SPACED: &str = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }";

/// Lays the page out under a style, which may be none, and gives what is cut off then.
const CUT: &str = "(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(arguments[0]);
  document.adoptedStyleSheets = [sheet];
  const isCut = (one) => getComputedStyle(one).overflow !== 'visible' && !one.closest('.visually-hidden, thead, textarea, select')
    && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
  return [...document.querySelectorAll('body *')].filter((one) => isShown(one) && !one.matches('input') && isCut(one)).map((one) => one.outerHTML.slice(0, 120));
})()";

/// Turns the condition of every rule for a dark device into one that holds, or back. Gives whether there was one.
const DARK: &str = "(() => {
  // A guest is in a page of somebody else's, whose rules these would be.
  if (!document.styleSheets) return false;
  const [asked, held] = ['(prefers-color-scheme: dark)', '(min-width: 0.5px)'];
  const [from, to] = arguments[0] ? [asked, held] : [held, asked];
  let found = false;
  for (const sheet of document.styleSheets) for (const rule of sheet.cssRules) if (rule.media?.mediaText.includes(from)) {
    rule.media.mediaText = rule.media.mediaText.replace(from, to);
    found = true;
  }
  if (found && arguments[0]) document.documentElement.style.colorScheme = 'dark';
  else document.documentElement.removeAttribute('style');
  return found;
})()";

impl Page {
    /// Looks at the page as it stands. What is wrong is told at the journey's end.
    #[track_caller]
    pub fn look(&self, state: &str) {
        let widths = if tools::screenshots().is_some() {
            [WIDE, TELEPHONE]
        } else {
            [WIDE, NARROW]
        };
        self.look_in(state, &widths);
    }

    /// Looks at the page as on the narrowest telephone, 320 pixels, where the browser can be so narrow.
    #[track_caller]
    pub fn look_narrow(&self, state: &str) {
        if self.browser.engine == Engine::Chromium {
            self.look_in(state, &[NARROW]);
        }
    }

    #[track_caller]
    fn look_in(&self, state: &str, widths: &[u64]) {
        let before = self.wrong.borrow().len();
        let mut views = Vec::new();
        if self.browser.engine == Engine::Chromium {
            for width in widths {
                if *width != WIDE {
                    self.must(self.browser.emulate(*width, 844));
                }
                for dark in [false, true] {
                    let view = format!("{width}{}", if dark { "-dark" } else { "" });
                    self.must(self.browser.scheme(dark));
                    self.look_at(state, &view, dark);
                    views.push(view);
                }
                self.must(self.browser.scheme(false));
                // A wide screen at 200 % (WCAG 1.4.4); text spaced out, where there is least room.
                if *width == WIDE {
                    self.must(self.browser.emulate(WIDE / 2, 844));
                    self.look_set(state, "1280 at 200 %", "");
                } else {
                    self.look_set(state, &format!("{width}, spaced out"), SPACED);
                }
            }
            self.must(self.browser.wide());
        } else {
            self.look_at(state, &WIDE.to_string(), false);
            views.push(WIDE.to_string());
            if self.darkens(true) {
                let view = format!("{WIDE}-dark");
                self.look_at(state, &view, true);
                views.push(view);
                self.darkens(false);
            }
        }
        self.note_violations();
        let wrong = self.wrong.borrow().len() - before;
        self.must(self.note_looked(state, &views, wrong));
    }

    /// Makes the page's own rules for a dark device hold, or not, where the driver cannot ask for them. Whether the page
    /// has any.
    #[track_caller]
    fn darkens(&self, dark: bool) -> bool {
        self.must(self.ask(DARK, &[json!(dark)])) == json!(true)
    }

    /// What has come of hostile text: a script of it that ran, an element that only it could have made, a character that
    /// turns the direction of text.
    #[track_caller]
    pub fn harm(&self) -> Vec<String> {
        let found = self.must(self.ask(
            "[
               ...(window.careHostile ? ['a script of it ran'] : []),
               ...[...document.querySelectorAll('img, svg, iframe, object, embed, script:not([integrity]), style, [onerror], [onload], [onclick], [style]')].map((one) => one.outerHTML.slice(0, 120)),
               ...[...document.querySelectorAll('a[href]')].filter((one) => /^(javascript|data):/i.test(one.href)).map((one) => one.href.slice(0, 120)),
               ...(/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.body.textContent + document.title) ? ['text is turned'] : []),
             ]",
            &[],
        ));
        let lines = found.as_array().into_iter().flatten();
        lines.map(Value::to_string).collect()
    }

    /// The scheme changes nothing but colours, so that only what is about them is asked a second time.
    #[track_caller]
    fn look_at(&self, state: &str, view: &str, only_colours: bool) {
        for found in self.must(self.broken_rules(only_colours)) {
            self.note(format!("{state} at {view}: {found}"));
        }
        self.note_sideways(state, view);
        if let Some(folder) = tools::screenshots() {
            let file = folder.join(format!(
                "{}-{}-{view}.png",
                file_name(&self.name),
                file_name(state)
            ));
            self.must(self.browser.picture(&file));
        }
    }

    /// Looks at the page with its text set otherwise: nothing is cut off, and nothing stands beside the page.
    #[track_caller]
    fn look_set(&self, state: &str, view: &str, style: &str) {
        let cut = self.must(self.ask(CUT, &[json!(style)]));
        for cut in cut.as_array().into_iter().flatten() {
            self.note(format!("{state} at {view}: cut off: {cut}"));
        }
        self.note_sideways(state, view);
        self.must(self.ask("(document.adoptedStyleSheets = []).length", &[]));
    }

    #[track_caller]
    fn note_sideways(&self, state: &str, view: &str) {
        let sizes = self.must(self.ask(
            "[document.documentElement.scrollWidth, window.innerWidth]",
            &[],
        ));
        let size = |at: usize| sizes.get(at).and_then(Value::as_f64).unwrap_or_default();
        if size(0) > size(1) {
            let widest = self.must(self.ask(
                "[...document.querySelectorAll('body *')].filter((one) => isShown(one) && one.getBoundingClientRect().right > innerWidth + 1).slice(-3).map((one) => one.outerHTML.slice(0, 120)).join(' ; ')",
                &[],
            ));
            self.note(format!(
                "{state} at {view}: scrolls sideways, {} in {} pixels: {widest}",
                size(0),
                size(1)
            ));
        }
    }

    fn broken_rules(&self, only_colours: bool) -> Result<Vec<String>, Fault> {
        let session = &self.browser.session;
        if session.run("return typeof window.axe", &[])? == json!("undefined") {
            let source = std::fs::read_to_string(tools::required(tools::AXE)?)
                .map_err(|reason| Fault::at("axe", reason))?;
            session.run(&source, &[])?;
        }
        let only = if only_colours {
            json!(["color-contrast", "link-in-text-block"])
        } else {
            Value::Null
        };
        let found = session.run_async(RULES, &[only])?;
        let list = found.as_array().ok_or_else(|| Fault::at("axe", &found))?;
        Ok(list
            .iter()
            .map(|line| line.as_str().unwrap_or_default().to_owned())
            .collect())
    }

    /// Notes what the document saw break the policy.
    pub(super) fn note_violations(&self) {
        let seen = self
            .browser
            .session
            .run("return (window.careJourneyViolations ?? []).splice(0)", &[]);
        for seen in seen
            .ok()
            .and_then(|seen| seen.as_array().cloned())
            .into_iter()
            .flatten()
        {
            self.note(format!("against the policy: {seen}"));
        }
    }

    /// Notes errors of the console, in Chromium. A backend that refuses or is away is no error of the page.
    pub(super) fn note_console(&self) {
        if self.browser.engine != Engine::Chromium {
            return;
        }
        for line in self.browser.console().unwrap_or_default() {
            let part = |name: &str| line.get(name).and_then(Value::as_str).unwrap_or_default();
            let of_backend = part("source") == "network" && part("message").contains("/api/");
            if part("level") == "SEVERE" && !of_backend {
                self.note(format!("console: {}", part("message")));
            }
        }
    }

    /// Keeps what was looked at: which page, which of the states that there are, in which views, and how many things were
    /// wrong.
    fn note_looked(&self, state: &str, views: &[String], wrong: usize) -> Result<(), Fault> {
        let Some(file) = tools::looks() else {
            return Ok(());
        };
        let signs: Vec<Value> = states::signs().iter().map(|sign| json!(sign)).collect();
        let seen = self.ask(
            "(() => {
               const words = plain(document.body.innerText);
               const isThere = ([, isWords, sign]) => (isWords ? new RegExp(sign).test(words) : [...document.querySelectorAll(sign)].some((one) => one.matches(':empty') || isShown(one)));
               return [location.pathname.endsWith('.html') ? location.pathname : location.hash, arguments[0].filter(isThere).map(([name]) => name)];
             })()",
            &[json!(signs)],
        )?;
        let hash = seen.get(0).and_then(Value::as_str).unwrap_or_default();
        let engine = format!("{:?}", self.browser.engine);
        let line = json!({
            "journey": file_name(&self.name), "look": file_name(state), "engine": engine, "views": views, "wrong": wrong,
            "page": states::page_of(hash)?, "states": seen.get(1),
        });
        let told = |reason: std::io::Error| Fault::at(file.to_string_lossy(), reason);
        let mut file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&file)
            .map_err(told)?;
        // In one piece: several journeys write at a time.
        file.write_all(format!("{line}\n").as_bytes()).map_err(told)
    }

    /// A picture of where the journey failed; where it is, or why there is none.
    pub(super) fn picture_of_failure(&self, at: &Location<'_>) -> String {
        let folder =
            tools::screenshots().unwrap_or_else(|| tools::repository("target/journeys-failed"));
        let mut name = file_name(&self.name);
        let _ = write!(name, "-line-{}.png", at.line());
        let file: PathBuf = folder.join(name);
        match self.browser.picture(&file) {
            Ok(()) => file.display().to_string(),
            Err(reason) => reason.to_string(),
        }
    }
}

fn file_name(words: &str) -> String {
    words
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect()
}
