"""Log-linear model over counts: which of a word's cuts is the right one.

In:  counts of written words, name lists, and words with known proclitics (`Example`).
Out: `Model.probabilities(word)`: the cuts of a word, the likeliest first.

A feature compares how often the word, its rest, and the rest with other proclitics and the article are written.
The weights are those of a conditional logit over the cuts of each word (L-BFGS, L2 penalty).
"""
import math
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from segmentation import CONJUNCTIONS, PARTICLES, candidates
from vocabulary import fold

PARADIGM = ("", "و", "ف", "ب", "ك", "ل", "ال", "وال", "بال", "لل", "وب", "ول")
SUFFIXES = ("ها", "هم", "ات", "ين", "ون", "ية", "ة", "ه", "نا", "وا", "ان", "ت", "ي", "ا")


@dataclass
class Lexicon:
    """What is known of words: counts as written and folded, names, words whose ال is no article."""

    written: dict
    names: Counter
    unarticled: set
    folded: Counter = field(default_factory=Counter)
    # How likely a conjunction and particle are before a word, estimated by `set_priors`.
    priors: dict = field(default_factory=dict)

    def __post_init__(self):
        for word, count in self.written.items():
            self.folded[fold(word)] += count

    def set_priors(self, examples):
        total, pairs = 0, Counter()
        for example in examples:
            pairs[split(example.clitics)] += example.weight
            total += example.weight
        self.priors = {(c, p): 2e-4 for c in CONJUNCTIONS for p in PARTICLES}
        self.priors.update({pair: weight / total for pair, weight in pairs.items()})


@dataclass
class Example:
    """A word with its proclitics. `named`, `counted`: whether the model sees the name lists and the counts;
    without them it learns to decide on words that it has never seen."""

    word: str
    clitics: str
    article: str
    weight: float
    named: bool = True
    counted: bool = True


def split(clitics):
    """(conjunction, particle)"""
    conjunction = clitics[0] if clitics and clitics[0] in "وف" else ""
    return conjunction, clitics[len(conjunction) :]


def clipped_log(x, low, high):
    return min(max(math.log(x), low), high)


NOTHING = Counter()


def features(word, cut, lexicon, named=True, counted=True, letters=True):
    """Feature → value of one cut of a word."""
    clitics, article, rest = cut
    counts = lexicon.folded if counted else NOTHING
    written = lexicon.written if counted else NOTHING
    names = lexicon.names if named else NOTHING
    conjunction, particle = split(clitics)
    category = (particle or "0") + ("A" if article else "")
    whole, bare = fold(word), fold(rest)
    host = ("ال" if article else "") + rest
    f = {"cut:" + conjunction: 1, "cut:" + category: 1, "cut:" + conjunction + category: 1}
    if clitics:
        _cut_counts(f, word, whole, host, conjunction, particle, article, category, counts, lexicon.priors)
    _paradigm(f, whole, bare, clitics, category, counts)
    if not article:
        _inner_first_letter(f, bare, clitics, conjunction, particle, category, counts)
    if host.startswith("ال") and not particle or article == "ال":
        _alef_lam(f, host, "A" if article else "0", counts, written)
    if particle == "ل" and rest.startswith("ل") or article == "ل":
        full = fold("ل" + rest if article else rest)
        longer, shorter = counts["ال" + full], counts["ال" + full[1:]]
        f["lam:" + ("A" if article else "0")] = clipped_log((longer + 0.3) / (shorter + 0.3), -6, 6)
    if names[bare]:
        f["name"] = f["name:" + category] = 1
    if clitics and names[whole]:
        f["name-cut"] = math.log1p(names[whole]) / 3
    if not clitics and names[whole]:
        f["name-whole"] = math.log1p(names[whole]) / 3
        f["name-whole?"] = 1
    if conjunction and particle and names[whole[1:]]:
        f["name-after-conjunction"] = 1
    f[f"length:{category}:{min(len(rest), 6)}"] = 1
    f[f"length:{min(len(rest), 6)}:{bool(clitics)}"] = 1
    f[f"first:{category}:{bare[0]}"] = 1
    if conjunction:
        f[f"first-after-conjunction:{conjunction}:{bare[0]}"] = 1
    for suffix in SUFFIXES:
        if rest.endswith(suffix) and len(rest) > len(suffix) + 1:
            f[f"suffix:{category}:{suffix}"] = 1
            break
    if letters:
        f[f"head2:{category}:{bare[:2]}"] = 0.5
        f[f"head3:{category}:{bare[:3]}"] = 0.3
        if len(bare) > 3:
            f[f"tail2:{category}:{bare[-2:]}"] = 0.5
            f[f"tail3:{category}:{bare[-3:]}"] = 0.3
    if particle and rest.startswith("ال") and not article:
        f["no-article:" + particle] = 1
    return f


