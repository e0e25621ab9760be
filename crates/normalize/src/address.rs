//! Web and e-mail addresses in running text.

use crate::TokenKind;

/// Endings by which a bare domain name (`aljazeera.net`) is told from words joined by a full stop: the
/// generic ones in use by news sites, and the country codes of the Arab League (ISO 3166-1) and of
/// common hosts.
const ENDINGS: &[&str] = &[
    "com", "net", "org", "info", "news", "tv", "edu", "gov", "int", "io", "co", "me", "ly", "media", "online", "biz",
    "ae", "bh", "dj", "dz", "eg", "iq", "jo", "km", "kw", "lb", "ma", "mr", "om", "ps", "qa", "sa", "sd", "so", "sy",
    "tn", "ye", "uk", "us", "fr", "de", "tr", "ir", "ru", "eu", "ch", "be", "gl",
];

/// The address that starts at `start`: its end and kind.
pub(crate) fn find(text: &str, start: usize) -> Option<(usize, TokenKind)> {
    let rest = &text.as_bytes()[start..];
    // no address without one of these in its first ASCII stretch
    let stretch = rest
        .iter()
        .take(256)
        .take_while(|&&b| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'(' | b')'))
        .count();
    let head = &text[start..start + stretch];
    if !head.bytes().any(|b| matches!(b, b'.' | b':' | b'@')) {
        return None;
    }
    if let Some(at) = head.find('@') {
        let domain = domain_len(&head[at + 1..]);
        let local =
            head[..at].bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+' | b'%'));
        if local && domain > 0 {
            return Some((start + at + 1 + domain, TokenKind::Email));
        }
    }
    let lower = |prefix: &str| head.get(..prefix.len()).is_some_and(|h| h.eq_ignore_ascii_case(prefix));
    if ["http://", "https://", "ftp://", "www."].iter().any(|p| lower(p) && head.len() > p.len()) {
        return Some((start + path_end(&text[start..]), TokenKind::Url));
    }
    let domain = domain_len(head);
    let known = head[..domain]
        .rsplit('.')
        .next()
        .is_some_and(|end| ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(end)));
    if domain == 0 || !known {
        return None;
    }
    if head.as_bytes().get(domain) == Some(&b'/') {
        return Some((start + path_end(&text[start..]), TokenKind::Url));
    }
    Some((start + domain, TokenKind::Url))
}

/// Length of the domain name at the head of `s`: labels joined by full stops, the last one of letters.
fn domain_len(s: &str) -> usize {
    let span = s.bytes().take_while(|&b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')).count();
    let name = s[..span].trim_end_matches(['.', '-']);
    let mut labels = name.split('.');
    let last = labels.next_back().unwrap_or("");
    let good = last.len() >= 2
        && last.bytes().all(|b| b.is_ascii_alphabetic())
        && name.contains('.')
        && labels.all(|l| !l.is_empty() && !l.starts_with('-'));
    if good { name.len() } else { 0 }
}

/// Where an address with a path ends: at white space, a quotation mark or an angle bracket, without the
/// punctuation of the sentence around it.
fn path_end(s: &str) -> usize {
    let end =
        s.find(|c: char| c.is_whitespace() || matches!(c, '"' | '«' | '»' | '“' | '”' | '<' | '>')).unwrap_or(s.len());
    let mut path = &s[..end];
    let (opened, mut closed) = (path.matches('(').count(), path.matches(')').count());
    loop {
        let before = path.len();
        path = path.trim_end_matches(['.', ',', ':', ';', '!', '?', '،', '؛', '؟', '\'', '*', '…']);
        if path.ends_with(')') && opened < closed {
            path = &path[..path.len() - 1];
            closed -= 1;
        }
        if path.len() == before {
            return before;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(&str, TokenKind)> {
        find(text, 0).map(|(end, kind)| (&text[..end], kind))
    }

    #[test]
    fn addresses() {
        use TokenKind::{Email, Url};
        for (text, address) in [
            ("https://www.example.sy/news/خبر-عاجل، وقال", Some(("https://www.example.sy/news/خبر-عاجل", Url))),
            ("www.example.com.", Some(("www.example.com", Url))),
            ("aljazeera.net وقال", Some(("aljazeera.net", Url))),
            ("aljazeera.net/a(b))", Some(("aljazeera.net/a(b)", Url))),
            ("editor@example.co.uk.", Some(("editor@example.co.uk", Email))),
            ("12.5", None),
            ("U.S.", None),
            ("Hello.World", None),
            ("e.g", None),
        ] {
            assert_eq!(found(text), address, "{text}");
        }
    }
}
