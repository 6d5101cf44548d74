"""Treebanks and name sets as sentences; what counts as a name; noise like that of raw news."""
import json
import random
import re
from dataclasses import dataclass, replace

from corpus import tokens as cut

KINDS = ('person', 'organisation', 'place', 'other')
NAME_TAGS = ['O'] + [f'{p}-{kind}' for kind in KINDS for p in 'BIES']
UNKNOWN = -100  # a label that is not known and gives no loss


@dataclass
class Sentence:
    forms: list
    upos: list = None      # None: the tree and the tags are not known
    xpos: list = None
    feats: list = None
    lemmas: list = None
    heads: list = None     # -1 = root, UNKNOWN = not known
    rels: list = None
    names: list = None     # name tags; None = not known; '?' = unknown for this token
    genre: str = ''

    def __len__(self):
        return len(self.forms)


def read_conllu(path):
    """Sentences of a CoNLL-U file with words only (no ranges, no empty nodes); names where MISC holds Entity= or Name=."""
    rows, genre, found, gum = [], '', [], False
    for line in open(path, encoding='utf-8'):
        line = line.rstrip('\n')
        if line.startswith('# meta::genre = '):
            genre = line.split(' = ')[1]
        elif line.startswith('# global.Entity'):
            gum = True
        elif line and line[0] != '#':
            fields = line.split('\t')
            if fields[0].isdigit():
                rows.append(fields)
        elif not line and rows:
            found.append(sentence_of(rows, genre, gum))
            rows = []
    return found


def sentence_of(rows, genre, gum):
    columns = list(zip(*rows))
    heads = [UNKNOWN if h == '_' else int(h) - 1 for h in columns[6]]
    s = Sentence(list(columns[1]), list(columns[3]), list(columns[4]), list(columns[5]), list(columns[2]), heads, list(columns[7]), genre=genre)
    if gum:
        s.names = tags_of(cores(s, entities(columns[9])), len(s))
    elif 'Name=' in columns[9][0]:
        s.names = [re.search(r'Name=([^|]*)', m).group(1) for m in columns[9]]
    return s


def entities(misc):
    """GUM's Entity brackets: (first, last, type)."""
    found, open_ = [], []
    for i, cell in enumerate(misc):
        match = re.search(r'(?:^|\|)Entity=([^|]*)', cell)
        if not match:
            continue
        for opened, closed in re.findall(r'\(([^()]+)|([^()]*)\)', match.group(1)):
            if opened:
                parts = opened.split('-')
                open_.append((parts[0], parts[1] if len(parts) > 1 else '', i))
            else:
                for k in range(len(open_) - 1, -1, -1):
                    if not closed or open_[k][0] == closed:
                        found.append((open_[k][2], i, open_[k][1]))
                        del open_[k]
                        break
    return found


JOINERS = set("of the for and & 's ’s s' - – / de la le al el du da do dos das di del della ad as ar bin ibn abu ben van von der den".split())
GUM_KINDS = {'person': 'person', 'organization': 'organisation', 'place': 'place'}


def capital(form):
    return form[:1].isupper() or form[:1].isdigit() or (len(form) > 1 and form[1:2].isupper()) or (form[:1] in '#@' and form[1:2].isalnum())


def cores(s, spans):
    """Name cores of GUM's entities whose head is a proper noun."""
    found = []
    for first, last, kind in spans:
        if kind == 'time':
            continue
        inside = range(first, last + 1)
        head = [i for i in inside if not first <= s.heads[i] <= last]
        if len(head) != 1 or s.upos[head[0]] != 'PROPN' or not any(capital(s.forms[i]) for i in inside):
            continue
        a, b = grow(s.forms, head[0], first, last)
        if a <= b:
            found.append((a, b, GUM_KINDS.get(kind, 'other')))
    return outermost(found)


