//! What people type, case by case: what it is read as, or why not.

use crate::value::read::{
    Misread, count_words, date_parts, join_date_parts, join_month_parts, month_parts, pasted_date,
    pasted_month, read_date, read_long_text, read_money, read_month, read_number, read_percent,
    read_text,
};
use proptest::prelude::*;
use std::fmt::{Debug, Display};

/// Reads each text and compares with what is expected: the canonical spelling, or the misread.
#[track_caller]
fn check<T: Display + Debug>(
    read: impl Fn(&str) -> Result<T, Misread>,
    cases: &[(&str, Result<&str, Misread>)],
) {
    for (text, expect) in cases {
        let found = read(text).map(|value| value.to_string());
        assert_eq!(
            found.as_deref().map_err(|misread| *misread),
            *expect,
            "{text:?}"
        );
    }
}

#[test]
fn numbers() {
    let not = Err(Misread::NotANumber);
    let places = |places| Err(Misread::TooManyPlaces { places });
    check(
        |text| read_number(text, 2),
        &[
            ("£1,234.50", Ok("1234.5")),
            (" 1 234.5 ", Ok("1234.5")),
            ("1234.50", Ok("1234.5")),
            ("0", Ok("0")),
            ("-0", Ok("0")),
            ("007", Ok("7")),
            ("+3", Ok("3")),
            ("-3", Ok("-3")),
            ("- 3", Ok("-3")),
            ("\u{2212}3", Ok("-3")),
            ("-£3", Ok("-3")),
            ("£ -3", Ok("-3")),
            (".5", Ok("0.5")),
            ("-.5", Ok("-0.5")),
            ("5.", Ok("5")),
            ("1,234", Ok("1234")),
            ("1,234,567.89", Ok("1234567.89")),
            ("12 345", Ok("12345")),
            ("12\u{a0}345", Ok("12345")),
            ("12\u{202f}345\u{a0}678", Ok("12345678")),
            ("\u{a0}24\u{a0}", Ok("24")),
            ("\u{200e}24", Ok("24")),
            ("24.000000000000000000", Ok("24")),
            ("999999999999999999", Ok("999999999999999999")),
            ("1.005", places(2)),
            ("0.001", places(2)),
            ("1000000000000000000", Err(Misread::TooBig)),
            ("99999999999999999.99", Err(Misread::TooBig)),
            ("1,5", not),
            ("1,50", not),
            ("1,2345", not),
            ("1234,567", not),
            (",123", not),
            ("1,", not),
            ("1,234,", not),
            ("1,,234", not),
            ("1 2", not),
            ("24 25", not),
            ("1  234", not),
            ("1,234 567", not),
            ("1 234,567", not),
            ("1.234,5", not),
            ("1.2.3", not),
            ("1. 5", not),
            ("1 .5", not),
            ("--3", not),
            ("+-3", not),
            ("3-", not),
            ("££3", not),
            ("£", not),
            ("-", not),
            (".", not),
            ("1e3", not),
            ("7.5%", not),
            ("24 beds", not),
            ("about 24", not),
            ("twenty", not),
            ("٣", not),
            ("", Err(Misread::Blank)),
            (" \u{a0}\t", Err(Misread::Blank)),
        ],
    );
    check(
        |text| read_number(text, 0),
        &[
            ("24.0", Ok("24")),
            ("24.", Ok("24")),
            ("9,998", Ok("9998")),
            ("12.5", Err(Misread::NotWhole)),
            (".5", Err(Misread::NotWhole)),
        ],
    );
    check(
        |text| read_number(text, u8::MAX),
        &[
            ("0.123456789012", Ok("0.123456789012")),
            (
                "0.1234567890123",
                Err(Misread::TooManyPlaces { places: 12 }),
            ),
        ],
    );
}

#[test]
fn money_and_percentages() {
    check(
        |text| read_money(text, 2),
        &[
            ("£1,234.50", Ok("1234.5")),
            (" 1 234.5 ", Ok("1234.5")),
            ("1234.50", Ok("1234.5")),
            ("-10,669", Ok("-10669")),
            ("£12.345", Err(Misread::TooManyPlaces { places: 2 })),
            ("5k", Err(Misread::NotMoney)),
            ("50p", Err(Misread::NotMoney)),
            ("£1,5", Err(Misread::NotMoney)),
            ("£7%", Err(Misread::NotMoney)),
            (" ", Err(Misread::Blank)),
        ],
    );
    check(
        |text| read_money(text, 0),
        &[("£12.00", Ok("12")), ("£12.50", Err(Misread::NotWhole))],
    );
    check(
        |text| read_percent(text, 1),
        &[
            ("7.5%", Ok("7.5")),
            ("7.5 %", Ok("7.5")),
            ("7.5", Ok("7.5")),
            ("-2%", Ok("-2")),
            ("100%", Ok("100")),
            ("7.25%", Err(Misread::TooManyPlaces { places: 1 })),
            ("%", Err(Misread::NotANumber)),
            ("7%%", Err(Misread::NotANumber)),
            ("%7", Err(Misread::NotANumber)),
            ("£7%", Err(Misread::NotANumber)),
            ("", Err(Misread::Blank)),
        ],
    );
}

