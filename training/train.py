"""Trains one network. Everything is said on the command line; a stopped run goes on from its checkpoint."""
import argparse
import json
import math
import os
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

os.environ.setdefault('OMP_NUM_THREADS', '1')  # many small products: two threads inside one of them cost more than they give
os.environ.setdefault('OPENBLAS_NUM_THREADS', '1')
import numpy as np
import torch
from torch.nn import functional as F

from data import NAME_TAGS, UNKNOWN, f1, noisy, read_conllu, read_re3d, read_uner, read_wikigold, spans_of
from forms import affixes, case_class, normalise
from gazetteer import pools
from lexicon import Vectors
from model import Parser

HERE = Path(__file__).resolve().parent
GROUPS = {'tag': 96, 'name': 64, 'arc_dep': 96, 'arc_head': 96, 'label_dep': 64, 'label_head': 64}
DEFAULTS = {'hidden': 160, 'layers': 2, 'affix': 64, 'affixes': 8192, 'groups': GROUPS, 'drop': .33, 'drop_in': .2, 'drop_cells': .15,
            'drop_part': .04, 'drop_tag': .25, 'rate': 2.5e-3, 'tokens': 1800, 'vocabulary': 42000, 'name_weight': 1.0}


class Labels:
    """Label sets of the gold train files, most frequent first."""

    def __init__(self, sentences=None, data=None):
        if data:
            self.__dict__.update({k: v if k != 'triples' else [tuple(t) for t in v] for k, v in data.items()})
        else:
            trees = [s for s in sentences if s.heads is not None]
            order = lambda column: [x for x, _ in Counter(v for s in trees for v in column(s)).most_common()]
            self.upos, self.xpos = order(lambda s: s.upos), order(lambda s: s.xpos)
            self.feats, self.rel = order(lambda s: s.feats), order(lambda s: s.rels)
            self.triples = order(lambda s: zip(s.upos, s.xpos, s.feats))
        self.name = NAME_TAGS
        self.index = {k: {x: i for i, x in enumerate(getattr(self, k))} for k in ('upos', 'xpos', 'feats', 'rel', 'name')}

    def plain(self):
        return {k: getattr(self, k) for k in ('upos', 'xpos', 'feats', 'rel', 'triples')}


class Forms:
    """What the network is given for a form, computed once."""

    def __init__(self, vectors, deltas, counts, o):
        self.vectors, self.deltas, self.counts, self.o = vectors, deltas, counts, o
        self.rows, self.lock = {}, Lock()
        wide = vectors.rows.shape[1]
        self.table = [np.zeros((1, wide), np.float32), np.zeros((1, wide), np.float32), np.zeros(1, np.int64), np.zeros((1, 9), np.int64), np.zeros(1, np.float32)]

    def row(self, form):
        """The form's row in the tables: vector if known, vector if not, trained addition, affixes, chance to be taken as unknown."""
        if form not in self.rows:
            with self.lock:
                self.add(form)
        return self.rows[form]

    def add(self, form):
        word, k = normalise(form), len(self.rows)
        if form in self.rows:
            return
        if k == len(self.table[0]):
            self.table = [np.concatenate([part, np.zeros_like(part)]) for part in self.table]
        known, unknown, delta, affix, drop = self.table
        at = self.vectors.index.get(word)
        unknown[k] = self.vectors.unknown(word)
        known[k] = unknown[k] if at is None else self.vectors.rows[at]
        delta[k] = self.deltas.get(word, 0)
        found = affixes(form, self.o['affixes'])
        affix[k] = found + [self.o['affixes']] * (9 - len(found))
        drop[k] = .25 / (.25 + self.counts[word]) if word in self.counts else .1
        self.rows[form] = k