def grow(forms, head, first, last):
    """From the head outwards over capitalised words, and over joiners that have a capitalised word behind them."""
    a = b = head
    while True:
        k = a - 1
        while k >= first and not capital(forms[k]) and forms[k].lower() in JOINERS and a - k < 4:
            k -= 1
        if k < first or not capital(forms[k]):
            break
        a = k
    while True:
        k = b + 1
        while k <= last and not capital(forms[k]) and forms[k].lower() in JOINERS and k - b < 4:
            k += 1
        if k > last or not capital(forms[k]):
            break
        b = k
    while a <= b and (forms[a].lower() in ('the', 'a', 'an') or not forms[a][0].isalnum() and forms[a][0] not in '#@'):
        a += 1
    return a, b


def outermost(spans):
    kept = []
    for span in sorted(set(spans), key=lambda x: (x[0] - x[1], x[0])):
        if all(span[1] < k[0] or span[0] > k[1] for k in kept):
            kept.append(span)
    return sorted(kept)


def tags_of(spans, length):
    tags = ['O'] * length
    for a, b, kind in spans:
        if a == b:
            tags[a] = 'S-' + kind
        else:
            tags[a], tags[b] = 'B-' + kind, 'E-' + kind
            for i in range(a + 1, b):
                tags[i] = 'I-' + kind
    return tags


def spans_of(tags):
    """Well-formed spans of a tag sequence."""
    found, start = [], None
    for i, tag in enumerate(tags):
        if tag[:2] == 'S-':
            found.append((i, i, tag[2:]))
            start = None
        elif tag[:2] == 'B-':
            start = i
        elif tag[:2] == 'E-' and start is not None:
            found.append((start, i, tag[2:]))
            start = None
        elif tag[:2] != 'I-':
            start = None
    return found


def read_wikigold(path):
    """Names only. Single words of kind MISC are mostly demonyms, which GUM does not call names: unknown."""
    kinds = {'PER': 'person', 'ORG': 'organisation', 'LOC': 'place', 'MISC': 'other'}
    found, forms, raw = [], [], []
    for line in open(path, encoding='utf-8'):
        if line.strip():
            form, tag = line.split()
            for piece in cut(form):
                forms.append(piece)
                raw.append(tag)
        elif forms:
            spans, i = [], 0
            while i < len(raw):
                j = i
                while j + 1 < len(raw) and raw[j + 1] == raw[i]:
                    j += 1
                if raw[i] != 'O':
                    spans.append((i + (forms[i].lower() == 'the' and j > i), j, kinds[raw[i][2:]]))
                i = j + 1
            tags = tags_of(spans, len(forms))
            found.append(Sentence(forms, names=['?' if t == 'S-other' else t for t in tags]))
            forms, raw = [], []
    return found


RE3D = {'Person': 'person', 'Organisation': 'organisation', 'Location': 'place', 'MilitaryPlatform': 'other', 'Weapon': 'other'}


def locate(text, words, start):
    """Offsets of words that were cut from the text in order."""
    out, at = [], start
    for word in words:
        at = text.index(word, at)
        out.append((at, at + len(word)))
        at += len(word)
    return out


def read_re3d(path):
    """Names only, cut down to their capitalised cores."""
    from corpus import sentences
    found = []
    for line in open(path, encoding='utf-8'):
        document = json.loads(line)
        text, at = document['text'], 0
        for paragraph in text.split('\n'):
            for sentence in sentences(paragraph):
                words = list(cut(sentence))
                if not words:
                    continue
                places = locate(text, words, at)
                at = places[-1][1]
                found.append(Sentence(words, names=tags_of(re3d_cores(document['entities'], words, places), len(words))))
    return found


def re3d_cores(labelled, words, places):
    spans = []
    for e in labelled:
        if e['type'] not in RE3D:
            continue
        inside = [i for i, (b, f) in enumerate(places) if b >= e['begin'] and f <= e['end']]
        caps = [i for i in inside if capital(words[i]) and not words[i].isdigit() and words[i].lower() not in ('the', 'a')]
        if not caps:
            continue
        a, b = caps[0], caps[-1]
        if all(capital(w) or w.lower() in JOINERS for w in words[a:b + 1]):
            spans.append((a, b, RE3D[e['type']]))
    return outermost(spans)


