//! A round that sends: what was sent last is corrected and sent again, and the kill comes around the press.
//!
//! All returns of such rounds are revisions of one. So it can be told from the list of what was sent, without asking the
//! receiver, whether one was finished, is still a draft, or is neither, which is a loss.

use std::time::Duration;

use care_journeys::Fault;
use care_journeys::browser::Browser;
use care_journeys::framework::literal;
use care_journeys::texts as t;
use care_journeys::wait::wait_within;
use care_journeys::webdriver::Element;
use serde_json::{Value, json};

/// The longest that a return may take to go out. One whose calls were cut off again and again waits for minutes, so that it
/// is told to try now, as a person would.
const LONGEST: Duration = Duration::from_secs(60);

/// How many returns were received, and the way to correct the last one. Null while one is on its way.
const SENT: &str = "const list = document.querySelector('.sent-list');
    const ways = [...list?.querySelectorAll('a') ?? []].filter((link) => link.textContent.startsWith(arguments[0]));
    return ways.length === 1 ? [list.querySelectorAll('li').length, ways[0].getAttribute('href')] : null;";
/// From the list of what was sent to what is on its way, and back from there once it is told to try now.
const TRY: &str = "if (location.hash === '#/sent') { location.hash = '#/waiting'; return; }
    const way = document.querySelector('main a[href^=\"#/done/\"]');
    const now = [...document.querySelectorAll('main button')].find((one) => one.textContent.trim() === arguments[0] && !one.disabled);
    if (now) now.click();
    if (way && !now) location.hash = way.getAttribute('href');
    else location.hash = '#/sent';";
/// The box that a script names, and the button of a name.
const BOX: &str = "return document.querySelector('main textarea')";
const BUTTON: &str = "return [...document.querySelectorAll('main button')].find((one) => one.textContent.trim() === arguments[0] && !one.disabled) ?? null";
/// Whether the page is at an address that begins so, and says something.
const AT: &str = "return location.hash.startsWith(arguments[0]) && new RegExp(arguments[1]).test(document.body.innerText)";

/// What is known of the revisions.
#[derive(Debug, Default)]
pub(crate) struct Revisions {
    /// How many the device has receipts of.
    pub(crate) received: usize,
    /// Whether a draft of the next one was saved.
    drafted: bool,
    /// Finished returns that are neither drafts nor on their way nor received.
    pub(crate) lost: usize,
}

impl Revisions {
    /// From the first one on, which was received.
    pub(crate) fn first() -> Self {
        Self {
            received: 1,
            ..Self::default()
        }
    }

    fn saw(&mut self, received: usize, is_draft: bool) {
        let went = received > self.received;
        self.lost += usize::from(self.drafted && !is_draft && !went);
        self.lost += self.received.saturating_sub(received);
        self.received = received;
        self.drafted = is_draft;
    }

    /// Looks at the list of what was sent, once nothing is on its way. Gives the way to the next revision.
    pub(crate) fn look(&mut self, browser: &Browser, page: &str) -> Result<String, Fault> {
        browser.session.open(&format!("{page}#/sent"))?;
        let (received, way) = wait_within(LONGEST, "the list of what was sent", || {
            let seen = browser.session.run(SENT, &[json!(t::CORRECT_THIS)])?;
            let count = seen.get(0).and_then(Value::as_u64);
            let way = seen.get(1).and_then(Value::as_str);
            Ok(if let (Some(count), Some(way)) = (count, way) {
                Ok((usize::try_from(count).unwrap_or(usize::MAX), way.to_owned()))
            } else {
                browser.session.run(TRY, &[json!(t::TRY_NOW)])?;
                Err("one that is on its way".to_owned())
            })
        })?;
        self.saw(received, way.starts_with("#/draft/"));
        Ok(way)
    }

    /// From the list of what was sent to the declaration of the next revision.
    pub(crate) fn prepare(&mut self, browser: &Browser, way: &str) -> Result<Element, Fault> {
        let session = &browser.session;
        let go = |hash: &str| session.run("location.hash = arguments[0]", &[json!(hash)]);
        go(way)?;
        if !way.starts_with("#/draft/") {
            let reason = wait_for(browser, BOX, &[])?;
            session.keys(&reason, "A figure was wrong")?;
            let button = wait_for(browser, BUTTON, &[json!(t::CONTINUE)])?;
            session.click(&button)?;
            wait_within(LONGEST, "the correction to be saved", || {
                let at = session.run(AT, &[json!("#/draft/"), json!(t::SAVED_AT)])?;
                Ok(if at == json!(true) {
                    Ok(())
                } else {
                    Err("none".to_owned())
                })
            })?;
            self.drafted = true;
        }
        let hash = session.run("return location.hash", &[])?;
        let hash = hash.as_str().unwrap_or_default();
        go(&hash.replacen("draft", "declare", 1))?;
        wait_for(browser, BUTTON, &[json!(t::SEND)])
    }
}

fn wait_for(browser: &Browser, script: &str, arguments: &[Value]) -> Result<Element, Fault> {
    wait_within(LONGEST, &literal(script), || {
        let found = browser.session.run(script, arguments)?;
        Ok(Element::from_value(&found).ok_or_else(|| "none".to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::Revisions;

    fn seen(looks: &[(usize, bool)]) -> usize {
        let mut revisions = Revisions::first();
        for &(received, is_draft) in looks {
            revisions.saw(received, is_draft);
        }
        revisions.lost
    }

    #[test]
    fn a_revision_is_a_draft_or_it_went_out() {
        assert_eq!(
            seen(&[(1, false), (1, true), (1, true), (2, false), (3, false)]),
            0
        );
    }

    #[test]
    fn one_that_is_neither_is_lost() {
        assert_eq!(seen(&[(1, true), (1, false)]), 1);
        assert_eq!(seen(&[(2, false), (1, false)]), 1);
    }
}
