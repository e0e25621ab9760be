"""Fine-tunes the entity tagger from a pretrained encoder.

    python3 finetune.py --encoder ENCODER --ner NER_FOLDER --gazetteers DATA/gazetteers --khabar BINARY --out DIR

Deterministic on one machine for one number of threads, unless --budget cuts the schedule short.
"""
import argparse
import copy
import json
import os
import random
import shutil
import time

import numpy as np
import torch
from transformers import BertConfig, BertForTokenClassification

import corpora
import encode
import evaluate
import labels
from augment import Replacer


def options():
    p = argparse.ArgumentParser()
    for name in ("encoder", "ner", "gazetteers", "khabar", "out"):
        p.add_argument(f"--{name}", required=True)
    p.add_argument("--layers", type=int, default=6, help="bottom layers kept")
    p.add_argument("--epochs", type=int, default=5)
    p.add_argument("--rate", type=float, default=1e-4)
    p.add_argument("--head-rate", type=float, default=1e-3)
    p.add_argument("--pieces", type=int, default=1024, help="pieces a batch")
    p.add_argument("--longest", type=int, default=160, help="pieces a training sequence")
    p.add_argument("--dropout", type=float, default=0.1)
    p.add_argument("--replace", type=float, default=0.15, help="chance of a name to be exchanged")
    p.add_argument("--coarse-weight", type=float, default=0.5)
    p.add_argument("--wojood-weight", type=float, default=0.5)
    p.add_argument("--averaging", type=float, default=0.98, help="decay of the running average, every ten steps")
    p.add_argument("--patience", type=int, default=2, help="epochs without a gain before it stops")
    p.add_argument("--budget", type=float, default=0, help="minutes in which the schedule is to end; 0: no limit")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=1)
    return p.parse_args()


def new_model(o):
    """The bottom layers of the encoder under a fresh classifier over all slices."""
    config = BertConfig.from_pretrained(o.encoder, num_labels=labels.COUNT, id2label=dict(enumerate(labels.LABELS)),
                                        label2id={label: n for n, label in enumerate(labels.LABELS)},
                                        num_hidden_layers=o.layers, layer_norm_eps=1e-12, classifier_dropout=0.1,
                                        hidden_dropout_prob=o.dropout, attention_probs_dropout_prob=o.dropout)
    return BertForTokenClassification.from_pretrained(o.encoder, config=config, torch_dtype=torch.float32)


def slices_loss(scores, allowed, weights):
    """Minus the logarithm of the probability of the allowed tags, summed over slices, averaged over words."""
    total = 0.0
    for low, high in labels.OFFSETS.values():
        part, mask = scores[:, low:high], allowed[:, low:high]
        rows = ~mask.all(1)
        if rows.any():
            part = part[rows]
            loss = part.logsumexp(1) - part.masked_fill(~mask[rows], -1e9).logsumexp(1)
            total = total + (loss * weights[rows]).sum()
    return total / len(scores)


def optimizer(model, o):
    plain = lambda n: n.endswith(("bias", "LayerNorm.weight"))
    body, head = list(model.bert.named_parameters()), list(model.classifier.parameters())
    groups = [{"params": [p for n, p in body if not plain(n)], "weight_decay": 0.01, "lr": o.rate},
              {"params": [p for n, p in body if plain(n)], "weight_decay": 0.0, "lr": o.rate},
              {"params": head, "weight_decay": 0.0, "lr": o.head_rate}]
    return torch.optim.AdamW(groups)


def save(model, o, folder, scores):
    """The model in half precision with its tokenizer and scores."""
    os.makedirs(folder, exist_ok=True)
    half = copy.deepcopy(model).half()
    half.config.architectures = ["BertForTokenClassification"]
    half.save_pretrained(folder)
    shutil.copy(f"{o.encoder}/tokenizer.json", folder)
    with open(f"{folder}/scores.json", "w", encoding="utf-8") as f:
        json.dump(scores, f, ensure_ascii=False, indent=1)


def main():
    o = options()
    print(json.dumps(vars(o)), flush=True)
    torch.set_num_threads(o.threads)
    torch.manual_seed(o.seed)
    np.random.seed(o.seed)
    rng = random.Random(o.seed)
    train, dev = corpora.load(o.khabar, o.ner, o.coarse_weight, o.wojood_weight)
    encoder = encode.Encoder(o.encoder)
    replacer = Replacer(train, o.gazetteers, rng)
    model = new_model(o)
    average = copy.deepcopy(model)
    optim = optimizer(model, o)
    base = [g["lr"] for g in optim.param_groups]
    print(len(train), "sentences,", sum(len(s.words) for s in train), "words;",
          {k: len(v) for k, v in dev.items()}, flush=True)

    def epoch_batches():
        """Half of the sequences are single sentences, half are filled with their neighbours."""
        sentences = [replacer.replace(s, o.replace) for s in train]
        full = lambda: rng.choice((0, o.longest))
        return sentences, encode.batches(encoder.sequences(sentences, o.longest, full), o.pieces, True, rng)

    start, step, best, waited, total = time.time(), 0, 0.0, 0, None
    for epoch in range(1, o.epochs + 1):
        sentences, queue = epoch_batches()
        total = total or len(queue) * o.epochs
        model.train()
        lost = 0.0
        for n, batch in enumerate(queue, 1):
            done = step / total
            if o.budget:
                done = max(done, (time.time() - start) / (60 * o.budget))
            if done >= 1:
                break
            factor = min(done / 0.1, (1 - done) / 0.9)
            for group, rate in zip(optim.param_groups, base):
                group["lr"] = rate * max(factor, 1e-3)
            ids, mask, firsts = encode.tensors(batch, encoder.pad)
            allowed, weights = encode.targets(batch, sentences)
            with torch.autocast("cpu", torch.bfloat16):
                hidden = model.bert(ids, mask).last_hidden_state
                words = model.dropout(hidden.reshape(-1, hidden.shape[-1])[firsts])
                scores = model.classifier(words)
            loss = slices_loss(scores.float(), allowed, weights)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optim.step()
            optim.zero_grad(set_to_none=True)
            step += 1
            lost += loss.item()
            if step % 10 == 0:
                decay = min(o.averaging, step / (step + 100))
                with torch.no_grad():
                    for mean, now in zip(average.parameters(), model.parameters()):
                        mean.lerp_(now, 1 - decay)
            if n % 50 == 0:
                print(f"epoch {epoch} step {n}/{len(queue)} loss {lost / n:.4f} rate x{factor:.2f} "
                      f"{time.time() - start:.0f} s, {time.process_time():.0f} CPU s", flush=True)
        tables = evaluate.score(average, encoder, dev)
        scores = {name: {"all": round(t.f1(), 2), **t.classes()} for name, t in tables.items()}
        print(f"epoch {epoch}", json.dumps({k: v["all"] for k, v in scores.items()}), flush=True)
        print(json.dumps(scores), flush=True)
        chosen = scores["modern nested"]["all"] + 0.5 * scores["anercorp four classes"]["all"] \
            + 0.5 * scores["aqmar four classes"]["all"]
        save(average, o, f"{o.out}/epoch-{epoch}", {"epoch": epoch, "options": vars(o), "dev": scores})
        waited = 0 if chosen > best else waited + 1
        if chosen > best:
            best = chosen
            save(average, o, f"{o.out}/best", {"epoch": epoch, "options": vars(o), "dev": scores})
        if waited >= o.patience or (o.budget and time.time() - start >= 60 * o.budget):
            break


if __name__ == "__main__":
    main()
