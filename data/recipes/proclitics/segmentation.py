"""What a word may be cut into, and the rows written by hand.

In:  hand.tsv, corrections.tsv, unarticled.tsv of this folder; the counts of `vocabulary.py`.
Out: `hand()`, `corrections()`, `unarticled(counts)`, `candidates(word, unarticled)`.
"""
import csv
import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
LETTERS = set("وفبكلس")
CONJUNCTIONS = ("", "و", "ف")
PARTICLES = ("", "ب", "ك", "ل", "س")
# First letters of the imperfect, which alone follows the future `س`.
IMPERFECT = set("يتنأا")
# Stems of form VIII that begin with الت: the ال is no article. Inflected forms are listed, for a bare prefix
# would take nouns with the article (التزوير, التقدم, التحالف).
FORM_VIII = re.compile(
    "الت("
    "زم(ت|وا|نا|تم)?|زام(ات|ه|ها|هم|نا|اته|اتها|اتهم|اتنا|ي|هما|اً|ا|اتي)?|"
    "قى|قت|قوا|قاه|قاها|قيت|قينا|قيا|قاء|قائ(ه|ها|هم|نا|ي|ية|هما)|قاط(ه|ها|هم|ات)?|قط(ت|وا|ه|ها|تها|ته|نا)?|"
    "حاق(ه|ها|هم|نا|ا)?|حق(ت|وا|نا|تا)?|هاب(ات|ية|ي|ه|ها)?|همت(ه|ها)?|هام(ه|ها)?|"
    "ماس(ا|ه|ها|ات)?|مس(ت|وا)?|باس(ات|ا)?|فات(ة|ه|ها|هم|ا)?|فت(ت|وا|نا)?|فاف(ا|ه|ها|ية)?|"
    "واء(ات)?|ئام(ها|ه)?|صاق(ا|ه|ها)?|صق(ت|وا)?|حام(ا|ه|ها)?|جأ(ت|وا)?|حمت)$"
)


def rows(name):
    with open(HERE / name, encoding="utf-8") as file:
        yield from csv.DictReader((line for line in file if line[0] != "#"), delimiter="\t")


def segments(name):
    """`form` → proclitics as a string of letters, without the article."""
    return {row["form"]: row["proclitics"].replace("+", "").replace("-", "") for row in rows(name)}


def hand():
    return segments("hand.tsv")


def corrections():
    return segments("corrections.tsv")


def relevant(word):
    """Whether a word may begin with a proclitic at all."""
    return word[0] in LETTERS or word.startswith("ال")


def unarticled(counts):
    """Words in which the ال at the head is no article.

    Those of unarticled.tsv, the stems of form VIII, and words that the news writes with a hamza on their alef
    (ألمانيا) at least 0.4 times as often as without it (المانيا): there the ال cannot be the article.
    """
    listed = {row["form"]: row["article"] for row in rows("unarticled.tsv")}
    found = {form for form, article in listed.items() if article == "no"}
    for word, count in counts.items():
        if not word.startswith("ال") or len(word) < 3:
            continue
        if FORM_VIII.match(word):
            found.add(word)
        elif count >= 3 and listed.get(word) != "yes":
            if sum(counts.get(alef + word[1:], 0) for alef in "أإآ") >= 0.4 * count:
                found.add(word)
    return found


def article_of(clitics, rest, unarticled):
    """The article of what follows the proclitics; None where a second ل leaves it open."""
    if clitics.endswith("ل"):
        return None
    return "ال" if rest.startswith("ال") and len(rest) >= 4 and rest not in unarticled else ""


def candidates(word, unarticled):
    """All cuts of a word: (proclitics, article as written, rest). The first is the uncut word, if it has one."""
    found = []
    for conjunction in CONJUNCTIONS:
        if not word.startswith(conjunction):
            continue
        after = word[len(conjunction) :]
        for particle in PARTICLES:
            if not after.startswith(particle):
                continue
            rest = after[len(particle) :]
            if not rest or (particle == "س" and not (rest[0] in IMPERFECT and len(rest) >= 3)):
                continue
            clitics = conjunction + particle
            if particle in ("", "ب", "ك") and article_of("", rest, unarticled):
                found.append((clitics, "ال", rest[2:]))
                continue
            if len(rest) >= 2 or (particle in ("ل", "ب") and rest in ("ه", "ي", "ك")):
                found.append((clitics, "", rest))
            if particle == "ل" and rest.startswith("ل") and len(rest) >= 3:
                found.append((clitics, "ل", rest[1:]))
    return found or [("", "", word)]
