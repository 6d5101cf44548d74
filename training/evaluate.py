"""The figures of one model over the dev sets, gold tokens: english.bin as the runtime computes it, or a run in floating point."""
import argparse
import json
from collections import Counter
from pathlib import Path

from corpus import sentences as split, tokens as cut
from data import capital, f1, locate, read_conllu, read_uner, spans_of, Sentence
from lemma import KEEP_CASE, Lemmas, learn, reach
from train import HERE, gold, load

TITLES = set('president mr mr. mrs mrs. ms ms. dr dr. sir madam gen gen. general lt lt. colonel col col. major maj maj. captain capt capt. sgt sgt. sergeant admiral adm adm. king queen prince princess '
             'minister senator sen sen. rep rep. gov gov. governor secretary ambassador sheikh sheik ayatollah prof prof. professor judge justice pope chairman prime foreign'.split())
CLITICS = ("'s", '’s', "'", '’')


def bare(forms, span):
    """The span without a leading article or title and without a trailing possessive."""
    a, b, kind = span
    while a < b and (forms[a].lower() in ('the', 'a', 'an') or forms[a].lower() in TITLES and kind == 'person'):
        a += 1
    while b > a and forms[b] in CLITICS:
        b -= 1
    return a, b, kind


class Quantised:
    def __init__(self, path):
        from reference import Model
        self.model = Model(path)

    def __call__(self, sentences):
        for s, p in zip(sentences, self.model.analyse([s.forms for s in sentences])):
            yield s, {**p, 'spans': [x[:3] for x in p['names']]}


class Floating:
    def __init__(self, runs, vectors, shared):
        self.models = [load(run, vectors) for run in runs]
        self.lemmas = Lemmas(*reach(*learn(gold(shared)[0]), self.models[0][2].vectors.words), KEEP_CASE)

    def __call__(self, sentences):
        from predict import predict
        for s, p in predict(self.models, sentences):
            yield s, {**p, 'spans': spans_of(p['tags']), 'lemmas': [self.lemmas.lemma(f, x) for f, x in zip(s.forms, p['xpos'])]}


def treebank(parser, path):
    seen, typed = Counter(), ('person', 'organisation', 'place')
    for s, p in parser(read_conllu(path)):
        for where in ('', s.genre + ' ') if s.genre else ('',):
            seen[where + 'tokens'] += len(s)
            for k, gold_, ours in (('upos', s.upos, p['upos']), ('xpos', s.xpos, p['xpos']), ('feats', s.feats, p['feats']), ('lemma', s.lemmas, p['lemmas']),
                                   ('uas', s.heads, p['heads']), ('las', list(zip(s.heads, s.rels)), list(zip(p['heads'], p['rels'])))):
                seen[where + k] += sum(a == b for a, b in zip(gold_, ours))
            base = lambda r: r.split(':')[0]
            seen[where + 'las_base'] += sum(a == b and base(c) == base(d) for a, b, c, d in zip(s.heads, p['heads'], s.rels, p['rels']))
        if s.names is not None:
            theirs, ours = ({bare(s.forms, x) for x in y} for y in (spans_of(s.names), p['spans']))
            count_names(seen, 'name', {x[:2] for x in theirs}, {x[:2] for x in ours})
            count_names(seen, 'name4', theirs, ours)
            count_names(seen, 'name_typed', {x for x in theirs if x[2] in typed}, {x for x in ours if x[2] in typed})
    keys = ('upos', 'xpos', 'feats', 'lemma', 'uas', 'las', 'las_base')
    out = {k: seen[k] / seen['tokens'] for k in keys}
    out.update({k + '_f1': f1(seen[k + ' right'], seen[k + ' ours'], seen[k + ' theirs']) for k in ('name', 'name_typed', 'name4') if seen[k + ' theirs']})
    genres = sorted({k.split()[0] for k in seen if k.endswith(' tokens') and ' ' in k})
    out.update({'las ' + g: seen[g + ' las'] / seen[g + ' tokens'] for g in genres})
    return {k: round(v, 4) for k, v in out.items()}


def count_names(seen, key, theirs, ours):
    seen[key + ' right'] += len(theirs & ours)
    seen[key + ' ours'] += len(ours)
    seen[key + ' theirs'] += len(theirs)


def uner(parser, path):
    seen = Counter()
    data = read_uner(path)
    for s, p in parser([Sentence(forms, genre=spans) for forms, spans in data]):
        theirs = {bare(s.forms, x) for x in s.genre if x[2] != 'other'}
        ours = {bare(s.forms, x) for x in p['spans']}
        count_names(seen, 'typed', theirs, {x for x in ours if x[2] != 'other'})
    return {'name_typed_f1': round(f1(seen['typed right'], seen['typed ours'], seen['typed theirs']), 4)}


def re3d(parser, path):
    """From raw text, over the training's rough tokens: near what `names-text` gives, not equal to it."""
    kinds = {'Person': 'person', 'Organisation': 'organisation', 'Location': 'place'}
    found = theirs_n = right = ours_n = 0
    for line in open(path, encoding='utf-8'):
        d = json.loads(line)
        text, at, parts = d['text'], 0, []
        for paragraph in text.split('\n'):
            for sentence in split(paragraph):
                words = list(cut(sentence))
                if words:
                    places = locate(text, words, at)
                    at = places[-1][1]
                    parts.append(Sentence(words, genre=places))
        ours = [(s.genre[a][0], s.genre[b][1], k) for s, p in parser(parts) for a, b, k in p['spans'] if k != 'other']
        theirs = []
        for e in d['entities']:
            words = text[e['begin']:e['end']].split()
            if words and words[0].lower() in ('the', 'a', 'an', 'this', 'its', 'their'):
                words = words[1:]
            if e['type'] in kinds and any(w[0].isupper() for w in words):
                theirs.append((e['begin'], e['end'], kinds[e['type']]))
        meet = lambda x, y: x[0] < y[1] and y[0] < x[1] and x[2] == y[2]
        found += sum(any(meet(x, y) for y in ours) for x in theirs)
        right += sum(any(meet(x, y) for y in theirs) for x in ours)
        theirs_n += len(theirs)
        ours_n += len(ours)
    recall, precision = found / theirs_n, right / max(1, ours_n)
    return {'name_typed_f1': round(2 * recall * precision / max(1e-9, recall + precision), 4), 'p': round(precision, 4), 'r': round(recall, 4)}


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--model', type=Path, default=HERE.parent / 'data' / 'en' / 'model' / 'english.bin')
    p.add_argument('--runs', type=Path, nargs='*', help='runs to score in floating point (several: averaged) instead')
    p.add_argument('--shared', type=Path, default=HERE.parent.parent / 'shared')
    p.add_argument('--vectors', type=Path, default=HERE / 'work' / 'vectors.npz')
    args = p.parse_args()
    parser = Floating(args.runs, args.vectors, args.shared) if args.runs else Quantised(args.model)
    for name in ('ewt', 'gum'):
        print(name, json.dumps(treebank(parser, args.shared / 'treebanks' / f'{name}-dev.conllu')), flush=True)
    print('uner', json.dumps(uner(parser, args.shared / 'names' / 'uner-ewt-dev.iob2')))
    print('re3d', json.dumps(re3d(parser, args.shared / 'names' / 're3d-dev.jsonl')))


if __name__ == '__main__':
    main()
