//! Answers that were given elsewhere: the same item asked again of the same subject is offered what it was answered with,
//! with where from, and nothing is filled in silently.

use crate::definition::{Basis, Item, Kind, Period, Purpose, Role, SlotIx};
use crate::exchange::return_v1::{ReturnV1, StandingV1};
use crate::session::reading::Reading;
use crate::session::view::shown_value;
use crate::session::{Address, Answer, Content, Edit, Origin, Session};
use crate::value::{Date, london};
use std::rc::Rc;

/// Another return of the same subject, as far as its answers can be offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Which return: its id in the framework.
    pub form: String,
    /// Its title.
    pub title: String,
    /// Its period.
    pub period: Option<Period>,
    /// The day on which it was filed, or last written.
    pub on: Date,
    /// Whether it was filed; else it is a draft.
    pub filed: bool,
    /// What was answered to its questions, by item id: given, and not as an estimate.
    pub answers: Vec<(String, Content)>,
}

/// An answer that can be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The place that it is for.
    pub at: Address,
    /// The answer in words: `24 beds`.
    pub value: String,
    /// The title of the return that it is from, or of the details of the subject.
    pub title: String,
    /// The day on which it was filed or written; none for the details of the subject.
    pub on: Option<Date>,
    /// Whether it was filed, or belongs to the subject; else it stands in a draft.
    pub filed: bool,
    /// The answer as it is taken over.
    answer: Answer,
}

impl Beside {
    /// A return that was filed; `title` is what it is called.
    #[must_use]
    pub fn of_posted(posted: &ReturnV1, title: &str) -> Self {
        let mut answers = Vec::new();
        for (item, answer) in &posted.answers {
            if let StandingV1::Given(value) = &answer.standing {
                answers.push((item.clone(), value.content()));
            }
        }
        Self {
            form: posted.form.clone(),
            title: title.to_owned(),
            period: posted.period,
            on: london(posted.finished_at).date,
            filed: true,
            answers,
        }
    }
}

impl Offer {
    /// The edit that takes it over.
    #[must_use]
    pub fn edit(self) -> Edit {
        Edit::Set {
            at: self.at,
            answer: self.answer,
        }
    }
}

impl Session {
    /// Lays other returns of the same subject beside this one, so that it can offer what was answered there.
    pub fn lay_beside(&mut self, beside: Vec<Beside>) {
        self.beside = beside;
    }

    /// What was answered elsewhere to the question at a place, if it is asked here and not answered yet. The newest
    /// answer that can be used here counts; the details of the subject after all returns.
    #[must_use]
    pub fn offer_at(&self, at: &Address) -> Option<Offer> {
        let Address::Slot(slot) = at else {
            return None;
        };
        let shape = self.form.slots.get(slot.0 as usize)?;
        let item = self.definition.item(shape.item);
        let asked = matches!(shape.role, Role::Asked(_)) && self.cell_ref(at)?.answer.is_blank();
        // A note belongs to the return that it was written in.
        if !asked || matches!(item.kind, Kind::LongText { .. }) {
            return None;
        }
        let mut newest: Option<(&Beside, &Content)> = None;
        for beside in &self.beside {
            if self.fits(item, beside)
                && newest.is_none_or(|(known, _)| known.on < beside.on)
                && let Some(content) = answer_of(item, &beside.answers)
                && self.usable(item, content).is_some()
            {
                newest = Some((beside, content));
            }
        }
        if let Some((beside, content)) = newest {
            let origin = Origin::TakenOver {
                on: Some(beside.on),
                from: Rc::from(beside.form.as_str()),
            };
            return self.offer(at, item, content, origin).map(|offer| Offer {
                title: beside.title.clone(),
                on: Some(beside.on),
                filed: beside.filed,
                ..offer
            });
        }
        self.of_subject(at, item)
    }

    /// What was answered elsewhere to the questions that a section shows.
    #[must_use]
    pub fn offers_in(&self, section: u16) -> Vec<Offer> {
        let mut offers = Vec::new();
        for (at, slot) in (0..).map(SlotIx).zip(&self.form.slots) {
            let at = Address::Slot(at);
            if slot.section == Some(section) && self.shown_at(&at) {
                offers.extend(self.offer_at(&at));
            }
        }
        offers
    }

