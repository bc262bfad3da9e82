//! No dead end from a wrong rule: which findings a person's word can pass, and which errors are warnings for now.

use crate::definition::{Check, Overriding, Severity, Status};
use crate::session::settle::Touched;
use crate::session::state::CheckState;
use crate::session::{EditError, FindingKey, Node, Pass, Session};

/// What a person can do about a finding, besides changing an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayOut<'a> {
    /// Nothing: the answer itself is wanting or not understood, or a row stands twice.
    Mend,
    /// A warning: say that the figures are right, with a reason or a note.
    Confirm,
    /// An error that may be wrong itself: "These figures are right: send with an explanation".
    Explain,
    /// Nothing, and the framework says why.
    Refused(&'a str),
}

impl Session {
    /// What a person can do about a finding, besides changing an answer.
    #[must_use]
    pub fn way_out(&self, key: &FindingKey) -> WayOut<'_> {
        let FindingKey::Check { check: number, .. } = key else {
            return WayOut::Mend;
        };
        match self.form.checks.get(usize::from(*number)) {
            None => WayOut::Mend,
            Some(_) if self.severity(*number) == Severity::Warning => WayOut::Confirm,
            Some(check) => match &check.overriding {
                Overriding::Allowed => WayOut::Explain,
                Overriding::Refused(why) => WayOut::Refused(why),
            },
        }
    }

    /// Takes what became of the framework's version since it was published: its lowered errors are warnings from now on,
    /// and those that are lowered no longer are errors again. For a session that was just opened, and again when there
    /// is news. Gives what may look different.
    pub fn apply_status(&mut self, status: &Status) -> Vec<Node> {
        let mut nodes = Touched::default();
        self.touch_failing(&mut nodes);
        self.lowered.clear();
        for lowered in &status.lowered {
            if lowered.form == self.form.id {
                self.lowered.push((lowered.check, lowered.why.clone()));
            }
        }
        self.touch_failing(&mut nodes);
        nodes.into_nodes()
    }

    /// The checks of this form whose errors are warnings for now: the check's id, and why.
    #[must_use]
    pub fn lowered(&self) -> Vec<(&str, &str)> {
        let mut lowered = Vec::new();
        for (number, why) in &self.lowered {
            if let Some(check) = self.form.checks.get(usize::from(*number)) {
                lowered.push((check.id.as_str(), why.as_str()));
            }
        }
        lowered
    }

    /// What a check does now when it does not hold.
    pub(crate) fn severity(&self, number: u16) -> Severity {
        if self.lowered.iter().any(|(known, _)| *known == number) {
            return Severity::Warning;
        }
        let check = self.form.checks.get(usize::from(number));
        check.map_or(Severity::Error, |check| check.severity)
    }

    /// Whether a person's word can pass a check.
    pub(crate) fn passable(&self, number: u16, check: &Check) -> bool {
        self.severity(number) == Severity::Warning || check.overriding == Overriding::Allowed
    }

    /// Whether a word is one with which a check can be passed.
    pub(crate) fn may_pass(
        &self,
        number: u16,
        check: &Check,
        pass: &Pass,
    ) -> Result<(), EditError> {
        if !self.passable(number, check) {
            return Err(EditError::NotPassable);
        }
        let reason = pass.reason.is_some() && self.severity(number) == Severity::Warning;
        if pass.note.trim().is_empty() && !reason {
            return Err(EditError::NothingSaid);
        }
        Ok(())
    }

    /// The person's word on a failed check, if it can pass it and was given for the figures as they stand.
    pub(crate) fn word_on(&self, number: u16, check: &Check, row: Option<u32>) -> Option<&Pass> {
        if self.passes.is_empty() {
            return None;
        }
        let key = self.key_of(number, check, row);
        let (_, pass) = self.passes.iter().find(|(known, _)| *known == key)?;
        let counts =
            self.may_pass(number, check, pass).is_ok() && pass.figures == self.figures(check, row);
        counts.then_some(pass)
    }

    fn touch_failing(&self, nodes: &mut Touched) {
        for (number, check) in (0..).zip(&self.form.checks) {
            for (row, state) in self.states_of(number, check, None) {
                if state == CheckState::Fails {
                    self.touch_check(number, check, row, nodes);
                }
            }
        }
    }
}
