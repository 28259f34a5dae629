//! The hashes that the index and the search script both compute. A change here is a change in `search-engine.js`.

/// The hash of a token: FNV-1a over UTF-16 units, which is what a script sees, then stirred.
pub fn token(text: &str) -> u32 {
    let hash =
        text.encode_utf16().fold(0x811C_9DC5_u32, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193));
    stir(hash)
}

/// The hash of two tokens side by side; their order matters.
pub fn pair(first: u32, second: u32) -> u32 {
    first.wrapping_mul(0x9E37_79B1).wrapping_add(second.wrapping_mul(0x85EB_CA6B))
}

/// Where a page's slot would best be, as a fraction of 2^32.
pub fn home(url: &str, part: u32) -> u32 {
    let hash =
        url.bytes().fold(0x811C_9DC5_u32 ^ part, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    stir(hash)
}

/// Spreads every bit of a hash over all of it (the last step of MurmurHash3).
fn stir(mut hash: u32) -> u32 {
    hash ^= hash >> 16;
    hash = hash.wrapping_mul(0x85EB_CA6B);
    hash ^= hash >> 13;
    hash = hash.wrapping_mul(0xC2B2_AE35);
    hash ^ (hash >> 16)
}
