//! One answer's place on the page: where it stands in the session, and what its control is called.

use crate::ui::fields::anchor;
use crate::ui::fields::cleared::Cleared;
use crate::ui::fields::said::Said;
use crate::ui::filling::Filling;
use crate::ui::parts::after_press;
use care_engine::definition::{Definition, Item, ItemIx, Kind, Role};
use care_engine::session::{Address, Answer, Content, Edit, Node};
use std::ops::Deref;
use std::rc::Rc;

/// What a control needs to know. One pointer: each listener has a clone.
pub(crate) struct Place(Rc<Inner>);

impl Clone for Place {
    // A call is less code than counting in place, and there are hundreds.
    #[inline(never)]
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

/// What a place holds.
pub(crate) struct Inner {
    pub(crate) filling: Filling,
    pub(crate) at: Address,
    /// Whether the figure is worked out and not asked.
    pub(crate) calculated: bool,
    /// The id of the first control, and the name of all.
    pub(crate) id: Rc<str>,
    /// The ids of what names the control, where no label points at it: in a table.
    pub(crate) labelled: Option<Rc<str>>,
    /// What is said here now.
    pub(crate) said: Said,
    definition: Rc<Definition>,
    item: ItemIx,
    /// What stood here before the person began to type, and the way back to it once it was cleared.
    pub(crate) cleared: Cleared,
}

impl Deref for Place {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Place {
    /// The place of an address, and what names its control in a table; `None` if the form has no such place.
    pub(crate) fn new(filling: &Filling, at: Address, labelled: Option<Rc<str>>) -> Option<Self> {
        let (definition, item, role) = filling.read(|session| {
            let form = session.form();
            let (item, role) = match &at {
                Address::Slot(slot) => form
                    .slots
                    .get(slot.0 as usize)
                    .map(|slot| (slot.item, slot.role)),
                Address::Cell { table, column, .. } => form
                    .tables
                    .get(usize::from(*table))
                    .and_then(|table| table.columns.get(usize::from(*column)))
                    .map(|column| (column.item, column.role)),
            }?;
            Some((Rc::clone(session.definition()), item, role))
        })?;
        let node = Node::At(at.clone());
        Some(Self(Rc::new(Inner {
            calculated: matches!(role, Role::Calculated(_)),
            id: Rc::from(anchor(&node)),
            labelled,
            said: Said::new(filling, node),
            filling: filling.clone(),
            at,
            definition,
            item,
            cleared: Cleared::default(),
        })))
    }

    /// What is asked here.
    pub(crate) fn item(&self) -> &Item {
        self.definition.item(self.item)
    }

    /// The definition that the item is of.
    pub(crate) fn definition(&self) -> &Definition {
        &self.definition
    }

    /// The id of something that belongs to this place: `q3-hint`.
    pub(crate) fn part(&self, name: &str) -> String {
        [&*self.id, "-", name].concat()
    }

    /// Follows the answer.
    pub(crate) fn track(&self) {
        self.filling.track(&Node::At(self.at.clone()));
    }

    /// What stands here. Followed.
    pub(crate) fn content(&self) -> Content {
        self.track();
        self.content_now()
    }

    /// What stands here, without following it.
    pub(crate) fn content_now(&self) -> Content {
        self.filling
            .read(|session| session.answer(&self.at).content.clone())
    }

    /// Whether nothing stands here. Not followed.
    pub(crate) fn is_blank(&self) -> bool {
        self.filling
            .read(|session| session.answer(&self.at).is_blank())
    }

    /// The text that stands here as it was typed; empty where it is not text. Followed.
    pub(crate) fn text(&self) -> String {
        self.track();
        self.text_now()
    }

    /// The text that stands here, without following it.
    pub(crate) fn text_now(&self) -> String {
        self.filling
            .read(|session| session.answer(&self.at).text().to_owned())
    }

    /// The reason for which the answer is missing. Followed.
    pub(crate) fn missing(&self) -> Option<u16> {
        match self.content() {
            Content::Missing(reason) => Some(reason),
            Content::Blank | Content::Text(_) | Content::Codes(_) => None,
        }
    }

    /// Whether the control is out of use: the answer is missing for a reason, or may not be changed here. Followed.
    pub(crate) fn off(&self) -> bool {
        !self.filling.writable()
            || self
                .missing()
                .is_some_and(|reason| Some(reason) != self.dont_know())
    }

    /// The reason that the control itself offers as "Don't know".
    pub(crate) fn dont_know(&self) -> Option<u16> {
        if !matches!(self.item().kind, Kind::YesNo { dont_know: true }) {
            return None;
        }
        let at = self
            .definition
            .missing
            .iter()
            .position(|(id, _)| id == "not-known")?;
        u16::try_from(at).ok()
    }

    /// Takes what was typed or chosen into the session. Gives the edit that takes it back.
    pub(crate) fn set(&self, answer: Answer) -> Option<Edit> {
        self.filling.edit(Edit::Set {
            at: self.at.clone(),
            answer,
        })
    }

    /// Takes what was typed, which is not judged until the person leaves.
    pub(crate) fn typed(&self, text: &str) {
        self.takes(Answer::typed(text));
    }

    /// The same for what was typed as an answer of its own.
    pub(crate) fn takes(&self, answer: Answer) {
        self.said.typing();
        let undo = self.set(answer);
        self.cleared.typed(undo);
    }

    /// Takes what was chosen, which is judged at once.
    pub(crate) fn chosen(&self, answer: Answer) {
        self.set(answer);
        self.leave();
    }

    /// The person left what he changed.
    pub(crate) fn leave(&self) {
        let left = self.clone();
        after_press(Rc::new(move || {
            left.filling.leave(&left.at);
            left.said.left();
            left.cleared.left(&left);
        }));
    }
}
