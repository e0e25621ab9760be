//! Reading page text, in MB/s, beside copying it and checking its UTF-8 in the same run.

use divan::{Bencher, counter::BytesCount};
use khabar_page::{Hints, PageReader};

fn main() {
    divan::main();
}

/// A page with menus above and below and a story of forty paragraphs.
fn page() -> String {
    let menu = "الرئيسية\n\nأخبار\n\nرياضة\n\nاقتصاد\n\nثقافة\n\nمنوعات\n\nبودكاست\n\nفيديو\n\n".repeat(4);
    let paragraph = "وأضاف البيان الصادر عن الوزارة يوم الأحد 23 من كانون الثاني، أن “القوات” تمكنت من احتواء التهديد خلال \
        العمليات التي استمرت أيامًا، لتشمل الاستهداف الدقيق للمباني في المنطقة، بحسب ما نقلته وكالات الأنباء عن المصدر.\n\n";
    let links = "«الخطة العايمة» تتصدر شباك التذاكر في أول أيام عرضها\n\nاتحاد الكرة يبحث مصير الدوري بعد التأجيل\n\n"
        .repeat(10);
    format!(
        "{menu}انخفاض أسعار القمح في الأسواق المحلية للشهر الثالث\n\n{}اقرأ أيضاً\n\n{links}{menu}",
        paragraph.repeat(40)
    )
}

#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    let (reader, page) = (PageReader::new(), page());
    bencher.counter(BytesCount::of_str(&page)).bench_local(|| reader.read(divan::black_box(&page), Hints::default()));
}

#[divan::bench]
fn copy(bencher: Bencher<'_, '_>) {
    let page = page();
    bencher.counter(BytesCount::of_str(&page)).bench_local(|| divan::black_box(&page).clone());
}

#[divan::bench]
fn check_utf8(bencher: Bencher<'_, '_>) {
    let page = page();
    bencher
        .counter(BytesCount::of_str(&page))
        .bench_local(|| std::str::from_utf8(divan::black_box(page.as_bytes())).is_ok());
}
