"""Linear model over a word's letters, and the segmenter that uses it.

In:  decisions of the count model (`Label`, from labels.tsv).
Out: `fit(labels)`: letter → feature → weight in fiftieths of a logit; `Segmenter`: the same decisions as
     crates/normalize/src/proclitic takes, to find the words for which the letters do not suffice.

One model a first letter: is it cut off? One more, `لل`: is the second ل the article? Logistic regression with an
L1 penalty, which leaves most weights zero.
"""
import random
import sys
from collections import defaultdict
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from segmentation import IMPERFECT, article_of

DOUBLE_LAM = "لل"
# In the order of the table.
DECISIONS = ("و", "ف", "ب", "ك", "ل", "س", DOUBLE_LAM)
KINDS = (
    "rest1", "rest1+length", "rest2", "rest2+end1", "rest2+end2", "rest3", "rest3+length", "rest4",
    "end1", "end2", "end3", "length",
)  # fmt: skip
# Inverse of the penalty's strength. At 2 there are 14,000 weights and 21,200 rows, at 4 21,900 and 20,000.
C = 2
ITERATIONS = 60
SCALE = 50


class Label(NamedTuple):
    """A row of labels.tsv."""

    word: str
    count: int
    clitics: str
    article: str
    probability: float
    source: str


def read(path):
    """The labels: every second row, then the others.

    The solver stops before it has converged, so its weights depend on the order of the rows; this is the order
    of the committed tables.
    """
    with open(path, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    labels = [Label(w, int(n), clitics, article, float(p), source) for w, n, clitics, article, p, source in rows]
    return labels[0::2] + labels[1::2]


def features(word):
    """(kind, value) of the decision to cut the first letter off."""
    rest, length = word[1:], min(len(word), 9)
    found = [("length", f"{length}"), ("rest1", rest[0]), ("rest1+length", f"{rest[0]}{length}"), ("end1", word[-1])]
    if len(rest) >= 2:
        found += [("rest2", rest[:2]), ("end2", word[-2:]), ("rest2+end1", rest[:2] + word[-1])]
    if len(rest) >= 3:
        found += [("rest3", rest[:3]), ("end3", word[-3:]), ("rest2+end2", rest[:2] + word[-2:])]
        found.append(("rest3+length", f"{rest[:3]}{length}"))
    if len(rest) >= 4:
        found.append(("rest4", rest[:4]))
    return found


def may_be_future(word):
    """Whether a `س` at the head can be the particle of the future."""
    return word[1] in IMPERFECT and len(word) >= 4


def decisions(labels):
    """Decision → (word, whether cut, weight): a word with a conjunction teaches two of them."""
    found = defaultdict(list)
    for label in labels:
        word, clitics = label.word, label.clitics
        if len(word) < 3:
            continue
        # Words that no paper wrote weigh less, and decisions near a tie.
        weight = 1.0 if label.count else 0.4
        if label.probability < 0.7:
            weight *= 0.3
        if word[0] in "وف":
            cut = clitics.startswith(word[0])
            found[word[0]].append((word, cut, weight))
            word, clitics, weight = word[1:], clitics[1:], weight * 0.5
            if not cut or len(word) < 3:
                continue
        if word[0] not in "بكلس" or (word[0] == "س" and not may_be_future(word)):
            continue
        cut = bool(clitics)
        found[word[0]].append((word, cut, weight))
        if cut and word.startswith(DOUBLE_LAM) and len(word) >= 4:
            found[DOUBLE_LAM].append((word, bool(label.article), weight))
    return found


def fit(labels):
    """Decision → (kind, value) → weight. A tenth of the words is held out, for the accuracy that is reported."""
    found, weights = decisions(labels), {}
    for decision in DECISIONS:
        items = found[decision]
        columns, rows, cols = {}, [], []
        for row, (word, _, _) in enumerate(items):
            for feature in features(word):
                rows.append(row)
                cols.append(columns.setdefault(feature, len(columns)))
        x = csr_matrix((np.ones(len(rows)), (rows, cols)), shape=(len(items), len(columns)))
        y, weight = np.array([cut for _, cut, _ in items]), np.array([w for _, _, w in items])
        choice = random.Random(3)
        held = np.array([choice.random() < 0.1 for _ in items])
        model = LogisticRegression(
            C=C, solver="liblinear", l1_ratio=1.0, fit_intercept=False, max_iter=ITERATIONS, random_state=0
        )
        model.fit(x[~held], y[~held], weight[~held])
        right = (model.predict(x[held]) == y[held]).mean()
        values = np.rint(model.coef_[0] * SCALE).astype(int)
        weights[decision] = {feature: int(values[i]) for feature, i in columns.items() if values[i]}
        size = len(weights[decision])
        print(f"{decision}: {len(items)} words, {right:.4f} of those held out, {size} weights", file=sys.stderr)
    return weights


class Segmenter:
    """Lexicon first, letters otherwise. What follows a conjunction is looked up as a word of its own."""

    def __init__(self, weights, unarticled):
        self.weights, self.unarticled = weights, unarticled
        self.lexicon = {}

    def cuts(self, decision, word):
        weights = self.weights[decision]
        return sum(weights.get(feature, 0) for feature in features(word)) > 0

    def particle(self, word):
        """(particle, article) of a word without conjunction."""
        if word in self.lexicon:
            clitics, article = self.lexicon[word]
            return ("", "") if clitics.startswith(("و", "ف")) else (clitics, article)
        if word.startswith("ال"):
            return "", article_of("", word, self.unarticled)
        letter, rest = word[0], word[1:]
        if letter not in "بكلس" or len(word) < 3 or (letter == "س" and not may_be_future(word)):
            return "", ""
        if not self.cuts(letter, word):
            return "", ""
        if letter == "ل":
            return "ل", "ل" if rest[0] == "ل" and len(rest) >= 3 and self.cuts(DOUBLE_LAM, word) else ""
        return letter, "" if letter == "س" else article_of("", rest, self.unarticled)

    def segment(self, word):
        """(proclitics, article)"""
        if word in self.lexicon:
            return self.lexicon[word]
        if word[0] not in "وف":
            return self.particle(word)
        if len(word) >= 3 and self.cuts(word[0], word):
            clitics, article = self.particle(word[1:])
            return word[0] + clitics, article
        return "", ""
