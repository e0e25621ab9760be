//! A worker that has seen texts of a size needs no more memory for others of that size.

use khabar_normalize::{Analyzer, Profile};

#[test]
fn no_allocation_in_the_steady_state() {
    let texts = [
        "وأضاف بيان صادر عن التحالف الدولي مساء الأحد 23 من كانون الثاني، أن “قوات سوريا الديمقراطية” (قسد) تمكنت من احتواء التهديد.",
        "قُتل ٢٥٫٣٪ منهم! التابعة لـ”قسد”، راجع www.example.sy أو #عاجل 👨\u{200d}👩\u{200d}👧 ﷺ.",
        "قال: «لن نتوقف! سنواصل.» ـ وكالات\nعنوان آخر بلا نقطة",
    ];
    for profile in [Profile::News, Profile::Display] {
        let mut worker = Analyzer::new(profile).worker();
        for text in texts {
            worker.analyze(text);
        }
        let counted = allocation_counter::measure(|| {
            for text in texts {
                assert!(!worker.analyze(text).tokens.is_empty());
            }
        });
        assert_eq!(counted.count_total, 0, "{} allocations under {}", counted.count_total, profile.name());
    }
}
