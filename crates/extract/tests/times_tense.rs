//! Weekdays, dates without a year and feasts, by the tense of the clause around them.

mod times_support;

use khabar_extract::ValueKind::{Date, DateTime};
use times_support::{interval, one};

/// A Thursday, the 13th of the third month of 1437.
const PAGE: &str = "2015-12-24";

#[test]
fn weekdays_by_the_verb() {
    for (text, words, timex) in [
        ("قال المتحدث الجمعة إن المحادثات فشلت", "الجمعة", "2015-12-18"),
        ("وكان الفريق خسر السبت على ملعبه", "السبت", "2015-12-19"),
        ("قال المتحدث الخميس إن المحادثات فشلت", "الخميس", "2015-12-24"),
        ("أعلنت وزارة الداخلية في بيان مطول نشرته وسائل الإعلام الجمعة أنها أوقفت المتهم", "الجمعة", "2015-12-18"),
        ("ينتظر أن يعقد الاجتماع الأحد", "الأحد", "2015-12-27"),
        ("يلتقي الفريق مع ضيفه الاثنين على ملعبه", "الاثنين", "2015-12-28"),
        ("والجمعة أعلنت الوزارة النتائج", "الجمعة", "2015-12-18"),
        ("لم تبدأ الجلسة الثلاثاء في موعدها", "الثلاثاء", "2015-12-22"),
        ("أجلت المباراة إلى السبت بسبب المطر", "السبت", "2015-12-26"),
    ] {
        one(text, PAGE, words, Date, timex);
    }
}

#[test]
fn the_year_by_the_verb() {
    for (text, words, timex) in [
        ("انتهى الربع المالي في 30 يونيو الذي تراجعت فيه المبيعات", "30 يونيو", "2015-06-30"),
        ("تنطلق البطولة في 5 مارس بمشاركة الأندية", "5 مارس", "2016-03-05"),
        ("أجلت الجلسة إلى 5 يناير لاستكمال المرافعات", "5 يناير", "2016-01-05"),
        ("يقام الحفل سنويا خلال شهر نوفمبر من كل عام", "شهر نوفمبر", "2015-11"),
    ] {
        let value = times_support::values(text, PAGE);
        let found = value.iter().find(|v| v.span.slice(text) == words).unwrap_or_else(|| panic!("{words} in {text}"));
        assert_eq!(found.timex.as_ref().unwrap().value, timex, "in {text}");
    }
}

#[test]
fn hijri_days_without_a_year() {
    for (text, published, words, timex) in [
        ("في 27 صفر أعلنت الوزارة النتائج", PAGE, "27 صفر", "2015-12-09"),
        ("يبدأ الموسم في 8 ذي الحجة بإذن الله", PAGE, "8 ذي الحجة", "2016-09-09"),
        ("صدر القرار في 5 محرم بعد المداولة", PAGE, "5 محرم", "2015-10-18"),
        ("سيعقد الاجتماع في 27 صفر بالرياض", "2015-11-20", "27 صفر", "2015-12-09"),
    ] {
        let value = one(text, published, words, Date, timex);
        assert_eq!(value.calendar, Some("islamic-umalqura"), "in {text}");
    }
}

#[test]
fn a_score_is_no_day_of_safar() {
    for text in ["تأهلت بفوز صعب على هايتي 1 - صفر", "للفوز على النصر 4 / صفر والتقدم"]
    {
        assert!(times_support::times(text, PAGE).is_empty(), "in {text}");
    }
}

#[test]
fn feasts_are_the_nearest() {
    for (text, published, words, timex) in [
        ("هنأه بمناسبة عيد الفطر المبارك", "2015-07-21", "عيد الفطر المبارك", "2015-07-17"),
        ("تزايد السفر قبل عيد الفطر", "2016-06-20", "عيد الفطر", "2016-07-06"),
        ("وصل في ثاني أيام عيد الأضحى إلى مكة", "2015-09-30", "ثاني أيام عيد الأضحى", "2015-09-24"),
        ("يحتفلون بعيد الميلاد في بيت لحم", "2016-01-02", "عيد الميلاد", "2015-12-25"),
    ] {
        one(text, published, words, Date, timex);
    }
    let eve = one("احتفالات ليلة رأس السنة في دبي", PAGE, "ليلة رأس السنة", DateTime, "2015-12-31TNI");
    assert_eq!(interval(&eve), "2015-12-31T20:00:00/2016-01-01T04:00:00");
}