def batch_of(sentences, forms, labels, device, dice=None):
    """Tensors of a batch, longest sentence first."""
    sentences = sorted(sentences, key=len, reverse=True)
    lengths = [len(s) for s in sentences]
    n, longest = len(sentences), lengths[0]
    ids = np.zeros((n, longest), np.int64)
    for i, s in enumerate(sentences):
        ids[i, :len(s)] = [forms.row(f) for f in s.forms]
    known, unknown, delta, affix, drop = forms.table
    words, deltas = known[ids], delta[ids]
    if dice is not None:
        lost = dice.random(ids.shape) < drop[ids]
        words = np.where(lost[..., None], unknown[ids], words)
        deltas = np.where(lost, 0, deltas)
    batch = {'lengths': torch.tensor(lengths), 'sentences': sentences}
    arrays = {'vectors': words, 'deltas': deltas, 'affixes': affix[ids], 'case': np.array([case_class(s.forms) for s in sentences])}
    for key in ('upos', 'xpos', 'feats', 'heads', 'rels', 'names'):
        full = np.full((n, longest), UNKNOWN, np.int64)
        for i, s in enumerate(sentences):
            column = getattr(s, key)
            if column is None:
                continue
            if key == 'heads':
                full[i, :len(s)] = [h if h == UNKNOWN else h + 1 for h in column]
            else:
                index = labels.index['rel' if key == 'rels' else 'name' if key == 'names' else key]
                full[i, :len(s)] = [index.get(x, UNKNOWN) for x in column]
        arrays[key] = full
    batch.update({k: torch.from_numpy(v).to(device) for k, v in arrays.items()})
    return batch


def batches(sentences, size, dice=None):
    """Groups of like length, of about `size` tokens."""
    order = list(range(len(sentences)))
    key = (lambda i: len(sentences[i]) + dice.random() * 3) if dice else (lambda i: len(sentences[i]))
    order.sort(key=key)
    out, held, width = [], [], 0
    for i in order:
        held.append(sentences[i])
        width = max(width, len(sentences[i]))
        if width * len(held) >= size:
            out.append(held)
            held, width = [], 0
    if held:
        out.append(held)
    if dice:
        dice.shuffle(out)
    return out


def masked_arcs(out, lengths):
    """Head scores with padding and self-attachment ruled out."""
    arcs = out['arcs']
    n, longest = arcs.shape[:2]
    columns = torch.arange(longest + 1, device=arcs.device)
    arcs = arcs.masked_fill((columns.view(1, 1, -1) > lengths.to(arcs.device).view(-1, 1, 1)), -1e9)
    own = torch.zeros(longest, longest + 1, dtype=torch.bool, device=arcs.device)
    own[torch.arange(longest), torch.arange(longest) + 1] = True
    return arcs.masked_fill(own, -1e9)


def loss_of(model, batch, labels):
    out = model(batch)
    cross = lambda logits, gold: F.cross_entropy(logits.flatten(0, 1), gold.flatten(), ignore_index=UNKNOWN, reduction='sum')
    total = sum(cross(t, batch[k]) for t, k in zip(out['tags'], ('upos', 'xpos', 'feats'))) * .6
    total = total + cross(masked_arcs(out, batch['lengths']), batch['heads'])
    rels = batch['rels'].masked_fill(batch['heads'] <= 0, UNKNOWN)  # the root's label is not to be learnt
    total = total + cross(model.labels(out, batch['heads'] - 1), rels)
    rare = torch.tensor([1.6 if t.endswith('other') else 1.0 for t in NAME_TAGS], device=total.device)  # a quarter of GUM's names, nearly never guessed
    total = total + F.cross_entropy(out['names'].flatten(0, 1), batch['names'].flatten(), rare, ignore_index=UNKNOWN, reduction='sum') * model.o['name_weight']
    return total / batch['lengths'].sum()


def gradients(model, batch, labels, parameters):
    torch.set_num_threads(1)
    loss = loss_of(model, batch, labels)
    return loss.item(), torch.autograd.grad(loss, parameters)