#[test]
fn dates() {
    let day = Ok("2007-03-27");
    let not = Err(Misread::NotADate);
    check(
        read_date,
        &[
            ("27 March 2007", day),
            ("27 3 2007", day),
            ("27 03 2007", day),
            ("27/3/2007", day),
            ("27/03/2007", day),
            ("27-03-2007", day),
            ("27.3.2007", day),
            ("2007-03-27", day),
            ("2007/03/27", day),
            ("27 Mar 2007", day),
            ("27 MARCH 2007", day),
            ("27th March 2007", day),
            ("27th of March, 2007", day),
            ("the 27th", not),
            ("27March2007", day),
            ("27-Mar-2007", day),
            ("March 27, 2007", day),
            (" 27\u{a0}March  2007 ", day),
            ("27/March/2007", day),
            (" 27 / 3 / 2007 ", day),
            ("27 March 2007//", day),
            ("27/3/2007//", not),
            ("1st September 2026", Ok("2026-09-01")),
            ("2ND Sept 2026", Ok("2026-09-02")),
            ("29 2 2028", Ok("2028-02-29")),
            ("27/3/07", Err(Misread::YearNotFourDigits)),
            ("27 3 07", Err(Misread::YearNotFourDigits)),
            ("27 March 20077", Err(Misread::YearNotFourDigits)),
            ("/3/2007", Err(Misread::DateWithoutDay)),
            ("27//2007", Err(Misread::DateWithoutMonth)),
            ("27/3/", Err(Misread::DateWithoutYear)),
            ("27//", Err(Misread::DateWithoutMonthAndYear)),
            ("/3/", Err(Misread::DateWithoutDayAndYear)),
            ("//2007", Err(Misread::DateWithoutDayAndMonth)),
            ("March 2007", Err(Misread::DateWithoutDay)),
            ("3 2007", Err(Misread::DateWithoutDay)),
            ("27 2007", Err(Misread::DateWithoutMonth)),
            ("27 March", Err(Misread::DateWithoutYear)),
            ("27/3", Err(Misread::DateWithoutYear)),
            ("27 March//", Err(Misread::DateWithoutYear)),
            ("31 2 2026", Err(Misread::NoSuchDate)),
            ("29 February 2026", Err(Misread::NoSuchDate)),
            ("0 3 2026", Err(Misread::NoSuchDate)),
            ("3/27/2007", Err(Misread::NoSuchDate)),
            ("2007-00-10", Err(Misread::NoSuchDate)),
            ("27 3 0000", Err(Misread::NoSuchDate)),
            ("99999999999 3 2026", Err(Misread::NoSuchDate)),
            ("27", not),
            ("2007", not),
            ("27 Marsh 2007", not),
            ("x/3/2007", not),
            ("x//", not),
            ("27 3 2007 9", not),
            ("27 3 twothousand", not),
            ("tomorrow", not),
            ("27 & 3 2007", not),
            ("२७ 3 2007", not),
            ("", Err(Misread::Blank)),
            ("//", Err(Misread::Blank)),
            (" / / ", Err(Misread::Blank)),
        ],
    );
}

#[test]
fn dates_in_three_boxes() {
    for (text, expect) in [
        ("27 March 2007", ["27", "March", "2007"]),
        ("27/03/2007", ["27", "03", "2007"]),
        ("2007-03-07", ["7", "3", "2007"]),
        ("March 27, 2007", ["27", "March", "2007"]),
        ("27//2007", ["27", "", "2007"]),
        ("2007-00-10", ["10", "00", "2007"]),
        ("27 March", ["27", "March", ""]),
        ("March 2007", ["", "March", "2007"]),
        ("27 2007", ["27", "", "2007"]),
        ("27/3", ["27", "3", ""]),
        ("next week!", ["next week!", "", ""]),
        ("1/2/3/4", ["1/2/3/4", "", ""]),
        ("tomorrow", ["tomorrow", "", ""]),
        ("", ["", "", ""]),
    ] {
        assert_eq!(date_parts(text), expect, "{text:?}");
    }
    assert_eq!(join_date_parts(&["27", "", "2007"]), "27//2007");
    assert_eq!(join_date_parts(&["", "", ""]), "");
    assert_eq!(join_date_parts(&["1/2", "", ""]), "1\\/2//");
}

