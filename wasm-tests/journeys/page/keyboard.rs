//! The page by the keyboard alone: where the focus goes, that it is seen, and what keys do.

use serde_json::{Value, json};

use super::Page;
use crate::Fault;
use crate::framework::{Framework, Question, exactly, literal};
use crate::home::{Given, Home};
use crate::wait::wait_for;
use crate::webdriver::keys;

/// How often Tab is pressed before what is looked for counts as out of reach.
const STOPS: usize = 160;

/// Where the focus is: its names, and what is wrong with how it stands there. A place after the last one in the document
/// follows it; only the end of the document leads back to its beginning.
const STOP: &str = "(() => {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) {
    window.careJourneyStop = null;
    return { names: [], wrong: [] };
  }
  const wrong = [];
  const label = at.labels?.[0];
  const style = getComputedStyle(at);
  const clear = (colour) => /, 0\\)$|transparent/.test(colour);
  const ringed = style.outlineStyle !== 'none' && !clear(style.outlineColor);
  if (!ringed && style.boxShadow === 'none') wrong.push('the focus is not marked');
  const box = at.getBoundingClientRect();
  const middle = (from, size, most) => Math.min(Math.max(from + size / 2, 1), most - 1);
  const top = document.elementFromPoint(middle(box.left, box.width, innerWidth), middle(box.top, box.height, innerHeight));
  const own = top && (at.contains(top) || top.contains(at) || label?.contains(top));
  if (box.bottom <= 0 || box.top >= innerHeight || !own) wrong.push('the focus is out of sight, or under something');
  const last = window.careJourneyStop;
  // From the end of the document on to its beginning, which some browsers do at once.
  const follows = !last?.isConnected || last === document.body || at.matches('.skip-link') || last.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING;
  if (!follows) wrong.push('the focus goes back');
  window.careJourneyStop = at;
  return { names: [at, at.closest('fieldset')].filter(Boolean).map(nameOf), wrong };
})()";

impl Page {
    /// Presses keys where the focus is, one after the other.
    #[track_caller]
    pub fn keys(&self, text: &str) {
        self.must(self.press_keys(text));
    }

    fn press_keys(&self, text: &str) -> Result<(), Fault> {
        let mut strokes = Vec::new();
        for key in text.chars() {
            for kind in ["keyDown", "keyUp"] {
                strokes.push(json!({"type": kind, "value": key.to_string()}));
            }
        }
        let actions = json!({"actions": [{"type": "key", "id": "keyboard", "actions": strokes}]});
        self.browser.session.post("/actions", &actions).map(drop)
    }

    /// Presses Tab until the focus is at what is called so, or at a part of a group that is. Every place on the way must
    /// come after the one before, be in sight, and be marked.
    #[track_caller]
    pub fn tab_to(&self, pattern: &str) {
        self.must(self.tabs_to(pattern));
    }

