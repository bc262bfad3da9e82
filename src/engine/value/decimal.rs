//! Exact decimals: a 64-bit mantissa with a scale of 0 to 12.

use std::cmp::Ordering;
use std::fmt;

/// An exact decimal number of at most 18 digits, 12 of them after the point. Always kept without trailing zeros, so
/// that equality and hashing are of the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    mantissa: i64,
    scale: u8,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self { mantissa: 0, scale: 0 };
    /// One.
    pub const ONE: Self = Self { mantissa: 1, scale: 0 };

    /// A whole number.
    pub const fn from_int(_whole: i64) -> Self {
        Self::ZERO
    }

    /// Reads the canonical spelling: an optional `-`, digits, and optionally a point and digits. `None` for anything
    /// else or for more than 18 digits.
    pub fn parse(_text: &str) -> Option<Self> {
        None
    }

    /// The sum, or `None` on overflow.
    pub fn checked_add(self, _other: Self) -> Option<Self> {
        None
    }
    /// The difference, or `None` on overflow.
    pub fn checked_sub(self, _other: Self) -> Option<Self> {
        None
    }
    /// The product, or `None` on overflow.
    pub fn checked_mul(self, _other: Self) -> Option<Self> {
        None
    }
    /// The quotient to 12 digits after the point (fewer where the whole part leaves no room), or `None` for a divisor
    /// of zero or overflow.
    pub fn checked_div(self, _other: Self) -> Option<Self> {
        None
    }
    /// The remainder with the sign of the dividend, or `None` for a divisor of zero or overflow.
    pub fn checked_rem(self, _other: Self) -> Option<Self> {
        None
    }
    /// The number with its sign turned.
    #[must_use]
    pub fn negated(self) -> Self {
        self
    }
    /// The number without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        self
    }
    /// Rounded half away from zero to `places` after the point.
    #[must_use]
    pub fn round(self, _places: u8) -> Self {
        self
    }
    /// The greatest whole number that is not above this.
    #[must_use]
    pub fn floor(self) -> Self {
        self
    }
    /// The least whole number that is not below this.
    #[must_use]
    pub fn ceil(self) -> Self {
        self
    }
    /// How many digits stand after the point.
    pub const fn places(self) -> u8 {
        self.scale
    }
    /// The number as an integer, if it is whole.
    pub fn to_int(self) -> Option<i64> {
        (self.scale == 0).then_some(self.mantissa)
    }
}

impl Ord for Decimal {
    fn cmp(&self, _other: &Self) -> Ordering {
        Ordering::Equal
    }
}
impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The canonical spelling that [`Decimal::parse`] reads.
impl fmt::Display for Decimal {
    fn fmt(&self, _f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}
