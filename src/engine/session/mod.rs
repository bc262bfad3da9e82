//! One return being filled, in memory: answers, the dependency graph, `apply(Edit) -> Changes`, and what is wrong.
//!
//! Architecture invariant: nothing here fails on what a person types. An edit can only be refused if it names a place
//! that does not exist, which no page can do.

mod accept;
mod address;
mod answer;
mod apply;
mod beside;
mod clear;
mod depth;
mod earlier;
mod facts;
mod finding;
mod finish;
mod givers;
mod judge;
mod open;
mod overriding;
mod paste;
mod progress;
pub(crate) mod reading;
mod search;
mod settle;
pub(crate) mod state;
mod taking;
mod total;
pub(crate) mod view;
mod wanting;
mod whole;

pub use accept::{Held, Refusal, accept, accept_beside};
pub use address::{Address, Node, RowId, slot_of};
pub use answer::{Answer, Content, Origin, Status};
pub use apply::{Changes, Edit, EditError};
pub use beside::{Beside, Offer};
pub use finding::{Cause, Finding, FindingKey, Stage, Unchecked};
pub use finish::{Finishing, Return};
pub use givers::Giver;
pub use overriding::WayOut;
pub use paste::{Misfit, Pasted, Unfit};
pub use progress::{Completeness, Progress, SectionState};
pub use search::Found;
pub use state::{Earlier, Facts, Pass, Subject};
pub use view::{Before, shown_number, shown_value, unit_behind};

use crate::definition::{Definition, Form, RuleIx};
use crate::table::TableState;
use crate::value::Value;
use state::{Cell, CheckState};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::rc::Rc;

/// One form being filled.
#[derive(Clone, Debug)]
pub struct Session {
    definition: Rc<Definition>,
    form: Rc<Form>,
    facts: Facts,
    /// Values of `subject.x`, by the slots of the subject's form.
    subject: Vec<Option<Value>>,
    /// Values of `previous.x`, by slot.
    previous: Vec<Option<Value>>,
    /// Values of `latest.x`, by slot.
    latest: Vec<Option<Value>>,
    /// Values of `returns.form.x`: by the place of the form, by its slots.
    others: Vec<(u16, Vec<Option<Value>>)>,
    /// Whether each section's show-if holds.
    sections: Vec<bool>,
    slots: Vec<Cell>,
    tables: Vec<TableState>,
    /// How each check stands; a row's check is kept at its row.
    checks: Vec<CheckState>,
    /// Whether only the core is asked; the same for as long as it is open.
    core_only: bool,
    /// The code of the reason for which the return is nil, if the person said that it is.
    nil: Option<Rc<str>>,
    /// How many minutes it took, if the person says so.
    minutes: Option<u32>,
    /// Other returns of the same subject, whose answers are offered.
    beside: Vec<Beside>,
    /// Words of reasons for a missing value that the framework had once, in a return that is looked at.
    dropped: Vec<String>,
    /// The checks whose errors are warnings for now, each with the reason.
    lowered: Vec<(u16, String)>,
    /// At most one for each finding.
    passes: Vec<(FindingKey, Pass)>,
    /// Rules to run, repeats included: the rule above the row, so that they come in the order of the form, which is the
    /// order of dependence. See [`settle`].
    dirty: BinaryHeap<Reverse<u64>>,
    /// Rules that ended in a defect when they last ran.
    defects: Vec<RuleIx>,
    /// Who gave answers, where several people fill it in.
    givers: Vec<Giver>,
    /// Who gives them now.
    giver: givers::GiverIx,
}

impl Session {
    /// The definition that it runs on.
    #[must_use]
    pub fn definition(&self) -> &Rc<Definition> {
        &self.definition
    }

    /// The form that is filled.
    #[must_use]
    pub fn form(&self) -> &Rc<Form> {
        &self.form
    }

    /// What it was opened with.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// JSON Pointers of the rules that could not be worked out when they last ran, for the framework's author.
    #[must_use]
    pub fn defects(&self) -> Vec<&str> {
        self.defects
            .iter()
            .filter_map(|rule| self.form.rules.get(rule.0 as usize))
            .map(|rule| rule.pointer.as_str())
            .collect()
    }
}
