"""Words of UD Arabic-PADT with their proclitics.

In:  padt_v1_dev.conllu: the treebank in its first layout, vocalised, clitics apart, no written words.
Out: `words(path)`: (form as written, proclitics as a string of `و ف ب ك ل س`, "" or the article as written: `ال`,
     or `ل` after `ل`).

A word is joined back from its tokens as Arabic writes it: ة opens to ت and ى to ا or ي before a pronoun, the
alef of وا falls, `ل` + `ال` is written `لل`.
"""
import re

from vocabulary import normalized

ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a]+")
LETTERS = set("وفبكلس")
UNANALYSED = "X"


def is_arabic(form):
    return bool(ARABIC.fullmatch(form))


def sentences(path):
    """Lists of token rows."""
    sentence = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if not line:
                if sentence:
                    yield sentence
                sentence = []
            elif line[0] != "#":
                row = line.split("\t")
                if "-" not in row[0] and "." not in row[0]:
                    sentence.append(row)
    if sentence:
        yield sentence


def article(clitics, form, lemma, upos):
    """The article at the head of the first token after the proclitics."""
    if form.startswith("ال") and not lemma.startswith("ال") and upos != "PRON":
        return "ال"
    if clitics.endswith("ل") and form.startswith("ل") and len(form) > 2 and not lemma.startswith(("ل", "ال")):
        return "ل"
    return ""


def is_proclitic(row):
    return normalized(row[1]) in LETTERS and row[3] in ("ADP", "CONJ", "CCONJ", "PART") and row[4][0] in "PCF"


def is_enclitic(row):
    """A pronoun in the genitive or accusative, by the tag of the Prague treebank."""
    return row[4].startswith("SP") and row[4][8:9] in ("2", "4")


def before_enclitic(form, upos):
    """A word's spelling before a pronoun."""
    if form.endswith("ة"):
        return form[:-1] + "ت"
    if form.endswith("ى") and len(form) > 2:
        return form[:-1] + ("ي" if form in ("على", "إلى", "لدى") else "ا")
    if form.endswith("وا") and upos == "VERB":
        return form[:-1]
    return form


def sentence_words(rows):
    at = 0
    while at < len(rows):
        if not is_arabic(normalized(rows[at][1])):
            at += 1
            continue
        clitics, head = "", at
        while head < len(rows) and is_proclitic(rows[head]):
            clitics += normalized(rows[head][1])
            head += 1
        if head >= len(rows) or not is_arabic(normalized(rows[head][1])):
            at = max(head, at + 1)
            continue
        form, lemma, upos = normalized(rows[head][1]), normalized(rows[head][2]), rows[head][3]
        end = head + 1
        while end < len(rows) and is_enclitic(rows[end]):
            end += 1
        enclitics = "".join(normalized(row[1]) for row in rows[head + 1 : end])
        stem = (before_enclitic(form, upos) if enclitics else form) + enclitics
        found = article(clitics, form, lemma, upos)
        if clitics.endswith("ل") and stem.startswith("ال") and (found or lemma.startswith("ال")):
            stem, found = stem[1:], "ل" if found else ""
            if stem.startswith("لل"):
                stem, found = stem[1:], ""
        if upos != UNANALYSED:
            yield clitics + stem, clitics, found
        at = end


def words(path):
    for rows in sentences(path):
        yield from sentence_words(rows)
