//! The command line as files: `tests/cmd`. `TRYCMD=overwrite cargo test -p khabar --test cli` writes what
//! the program says now into them.

#[test]
fn cases() {
    trycmd::TestCases::new().case("../../tests/cmd/*.trycmd").case("../../tests/cmd/*.toml");
}
