//! What looks like a person's number or address, and what does not. All of it is made up: the numbers are of the
//! ranges that are kept for tests and plays.

use crate::value::looks_personal;

#[test]
fn what_identifies_a_person_is_seen() {
    for text in [
        "999 000 0018 moved in on Monday",
        "NHS no. 9990000018.",
        "(999-000-0018)",
        "Resident 999\u{a0}000\u{a0}0018",
        "999\u{200b}0000018",
        "her number is QQ123456C",
        "AB 12 34 56 C",
        "ab-12-34-56-d, as she said",
        "Ring 01632 960 001",
        "01632 960001 or ask",
        "(01632) 960001",
        "on 01632960001.",
        "07700 900 123",
        "07700900123",
        "020 7946 0018",
        "+44 1632 960 001",
        "+44 (0)1632 960001",
        "0044 1632 960001",
        "beds 24, 01632 960001",
        "robin.ash@home.example",
        "Write to <robin@care-home.example>, please",
        "mailto:robin+x@home.example",
    ] {
        // QQ is kept for examples and never given out: the form with letters that are.
        let text = text.replace("QQ", "AA");
        assert!(looks_personal(&text), "{text}");
    }
}

#[test]
fn what_identifies_nobody_is_left_alone() {
    for text in [
        "",
        "Two rooms were closed for repair from 01-02-2026 to 02-03-2026.",
        "From 01/02/2026 to 02/03/2026 12 of 24 beds",
        "9990000019 has a wrong check digit",
        "1-1234567890 is the location, 1-101641521 the provider",
        "Company SC123456, 01234567",
        "GB 12 34 56 A and QQ123456C are not given out",
        "AB123456CD",
        "£1,200,000 and 1 200 000 000 hours",
        "2025 2026 2027",
        "At 12:30 @ the office; 3@£4.50",
        "a @ b.c",
        "robin@home",
        "UPRN 100012345678",
        "0000000000",
        "LS1 2RP",
        "+44",
        "0123456789012345678901234567890123456789",
    ] {
        assert!(!looks_personal(text), "{text}");
    }
}

#[test]
fn any_text_is_looked_at_to_its_end_in_good_time() {
    for part in ["0", "0 ", "AA12 ", "@.", "+(", "- ", "é", "\u{200b}"] {
        looks_personal(&part.repeat(100_000 / part.len()));
    }
}
