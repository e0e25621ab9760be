"""The corpora as sentences of Khabar's own tokens, so that training sees what the program will see.

Each sentence text goes through `khabar pipe --layers tokens`; annotations, which are character spans or tags of
columns, are laid on its tokens.
"""
import json
import os
import subprocess
from dataclasses import dataclass, field

import labels

FINE = {"PER": "PERS", "LANGUAGE": "LANG", **{t: t for t in labels.NAMES}, "OCC": "OCC"}
COARSE = {"PER": "PERS", "PERS": "PERS", "LOC": "LOC", "ORG": "ORG", "MISC": "MISC"}


@dataclass
class Sentence:
    """A sentence: normalized words, their places in the text, where the stem begins, gold spans in words."""
    document: str
    text: str
    words: list
    starts: list
    ends: list
    stems: list
    spans: list = field(default_factory=list)
    guideline: str = "nested"
    weight: float = 1.0
    gold: list = field(default_factory=list)  # as the corpus has it: character spans
    columns: list = field(default_factory=list)  # character spans of the columns' tokens

    def characters(self, spans):
        """Spans in words as character spans: proclitics of the first word left out."""
        return [(self.stems[a], self.ends[b - 1], *rest) for a, b, *rest in spans]


def tokenize(khabar, texts):
    """Khabar's tokens of each text: (words, starts, ends, stems)."""
    lines = "".join(json.dumps({"id": str(n), "text": t, "clean": False}, ensure_ascii=False) + "\n"
                    for n, t in enumerate(texts))
    command = [khabar, "pipe", "--layers", "tokens", "--no-clean", "--jobs", "1"]
    answer = subprocess.run(command, input=lines.encode(), capture_output=True, check=True).stdout.decode()
    for line in answer.split("\n")[:-1]:
        tokens = json.loads(line).get("tokens", [])
        stems = []
        for t in tokens:
            proclitics = [c for c in t.get("clitics", []) if c["form"] not in ("ال", "ٱل")]
            stems.append(proclitics[-1]["end"] if proclitics else t["start"])
        yield [t["norm"] for t in tokens], [t["start"] for t in tokens], [t["end"] for t in tokens], stems


def _on_words(spans, starts, ends):
    """Character spans as spans of the words they touch, each stretch of words once a label list."""
    found = []
    for a, b, label in spans:
        touched = [i for i, (s, e) in enumerate(zip(starts, ends)) if s < b and a < e]
        span = (touched[0], touched[-1] + 1, label) if touched else None
        if span and all(span[:2] != f[:2] for f in found):
            found.append(span)
    return sorted(found, key=lambda s: (s[0], -s[1]))


def _sentences(khabar, rows, guideline, weight):
    """rows: (document, text, character spans, token places)."""
    out = []
    for (document, text, gold, columns), tokens in zip(rows, tokenize(khabar, [r[1] for r in rows])):
        words, starts, ends, stems = tokens
        spans = _on_words(gold, starts, ends)
        out.append(Sentence(document, text, words, starts, ends, stems, spans, guideline, weight, gold, columns))
    return out


def read_spans(khabar, path, weight=1.0):
    """A file of JSON lines with `doc`, `text` and `ents` in characters."""
    with open(path, encoding="utf-8") as f:
        rows = [json.loads(line) for line in f]
    rows = [(r.get("doc") or str(n), r["text"], [(a, b, FINE[t]) for a, b, t in r["ents"]], [])
            for n, r in enumerate(rows)]
    return _sentences(khabar, rows, "nested", weight)


def chunks(tags):
    """Chunks of one column as conlleval delimits them: (first, end, type)."""
    found, start, kind = [], None, None
    for n, tag in enumerate(list(tags) + ["O"]):
        prefix, _, label = tag.partition("-")
        if kind is not None and (not label or prefix == "B" or label != kind):
            found.append((start, n, kind))
            kind = None
        if label and kind is None:
            start, kind = n, label
    return found


def read_columns(khabar, path, guideline, weight=1.0, run=25):
    """A column file: token, then BIO columns. `run`: sentences that count as one document."""
    sentences, current = [], []
    with open(path, encoding="utf-8") as f:
        for line in [*f.read().split("\n"), ""]:
            fields = line.split()
            if fields:
                current.append(fields)
            elif current:
                sentences.append(current)
                current = []
    known = COARSE if guideline == "coarse" else FINE
    rows = []
    for n, sentence in enumerate(sentences):
        places, at = [], 0
        for token, *_ in sentence:
            places.append((at, at + len(token)))
            at += len(token) + 1
        gold = []
        for column in range(1, max(map(len, sentence))):
            for a, b, kind in chunks([t[column] if column < len(t) else "O" for t in sentence]):
                label = known.get("MISC" if kind.startswith("MIS") else kind)
                span = (places[a][0], places[b - 1][1], label)
                if label and span not in gold:
                    gold.append(span)
        name = f"{os.path.basename(path)}-{n // run}"
        rows.append((name, " ".join(t[0] for t in sentence), gold, places))
    return _sentences(khabar, rows, guideline, weight)


def anercorp_parts(sentences):
    """Every sixth run of 100 sentences is for development: (train, dev)."""
    dev = [s for n, s in enumerate(sentences) if n // 100 % 6 == 5]
    return [s for n, s in enumerate(sentences) if n // 100 % 6 != 5], dev


def load(khabar, folder, coarse_weight, wojood_weight):
    """All training sentences and the development sets by name."""
    at = lambda name: os.path.join(folder, name)
    anercorp, anercorp_dev = anercorp_parts(read_columns(khabar, at("anercorp_train.conll"), "coarse", coarse_weight))
    train = (read_spans(khabar, at("modern/train.jsonl")) + anercorp
             + read_columns(khabar, at("aqmar_train.conll"), "coarse", coarse_weight)
             + read_columns(khabar, at("wojood_sample/train.conll"), "both", wojood_weight))
    dev = {"modern": read_spans(khabar, at("modern/dev.jsonl")), "anercorp": anercorp_dev,
           "aqmar": read_columns(khabar, at("aqmar_dev.conll"), "coarse")}
    return train, dev
