"""Predictions and their scores: spans and classes exact."""
from collections import Counter

import numpy as np
import torch

import encode
import labels


def log_probabilities(model, encoder, sentences, packed, longest=256):
    """Per sentence (words, labels): each slice's logarithmic probabilities. `packed`: with the neighbouring
    sentences of the document as context."""
    sequences = encoder.sequences(sentences, longest, (lambda: longest) if packed else None)
    out = [np.zeros((len(s.words), labels.COUNT), np.float32) for s in sentences]
    model.eval()
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for batch in encode.batches(sequences, 4096, False):
            ids, mask, firsts = encode.tensors(batch, encoder.pad)
            hidden = model.bert(ids, mask).last_hidden_state
            scores = model.classifier(hidden.reshape(-1, hidden.shape[-1])[firsts]).float().numpy()
            at = 0
            for sequence in batch:
                for n, a, b in sequence.origin:
                    for low, high in labels.OFFSETS.values():
                        if b > a:
                            out[n][a:b, low:high] = labels.log_softmax(scores[at:at + b - a, low:high])
                    at += b - a
    return out


class Table:
    """Right, found and gold per class."""

    def __init__(self):
        self.right, self.found, self.gold = Counter(), Counter(), Counter()

    def add(self, gold, found):
        gold, found = set(gold), set(found)
        self.right.update(s[2] for s in gold & found)
        self.found.update(s[2] for s in found)
        self.gold.update(s[2] for s in gold)

    def f1(self, label=None):
        """In percent; of all classes together without a label."""
        r, f, g = (c[label] if label else sum(c.values()) for c in (self.right, self.found, self.gold))
        return 200 * r / (f + g) if f + g else 0.0

    def classes(self):
        return {label: round(self.f1(label), 1) for label in sorted(self.gold, key=self.gold.get, reverse=True)}


def columns(sentence, spans):
    """Character spans as spans of the columns' tokens they touch."""
    out = []
    for a, b, label in spans:
        touched = [i for i, (s, e) in enumerate(sentence.columns) if s < b and a < e]
        if touched:
            out.append((touched[0], touched[-1] + 1, label))
    return out


def score(model, encoder, dev, packed=True):
    """Tables by name for the development sets."""
    tables = {}
    for name, sentences in dev.items():
        predicted = log_probabilities(model, encoder, sentences, packed)
        for s, rows in zip(sentences, predicted):
            nested = [f[:3] for f in s.characters(labels.decode_nested(rows))]
            table = lambda view: tables.setdefault(f"{name} {view}", Table())
            if s.columns:
                gold = columns(s, s.gold)
                coarse = [f[:3] for f in s.characters(labels.decode_conll(rows))]
                table("four classes").add(gold, columns(s, coarse))
                table("from names").add(gold, columns(s, labels.to_conll(nested)))
            else:
                table("nested").add(s.gold, nested)
                table("outermost").add(labels.outermost(s.gold), labels.outermost(nested))
                table("four classes").add(labels.to_conll(s.gold), labels.to_conll(nested))
    return tables
