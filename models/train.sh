#!/bin/sh
# Trains models/khabar-ner.bin and prints its scores on the development sets.
#
#   models/train.sh NER_FOLDER NEWS_FOLDER [WORK_FOLDER]
#
# NER_FOLDER holds anercorp_train.conll, aqmar_train.conll, aqmar_dev.conll, wojood_sample/train.conll,
# modern/train.jsonl and modern/dev.jsonl (and anercorp_test.conll for the last table); NEWS_FOLDER the
# unlabelled news as *.jsonl.zst, from which the word clusters are learnt. One thread; the clusters take
# about five minutes, the training about two. Word clusters that stand in the work folder are used as they are.
set -eu
ner=$1
news=$2
work=${3:-target/ner}
here=$(dirname "$0")
mkdir -p "$work"
run="cargo run --release -q -p khabar-extract --example"
if [ ! -f "$work/clusters.tsv" ]; then
    zstdcat "$news/saudinewsnet.jsonl.zst" "$news/hespress.jsonl.zst" "$news/antcorpus.jsonl.zst" \
        "$news/sanad.jsonl.zst" | $run ner_clusters -- "$work/clusters.tsv"
fi
$run ner_train -- "$here/khabar-ner.bin" "$ner" "$here/../data" --clusters="$work/clusters.tsv" \
    --l1=2e-5 --least=3 --prune=0.15 --about="khabar-ner 2026-11-22" --verbose --test
