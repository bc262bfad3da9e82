//! Which bytes of the module's data the first part needs.
//!
//! What a function may read of the data, its code names: an address stands in it as a constant, or as the offset of a load
//! or store. From there it reads on, into what stands at that address and no other does; and if that holds addresses, on
//! from those. Where one thing ends is not written anywhere, so it is taken to end where the next begins that anything
//! names, and never before [`MARGIN`] bytes or, where a constant or a word follows that may be its length, that many. The
//! margin also covers a table whose first places are left out, which the compiler names by where place 0 would be.
//!
//! That is more than is needed, and no proof that it is enough: `cargo xtask size` compares the words that a first visit
//! shows with the first part alone to those that it shows with the whole module.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use wasmparser::{BinaryReaderError, FunctionBody, Operator};

/// Bytes that are kept behind each address, at least.
const MARGIN: u32 = 256;
/// A text is taken for one from this length on.
const SHORTEST: u32 = 3;
/// A number behind an address is taken for a length up to this.
const LONGEST: u32 = 4096;
/// Bytes of the first part that stand closer together than this are one segment: a segment of its own costs as much.
const GAP: u32 = 12;

/// The data as it lies in memory.
pub(super) struct Data {
    /// The address of the first byte.
    pub(super) start: u32,
    pub(super) bytes: Vec<u8>,
}

/// Data for one part: where it lies, and what.
pub(super) type Segments = Vec<(u32, Vec<u8>)>;

impl Data {
    /// The data of segments that lie at fixed addresses.
    pub(super) fn of(segments: &[(u32, &[u8])]) -> Self {
        let start = segments.iter().map(|(at, _)| *at).min().unwrap_or(0);
        let mut data = Self {
            start,
            bytes: Vec::new(),
        };
        for (at, bytes) in segments {
            let begin = (at - start) as usize;
            let end = begin + bytes.len();
            if data.bytes.len() < end {
                data.bytes.resize(end, 0);
            }
            if let Some(place) = data.bytes.get_mut(begin..end) {
                place.copy_from_slice(bytes);
            }
        }
        data
    }

    fn end(&self) -> u32 {
        self.start + u32::try_from(self.bytes.len()).unwrap_or_default()
    }

    fn has(&self, address: u32) -> bool {
        (self.start..self.end()).contains(&address)
    }

    /// The word at an address, if it is all in the data.
    fn word(&self, address: u32) -> Option<u32> {
        let at = address.checked_sub(self.start)? as usize;
        let word: [u8; 4] = self.bytes.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_le_bytes(word))
    }

    /// The addresses that a function's code names, each with what may be its length.
    pub(super) fn named(
        &self,
        body: &FunctionBody<'_>,
    ) -> Result<Vec<(u32, u32)>, BinaryReaderError> {
        let mut named: Vec<(u32, u32)> = Vec::new();
        // The address that the last constant was, where a length may come next.
        let mut before = false;
        for operator in body.get_operators_reader()? {
            let operator = operator?;
            let mut now = false;
            if let Operator::I32Const { value } = operator {
                let value = value.cast_unsigned();
                if self.has(value) {
                    named.push((value, 0));
                    now = true;
                } else if before
                    && value <= LONGEST
                    && let Some((_, length)) = named.last_mut()
                {
                    *length = value;
                }
            } else if let Some(offset) = offset(&operator)
                && self.has(offset)
            {
                named.push((offset, 0));
            }
            before = now;
        }
        Ok(named)
    }

    /// What the first part is given and what the rest, from the addresses that the first part's functions name and
    /// those that any function names.
    pub(super) fn parts(&self, first: &[(u32, u32)], all: &BTreeSet<u32>) -> (Segments, Segments) {
        let pointers = self.pointers();
        let mut begins = all.clone();
        begins.extend(pointers.values().map(|(to, _)| *to));
        let mut kept = vec![false; self.bytes.len()];
        let mut waiting: Vec<(u32, u32)> = first.to_vec();
        let mut seen = BTreeSet::new();
        while let Some((address, length)) = waiting.pop() {
            if !seen.insert((address, length)) {
                continue;
            }
            for at in self.thing(address, length, &begins) {
                let Some(place) = kept.get_mut((at - self.start) as usize) else {
                    continue;
                };
                if !*place {
                    *place = true;
                    waiting.extend(pointers.get(&at));
                }
            }
        }
        // What is between two bytes of the first part may be written with them, since nothing has run yet. When the rest
        // comes the first part has run, and what it has changed must stay.
        (
            self.segments(&kept, true, GAP),
            self.segments(&kept, false, 1),
        )
    }

    /// Whether so many bytes from an address on are letters and the like: then they are all that is meant. A table has
    /// other bytes among them.
    fn is_text(&self, address: u32, length: u32) -> bool {
        let at = (address - self.start) as usize;
        let bytes = self.bytes.get(at..at + length as usize);
        bytes.is_some_and(|bytes| bytes.iter().all(|byte| *byte >= b' ' || *byte == b'\n'))
    }

    /// What is read from an address on.
    fn thing(&self, address: u32, length: u32, begins: &BTreeSet<u32>) -> Range<u32> {
        if length >= SHORTEST && self.is_text(address, length) {
            return address..address + length;
        }
        let begin = begins.range(..=address).next_back().copied();
        let least = address + length.max(MARGIN);
        let end = begins.range(least..).next().copied();
        begin.unwrap_or(self.start)..end.unwrap_or_else(|| self.end())
    }

    /// The words of the data that may be addresses in it, by where they stand, each with what may be its length.
    fn pointers(&self) -> BTreeMap<u32, (u32, u32)> {
        let aligned = self.start.next_multiple_of(4);
        (aligned..self.end())
            .step_by(4)
            .filter_map(|at| {
                let to = self.word(at).filter(|to| self.has(*to))?;
                let length = self.word(at + 4).filter(|length| *length <= LONGEST);
                Some((at, (to, length.unwrap_or(0))))
            })
            .collect()
    }

    /// The bytes that are kept, or those that are not; zeros only between others, since memory has them anyway.
    fn segments(&self, kept: &[bool], which: bool, gap: u32) -> Segments {
        let mut segments: Segments = Vec::new();
        let mut last = None;
        for ((at, byte), kept) in (self.start..).zip(&self.bytes).zip(kept) {
            if *kept != which || *byte == 0 {
                continue;
            }
            match segments.last_mut() {
                Some((begin, bytes)) if last.is_some_and(|last| at - last <= gap) => {
                    let from = (*begin - self.start) as usize + bytes.len();
                    let to = (at - self.start) as usize;
                    bytes.extend_from_slice(self.bytes.get(from..=to).unwrap_or_default());
                }
                _ => segments.push((at, vec![*byte])),
            }
            last = Some(at);
        }
        segments
    }
}

