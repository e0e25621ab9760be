"""Words and their counts.

    zstdcat NEWS/*.jsonl.zst | vocabulary.py > vocabulary.tsv

In:  news as JSON lines with `text` and, where there is one, `title`.
Out: `count`, `form`, tab separated, the most frequent first: runs of Arabic letters, without diacritics,
     tatweel and direction marks, no letter folded.

The other steps import `normalized`, `fold` and `read` from here.
"""
import json
import re
import sys
from collections import Counter

# Diacritics, tatweel, zero-width and direction marks.
MARKS = re.compile("[\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
# Persian and Urdu letters that stand for Arabic ones; the alef of the Koran.
LETTERS = str.maketrans({"ک": "ك", "ی": "ي", "ە": "ه", "ٱ": "ا", "ہ": "ه"})
# Arabic letters, and those of foreign names: پ چ ڤ گ.
WORD = re.compile("[\u0621-\u063a\u0641-\u064a\u067e\u0686\u06a4\u06af]+")
HAMZA = str.maketrans("أإآ", "ااا")


def normalized(text):
    """Text as the `news` profile of the normalization writes its words."""
    return MARKS.sub("", text.translate(LETTERS))


def fold(word):
    """A word with its alefs bare: writers leave the hamza out as often as not."""
    return word.translate(HAMZA)


def read(path):
    """`form` → count, in the order of the file."""
    counts = {}
    with open(path, encoding="utf-8") as rows:
        for row in rows:
            count, form = row.rstrip("\n").split("\t")
            counts[form] = int(count)
    return counts


def main():
    counts = Counter()
    for line in sys.stdin.buffer:
        document = json.loads(line)
        text = (document.get("title") or "") + "\n" + document["text"]
        counts.update(WORD.findall(normalized(text)))
    sys.stdout.reconfigure(encoding="utf-8")
    for count, form in sorted(((count, form) for form, count in counts.items()), reverse=True):
        print(f"{count}\t{form}")


if __name__ == "__main__":
    main()
