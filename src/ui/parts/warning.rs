//! What can be done about a check that does not hold: change the figure, or say why it is right.

use crate::ui::el::{El, div, el};
use crate::ui::fields::anchor;
use crate::ui::filling::Filling;
use crate::ui::parts::{Choice, button, choice, details_later, focus, focus_soon};
use crate::ui::text::fields as t;
use care_engine::definition::Severity;
use care_engine::session::{Edit, Finding, FindingKey, Node, Pass};
use care_engine::value::looks_personal;
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// "Check this figure": change it, or say that it is right and why. For an error that can be passed: send it with an
/// explanation; its message stands at the question already.
pub fn warning(filling: &Filling, finding: &Finding) -> El {
    let Some(node) = finding.places.first().cloned() else {
        return el("div");
    };
    let id = block_id(&finding.key);
    let title = [id.as_str(), "-title"].concat();
    let error = finding.severity == Severity::Error;
    let block = div("div", if error { "explain" } else { "warning" })
        .id(&id)
        .attr("tabindex", "-1");
    let block = if error && finding.passed.is_none() {
        block
    } else {
        let message = message(
            filling.clone(),
            node.clone(),
            finding.key.clone(),
            finding.message.clone(),
        );
        block
            .attr("role", "group")
            .attr("aria-labelledby", &title)
            .add(div("p", "warning-title").id(&title).text(if error {
                t::WITH_EXPLANATION
            } else {
                t::CHECK
            }))
            .add(el("p").live_text(message))
            .add_maybe(lowered(filling, finding))
    };
    match &finding.passed {
        Some(pass) => block.add(told(filling, finding, pass)),
        None if error => block.add(ask(filling, finding, &id)),
        None => {
            let to = anchor(&node);
            block
                .add(button(t::CHANGE_IT, "secondary", move || focus(&to)))
                .add(ask(filling, finding, &id))
        }
    }
}

/// Why an error is a warning for now, if it is one.
fn lowered(filling: &Filling, finding: &Finding) -> Option<El> {
    filling.read(|session| {
        let lowered = session.lowered();
        let found = lowered
            .iter()
            .find(|(check, _)| finding.check.as_deref() == Some(check));
        found.map(|(_, why)| el("p").text(why))
    })
}

/// An id for the block, from what it is about: the same as long as the finding stands.
fn block_id(key: &FindingKey) -> String {
    match key {
        FindingKey::Check { check, row } => {
            let mut id = ["w", &check.to_string()].concat();
            if let Some(row) = row {
                id.push('-');
                crate::ui::fields::push_safe(&mut id, row);
            }
            id
        }
        FindingKey::Answer(at) => ["w", &anchor(&Node::At(at.clone()))].concat(),
        FindingKey::FewRows(table) | FindingKey::RepeatedRow(table, _) => {
            ["wt", &table.to_string()].concat()
        }
    }
}

/// The message as the figures stand now: the block stays while they move, so that a note half written is not lost.
fn message(filling: Filling, node: Node, key: FindingKey, first: String) -> impl Fn() -> String {
    move || {
        for finding in &filling.said(&node) {
            if finding.key == key {
                return finding.message.clone();
            }
        }
        first.clone()
    }
}

/// What the person said, and the way back.
fn told(filling: &Filling, finding: &Finding, pass: &Pass) -> El {
    let mut said = String::from(t::YOU_TOLD_US);
    if let Some(code) = &pass.reason {
        for (known, label) in &reasons(filling) {
            if known == code {
                said.push_str(label);
            }
        }
    }
    if !pass.note.is_empty() {
        if !said.ends_with(": ") {
            said.push_str(". ");
        }
        said.push_str(&pass.note);
    }
    let (filling, key) = (filling.clone(), finding.key.clone());
    el("p")
        .text(&said)
        .text(" ")
        .add(button(t::UNDO, "plain", move || {
            filling.edit(Edit::Pass {
                finding: key.clone(),
                pass: None,
            });
            focus_soon(&block_id(&key));
        }))
}

/// Codes and labels of the reasons that may be given today.
fn reasons(filling: &Filling) -> Vec<(String, String)> {
    filling.read(|session| {
        let definition = session.definition();
        let Some(list) = definition.pass_reasons else {
            return Vec::new();
        };
        let today = session.facts().today;
        let mut offered = Vec::new();
        for (at, code) in (0..).zip(&definition.list(list).codes) {
            if definition.valid_on(list, at, today) {
                offered.push((code.code.clone(), code.said().to_owned()));
            }
        }
        offered
    })
}

/// What was said last time about the same check.
fn last_time(filling: &Filling, finding: &Finding) -> Option<Pass> {
    filling.read(|session| {
        let passes = &session.facts().previous.as_ref()?.passes;
        let known = passes
            .iter()
            .find(|(check, _)| finding.check.as_ref() == Some(check));
        known.map(|(_, pass)| pass.clone())
    })
}

