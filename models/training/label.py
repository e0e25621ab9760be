"""Labels raw news with a fine-tuned model, as training data for the linear tagger.

    zstdcat news.jsonl.zst | python3 label.py --model DIR --khabar BINARY [--sentences N] > silver.jsonl

Input: JSON lines with `text` and, where known, `title`. Output: one sentence a line, the sentences of a document
following each other: {"doc", "text", "ents": [[start, end, label], ...] outer first, "score", "least"}: the mean and
the least probability over the words of the tags that were chosen for outermost names and outside.
"""
import argparse
import json
import subprocess
import sys

import numpy as np
import torch
from transformers import BertForTokenClassification

import corpora
import encode
import evaluate
import labels

LONGEST = 150  # words; longer sentences are lists, tables, or texts without punctuation


def sentences(khabar, lines):
    """Texts of the documents' sentences: (document, text)."""
    requests, names = [], []
    for n, line in enumerate(lines):
        record = json.loads(line)
        text = "\n".join(t for t in (record.get("title"), record.get("text")) if t)
        names.append(record.get("id") or str(n))
        requests.append(json.dumps({"id": str(n), "text": text, "clean": False}, ensure_ascii=False) + "\n")
    command = [khabar, "pipe", "--layers", "sentences", "--no-clean", "--jobs", "1"]
    answer = subprocess.run(command, input="".join(requests).encode(), capture_output=True, check=True).stdout
    for name, line in zip(names, answer.decode().split("\n")):
        record = json.loads(line)
        for s in record.get("sentences", []):
            text = record["text"][s["start"]:s["end"]]
            if 3 <= len(text.split()) <= LONGEST:
                yield name, text


def chosen(rows, spans):
    """The probability of the chosen tag of each word in the slice of outermost names."""
    low, _ = labels.OFFSETS["names"]
    tags = np.full(len(rows), low)
    for a, b, label, _ in labels.outermost_scored(spans):
        for i in range(a, b):
            tags[i] = low + labels.tag_number("names", label, i == a)
    return np.exp(rows[np.arange(len(rows)), tags])


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--model", required=True)
    p.add_argument("--khabar", required=True)
    p.add_argument("--sentences", type=int, default=0, help="stop after about so many; 0: all")
    p.add_argument("--threads", type=int, default=1)
    o = p.parse_args()
    torch.set_num_threads(o.threads)
    model = BertForTokenClassification.from_pretrained(o.model, torch_dtype=torch.float32)
    encoder = encode.Encoder(o.model)
    written, portion = 0, []

    def finish():
        texts = list(sentences(o.khabar, portion))
        tokens = corpora.tokenize(o.khabar, [t for _, t in texts])
        ready = [corpora.Sentence(d, t, *parts) for (d, t), parts in zip(texts, tokens)]
        for s, rows in zip(ready, evaluate.log_probabilities(model, encoder, ready, True)):
            spans = labels.decode_nested(rows)
            if not len(rows):
                continue
            p = chosen(rows, spans)
            print(json.dumps({"doc": s.document, "text": s.text, "ents": [list(f[:3]) for f in s.characters(spans)],
                              "score": round(float(p.mean()), 4), "least": round(float(p.min()), 4)},
                             ensure_ascii=False))
        return len(ready)

    for line in sys.stdin:
        portion.append(line)
        if len(portion) == 100:
            written += finish()
            portion = []
            sys.stdout.flush()
            if o.sentences and written >= o.sentences:
                return
    if portion:
        finish()


if __name__ == "__main__":
    main()
