"""Trains the taggers of sources, cues and contents on what features.ts wrote, and keeps the best state of each.

    python3 train.py --work ../work/attribution --seeds 1 2
"""
import argparse
import hashlib
import json
import math
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

sys.path.append(str(Path(__file__).resolve().parent.parent))  # what both trainings share
from crf import LogPartition, best_path, gold_score
from layers import BiLSTM, fake, shared_dropout
from tags import ROLES, TAGS, allowed, pieces_of, tags_of

HERE = Path(__file__).resolve().parent
UNIT = 8192.0
DEFAULTS = {'hidden': 128, 'layers': 2, 'embed': 48, 'least': 15, 'epochs': 8, 'rate': 3e-3, 'tokens': 2000, 'drop_key': .15, 'drop_in': .25,
            'drop_out': .4, 'drop_cells': .15, 'annotators': 1, 'share': 1.0, 'look': 0, 'decay': .998}


class Part:
    """One part of PolNeAR as features.ts wrote it."""

    def __init__(self, folder, name):
        meta = json.loads((folder / f'{name}.json').read_text())
        self.english, self.articles = meta['english'], meta['articles']
        self.rows = np.fromfile(folder / f'{name}.proj', np.int16).reshape(sum(sum(a['chunks']) for a in self.articles), -1)
        self.width = self.rows.shape[1]
        self.keys = np.fromfile(folder / f'{name}.keys', np.int32).reshape(-1, meta['keys'])
        self.names = (folder / f'{name}.names.txt').read_text(encoding='utf8').split('\n')
        at = 0
        for a in self.articles:
            a['at'] = at
            at += sum(a['chunks'])
        assert at == len(self.rows) == len(self.keys), 'rows, keys and articles do not agree'


def half(name):
    """Which half of the development part an article is in, as bench/polnear.ts says."""
    return 'ab'[hashlib.sha256(name.encode()).digest()[0] & 1]


class Tagger(nn.Module):
    def __init__(self, o, width, keys):
        super().__init__()
        self.o, self.quantised = o, False
        self.embed = nn.EmbeddingBag(keys + 1, o['embed'], mode='sum', padding_idx=keys)
        nn.init.normal_(self.embed.weight, 0, .05)
        with torch.no_grad():
            self.embed.weight[keys] = 0
        self.lstm = nn.ModuleList([BiLSTM(2 * o['hidden'] if k else width + o['embed'], o['hidden']) for k in range(o['layers'])])
        self.out = nn.Linear(2 * o['hidden'], len(TAGS))
        start, step, end = (torch.from_numpy(x) for x in allowed())
        self.register_buffer('no_start', start), self.register_buffer('no_step', step), self.register_buffer('no_end', end)
        self.start, self.step, self.end = (nn.Parameter(torch.zeros_like(x)) for x in (start, step, end))

    def moves(self):
        return self.start + self.no_start, self.step + self.no_step, self.end + self.no_end

    def forward(self, rows, keys, lengths):
        """rows: [batch, tokens, width], already in units; keys: [batch, tokens, keys a token]."""
        o, (n, longest, _) = self.o, rows.shape
        place = torch.arange(longest).expand(n, -1)
        backwards = torch.where(place < lengths.unsqueeze(1), lengths.unsqueeze(1) - 1 - place, place)
        embed = self.embed(keys.reshape(n * longest, -1)).reshape(n, longest, -1)
        y = shared_dropout(torch.cat([rows, embed], 2), o['drop_in'], self.training)
        for layer in self.lstm:
            y = shared_dropout(layer(y, backwards, o['drop_cells'], self.quantised), o['drop_out'], self.training)
        return F.linear(y, fake(self.out.weight) if self.quantised else self.out.weight, self.out.bias)


def sequences(part, table, o, train):
    """(first row, tokens, tags, annotator's key) of every chunk, once an annotation."""
    found = []
    for a in part.articles:
        for annotation in a['annotations'] if train else a['annotations'][:1]:
            tags = tags_of(annotation['spans'], a['chunks'])
            at = 0
            for tokens in a['chunks']:
                found.append((a['at'] + at, tokens, tags[at:at + tokens], table.get('a:' + annotation['annotator'], -1)))
                at += tokens
    return found


