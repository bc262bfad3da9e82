//! Identifiers: those that are in their form, those that are not, and NHS numbers one digit off.

use crate::value::read::Misread;
use crate::value::{Identifier, phone_digits};
use proptest::prelude::*;

/// Each text with the spelling that is kept, or `None` where it is refused for its form.
#[track_caller]
fn check(kind: Identifier, cases: &[(&str, Option<&str>)]) {
    for (text, expect) in cases {
        let found = kind.read(text);
        assert_eq!(
            found.as_deref().map_err(|misread| *misread),
            expect.ok_or(Misread::Format(kind)),
            "{text:?}"
        );
    }
}

#[test]
fn cqc() {
    for kind in [Identifier::CqcLocation, Identifier::CqcProvider] {
        check(
            kind,
            &[
                ("1-123456789", Some("1-123456789")),
                (" 1 – 1234567890 ", Some("1-1234567890")),
                ("1-12345678", Some("1-12345678")),
                ("1-123456789012", Some("1-123456789012")),
                ("RXX", Some("RXX")),
                ("rxx01", Some("RXX01")),
                ("RXX0", Some("RXX0")),
                ("1-1234567", None),
                ("1-1234567890123", None),
                ("12-12345678", None),
                ("-12345678", None),
                ("1-1234-5678", None),
                ("1123456789", None),
                ("A-123456789", None),
                ("RX", None),
                ("RXX012", None),
                ("XRX", None),
                ("R-X", None),
            ],
        );
    }
}

#[test]
fn ods_and_uprn() {
    check(
        Identifier::Ods,
        &[
            ("vm1a2", Some("VM1A2")),
            ("VM1A2B3C4", Some("VM1A2B3C4")),
            ("VM1A", None),
            ("VM1A2B3C4D", None),
            ("VM-1A", None),
        ],
    );
    check(
        Identifier::Uprn,
        &[
            ("100012345678", Some("100012345678")),
            ("0000 1234 5678", Some("12345678")),
            ("1", Some("1")),
            ("000", None),
            ("1000123456789", None),
            ("12a", None),
            ("-1", None),
        ],
    );
}

#[test]
fn nhs_numbers() {
    let kind = Identifier::NhsNumber;
    for number in [
        "9000000009",
        "9434765919",
        "9434765870",
        "4505577104",
        "4010232137",
    ] {
        assert_eq!(kind.read(number).as_deref(), Ok(number));
    }
    assert_eq!(kind.read("900 000 0009").as_deref(), Ok("9000000009"));
    assert_eq!(kind.read("900-000-0009").as_deref(), Ok("9000000009"));
    for number in ["1234567890", "9000000008"] {
        assert_eq!(kind.read(number), Err(Misread::CheckDigit(kind)));
    }
    check(
        kind,
        &[
            ("900000000", None),
            ("90000000090", None),
            ("900000000X", None),
            ("0000000000", None),
            ("٩٠٠٠٠", None),
        ],
    );
}

#[test]
fn companies() {
    check(
        Identifier::CompaniesHouse,
        &[
            ("01234567", Some("01234567")),
            ("SC123456", Some("SC123456")),
            ("oc 301234", Some("OC301234")),
            ("1234", Some("00001234")),
            ("NI12345", Some("NI012345")),
            ("R0123456", Some("R0123456")),
            ("CE000123", Some("CE000123")),
            ("ZC000001", Some("ZC000001")),
            ("IP12345R", Some("IP12345R")),
            ("XXXX", None),
            ("XX123456", None),
            ("SC12345R", None),
            ("SC1234567", None),
            ("SC", None),
            ("IPR", None),
            ("012345678", None),
            ("00000000", None),
            ("S", None),
            ("é1234567", None),
        ],
    );
}

