//! SipHash-2-4 with a result of 128 bits: names that nobody can guess at who has not the key.

/// A key of a space's names.
pub(in crate::storage) type Naming = [u8; 16];

/// The keyed digest of some bytes (Aumasson and Bernstein, 2012; the result of 128 bits as in their reference code).
pub(in crate::storage) fn digest(key: &Naming, bytes: &[u8]) -> [u8; 16] {
    let (low, high) = halves(key);
    let mut state = [
        low ^ 0x736f_6d65_7073_6575,
        high ^ 0x646f_7261_6e64_6f6d ^ 0xee,
        low ^ 0x6c79_6765_6e65_7261,
        high ^ 0x7465_6462_7974_6573,
    ];
    let mut words = bytes.chunks_exact(8);
    for word in &mut words {
        mix(&mut state, number(word));
    }
    let length = (bytes.len() as u64) << 56;
    mix(&mut state, number(words.remainder()) | length);
    state[2] ^= 0xee;
    let first = drawn(&mut state);
    state[1] ^= 0xdd;
    let second = drawn(&mut state);
    let mut digest = [0; 16];
    let both = first.to_le_bytes().into_iter().chain(second.to_le_bytes());
    for (place, byte) in digest.iter_mut().zip(both) {
        *place = byte;
    }
    digest
}

/// The first half of a digest, as a number.
pub(in crate::storage) fn halves(digest: &[u8; 16]) -> (u64, u64) {
    let (low, high) = digest.split_at(8);
    (number(low), number(high))
}

/// Up to 8 bytes, little-endian.
fn number(bytes: &[u8]) -> u64 {
    let put = |number: u64, byte: &u8| number << 8 | u64::from(*byte);
    bytes.iter().rev().fold(0, put)
}

fn mix(state: &mut [u64; 4], word: u64) {
    state[3] ^= word;
    rounds(state, 2);
    state[0] ^= word;
}

fn drawn(state: &mut [u64; 4]) -> u64 {
    rounds(state, 4);
    state.iter().fold(0, |sum, part| sum ^ part)
}

fn rounds(state: &mut [u64; 4], times: u8) {
    let [mut a, mut b, mut c, mut d] = *state;
    for _ in 0..times {
        a = a.wrapping_add(b);
        b = b.rotate_left(13) ^ a;
        a = a.rotate_left(32);
        c = c.wrapping_add(d);
        d = d.rotate_left(16) ^ c;
        a = a.wrapping_add(d);
        d = d.rotate_left(21) ^ a;
        c = c.wrapping_add(b);
        b = b.rotate_left(17) ^ c;
        c = c.rotate_left(32);
    }
    *state = [a, b, c, d];
}

#[cfg(test)]
mod tests {
    use super::digest;

    /// The first two and one longer of the authors' test vectors: the key is 00 to 0f, the input 00, 01, 02 ...
    #[test]
    fn it_is_the_authors_digest() {
        let key = std::array::from_fn(|at| u8::try_from(at).unwrap_or(0));
        let nothing = 0x9302_55c7_1472_f66d_e6a8_25ba_047f_81a3_u128;
        assert_eq!(digest(&key, &[]), nothing.to_le_bytes());
        let zero = 0x45fc_229b_1159_7634_44af_996b_d8c1_87da_u128;
        assert_eq!(digest(&key, &[0]), zero.to_le_bytes());
    }

    #[test]
    fn another_key_and_another_byte_give_another() {
        let bytes = [7; 19];
        let one = digest(&[1; 16], &bytes);
        assert_ne!(one, digest(&[2; 16], &bytes));
        for at in 0..bytes.len() {
            let mut other = bytes;
            other[at] ^= 1;
            assert_ne!(one, digest(&[1; 16], &other), "{at}");
        }
    }
}
