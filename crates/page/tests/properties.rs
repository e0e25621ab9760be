//! What holds for every page: nothing is lost, offsets point at what they say, hostile input is read in time.

use std::time::Instant;

use khabar_normalize::Span;
use khabar_page::{Hints, Page, PageReader, Role};
use proptest::prelude::*;

/// Every character that is not white space lies in exactly one piece, and every paragraph is its source.
fn check(source: &str, page: &Page) {
    let mut pieces: Vec<Span> =
        page.paragraphs.iter().map(|p| p.source).chain(page.dropped.iter().map(|d| d.source)).collect();
    pieces.sort_unstable();
    let mut at = 0;
    for piece in pieces {
        assert!(
            source[at..piece.start() as usize].trim().is_empty(),
            "lost: {:?}",
            &source[at..piece.start() as usize]
        );
        assert!(piece.start() as usize >= at, "pieces overlap at {at}");
        at = piece.end() as usize;
    }
    assert!(source[at..].trim().is_empty(), "lost: {:?}", &source[at..]);
    let mut joined = String::new();
    for paragraph in &page.paragraphs {
        let text = paragraph.span.slice(&page.text);
        assert_eq!(text, paragraph.source.slice(source));
        assert_eq!(text, text.trim());
        assert!(!text.is_empty());
        if !joined.is_empty() {
            joined.push('\n');
        }
        assert_eq!(joined.len(), paragraph.span.start() as usize);
        joined.push_str(text);
    }
    assert_eq!(joined, page.text);
    assert!(page.dropped.is_sorted_by_key(|d| d.source));
    assert!(page.paragraphs.iter().filter(|p| p.role == Role::Title).count() <= 1);
}

/// Lines as pages have them, and lines as they never should.
fn line() -> impl Strategy<Value = String> {
    let phrases = prop::sample::select(vec![
        "الرئيسية",
        "أخبار",
        "رياضة",
        "شارك",
        "اقرأ أيضاً",
        "اقرأ أيضا: عنوان آخر",
        "camera iconأعمدة دخان في الحسكة (هاوار)",
        "أعمدة دخان في الحسكة (هاوار)",
        "أعلنت الوزارة اليوم، بحسب بيان، أن الأسعار انخفضت في الأسواق كلها.",
        "×",
        "* * *",
        "انخفاض أسعار القمح في المغرب",
        "انخفاض أسعار القمح في المغرب - الموقع",
        "2026-01-08 | 12:42",
        "الجمعة 8 فيفري 2019",
        "التعليق على الصورة،",
        "التعليق على الصورة، وقفة في نيويورك",
        "تخطى قصص مقترحة وواصل القراءة",
        "قصص مقترحة نهاية",
        "حوار: آسيا العتروس",
        "Author, سمير كرم",
        "عين اليوم – الرياض",
        "© 2026 الموقع",
        "التعليقات",
        "// انتهى //",
        "النص. رابط الخبر بصحيفة الوئام: عنوان",
        "photo.jpgالنص هنا",
        "0",
        "21 o",
        "Next Previous",
        "\u{200f}\u{200f}",
        "\u{64B}\u{64B}",
        "\0\0",
        "ـــ",
        "من نحن",
        "آخر الأخبار",
    ]);
    prop_oneof![6 => phrases.prop_map(str::to_owned), 1 => ".{0,60}", 1 => "[ا-ي ،.0-9]{0,120}"]
}

proptest! {
    #[test]
    fn nothing_is_lost(lines in prop::collection::vec(line(), 0..40), title in prop::option::of(line())) {
        let source = lines.join("\n");
        let page = PageReader::new().read(&source, Hints { title: title.as_deref() });
        check(&source, &page);
    }

    #[test]
    fn any_text_is_a_page(source in "\\PC*|(?s).{0,200}") {
        check(&source, &PageReader::new().read(&source, Hints::default()));
    }

    #[test]
    fn as_it_is_keeps_every_byte(source in "(?s).{0,200}") {
        let page = PageReader::new().read_as_is(&source, Hints::default());
        prop_assert_eq!(&page.text, &source);
        for paragraph in &page.paragraphs {
            prop_assert_eq!(paragraph.span, paragraph.source);
        }
    }
}

#[test]
fn hostile_pages_are_read_in_time() {
    let reader = PageReader::new();
    let sentence = "أعلنت الوزارة اليوم، بحسب بيان، أن الأسعار انخفضت في الأسواق كلها. ";
    let pages = [
        "ا".repeat(1 << 20),
        sentence.repeat(20_000),
        "\n".repeat(1_000_000),
        "\0\n".repeat(300_000),
        "\u{64B}".repeat(500_000),
        "شارك\n".repeat(100_000),
        "رياضة\nعنوان قصير هنا اليوم\n".repeat(60_000),
        "انخفاض أسعار القمح في المغرب\n".repeat(50_000),
        format!("{}{sentence}", "تخطى قصص وواصل القراءة\n".repeat(50_000)),
        "2020 ".repeat(200_000),
        format!("{}\n{sentence}\n{}", "منوعات\n".repeat(50_000), "كلمة\n".repeat(50_000)),
    ];
    for source in &pages {
        let begin = Instant::now();
        check(source, &reader.read(source, Hints::default()));
        assert!(
            begin.elapsed().as_secs() < 20,
            "{:?}… took {:?}",
            source.chars().take(20).collect::<String>(),
            begin.elapsed()
        );
    }
}
