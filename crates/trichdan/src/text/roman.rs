//! Roman numerals, as sections and chapters are numbered.

const VALUES: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// Writes a number from 1 to 3999; outside that range there is no numeral.
pub fn write(number: u32) -> Option<String> {
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut rest = number;
    let mut numeral = String::new();
    for (value, letters) in VALUES {
        while rest >= value {
            numeral.push_str(letters);
            rest -= value;
        }
    }
    Some(numeral)
}

/// Reads a numeral in capitals, of Latin letters or of the Roman-digit characters (`Ⅱ`); `IIII` and `VX` are none.
pub fn read(numeral: &str) -> Option<u32> {
    let mut plain = String::with_capacity(numeral.len());
    for letter in numeral.chars() {
        match letter {
            'Ⅰ'..='Ⅻ' => plain.push_str(&write(letter as u32 - 'Ⅰ' as u32 + 1)?),
            _ => plain.push(letter),
        }
    }
    let mut rest = plain.as_str();
    let mut number = 0;
    for (value, letters) in VALUES {
        while let Some(after) = rest.strip_prefix(letters) {
            number += value;
            rest = after;
        }
    }
    // Reading is lenient, so only what writing would give back is a numeral.
    (rest.is_empty() && write(number).as_deref() == Some(&plain)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_numeral_reads_back() {
        for number in 1..4000 {
            assert_eq!(write(number).and_then(|numeral| read(&numeral)), Some(number));
        }
        assert_eq!((write(0), write(4000)), (None, None));
    }

    #[test]
    fn only_proper_numerals_are_read() {
        let table = [
            ("II", Some(2)),
            ("Ⅱ", Some(2)),
            ("XIV", Some(14)),
            ("IIII", None),
            ("VX", None),
            ("Il", None),
            ("", None),
            ("MI6", None),
        ];
        for (numeral, number) in table {
            assert_eq!(read(numeral), number, "{numeral}");
        }
    }
}
