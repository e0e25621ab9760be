"""The label scheme: five slices of one classifier, and how a slice is decoded.

- names:   outermost names when offices are left out, eleven types (what coarse corpora annotate too)
- offices: OCC, which lies across names
- inner:   names directly inside a name of several words
- deep:    names inside those
- conll:   PERS, LOC, ORG, MISC as ANERcorp and AQMAR mark them

A label is written `slice:TAG` in config.json, so that one BertForTokenClassification holds all slices.
"""
import numpy as np

NAMES = ["PERS", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK", "LAW", "LANG"]
SLICES = {"names": NAMES, "offices": ["OCC"], "inner": NAMES, "deep": NAMES, "conll": ["PERS", "LOC", "ORG", "MISC"]}
TO_CONLL = {"PERS": "PERS", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "EVENT": "MISC", "PRODUCT": "MISC",
            "WORK": "MISC", "LAW": "MISC", "LANG": "MISC"}
# What a class of a coarse corpus may be among the eleven types. MISC there holds much that is no name here.
PARTIAL = {"PERS": ["PERS"], "ORG": ["ORG"], "LOC": ["GPE", "LOC", "FAC"],
           "MISC": ["EVENT", "PRODUCT", "WORK", "LAW", "LANG"]}


def tags(types):
    """O, then B and I of each type."""
    return ["O"] + [f"{prefix}-{t}" for t in types for prefix in "BI"]


OFFSETS, LABELS = {}, []
for name, types in SLICES.items():
    OFFSETS[name] = (len(LABELS), len(LABELS) + len(tags(types)))
    LABELS += [f"{name}:{tag}" for tag in tags(types)]
COUNT = len(LABELS)


def tag_number(name, label, first):
    """The number, inside its slice, of the tag that begins or continues a type."""
    return 1 + 2 * SLICES[name].index(label) + (0 if first else 1)


def outermost(spans):
    """The spans no other span contains; of two equal ones the first."""
    kept = []
    for n, (a, b, label) in enumerate(spans):
        if not any(c <= a and b <= d and ((c, d) != (a, b) or m < n) for m, (c, d, _) in enumerate(spans) if m != n):
            kept.append((a, b, label))
    return kept


def outermost_scored(spans):
    """As `outermost` of scored spans, offices left out."""
    names = [s for s in spans if s[2] != "OCC"]
    kept = {(a, b) for a, b, _ in outermost([s[:3] for s in names])}
    return [s for s in names if s[:2] in kept]


def to_conll(spans):
    """OCC and NORP out, outermost only, four classes."""
    return [(a, b, TO_CONLL[t]) for a, b, t in outermost([s for s in spans if s[2] in TO_CONLL])]


def levels(spans):
    """Nested spans as flat lists: outermost names, offices, inner names, names inside those."""
    names = [s for s in spans if s[2] != "OCC"]
    depth = [sum(c <= a and b <= d and ((c, d) != (a, b) or m < n) for m, (c, d, _) in enumerate(names) if m != n)
             for n, (a, b, _) in enumerate(names)]
    return ([s for s, d in zip(names, depth) if d == 0], outermost([s for s in spans if s[2] == "OCC"]),
            [s for s, d in zip(names, depth) if d == 1], [s for s, d in zip(names, depth) if d == 2])


def _put(mask, name, spans, within=None):
    """Sets the only tags a slice allows: those of `spans`, O elsewhere; `within`: only inside these tokens."""
    low, high = OFFSETS[name]
    rows = slice(None) if within is None else within
    mask[rows, low:high] = False
    mask[rows, low] = True
    for a, b, label in spans:
        for i in range(a, b):
            mask[i, low:high] = False
            mask[i, low + tag_number(name, label, i == a)] = True


def nested_targets(count, spans, coarse):
    """Allowed tags, (tokens, labels), of a sentence annotated with nested types; a slice that allows all its
    tags teaches nothing. `coarse`: the four-class slice learns from it too."""
    mask = np.ones((count, COUNT), bool)
    names, offices, inner, deep = levels(spans)
    _put(mask, "names", names)
    _put(mask, "offices", offices)
    inside = lambda outer: sorted({i for a, b, _ in outer if b - a > 1 for i in range(a, b)})
    _put(mask, "inner", inner, inside(names))
    _put(mask, "deep", deep, inside(inner))
    if coarse:
        _put(mask, "conll", to_conll(spans))
    return mask


def coarse_targets(count, spans):
    """Allowed tags of a sentence annotated with four classes: its own slice, and the names slice in part.
    Unmarked tokens may be peoples (NORP), which these corpora leave out; nothing is said of offices."""
    mask = np.ones((count, COUNT), bool)
    _put(mask, "conll", spans)
    low, high = OFFSETS["names"]
    mask[:, low:high] = False
    for first in (True, False):
        mask[:, low + tag_number("names", "NORP", first)] = True
    mask[:, low] = True
    for a, b, label in spans:
        for i in range(a, b):
            if label != "MISC":
                mask[i, low:high] = False
            for fine in PARTIAL[label]:
                mask[i, low + tag_number("names", fine, i == a)] = True
    return mask


def log_softmax(scores):
    """Row-wise, in numpy."""
    scores = scores - scores.max(1, keepdims=True)
    return scores - np.log(np.exp(scores).sum(1, keepdims=True))


def _transitions(count):
    """0 where a tag may follow another, -inf where a continuation would not follow its own type."""
    matrix = np.zeros((count, count), np.float32)
    for tag in range(2, count, 2):
        matrix[:, tag] = -np.inf
        matrix[tag - 1, tag] = matrix[tag, tag] = 0
    return matrix


def decode(log_probabilities, types):
    """The best legal tags of a run of tokens as spans with a score: the least probability of its tags."""
    count = log_probabilities.shape[1]
    matrix = _transitions(count)
    best = log_probabilities[0].copy()
    best[2::2] = -np.inf
    back = []
    for row in log_probabilities[1:]:
        paths = best[:, None] + matrix
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    path.reverse()
    spans = []
    for i, tag in enumerate(path):
        score = float(np.exp(log_probabilities[i, tag]))
        if tag and tag % 2 == 0:
            a, _, label, least = spans[-1]
            spans[-1] = (a, i + 1, label, min(least, score))
        elif tag:
            spans.append((i, i + 1, types[(tag - 1) // 2], score))
    return spans


def decode_nested(log_probabilities):
    """All slices but `conll` of a sentence (tokens, labels) as nested spans with scores, outer first."""
    part = lambda name, a, b: decode(log_probabilities[a:b, slice(*OFFSETS[name])], SLICES[name])
    count = len(log_probabilities)
    if not count:
        return []
    names = part("names", 0, count)
    found, outer = names + part("offices", 0, count), names
    for name in ("inner", "deep"):
        inside = []
        for a, b, _, _ in outer:
            if b - a > 1:
                spans = [(a + x, a + y, t, s) for x, y, t, s in part(name, a, b)]
                inside += [] if any((x, y) == (a, b) for x, y, _, _ in spans) else spans
        found += inside
        outer = inside
    return settle(found)


def settle(spans):
    """Sorted, the longer first; of two that cross or cover the same tokens the more probable one."""
    kept = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1], -s[3])):
        a, b = span[:2]
        rivals = [k for k in kept if k[0] < a < k[1] < b or k[:2] == (a, b)]
        if any(k[3] >= span[3] for k in rivals):
            continue
        kept = [k for k in kept if k not in rivals] + [span]
    return kept


def decode_conll(log_probabilities):
    """The four-class slice of a sentence as spans with scores."""
    return decode(log_probabilities[:, slice(*OFFSETS["conll"])], SLICES["conll"]) if len(log_probabilities) else []
