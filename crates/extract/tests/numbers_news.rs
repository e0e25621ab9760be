//! Numbers and amounts as news writes them, checked by a person: words and value of every find, nothing more.

use khabar_extract::{Number, Value, ValueExtractor, ValueScratch};
use khabar_normalize::{Analyzer, Profile};

/// `words = value kind` of every value of a text; a range as `from..to`, the code of a unit behind the kind.
fn found(text: &str) -> Vec<String> {
    let mut worker = Analyzer::new(Profile::News).worker();
    let mut values = Vec::new();
    let layers = worker.analyze(text);
    ValueExtractor::new().extract(&layers, None, &mut ValueScratch::default(), &mut values);
    values.iter().map(|v| said(v, text)).collect()
}

fn said(value: &Value, text: &str) -> String {
    let number = match value.number {
        Some(Number::Exact { value, .. }) => value.to_string(),
        Some(Number::Range { from, to }) => {
            let end = |n: Option<khabar_extract::Decimal>| n.map_or(String::new(), |n| n.to_string());
            format!("{}..{}", end(from), end(to))
        }
        Some(Number::Vague(name)) => name.to_owned(),
        _ => value.timex.as_ref().map_or(String::new(), |timex| timex.value.clone()),
    };
    let modifier = value.modifier.map_or(String::new(), |m| format!(" {}", m.name()));
    let unit = value
        .unit
        .as_ref()
        .map_or(String::new(), |u| format!(" {}", u.code.map_or_else(|| u.candidates.join("|"), str::to_owned)));
    format!("{} = {number} {}{unit}{modifier}", value.span.slice(text), value.kind.name())
}

fn check(cases: &[(&str, &[&str])]) {
    for (text, want) in cases {
        assert_eq!(found(text), *want, "{text}");
    }
}

#[test]
fn digits_signs_and_joined_letters() {
    check(&[
        ("بلغ ۱۲٬۵۰۰ لاجئ و٣ أسر", &["۱۲٬۵۰۰ لاجئ = 12500 quantity", "٣ أسر = 3 quantity"]),
        ("أكد الـ 15 شخصا", &["الـ 15 شخصا = 15 quantity"]),
        ("اجتماع الـ25 دولة", &["الـ25 دولة = 25 quantity"]),
        ("استمرت الاشتباكات الـ72 ساعة", &["الـ72 ساعة = 72 duration"]),
        ("خلال الـ 24 ساعة", &["الـ 24 ساعة = 24 duration"]),
        ("نحو 1.250.000 شخص", &["نحو 1.250.000 شخص = 1250000 quantity approx"]),
        ("إلى سالب خمسة", &["سالب خمسة = -5 cardinal"]),
        ("10 درجات تحت الصفر", &["10 درجات تحت الصفر = -10 quantity deg"]),
    ]);
}

#[test]
fn words_of_every_gender_case_and_spelling() {
    check(&[
        ("إحدى عشرة قرية", &["إحدى عشرة قرية = 11 quantity"]),
        ("ثمانٍ وعشرون بلدة", &["ثمانٍ وعشرون بلدة = 28 quantity"]),
        ("ثمانمائة واثنا عشر طالبا", &["ثمانمائة واثنا عشر طالبا = 812 quantity"]),
        ("مئتي ألف نازح", &["مئتي ألف نازح = 200000 quantity"]),
        ("ألفا دولار ومليوني نسمة", &["ألفا دولار = 2000 money USD", "مليوني نسمة = 2000000 quantity"]),
        ("مليون ونصف المليون ليرة لبنانية", &["مليون ونصف المليون ليرة لبنانية = 1500000 money LBP"]),
        ("تلتمية وحداشر جنيه", &["تلتمية وحداشر جنيه = 311 money GBP|EGP|SDG"]),
        ("شاحنتين ودولاران", &["شاحنتين = 2 quantity", "دولاران = 2 money USD"]),
    ]);
}

#[test]
fn a_point_before_three_digits() {
    check(&[
        ("توفير 10.800 تذكرة", &["10.800 تذكرة = 10800 quantity"]),
        ("بمبلغ 12.500 دولار", &["12.500 دولار = 12500 money USD"]),
        ("بمبلغ 2.860 دينار كويتي", &["2.860 دينار كويتي = 2.86 money KWD"]),
        ("بلغ 2.500 مليون دولار", &["2.500 مليون دولار = 2500000 money USD"]),
        ("مسافة 10.800 كلم", &["10.800 كلم = 10.8 quantity km"]),
    ]);
}

