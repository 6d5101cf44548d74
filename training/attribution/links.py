"""Learns the weights by which spans are linked: softmax over the candidates of each choice, on gold spans."""
import json
from collections import Counter

import numpy as np
import torch


def read(path):
    return [json.loads(line) for line in path.open(encoding='utf8')]


def arrays(choices, table):
    """Flat keys of all candidates with their candidate, each candidate's choice, the right candidate of each choice."""
    keys, owner, choice_of, right = [], [], [], []
    candidates = 0
    kept = [c for c in choices if c['right'] >= 0 and len(c['keys']) > 1]
    for k, c in enumerate(kept):
        right.append(candidates + c['right'])
        for names in c['keys']:
            found = [table[n] for n in names if n in table]
            keys += found
            owner += [candidates] * len(found)
            choice_of.append(k)
            candidates += 1
    return [torch.tensor(x) for x in (keys, owner, choice_of, right)]


def log_softmax_by(scores, groups, n):
    most = torch.full((n,), -1e9).scatter_reduce(0, groups, scores, 'amax')
    shifted = scores - most[groups]
    total = torch.zeros(n).index_add(0, groups, shifted.exp())
    return shifted - total.log()[groups]


def learn(folder, least=4, steps=120, decay=1e-5):
    """Weights by key, and the share of dev's choices that they make right."""
    train, dev = read(folder / 'train.links.jsonl'), read(folder / 'dev.links.jsonl')
    counts = Counter(n for c in train for names in c['keys'] for n in names)
    table = {n: i for i, n in enumerate(sorted(n for n, k in counts.items() if k >= least))}
    keys, owner, groups, right = arrays(train, table)
    n, candidates = len(right), len(groups)
    weights = torch.zeros(len(table), requires_grad=True)
    optimiser = torch.optim.Adam([weights], .1)
    for step in range(steps):
        scores = torch.zeros(candidates).index_add(0, owner, weights[keys])
        loss = -log_softmax_by(scores, groups, n)[right].mean() + decay * (weights ** 2).sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        for g in optimiser.param_groups:
            g['lr'] = .1 * (1 - step / steps)
    found = weights.detach().numpy()
    return {name: float(found[i]) for name, i in table.items() if abs(found[i]) > .02}, shares(dev, dict(zip(table, found)))


def learnt(folder):
    """As `learn`, once a folder."""
    kept = folder / 'links.json'
    if not kept.exists():
        kept.write_text(json.dumps(learn(folder)))
    return json.loads(kept.read_text())


def shares(choices, weights):
    """Share of right decisions, a role; choices without any right candidate count as wrong."""
    right, every = Counter(), Counter()
    for c in choices:
        every[c['role']] += 1
        totals = [sum(weights.get(n, 0) for n in names) for names in c['keys']]
        right[c['role']] += bool(totals) and int(np.argmax(totals)) == c['right']
    return {role: round(100 * right[role] / every[role], 2) for role in every}


if __name__ == '__main__':
    import sys
    from pathlib import Path
    weights, share = learnt(Path(sys.argv[1]))
    print(len(weights), share)