def batches(items, size, dice=None):
    order = sorted(range(len(items)), key=lambda i: items[i][1] + (dice.random() * 12 if dice is not None else 0))
    out, held, width = [], [], 0
    for i in order:
        if held and max(width, items[i][1]) * (len(held) + 1) > size:
            out.append(held)
            held, width = [], 0
        held.append(items[i])
        width = max(width, items[i][1])
    out.append(held)
    if dice is not None:
        dice.shuffle(out)
    return out


def tensors(part, ids, group, none, o=None, dice=None):
    """Inputs and tags of a batch; with dice, keys are dropped by chance and the annotator is told in half of the chunks."""
    lengths = [g[1] for g in group]
    n, longest = len(group), max(lengths)
    rows = np.zeros((n, longest, part.width), np.float32)
    keys = np.full((n, longest, part.keys.shape[1] + 1), none, np.int64)
    tags = np.zeros((n, longest), np.int64)
    for i, (at, tokens, gold, annotator) in enumerate(group):
        rows[i, :tokens] = part.rows[at:at + tokens]
        keys[i, :tokens, :-1] = ids[part.keys[at:at + tokens]]
        tags[i, :tokens] = gold
        if dice is not None and annotator >= 0 and o['annotators'] and dice.random() < .5:
            keys[i, :tokens, -1] = annotator
    rows *= 1 / UNIT
    if dice is not None:
        lost = dice.random((n, longest, keys.shape[2] - 1), dtype=np.float32) < o['drop_key']
        keys[:, :, :-1][lost] = none
    lengths = torch.tensor(lengths)
    mask = torch.arange(longest).unsqueeze(0) < lengths.unsqueeze(1)
    return torch.from_numpy(rows), torch.from_numpy(keys), lengths, mask, torch.from_numpy(tags)


@torch.no_grad()
def emissions_of(model, part, ids, none):
    """Emissions of every token of the part, in order."""
    model.eval()
    out = np.zeros((len(part.rows), len(TAGS)), np.float32)
    items = sequences(part, {}, model.o, False)
    for group in batches(items, 4000):
        rows, keys, lengths, mask, _ = tensors(part, ids, group, none)
        e = model(rows, keys, lengths).numpy()
        for i, (at, tokens, _, _) in enumerate(group):
            out[at:at + tokens] = e[i, :tokens]
    model.train()
    return out


def f1_by_half(part, emissions, moves, which='ab'):
    """Exact F1 of pieces, a role, on articles of the halves named."""
    right, both = dict.fromkeys(ROLES, 0), dict.fromkeys(ROLES, 0)
    for a in part.articles:
        if half(a['name']) not in which:
            continue
        at, ours = a['at'], set()
        for tokens in a['chunks']:
            path = best_path(emissions[at:at + tokens], *moves)
            ours |= {(r, f + at - a['at'], l + at - a['at']) for r, f, l in pieces_of(path)}
            at += tokens
        gold = {(s['role'], f, l) for s in a['annotations'][0]['spans'] for f, l in s['pieces']}
        for r, f, l in ours | gold:
            both[r] += ((r, f, l) in ours) + ((r, f, l) in gold)
            right[r] += (r, f, l) in ours and (r, f, l) in gold
    return {r: round(200 * right[r] / max(1, both[r]), 1) for r in ROLES}


def table_of(part, least):
    """Keys seen often enough, and the annotators."""
    counts = np.bincount(part.keys.ravel(), minlength=len(part.names))
    kept = [i for i in range(len(part.names)) if counts[i] >= least]
    table = {part.names[i]: k for k, i in enumerate(kept)}
    for name in sorted({'a:' + x['annotator'] for a in part.articles for x in a['annotations']}):
        table[name] = len(table)
    return table


def ids_of(part, table):
    return np.array([table.get(name, len(table)) for name in part.names], np.int64)


