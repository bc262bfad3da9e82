//! One form on the page: what its fields read, and how they write.
//!
//! The session is the only truth; beside it stand a trigger for each thing on the page that something watches, and what
//! the person has left or tried, which decides when a finding is said.

use care_engine::definition::{Severity, Status};
use care_engine::session::{Address, Cause, Edit, Finding, FindingKey, Node, Session, Stage};
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;

/// A form being filled, as fields and pages see it. Cheap to clone.
pub struct Filling(Rc<Inner>);

impl Clone for Filling {
    // A call is less code than counting in place, and there are hundreds.
    #[inline(never)]
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

struct Inner {
    /// Shared with the shell, which saves it.
    session: Rc<RefCell<Session>>,
    /// Made when something first watches a node.
    /// In the order of the nodes: a list with a search costs a tenth of a tree's code.
    triggers: RefCell<Vec<(Node, ArcTrigger)>>,
    /// Sections where the person asked to go on.
    tried: RefCell<Vec<u16>>,
    /// Answers that the person changed and left.
    left: RefCell<Vec<Address>>,
    /// What a backend said of the return when it refused it, until the answer is changed.
    refused: RefCell<Vec<(Option<Node>, String)>>,
    writable: Cell<bool>,
    can_write: ArcTrigger,
    /// Called after each edit, for the autosave.
    changed: Box<dyn Fn()>,
}

impl Filling {
    /// A form on the page. `changed` is called after each edit.
    pub fn new(session: Rc<RefCell<Session>>, changed: Box<dyn Fn()>) -> Self {
        Self(Rc::new(Inner {
            session,
            triggers: RefCell::default(),
            tried: RefCell::default(),
            left: RefCell::default(),
            refused: RefCell::default(),
            writable: Cell::new(true),
            can_write: ArcTrigger::new(),
            changed,
        }))
    }

