//! What the names in a rule mean at the place where it stands.

use super::items::Items;
use super::lists::{Lists, Lookup};
use super::model::ItemIx;
use super::outline::Outline;
use crate::rules::{Names, Read, RuleErrorKind, Type};
use crate::value::{Decimal, ListIx};
use std::cell::{Cell, RefCell};

/// What a form's rules can read beside its own answers.
#[derive(Clone, Copy)]
pub(super) enum Around<'s, 'a> {
    /// No form: what its names would mean cannot be known.
    Unknown,
    /// A profile: nothing but today and the day of filing.
    Profile,
    /// A return: its period, older and other returns and its subject.
    Return(&'s Others<'a>, usize),
}

/// The names of all returns, and of the subjects that they are about.
pub(super) struct Others<'a> {
    /// The kinds of subject.
    pub(super) subjects: Vec<Outline<'a>>,
    /// The returns.
    pub(super) returns: Vec<OtherReturn<'a>>,
    /// The place of the first return among the forms of the framework.
    pub(super) first: u16,
}

/// What other returns can read of a return.
pub(super) struct OtherReturn<'a> {
    pub(super) id: &'a str,
    /// The place of its subject's form; `None` where the document names one that does not exist.
    pub(super) subject: Option<u16>,
    pub(super) outline: Outline<'a>,
}

impl<'a> Others<'a> {
    fn subject(&self, of: usize) -> Option<&Outline<'a>> {
        let subject = self.returns.get(of)?.subject?;
        self.subjects.get(usize::from(subject))
    }
}

/// The names at one place.
pub(super) struct Scope<'s, 'a> {
    pub(super) lists: &'s Lists<'a>,
    pub(super) items: &'s Items<'a>,
    /// The form that the rule stands in; `None` in a duty, which is asked before there is a form.
    pub(super) form: Option<&'s Outline<'a>>,
    /// The table for whose rows it runs.
    pub(super) row: Option<u16>,
    pub(super) around: Around<'s, 'a>,
    /// Set when a name was looked up that only another mistake keeps from meaning something: what then goes wrong is
    /// no problem of this rule.
    pub(super) excused: Cell<bool>,
    /// Where the places of the other returns that are read are noted.
    pub(super) read: &'s RefCell<Vec<u16>>,
}

impl<'a> Scope<'_, 'a> {
    /// The read of an item, if its type is known.
    fn typed(&self, item: ItemIx, read: Read) -> Option<(Type, Read)> {
        let kind = self.items.kind(item).cloned();
        if kind.is_none() {
            self.excused.set(true);
        }
        kind.map(|kind| (kind, read))
    }

    /// The slot of an item that a form has.
    fn slot(&self, form: &Outline<'a>, name: &str) -> Option<(ItemIx, u32)> {
        let item = self.items.find(name);
        let found = item.and_then(|item| Some((item, form.slot(item)?.0)));
        if found.is_none() && form.might_have(name, item.is_some()) {
            self.excused.set(true);
        }
        found
    }

    /// Whether no name can be known here.
    fn is_nowhere(&self) -> bool {
        let nowhere = matches!(self.around, Around::Unknown);
        self.excused.set(self.excused.get() || nowhere);
        nowhere
    }

    fn item_of(&self, read: Read) -> Option<ItemIx> {
        match read {
            Read::Item(slot) | Read::Previous(slot) | Read::Latest(slot) => self.form?.item(slot),
            Read::Cell { table, column } | Read::Column { table, column } => {
                self.form?.column(table, column)
            }
            Read::Other { form, slot } => match self.around {
                Around::Return(others, _) => {
                    let at = form.checked_sub(others.first)?;
                    others.returns.get(usize::from(at))?.outline.item(slot)
                }
                Around::Profile | Around::Unknown => None,
            },
            Read::Subject(slot) => match self.around {
                Around::Return(others, of) => others.subject(of)?.item(slot),
                Around::Profile | Around::Unknown => None,
            },
            _ => None,
        }
    }
}

impl Names for Scope<'_, '_> {
    fn name(&self, name: &str) -> Option<(Type, Read)> {
        if self.is_nowhere() {
            return None;
        }
        match name {
            "today" if self.form.is_some() => return Some((Type::Date, Read::Today)),
            "filed" if self.form.is_some() => return Some((Type::Date, Read::Filed)),
            _ => {}
        }
        let form = self.form?;
        if let (Some(table), Some(item)) = (self.row, self.items.find(name))
            && let Some(column) = form.column_of(table, item)
        {
            return self.typed(item, Read::Cell { table, column });
        }
        if let Some(table) = form.table(name) {
            return Some((Type::Rows(table), Read::Rows(table)));
        }
        let found = self.slot(form, name);
        if let (None, Some(table)) = (found, self.row)
            && form.column_might_be(table, name, self.items.find(name).is_some())
        {
            self.excused.set(true);
        }
        let (item, slot) = found?;
        self.typed(item, Read::Item(slot))
    }