    /// The edit that takes over all that is offered in a section; `None` where nothing is.
    #[must_use]
    pub fn take_offers(&self, section: u16) -> Option<Edit> {
        let mut answers = Vec::new();
        for offer in self.offers_in(section) {
            answers.push((offer.at, offer.answer));
        }
        let nil = self.nil.clone();
        (!answers.is_empty()).then_some(Edit::Fill { nil, answers })
    }

    /// The edit that takes over what another subject answered in the same return, as far as it can be the same: choices,
    /// dates and short texts, where nothing was answered yet. Numbers, identifiers and notes are each subject's own.
    /// `None` where there is nothing. The person says that it is so here too, so that it counts as typed.
    #[must_use]
    pub fn same_elsewhere(&self, given: &[(String, Content)]) -> Option<Edit> {
        let mut answers = Vec::new();
        for (at, slot) in (0..).map(SlotIx).zip(&self.form.slots) {
            let item = self.definition.item(slot.item);
            let own = matches!(
                item.kind,
                Kind::Number { .. } | Kind::Identifier(_) | Kind::LongText { .. }
            );
            let at = Address::Slot(at);
            let asked = matches!(slot.role, Role::Asked(_)) && self.answer(&at).is_blank();
            if own || !asked || !self.shown_at(&at) {
                continue;
            }
            if let Some(content) = answer_of(item, given)
                && self.usable(item, content).is_some()
            {
                let answer = Answer {
                    content: content.clone(),
                    ..Answer::BLANK
                };
                answers.push((at, answer));
            }
        }
        let nil = self.nil.clone();
        (!answers.is_empty()).then_some(Edit::Fill { nil, answers })
    }

    /// What the details of the subject say. They have no period, so that they say nothing of one.
    fn of_subject(&self, at: &Address, item: &Item) -> Option<Offer> {
        let Purpose::Return(terms) = &self.form.purpose else {
            return None;
        };
        if matches!(item.basis, Basis::Flow | Basis::ReferenceWeek) {
            return None;
        }
        let subject = self.facts.subject.as_ref()?;
        let content = answer_of(item, &subject.profile)?;
        let form = self.definition.forms.get(usize::from(terms.subject))?;
        let offer = self.offer(at, item, content, Origin::Subject)?;
        let title = form.title.clone();
        Some(Offer { title, ..offer })
    }

    /// Whether an answer of another return is of the same: what stands, or stood on a day, is offered with its day; what
    /// came about over a period or in a week of it only in the same period.
    fn fits(&self, item: &Item, beside: &Beside) -> bool {
        match item.basis {
            Basis::Standing | Basis::AtFiling | Basis::PeriodEnd => true,
            Basis::Flow | Basis::ReferenceWeek => {
                beside.period.is_some() && beside.period == self.facts.period
            }
        }
    }

    /// An answer with its words, if it can be used here as it stands.
    fn usable(&self, item: &Item, content: &Content) -> Option<String> {
        let on = self.basis_date(item.basis);
        let reading = crate::session::reading::read_content(&self.definition, item, content, on);
        match reading {
            Reading::Known(value) => Some(shown_value(&self.definition, item, &value)),
            _ => None,
        }
    }

    fn offer(&self, at: &Address, item: &Item, content: &Content, origin: Origin) -> Option<Offer> {
        Some(Offer {
            at: at.clone(),
            value: self.usable(item, content)?,
            title: String::new(),
            on: None,
            filed: true,
            answer: Answer {
                content: content.clone(),
                estimated: false,
                origin,
            },
        })
    }
}

/// What was answered to an item, or to the one item whose place it takes.
fn answer_of<'a>(item: &Item, answers: &'a [(String, Content)]) -> Option<&'a Content> {
    let find = |id: &str| {
        let mut answers = answers.iter();
        answers.find(|(known, _)| known == id)
    };
    let found = find(&item.id).or_else(|| match &item.replaces[..] {
        [one] => find(one),
        _ => None,
    });
    found.map(|(_, content)| content)
}
