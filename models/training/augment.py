"""Mention replacement: names exchanged for others of their type, so that the model learns contexts, not lists."""
import csv
import dataclasses
import os

MOVABLE = ("PERS", "GPE", "LOC", "ORG", "FAC")


def _column(path, name, keep=lambda row: True):
    with open(path, encoding="utf-8") as f:
        rows = csv.DictReader((line for line in f if not line.startswith("#")), delimiter="\t")
        return [row[name] for row in rows if keep(row)]


class Replacer:
    """Names by type and guideline: from the training sentences, with what is nested in them, and from gazetteers."""

    def __init__(self, sentences, gazetteers, rng):
        self.rng, self.pool = rng, {}
        for s in sentences:
            for a, b, label in s.spans:
                if label in MOVABLE and self._free(s, a, b):
                    inner = [(x - a, y - a, t) for x, y, t in s.spans if a <= x and y <= b and (x, y, t) != (a, b, label)]
                    self.pool.setdefault((s.guideline, label), []).append((s.words[a:b], inner))
        at = lambda name: os.path.join(gazetteers, name)
        is_list = lambda *names: lambda row: row["list"] in names
        names = at("names.tsv")
        self.persons = _column(names, "name", is_list("person"))
        self.given = _column(names, "name", is_list("given"))
        self.family = _column(names, "name", is_list("surname"))
        self.places = _column(at("places.tsv"), "name", lambda row: int(row["population"] or 0) >= 20000)

    @staticmethod
    def _free(s, a, b):
        """Whether a span begins with its word (no proclitic) and no other span crosses it."""
        crossed = any(x < a < y < b or a < x < b < y for x, y, _ in s.spans)
        return s.stems[a] == s.starts[a] and not crossed

    def _another(self, guideline, label):
        """Words of another name of the type, with what is nested in them."""
        if self.rng.random() < 0.5 and label in ("PERS", "GPE") or (label == "LOC" and guideline == "coarse"):
            if label != "PERS":
                return self.rng.choice(self.places).split(), []
            if self.rng.random() < 0.4:
                return self.rng.choice(self.persons).split(), []
            middle = [self.rng.choice(self.given)] if self.rng.random() < 0.3 else []
            return [self.rng.choice(self.given), *middle, *self.rng.choice(self.family).split()], []
        return self.rng.choice(self.pool[guideline, label])

    def replace(self, s, chance):
        """A sentence with each movable name exchanged with this chance, and the same one otherwise."""
        chosen = [(a, b, t) for a, b, t in s.spans
                  if t in MOVABLE and (s.guideline, t) in self.pool and self._free(s, a, b)
                  and self.rng.random() < chance]
        words, spans = list(s.words), list(s.spans)
        done = len(words) + 1
        for a, b, label in sorted(chosen, key=lambda c: (-c[0], c[1])):
            if b > done:  # it holds one that was exchanged
                continue
            done = a
            new, inner = self._another(s.guideline, label)
            words[a:b] = new
            shift = len(new) - (b - a)
            moved = [(a, a + len(new), label)] + [(a + x, a + y, t) for x, y, t in inner]
            for x, y, t in spans:
                if a <= x and y <= b:  # the name itself and what was in it
                    continue
                moved.append((x + shift if x >= b else x, y + shift if y >= b else y, t))
            spans = moved
        if done > len(s.words):
            return s
        return dataclasses.replace(s, words=words, spans=sorted(spans, key=lambda v: (v[0], -v[1])))
