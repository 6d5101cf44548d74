"""Silver data: trees, tags and names that trained networks, averaged, give to unlabelled sentences and (names only) to EWT."""
import argparse
import random
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from corpus import OPEN, read, tokens as cut
from data import KINDS, NAME_TAGS, Sentence, capital, grow, outermost, read_conllu, spans_of, tags_of
from gazetteer import by_kind, own as known_kinds
from predict import predict
from train import HERE, gold, load

# Sentences drawn from each file: news first, then what is spoken or told.
SHARES = {'wikipedia-current-events-2002-2026': 20000, 'wikipedia-current-events-links-2025-2026': 3000, 'wikinews-2019-2020': 8000, 'news-ledes-2024-2026': 5000,
          'wikipedia-conflicts': 9000, 'us-diplomatic-history': 4000, 'world-factbook-prose': 1000, 'us-state-human-rights-2016-2024': 10000,
          'white-house-foreign-affairs-2021-2026': 9000, 'congress-iraq-afghanistan': 9000}
TIME = set('''monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays january february march april may june july
august september october november december jan feb mar apr jun jul aug sep sept oct nov dec jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. mon tue tues wed thu thur
thurs fri sat sun gmt est ad bc bce ce am pm'''.split())
APART = {'appos', 'acl', 'conj', 'parataxis', 'cc', 'nmod:poss', 'dep', 'list', 'advcl', 'advmod', 'obl', 'nsubj', 'cop', 'orphan', 'discourse', 'vocative', 'reparandum'}


def draw(folder, names, share, dice):
    """Sentences of 4 to 50 tokens, none twice."""
    for name in names:
        room, seen = int(SHARES.get(name, 5000) * share), set()
        found = list(read(folder, [name]))
        dice.shuffle(found)
        for text in found:
            words = list(cut(text))
            if 4 <= len(words) <= 50 and text not in seen:
                seen.add(text)
                yield Sentence(words)
                room -= 1
                if room <= 0:
                    break


def spans_of_tree(s):
    """Where names stand by the tree: what hangs together under a proper noun. On GUM's train part: F1 0.90 against its entities."""
    children = [[] for _ in s.forms]
    for i, h in enumerate(s.heads):
        if h >= 0:
            children[h].append(i)

    def reach(i):
        return [i] + [x for k in children[i] if s.rels[k] not in APART and s.rels[k].split(':')[0] not in APART for x in reach(k)]

    found = []
    for i in range(len(s)):
        if s.upos[i] != 'PROPN' or s.rels[i] in ('flat', 'goeswith') or s.rels[i] == 'compound' and s.upos[s.heads[i]] == 'PROPN':
            continue
        under = set(reach(i))
        a = b = i
        while a - 1 in under:
            a -= 1
        while b + 1 in under:
            b += 1
        first, last = grow(s.forms, i, a, b)
        words = [f.lower() for f in s.forms[first:last + 1]]
        if first <= last and any(map(capital, s.forms[first:last + 1])) and not (words[0] in TIME and all(w in TIME or w.isdigit() or len(w) == 1 for w in words)):
            found.append((first, last, 'other'))
    return outermost(found)


class Kinds:
    """What kind a name is, over all its mentions: one string, mostly one kind."""

    def __init__(self, shared):
        self.seen = defaultdict(lambda: np.full(len(KINDS), .1))
        for kind, names in by_kind(shared / 'reference').items():
            for name in names:
                self.seen[self.key(name)][KINDS.index(kind)] += 1.5

    @staticmethod
    def key(words):
        return tuple(w.lower() for w in words)

    def add(self, words, shares):
        self.seen[self.key(words)] += shares

    def settle(self, words, shares):
        """The kind, and how sure: the mention's own evidence times that of all mentions."""
        both = np.log(shares + 1e-3) + .7 * np.log(self.seen[self.key(words)] / self.seen[self.key(words)].sum())
        both[-1] += .5  # the networks say "other" far too seldom: half as often as GUM does
        both = np.exp(both - both.max())
        return KINDS[int(both.argmax())], float(both.max() / both.sum())


def shares_of(name_probabilities, span):
    """The span's kinds by the networks, and its chance to be no name at all."""
    rows = name_probabilities[span[0]:span[1] + 1]
    kinds = np.array([sum(rows[:, k].sum() for k, t in enumerate(NAME_TAGS) if t.endswith(kind)) for kind in KINDS])
    return kinds / max(1e-6, kinds.sum()), float(rows[:, 0].mean())


def label(found, kinds):
    """Names with settled kinds; '?' where it is not sure."""
    for s, spans, shares in found:
        tags, unsure = [], []
        for span, (own, none) in zip(spans, shares):
            kind, sure = kinds.settle(s.forms[span[0]:span[1] + 1], own)
            firm = sure > .65 and none < .7 and (kind == 'other' or own[-1] < .2)
            (tags if firm else unsure).append((span[0], span[1], kind))
        s.names = tags_of(tags, len(s))
        for a, b, _ in unsure:
            for i in range(a, b + 1):
                s.names[i] = '?'