#[test]
fn ranks() {
    check(&[
        ("الألف والحادي عشر", &["الألف والحادي عشر = 1011 ordinal"]),
        ("الألف والمئتين والسادس عشر", &["الألف والمئتين والسادس عشر = 1216 ordinal"]),
        ("الخامس والعشرون بعد المئة", &["الخامس والعشرون بعد المئة = 125 ordinal"]),
        ("للمرة العشرين", &["العشرين = 20 ordinal"]),
        ("الغرفة رقم واحد", &["واحد = 1 cardinal"]),
        ("الأول والمليون", &["الأول = 1 ordinal", "المليون = 1000000 ordinal"]),
    ]);
}

#[test]
fn parts_of_a_whole() {
    check(&[
        ("ثلثي السكان", &["ثلثي السكان = 0.666666666666667 fraction"]),
        ("ثمن الوزن", &["ثمن الوزن = 0.125 fraction"]),
        ("بين الثلث والنصف", &["بين الثلث والنصف = 0.333333333333333..0.5 fraction"]),
        ("ثمن الكتاب", &[]),
        ("(20%)", &["20% = 20 percent"]),
        ("%12 و٢٥٫٣٪", &["%12 = 12 percent", "٢٥٫٣٪ = 25.3 percent"]),
        ("50 من المئة", &["50 من المئة = 50 percent"]),
        ("واحد ونصف بالمئة", &["واحد ونصف بالمئة = 1.5 percent"]),
        ("25 نقطة أساس", &["25 نقطة أساس = 25 quantity 10*-4"]),
    ]);
}

#[test]
fn ends_and_modifiers() {
    check(&[
        ("من 15 إلى 20 ألف طن", &["من 15 إلى 20 ألف طن = 15000..20000 quantity t"]),
        ("20 كحد أقصى", &["20 كحد أقصى = 20 cardinal at_most"]),
        ("20 فأكثر", &["20 فأكثر = 20 cardinal at_least"]),
        ("ما لا يقل عن 60 قتيلا", &["ما لا يقل عن 60 قتيلا = 60 quantity at_least"]),
        ("عشرات الآلاف", &["عشرات الآلاف = tens_of_thousands quantity"]),
    ]);
}

#[test]
fn ages() {
    check(&[
        ("وقال فلان، 45 عاماً، إنه", &["45 عاماً = 45 age"]),
        ("أم محمد - 52 عاما - تقول", &["52 عاما = 52 age"]),
        ("فاطمة أحمد (45 عامًا) من حلب", &["45 عامًا = 45 age"]),
        ("توفي الفنان عن 74 عاما", &["74 عاما = 74 age"]),
        ("عن عمر ناهز الثمانين", &["ناهز الثمانين = 80 age approx"]),
        ("في العقد الرابع من العمر", &["العقد الرابع من العمر = 30..39 age"]),
        ("الطفلة ذات السبعة أعوام", &["السبعة أعوام = 7 age"]),
        ("المتهم \"26 عاما\" سافر", &["26 عاما = 26 age"]),
        ("الحكم عليه بالسجن (15 عاما)", &["15 عاما = 15 duration"]),
        ("بالسجن المشدد، 15 عاما، وغرامة", &["15 عاما = 15 duration"]),
    ]);
}

#[test]
fn what_is_no_value() {
    for text in [
        "واحد من أهم الكتب",
        "أحد المسؤولين",
        "ست الحسن",
        "القرار 2254",
        "إف 16",
        "جي 20",
        "كوفيد-19",
        "192.168.1.1",
        "سورة البقرة 2:255",
        "فصل الربيع",
        "باريس سان جرمان",
        "زيارة للصين",
        "ليس من الهين تحقيق التوازن",
        "كل واحد منا",
        "قالت سيدتي المحترمة",
        "بداية العشر الأواخر",
        "المادة 23 من قانون الأحوال المدنية",
        "قرب \"أفراد عائلتي\" هناك",
        "اجتماع مجموعة السبع",
    ] {
        assert_eq!(found(text), [] as [String; 0], "{text}");
    }
    check(&[("للاتصال 0096611234567", &["0096611234567 =  phone"])]);
}