@torch.no_grad()
def quick_scores(model, sentences, forms, labels, device):
    """UPOS, UAS, LAS and name F1 by plain argmax; the real figures are evaluate.py's."""
    model.eval()
    seen = Counter()
    for group in batches(sentences, 4000):
        batch = batch_of(group, forms, labels, device)
        out = model(batch)
        heads = masked_arcs(out, batch['lengths']).argmax(2)
        rels = model.labels(out, heads - 1).argmax(2).masked_fill(heads == 0, labels.index['rel']['root'])
        mask = batch['upos'] != UNKNOWN
        right = (heads == batch['heads']) & mask
        seen['tokens'] += int(mask.sum())
        seen['upos'] += int(((out['tags'][0].argmax(2) == batch['upos']) & mask).sum())
        seen['uas'] += int(right.sum())
        seen['las'] += int((right & (rels == batch['rels'])).sum())
        names = out['names'].argmax(2).cpu().numpy()
        for i, s in enumerate(batch['sentences']):
            if s.names is not None:
                guess, gold = set(spans_of([NAME_TAGS[t] for t in names[i, :len(s)]])), set(spans_of(s.names))
                seen['right'] += len(guess & gold)
                seen['both'] += len(guess) + len(gold)
    share = lambda k: round(100 * seen[k] / max(1, seen['tokens']), 2)
    return {'upos': share('upos'), 'uas': share('uas'), 'las': share('las'), 'names': round(200 * seen['right'] / max(1, seen['both']), 2)}


def arguments():
    p = argparse.ArgumentParser()
    p.add_argument('--shared', type=Path, default=HERE.parent.parent / 'shared')
    p.add_argument('--vectors', type=Path, default=HERE / 'work' / 'vectors.npz')
    p.add_argument('--out', type=Path, required=True, help='folder of the run')
    p.add_argument('--epochs', type=int, default=12)
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('--workers', type=int, default=1, help='batches worked on at once; their gradients are added')
    p.add_argument('--set', nargs='*', default=[], help='option=value')
    p.add_argument('--silver', type=Path, nargs='*', default=[])
    p.add_argument('--ewt-names', type=Path, help='EWT train with the names that silver.py gave it')
    p.add_argument('--silver-tokens', type=int, default=400000, help='silver tokens drawn an epoch')
    p.add_argument('--start', type=Path, help='a run whose weights to start from')
    p.add_argument('--minutes', type=float, help='finish within this time: the schedule follows the clock')
    return p.parse_args()


def gold(shared):
    trees = read_conllu(shared / 'treebanks' / 'ewt-train.conllu') + read_conllu(shared / 'treebanks' / 'gum-train.conllu')
    names = read_wikigold(shared / 'names' / 'wikigold.conll') + read_re3d(shared / 'names' / 're3d-train.jsonl')
    return trees, names


def load(folder, vectors_path, device='cpu'):
    """A trained network with its labels and forms."""
    saved = torch.load(Path(folder) / 'best.pt', map_location=device)
    o, labels = saved['options'], Labels(data=saved['labels'])
    vectors = Vectors(vectors_path, set(saved['deltas']), o['vocabulary'])
    model = Parser(o).to(device)
    model.load_state_dict(saved['weights'])
    return model, labels, Forms(vectors, saved['deltas'], {}, o)


def begin(model, deltas, saved):
    """Starts from another run's weights; its words keep their rows, wherever they now stand."""
    weights, own = saved['weights'], model.state_dict()['delta.weight'].clone()
    for word, row in deltas.items():
        if word in saved['deltas']:
            own[row] = weights['delta.weight'][saved['deltas'][word]]
    model.load_state_dict({**weights, 'delta.weight': own})


