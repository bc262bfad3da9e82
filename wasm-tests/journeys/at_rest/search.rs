//! Texts in bytes, in the codes that browsers keep them in.

/// The names of the codes.
const CODES: [&str; 3] = ["UTF-8", "UTF-16LE", "UTF-16BE"];

/// What is looked for.
pub(super) struct Search {
    /// The text, the name of its code, and its bytes.
    texts: Vec<(String, &'static str, Vec<u8>)>,
    /// Whether a text begins with two bytes: the one question that is asked at every place of every file.
    begins: Vec<bool>,
}

impl Search {
    pub(super) fn new(sought: &[&str]) -> Self {
        let mut texts = Vec::new();
        for text in sought {
            let wide = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect();
            let coded = [
                text.as_bytes().to_vec(),
                wide(u16::to_le_bytes),
                wide(u16::to_be_bytes),
            ];
            for (code, bytes) in CODES.into_iter().zip(coded) {
                assert!(bytes.len() > 3, "`{text}` is too short to be looked for");
                texts.push(((*text).to_owned(), code, bytes));
            }
        }
        let mut begins = vec![false; 1 << 16];
        for (_, _, bytes) in &texts {
            if let Some(known) = begins.get_mut(pair(bytes)) {
                *known = true;
            }
        }
        Self { texts, begins }
    }

    /// The texts that stand in some bytes, each with its code.
    pub(super) fn hits(&self, bytes: &[u8]) -> Vec<(&str, &'static str)> {
        let mut hits = Vec::new();
        for (at, two) in bytes.windows(2).enumerate() {
            if self.begins.get(pair(two)) != Some(&true) {
                continue;
            }
            let rest = bytes.get(at..).unwrap_or_default();
            for (text, code, wanted) in &self.texts {
                let hit = (text.as_str(), *code);
                if rest.starts_with(wanted) && !hits.contains(&hit) {
                    hits.push(hit);
                }
            }
        }
        hits
    }
}

fn pair(bytes: &[u8]) -> usize {
    match bytes {
        [a, b, ..] => usize::from(*a) << 8 | usize::from(*b),
        _ => 0,
    }
}
