//! Who gave an answer, where several people fill in one return on one device. It is kept in the draft, and beside the
//! return once it is finished, and never posted.

use crate::session::{Address, Session};

/// One of the people who give answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Giver {
    /// The person's id on the device.
    pub id: String,
    /// The name that is shown.
    pub name: String,
}

/// The place of a giver among the session's, from 1; 0 where it is not known who gave an answer.
pub(crate) type GiverIx = u16;

impl Session {
    /// Answers are this person's from now on, or of nobody in particular.
    pub fn set_giver(&mut self, giver: Option<Giver>) {
        self.giver = giver.map_or(0, |giver| self.known_giver(giver));
    }

    /// Everybody who is known to have given an answer, and who gives them now.
    #[must_use]
    pub fn givers(&self) -> &[Giver] {
        &self.givers
    }

    /// Who gave the answer at a place, if that is known.
    #[must_use]
    pub fn given_by(&self, at: &Address) -> Option<&Giver> {
        let by = match at {
            Address::Slot(slot) => self.slots.get(slot.0 as usize)?.by,
            Address::Cell { table, row, column } => {
                let row = self.row_number(*table, row);
                self.cell(*table, row, *column)?.by
            }
        };
        self.givers.get(usize::from(by.checked_sub(1)?))
    }

    /// Puts back who gave an answer, as it was stored.
    pub(crate) fn restore_given(&mut self, at: &Address, id: &str) {
        let known = self.givers.iter().position(|known| known.id == id);
        let by = known.and_then(|at| GiverIx::try_from(at + 1).ok());
        if let (Some(by), Some(cell)) = (by, self.cell_mut(at)) {
            cell.by = by;
        }
    }

    /// The place of a giver, who is known from now on by the name that he has now.
    pub(crate) fn known_giver(&mut self, giver: Giver) -> GiverIx {
        let at = self.givers.iter().position(|known| known.id == giver.id);
        if let Some(at) = at {
            self.givers[at] = giver;
            return GiverIx::try_from(at + 1).unwrap_or(0);
        }
        self.givers.push(giver);
        GiverIx::try_from(self.givers.len()).unwrap_or(0)
    }
}
