//! A page that is a guest: a widget in somebody else's page, or the page in a frame.

use serde_json::{Value, json};

use super::Page;
use crate::Fault;
use crate::browser::Engine;
use crate::wait::wait_for;
use crate::webdriver::Element;

impl Page {
    /// From now on all is looked for in one widget of the page, and not in the page.
    #[track_caller]
    pub fn within(&self, widget: &str) {
        let script = "window.careJourneyWidget = document.querySelector(arguments[0])";
        self.must(self.browser.session.run(script, &[json!(widget)]));
    }

    /// From now on all is looked for in a frame of the page, once it is there.
    #[track_caller]
    pub fn into_frame(&self, frame: &str) {
        let frame = self.must(wait_for("a frame", || {
            let found = self.browser.session.run(
                "return document.querySelector(arguments[0])",
                &[json!(frame)],
            )?;
            Ok(Element::from_value(&found).ok_or_else(|| "none".to_owned()))
        }));
        self.must(self.browser.session.into_frame(&frame));
        self.in_frame.set(true);
        self.listen();
    }

    /// Waits until a script in the page says that it is so.
    #[track_caller]
    pub fn is_so(&self, what: &str, script: &str) {
        self.must(self.until(what, script, &[]));
    }

    /// What a script of the host's page sees.
    #[track_caller]
    pub fn of_host(&self, script: &str) -> Value {
        let script = ["return ", script].concat();
        self.must(self.browser.session.run(&script, &[]))
    }

    /// Has the host's page do something.
    #[track_caller]
    pub fn host_does(&self, script: &str) {
        self.must(self.browser.session.run(script, &[]));
    }

    /// What the browser tells assistive technology that a box is called. Chromium's driver cannot ask a frame of another
    /// site, which runs in a process of its own: there the other engines look.
    pub(super) fn name_told(&self, control: &Element) -> Result<Option<String>, Fault> {
        if self.in_frame.get() && self.browser.engine == Engine::Chromium {
            return Ok(None);
        }
        self.browser.session.computed_label(control).map(Some)
    }
}
