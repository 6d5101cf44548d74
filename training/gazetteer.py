"""Names of known kind from ../shared/reference, as token tuples: evidence for typing, and stand-ins for names in training text."""
import csv
import gzip
import json
import re
from collections import defaultdict
from pathlib import Path

from corpus import tokens as cut

PERIOD = re.compile(r'\[(.*?)\]')


def places(folder):
    found = set()
    with gzip.open(folder / 'geonames' / 'world_cities15000.tsv.gz', 'rt', encoding='utf-8') as lines:
        found.update(row['name'] for row in csv.DictReader(lines, delimiter='\t', quoting=csv.QUOTE_NONE))
    found.update(x['name'] for x in json.load(open(folder / 'geonames' / 'admin1.json', encoding='utf-8')))
    for line in open(folder / 'rigour' / 'territories.jsonl', encoding='utf-8'):
        found.add(json.loads(line)['name'])
    return found


def phoenix(path):
    """(name in title case, its codes) of a Phoenix actor file."""
    names = []
    for line in open(path, encoding='utf-8', errors='replace'):
        line = line.split('#')[0].strip()
        if not line:
            continue
        codes = PERIOD.findall(line)
        name = PERIOD.sub('', line).strip(' +_\t').replace('_', ' ')
        if name and not line.startswith('['):
            names.append(name)
        if codes and names:
            for each in names:
                yield each.title(), codes[-1].split(' ')[0]
            if not line.startswith('['):
                names = []
        elif codes:
            names = []
        if line.startswith('['):
            names = []


def organisations(folder):
    found = {n for f in ('International', 'MilNonState') for n, _ in phoenix(folder / 'actors' / f'Phoenix.{f}.actors.txt')}
    for file, columns in (('ucdp-nonstate-221.csv', ('side_a_name', 'side_b_name')),):
        with open(folder / 'actors' / file, encoding='utf-8', errors='replace') as lines:
            found.update(row[c] for row in csv.DictReader(lines) for c in columns if row.get(c))
    return found


def persons(folder):
    """Ministers and the like: two or three plain words with a government's code."""
    words = re.compile(r"^[A-Z][a-z]+(?: (?:Al-)?[A-Z][a-z]+){1,2}$")
    common = re.compile(r'\b(Government|Ministry|Minister|Party|President|Army|Police|Court|Of|The|And|Forces|Capital|Movement|Front|Group|Bank|State|People|Union|Council|City|National)\b')
    return {n for n, code in phoenix(folder / 'actors' / 'Phoenix.Countries.actors.txt') if len(code) > 5 and code[3:6] in ('GOV', 'OPP', 'MIL', 'JUD', 'BUS', 'ELI')
            and words.match(n) and not common.search(n)}


def by_kind(folder):
    """kind -> {tuple of tokens}."""
    out = {}
    for kind, names in (('place', places(folder)), ('organisation', organisations(folder)), ('person', persons(folder))):
        out[kind] = {t for t in (tuple(cut(n)) for n in names) if 0 < len(t) <= 5 and t[0][:1].isupper()}
    return out


def own():
    """Names that everyone knows, of our own writing: token tuple -> kind."""
    out = {}
    for line in open(Path(__file__).with_name('kinds.tsv'), encoding='utf-8'):
        kind, names = line.rstrip('\n').split('\t')
        out.update({tuple(w.lower() for w in cut(n.replace('_', ' '))): kind for n in names.split()})
    return out


def pools(folder):
    """(kind, tokens) -> names, sorted: the same on every run."""
    found = defaultdict(list)
    for kind, names in by_kind(folder).items():
        for name in sorted(names):
            if all(w.isalpha() and w[0].isupper() for w in name) and (kind != 'organisation' or len(name) > 1):
                found[kind, len(name)].append(name)
    return found


if __name__ == '__main__':
    import random
    import sys
    for key, names in pools(Path(sys.argv[1])).items():
        print(key, len(names), random.sample(names, min(8, len(names))))
