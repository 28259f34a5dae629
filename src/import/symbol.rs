//! Typefaces of which each code is a drawing.

/// The character that a code of a symbol typeface draws, where that is a character of its own.
pub fn symbol(typeface: &str, code: u32) -> Option<char> {
    const SYMBOL: &[(u32, &str)] = &[
        (0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"),
        (0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"),
        (0xA3, "≤"),
        (0xA5, "∞"),
        (0xAE, "→"),
        (0xB0, "°±"),
        (0xB3, "≥×"),
        (0xB7, "•÷≠"),
        (0xBB, "≈"),
    ];
    const WINGDINGS: &[(u32, &str)] = &[(0x6F, "□"), (0xA7, "▪◻"), (0xD8, "➢"), (0xE0, "→"), (0xFB, "✗✓☒☑")];
    let table = match typeface {
        "Symbol" => SYMBOL,
        "Wingdings" => WINGDINGS,
        _ => &[],
    };
    let is_private = (0xE000..=0xF8FF).contains(&code);
    let byte = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    // Each row names the characters of a run of codes by its first.
    let in_row = |(first, characters): &(u32, &'static str)| characters.chars().nth(byte.checked_sub(*first)? as usize);
    let known = table.iter().find_map(in_row);
    known.or_else(|| (!is_private && table.is_empty()).then(|| char::from_u32(code)).flatten())
}
