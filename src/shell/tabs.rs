//! One tab edits a draft, by a lock of the draft's id. The others show it, and can take it over.
//!
//! The lock is manners only: what keeps an older tab from overwriting a newer one is the draft's epoch, which the store
//! looks at in each write. Where a browser has no locks, opening a draft takes it over.

use super::browser::Turn;
use super::drafts::{OpenError, Opening};
use super::form::OpenForm;
use super::save::Saved;
use super::{News, Shell};
use crate::storage::sabotage;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

impl Shell {
    /// Whether this page may edit a draft: it has the draft's lock, or gets it now.
    pub(super) fn has_turn<'a>(
        self: &'a Rc<Self>,
        id: &'a str,
        turn: Turn,
    ) -> Pin<Box<dyn Future<Output = bool> + 'a>> {
        Box::pin(async move {
            if self.holds(id) {
                return true;
            }
            let (shell, of) = (Rc::clone(self), id.to_owned());
            let lost = Box::new(move || shell.lost_turn(&of));
            let name = ["care-returns-draft-", id].concat();
            if let Some(alone) = (self.device.lock)(name, turn, lost).await {
                self.turn.replace(Some((id.to_owned(), alone)));
            }
            // It may have come to another call of this page meanwhile.
            self.holds(id) || sabotage::off("one-editor")
        })
    }

    fn holds(&self, id: &str) -> bool {
        let turn = self.turn.borrow();
        turn.as_ref().is_some_and(|(of, _)| of == id)
    }

    /// The draft of this id, if it is open.
    pub(super) fn open_as(&self, id: &str) -> Option<Rc<OpenForm>> {
        self.open_form().filter(|open| open.head.id == id)
    }

    /// Saves what is open, and lets go of it. Another tab may have it once it is written.
    pub fn leave_form(self: &Rc<Self>) {
        let turn = self.turn.take();
        if let Some(open) = self.open.take() {
            self.save_now(&open);
            if open.saved() == Saved::Saving {
                open.parting.replace(turn.map(|(_, alone)| alone));
            }
        }
    }

    /// Another tab may have a draft from now on.
    pub(super) fn give_back(&self, id: &str) {
        self.turn.borrow_mut().take_if(|(of, _)| of == id);
    }

    /// Another tab has taken a draft from this one, and has raised its epoch before.
    fn lost_turn(self: &Rc<Self>, id: &str) {
        self.give_back(id);
        if let Some(open) = self.open_as(id) {
            self.look_again(&open);
        }
    }

    /// Takes a draft over from the tab that has it, as it is stored. What this page shows of it and could not save is gone.
    ///
    /// # Errors
    /// Where it is not there any more, cannot be read, or the store fails. What is open stays open then.
    pub fn take_over<'a>(self: &'a Rc<Self>, id: &'a str) -> Opening<'a, Rc<OpenForm>, OpenError> {
        Box::pin(async move {
            // First, so that the other tab finds it when it hears that its lock was taken.
            let row = self.store.take_over(id).await?;
            self.has_turn(id, Turn::Taken).await;
            self.open_row(&row, true).await
        })
    }

    /// Opens a draft of another tab anew when this page is looked at again: the other may have changed it, or closed.
    pub(super) fn read_again(&self, form: &OpenForm) -> bool {
        if form.is_elsewhere() {
            self.open.take();
            self.tell(News::Form);
        }
        form.is_elsewhere()
    }
}
