//! Types while checking: what [`super::Type`] says, with the scale of numbers beside it.

use super::error::{Kinds, RuleErrorKind};
use super::{Names, Read, Type};
use crate::value::ListIx;

/// What one value is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Base {
    /// In units of so many base units; `None` for a literal, which goes with any.
    Number(Option<u32>),
    Text,
    Truth,
    Date,
    Month,
    Code(ListIx),
    Codes(ListIx),
    Row(u16),
}

/// A value, or a list of such. Lists do not hold lists; the rows of a table are a list of rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ty {
    pub(super) base: Base,
    pub(super) many: bool,
}

impl Ty {
    pub(super) const TRUTH: Self = Self::one(Base::Truth);
    pub(super) const NUMBER: Self = Self::one(Base::Number(Some(1)));

    pub(super) const fn one(base: Base) -> Self {
        Self { base, many: false }
    }

    /// The type of what is read; `None` where the two do not fit, which would be a mistake of the caller's names.
    pub(super) fn of_read(kind: &Type, read: Read, names: &dyn Names) -> Option<Self> {
        let many = matches!(read, Read::Column { .. } | Read::Rows(_));
        let (kind, listed) = match kind {
            Type::List(inner) => (&**inner, true),
            other => (other, false),
        };
        let base = match (kind, read) {
            (Type::Rows(table), Read::Rows(_)) => Base::Row(*table),
            (Type::List(_) | Type::Rows(_), _) | (_, Read::Rows(_)) => return None,
            (Type::Number, _) => {
                let scale = names.scale(read).to_int()?;
                Base::Number(Some(u32::try_from(scale).ok().filter(|scale| *scale > 0)?))
            }
            (Type::Text, _) => Base::Text,
            (Type::Truth, _) => Base::Truth,
            (Type::Date, _) => Base::Date,
            (Type::Month, _) => Base::Month,
            (Type::Code(list), _) => Base::Code(*list),
            (Type::Codes(list), _) => Base::Codes(*list),
        };
        (many || !listed).then_some(Self { base, many })
    }

    /// The type as callers know it; `None` for a single row.
    pub(super) fn public(self) -> Option<Type> {
        let base = match self.base {
            Base::Number(_) => Type::Number,
            Base::Text => Type::Text,
            Base::Truth => Type::Truth,
            Base::Date => Type::Date,
            Base::Month => Type::Month,
            Base::Code(list) => Type::Code(list),
            Base::Codes(list) => Type::Codes(list),
            Base::Row(table) => return self.many.then_some(Type::Rows(table)),
        };
        Some(if self.many {
            Type::List(Box::new(base))
        } else {
            base
        })
    }

    /// What a caller expects.
    pub(super) fn expected(kind: &Type) -> Option<Self> {
        Some(match kind {
            Type::List(inner) => Self {
                many: true,
                ..Self::expected(inner).filter(|inner| !inner.many)?
            },
            Type::Rows(table) => Self {
                base: Base::Row(*table),
                many: true,
            },
            Type::Number => Self::one(Base::Number(None)),
            Type::Text => Self::one(Base::Text),
            Type::Truth => Self::TRUTH,
            Type::Date => Self::one(Base::Date),
            Type::Month => Self::one(Base::Month),
            Type::Code(list) => Self::one(Base::Code(*list)),
            Type::Codes(list) => Self::one(Base::Codes(*list)),
        })
    }

    pub(super) fn kinds(self) -> Kinds {
        let base = match self.base {
            Base::Number(_) => Kinds::NUMBER,
            Base::Text => Kinds::TEXT,
            Base::Truth => Kinds::TRUTH,
            Base::Date => Kinds::DATE,
            Base::Month => Kinds::MONTH,
            Base::Code(_) => Kinds::CODE,
            Base::Codes(_) => Kinds::CODES,
            Base::Row(_) => Kinds::ROW,
        };
        if self.many { base.listed() } else { base }
    }

    /// What the items of a list or a set of codes are.
    pub(super) fn item(self) -> Option<Self> {
        match self.base {
            Base::Codes(list) if !self.many => Some(Self::one(Base::Code(list))),
            base => self.many.then_some(Self::one(base)),
        }
    }

    /// The type that both are: a literal takes the scale of what it stands beside.
    pub(super) fn joined(self, other: Self) -> Result<Self, RuleErrorKind> {
        match (self.base, other.base) {
            _ if self.many != other.many => {}
            (Base::Number(None), Base::Number(_)) => return Ok(other),
            (Base::Number(_), Base::Number(None)) => return Ok(self),
            (Base::Number(a), Base::Number(b)) if a != b => return Err(RuleErrorKind::MixedScales),
            (Base::Code(a), Base::Code(b)) if a != b => return Err(RuleErrorKind::OtherList),
            (a, b) if a == b => return Ok(self),
            _ => {}
        }
        Err(RuleErrorKind::Unlike {
            left: self.kinds(),
            right: other.kinds(),
        })
    }

    /// The scale of a product or quotient. Only one side of a product may be in other than base units, and a divisor
    /// only where the dividend is in the same.
    pub(super) fn scaled(self, other: Self, divide: bool) -> Result<Self, RuleErrorKind> {
        let (Base::Number(a), Base::Number(b)) = (self.base, other.base) else {
            return Err(RuleErrorKind::Unlike {
                left: self.kinds(),
                right: other.kinds(),
            });
        };
        let plain = |scale: Option<u32>| matches!(scale, None | Some(1));
        Ok(match (plain(a), plain(b)) {
            (true, true) => Self::one(Base::Number(a.or(b))),
            (false, true) => self,
            (true, false) if !divide => other,
            (false, false) if divide && a == b => Self::NUMBER,
            _ => return Err(RuleErrorKind::MixedScales),
        })
    }
}
