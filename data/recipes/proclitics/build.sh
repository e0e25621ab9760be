#!/bin/sh
# Makes proclitics.tsv and proclitic_weights.tsv in OUT, and prints how many of their lines differ from the
# committed ones.
#
#   data/recipes/proclitics/build.sh NEWS_FOLDER UD_FOLDER OUT [COUNTRIES]
#
# NEWS_FOLDER holds the news as *.jsonl.zst (`text`, `title`): SaudiNewsNet, ANT Corpus 1.1, Hespress and SANAD;
# UD_FOLDER holds padt_v1_dev.conllu. PYTHON is a Python 3.11 with the packages of requirements.txt
# (`pip install --no-deps -r requirements.txt`). Steps, each with its own description at its head:
#
#   vocabulary.py   news → counts of words                                          OUT/vocabulary.tsv
#   label.py        counts, names, hand.tsv, treebank → the count model's decisions OUT/labels.tsv
#   tables.py       decisions → letter model, and rows where it does not suffice    the two tables
#
# The committed tables come back byte for byte when the country names are those they were made with: COUNTRIES, a
# table with the columns cldr, cldr_alt, i18n_iso_countries, world_common and world_official, a row a country, from
# npm cldr-localenames-full 48.2.0, i18n-iso-countries 7.14.0 and world-countries 5.1.0. The last is under a
# share-alike licence, so its names are not in this repository; they only told the model which words are names.
# Without COUNTRIES, data/gazetteers/countries.tsv is read: 3 rows in 100 and most weights differ a little; whole words
# right are 99.82 % of UD Arabic-PUD and 99.76 % of PADT, against 99.82 and 99.77 of the committed tables.
# Another processor may round the sums of label.py otherwise and give tables that differ as little.
#
# The news are not to be redistributed, nor is vocabulary.tsv in full.
set -eu
news=$1
ud=$2
out=$3
here=$(cd "$(dirname "$0")" && pwd)
countries=${4:-$here/../../gazetteers/countries.tsv}
python=${PYTHON:-python3}
# The order in which sums are taken, and with it the last digits of the weights, depends on the number of threads.
export OMP_NUM_THREADS=2 OPENBLAS_NUM_THREADS=2
export PYTHONDONTWRITEBYTECODE=1
mkdir -p "$out"
zstdcat "$news"/*.jsonl.zst | "$python" "$here/vocabulary.py" > "$out/vocabulary.tsv"
"$python" "$here/label.py" "$out/vocabulary.tsv" "$ud/padt_v1_dev.conllu" "$countries" > "$out/labels.tsv"
"$python" "$here/tables.py" "$out/vocabulary.tsv" "$out/labels.tsv" "$out"
for table in proclitics.tsv proclitic_weights.tsv; do
    echo "$table: $(diff "$here/../../$table" "$out/$table" | grep -c '^[<>]' || true) lines differ"
done
