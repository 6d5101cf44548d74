"""Word forms as the model sees them: normalisation, hashes, affixes, shapes. docs/model-format.md says the same in words."""
import re

QUOTES = str.maketrans({'\u2018': "'", '\u2019': "'", '\u201a': "'", '\u201b': "'", '\u02bc': "'", '`': "'", '\u00b4': "'",
                        '\u201c': '"', '\u201d': '"', '\u201e': '"', '\u00ab': '"', '\u00bb': '"',
                        '\u2010': '-', '\u2011': '-', '\u2012': '-', '\u2013': '-', '\u2014': '-', '\u2015': '-', '\u2212': '-',
                        '\u2026': '.'})
URL = re.compile(r'^(?:https?:|www\.)', re.I)
MASK = 0xFFFFFFFF


def normalise(form):
    """The form under which a word is looked up: straight quotes and dashes, lower case, digits as 0."""
    if URL.match(form):
        return '<url>'
    if '@' in form and len(form) > 1:
        return '<at>' if form[0] == '@' else '<mail>'
    plain = form.translate(QUOTES).lower()
    return ''.join('0' if '0' <= c <= '9' else c for c in plain)


def fnv(data):
    """FNV-1a, 32 bits, each byte sign-extended first (fastText does so, and its n-gram rows are used)."""
    value = 2166136261
    for byte in data:
        value = ((value ^ (byte if byte < 128 else byte | 0xFFFFFF00)) * 16777619) & MASK
    return value


def ngrams(word, low, high, buckets):
    """fastText's buckets of the character n-grams of <word>."""
    chars = list('<' + word + '>')
    found = []
    for start in range(len(chars)):
        for size in range(low, high + 1):
            if start + size > len(chars):
                break
            found.append(fnv(''.join(chars[start:start + size]).encode()) % buckets)
    return found


def shape(form):
    """Xx for Word, XX for NATO, Xxd.Xx ...: character classes, runs cut at two, at most eight characters."""
    out = ''
    for c in form.translate(QUOTES):
        kind = 'd' if '0' <= c <= '9' else 'X' if c != c.lower() else 'x' if c != c.upper() else c
        if out[-2:] != kind * 2:
            out += kind
        if len(out) == 8:
            break
    return out


def affixes(form, buckets):
    """Rows of the affix table: prefixes of 1-3, suffixes of 1-4 characters of the normalised form, its shape, its length class."""
    word = list(normalise(form))
    keys = ['p' + ''.join(word[:n]) for n in (1, 2, 3) if n <= len(word)]
    keys += ['s' + ''.join(word[-n:]) for n in (1, 2, 3, 4) if n <= len(word)]
    keys += ['h' + shape(form), 'n' + str(min(len(word), 12))]
    return [fnv(key.encode()) % buckets for key in keys]


def case_class(forms):
    """How a sentence is cased: 0 as usual, 1 all capitals, 2 no capitals, 3 title case. Words with letters only."""
    words = [f for f in forms if any(c.lower() != c.upper() for c in f)]
    if not words:
        return 0
    if not any(c != c.upper() for f in words for c in f):
        return 1
    if not any(c != c.lower() for f in words for c in f):
        return 2
    long = [f for f in words if len(f) > 3]
    capital = sum(1 for f in long if f[0] != f[0].lower())
    return 3 if len(long) >= 3 and capital * 10 >= len(long) * 9 else 0
