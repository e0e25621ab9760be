//! Whole pages, written for these tests in the manner of papers of several countries.

use khabar_normalize::Span;
use khabar_page::{Block, Hint, Hints, Page, PageReader, Reason, Role};

fn read(source: &str) -> Page {
    PageReader::new().read(source, Hints::default())
}

fn kept(page: &Page) -> Vec<(Role, &str)> {
    page.paragraphs.iter().map(|p| (p.role, p.span.slice(&page.text))).collect()
}

fn dropped<'s>(page: &Page, source: &'s str) -> Vec<(&'s str, Reason)> {
    page.dropped.iter().map(|d| (d.source.slice(source), d.reason)).collect()
}

const FIRST: &str = "أعلنت وزارة الفلاحة، يوم الاثنين، أن محصول الحبوب بلغ هذا الموسم 34 مليون قنطار في مختلف الجهات.";
const SECOND: &str = "وأوضح الوزير، في ندوة صحافية بالرباط، أن الأمطار الأخيرة حسنت حالة المراعي ورفعت حقينة السدود.";

#[test]
fn a_moroccan_page_with_menus_and_a_related_story_inside() {
    let source = format!(
        "محصول الحبوب يتجاوز 34 مليون قنطار - جريدة المغرب\nالرئيسية\nسياسة\nمجتمع\nاقتصاد\nرياضة\nجهات\nالرئيسية\nاقتصاد\n\
        محصول الحبوب يتجاوز 34 مليون قنطار\nسمير الإدريسي\nالاثنين 14 غشت 2023 - 10:30\nشارك\n\
        {FIRST}\nاقرأ أيضا\nأسعار الزيت تواصل الارتفاع في الأسواق المغربية\nعودة الأمطار\n{SECOND}\nالوسوم\nالحبوب\nالفلاحة\n\
        أضف تعليقا\nتحياتي للجريدة على هذا الخبر المفيد والمهم جدا لكل المواطنين المغاربة.\n© 2023 جميع الحقوق محفوظة\n"
    );
    let page = read(&source);
    assert_eq!(
        kept(&page),
        [
            (Role::Title, "محصول الحبوب يتجاوز 34 مليون قنطار"),
            (Role::Byline, "سمير الإدريسي"),
            (Role::Body, FIRST),
            (Role::Body, "عودة الأمطار"),
            (Role::Body, SECOND),
        ]
    );
    assert_eq!(page.published.map(|d| d.to_string()).as_deref(), Some("2023-08-14"));
    assert_eq!(page.author.as_deref(), Some("سمير الإدريسي"));
    let dropped = dropped(&page, &source);
    assert_eq!(dropped[0], ("محصول الحبوب يتجاوز 34 مليون قنطار - جريدة المغرب", Reason::TitleRepeat));
    assert!(dropped.contains(&("أسعار الزيت تواصل الارتفاع في الأسواق المغربية", Reason::Related)));
    assert!(dropped.contains(&("الحبوب", Reason::Tags)));
    assert!(
        dropped.contains(&("تحياتي للجريدة على هذا الخبر المفيد والمهم جدا لكل المواطنين المغاربة.", Reason::Comments))
    );
}

#[test]
fn a_telegram_keeps_its_dateline_and_loses_its_marks() {
    let source = format!("الرياض 26 شوال 1436 هـ الموافق 11 اغسطس 2015 م واس\n{FIRST}\n// انتهى //\n14:53 ت م\n");
    let page = PageReader::new().read(&source, Hints { title: Some("اقتصادي / محصول الحبوب") });
    assert_eq!(
        kept(&page),
        [(Role::Dateline, "الرياض 26 شوال 1436 هـ الموافق 11 اغسطس 2015 م واس"), (Role::Body, FIRST)]
    );
    assert_eq!(page.title.as_deref(), Some("اقتصادي / محصول الحبوب"));
    assert_eq!(page.published.map(|d| d.to_string()).as_deref(), Some("2015-08-11"));
    assert_eq!(page.agency.as_deref(), Some("واس"));
    assert_eq!(dropped(&page, &source), [("// انتهى //", Reason::EndMark), ("14:53 ت م", Reason::Date)]);
}

#[test]
fn chrome_stuck_to_a_paragraph_goes_alone() {
    let source = format!(
        "عنوان الخبر الأول هنا\nNext Previous عين اليوم – جدة\nphoto-1.jpg{FIRST} رابط الخبر بصحيفة الوئام: عنوان الخبر\n"
    );
    let page = read(&source);
    assert_eq!(
        kept(&page),
        [(Role::Title, "عنوان الخبر الأول هنا"), (Role::Dateline, "عين اليوم – جدة"), (Role::Body, FIRST)]
    );
    assert_eq!(
        dropped(&page, &source),
        [
            ("Next Previous", Reason::Widget),
            ("photo-1.jpg", Reason::Widget),
            ("رابط الخبر بصحيفة الوئام: عنوان الخبر", Reason::Related)
        ]
    );
}

#[test]
fn a_text_without_chrome_is_kept_whole() {
    // Names, verses, lists and headings are no menus, «رياضة» and «كتب …» no chrome, a repeated verse no headline.
    let lines = [
        "على شاطئ البحر وقفنا",
        "كتب الرئيس رسالة إلى الشعب",
        FIRST,
        "رياضة",
        "أداء القطاعات",
        "23",
        "على شاطئ البحر وقفنا",
        "وات تقرير: كيف نجا الميناء؟",
        SECOND,
        "محمد صلاح",
        "ساديو ماني",
    ];
    let source = lines.join("\n\n");
    let page = read(&source);
    assert_eq!(page.text, lines.join("\n"));
    assert!(page.dropped.is_empty());
    assert_eq!(page.author, None);
    assert_eq!(page.published, None);
}

