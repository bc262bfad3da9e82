//! Numbers, money and percentages: a box for text, with its unit outside.

use crate::ui::el::{El, div};
use crate::ui::fields::control::text_box;
use crate::ui::fields::place::Place;
use care_engine::definition::NumberStyle;
use care_engine::value::{Decimal, show};

/// A number's box between what stands before and behind it. Both describe the box too, so that who does not see them
/// hears them.
pub(crate) fn number(
    place: &Place,
    described: &str,
    style: NumberStyle,
    places: u8,
    min: Option<Decimal>,
    max: Option<Decimal>,
) -> El {
    let unit = place.item().unit.as_ref();
    let unit = unit.map(|unit| unit.other.as_str());
    let before = (style == NumberStyle::Money).then_some("£");
    let behind = match (style, unit) {
        (NumberStyle::Percent, Some(unit)) => Some(["% ", unit].concat()),
        (NumberStyle::Percent, None) => Some("%".to_owned()),
        (_, unit) => unit.map(str::to_owned),
    };
    let ids = [
        described,
        " ",
        &place.part("before-box"),
        " ",
        &place.part("unit"),
    ]
    .concat();
    // A number that may be negative gets the whole keyboard: number pads have no minus.
    let negative = min.is_none_or(Decimal::is_negative);
    let pad = if places > 0 { "decimal" } else { "numeric" };
    let input = text_box(place, &ids)
        .class(width(places, min, max))
        .maybe("inputmode", (!negative).then_some(pad))
        .attr("spellcheck", "false");
    let affix = |text: &str, id: &str| div("span", "affix").id(&place.part(id)).text(text);
    div("div", "with-unit")
        .add_maybe(before.map(|text| affix(text, "before-box")))
        .add(input)
        .add_maybe(behind.map(|text| affix(&text, "unit")))
}

/// The class of a width in which the longest number of these bounds fits.
fn width(places: u8, min: Option<Decimal>, max: Option<Decimal>) -> &'static str {
    let shown = |bound: Decimal| show::fixed(bound, places).chars().count();
    let length = |bound: Option<Decimal>| bound.map_or(10, shown);
    match length(min).max(length(max)) {
        0..=3 => "w3",
        4..=5 => "w5",
        6..=10 => "w10",
        _ => "w20",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_as_wide_as_its_longest_number() {
        let number = |number| Some(Decimal::from_int(number));
        assert_eq!(width(0, number(0), number(100)), "w3");
        assert_eq!(width(0, number(0), number(9998)), "w5");
        assert_eq!(width(2, number(0), number(9998)), "w10");
        assert_eq!(width(0, number(-999_999_999), number(1)), "w20");
        assert_eq!(width(0, number(0), None), "w10");
    }
}
