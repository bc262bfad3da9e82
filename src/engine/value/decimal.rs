//! Exact decimals: a 64-bit mantissa with a scale of 0 to 12.

use crate::value::all_digits;
use std::cmp::Ordering;
use std::fmt;

/// Most digits after the point.
const MOST_PLACES: u8 = 12;
/// The first mantissa that has more than 18 digits.
const LIMIT: i64 = 1_000_000_000_000_000_000;

/// An exact decimal number of at most 18 digits, 12 of them after the point. Always kept without trailing zeros, so
/// that equality and hashing are of the value.
///
/// Sums, differences and products are exact as long as they fit. Where the digits after the point have no room, they
/// are rounded half away from zero to the places that fit; where the whole part has no room, the result is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    mantissa: i64,
    scale: u8,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self {
        mantissa: 0,
        scale: 0,
    };
    /// One.
    pub const ONE: Self = Self {
        mantissa: 1,
        scale: 0,
    };
    /// The greatest number: 18 nines.
    pub const MAX: Self = Self {
        mantissa: LIMIT - 1,
        scale: 0,
    };

    /// A whole number. One of more than 18 digits becomes the nearest that has 18: meant for counts and days.
    pub const fn from_int(whole: i64) -> Self {
        let mantissa = if whole >= LIMIT {
            LIMIT - 1
        } else if whole <= -LIMIT {
            1 - LIMIT
        } else {
            whole
        };
        Self { mantissa, scale: 0 }
    }

    /// Reads the canonical spelling: an optional `-`, digits, and optionally a point and digits. `None` for anything
    /// else, for more than 18 digits or for more than 12 after the point; zeros that say nothing are not counted.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((_, "")) => return None,
            Some((whole, fraction)) => (whole, fraction),
            None => (digits, ""),
        };
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        let fraction = fraction.trim_end_matches('0');
        let scale = u8::try_from(fraction.len())
            .ok()
            .filter(|&scale| scale <= MOST_PLACES)?;
        let mut mantissa: i64 = 0;
        for part in [whole, fraction] {
            for digit in part.bytes() {
                // Looked at before the step: 19 nines do not fit into 64 bits.
                if mantissa >= LIMIT / 10 {
                    return None;
                }
                mantissa = mantissa * 10 + i64::from(digit - b'0');
            }
        }
        Some(Self {
            mantissa: if negative { -mantissa } else { mantissa },
            scale,
        })
    }

    /// The sum, or `None` on overflow.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        if self.scale == other.scale {
            let mantissa = self.mantissa + other.mantissa;
            if mantissa.abs() < LIMIT {
                return Some(
                    Self {
                        mantissa,
                        scale: self.scale,
                    }
                    .normalised(),
                );
            }
        }
        let (a, b, scale) = self.aligned(other);
        fitted(a + b, u32::from(scale))
    }

    /// The difference, or `None` on overflow.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(other.negated())
    }

    /// The product, or `None` on overflow.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let product = i128::from(self.mantissa) * i128::from(other.mantissa);
        fitted(product, u32::from(self.scale) + u32::from(other.scale))
    }

    /// The quotient to 12 digits after the point, rounded half away from zero (fewer where the whole part leaves no
    /// room), or `None` for a divisor of zero or overflow.
    pub fn checked_div(self, other: Self) -> Option<Self> {
        let (a, b, _) = self.aligned(other);
        if b == 0 {
            return None;
        }
        let mut quotient = a / b;
        let mut rest = a % b;
        if quotient.abs() >= i128::from(LIMIT) {
            return None;
        }
        // One digit more than is kept, cut off and not rounded: `fitted` then rounds once. In two steps, since a rest
        // may have 30 digits and 128 bits hold 38.
        for step in [10_000_000, 1_000_000] {
            rest *= step;
            quotient = quotient * step + rest / b;
            rest %= b;
        }
        fitted(quotient, u32::from(MOST_PLACES) + 1)
    }

    /// The remainder with the sign of the dividend, or `None` for a divisor of zero.
    pub fn checked_rem(self, other: Self) -> Option<Self> {
        let (a, b, scale) = self.aligned(other);
        if b == 0 {
            return None;
        }
        fitted(a % b, u32::from(scale))
    }

    /// The number with its sign turned.
    #[must_use]
    pub fn negated(self) -> Self {
        Self {
            mantissa: -self.mantissa,
            scale: self.scale,
        }
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self {
            mantissa: self.mantissa.abs(),
            scale: self.scale,
        }
    }

    /// Rounded half away from zero to `places` after the point.
    #[must_use]
    pub fn round(self, places: u8) -> Self {
        if places >= self.scale {
            return self;
        }
        let unit = power(u32::from(self.scale - places));
        let cut = self.mantissa / unit;
        let up = (self.mantissa % unit).abs() * 2 >= unit;
        let mantissa = if up {
            cut + self.mantissa.signum()
        } else {
            cut
        };
        Self {
            mantissa,
            scale: places,
        }
        .normalised()
    }

    /// The greatest whole number that is not above this.
    #[must_use]
    pub fn floor(self) -> Self {
        Self {
            mantissa: self.mantissa.div_euclid(power(u32::from(self.scale))),
            scale: 0,
        }
    }

    /// The least whole number that is not below this.
    #[must_use]
    pub fn ceil(self) -> Self {
        self.negated().floor().negated()
    }

    /// How many digits stand after the point.
    pub const fn places(self) -> u8 {
        self.scale
    }

    /// The number as an integer, if it is whole.
    pub fn to_int(self) -> Option<i64> {
        (self.scale == 0).then_some(self.mantissa)
    }

    /// Whether it is below zero.
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// Both mantissas at the greater of the two scales: at most 30 digits each.
    fn aligned(self, other: Self) -> (i128, i128, u8) {
        let scale = self.scale.max(other.scale);
        let at = |n: Self| i128::from(n.mantissa) * i128::from(power(u32::from(scale - n.scale)));
        (at(self), at(other), scale)
    }

    /// The same value without trailing zeros after the point.
    fn normalised(mut self) -> Self {
        while self.scale > 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.scale -= 1;
        }
        self
    }
}