/// The offset of a load or store.
fn offset(operator: &Operator<'_>) -> Option<u32> {
    use Operator as O;
    let (O::I32Load { memarg }
    | O::I64Load { memarg }
    | O::F32Load { memarg }
    | O::F64Load { memarg }
    | O::I32Load8S { memarg }
    | O::I32Load8U { memarg }
    | O::I32Load16S { memarg }
    | O::I32Load16U { memarg }
    | O::I64Load8S { memarg }
    | O::I64Load8U { memarg }
    | O::I64Load16S { memarg }
    | O::I64Load16U { memarg }
    | O::I64Load32S { memarg }
    | O::I64Load32U { memarg }
    | O::I32Store { memarg }
    | O::I64Store { memarg }
    | O::F32Store { memarg }
    | O::F64Store { memarg }
    | O::I32Store8 { memarg }
    | O::I32Store16 { memarg }
    | O::I64Store8 { memarg }
    | O::I64Store16 { memarg }
    | O::I64Store32 { memarg }) = operator
    else {
        return None;
    };
    u32::try_from(memarg.offset).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: u32 = 4096;

    /// What is no text.
    const B: u8 = 2;

    /// A word that is an address and one that is its length, then 400 bytes of `a` which they mean; then 400 of [`B`],
    /// and 400 of `c`.
    fn data() -> Data {
        let mut bytes = Vec::new();
        bytes.extend_from_slice(&(START + 8).to_le_bytes());
        bytes.extend_from_slice(&400_u32.to_le_bytes());
        for letter in [b'a', B, b'c'] {
            bytes.extend_from_slice(&[letter; 400]);
        }
        Data::of(&[(START, &bytes)])
    }

    /// How often a letter stands in segments.
    fn count(segments: &Segments, letter: u8) -> usize {
        let bytes = segments.iter().flat_map(|(_, bytes)| bytes);
        bytes.filter(|byte| **byte == letter).count()
    }

    fn all() -> BTreeSet<u32> {
        BTreeSet::from([START, START + 408, START + 808])
    }

    #[test]
    fn what_is_named_is_kept_and_what_it_names_to_its_end() {
        let (first, rest) = data().parts(&[(START, 0)], &all());
        assert_eq!((count(&first, b'a'), count(&rest, b'a')), (400, 0));
        assert_eq!((count(&first, B), count(&rest, B)), (0, 400));
        assert_eq!((count(&first, b'c'), count(&rest, b'c')), (0, 400));
    }

    #[test]
    fn a_thing_that_another_begins_inside_is_kept_for_its_length_or_the_margin() {
        // Another function names the fortieth byte of `b`, and one the three hundredth.
        let begins = BTreeSet::from([START + 408, START + 448, START + 708, START + 808]);
        let (first, _) = data().parts(&[(START + 408, 350)], &begins);
        assert_eq!(count(&first, B), 400);
        let (first, _) = data().parts(&[(START + 408, 0)], &begins);
        assert_eq!(count(&first, B), 300);
    }

    #[test]
    fn a_text_is_kept_for_its_length() {
        let (first, _) = data().parts(&[(START + 808, 35)], &all());
        assert_eq!(count(&first, b'c'), 35);
    }

    #[test]
    fn together_the_parts_are_the_data_and_the_rest_writes_over_nothing_of_the_first() {
        let data = data();
        let (first, rest) = data.parts(&[(START + 408, 0)], &all());
        let mut memory = vec![0; data.bytes.len()];
        let put = |memory: &mut Vec<u8>, segments: &Segments, mark: Option<u8>| {
            for (at, bytes) in segments {
                let begin = (at - START) as usize;
                for (place, byte) in memory.iter_mut().skip(begin).zip(bytes) {
                    *place = mark.unwrap_or(*byte);
                }
            }
        };
        put(&mut memory, &first, Some(b'x'));
        put(&mut memory, &rest, None);
        assert!(memory[408..808].iter().all(|byte| *byte == b'x'));
        put(&mut memory, &first, None);
        assert_eq!(memory, data.bytes);
    }

    #[test]
    fn a_constant_behind_an_address_may_be_its_length() {
        let mut function = wasm_encoder::Function::new([]);
        for value in [START.cast_signed(), 12, 7, 5] {
            function.instruction(&wasm_encoder::Instruction::I32Const(value));
        }
        for _ in 0..4 {
            function.instruction(&wasm_encoder::Instruction::Drop);
        }
        function.instruction(&wasm_encoder::Instruction::End);
        let bytes = function.into_raw_body();
        let body = FunctionBody::new(wasmparser::BinaryReader::new(&bytes, 0));
        assert!(matches!(data().named(&body), Ok(named) if named == [(START, 12)]));
    }
}
