//! Tells the program where libtorch lies, when it is built with the BERT tagger.

fn main() {
    println!("cargo:rerun-if-env-changed=LIBTORCH");
    println!("cargo:rerun-if-changed=build.rs");
    // torch-sys's own link arguments do not reach a binary of another package
    if std::env::var_os("CARGO_FEATURE_BERT").is_some()
        && let Some(libtorch) = std::env::var_os("LIBTORCH")
    {
        println!("cargo:rustc-link-arg=-Wl,-rpath,{}/lib", libtorch.display());
    }
}