def train(o, seed, train_part, dev, table, out, minutes, start=None):
    torch.manual_seed(seed)
    dice = np.random.default_rng(seed)
    none = len(table)
    ids, dev_ids = ids_of(train_part, table), ids_of(dev, table)
    model = Tagger(o, train_part.width, none)
    if start is not None:
        model.load_state_dict(start['state'])
    mean = {k: v.detach().clone() for k, v in model.state_dict().items()}
    items = sequences(train_part, table, o, True)
    if o['share'] < 1:
        items = [items[i] for i in dice.permutation(len(items))[:int(len(items) * o['share'])]]
    optimiser = torch.optim.Adam(model.parameters(), o['rate'], betas=(.9, .98))
    steps, step, began = o['epochs'] * len(batches(items, o['tokens'])), 0, time.time()
    for epoch in range(o['epochs']):
        total = tokens = 0
        for group in batches(items, o['tokens'], dice):
            spent = max(step / steps, (time.time() - began) / (60 * minutes + 1e-9))
            if spent >= 1:
                break
            model.quantised = spent > .5
            rows, keys, lengths, mask, tags = tensors(train_part, ids, group, none, o, dice)
            e = model(rows, keys, lengths)
            moves = model.moves()
            loss = (LogPartition.apply(e, mask, *moves) - gold_score(e, mask, tags, *moves)).sum()
            optimiser.zero_grad()
            (loss / lengths.sum()).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            for g in optimiser.param_groups:
                g['lr'] = o['rate'] * min(1, (step + 1) / 100) * max(.02, (1 + math.cos(math.pi * min(1, spent))) / 2)
            optimiser.step()
            with torch.no_grad():
                decay = min(o['decay'], (1 + step) / (10 + step))
                for k, v in model.state_dict().items():
                    mean[k].mul_(decay).add_(v, alpha=1 - decay)
            step, total, tokens = step + 1, total + float(loss), tokens + int(lengths.sum())
            if step % 100 == 0:
                print(f'  step {step}/{steps} loss {total / tokens:.4f} {time.time() - began:.0f} s', flush=True)
        if spent < 1 and not o['look'] and epoch < o['epochs'] - 1:
            continue
        own = {k: v.detach().clone() for k, v in model.state_dict().items()}
        model.load_state_dict(mean)
        moves = [m.detach().numpy() for m in model.moves()]
        e = emissions_of(model, dev, dev_ids, none)
        print(f'seed {seed} epoch {epoch} loss {total / max(1, tokens):.4f} a {f1_by_half(dev, e, moves, "a")} b {f1_by_half(dev, e, moves, "b")} '
              f'{time.time() - began:.0f} s', flush=True)
        torch.save({'o': o, 'state': mean, 'table': table, 'english': train_part.english, 'width': train_part.width}, out)
        np.save(out.with_suffix('.dev.npy'), e)
        model.load_state_dict(own)
        if spent >= 1:
            break


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--work', type=Path, default=HERE.parent / 'work' / 'attribution')
    p.add_argument('--seeds', type=int, nargs='+', default=[1])
    p.add_argument('--minutes', type=float, default=30, help='most time a seed; the rate falls to its end with it')
    p.add_argument('--tag', default='tagger')
    p.add_argument('--start', type=Path, help='folder of an earlier run: train its networks a little further (0 minutes: not at all)')
    p.add_argument('--keys', type=Path, help='folder of an earlier run whose table of keys to use, so that the networks can be averaged')
    p.add_argument('--set', nargs='*', default=[], help='option=value')
    args = p.parse_args()
    torch.set_num_threads(1)
    train_part, dev = Part(args.work, 'train'), Part(args.work, 'dev')
    starts = [torch.load(args.start / f'{args.tag}-{seed}.pt', map_location='cpu') if args.start else None for seed in args.seeds]
    o = {**(starts[0]['o'] if starts[0] else DEFAULTS), **{k: type(DEFAULTS[k])(float(v)) for k, v in (x.split('=') for x in args.set)}}
    keys = args.start or args.keys
    table = torch.load(next(keys.glob(f'{args.tag}-*.pt')), map_location='cpu')['table'] if keys else table_of(train_part, o['least'])
    print(o, len(table), 'keys', train_part.english, flush=True)
    for seed, start in zip(args.seeds, starts):
        train(o, seed, train_part, dev, table, args.work / f'{args.tag}-{seed}.pt', args.minutes, start)


if __name__ == '__main__':
    main()