    /// Reads the session, without following it. Nothing may be edited meanwhile.
    #[expect(
        clippy::inline_always,
        reason = "a function for each question that is asked is more code than the question"
    )]
    #[inline(always)]
    pub fn read<T>(&self, read: impl FnOnce(&Session) -> T) -> T {
        read(&self.session())
    }

    #[inline(never)]
    fn session(&self) -> Ref<'_, Session> {
        self.0.session.borrow()
    }

    /// Follows a node: the running effect runs again when the node may look different. A section's node fires with
    /// anything in it; a table's with its rows and its own findings, not with each cell.
    pub fn track(&self, node: &Node) {
        let trigger = {
            let mut triggers = self.0.triggers.borrow_mut();
            let at = match triggers.binary_search_by(|(known, _)| known.cmp(node)) {
                Ok(at) => at,
                Err(at) => {
                    triggers.insert(at, (node.clone(), ArcTrigger::new()));
                    at
                }
            };
            triggers.get(at).map(|(_, trigger)| trigger.clone())
        };
        if let Some(trigger) = trigger {
            trigger.track();
        }
    }

    /// Changes the session and tells all that follows what changed. Gives the edit that takes it back; `None` where
    /// the form may not be written to or has no such place.
    pub fn edit(&self, edit: Edit) -> Option<Edit> {
        if !self.0.writable.get() {
            return None;
        }
        if let Edit::Set { at, .. } = &edit {
            let mut refused = self.0.refused.borrow_mut();
            let is_here = |(place, _): &(Option<Node>, String)| matches!(place, Some(Node::At(here)) if here == at);
            while let Some(here) = refused.iter().position(is_here) {
                refused.remove(here);
            }
        }
        let changes = self.0.session.borrow_mut().apply(edit).ok()?;
        self.fire(&changes.nodes);
        (self.0.changed)();
        Some(changes.inverse)
    }

    /// The day has changed while the page was open.
    pub fn set_today(&self, today: care_engine::value::Date) {
        let nodes = self.0.session.borrow_mut().set_today(today);
        self.fire(&nodes);
    }

    /// There is news of the framework: what was an error may be a warning now.
    pub fn set_status(&self, status: &Status) {
        let nodes = self.0.session.borrow_mut().apply_status(status);
        self.fire(&nodes);
    }

    /// The person left an answer that he changed: what is not understood there is said from now on.
    pub fn leave(&self, at: &Address) {
        let mut left = self.0.left.borrow_mut();
        if !left.contains(at) {
            left.push(at.clone());
            drop(left);
            self.fire(&[Node::At(at.clone())]);
        }
    }

    /// The person asked to go on: every finding of the section is said from now on.
    pub fn try_section(&self, section: u16) {
        let mut tried = self.0.tried.borrow_mut();
        if tried.contains(&section) {
            return;
        }
        tried.push(section);
        drop(tried);
        let mut nodes = Vec::new();
        {
            let session = self.session();
            for (node, _) in self.0.triggers.borrow().iter() {
                if session.section_of(node) == Some(section) {
                    nodes.push(node.clone());
                }
            }
        }
        self.fire(&nodes);
    }

    /// The findings to show at this node now. Follows the node. A finding about several answers is said at the first.
    pub fn said(&self, node: &Node) -> Vec<Finding> {
        self.track(node);
        let session = self.session();
        let section = session.section_of(node);
        let tried = section.is_some_and(|section| self.0.tried.borrow().contains(&section));
        let left = matches!(node, Node::At(at) if self.0.left.borrow().contains(at));
        let mut findings = session.findings_at(node);
        // What was explained is shown with the explanation, also after a reload, so that it can be taken back.
        keep(&mut findings, &|finding| {
            let said =
                tried || finding.passed.is_some() || (left && finding.stage == Stage::Leaving);
            said && finding.places.first() == Some(node)
        });
        if let Node::At(at) = node {
            self.refusals_at(node, at, &mut findings);
        }
        findings
    }

    /// The findings of a section that stop sending, whether they are said or not.
    pub fn stopping(&self, section: u16) -> Vec<Finding> {
        let mut findings = self.session().findings_in(section);
        keep(&mut findings, &Finding::stops);
        findings
    }

    /// What a backend refused, until it is changed: where, if it names a question, and its words. It stops nothing: the
    /// backend may be wrong.
    pub fn refused(&self) -> Vec<(Option<Node>, String)> {
        self.0.refused.borrow().clone()
    }

    /// Puts a backend's findings at their questions, until each is changed.
    pub fn set_refused(&self, findings: Vec<(Option<Node>, String)>) {
        self.0.refused.replace(findings);
    }

    fn refusals_at(&self, node: &Node, at: &Address, findings: &mut Vec<Finding>) {
        for (place, said) in self.0.refused.borrow().iter() {
            if place.as_ref() == Some(node) {
                findings.push(Finding {
                    key: FindingKey::Answer(at.clone()),
                    cause: Cause::Check,
                    severity: Severity::Error,
                    stage: Stage::Leaving,
                    places: vec![node.clone()],
                    message: said.clone(),
                    check: None,
                    passable: false,
                    passed: None,
                    offered: None,
                });
            }
        }
    }

    /// A new random id, for a row.
    pub fn new_id(&self) -> String {
        (crate::shell::Device::browser().id)()
    }

    /// Whether answers may be changed here. Follows it: another tab may take the form over.
    pub fn writable(&self) -> bool {
        self.0.can_write.track();
        self.0.writable.get()
    }

    /// Says whether answers may be changed here.
    pub fn set_writable(&self, writable: bool) {
        if self.0.writable.replace(writable) != writable {
            self.0.can_write.notify();
        }
    }

    /// Tells all that follows these nodes, and the sections that they stand in.
    fn fire(&self, nodes: &[Node]) {
        let mut fired = Vec::new();
        {
            let session = self.session();
            let triggers = self.0.triggers.borrow();
            let mut sections: Vec<u16> = Vec::new();
            let mut fire = |node: &Node| {
                if let Ok(at) = triggers.binary_search_by(|(known, _)| known.cmp(node)) {
                    fired.extend(triggers.get(at).map(|(_, trigger)| trigger.clone()));
                }
            };
            for node in nodes {
                fire(node);
                if let Some(section) = session.section_of(node)
                    && !sections.contains(&section)
                {
                    sections.push(section);
                    fire(&Node::Section(section));
                }
            }
        }
        for trigger in fired {
            trigger.notify();
        }
    }
}

/// Keeps the findings that are so: one function for all who choose among them.
pub(crate) fn keep(findings: &mut Vec<Finding>, is: &dyn Fn(&Finding) -> bool) {
    findings.retain(|finding| is(finding));
}
