//! Trains the embedded tagger and measures it on development data.
//!
//! ```text
//! cargo run --release -p khabar-extract --example ner_train -- OUT NER_FOLDER DATA_FOLDER [--clusters=FILE]
//! ```
//!
//! `--use=modern,anercorp,aqmar,wojood` chooses corpora. `--silver=FILE` adds automatically annotated lines
//! (`text`, `ents`, `score`, perhaps `doc`), each with `--silver-weight` times its score. `--without=gazetteers`
//! and `--without=triggers` leave lists out, no `--clusters` the word clusters, `--folds=0` the second look: what
//! each family of features brings. `--test` adds the test part of ANERcorp, `--verbose` all tables.

use khabar_extract::ner::train::{
    Annotated, Config, Gazetteers, Guideline, Lists, from_columns, lean, read_columns, read_spans, train,
};
use khabar_extract::ner::{LinearTagger, eval};
use std::error::Error;
use std::fs;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [out, ner, data, ..] = &args[..] else {
        return Err("usage: ner_train OUT NER_FOLDER DATA_FOLDER [CLUSTERS]".into());
    };
    let option = |name: &str| args.iter().find_map(|a| a.strip_prefix(&format!("--{name}="))).map(str::to_owned);
    let read = |path: String| fs::read_to_string(&path).map_err(|e| format!("{path}: {e}"));
    let columns = |name: &str| -> Result<_, Box<dyn Error>> { Ok(read_columns(&read(format!("{ner}/{name}"))?)) };

    let anercorp = columns("anercorp_train.conll")?;
    // Development sentences of ANERcorp: every sixth run of 100.
    let (mut anercorp_train, mut anercorp_dev) = (vec![], vec![]);
    for (n, run) in anercorp.iter().flatten().cloned().collect::<Vec<_>>().chunks(100).enumerate() {
        let part = if n % 6 == 5 { &mut anercorp_dev } else { &mut anercorp_train };
        part.push(run.to_vec());
    }
    let aqmar_dev = columns("aqmar_dev.conll")?;
    let modern_dev = read_spans(&read(format!("{ner}/modern/dev.jsonl"))?)?;
    let mut corpora: Vec<Annotated> = Vec::new();
    let uses = option("use").unwrap_or_else(|| "modern,anercorp,aqmar,wojood".into());
    if uses.contains("modern") {
        corpora.extend(read_spans(&read(format!("{ner}/modern/train.jsonl"))?)?);
    }
    if uses.contains("anercorp") {
        corpora.extend(from_columns(&anercorp_train, Guideline::FourClasses));
    }
    if uses.contains("aqmar") {
        corpora.extend(from_columns(&columns("aqmar_train.conll")?, Guideline::FourClasses));
    }
    if uses.contains("wojood") {
        corpora.extend(from_columns(&columns("wojood_sample/train.conll")?, Guideline::Nested));
    }
    if let Some(path) = option("silver") {
        let weight: f32 = option("silver-weight").map_or(Ok(0.3), |w| w.parse())?;
        let mut silver = read_spans(&read(path)?)?;
        silver.iter_mut().for_each(|document| document.weight *= weight);
        corpora.extend(silver);
    }
    let without = option("without").unwrap_or_default();
    let tables = [
        "gazetteers/countries.tsv",
        "gazetteers/country_usages.tsv",
        "gazetteers/places.tsv",
        "gazetteers/names.tsv",
        "gazetteers/organisations.tsv",
        "triggers.tsv",
    ];
    let tables = tables.map(|name| {
        let family = if name == "triggers.tsv" { "triggers" } else { "gazetteers" };
        if without.contains(family) { Ok(String::new()) } else { read(format!("{data}/{name}")) }
    });
    let [countries, usages, places, names, organisations, triggers] = tables;
    let (countries, usages, places, names) = (countries?, usages?, places?, names?);
    let (organisations, triggers) = (organisations?, triggers?);
    let clusters = match option("clusters") {
        Some(path) => read(path)?,
        None => String::new(),
    };
    let gazetteers = Gazetteers::new(&Lists {
        countries: &[&countries, &usages],
        places: &places,
        names: &[&names, &organisations],
        triggers: &triggers,
        clusters: &clusters,
    });
    let mut config = Config { about: option("about").unwrap_or_else(|| "khabar-ner".into()), ..Config::default() };
    for schedule in [&mut config.names, &mut config.offices, &mut config.inner] {
        let number = |name: &str, default: f32| option(name).map_or(Ok(default), |v| v.parse::<f32>());
        schedule.epochs = number("epochs", schedule.epochs as f32)? as usize;
        schedule.averaged = number("averaged", schedule.averaged as f32)? as usize;
        schedule.rate = number("rate", schedule.rate)?;
        schedule.l1 = number("l1", schedule.l1)?;
        schedule.l2 = number("l2", schedule.l2)?;
    }
    if let Some(least) = option("least") {
        config.least = least.parse()?;
    }
    if let Some(folds) = option("folds") {
        config.folds = folds.parse()?;
    }
    if let Some(prune) = option("prune") {
        config.prune = prune.parse()?;
    }
    let start = Instant::now();
    let model =
        train(&config, &corpora, gazetteers, |line| eprintln!("{:6.1} s  {line}", start.elapsed().as_secs_f64()));
    println!("{out}: {} bytes, {:.0} s", model.len(), start.elapsed().as_secs_f64());

    let verbose = args.iter().any(|a| a == "--verbose");
    let mut sets = vec![("anercorp dev", anercorp_dev), ("aqmar dev", aqmar_dev)];
    if args.iter().any(|a| a == "--test") {
        sets.push(("anercorp test", columns("anercorp_test.conll")?));
    }
    let leans: Vec<f32> =
        option("leans").unwrap_or_else(|| "0".into()).split(',').map(str::parse).collect::<Result<_, _>>()?;
    for by in leans {
        let leaning = lean(&model, by)?;
        // The last one is kept.
        fs::write(out, &leaning)?;
        let tagger = LinearTagger::from_bytes(&leaning)?;
        let mut worker = tagger.worker();
        let spans = eval::spans(&mut worker, &modern_dev);
        if verbose {
            println!("modern dev, nested\n{}\nfour classes\n{}", spans.nested, spans.conll);
            println!("{}", spans.errors.confusion);
        }
        let mut line = format!(
            "modern dev nested {:.2} outermost {:.2} coarse {:.2}",
            spans.nested.total().f1(),
            spans.outermost.total().f1(),
            spans.conll.total().f1()
        );
        for (name, documents) in &sets {
            let (table, _) = eval::columns(&mut tagger.worker_for(Guideline::FourClasses), documents);
            if verbose {
                println!("{name}\n{table}");
            }
            line += &format!(" | {name} {:.2}", table.total().f1());
        }
        println!("lean {by}: {line}");
    }
    Ok(())
}
