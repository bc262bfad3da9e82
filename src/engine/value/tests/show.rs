//! What values look like on a page.

use crate::value::Decimal;
use crate::value::show::{fixed, grouped, money, percent, truth};

fn dec(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

#[test]
fn shows_values() {
    for (number, expect) in [
        ("0", "0"),
        ("7", "7"),
        ("999", "999"),
        ("1000", "1,000"),
        ("1234.5", "1,234.5"),
        ("-1234567.891", "\u{2212}1,234,567.891"),
        ("999999999999999999", "999,999,999,999,999,999"),
        ("0.000000000001", "0.000000000001"),
    ] {
        assert_eq!(grouped(dec(number)), expect);
    }
    assert_eq!(fixed(dec("1234.5"), 2), "1,234.50");
    assert_eq!(fixed(dec("24"), 1), "24.0");
    assert_eq!(fixed(dec("24.125"), 1), "24.125");
    assert_eq!(money(dec("1234.5"), 2), "£1,234.50");
    assert_eq!(money(dec("1234"), 0), "£1,234");
    assert_eq!(money(dec("-3.5"), 2), "\u{2212}£3.50");
    assert_eq!(percent(dec("7.5")), "7.5%");
    assert_eq!((truth(true), truth(false)), ("Yes", "No"));
}