def _cut_counts(f, word, whole, host, conjunction, particle, article, category, counts, priors):
    """Is the word as frequent as its rest lets one expect?"""
    uncut, apart = counts[whole], counts[fold(host)]
    prior = priors.get((conjunction, particle), 1e-4)
    expected = min(max(math.log(apart * prior + 0.05) - math.log(uncut + 0.05 + 1), -7), 4)
    f["expected"] = f["expected:" + conjunction] = f["expected:" + category] = expected
    f["expected>-2"], f["expected>0"], f["expected>-4"] = max(0, expected + 2), max(0, expected), max(0, expected + 4)
    if apart == 0:
        f["rest-unseen"] = f["rest-unseen:" + category] = 1
    if apart < 5:
        f["rest-rare"] = 1
    f["rest-count"] = math.log1p(apart) / 10
    if conjunction and (particle or article):
        middle = counts[fold(word[1:])]
        prior = priors.get((conjunction, ""), 0.05)
        f["middle"] = min(max(math.log(middle * prior + 0.05) - math.log(uncut + 1.05), -7), 4)
        if middle == 0:
            f["middle-unseen"] = 1


def _paradigm(f, whole, bare, clitics, category, counts):
    """With how many other proclitics is the rest written?"""
    seen = sum(counts[p + bare] > 0 for p in PARADIGM if p + bare != whole)
    f["paradigm"] = f["paradigm:" + category] = seen / 6
    if not clitics:
        f["paradigm0"] = seen / 6


def _inner_first_letter(f, bare, clitics, conjunction, particle, category, counts):
    """Do proclitics stand before the rest? Then its first letter is likely to be of the stem."""
    total = counts[bare]
    articled = clipped_log((sum(counts[p + bare] for p in ("ال", "بال", "وال", "لل")) + 0.3) / (total + 1), -7, 3)
    f["articled"] = f["articled:" + category] = articled
    joined = clipped_log((sum(counts[p + bare] for p in ("و", "ب", "ل", "ف")) + 0.1) / (total + 1), -7, 2)
    if not clitics:
        f["joined:0"] = joined
        f["joined>-4"] = max(0, joined + 4)
        f["articled>-3"] = max(0, articled + 3)
        f["count"] = math.log1p(total) / 10
    elif conjunction and not particle:
        f["joined:c"] = joined


def _alef_lam(f, host, kind, counts, written):
    """Is the ال an article? By spellings with a hamza, by `لل` against `لال`, by the word without it."""
    hamza = sum(written.get(alef + host[1:], 0) for alef in "أإ")
    f["hamza:" + kind] = clipped_log((hamza + 0.2) / (written.get(host, 0) + 1), -6, 3)
    after = fold(host[2:])
    f["double-lam:" + kind] = clipped_log((counts["لل" + after] + 0.3) / (counts["لال" + after] + 0.3), -4, 4)
    f["bare:" + kind] = clipped_log((counts[after] + 0.3) / (counts[fold(host)] + 1), -7, 2)


class Model:
    """`letters`: whether it has the features of single letter groups, which need many examples."""

    def __init__(self, lexicon, letters):
        self.lexicon, self.letters = lexicon, letters
        self.columns, self.weights = {}, None

    def fit(self, examples, l2):
        rows, cols, vals, gold, sizes, weight = [], [], [], [], [], []
        row = 0
        for e in examples:
            if len(e.word) < 2:
                continue
            cuts = candidates(e.word, self.lexicon.unarticled)
            right = [i for i, c in enumerate(cuts) if c[0] == e.clitics and bool(c[1]) == bool(e.article)]
            if not right or len(cuts) < 2:
                continue
            gold.append(row + right[0])
            for cut in cuts:
                for name, value in features(e.word, cut, self.lexicon, e.named, e.counted, self.letters).items():
                    rows.append(row)
                    cols.append(self.columns.setdefault(name, len(self.columns)))
                    vals.append(value)
                row += 1
            sizes.append(len(cuts))
            weight.append(e.weight)
        x = csr_matrix((vals, (rows, cols)), shape=(row, len(self.columns)))
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        weight, gold = np.array(weight, float), np.array(gold)
        word = np.repeat(np.arange(len(sizes)), sizes)
        target = np.zeros(row)
        target[gold] = 1

        def loss(theta):
            z = x @ theta
            top = np.maximum.reduceat(z, starts)
            e = np.exp(z - top[word])
            total = np.add.reduceat(e, starts)
            value = -(weight * (z[gold] - top - np.log(total))).sum() + 0.5 * l2 * (theta @ theta)
            return value, x.T @ ((e / total[word] - target) * weight[word]) + l2 * theta

        start = np.zeros(len(self.columns))
        self.weights = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
        return self

    def probabilities(self, word):
        """(probability, cut) of all cuts, the likeliest first."""
        cuts = candidates(word, self.lexicon.unarticled)
        if len(cuts) == 1:
            return [(1.0, cuts[0])]
        scores = []
        for cut in cuts:
            found = features(word, cut, self.lexicon, letters=self.letters)
            known = ((self.columns[name], value) for name, value in found.items() if name in self.columns)
            scores.append(sum(self.weights[column] * value for column, value in known))
        e = np.exp(np.array(scores) - max(scores))
        return sorted(zip((e / e.sum()).tolist(), cuts), reverse=True)
