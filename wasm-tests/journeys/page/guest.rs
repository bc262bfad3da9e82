//! A page that is a guest: a widget in somebody else's page, or the page in a frame.

use serde_json::{Value, json};

use super::Page;
use crate::Fault;
use crate::browser::Engine;
use crate::wait::wait_for;
use crate::webdriver::Element;

/// The middle of an element; from now on it is known where the next click lands: by its press, which no page holds back.
const MIDDLE: &str = "const target = arguments[0];
  window.careJourneyLanded = null;
  const land = (event) => { window.careJourneyLanded = target.contains(event.target); };
  addEventListener('pointerdown', land, { capture: true, once: true });
  const box = target.getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };";
/// Whether the click landed there: known at once, or within a second where it went past the frame.
const LANDED: &str = "const done = arguments[0], begun = performance.now();
  const look = () => {
    if (window.careJourneyLanded !== null || performance.now() > begun + 1000) done(window.careJourneyLanded === true);
    else requestAnimationFrame(look);
  };
  look();";
/// Where a point of a frame is in the window, in whose middle it is brought.
const IN_WINDOW: &str = "const [frame, point] = arguments;
  const at = () => frame.getBoundingClientRect();
  scrollBy({ top: at().y + point.y - innerHeight / 2, behavior: 'instant' });
  return { x: Math.round(at().x + point.x), y: Math.round(at().y + point.y) };";

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
        self.frame.replace(Some(frame));
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
        if self.frame.borrow().is_some() && self.browser.engine == Engine::Chromium {
            return Ok(None);
        }
        self.browser.session.computed_label(control).map(Some)
    }

    /// Clicks where a person would. WebKit's driver clicks at a frame's own coordinates, as if the frame were the window: it
    /// is told where in the window that is, once it is in view. A click beside it, because the page moved meanwhile, is a
    /// fault as it is for other drivers.
    pub(super) fn click_at(&self, target: &Element) -> Result<(), Fault> {
        let session = &self.browser.session;
        let frame = self.frame.borrow();
        let (Some(frame), Engine::WebKit) = (&*frame, self.browser.engine) else {
            return session.click(target);
        };
        let inside = session.run(MIDDLE, &[target.to_value()])?;
        session.into_top()?;
        let clicked = session
            .run(IN_WINDOW, &[frame.to_value(), inside])
            .and_then(|point| session.click_window(&point));
        session.into_frame(frame)?;
        clicked?;
        if session.run_async(LANDED, &[])? == json!(true) {
            return Ok(());
        }
        Err(Fault::Driver {
            code: "element click intercepted".to_owned(),
            message: "the click landed beside it".to_owned(),
        })
    }
}