fn ask(filling: &Filling, finding: &Finding, id: &str) -> El {
    let error = finding.severity == Severity::Error;
    let (filling, finding, id) = (filling.clone(), finding.clone(), id.to_owned());
    details_later(
        if error { t::EXPLAIN } else { t::IT_IS_RIGHT },
        false,
        move || form(&filling, &finding, &id),
    )
}

/// What the person has chosen so far, and what is wanting.
struct Word {
    reason: Option<String>,
    wanting: Option<&'static str>,
    /// The note of which it was said that it seems to name a person.
    warned: Option<String>,
}

/// Whether a text that is sent seems to hold what identifies a person, and nobody was asked about it as it stands. Who
/// goes on with it all the same is not asked again.
pub(crate) fn asks_about(text: &str, warned: Option<&str>) -> bool {
    looks_personal(text) && warned != Some(text)
}

fn form(filling: &Filling, finding: &Finding, id: &str) -> El {
    let error = finding.severity == Severity::Error;
    let before = last_time(filling, finding);
    let word = Rc::new(RefCell::new(Word {
        reason: before.as_ref().and_then(|pass| pass.reason.clone()),
        wanting: None,
        warned: None,
    }));
    let changed = ArcTrigger::new();
    let offered = if error { Vec::new() } else { reasons(filling) };
    let note = el(if error { "textarea" } else { "input" })
        .class("note")
        .id(&[id, "-note"].concat())
        .attr("autocomplete", "off")
        .attr("aria-describedby", &[id, "-hint ", id, "-said"].concat());
    // A text area has the same property.
    let typed: HtmlInputElement = note.node().clone().unchecked_into();
    typed.set_value(before.as_ref().map_or("", |pass| &pass.note));

    let choose_one = !offered.is_empty();
    let group = choose_one.then(|| choose(offered, id, &word, &changed));
    let (filling, key, block) = (filling.clone(), finding.key.clone(), id.to_owned());
    let (seen, followed, sent, tell) = (Rc::clone(&word), changed.clone(), word, changed);
    let confirm = move || {
        let note = typed.value().trim().to_owned();
        let reason = sent.borrow().reason.clone().filter(|_| choose_one);
        let wanting = if choose_one && reason.is_none() {
            Some((t::SELECT_REASON, "-0"))
        } else if !choose_one && note.is_empty() {
            Some((t::ENTER_EXPLANATION, "-note"))
        } else if asks_about(&note, sent.borrow().warned.as_deref()) {
            Some((t::LOOKS_PERSONAL, "-note"))
        } else {
            None
        };
        if let Some((said, place)) = wanting {
            let mut word = sent.borrow_mut();
            word.wanting = Some(said);
            word.warned = (said == t::LOOKS_PERSONAL).then_some(note);
            drop(word);
            tell.notify();
            focus(&[&block, place].concat());
            return;
        }
        let pass = Some(Pass {
            reason,
            note,
            figures: String::new(),
        });
        filling.edit(Edit::Pass {
            finding: key.clone(),
            pass,
        });
        focus_soon(&block);
    };
    el("div")
        .add_maybe(group)
        .add(
            el("label")
                .attr("for", &[id, "-note"].concat())
                .text(if error || !choose_one {
                    t::EXPLANATION
                } else {
                    t::NOTE
                }),
        )
        .add(
            div("p", "hint")
                .id(&[id, "-hint"].concat())
                .text(t::NO_NAMES),
        )
        .add(
            div("p", "message")
                .id(&[id, "-said"].concat())
                .attr("role", "status")
                .live_text(move || {
                    followed.track();
                    seen.borrow().wanting.unwrap_or_default().to_owned()
                }),
        )
        .add(note)
        .add(button(t::CONFIRM, "secondary", confirm))
}

/// The reasons to choose from.
fn choose(
    offered: Vec<(String, String)>,
    id: &str,
    word: &Rc<RefCell<Word>>,
    changed: &ArcTrigger,
) -> El {
    let mut radios = el("fieldset").add(el("legend").text(t::WHY_RIGHT));
    for (at, (code, label)) in offered.into_iter().enumerate() {
        let (asked, tell) = (changed.clone(), changed.clone());
        let (chosen, set, wanted) = (Rc::clone(word), Rc::clone(word), code.clone());
        radios = radios.add(choice(Choice {
            radio: true,
            id: [id, "-", &at.to_string()].concat(),
            name: id.to_owned(),
            label,
            chosen: Box::new(move || {
                asked.track();
                chosen.borrow().reason.as_ref() == Some(&wanted)
            }),
            off: Box::new(|| false),
            pick: Box::new(move |_| {
                set.borrow_mut().reason = Some(code.clone());
                tell.notify();
            }),
        }));
    }
    radios
}