#[test]
fn verses_and_contacts_of_a_clean_text_stay() {
    let lines = [
        "ليتني ما شفت في عينك دموع",
        FIRST,
        "يا ليل طولك ما ينام",
        "يا ليل طولك ما ينام",
        "ليتني ما شفت في عينك دموع",
        "الهاتف: 222 238 71",
        "جامول تورابوف",
        "البريد الإلكتروني: press@example.com",
    ];
    let page = read(&lines.join("\n"));
    assert_eq!(page.text, lines.join("\n"));
}

#[test]
fn a_known_headline_makes_a_title_only_where_it_stands() {
    let reader = PageReader::new();
    let source = format!("محصول الحبوب\n{FIRST}");
    let there = reader.read(&source, Hints { title: Some("محصولُ الحبوب") });
    assert_eq!(there.paragraphs[0].role, Role::Title);
    assert_eq!(there.title.as_deref(), Some("محصولُ الحبوب"));
    let elsewhere = reader.read(&source, Hints { title: Some("عنوان آخر") });
    assert!(elsewhere.paragraphs.iter().all(|p| p.role != Role::Title));
    assert_eq!(elsewhere.text, source);
}

#[test]
fn the_page_clock_is_no_date_of_publication() {
    let menu = "القاهرة: الأربعاء، 07 أكتوبر 2020 12:19 م\nالرئيسية\nأخبار مصر\nحوادث\nثقافة\nمحافظات\nتوك شو\nفن\n";
    let page = read(&format!("{menu}محصول الحبوب يتجاوز التوقعات\n{FIRST}\n"));
    assert_eq!(page.title.as_deref(), Some("محصول الحبوب يتجاوز التوقعات"));
    assert_eq!(page.published, None);
    let both =
        format!("{menu}محصول الحبوب يتجاوز التوقعات\nآخر تحديث: 9 أكتوبر 2020\nتاريخ النشر: ٦ أكتوبر ٢٠٢٠\n{FIRST}\n");
    assert_eq!(read(&both).published.map(|d| d.to_string()).as_deref(), Some("2020-10-06"));
}

#[test]
fn captions_by_label_icon_and_repeat() {
    let source = format!(
        "محصول الحبوب يتجاوز التوقعات\nالتعليق على الصورة، فلاح في حقله قرب مكناس\n{FIRST}\nصدر الصورة، Getty Images\n\
        التعليق على الصورة،\nسد الوحدة بعد الأمطار\n{SECOND}\ncamera iconسد الوحدة بعد الأمطار\n"
    );
    let page = read(&source);
    assert_eq!(
        kept(&page)[1..],
        [
            (Role::Caption, "فلاح في حقله قرب مكناس"),
            (Role::Body, FIRST),
            (Role::Caption, "سد الوحدة بعد الأمطار"),
            (Role::Body, SECOND)
        ]
    );
    assert_eq!(page.dropped.last().map(|d| d.reason), Some(Reason::CaptionRepeat));
}

#[test]
fn entries_that_no_list_knows_and_a_ticker_are_no_headline() {
    let title = "الحكومة تقر موازنة جديدة لترميم مدارس الأرياف";
    for above in ["رياضة\nقضايا وناس\nبيئتنا", "محليات\nسياسة\nعاجل | إغلاق الطريق الساحلي أمام السيارات"]
    {
        let source = format!("{above}\n{title}\n3 مايو 2023\nشارك\nتلاميذ في ساحة مدرسة ريفية\n{FIRST}\n{SECOND}\n");
        let page = read(&source);
        assert_eq!(
            kept(&page),
            [
                (Role::Title, title),
                (Role::Caption, "تلاميذ في ساحة مدرسة ريفية"),
                (Role::Body, FIRST),
                (Role::Body, SECOND)
            ]
        );
    }
}

#[test]
fn a_short_headline_a_summary_and_a_first_link_are_not_mistaken() {
    let source = format!(
        "رياضة\nثقافة\nموسم الحبوب\n3 مايو 2023\nفلاحون في حقل قمح قرب المدينة\n{FIRST}\nمواضيع ذات صلة\nعودة الأمطار إلى الشمال\n{SECOND}\n"
    );
    let page = read(&source);
    assert_eq!(
        kept(&page),
        [
            (Role::Title, "موسم الحبوب"),
            (Role::Caption, "فلاحون في حقل قمح قرب المدينة"),
            (Role::Body, FIRST),
            (Role::Body, SECOND)
        ]
    );
    let summary = "الوزير: الموسم هو الأفضل منذ سنوات";
    let source = format!("رياضة\nثقافة\nمحصول الحبوب يتجاوز التوقعات هذا العام\nشارك\n{summary}\n{FIRST}\n");
    assert_eq!(kept(&read(&source))[1], (Role::Body, summary));
}

#[test]
fn blocks_of_markup_use_their_hints() {
    let block = |text, at: u32, hint| Block { text, source: Span::new(at, at + 900), hint };
    let blocks = [
        block("شبكة", 0, Hint::Links),
        block("محصول", 1000, Hint::Title),
        block("فلاح في حقله.", 2000, Hint::Caption),
        block("الموسم جيد جدا هذا العام.", 3000, Hint::Paragraph),
    ];
    let page = PageReader::new().read_blocks(&blocks, Hints::default());
    assert_eq!(page.title.as_deref(), Some("محصول"));
    let roles: Vec<_> = page.paragraphs.iter().map(|p| (p.role, p.source.start())).collect();
    assert_eq!(roles.last(), Some(&(Role::Body, 3000)));
    assert!(roles.contains(&(Role::Caption, 2000)));
    assert_eq!(page.paragraphs.last().map(|p| p.source), Some(Span::new(3000, 3900)));
}
