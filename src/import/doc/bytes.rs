//! Numbers in bytes, the low byte first; what lies beyond the end is not there.

/// Two bytes.
pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

/// Two bytes with a sign.
pub fn i16_at(bytes: &[u8], at: usize) -> Option<i16> {
    Some(i16::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

/// Four bytes.
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

/// Four bytes as a place or length.
pub fn size_at(bytes: &[u8], at: usize) -> Option<usize> {
    u32_at(bytes, at).map(|size| size as usize)
}

/// `length` bytes.
pub fn slice(bytes: &[u8], at: usize, length: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(length)?)
}

/// A list of places with what stands at each ([MS-DOC], 2.2.2): one place more than things.
pub fn places(plc: &[u8], size: usize) -> (Vec<usize>, Vec<&[u8]>) {
    let count = plc.len().saturating_sub(4) / (4 + size);
    let places = (0..=count).filter_map(|index| size_at(plc, index * 4)).collect();
    let things = (0..count).filter_map(|index| slice(plc, (count + 1) * 4 + index * size, size)).collect();
    (places, things)
}

/// A text of so many UTF-16 units.
pub fn text(bytes: &[u8], at: usize, units: usize) -> Option<Vec<u16>> {
    let bytes = slice(bytes, at, units.checked_mul(2)?)?;
    Some(bytes.chunks_exact(2).filter_map(|unit| u16_at(unit, 0)).collect())
}