def main():
    args = arguments()
    torch.set_num_threads(1)
    workers = ThreadPoolExecutor(args.workers)
    torch.manual_seed(args.seed)
    chance, dice = np.random.default_rng(args.seed), random.Random(args.seed)
    device = 'cuda' if torch.cuda.is_available() else 'cpu'
    args.out.mkdir(parents=True, exist_ok=True)
    o = dict(DEFAULTS)
    for item in args.set:
        key, value = item.split('=', 1)
        o[key] = json.loads(value)
    trees, names = gold(args.shared)
    labels = Labels(trees)
    if args.ewt_names:
        for s, named in zip(trees, read_conllu(args.ewt_names)):
            assert s.forms == named.forms
            s.names = named.names
    silver = [s for path in args.silver for s in read_conllu(path)]
    counts = Counter(normalise(f) for s in trees for f in s.forms)
    counts.update(normalise(f) for s in names for f in s.forms)
    vectors = Vectors(args.vectors, set(counts), o['vocabulary'])
    started = Counter(counts)
    for s in silver:
        started.update(normalise(f) for f in s.forms)
    words = sorted(w for w, c in started.items() if w in vectors.index and (counts.get(w, 0) >= 2 or c >= 8))
    deltas = {w: i + 1 for i, w in enumerate(words)}
    o.update(word=vectors.rows.shape[1], deltas=len(deltas), upos=len(labels.upos), xpos=len(labels.xpos), feats=len(labels.feats),
             rels=len(labels.rel), names=len(NAME_TAGS))
    forms, pool = Forms(vectors, deltas, counts, o), pools(args.shared / 'reference')
    for s in trees + names:
        for a, b, kind in spans_of(s.names or []):
            if all(w.isalpha() and w[0].isupper() for w in s.forms[a:b + 1]) and kind != 'other':
                pool[kind, b - a + 1].append(tuple(s.forms[a:b + 1]))
    model = Parser(o).to(device)
    if args.start:
        begin(model, deltas, torch.load(args.start / 'best.pt', map_location=device))
    dev = {name: read_conllu(args.shared / 'treebanks' / f'{name}-dev.conllu') for name in ('ewt', 'gum')}
    uner = read_uner(args.shared / 'names' / 'uner-ewt-dev.iob2')
    optimiser = torch.optim.Adam(model.parameters(), lr=o['rate'], betas=(.9, .95), eps=1e-8)
    average = {k: v.detach().clone() for k, v in model.state_dict().items()}
    first, best, begun, step, spent = 0, 0.0, time.time(), 0, 0.0
    last = args.out / 'last.pt'
    if last.exists():
        saved = torch.load(last, map_location=device)
        model.load_state_dict(saved['weights'])
        optimiser.load_state_dict(saved['optimiser'])
        average, first, best, step, spent = saved['average'], saved['epoch'] + 1, saved['best'], saved['step'], saved['spent']
        dice.seed(args.seed + first)
    per_epoch = None
    for epoch in range(first, 10 ** 6 if args.minutes else args.epochs):
        model.train()
        drawn, room = [], args.silver_tokens
        dice.shuffle(silver)
        for s in silver:
            if room <= 0:
                break
            drawn.append(s)
            room -= len(s)
        groups = batches([noisy(s, dice, pool) for s in trees + names * 2 + drawn if len(s) < 120], o['tokens'], dice)
        groups = [groups[k:k + args.workers] for k in range(0, len(groups), args.workers)]
        per_epoch, lost = len(groups), 0.0
        for k, some in enumerate(groups):
            done = (spent + time.time() - begun) / 60 / args.minutes if args.minutes else (epoch + k / per_epoch) / args.epochs
            if done > 1:
                break
            rate = o['rate'] * min(1, (step + 1) / 200) * (.03 + .97 * .5 * (1 + math.cos(math.pi * min(1, done))))
            for part in optimiser.param_groups:
                part['lr'] = rate
            made = [batch_of(group, forms, labels, device, chance) for group in some]
            parameters = list(model.parameters())
            results = list(workers.map(lambda batch: gradients(model, batch, labels, parameters), made))
            for i, parameter in enumerate(parameters):
                parameter.grad = sum(g[i] for _, g in results) / len(results)
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimiser.step()
            step += 1
            lost += sum(loss for loss, _ in results) / len(results)
            keep = min(.998, (step + 1) / (step + 10))
            for name, value in model.state_dict().items():
                average[name].mul_(keep).add_(value, alpha=1 - keep)
        raw = {k: v.clone() for k, v in model.state_dict().items()}
        model.load_state_dict(average)
        scores = {name: quick_scores(model, dev[name], forms, labels, device) for name in dev}
        mean = sum(x['las'] for x in scores.values()) / 2 + .05 * scores['gum']['names']
        if mean > best:
            best = mean
            torch.save({'weights': model.state_dict(), 'options': o, 'labels': labels.plain(), 'deltas': deltas, 'seed': args.seed}, args.out / 'best.pt')
        model.load_state_dict(raw)
        now = spent + time.time() - begun
        torch.save({'weights': raw, 'optimiser': optimiser.state_dict(), 'average': average, 'epoch': epoch, 'best': best, 'step': step, 'spent': now}, last)
        print(f'epoch {epoch} loss {lost / len(groups):.3f} rate {rate:.5f} {scores} {now:.0f} s', flush=True)
        if args.minutes and now / 60 >= args.minutes:
            break


if __name__ == '__main__':
    main()
