//! Whole archives through `khabar run` and `khabar pipe`.

mod common;

use arrow::json::WriterBuilder;
use arrow::json::writer::JsonArray;
use assert_cmd::Command;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::time::Duration;
use tempfile::TempDir;

const BIN: &str = env!("CARGO_BIN_EXE_khabar");

fn khabar(folder: &Path) -> Command {
    let mut command = Command::new(BIN);
    command.current_dir(folder);
    command
}

/// An archive of the sample pages many times over, with some documents that cannot be processed.
fn archive(copies: usize) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let pages = dir.path().join("in/pages");
    fs::create_dir_all(&pages).unwrap();
    let mut lines = String::new();
    for entry in fs::read_dir(common::sample()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            fs::copy(&path, pages.join(path.file_name().unwrap())).unwrap();
            let text = fs::read_to_string(&path).unwrap();
            for n in 0..copies {
                lines +=
                    &serde_json::json!({"id": format!("{n}"), "text": text, "published": "2022-01-24"}).to_string();
                lines += "\n";
            }
        }
    }
    if copies > 0 {
        fs::write(dir.path().join("in/copies.jsonl"), lines).unwrap();
    }
    fs::write(
        dir.path().join("in/broken.jsonl"),
        "{\"id\":\"a\",\"text\":\"نص\"}\n{\"id\":\"b\",\"text\":\n{\"id\":\"c\"}\n",
    )
    .unwrap();
    fs::write(dir.path().join("in/windows-1256.txt"), b"\xC7\xE1\xCE\xC8\xD1").unwrap();
    fs::write(dir.path().join("in/empty.txt"), " \n").unwrap();
    fs::write(dir.path().join("in/page.html"), "<p>").unwrap();
    fs::write(dir.path().join("in/logo.png"), "").unwrap();
    dir
}

/// Name and bytes of all files of a folder.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = |entry: fs::DirEntry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap());
    fs::read_dir(folder).unwrap().map(|entry| read(entry.unwrap())).collect()
}

#[test]
fn the_output_is_the_same_for_any_number_of_threads() {
    let dir = archive(6);
    let run = |jobs: &str| {
        let out = format!("out{jobs}");
        let formats = ["--format", "jsonl,parquet,conll", "--layers", "all", "--shard-documents", "23"];
        khabar(dir.path()).args(["run", "in", "--out", &out, "--jobs", jobs]).args(formats).assert().code(1);
        contents(&dir.path().join(out))
    };
    let one = run("1");
    assert!(one.len() > 12, "several shards in three formats: {:?}", one.keys());
    assert!(one.keys().all(|name| !name.ends_with(".partial")));
    for jobs in ["2", "5"] {
        let other = run(jobs);
        assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
        for (name, bytes) in &one {
            assert!(bytes == &other[name], "{name} differs with {jobs} threads");
        }
    }
}

#[test]
fn what_cannot_be_processed_is_listed_with_place_reason_and_remedy() {
    let dir = archive(0);
    let summary = "khabar: 5 of 21 documents could not be processed; out/quarantine.jsonl says which and why\n";
    khabar(dir.path()).args(["run", "in", "--out", "out"]).assert().code(1).stderr(summary);
    let listed: Vec<_> = common::jsonl(&dir.path().join("out/quarantine.jsonl"))
        .iter()
        .map(|line| {
            assert!(line["message"].is_string() && line["remedy"].is_string(), "{line}");
            let text = |key: &str| line[key].as_str().unwrap().to_owned();
            (text("id"), text("source"), text("reason"), line["place"]["byte"].as_u64())
        })
        .collect();
    let expected = [
        ("in/broken.jsonl:2", "in/broken.jsonl:2", "bad_json", Some(17)),
        ("c", "in/broken.jsonl:3", "no_text", None),
        ("in/empty.txt", "in/empty.txt", "empty", None),
        ("in/page.html", "in/page.html", "unsupported", None),
        ("in/windows-1256.txt", "in/windows-1256.txt", "encoding", Some(0)),
    ];
    let expected =
        expected.map(|(id, source, reason, byte)| (id.to_owned(), source.to_owned(), reason.to_owned(), byte));
    assert_eq!(listed, expected);
    let manifest = common::json(&dir.path().join("out/manifest.json"));
    assert_eq!(manifest["finished"], true);
    assert_eq!(
        (&manifest["documents"], &manifest["records"], &manifest["quarantined"]),
        (&21.into(), &16.into(), &5.into())
    );
    assert_eq!(manifest["inputs"]["passed_over"], 1);
}

