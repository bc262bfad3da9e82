//! What is said at a place: worked out once for the message, the mark of the control and the blocks below.

use crate::ui::el::{El, all, div};
use crate::ui::filling::{Filling, keep};
use crate::ui::parts::{hidden_text, warning};
use crate::ui::text::fields as t;
use care_engine::definition::Severity;
use care_engine::session::{Finding, Node, Stage, WayOut};
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The findings that are said at a node now.
pub(crate) struct Said(Rc<Inner>);

impl Clone for Said {
    // A call is less code than counting in place, and there are hundreds.
    #[inline(never)]
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

struct Inner {
    filling: Filling,
    node: Node,
    now: RefCell<Vec<Finding>>,
    /// Whether the person is typing here: what was said can go, and nothing new comes until the person leaves.
    typing: Cell<bool>,
    /// Something is said in other words, or not at all any more.
    words: ArcTrigger,
    /// Findings came or went, or were passed: the blocks are made anew. They are not for a figure that moves in a
    /// message, since a note may stand half written in one.
    blocks: ArcTrigger,
}

impl Said {
    pub(crate) fn new(filling: &Filling, node: Node) -> Self {
        Self(Rc::new(Inner {
            filling: filling.clone(),
            node,
            now: RefCell::default(),
            typing: Cell::new(false),
            words: ArcTrigger::new(),
            blocks: ArcTrigger::new(),
        }))
    }

    /// Keeps it up to date as long as the element lives. The element must be made before what reads this.
    pub(crate) fn kept_by(&self, element: El) -> El {
        let said = self.clone();
        element.follow(move || said.renew())
    }

    /// The person types here.
    pub(crate) fn typing(&self) {
        self.0.typing.set(true);
    }

    /// The person left.
    pub(crate) fn left(&self) {
        if self.0.typing.replace(false) {
            self.renew();
        }
    }

    fn renew(&self) {
        let inner = &self.0;
        let mut next = inner.filling.said(&inner.node);
        let (words, blocks) = {
            let now = inner.now.borrow();
            if inner.typing.get() {
                keep(&mut next, &|finding| {
                    now.iter().any(|old| {
                        old.key == finding.key
                            && (old.message == finding.message || finding.check.is_some())
                    })
                });
            }
            let same = |old: &Finding, new: &Finding| {
                old.key == new.key && old.passed == new.passed && old.severity == new.severity
            };
            let moved =
                now.len() != next.len() || !now.iter().zip(&next).all(|(old, new)| same(old, new));
            (*now != next, moved)
        };
        if words {
            inner.now.replace(next);
            inner.words.notify();
        }
        if blocks {
            inner.blocks.notify();
        }
    }

    /// Whether one of the errors is so. Followed.
    fn any_error(&self, is: fn(&Finding) -> bool) -> bool {
        self.0.words.track();
        self.0
            .now
            .borrow()
            .iter()
            .any(|finding| error(finding) && is(finding))
    }

    /// Whether the answer is wrong as it stands. Followed.
    pub(crate) fn wrong(&self) -> bool {
        self.any_error(|_| true)
    }

    /// `aria-invalid`.
    pub(crate) fn invalid(&self) -> impl Fn() -> Option<&'static str> + 'static {
        let said = self.clone();
        move || said.wrong().then_some("true")
    }

    /// Where the messages stand. It speaks, politely, when the person leaves a field, and is silent when he goes on,
    /// since the summary has the word then.
    pub(crate) fn messages(&self, id: &str) -> El {
        let (said, speaks) = (self.clone(), self.clone());
        div("div", "said")
            .id(id)
            .live_attr("aria-live", move || {
                let on = speaks.any_error(|finding| finding.stage != Stage::Leaving);
                Some(if on { "off" } else { "polite" })
            })
            .live(move || {
                said.0.words.track();
                let mut messages = Vec::new();
                for finding in said.0.now.borrow().iter() {
                    if error(finding) {
                        let message = div("p", "message").add(hidden_text(t::ERROR));
                        messages.push(message.text(&finding.message));
                        messages.extend(no_way_out(&said.0.filling, finding));
                    }
                }
                all(messages)
            })
    }

    /// Whether there is a block to show. Followed.
    pub(crate) fn has_blocks(&self) -> bool {
        self.0.blocks.track();
        self.0.now.borrow().iter().any(|finding| finding.passable)
    }

    /// The blocks of what can be passed with a word: warnings, and errors that can be explained.
    pub(crate) fn blocks(&self) -> El {
        let said = self.clone();
        div("div", "blocks").live(move || {
            said.0.blocks.track();
            // Copied: a block reads what is said while it is made.
            let now = said.0.now.borrow().clone();
            let mut blocks = Vec::new();
            for finding in &now {
                if finding.passable {
                    blocks.push(warning(&said.0.filling, finding));
                }
            }
            all(blocks)
        })
    }
}

/// Why an error cannot be explained, where the framework says that it cannot.
fn no_way_out(filling: &Filling, finding: &Finding) -> Option<El> {
    filling.read(|session| match session.way_out(&finding.key) {
        WayOut::Refused(why) => Some(div("p", "hint").text(t::NOT_EXPLAINED).text(why)),
        WayOut::Mend | WayOut::Confirm | WayOut::Explain => None,
    })
}

/// Whether a finding is an error that stops.
fn error(finding: &Finding) -> bool {
    finding.severity == Severity::Error && finding.stops()
}