def runs_of(tags):
    """Labelled spans, and runs of unsure tokens with no kind."""
    unsure = [i for i, t in enumerate(tags) if t == '?']
    runs = []
    for i in unsure:
        if runs and runs[-1][1] == i - 1:
            runs[-1][1] = i
        else:
            runs.append([i, i])
    return spans_of(tags) + [(a, b, None) for a, b in runs]


def agree(sentences, gold, shared):
    """One string, one kind: counts over all mentions (gold ones threefold), times what the gazetteers say. No majority: unsure."""
    listed, counts = defaultdict(set), defaultdict(lambda: np.full(len(KINDS), .2))
    for kind, names in by_kind(shared / 'reference').items():
        for name in names:
            listed[Kinds.key(name)].add(kind)
    for weight, some in ((3, gold), (1, sentences)):
        for s in some:
            for a, b, kind in spans_of(s.names):
                counts[Kinds.key(s.forms[a:b + 1])][KINDS.index(kind)] += weight
    changed, known = Counter(), known_kinds()
    for s in sentences:
        for a, b, own in runs_of(s.names):
            key = Kinds.key(s.forms[a:b + 1])
            if a == b and s.upos[a] == 'ADJ':  # "Syrian": no name in GUM
                s.names[a] = 'O'
                continue
            if own is None and sum(counts[key]) < 3 and key not in known:
                continue
            score = counts[key] * np.array([6.0 if k in listed[key] else 1.0 for k in KINDS])
            if own is not None:
                score[KINDS.index(own)] *= 2
            if key in known:
                score[KINDS.index(known[key])] = 1e9
            kind, sure = KINDS[int(score.argmax())], score.max() / score.sum()
            new = tags_of([(0, b - a, kind)], b - a + 1) if sure > .7 else ['?'] * (b - a + 1)
            changed[own, kind if sure > .7 else '?'] += 1
            s.names[a:b + 1] = new
    return changed


def write(path, sentences):
    with open(path, 'w', encoding='utf-8') as out:
        for s in sentences:
            for i, form in enumerate(s.forms):
                head = '_' if s.heads[i] is None else s.heads[i] + 1
                out.write(f'{i + 1}\t{form}\t_\t{s.upos[i]}\t{s.xpos[i]}\t{s.feats[i]}\t{head}\t{s.rels[i]}\t_\tName={s.names[i]}\n')
            out.write('\n')


def main():
    p = argparse.ArgumentParser()
    p.add_argument('runs', type=Path, nargs='+')
    p.add_argument('--shared', type=Path, default=HERE.parent.parent / 'shared')
    p.add_argument('--vectors', type=Path, default=HERE / 'work' / 'vectors.npz')
    p.add_argument('--out', type=Path, default=HERE / 'work')
    p.add_argument('--share', type=float, default=1.0, help='of the sentences that SHARES asks for')
    p.add_argument('--seed', type=int, default=7)
    args = p.parse_args()
    dice, kinds = random.Random(args.seed), Kinds(args.shared)
    models = [load(run, args.vectors) for run in args.runs]
    ewt = read_conllu(args.shared / 'treebanks' / 'ewt-train.conllu')
    pending, kept, sure = [], [], Counter()
    for s, p in predict(models, list(draw(args.shared / 'unlabelled', OPEN, args.share, dice)), workers=2):
        if np.mean(p['sure']) < .75:
            sure['dropped'] += 1
            continue
        s.upos, s.xpos, s.feats, s.rels = p['upos'], p['xpos'], p['feats'], p['rels']
        # What the networks are not agreed on is left open.
        s.heads = [h if c > .5 else None for h, c in zip(p['heads'], p['sure'])]
        s.upos = [u if c > .5 else '_' for u, c in zip(s.upos, p['tag_sure'])]
        sure['open'] += sum(h is None for h in s.heads)
        sure['tokens'] += len(s)
        spans = spans_of(p['tags'])
        pending.append((s, spans, [shares_of(p['name_all'], x) for x in spans]))
        kept.append(s)
    for s, p in predict(models, ewt, workers=2):
        spans = spans_of_tree(s)
        pending.append((s, spans, [shares_of(p['name_all'], x) for x in spans]))
    for s, spans, shares in pending:
        for span, (own, none) in zip(spans, shares):
            kinds.add(s.forms[span[0]:span[1] + 1], own * (1 - none))
    label(pending, kinds)
    print(agree(kept + ewt, [s for s in sum(gold(args.shared), []) if s.names], args.shared))
    write(args.out / 'silver.conllu', kept)
    write(args.out / 'ewt-names.conllu', ewt)
    print(len(kept), dict(sure), Counter(t for s, _, _ in pending for t in s.names))


if __name__ == '__main__':
    main()