#[test]
fn parquet_says_what_jsonl_says() {
    let dir = archive(2);
    let args =
        ["--format", "jsonl,parquet", "--layers", "all", "--published", "2022-01-24", "--shard-documents", "100000"];
    khabar(dir.path()).args(["run", "in", "--out", "out"]).args(args).assert().code(1);
    let lines = common::jsonl(&dir.path().join("out/part-00000.jsonl"));
    let file = File::open(dir.path().join("out/part-00000.parquet")).unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
    let mut writer = WriterBuilder::new().build::<_, JsonArray>(Vec::new());
    for batch in reader {
        writer.write(&batch.unwrap()).unwrap();
    }
    writer.finish().unwrap();
    let rows: Vec<Value> = serde_json::from_slice(&writer.into_inner()).unwrap();
    assert_eq!(rows.len(), lines.len());
    assert!(lines.iter().any(|line| line["values"].as_array().is_some_and(|values| values.len() > 5)));
    for (row, line) in rows.into_iter().zip(lines) {
        assert_eq!(said(row), said(line));
    }
}

/// A record without what says nothing: nulls and, inside layers, empty lists. Floats are compared as
/// 32-bit ones, which is what they are.
fn said(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(key, value)| (key, said(value)));
            Value::Object(
                fields
                    .filter(|(_, value)| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty()))
                    .collect(),
            )
        }
        Value::Array(items) => items.into_iter().map(said).collect(),
        Value::Number(number) if number.is_f64() => (number.as_f64().unwrap() as f32).to_string().into(),
        other => other,
    }
}

#[test]
fn a_folder_is_written_again_only_by_the_same_configuration() {
    let dir = archive(1);
    let run = |more: &[&str]| khabar(dir.path()).args(["run", "in/pages", "--out", "out"]).args(more).assert();
    run(&[]).code(0);
    let first = contents(&dir.path().join("out"));
    run(&[]).code(0);
    assert_eq!(contents(&dir.path().join("out")), first);
    let refused = run(&["--offsets", "byte"]).code(2).get_output().stderr.clone();
    assert!(String::from_utf8(refused).unwrap().contains("--overwrite"));
    assert_eq!(contents(&dir.path().join("out")), first, "a refusal touches nothing");
    fs::write(dir.path().join("out/notes.md"), "mine").unwrap();
    run(&["--offsets", "byte", "--overwrite"]).code(0);
    let second = contents(&dir.path().join("out"));
    assert_eq!(second["notes.md"], b"mine");
    assert_ne!(second["part-00000.jsonl"], first["part-00000.jsonl"]);
}

#[test]
fn columns_have_a_token_and_a_tag_a_line() {
    let dir = archive(0);
    khabar(dir.path())
        .args(["run", "in/pages", "--out", "out", "--format", "conll", "--labels", "conll"])
        .assert()
        .code(0);
    let text = fs::read_to_string(dir.path().join("out/part-00000.conll")).unwrap();
    assert_eq!(text.matches("-DOCSTART-\tO\n\n").count(), 15);
    let mut before = "O";
    for line in text.lines() {
        let Some((_, tag)) = line.split_once('\t') else {
            assert_eq!(line, "");
            before = "O";
            continue;
        };
        if let Some(class) = tag.strip_prefix("I-") {
            assert_eq!(before.get(2..), Some(class), "{line}");
        }
        assert!(tag == "O" || ["PERS", "ORG", "LOC", "MISC"].contains(&&tag[2..]), "{line}");
        before = tag;
    }
    assert!(text.contains("\tB-LOC\n") && text.contains("\tI-PERS\n"));
}