/// Ten to the power of `exponent`, which is at most 18.
const fn power(exponent: u32) -> i64 {
    10_i64.pow(exponent)
}

/// The number `mantissa` / 10^`scale`, rounded half away from zero to the places that there is room for.
fn fitted(mantissa: i128, scale: u32) -> Option<Decimal> {
    let mut kept = mantissa;
    let mut places = scale;
    let mut dropped = 0;
    while places > u32::from(MOST_PLACES) || kept.abs() >= i128::from(LIMIT) {
        places = places.checked_sub(1)?;
        dropped = kept % 10;
        kept /= 10;
    }
    // The last digit dropped decides: what stands behind it cannot change on which side of a half it is.
    if dropped.abs() >= 5 {
        kept += dropped.signum();
    }
    // Rounding up may have made 10^18, which has room again once its zeros are gone.
    if kept.abs() >= i128::from(LIMIT) {
        places = places.checked_sub(1)?;
        kept /= 10;
    }
    let mantissa = i64::try_from(kept).ok()?;
    let scale = u8::try_from(places).ok()?;
    Some(Decimal { mantissa, scale }.normalised())
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.scale == other.scale {
            return self.mantissa.cmp(&other.mantissa);
        }
        let (a, b, _) = self.aligned(*other);
        a.cmp(&b)
    }
}
impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The canonical spelling that [`Decimal::parse`] reads.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = power(u32::from(self.scale)).unsigned_abs();
        let digits = self.mantissa.unsigned_abs();
        if self.mantissa < 0 {
            f.write_str("-")?;
        }
        write!(f, "{}", digits / unit)?;
        if self.scale > 0 {
            write!(
                f,
                ".{:0places$}",
                digits % unit,
                places = usize::from(self.scale)
            )?;
        }
        Ok(())
    }
}