#[test]
fn months() {
    let month = Ok("2026-10");
    let not = Err(Misread::NotAMonth);
    check(
        read_month,
        &[
            ("October 2026", month),
            ("oct 2026", month),
            ("Oct-2026", month),
            ("10 2026", month),
            ("10/2026", month),
            ("10.2026", month),
            ("2026-10", month),
            ("2026 October", month),
            ("October 2026/", month),
            ("2026-01", Ok("2026-01")),
            ("10/26", Err(Misread::YearNotFourDigits)),
            ("/2026", Err(Misread::DateWithoutMonth)),
            ("2026", Err(Misread::DateWithoutMonth)),
            ("10/", Err(Misread::DateWithoutYear)),
            ("October", Err(Misread::DateWithoutYear)),
            ("13/2026", not),
            ("0 2026", not),
            ("10 0000", not),
            ("1 October 2026", not),
            ("1/10/2026", not),
            ("Octember 2026", not),
            ("last month", not),
            ("a b/2026", not),
            ("10 / twothousand", not),
            ("", Err(Misread::Blank)),
            ("/", Err(Misread::Blank)),
        ],
    );
    assert_eq!(month_parts("2026-01"), ["1", "2026"]);
    assert_eq!(month_parts("October 2026"), ["October", "2026"]);
    assert_eq!(month_parts("what?"), ["what?", ""]);
    assert_eq!(join_month_parts(&["10", ""]), "10/");
}

#[test]
fn text() {
    assert_eq!(read_text("  Elm House ", 9), Ok("Elm House".to_owned()));
    assert_eq!(read_text("Elm House", 8), Err(Misread::TooLong { most: 8 }));
    assert_eq!(read_text("😀é", 2), Ok("😀é".to_owned()));
    assert_eq!(read_text(" \n ", 8), Err(Misread::Blank));
    assert_eq!(
        read_long_text("\n one  two\n\nthree ", 3),
        Ok("one  two\n\nthree".to_owned())
    );
    assert_eq!(
        read_long_text("one two three", 2),
        Err(Misread::TooManyWords { most: 2 })
    );
    assert_eq!(read_long_text("", 2), Err(Misread::Blank));
    assert_eq!(count_words(" a\u{a0}b\tc "), 3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn boxes_survive(day in "[0-9/\\\\a-z ]{0,4}|.{0,6}", month in "[0-9/\\\\a-z ]{0,4}|.{0,6}", year in "[0-9/\\\\]{0,4}") {
        let typed = [&*day, &*month, &*year];
        prop_assert_eq!(date_parts(&join_date_parts(&typed)), typed);
        let typed = [&*month, &*year];
        prop_assert_eq!(month_parts(&join_month_parts(&typed)), typed);
    }

    #[test]
    fn nothing_typed_panics(text in ".{0,30}|[0-9 ,.£%+/\\\\-]{0,20}|[0-9a-zA-Z/. -]{0,20}", places in any::<u8>()) {
        let _ = (read_number(&text, places), read_money(&text, places), read_percent(&text, places));
        let _ = (read_date(&text), read_month(&text), date_parts(&text), month_parts(&text));
        let _ = (read_text(&text, u32::from(places)), read_long_text(&text, u32::from(places)));
    }

    #[test]
    fn what_is_shown_is_read_again(n in -999_999_999_999_i64..1_000_000_000_000, days in -700_000_i64..2_900_000) {
        let number = crate::value::Decimal::parse(&format!("{}.{:02}", n / 100, (n % 100).abs())).unwrap();
        let shown = crate::value::show::money(number, 2);
        prop_assert_eq!(read_money(&shown, 2), Ok(number));
        let date = crate::value::Date::from_days(days).unwrap();
        if date.ymd().0 >= 1000 {
            prop_assert_eq!(read_date(&date.long()), Ok(date));
            prop_assert_eq!(read_month(&date.month().long()), Ok(date.month()));
        }
        let parts = date_parts(&date.to_string());
        let [day, month, year] = &parts;
        prop_assert_eq!(read_date(&join_date_parts(&[day, month, year])), Ok(date));
    }
}

#[test]
fn a_whole_date_that_is_pasted_is_taken_apart() {
    let parts = |day: &str, month: &str, year: &str| Some([day, month, year].map(str::to_owned));
    for (text, apart) in [
        ("27/3/2026", parts("27", "3", "2026")),
        (" 27 March 2026\n", parts("27", "March", "2026")),
        ("2026-03-07", parts("7", "3", "2026")),
        ("2026/3/7", parts("7", "3", "2026")),
        ("March 27, 2026", parts("27", "March", "2026")),
        ("27", None),
        ("27 March", None),
        ("27/3/", None),
        ("on a day", None),
    ] {
        assert_eq!(pasted_date(text), apart, "{text:?}");
    }
    let month = |month: &str| Some([month, "2026"].map(str::to_owned));
    assert_eq!(pasted_month("10/2026"), month("10"));
    assert_eq!(pasted_month("Oct 2026"), month("Oct"));
    assert_eq!(pasted_month("2026-10"), month("10"));
    assert_eq!(pasted_month("2026"), None);
    assert_eq!(pasted_month("27/3/2026"), None);
}
