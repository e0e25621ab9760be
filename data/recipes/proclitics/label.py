"""The count model's decision on every word of the news and of the name lists.

    label.py VOCABULARY PADT COUNTRIES > labels.tsv

In:  vocabulary.tsv (vocabulary.py), padt_v1_dev.conllu, a table of country names (names.py); the other name lists
     and the hand rows are read by their modules.
Out: `form`, `count`, `proclitics` (letters), `article`, `probability`, `source` (hand or count) for every word
     that may begin with a proclitic and occurs twice or more, then for first words of names not in the news.

The model is fitted twice. First without the features of letter groups, on the treebank's words and the hand
rows; then with all features, on these, on names, and on words of the news that the first fit is sure of.
UD Arabic-PUD is not read: it is held out.
"""
import random
import sys
from collections import Counter
from dataclasses import replace

import names
import treebank
from count_model import Example, Lexicon, Model
from segmentation import LETTERS, article_of, hand, relevant, unarticled
from vocabulary import fold, read

L2 = 0.3
HAND_WEIGHT, NAME_WEIGHT, NEWS_WEIGHT, UNSEEN_WEIGHT = 0.7, 0.1, 0.2, 0.123
# Words of the news that join the second fit: how many, how frequent, how sure.
NEWS_WORDS, NEWS_COUNTS, SURE = 16_000, range(3, 3001), 0.995


def treebank_examples(path):
    """Each form once, with its most frequent analysis, weighed by the square root of that one's count."""
    counts = Counter(w for w in treebank.words(path) if relevant(w[0]))
    best = {}
    for analysis, count in counts.items():
        if analysis[0] not in best or best[analysis[0]][1] < count:
            best[analysis[0]] = (analysis, count)
    return [Example(*analysis, count**0.5) for analysis, count in best.values()]


def hand_examples(rows, lexicon):
    for word, clitics in rows.items():
        article = article_of(clitics, word[len(clitics) :], lexicon.unarticled)
        if len(word) >= 3 and lexicon.folded[fold(word)] and article is not None:
            yield Example(word, clitics, article, HAND_WEIGHT)


def name_examples(leading, lexicon):
    """Names as words without proclitics, and some with one joined; half of them as if on no list."""
    choice = random.Random(7)
    folded = lexicon.folded
    for word in sorted(leading):
        if len(word) < 4 or folded[fold(word)] > 2000:
            continue
        if word[0] in LETTERS:
            yield Example(word, "", "", NAME_WEIGHT, named=choice.choice((True, False)))
        if word.startswith("ال") or choice.random() >= 0.15:
            continue
        clitic = choice.choice(("و", "و", "و", "ب", "ل", "ل", "ف"))
        joined = folded[fold(clitic + word)]
        if joined == 0 or folded[fold(word)] > joined:
            yield Example(clitic + word, clitic, "", NAME_WEIGHT, named=choice.choice((True, False)))


def news_examples(model, lexicon):
    """Words of the news that `model` is sure of; three in ten once more as if they had never been seen."""
    choice = random.Random(5)
    words = [w for w, count in lexicon.written.items() if count in NEWS_COUNTS and relevant(w) and len(w) >= 4]
    words.sort()
    choice.shuffle(words)
    taken = 0
    for word in words[: int(NEWS_WORDS * 1.6)]:
        probability, (clitics, article, _) = model.probabilities(word)[0]
        if probability < SURE or (clitics and lexicon.names[fold(word)]):
            continue
        example = Example(word, clitics, article, NEWS_WEIGHT)
        yield example
        taken += 1
        if choice.random() < 0.3:
            yield replace(example, weight=UNSEEN_WEIGHT, named=False, counted=False)
            taken += 1
        if taken >= NEWS_WORDS * 1.3:
            return


def train(padt, rows, leading, lexicon):
    examples = treebank_examples(padt)
    lexicon.set_priors(examples)
    examples += hand_examples(rows, lexicon)
    first = Model(lexicon, letters=False).fit(examples, L2)
    examples += name_examples(leading, lexicon)
    examples += news_examples(first, lexicon)
    return Model(lexicon, letters=True).fit(examples, L2)


def decide(word, model, rows):
    """(proclitics, article, probability, source). A hand row also serves its word after a conjunction."""
    cuts = None
    after = rows.get(word[1:]) if len(word) > 3 and word[0] in "وف" else None
    if word in rows:
        clitics, probability, source = rows[word], 1, "hand"
    elif after is not None and not after.startswith(("و", "ف")):
        clitics, probability, source = word[0] + after, 1, "hand"
    else:
        cuts = model.probabilities(word)
        probability, (clitics, _, _) = cuts[0]
        source = "count"
    rest = word[len(clitics) :]
    article = article_of(clitics, rest, model.lexicon.unarticled)
    if article is None:
        article = ""
        if rest.startswith("ل") and len(rest) >= 3 and "ال" + rest[1:] not in model.lexicon.unarticled:
            cuts = cuts or model.probabilities(word)
            article = next((cut[1] for _, cut in cuts if cut[0] == clitics), "")
    return clitics, article, probability, source


def main():
    vocabulary, padt, countries = sys.argv[1:]
    written = read(vocabulary)
    listed, leading = names.read(countries)
    lexicon, rows = Lexicon(written, listed, unarticled(written)), hand()
    model = train(padt, rows, leading, lexicon)
    words = [word for word, count in written.items() if relevant(word) and count >= 2]
    words += [word for word in leading if word not in written and relevant(word) and len(word) > 2]
    sys.stdout.reconfigure(encoding="utf-8")
    for word in words:
        clitics, article, probability, source = decide(word, model, rows)
        print(word, written.get(word, 0), clitics, article, f"{probability:.4f}", source, sep="\t")


if __name__ == "__main__":
    main()
