"""Words to pieces, sentences to sequences of the encoder, sequences to batches."""
import random
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer

import labels


@dataclass
class Sequence:
    """Consecutive sentences of a document as one input."""
    pieces: list
    firsts: list  # the first piece of each word
    origin: list  # (sentence, first word, end) for each stretch of words


class Encoder:
    """The tokenizer with a cache; every word is encoded alone, as its pre-tokenizer would."""

    def __init__(self, folder):
        self.tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
        ids = self.tokenizer.token_to_id
        self.begin, self.pad, self.end, self.unknown = (ids(t) for t in ("<s>", "<pad>", "</s>", "<unk>"))
        self.cache = {}

    def word(self, word):
        """The pieces of a word, at least one, at most sixty-four."""
        if word not in self.cache:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids
            self.cache[word] = (ids or [self.unknown])[:64]
        return self.cache[word]

    def sequences(self, sentences, longest, least=None):
        """Packs consecutive sentences of a document into sequences of at most `longest` pieces. `least()` says
        for each sequence how full it is to be before it is closed; without it every sentence stands alone.
        A sentence that is too long is cut between words."""
        out, open_, document, goal = [], None, None, 0
        for n, sentence in enumerate(sentences):
            encoded = [self.word(w) for w in sentence.words]
            size = sum(map(len, encoded))
            fits = open_ and sentence.document == document and len(open_.pieces) + size + 1 <= longest
            if not fits or len(open_.pieces) >= goal:
                open_, document, goal = Sequence([self.begin], [], []), sentence.document, least() if least else 0
                out.append(open_)
            start = 0
            for i, pieces in enumerate(encoded):
                if len(open_.pieces) + len(pieces) + 1 > longest:
                    open_.origin.append((n, start, i))
                    open_, start = Sequence([self.begin], [], []), i
                    out.append(open_)
                open_.firsts.append(len(open_.pieces))
                open_.pieces += pieces
            open_.origin.append((n, start, len(encoded)))
        for sequence in out:
            sequence.pieces.append(self.end)
        return [s for s in out if s.firsts]


def batches(sequences, pieces, shuffle, rng=random):
    """Batches of about `pieces` pieces of sequences of similar length, as lists of sequences."""
    order = list(sequences)
    if shuffle:
        rng.shuffle(order)
        blocks = [order[k:k + 640] for k in range(0, len(order), 640)]
    else:
        blocks = [order]
    out = []
    for block in blocks:
        batch = []
        for sequence in sorted(block, key=lambda s: len(s.pieces)):
            if batch and len(sequence.pieces) * (len(batch) + 1) > pieces:
                out.append(batch)
                batch = []
            batch.append(sequence)
        out.append(batch)
    if shuffle:
        rng.shuffle(out)
    return out


def tensors(batch, pad):
    """Ids, attention mask, and the flat positions of the words' first pieces."""
    width = max(len(s.pieces) for s in batch)
    ids = np.full((len(batch), width), pad, np.int64)
    mask = np.zeros((len(batch), width), np.int64)
    firsts = []
    for row, s in enumerate(batch):
        ids[row, :len(s.pieces)] = s.pieces
        mask[row, :len(s.pieces)] = 1
        firsts += [row * width + f for f in s.firsts]
    return torch.from_numpy(ids), torch.from_numpy(mask), torch.tensor(firsts)


def targets(batch, sentences):
    """Allowed tags of each word of a batch, (words, labels), and the words' weights."""
    masks, weights = [], []
    for sequence in batch:
        for n, a, b in sequence.origin:
            s = sentences[n]
            if s.guideline == "coarse":
                mask = labels.coarse_targets(len(s.words), s.spans)
            else:
                mask = labels.nested_targets(len(s.words), s.spans, s.guideline == "both")
            masks.append(mask[a:b])
            weights += [s.weight] * (b - a)
    return torch.from_numpy(np.concatenate(masks)), torch.tensor(weights)
