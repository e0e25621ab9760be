"""Writes proclitics.tsv and proclitic_weights.tsv.

    tables.py VOCABULARY LABELS OUT

In:  vocabulary.tsv (vocabulary.py), labels.tsv (label.py), corrections.tsv of this folder.
Out: OUT/proclitics.tsv: hand rows, frequent words, and words that the letter model decides otherwise than the
     count model; OUT/proclitic_weights.tsv: the letter model. Their own first lines say how to read them.
"""
import sys
from pathlib import Path

import letter_model
from letter_model import DECISIONS, KINDS, Segmenter
from segmentation import article_of, corrections, hand, unarticled
from vocabulary import read

# A word as frequent as this has a row in any case; one that occurs less than that has none from its counts.
FREQUENT, LEAST = 60, 3
LONGEST = 24

PROCLITICS_HEAD = """\
# Arabic words and the proclitics at their head: words that the letter model (proclitic_weights.tsv) decides
# otherwise, frequent words, and closed classes.
# form: as in normalized text (no diacritics, no tatweel, letters not folded).
# proclitics: in the order of the word, joined by +; ال after ل is written ل; - for none.
# count: occurrences in 33 million words of news (SaudiNewsNet, ANT Corpus, Hespress, SANAD); 0 = only in name lists.
# source: hand = written or checked by hand; count = taken by a log-linear model over the counts of the word, of
#   its rest, and of the rest with other proclitics and the article, its weights estimated on UD Arabic-PADT;
#   name = from the name lists, checked by the same model.
# Name lists: GeoNames (CC BY 4.0, https://www.geonames.org); Wikidata (CC0) and Algerian given-name sets (CC0,
#   MIT) through arabic-name-romanizer (MIT).
form\tproclitics\tcount\tsource
"""
WEIGHTS_HEAD = """\
# Linear model for the proclitics of words that proclitics.tsv does not hold: the letter is cut off when the
# weights of the word's features add up to more than 0.
# decision: the first letter of the word (or of what follows its conjunction); لل = whether the second ل is the article.
# feature: restN = the first N letters after that letter, endN = the last N letters, length = letters of the word,
#   9 for 9 and more; + joins two. value: those letters and digits. weight: in fiftieths of a logit.
# Estimated by logistic regression with an L1 penalty from the decisions of the count model that proclitics.tsv
# describes over all words of the counted news that occur twice or more and over the name lists.
decision\tfeature\tvalue\tweight
"""


def lexicon(labels, weights, without_article):
    """`form` → (proclitics, article): shorter words first, since they serve longer ones after a conjunction."""
    segmenter = Segmenter(weights, without_article)
    for word in sorted(without_article):
        segmenter.lexicon[word] = ("", "")
    for label in sorted(labels, key=lambda label: (len(label.word), label.word)):
        if label.word.startswith("ال"):
            continue
        answer = (label.clitics, label.article)
        if label.source != "hand" and label.count < FREQUENT:
            if 0 < label.count < LEAST or segmenter.segment(label.word) == answer:
                continue
        if label.count == 0 and label.clitics:
            continue
        segmenter.lexicon[label.word] = answer
    return segmenter.lexicon


def is_plain(form):
    """Whether the segmentation can look a form up: letters of the Arabic alphabet alone."""
    return len(form) <= LONGEST and all("\u0621" <= c <= "\u063a" or "\u0641" <= c <= "\u064a" for c in form)


def joined(clitics, article):
    return "+".join([*clitics, *(["ال"] if article else [])]) or "-"


def proclitic_rows(counts, labels, weights):
    """`form` → (proclitics, count, source)"""
    without_article = unarticled(counts)
    sources = {label.word: label.source for label in labels}
    rows = {}
    for word, (clitics, article) in lexicon(labels, weights, without_article).items():
        count = counts.get(word, 0)
        source = "hand" if sources.get(word, "hand") == "hand" else "count" if count else "name"
        rows[word] = (joined(clitics, article), count, source)
    for word, clitics in hand().items():
        # A hand row too rare in the news to have a label.
        article = article_of(clitics, word[len(clitics) :], without_article)
        rows.setdefault(word, (joined(clitics, article), 0, "hand"))
    for word, clitics in corrections().items():
        rows[word] = (joined(clitics, ""), counts.get(word, 0), "hand")
    return {form: row for form, row in rows.items() if is_plain(form)}


def main():
    vocabulary, labels, out = sys.argv[1:]
    counts, labels = read(vocabulary), letter_model.read(labels)
    weights = letter_model.fit(labels)
    rows = proclitic_rows(counts, labels, weights)
    with open(Path(out) / "proclitics.tsv", "w", encoding="utf-8", newline="\n") as file:
        file.write(PROCLITICS_HEAD)
        for form, (proclitics, count, source) in sorted(rows.items(), key=lambda row: (-row[1][1], row[0])):
            file.write(f"{form}\t{proclitics}\t{count}\t{source}\n")
    with open(Path(out) / "proclitic_weights.tsv", "w", encoding="utf-8", newline="\n") as file:
        file.write(WEIGHTS_HEAD)
        for decision in DECISIONS:
            ordered = sorted(weights[decision].items(), key=lambda item: (KINDS.index(item[0][0]), item[0][1]))
            for (kind, value), weight in ordered:
                if all("\u0621" <= c <= "\u064a" and c != "ـ" or c.isdigit() for c in value):
                    file.write(f"{decision}\t{kind}\t{value}\t{weight}\n")
    print(len(rows), "words", file=sys.stderr)


if __name__ == "__main__":
    main()