#[test]
fn an_interrupted_run_keeps_whole_shards() {
    let dir = archive(60);
    let args = ["run", "in/copies.jsonl", "--jobs", "2", "--shard-documents", "20", "--out"];
    khabar(dir.path()).args(args).arg("whole").assert().code(0);
    let mut run =
        Process::new(BIN).current_dir(dir.path()).args(args).arg("cut").stderr(Stdio::piped()).spawn().unwrap();
    while !dir.path().join("cut/part-00001.jsonl").exists() {
        assert!(run.try_wait().unwrap().is_none(), "the run is long enough to be interrupted");
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(Process::new("kill").args(["-INT", &run.id().to_string()]).status().unwrap().success());
    assert_eq!(run.wait().unwrap().code(), Some(130));
    let (whole, cut) = (contents(&dir.path().join("whole")), contents(&dir.path().join("cut")));
    let manifest: Value = serde_json::from_slice(&cut["manifest.json"]).unwrap();
    assert_eq!(manifest["finished"], false);
    let shards = manifest["shards"].as_array().unwrap();
    assert!(shards.len() >= 2);
    for shard in &shards[..shards.len() - 1] {
        let name = shard["files"][0]["name"].as_str().unwrap();
        assert!(whole[name] == cut[name], "{name}");
    }
    assert!(cut.keys().all(|name| !name.ends_with(".partial")));
}

#[test]
fn pipe_answers_before_more_comes() {
    let mut pipe =
        Process::new(BIN).args(["pipe", "--jobs", "2"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = pipe.stdin.take().unwrap();
    let mut answers = BufReader::new(pipe.stdout.take().unwrap()).lines();
    for n in 0..5 {
        writeln!(input, "{{\"id\":\"{n}\",\"text\":\"خبر\"}}").unwrap();
        input.flush().unwrap();
        let answer: Value = serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap();
        assert_eq!(answer["id"], n.to_string());
    }
    drop(input);
    assert!(answers.next().is_none());
    assert_eq!(pipe.wait().unwrap().code(), Some(0));
}

#[test]
fn pipe_keeps_the_order_and_answers_every_line() {
    let requests: String = (0..2000)
        .map(|n| {
            if n % 10 == 3 {
                "{broken\n".into()
            } else {
                format!("{{\"id\":{n},\"text\":\"{}\"}}\n", "خبر ".repeat(n % 50))
            }
        })
        .collect();
    let run = |jobs: &str| {
        let mut command = Command::new(BIN);
        command
            .args(["pipe", "--no-clean", "--jobs", jobs])
            .write_stdin(requests.clone())
            .assert()
            .code(1)
            .get_output()
            .stdout
            .clone()
    };
    let one = run("1");
    assert_eq!(one, run("3"));
    let answers: Vec<Value> =
        String::from_utf8(one).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), 2000);
    for (n, answer) in answers.iter().enumerate() {
        match n % 10 {
            3 => assert_eq!(answer["error"]["kind"], "bad_json"),
            _ => assert_eq!(answer["id"], n.to_string()),
        }
    }
}

#[test]
fn a_reader_that_leaves_ends_pipe_quietly() {
    let mut pipe = Process::new(BIN)
        .args(["pipe", "--jobs", "2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = pipe.stdin.take().unwrap();
    writeln!(input, "{{\"text\":\"خبر\"}}").unwrap();
    let mut answers = BufReader::new(pipe.stdout.take().unwrap());
    answers.read_line(&mut String::new()).unwrap();
    drop(answers);
    // the standard input stays open: nothing but the closed output can end it
    writeln!(input, "{{\"text\":\"خبر\"}}").unwrap();
    assert_eq!(pipe.wait().unwrap().code(), Some(0));
    let mut said = String::new();
    pipe.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(said, "");
}

#[test]
fn an_interrupt_ends_pipe_between_lines() {
    let mut pipe = Process::new(BIN).arg("pipe").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = pipe.stdin.take().unwrap();
    writeln!(input, "{{\"text\":\"خبر\"}}").unwrap();
    let mut answers = BufReader::new(pipe.stdout.take().unwrap());
    answers.read_line(&mut String::new()).unwrap();
    assert!(Process::new("kill").args(["-INT", &pipe.id().to_string()]).status().unwrap().success());
    assert_eq!(pipe.wait().unwrap().code(), Some(130));
}
