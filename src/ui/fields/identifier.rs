//! Identifiers: a box in which nothing is corrected or made upper case behind the person's back.

use crate::ui::el::El;
use crate::ui::fields::control::text_box;
use crate::ui::fields::place::Place;
use care_engine::value::Identifier;

/// The box of an identifier; what it looks like is said in the hint.
pub(crate) fn identifier(place: &Place, described: &str, identifier: Identifier) -> El {
    // The types `email` and `tel` would change what is typed or judge it themselves.
    let (pad, width) = match identifier {
        Identifier::Email => (Some("email"), "w30"),
        Identifier::Phone => (Some("tel"), "w20"),
        Identifier::NhsNumber | Identifier::Uprn => (Some("numeric"), "w20"),
        Identifier::Postcode => (None, "w10"),
        Identifier::CqcLocation
        | Identifier::CqcProvider
        | Identifier::Ods
        | Identifier::CompaniesHouse => (None, "w20"),
    };
    text_box(place, described)
        .class(width)
        .maybe("inputmode", pad)
        .attr("spellcheck", "false")
        .attr("autocapitalize", "off")
        .attr("autocorrect", "off")
}