#[test]
fn postcodes() {
    check(
        Identifier::Postcode,
        &[
            ("LS1 2RP", Some("LS1 2RP")),
            ("ls12rp", Some("LS1 2RP")),
            ("  L s 1 2 r p", Some("LS1 2RP")),
            ("M1 1AE", Some("M1 1AE")),
            ("B33 8TH", Some("B33 8TH")),
            ("CR2 6XH", Some("CR2 6XH")),
            ("DN55 1PT", Some("DN55 1PT")),
            ("W1A 0AX", Some("W1A 0AX")),
            ("EC1A 1BB", Some("EC1A 1BB")),
            ("N1P 1AA", Some("N1P 1AA")),
            ("GIR 0AA", Some("GIR 0AA")),
            ("LS1", None),
            ("2RP", None),
            ("LS1 2R", None),
            ("LS1 2RPX", None),
            ("LS123 2RP", None),
            ("QS1 2RP", None),
            ("LJ1 2RP", None),
            ("LS1 2CP", None),
            ("LS1 RPP", None),
            ("LSA 2RP", None),
            ("LS1-2RP", None),
            ("ls1 2rp please", None),
            ("é1 2RP", None),
        ],
    );
}

#[test]
fn letters_that_no_postcode_has_at_a_place() {
    for letter in 'A'..='Z' {
        let read = |postcode: String| Identifier::Postcode.read(&postcode).is_ok();
        assert_eq!(
            read(format!("{letter}1 2RP")),
            !"QVX".contains(letter),
            "{letter}"
        );
        assert_eq!(
            read(format!("L{letter}1 2RP")),
            !"IJZ".contains(letter),
            "{letter}"
        );
        assert_eq!(
            read(format!("LS1 2{letter}P")),
            !"CIKMOV".contains(letter),
            "{letter}"
        );
        assert_eq!(
            read(format!("LS1 2R{letter}")),
            !"CIKMOV".contains(letter),
            "{letter}"
        );
    }
}

#[test]
fn contact() {
    let long = "a".repeat(242) + "@example.com";
    let too_long = "a".repeat(243) + "@example.com";
    check(
        Identifier::Email,
        &[
            (" care.home@example.org ", Some("care.home@example.org")),
            ("A+b@sub.example.co.uk", Some("A+b@sub.example.co.uk")),
            ("care.home", None),
            ("care@home", None),
            ("care@@example.org", None),
            ("a@b@example.org", None),
            ("@example.org", None),
            ("care@.org", None),
            ("care@example.", None),
            ("care@example..org", None),
            ("care home@example.org", None),
            (&too_long, None),
            (&long, Some(&long)),
        ],
    );
    check(
        Identifier::Phone,
        &[
            ("01632 960 001", Some("01632 960 001")),
            (" +44 (0)1632\u{a0} 960001 ", Some("+44 (0)1632 960001")),
            ("999", Some("999")),
            ("01632-960-001", Some("01632-960-001")),
            ("12", None),
            ("1234567890123456", None),
            ("01632 960 001 ext 2", None),
            ("call us", None),
        ],
    );
    assert_eq!(phone_digits("+44 (0)1632 960001"), 13);
}

#[test]
fn every_kind_reads_its_own_example_and_says_blank() {
    for kind in Identifier::ALL {
        assert!(kind.read(kind.example()).is_ok(), "{kind:?}");
        assert_eq!(kind.read(" "), Err(Misread::Blank));
        assert_eq!(Identifier::from_key(kind.key()), Some(kind));
        assert!(!kind.name().is_empty());
    }
    assert_eq!(Identifier::from_key("other"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn one_wrong_digit_is_seen(stem in 100_000_000_u32..1_000_000_000, place in 0_usize..10, by in 1_u8..10) {
        let kind = Identifier::NhsNumber;
        let fits: Vec<String> = (0..10).map(|check| format!("{stem}{check}")).filter(|n| kind.read(n).is_ok()).collect();
        prop_assert!(fits.len() <= 1);
        if let Some(number) = fits.first() {
            let mut wrong = number.clone().into_bytes();
            wrong[place] = b'0' + (wrong[place] - b'0' + by) % 10;
            let wrong = String::from_utf8(wrong).unwrap();
            prop_assert_eq!(kind.read(&wrong), Err(Misread::CheckDigit(kind)));
        }
    }

    #[test]
    fn what_is_kept_is_read_as_itself(text in ".{0,12}|[A-Z0-9 -]{1,12}|[0-9+() ]{1,18}|[a-z@. ]{1,10}") {
        for kind in Identifier::ALL {
            if let Ok(kept) = kind.read(&text) {
                prop_assert_eq!(kind.read(&kept), Ok(kept.clone()));
            }
        }
    }
}
