//! Words checked by hand, one a pair: the word and its proclitics joined by `+`.

use super::proclitics;
use crate::{Proclitic, Proclitics};
use proptest::prelude::*;

fn cut(word: &str) -> String {
    let found: Vec<_> = proclitics(word).iter().map(Proclitic::form).collect();
    found.join("+")
}

/// Checks lines of `proclitics: word word …`; `-` means none.
fn check(table: &str) {
    let mut wrong = Vec::new();
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (expected, words) = line.split_once(':').expect("a colon");
        let expected = if expected == "-" { "" } else { expected };
        for word in words.split_whitespace() {
            if cut(word) != expected {
                wrong.push(format!("{word}: {:?}, not {expected:?}", cut(word)));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn words_that_only_look_so() {
    check(
        "-: والي والد والده والدته وزير وزيرة وزراء وزارة وكالة وكالات ولاية ولايات وفاة وفد واشنطن وهران وليد وسائل وضع وصل وقع وجد
         -: وقف وعد ورد وافق واجه واصل واحد واحدة وحدة وجود وقت وقود وثيقة وسط وراء وفق وفقا وسام وباء وطني وطنية
         -: فلسطين فلسطيني فلسطينية فرنسا فرنسي فاس فقط فيصل فهد فؤاد فاطمة فارس فريق فيلم فوز فاز فشل فتح فيروس فنزويلا فوق فترة فكرة
         -: بيروت بغداد بعد بين بعض بوتفليقة بنكيران بوتين باريس بريطانيا بكين برلين برشلونة بايدن بنك بيان بلد بلدية بطولة برنامج بحث
         -: بدأ بدأت بلغ بلغت بات بقي باب بيت بحر بطل بناء بلاغ بن بنت بل
         -: كتاب كان كانت كانوا كما كل كلا كلام كلمة كيف كي كبير كبيرة كازاخستان كلينتون كوريا كندا كوبا كرة كأس كشف كتب كاتب كردستان كركوك كربلاء
         -: لبنان لبناني ليبيا ليبي لندن ليفربول لافروف لدى لديه لكن لكنه لقد لم لن لا ليس ليست لاعب لاعبين لقاء لجنة لغة لاجئين لجان لعب لو لكي لذا
         -: سوريا سورية سيارة سيارات سبتمبر سعود سلمان سيتي سليمان سعيد سياسة سياسي سلطة سفير سنة سنوات ستة سبعة سوف سوى سلاح سوق سكان ساعة ساعات سبق",
    );
}

#[test]
fn conjunctions() {
    check(
        "و: وقال وقالت وأضاف وهو وهي ومن وفي وعلى وأن وإن وقد ولا ولم ولن وما ومع وعن وإلى وكان وكانت ووزير ووزارة ووكالة وبيروت وباريس وفلسطين وفرنسا
         و: وسوريا وليبيا ولبنان وكندا ولكن وكما وبعد وبين وسوف وقبل وأوضح وتابع وأكد وذلك وهذا وكذلك وليس ولقد وسلمان
         ف: فإن فقد فلا فهو فهي فقال فهذا فكان
         و: والله والذي والتي والى",
    );
}

#[test]
fn particles() {
    check(
        "ب: به بها بهم بهذا بهذه بذلك بأن بأنه بما بسبب بشأن بعدم بكل بشكل بحسب بدون بغير ببيروت بلبنان بسوريا بليبيا بفلسطين
         ل: له لها لهم لهذا لهذه لأن لأنه لذلك لكل لعدم للبنان لسوريا لفرنسا لليبيا للجنة للاعب للاعبين للغة للقاء لمدة لوزير لوزارة ليكون لبحث
         ك: كهذا كهذه ككل كرئيس كوزير
         س: سيكون ستكون سيتم ستتم سيقوم سنعمل سأقول
         و+ب: وبذلك وبما وبحسب وبعدم وببيروت وبسبب
         و+ل: وله ولها ولهذا ولذلك ولأن وللجنة
         و+س: وسيكون وستكون وسيتم
         و+ك: وكرئيس
         ف+س: فسيكون
         ف+ل: فلذلك فله
         ف+ب: فبما",
    );
}

#[test]
fn articles() {
    check(
        "ال: العراق الجزائر البرلمان البحرين الرئيس السعودية المغرب اليمن الأردن الكويت السودان القاهرة اليابان البرازيل الآن اليوم الالتزام الألمانية
         و+ال: والعراق والرئيس والوزير والسعودية والمغرب
         ف+ال: فالرئيس فالعراق
         ب+ال: بالعراق بالرياض بالجزائر
         ك+ال: كالعراق كالعادة
         ل+ال: للعراق للرئيس للسعودية للأمم للمرة لليمن
         و+ب+ال: وبالعراق وبالتالي وبالنسبة
         و+ل+ال: وللعراق وللمرة
         -: الله الذي التي الذين اللذان اللتان اللواتي الى إلى اليه الا الف المانيا الماني البانيا الكتروني الكترونية التقى التزم التزام التحق التهاب التماس ألمانيا ألبانيا إلكتروني
         ب: بالله بالتي بالمانيا بالتزام
         و: والمانيا والتقى
         ل: لله للذين للتي لالمانيا",
    );
}

#[test]
fn nothing_to_cut() {
    check("-: و ف ب ك ل س ال في من على هذا محمد أحمد 12 BBC");
    assert_eq!(cut(""), "");
    assert_eq!(cut("وَقال"), "", "a mark stands on the conjunction");
    assert_eq!(cut("وـقال"), "");
    assert_eq!(cut(&"و".repeat(1_000_000)), "");
}

#[test]
fn spans_cover_the_head() {
    let spans: Vec<_> = proclitics("وللعراق").spans(10).map(|(p, s)| (p.form(), s.start(), s.end())).collect();
    assert_eq!(spans, [("و", 10, 12), ("ل", 12, 14), ("ال", 14, 16)]);
}

/// The proclitics as they are written in the word.
fn written(found: Proclitics) -> String {
    found.iter().map(|p| if p == Proclitic::ShortArticle { "ل" } else { p.form() }).collect()
}

proptest! {
    #[test]
    fn a_head_of_the_word_and_something_stays(word in "[وفبكلساليتنمهةعرحدأإىءؤئچ]{0,26}") {
        let found = proclitics(&word);
        let head = written(found);
        prop_assert!(word.starts_with(&head));
        prop_assert_eq!(head.len(), found.len() as usize);
        let stays = word[head.len()..].chars().count();
        prop_assert!(found.is_empty() || stays >= 2 || matches!(&word[head.len()..], "ه" | "ي" | "ك"), "{} {:?}", word, found);
        prop_assert!(!(found.has(Proclitic::Article) && found.has(Proclitic::ShortArticle)));
        prop_assert!([Proclitic::Ba, Proclitic::Kaf, Proclitic::Lam, Proclitic::Sin].iter().filter(|&&p| found.has(p)).count() <= 1);
        prop_assert!(!(found.has(Proclitic::Waw) && found.has(Proclitic::Fa)));
    }

    #[test]
    fn any_text_is_taken(word in "\\PC{0,12}") {
        prop_assert!(word.is_char_boundary(proclitics(&word).len() as usize));
    }

    #[test]
    fn no_letter_loses_its_marks(word in "[وفبكلسايم\u{64E}\u{651}\u{654}ـ]{0,12}") {
        use unicode_segmentation::UnicodeSegmentation;
        let at = proclitics(&word).len() as usize;
        prop_assert!(at == word.len() || word.grapheme_indices(true).any(|(i, _)| i == at));
    }
}

#[test]
fn names_of_gulf_and_maghrebi_papers() {
    check(
        "-: بنسعيد بنموسى بنعبدالله بنشعبون بوريطة لقجع لفتيت لشكر لعمامرة بورقيبة بوضياف بلماضي بلخادم بلعايب سوناطراك ورزازات ورقلة وادنون
         -: باعشن باوزير باسندوة باجمال بامخرمة بعقوبة كلميم فجيج بركان سطات بنزرت باجة سوسة بوفون باول ساركوزي كيسنجر فولفسبورغ",
    );
}

#[test]
fn neighbours_decide() {
    use super::proclitics_in_context;
    let cut = |before, word, after| proclitics_in_context(Some(before), word, Some(after)).len();
    assert_eq!((cut("في", "وجدة", "أمس"), cut("الرياض", "وجدة", "أمس")), (0, 2));
    assert_eq!((cut("من", "وإلى", "بيروت"), cut("على", "والتعاون", "مع")), (2, 6));
    assert_eq!((cut("لويس", "فان", "غال"), cut("ذلك،", "فان", "الحكومة")), (0, 2));
    assert_eq!((cut("المتحدة", "بان", "كي"), cut("وأضاف", "بان", "الوزير")), (0, 2));
    assert_eq!((cut("بن", "بلة", "إلى"), cut("آل", "الشيخ", "في")), (0, 4));
    assert_eq!(proclitics_in_context(None, "وقال", None), proclitics("وقال"));
}
