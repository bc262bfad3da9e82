//! What a person says of the whole return: that it is nil, or that nothing has changed. Either is an edit that sets many
//! answers, each of which is shown and can be edited; an answer that is edited is the person's own from then on.

use crate::definition::{About, Basis, ItemIx, Role, SlotIx};
use crate::exchange::return_v1::MOST_MINUTES;
use crate::session::reading::Reading;
use crate::session::settle::Touched;
use crate::session::{Address, Answer, Content, Edit, EditError, Node, Origin, Session};
use crate::value::Date;
use std::rc::Rc;

/// How none is typed.
const NONE: &str = "0";

impl Session {
    /// The code of the reason for which the return is nil, if the person said that it is.
    #[must_use]
    pub fn nil(&self) -> Option<&str> {
        self.nil.as_deref()
    }

    /// Says how many minutes the return took, finding the figures included; `None` says nothing. It is posted, and kept
    /// nowhere before.
    pub fn say_minutes(&mut self, minutes: Option<u32>) {
        self.minutes = minutes.filter(|minutes| *minutes <= MOST_MINUTES);
    }

    /// Whether the return asks anything that is none in a nil return: whether to offer to say so, with the reasons of
    /// [`crate::definition::Definition::nil_reasons`].
    #[must_use]
    pub fn can_be_nil(&self) -> bool {
        self.asked().any(|(_, item)| self.definition.item(item).nil)
    }

    /// The edit that says that the return is nil, for the reason with this code: what is counted there is none, where
    /// the person has not answered himself. All else is still asked. Refused where the list has no such reason.
    #[must_use]
    pub fn say_nil(&self, reason: &str) -> Edit {
        let mut answers = Vec::new();
        for (at, item) in self.asked() {
            let answer = self.answer(&at);
            let own = !answer.is_blank() && !matches!(answer.origin, Origin::CarriedOver { .. });
            if self.definition.item(item).nil && !own && self.shown_at(&at) {
                let none = Answer {
                    origin: Origin::Nil,
                    ..Answer::typed(NONE)
                };
                answers.push((at, none));
            }
        }
        Edit::Fill {
            nil: Some(Rc::from(reason)),
            answers,
        }
    }

    /// The edit that takes back that the return is nil: what was none by that is blank again.
    #[must_use]
    pub fn take_back_nil(&self) -> Edit {
        let mut answers = Vec::new();
        for (at, answer) in self.answers() {
            if answer.origin == Origin::Nil {
                answers.push((at, Answer::BLANK));
            }
        }
        Edit::Fill { nil: None, answers }
    }

    /// The edit that says that nothing has changed: what is as at the day of filing or as at the last day of the period
    /// is as it was in the return of the period before, where nothing was answered yet and the figure can still be
    /// used. What came about over the period or in a week of it is always asked. `None` where nothing can be carried
    /// over.
    #[must_use]
    pub fn say_unchanged(&self) -> Option<Edit> {
        let earlier = self.facts.previous.as_ref()?;
        let mut answers = Vec::new();
        // What is carried over may show what else can be.
        let mut trial = self.clone();
        loop {
            let before = answers.len();
            for (spelt, content) in &earlier.answers {
                let Some(at) = Address::parse(spelt, &self.definition, &self.form) else {
                    continue;
                };
                if let Some(answer) = trial.unchanged(&at, content) {
                    let edit = Edit::Set {
                        at: at.clone(),
                        answer: answer.clone(),
                    };
                    if trial.apply(edit).is_ok() {
                        answers.push((at, answer));
                    }
                }
            }
            if answers.len() == before {
                break;
            }
        }
        let nil = self.nil.clone();
        (!answers.is_empty()).then_some(Edit::Fill { nil, answers })
    }

    /// The edit that takes back that nothing has changed: what was carried over, shown or not, is blank again. `None`
    /// where nothing is carried over.
    #[must_use]
    pub fn take_back_unchanged(&self) -> Option<Edit> {
        let mut answers = Vec::new();
        for (at, answer) in self.answers() {
            if matches!(answer.origin, Origin::CarriedOver { .. }) {
                answers.push((at, Answer::BLANK));
            }
        }
        let nil = self.nil.clone();
        (!answers.is_empty()).then_some(Edit::Fill { nil, answers })
    }

    /// The answers that stand as they were in the return of the period before, and the day that each figure is of: for
    /// "check your answers".
    #[must_use]
    pub fn carried(&self) -> Vec<(Address, Option<Date>)> {
        let mut carried = Vec::new();
        for (at, answer) in self.answers() {
            if let Origin::CarriedOver { on } = answer.origin
                && self.shown_at(&at)
            {
                carried.push((at, on));
            }
        }
        carried
    }

