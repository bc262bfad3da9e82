//! Addresses with places in them: `{base}/returns/{id}`.

/// An address with places to fill. The base is put in as it stands; every other value is escaped for an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template(String);

impl Template {
    /// Reads a template, if every place in braces is one of these.
    pub fn read(text: &str, places: &[&str]) -> Option<Self> {
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (place, after) = after.split_once('}')?;
            if before.contains('}') || !places.contains(&place) {
                return None;
            }
            rest = after;
        }
        (!rest.contains('}') && !text.is_empty()).then(|| Self(text.to_owned()))
    }

    /// A template that stands in this program.
    pub(super) fn usual(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The address with its places filled.
    pub fn fill(&self, base: &str, values: &[(&str, &str)]) -> String {
        let mut address = String::with_capacity(self.0.len().saturating_add(64));
        let mut rest = self.0.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            address.push_str(before);
            let (place, after) = after.split_once('}').unwrap_or((after, ""));
            if place == "base" {
                address.push_str(base);
            } else if let Some((_, value)) = values.iter().find(|(name, _)| *name == place) {
                escape(&mut address, value);
            }
            rest = after;
        }
        address.push_str(rest);
        address
    }
}

/// Writes a value so that it stays one part of an address, whatever it holds.
pub(super) fn escape(address: &mut String, value: &str) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push('%');
            for half in [byte >> 4, byte & 15] {
                address.push(
                    DIGITS
                        .get(usize::from(half))
                        .map_or('0', |digit| char::from(*digit)),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::Template;

    #[test]
    fn places_are_filled_and_escaped() {
        let template = Template::read(
            "{base}/s/{subject}/latest?return={return}",
            &["base", "subject", "return"],
        );
        let filled = template.unwrap().fill(
            "https://x.example/api",
            &[("subject", "1-2/é &"), ("return", "a-b")],
        );
        assert_eq!(
            filled,
            "https://x.example/api/s/1-2%2F%C3%A9%20%26/latest?return=a-b"
        );
    }

    #[test]
    fn a_value_that_looks_like_a_place_is_not_filled_again() {
        let template = Template::read("/{subject}/{id}", &["subject", "id"]).unwrap();
        assert_eq!(
            template.fill("", &[("subject", "{id}"), ("id", "1")]),
            "/%7Bid%7D/1"
        );
    }

    #[test]
    fn what_is_no_template_is_not_read() {
        for text in ["", "{other}", "{id", "id}", "}{", "{}", "a}b{id}"] {
            assert_eq!(Template::read(text, &["id"]), None, "{text}");
        }
    }
}
