//! Numbers in as few printable characters as possible: below 64 one, below 1,600 two, below 38,464 three.

/// The 64 characters that end a number.
pub const LAST: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
/// The 24 that say that it goes on. Neither holds what parts a shard: space, comma, `!`, or needs an escape.
pub const MORE: &[u8; 24] = b"#$%'()*+./:;=>?@[]^`{|}~";

#[inline]
pub fn push(number: u32, out: &mut Vec<u8>) {
    let high = number >> 6;
    if high > 0 {
        push_more(high, out);
    }
    out.push(LAST[(number & 63) as usize]);
}

/// Writes the leading digits, in base 24 with the digits 1 to 24, so that no two spellings mean one number.
fn push_more(high: u32, out: &mut Vec<u8>) {
    let high = high - 1;
    if high >= 24 {
        push_more(high / 24, out);
    }
    out.push(MORE[(high % 24) as usize]);
}

/// Writes a number in a fixed count of characters, six bits each.
pub fn push_fixed(number: u32, width: u32, out: &mut Vec<u8>) {
    for place in (0..width).rev() {
        out.push(LAST[(number >> (6 * place) & 63) as usize]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads what [`push`] wrote, the way the search script does.
    fn read(text: &[u8]) -> Vec<u32> {
        let mut numbers = Vec::new();
        let mut high = 0;
        for byte in text {
            if let Some(digit) = MORE.iter().position(|more| more == byte) {
                high = high * 24 + digit as u32 + 1;
            } else if let Some(digit) = LAST.iter().position(|last| last == byte) {
                numbers.push(high << 6 | digit as u32);
                high = 0;
            }
        }
        numbers
    }

    proptest::proptest! {
        #[test]
        fn numbers_read_back(numbers in proptest::collection::vec(0u32..1 << 26, 0..50)) {
            let mut text = Vec::new();
            numbers.iter().for_each(|&number| push(number, &mut text));
            proptest::prop_assert_eq!(read(&text), numbers);
        }
    }

    #[test]
    fn small_numbers_are_short() {
        for (number, length) in [(0, 1), (63, 1), (64, 2), (1599, 2), (1600, 3), (38_463, 3), (38_464, 4)] {
            let mut text = Vec::new();
            push(number, &mut text);
            assert_eq!(text.len(), length, "{number}");
        }
    }
}