    /// Puts back what a draft or a return says: that it is nil, for this reason. Whether the framework has the reason.
    pub fn restore_nil(&mut self, reason: &str) -> bool {
        let known = self.has_nil_reason(reason);
        if known {
            self.nil = Some(Rc::from(reason));
        }
        known
    }

    /// What an earlier figure is carried over as, if it is.
    fn unchanged(&self, at: &Address, content: &Content) -> Option<Answer> {
        let (item, _) = self.place(at).ok()?;
        let earlier = self.facts.previous.as_ref()?;
        let basis = self.definition.item(item).basis;
        let on = match (basis, earlier.period) {
            (Basis::AtFiling, _) | (Basis::PeriodEnd, None) => earlier.filed,
            (Basis::PeriodEnd, Some(period)) => period.end,
            (Basis::Flow | Basis::ReferenceWeek | Basis::Standing, _) => return None,
        };
        let answer = Answer {
            content: content.clone(),
            estimated: false,
            origin: Origin::CarriedOver { on: Some(on) },
        };
        let free = self.cell_ref(at)?.answer.is_blank() && self.shown_at(at);
        let usable = matches!(self.read(item, &answer), Reading::Known(_));
        (free && usable).then_some(answer)
    }

    /// Whether an answer may be none by the person's word that the return is nil.
    pub(crate) fn may_be_nil(&self, item: ItemIx, answer: &Answer) -> bool {
        let none = answer.text() == NONE && !answer.estimated;
        self.nil.is_some() && self.definition.item(item).nil && none
    }

    /// Whether a table may have no rows: one that counts what is none in a nil return.
    pub(crate) fn is_nil_table(&self, table: u16) -> bool {
        let shape = self.form.tables.get(usize::from(table));
        self.nil.is_some()
            && shape.is_some_and(|shape| {
                let mut columns = shape.columns.iter();
                columns.any(|column| self.definition.item(column.item).nil)
            })
    }

    /// Whether a check is about a table that has no rows because the return is nil: nothing is asked of it then.
    pub(crate) fn is_none_by_nil(&self, about: About) -> bool {
        let About::Table(table) = about else {
            return false;
        };
        let state = self.tables.get(usize::from(table));
        state.is_some_and(|state| state.rows.is_empty()) && self.is_nil_table(table)
    }

    /// Sets answers and whether the return is nil: all of it or nothing.
    pub(crate) fn fill(
        &mut self,
        nil: Option<&Rc<str>>,
        answers: &[(Address, Answer)],
        nodes: &mut Touched,
    ) -> Result<Edit, EditError> {
        if nil.is_some_and(|reason| !self.has_nil_reason(reason)) {
            return Err(EditError::NoSuchReason);
        }
        let old_nil = std::mem::replace(&mut self.nil, nil.cloned());
        let mut old = Vec::new();
        let mut wrong = None;
        for (at, answer) in answers {
            match self.set(at, answer, nodes) {
                Ok(Edit::Set { at, answer }) => old.insert(0, (at, answer)),
                Ok(_) => {}
                Err(error) => {
                    wrong = Some(error);
                    break;
                }
            }
        }
        if let Some(error) = wrong {
            self.nil = old_nil;
            for (at, answer) in old {
                // They stood here before.
                let _as_it_was = self.set(&at, &answer, nodes);
            }
            return Err(error);
        }
        for (table, _) in (0..).zip(&self.form.tables) {
            nodes.insert(Node::Table(table));
        }
        Ok(Edit::Fill {
            nil: old_nil,
            answers: old,
        })
    }

    fn has_nil_reason(&self, reason: &str) -> bool {
        self.definition.nil_reasons.is_some_and(|list| {
            let mut codes = self.definition.list(list).codes.iter();
            codes.any(|code| code.code == reason)
        })
    }

    /// Every place that is asked, shown or not, with its item.
    fn asked(&self) -> impl Iterator<Item = (Address, ItemIx)> {
        let mut asked = Vec::new();
        let is_asked = |role| matches!(role, Role::Asked(_));
        for (at, slot) in (0..).map(SlotIx).zip(&self.form.slots) {
            if is_asked(slot.role) {
                asked.push((Address::Slot(at), slot.item));
            }
        }
        for (table, (shape, state)) in (0..).zip(self.form.tables.iter().zip(&self.tables)) {
            for row in &state.rows {
                for (column, of) in (0..).zip(&shape.columns) {
                    if is_asked(of.role) {
                        let row = Rc::clone(&row.id);
                        asked.push((Address::Cell { table, row, column }, of.item));
                    }
                }
            }
        }
        asked.into_iter()
    }
}