    fn tabs_to(&self, pattern: &str) -> Result<(), Fault> {
        let mut seen = Vec::new();
        for _ in 0..STOPS {
            // The page itself may have moved the focus since.
            self.ask(
                "(() => { window.careJourneyStop = document.activeElement; })()",
                &[],
            )?;
            self.press_keys(keys::TAB)?;
            let stop = self.ask(
                &format!("(() => {{ const stop = {STOP}; stop.is = stop.names.some((name) => new RegExp(arguments[0]).test(name)); return stop; }})()"),
                &[json!(pattern)],
            )?;
            let name = stop
                .pointer("/names/0")
                .and_then(Value::as_str)
                .unwrap_or("the document");
            for wrong in stop
                .get("wrong")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                self.note(format!("by the keyboard, at {name}: {wrong}"));
            }
            if stop.get("is") == Some(&json!(true)) {
                return Ok(());
            }
            seen.push(name.chars().take(40).collect::<String>());
        }
        Err(Fault::Other(format!(
            "Tab does not come to /{pattern}/, but to {}",
            seen.join(" | ")
        )))
    }

    /// Comes to a link or button by Tab, and presses Enter.
    #[track_caller]
    pub fn enter(&self, pattern: &str) {
        self.must(
            self.tabs_to(pattern)
                .and_then(|()| self.press_keys(keys::ENTER)),
        );
    }

    /// Answers every question of the section that is shown for which the home has a figure, in its order.
    #[track_caller]
    pub fn keys_for_section(&self, framework: &Framework, title: &str, home: &Home) {
        let sections = framework.sections();
        let Some(section) = sections.iter().find(|section| section.title == title) else {
            self.fail(&Fault::Other(format!("the return has no section {title}")));
        };
        for item in &section.items {
            if let Some(given) = home.answers.get(item) {
                let question = self.must(framework.question(item));
                self.keys_for(framework, &question, given);
            }
        }
        if section.table.is_some() {
            for (row, column, value) in &home.cells {
                let question = self.must(framework.question(column));
                let row = literal(&framework.code("bed-type", row));
                let column = literal(&question.label);
                self.must(self.tabs_to(&format!("^(?=.*{row})(?=.*{column})")));
                self.must(self.press_keys(value));
            }
        }
    }

    /// Answers one question by keys.
    #[track_caller]
    pub fn keys_for(&self, framework: &Framework, question: &Question, given: &Given) {
        let step = match (given, question.kind.as_str()) {
            (Given::One(word), "one" | "yes-no" | "yes-no-dont-know") => self
                .tabs_to(&question.pattern)
                .and_then(|()| self.arrows_to(&exactly(&framework.in_words(question, word)))),
            (Given::One(text), _) => self
                .tabs_to(&question.pattern)
                .and_then(|()| self.press_keys(text)),
            (Given::Many(codes), _) => codes.iter().try_for_each(|code| {
                self.tabs_to(&exactly(&framework.in_words(question, code)))?;
                self.press_keys(" ")
            }),
            (Given::Missing(_), _) => Err(Fault::Other("not by the keyboard".into())),
        };
        self.must(step.map_err(|fault| Fault::at(&question.label, fault)));
    }

    /// Chooses one of a group of radios that has the focus: by Space where it is there already, by arrows elsewhere.
    fn arrows_to(&self, pattern: &str) -> Result<(), Fault> {
        let chosen = "document.activeElement.checked && new RegExp(arguments[0]).test(nameOf(document.activeElement))";
        let here = "new RegExp(arguments[0]).test(nameOf(document.activeElement))";
        // Something else of the group may come before its radios.
        for _ in 0..3 {
            if self.ask("document.activeElement.type", &[])? != json!("radio") {
                self.press_keys(keys::TAB)?;
            }
        }
        if self.ask(here, &[json!(pattern)])? == json!(true) {
            self.press_keys(" ")?;
        }
        for _ in 0..20 {
            if self.ask(chosen, &[json!(pattern)])? == json!(true) {
                return Ok(());
            }
            self.press_keys(keys::DOWN)?;
        }
        Err(Fault::Other(format!("arrows do not come to /{pattern}/")))
    }

    /// What has the focus, by its name.
    #[track_caller]
    pub fn focused(&self) -> String {
        let name = self.must(self.ask("nameOf(document.activeElement)", &[]));
        name.as_str().unwrap_or_default().to_owned()
    }

    /// What the browser itself tells of the page's live regions: the politeness and the words of each that says something.
    /// In Chromium.
    #[track_caller]
    pub fn live_regions(&self) -> Vec<(String, String)> {
        let tree = self.must(
            self.browser
                .devtools("Accessibility.getFullAXTree", &json!({})),
        );
        let nodes: Vec<&Value> = tree
            .get("nodes")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .collect();
        let mut regions = Vec::new();
        for node in &nodes {
            let properties = node
                .get("properties")
                .and_then(Value::as_array)
                .into_iter()
                .flatten();
            for property in properties {
                let is_live = property.get("name") == Some(&json!("live"));
                let polite = property.pointer("/value/value").and_then(Value::as_str);
                if let (true, Some(polite)) = (is_live, polite) {
                    let words = words_below(&nodes, node);
                    if !words.is_empty() && polite != "off" {
                        regions.push((polite.to_owned(), words));
                    }
                }
            }
        }
        regions
    }

    /// Waits until a live region says something that matches, as politely as named.
    #[track_caller]
    pub fn announces(&self, politeness: &str, words: &str) {
        self.must(wait_for(&format!("{words:?} to be announced"), || {
            let regions = self.live_regions();
            let is_it =
                |(polite, said): &(String, String)| polite == politeness && said.contains(words);
            Ok(if regions.iter().any(is_it) {
                Ok(())
            } else {
                Err(format!("{regions:?}"))
            })
        }));
    }
}

/// The static text in a node of the accessibility tree and below it.
fn words_below(nodes: &[&Value], node: &Value) -> String {
    let role = node.pointer("/role/value").and_then(Value::as_str);
    if role == Some("StaticText") {
        return node
            .pointer("/name/value")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
    }
    let mut words = Vec::new();
    for id in node
        .get("childIds")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        if let Some(child) = nodes.iter().find(|child| child.get("nodeId") == Some(id)) {
            words.push(words_below(nodes, child));
        }
    }
    words.retain(|words| !words.is_empty());
    words.join(" ")
}
