//! A look at the page as it stands: accessibility rules, width, pictures, and what broke the policy.

use std::fmt::Write as _;
use std::panic::Location;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::Page;
use crate::browser::Engine;
use crate::{Fault, tools};

/// Runs the rules and gives what breaks them, a line each.
const RULES: &str = r#"
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ["violations"], preload: false, rules: { "target-size": { enabled: true } } }).then(
  (found) => done(found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id} (${rule.impact}): ${node.html.slice(0, 200)} | ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? rule.help}`))),
  (reason) => done([`axe: ${reason}`]));
"#;

impl Page {
    /// Looks at the page as it stands, wide and, where the browser can, as narrow as a telephone. What is wrong is told
    /// at the journey's end.
    #[track_caller]
    pub fn look(&self, state: &str) {
        self.look_at(state, "1280");
        if self.browser.engine == Engine::Chromium {
            self.must(self.browser.emulate(390, 844));
            self.look_at(state, "390");
            self.must(self.browser.wide());
        }
        self.note_violations();
    }

    /// Looks at the page as on the narrowest telephone, 320 pixels, where the browser can be so narrow.
    #[track_caller]
    pub fn look_narrow(&self, state: &str) {
        if self.browser.engine == Engine::Chromium {
            self.must(self.browser.emulate(320, 700));
            self.look_at(state, "320");
            self.must(self.browser.wide());
        }
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

    #[track_caller]
    fn look_at(&self, state: &str, width: &str) {
        for found in self.must(self.broken_rules()) {
            self.note(format!("{state} at {width}: {found}"));
        }
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
                "{state} at {width}: scrolls sideways, {} in {} pixels: {widest}",
                size(0),
                size(1)
            ));
        }
        if let Some(folder) = tools::screenshots() {
            let file = folder.join(format!(
                "{}-{}-{width}.png",
                file_name(&self.name),
                file_name(state)
            ));
            self.must(self.picture(&file));
        }
    }

    fn broken_rules(&self) -> Result<Vec<String>, Fault> {
        let session = &self.browser.session;
        if session.run("return typeof window.axe", &[])? == json!("undefined") {
            let source = std::fs::read_to_string(tools::required(tools::AXE)?)
                .map_err(|reason| Fault::at("axe", reason))?;
            session.run(&source, &[])?;
        }
        let found = session.run_async(RULES, &[])?;
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

    /// A picture of the whole page in Chromium, of what is seen elsewhere.
    fn picture(&self, file: &Path) -> Result<(), Fault> {
        let session = &self.browser.session;
        if self.browser.engine == Engine::Chromium {
            let sizes = session.run(
                "return [innerWidth, document.documentElement.scrollHeight]",
                &[],
            )?;
            let size = |at: usize| sizes.get(at).and_then(Value::as_u64).unwrap_or(1000);
            self.browser.emulate(size(0), size(1))?;
        }
        let taken = session.screenshot()?;
        write_base64(file, &taken).map_err(|reason| Fault::at(file.to_string_lossy(), reason))
    }

    /// A picture of where the journey failed; where it is, or why there is none.
    pub(super) fn picture_of_failure(&self, at: &Location<'_>) -> String {
        let folder =
            tools::screenshots().unwrap_or_else(|| tools::repository("target/journeys-failed"));
        let mut name = file_name(&self.name);
        let _ = write!(name, "-line-{}.png", at.line());
        let file: PathBuf = folder.join(name);
        match self.picture(&file) {
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

/// Decodes by the system's own tool: one picture in a while is not worth a crate.
fn write_base64(file: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut tool = Command::new("base64")
        .arg("-d")
        .stdin(Stdio::piped())
        .stdout(std::fs::File::create(file)?)
        .spawn()?;
    if let Some(mut input) = tool.stdin.take() {
        std::io::Write::write_all(&mut input, text.as_bytes())?;
    }
    tool.wait().map(drop)
}
