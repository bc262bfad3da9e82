//! Types while checking: what [`super::Type`] says, with the scale of numbers beside it. In a form that costs the page
//! little to pass on and compare: a kind, and which list, table or scale of it.

use super::error::Kinds;
use super::{Names, Read, Type};
use crate::value::ListIx;

/// A value, or a list of such. Lists do not hold lists; the rows of a table are a list of rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ty {
    /// One kind, or a list of one kind.
    pub(super) kinds: Kinds,
    /// Of a number its scale in base units, 0 for a literal's, which goes with any; of codes their list; of rows their
    /// table; else 0.
    pub(super) of: u32,
}

impl Ty {
    pub(super) const TRUTH: Self = Self::one(Kinds::TRUTH);
    pub(super) const NUMBER: Self = Self {
        kinds: Kinds::NUMBER,
        of: 1,
    };

    pub(super) const fn one(kinds: Kinds) -> Self {
        Self { kinds, of: 0 }
    }

    /// A code, or a set of codes, of a list.
    pub(super) fn of_list(kinds: Kinds, list: ListIx) -> Self {
        Self {
            kinds,
            of: list.0.into(),
        }
    }

    /// Whether it is a list.
    pub(super) fn is_many(self) -> bool {
        self.kinds.is_listed()
    }

    /// What one of the list is; itself if it is none.
    pub(super) fn single(mut self) -> Self {
        if self.is_many() {
            self.kinds = Kinds(self.kinds.0 >> 8);
        }
        self
    }

    /// A list of such; itself if it is one.
    pub(super) fn many(mut self) -> Self {
        if !self.is_many() {
            self.kinds = self.kinds.listed();
        }
        self
    }

    /// The code list of a code, or of a list of them.
    pub(super) fn list(self) -> Option<ListIx> {
        if self.single().kinds == Kinds::CODE {
            u16::try_from(self.of).ok().map(ListIx)
        } else {
            None
        }
    }

    /// The type of what is read; `None` where the two do not fit, which would be a mistake of the caller's names.
    pub(super) fn of_read(kind: &Type, read: Read, names: &dyn Names) -> Option<Self> {
        let mut ty = Self::expected(kind)?;
        let kinds = ty.single().kinds;
        if (kinds == Kinds::ROW) != matches!(read, Read::Rows(_)) {
            return None;
        }
        if kinds == Kinds::NUMBER {
            ty.of = u32::try_from(names.scale(read).to_int()?).ok()?;
            if ty.of == 0 {
                return None;
            }
        }
        if matches!(read, Read::Column { .. } | Read::Rows(_)) {
            ty = ty.many();
        } else if ty.is_many() {
            return None;
        }
        Some(ty)
    }

    /// The type as callers know it; `None` for rows, one or many, in which no rule ends.
    pub(super) fn public(self) -> Option<Type> {
        let list = ListIx(u16::try_from(self.of).unwrap_or_default());
        let one = match self.single().kinds {
            Kinds::NUMBER => Type::Number,
            Kinds::TEXT => Type::Text,
            Kinds::TRUTH => Type::Truth,
            Kinds::DATE => Type::Date,
            Kinds::MONTH => Type::Month,
            Kinds::CODE => Type::Code(list),
            Kinds::CODES => Type::Codes(list),
            _ => return None,
        };
        Some(if self.is_many() {
            Type::List(Box::new(one))
        } else {
            one
        })
    }

    /// What a caller expects; `None` for a list of lists.
    pub(super) fn expected(kind: &Type) -> Option<Self> {
        let (kinds, of) = match kind {
            Type::List(inner) => {
                let inner = Self::expected(inner)?;
                return if inner.is_many() {
                    None
                } else {
                    Some(inner.many())
                };
            }
            Type::Number => (Kinds::NUMBER, 0),
            Type::Text => (Kinds::TEXT, 0),
            Type::Truth => (Kinds::TRUTH, 0),
            Type::Date => (Kinds::DATE, 0),
            Type::Month => (Kinds::MONTH, 0),
            Type::Code(list) => (Kinds::CODE, list.0),
            Type::Codes(list) => (Kinds::CODES, list.0),
            Type::Rows(table) => (Kinds::ROW.listed(), *table),
        };
        Some(Self {
            kinds,
            of: of.into(),
        })
    }

    /// What the items of a list or a set of codes are.
    pub(super) fn item(self) -> Option<Self> {
        if self.kinds == Kinds::CODES {
            Some(Self {
                kinds: Kinds::CODE,
                of: self.of,
            })
        } else if self.is_many() {
            Some(self.single())
        } else {
            None
        }
    }
}
