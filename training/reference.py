"""docs/model-format.md in numpy, step by step: what the TypeScript side must give, bit for bit."""
import json
import struct

import numpy as np

from forms import affixes, case_class, fnv, ngrams, normalise
from lemma import Lemmas
from tree import spanning_tree

f32 = np.float32
TYPES = {'i8': np.int8, 'i16': np.int16, 'i32': np.int32, 'u8': np.uint8, 'u32': np.uint32, 'f32': np.float32}


def tau(x):
    x = np.clip(x, f32(-4.96875), f32(4.96875))
    s = x * x
    n = x * (((s + f32(378)) * s + f32(17325)) * s + f32(135135))
    d = ((f32(28) * s + f32(3150)) * s + f32(62370)) * s + f32(135135)
    return np.clip(n / d, f32(-1), f32(1))


def sigma(x):
    return f32(0.5) * tau(f32(0.5) * x) + f32(0.5)


def dot(x, w):
    """Integer product; exact in f64, since no sum reaches 2^53."""
    return np.matmul(x.astype(np.float64), w.T.astype(np.float64))


def linear(acc, scale, bias):
    return acc.astype(f32) * scale + bias


class Model:
    def __init__(self, path):
        raw = open(path, 'rb').read()
        assert raw[:4] == b'HSY1'
        size, = struct.unpack('<I', raw[4:8])
        self.header = json.loads(raw[8:8 + size])
        data = raw[(8 + size + 15) // 16 * 16:]
        self.t = {}
        for name, d in self.header['tensors'].items():
            part = data[d['offset']:d['offset'] + d['bytes']]
            self.t[name] = part.decode() if d['dtype'] == 'text' else np.frombuffer(part, TYPES[d['dtype']]).reshape(d['shape'])
        self.o, self.labels = self.header['options'], self.header['labels']
        self.words = {w: i for i, w in enumerate(self.t['words'].split('\n'))}
        self.wide = {k: v.T.astype(np.float64) for k, v in self.t.items() if not isinstance(v, str) and v.dtype == np.int8 and not k.endswith('rows')}
        self.lemmas = Lemmas(self.t['lemma.words'], self.t['lemma.rules'], self.o['keep_case'])
        self.cache = {}

    def form(self, form):
        """The quantised row of a form, before the sentence's case is added."""
        if form in self.cache:
            return self.cache[form]
        t, word, o = self.t, normalise(form), self.o
        wide = np.zeros(o['word'])
        at = self.words.get(word)
        if at is not None:
            wide = t['word.rows'][at].astype(np.float64) * float(t['word.scale'][at])
        else:
            found = ngrams(word, o['grams']['low'], o['grams']['high'], o['grams']['buckets'])
            for g in found:
                wide = wide + t['gram.rows'][g].astype(np.float64) * float(t['gram.scale'][g])
            if found:
                wide = wide / len(found)
        small = np.zeros(o['affix'])
        for r in affixes(form, o['affixes']['buckets']):
            small = small + t['affix.rows'][r].astype(np.float64) * float(t['affix.scale'][r])
        if 'lex.keys' in t:
            k = np.searchsorted(t['lex.keys'], key := fnv(word.encode()))
            m = int(t['lex.masks'][k]) if k < len(t['lex.keys']) and t['lex.keys'][k] == key else 0
            small = small + t['lex.rows'][m].astype(np.float64) * float(t['lex.scale'][m])
        row = np.clip(np.floor(np.concatenate([wide, small]) * 8192 + .5), -32768, 32767).astype(np.int32)
        self.cache[form] = row
        return row

    def inputs(self, forms):
        x = np.stack([self.form(f) for f in forms])
        x[:, self.o['word']:] += self.t['case.rows'][case_class(forms)]
        return np.clip(x, -32768, 32767)

    def encode(self, batch):
        """Sentences of any lengths: [n, longest, 2H] of int16 values; padding does not touch them."""
        n, longest = len(batch), max(map(len, batch))
        lengths = np.array([len(b) for b in batch])
        z = np.zeros((n, longest, batch[0].shape[1]))
        for i, b in enumerate(batch):
            z[i, :len(b)] = b
        for layer in range(self.o['layers']):
            out = []
            for d in 'fb':
                name = f'lstm.{layer}.{d}'
                scale, bias = self.t[name + '.scale'], self.t[name + '.bias']
                acc_x = np.matmul(z, self.wide[name + '.x'])
                h, c = np.zeros((n, self.o['hidden'])), np.zeros((n, self.o['hidden']), f32)
                y = np.zeros((n, longest, self.o['hidden']))
                for step in range(longest):
                    live = np.nonzero(step < lengths)[0]
                    at = lengths[live] - 1 - step if d == 'b' else np.full(len(live), step)
                    p = linear(acc_x[live, at] + np.matmul(h[live], self.wide[name + '.h']), scale, bias)
                    i, f, g, o = np.split(p, 4, 1)
                    c[live] = sigma(f) * c[live] + sigma(i) * tau(g)
                    v = sigma(o) * tau(c[live])
                    h[live] = np.floor(v * f32(8192) + f32(.5))
                    y[live, at] = h[live]
                out.append(y)
            z = np.concatenate(out, 2)
        return z

    def hidden(self, z):
        q = linear(np.matmul(z, self.wide['hidden.w']), self.t['hidden.scale'], self.t['hidden.bias'])
        q = np.clip(np.floor(q), 0, 4095).astype(np.float64)
        sizes = list(self.o['groups'].values())
        return dict(zip(self.o['groups'], np.split(q, np.cumsum(sizes)[:-1], -1)))

    def head(self, name, x):
        return linear(np.matmul(x, self.wide[name + '.w']), self.t[name + '.scale'], self.t[name + '.bias'])

    def analyse(self, sentences, size=3000):
        """Predictions for sentences (lists of forms), in their order."""
        order, found = sorted(range(len(sentences)), key=lambda i: len(sentences[i])), [None] * len(sentences)
        while order:
            group, width = [], 0
            while order and (not group or len(sentences[order[0]]) * (len(group) + 1) <= size):
                group.append(order.pop(0))
            z = self.encode([self.inputs(sentences[i]) for i in group])
            for k, i in enumerate(group):
                found[i] = self.decode(sentences[i], z[k, :len(sentences[i])])
        return found

    def decode(self, forms, z):
        o, labels, g = self.o, self.labels, self.hidden(z)
        tags = self.head('tag', g['tag'])
        u, x = len(labels['upos']), len(labels['xpos'])
        triples = np.array(labels['triples'])
        t = tags.astype(np.float64)
        best = ((t[:, triples[:, 0]] + t[:, u + triples[:, 1]]) + t[:, u + x + triples[:, 2]]).argmax(1)
        upos, xpos, feats = ([labels[k][triples[b, j]] for b in best] for j, k in enumerate(('upos', 'xpos', 'feats')))
        a = np.clip(np.floor(self.head('arc', g['arc_dep'])), -4095, 4095).astype(np.float64)
        scores = np.concatenate([(a @ self.t['arc.root'].astype(np.float64))[:, None], a @ g['arc_head'].T], 1)
        heads = spanning_tree(scores)
        pairs = np.maximum(heads, 0)
        d, h = g['label_dep'], g['label_head'][pairs]
        m = (d * h + 2048) // 4096
        logits = self.head('label', np.concatenate([m, d, h], 1))
        logits[:, labels['root_rel']] = -np.inf
        rels = np.where(heads < 0, labels['root_rel'], logits.argmax(1))
        names = self.head('name', g['name'])
        return {'upos': upos, 'xpos': xpos, 'feats': feats, 'heads': [int(h) for h in heads], 'rels': [labels['rel'][r] for r in rels],
                'names': self.names(names), 'lemmas': [self.lemmas.lemma(f, p) for f, p in zip(forms, xpos)],
                'raw': {'tags': tags, 'names': names, 'arcs': scores, 'labels': logits}}

    def names(self, logits):
        tags, n = self.labels['name'], len(logits)
        start, step, end = (self.t['name.' + k].astype(np.float64) for k in ('start', 'next', 'end'))
        wide = logits.astype(np.float64)
        total, back = start + wide[0], []
        for i in range(1, n):
            sums = total[:, None] + step
            back.append(sums.argmax(0))
            total = sums.max(0) + wide[i]
        path = [int((total + end).argmax())]
        for b in reversed(back):
            path.append(int(b[path[-1]]))
        path.reverse()
        kinds = np.array([t[2:] for t in tags])
        found, first = [], 0
        for i, k in enumerate(path):
            if tags[k][0] in 'BS':
                first = i
            if tags[k][0] in 'ES':
                margin = min(wide[j, path[j]] - wide[j, kinds != kinds[k]].max() for j in range(first, i + 1))
                score = f32(.5) + f32(.5) * tau(np.array(f32(margin) * f32(self.o['name_sharpness']), f32))
                found.append((first, i, tags[k][2:], float(score)))
        return found
