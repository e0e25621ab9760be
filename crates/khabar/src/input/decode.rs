//! Bytes of a page as text.

use crate::{Error, ErrorKind, Result};
use std::borrow::Cow;

const REMEDY: &str = "Save it as UTF-8, or as UTF-16 with a byte order mark.";

/// Decodes UTF-8 (a byte order mark is taken off) and UTF-16 with a byte order mark.
///
/// ```
/// assert_eq!(khabar::decode(b"\xFF\xFE\x28\x06").unwrap(), "ب");
/// ```
///
/// # Errors
/// [`ErrorKind::Encoding`] with the first byte that fits neither. A NUL in text without a mark counts as
/// such: no page has one, UTF-16 does.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest, 3),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes).map(Cow::Owned),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes).map(Cow::Owned),
        _ => utf8(bytes, 0),
    }
}

fn utf8(bytes: &[u8], skipped: u64) -> Result<Cow<'_, str>> {
    if let Some(at) = memchr::memchr(0, bytes) {
        let message = "a NUL byte; the file looks like UTF-16 without a byte order mark or like binary data";
        return Err(Error::new(ErrorKind::Encoding, message).at_byte(skipped + at as u64).remedy(REMEDY));
    }
    std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|e| {
        Error::new(ErrorKind::Encoding, "the bytes are not UTF-8")
            .at_byte(skipped + e.valid_up_to() as u64)
            .remedy(REMEDY)
    })
}

/// `rest` stands after a mark of two bytes.
fn utf16(rest: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String> {
    let broken = |at: usize| Error::new(ErrorKind::Encoding, "broken UTF-16").at_byte(2 + at as u64).remedy(REMEDY);
    let (pairs, tail) = rest.as_chunks::<2>();
    if !tail.is_empty() {
        return Err(broken(rest.len() - 1));
    }
    let mut text = String::with_capacity(rest.len());
    let mut at = 0;
    for c in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        let c = c.map_err(|_| broken(at))?;
        at += 2 * c.len_utf16();
        text.push(c);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn utf8_loses_its_mark() {
        assert_eq!(decode("\u{FEFF}خبر".as_bytes()).unwrap(), "خبر");
        assert_eq!(decode("خبر".as_bytes()).unwrap(), "خبر");
        assert_eq!(decode(b"").unwrap(), "");
    }

    #[test]
    fn utf16_with_a_mark_in_both_orders() {
        let le: Vec<u8> = "\u{FEFF}خبر 🇮🇶".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = "\u{FEFF}خبر 🇮🇶".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&le).unwrap(), "خبر 🇮🇶");
        assert_eq!(decode(&be).unwrap(), "خبر 🇮🇶");
    }

    #[test]
    fn names_the_first_bad_byte() {
        let bad = |bytes: &[u8]| decode(bytes).unwrap_err().place().byte;
        assert_eq!(bad(b"abc\xC7\xE1\xDA"), Some(3), "windows-1256");
        assert_eq!(bad(b"\xEF\xBB\xBFab\xFF"), Some(5), "after a mark");
        assert_eq!(bad(b"\xFF\xFE\x28\x06\x28"), Some(4), "half a unit");
        assert_eq!(bad(b"\xFF\xFE\x28\x06\x00\xD8\x28\x06"), Some(4), "half a pair");
        assert_eq!(bad(b"\x06\x2E\x00\x20"), Some(2), "UTF-16 without a mark");
    }

    proptest! {
        #[test]
        fn foreign_bytes_never_panic(bytes: Vec<u8>) {
            if let Err(e) = decode(&bytes) {
                prop_assert!(e.place().byte.unwrap() <= bytes.len() as u64);
            }
        }
    }
}