def read_uner(path):
    """UNER's spans by sentence: (forms, [(first, last, kind)])."""
    kinds = {'PER': 'person', 'ORG': 'organisation', 'LOC': 'place'}
    found, forms, tags = [], [], []
    for line in list(open(path, encoding='utf-8')) + ['\n']:
        if line.strip() and line[0] != '#':
            fields = line.rstrip('\n').split('\t')
            forms.append(fields[1])
            tags.append(fields[2])
        elif not line.strip() and forms:
            spans = []
            for i, tag in enumerate(tags):
                if tag[0] == 'B' or tag[0] == 'I' and (i == 0 or tags[i - 1][1:] != tag[1:]):
                    spans.append([i, i, kinds.get(tag[2:], 'other')])
                elif tag[0] == 'I':
                    spans[-1][1] = i
            found.append((forms, [tuple(x) for x in spans]))
            forms, tags = [], []
    return found


def without(s, drop):
    """The sentence less some tokens on which nothing hangs."""
    keep = [i for i in range(len(s)) if i not in drop]
    new = {old: k for k, old in enumerate(keep)}
    pick = lambda column: None if column is None else [column[i] for i in keep]
    heads = None if s.heads is None else [s.heads[i] if s.heads[i] < 0 else new[s.heads[i]] for i in keep]
    return replace(s, forms=pick(s.forms), upos=pick(s.upos), xpos=pick(s.xpos), feats=pick(s.feats), lemmas=pick(s.lemmas),
                   heads=heads, rels=pick(s.rels), names=pick(s.names))


def renamed(s, dice, pool):
    """The sentence with some of its plain names exchanged for others of their kind and length, so that types are learnt from form and context."""
    forms = None
    for a, b, kind in spans_of(s.names):
        others = pool.get((kind, b - a + 1))
        if others and dice.random() < .25 and all(f.isalpha() and f[0].isupper() for f in s.forms[a:b + 1]) and (s.xpos is None or all(x == 'NNP' for x in s.xpos[a:b + 1])):
            forms = forms or list(s.forms)
            forms[a:b + 1] = dice.choice(others)
    return s if forms is None else replace(s, forms=forms)


def noisy(s, dice, pool):
    """Now and then a copy with other names, or with the wounds of raw text: lost commas, stops and apostrophes, odd case."""
    if s.names is not None:
        s = renamed(s, dice, pool)
    if s.heads is not None and UNKNOWN not in s.heads:
        hung = set(s.heads)
        loose = [i for i in range(len(s)) if i not in hung and s.upos[i] == 'PUNCT' and (s.names is None or s.names[i] in ('O', '?'))]
        roll, drop = dice.random(), set()
        if roll < .07:
            drop = {i for i in loose if i == len(s) - 1}
        elif roll < .10:
            drop = {i for i in loose if s.forms[i] == ','}
        elif roll < .13:
            drop = {i for i in loose if dice.random() < .5}
        if drop and len(drop) < len(s):
            s = without(s, drop)
    roll, forms = dice.random(), None
    if roll < .04:
        forms = [f.lower() for f in s.forms]
    elif roll < .08:
        forms = [f.upper() for f in s.forms]
    elif roll < .10:
        forms = [f[:1].upper() + f[1:] if len(f) > 3 else f for f in s.forms]
    elif roll < .14:
        swap = dice.choice(['\u2019', '\ufffd', ''])
        forms = [f.replace("'", swap) or f for f in s.forms]
    return s if forms is None else replace(s, forms=forms)


def f1(right, guessed, gold):
    return 2 * right / max(1, guessed + gold)


if __name__ == '__main__':
    import sys
    from collections import Counter
    kinds = Counter()
    for s in read_conllu(sys.argv[1])[:int(sys.argv[2]) if len(sys.argv) > 2 else None]:
        for a, b, kind in spans_of(s.names or []):
            kinds[kind] += 1
            if random.random() < .02:
                print(kind, ' '.join(s.forms[a:b + 1]), sep='\t')
    print(kinds)