    fn member(&self, of: &str, name: &str) -> Option<(Type, Read)> {
        if self.is_nowhere() {
            return None;
        }
        match (of, self.around) {
            ("subject", Around::Return(others, of)) => {
                let Some(subject) = others.subject(of) else {
                    self.excused.set(true);
                    return None;
                };
                let (item, slot) = self.slot(subject, name)?;
                return self.typed(item, Read::Subject(slot));
            }
            ("period", Around::Return(..)) if self.form.is_some() => {
                return match name {
                    "start" => Some((Type::Date, Read::PeriodStart)),
                    "end" => Some((Type::Date, Read::PeriodEnd)),
                    _ => None,
                };
            }
            ("previous" | "latest", Around::Return(..)) => {
                let (item, slot) = self.slot(self.form?, name)?;
                return self.typed(
                    item,
                    if of == "latest" {
                        Read::Latest(slot)
                    } else {
                        Read::Previous(slot)
                    },
                );
            }
            _ => {}
        }
        let form = self.form?;
        let Some(table) = form.table(of) else {
            self.excused
                .set(self.excused.get() || form.table_might_be(of));
            return None;
        };
        let item = self.items.find(name);
        let Some((item, column)) = item.and_then(|item| Some((item, form.column_of(table, item)?)))
        else {
            self.excused
                .set(self.excused.get() || form.column_might_be(table, name, item.is_some()));
            return None;
        };
        let (kind, read) = self.typed(item, Read::Column { table, column })?;
        Some((Type::List(Box::new(kind)), read))
    }

    fn code(&self, list: ListIx, code: &str) -> Option<u32> {
        match self.lists.code(list, code) {
            Lookup::Found(at) => Some(at),
            Lookup::Nowhere => None,
            Lookup::Uncertain => {
                self.excused.set(true);
                None
            }
        }
    }

    fn list(&self, id: &str) -> Option<ListIx> {
        let (found, uncertain) = self.lists.find(id);
        self.excused
            .set(self.excused.get() || (found.is_none() && uncertain));
        found
    }

    fn row_code(&self, list: ListIx) -> Option<Read> {
        let table = self.row?;
        let id = &self.lists.all.get(usize::from(list.0))?.id;
        let place = self.form?.row_list(table, id)?;
        Some(Read::RowCode { table, place })
    }

    fn other(&self, form: &str, name: &str) -> Result<(Type, Read), RuleErrorKind> {
        let (Around::Return(others, own), Some(_)) = (self.around, self.form) else {
            self.is_nowhere();
            return Err(RuleErrorKind::UnknownReturn);
        };
        let mut found = None;
        for (at, other) in others.returns.iter().enumerate() {
            if at != own && is_spelt(other.id, form) {
                found = Some((at, other));
            }
        }
        let (at, other) = found.ok_or(RuleErrorKind::UnknownReturn)?;
        let subject = others.returns.get(own).and_then(|own| own.subject);
        match (subject, other.subject) {
            (Some(one), Some(other)) if one != other => return Err(RuleErrorKind::OtherSubject),
            _ => {}
        }
        let at = others
            .first
            .saturating_add(u16::try_from(at).unwrap_or(u16::MAX));
        let (item, slot) = self
            .slot(&other.outline, name)
            .ok_or(RuleErrorKind::UnknownMember)?;
        let read = Read::Other { form: at, slot };
        let mut noted = self.read.borrow_mut();
        if !noted.contains(&at) {
            noted.push(at);
        }
        self.typed(item, read).ok_or(RuleErrorKind::UnknownMember)
    }

    fn scale(&self, read: Read) -> Decimal {
        let scale = self
            .item_of(read)
            .and_then(|item| self.items.get(item))
            .map_or(1, |item| item.scale);
        Decimal::from_int(i64::from(scale))
    }

    fn row_table(&self) -> Option<u16> {
        self.row
    }
}

/// Whether a return's id is what a rule calls it: with `_` for each `-`, which would be a minus.
fn is_spelt(id: &str, name: &str) -> bool {
    id.len() == name.len()
        && id
            .bytes()
            .zip(name.bytes())
            .all(|(of_id, of_name)| of_name == if of_id == b'-' { b'_' } else { of_id })
}
