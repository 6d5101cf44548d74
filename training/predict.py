"""Predictions of one network or of several averaged, in floating point."""
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import torch

from data import NAME_TAGS
from export import transitions
from train import batch_of, batches, masked_arcs
from tree import spanning_tree


def predict(models, sentences, device='cpu', size=3000, workers=1):
    """models: (network, labels, forms) with the same label sets. Yields (sentence, prediction)."""
    with ThreadPoolExecutor(workers) as pool:
        for found in pool.map(lambda group: predict_batch(models, group, device), batches(sentences, size)):
            yield from found


@torch.no_grad()
def predict_batch(models, group, device):
    torch.set_num_threads(1)
    labels = models[0][1]
    at = {k: {x: i for i, x in enumerate(getattr(labels, k))} for k in ('upos', 'xpos', 'feats')}
    triples = np.array([[at['upos'][u], at['xpos'][x], at['feats'][f]] for u, x, f in labels.triples])
    rules = [x.astype(np.float64) for x in transitions()]
    tags, arcs, names, parts = None, 0, 0, []
    for model, _, forms in models:
        model.eval()
        batch = batch_of(group, forms, labels, device)
        out = model(batch)
        each = [torch.log_softmax(t, 2) / len(models) for t in out['tags']]
        tags = each if tags is None else [a + b for a, b in zip(tags, each)]
        arcs = arcs + torch.log_softmax(masked_arcs(out, batch['lengths']), 2) / len(models)
        names = names + torch.softmax(out['names'], 2) / len(models)
        parts.append((model, out))
    n, longest = batch['deltas'].shape
    heads = torch.full((n, longest), -1, dtype=torch.long)
    grid = arcs.cpu().double().numpy()
    for i, s in enumerate(batch['sentences']):
        heads[i, :len(s)] = torch.from_numpy(spanning_tree(grid[i, :len(s), :len(s) + 1]))
    heads = heads.to(device)
    rels = sum(torch.log_softmax(model.labels(out, heads), 2) for model, out in parts) / len(models)
    rels[:, :, labels.index['rel']['root']] = -1e9
    sure = (arcs.gather(2, (heads + 1).unsqueeze(2)).squeeze(2) + torch.where(heads < 0, torch.zeros_like(rels[..., 0]), rels.max(2)[0])).exp().cpu().numpy()
    best, t = rels.argmax(2).cpu().numpy(), [x.cpu().numpy() for x in tags]
    heads, names, found = heads.cpu().numpy(), names.clamp_min(1e-9).log().cpu().numpy(), []
    for i, s in enumerate(batch['sentences']):
        n = len(s)
        total = t[0][i, :n][:, triples[:, 0]] + t[1][i, :n][:, triples[:, 1]] + t[2][i, :n][:, triples[:, 2]]
        chosen = triples[total.argmax(1)]
        tag_sure = np.exp(np.minimum(total.max(1), 0))
        path = viterbi(names[i, :n], rules)
        found.append((s, {'upos': [labels.upos[c[0]] for c in chosen], 'xpos': [labels.xpos[c[1]] for c in chosen], 'feats': [labels.feats[c[2]] for c in chosen],
                  'heads': [int(h) for h in heads[i, :n]], 'rels': ['root' if heads[i, k] < 0 else labels.rel[best[i, k]] for k in range(n)],
                  'tags': [NAME_TAGS[k] for k in path], 'sure': sure[i, :n], 'tag_sure': tag_sure, 'name_all': np.exp(names[i, :n])}))
    return found


def viterbi(logits, rules):
    start, step, end = rules
    total, back = start + logits[0], []
    for row in logits[1:]:
        sums = total[:, None] + step
        back.append(sums.argmax(0))
        total = sums.max(0) + row
    path = [int((total + end).argmax())]
    for b in reversed(back):
        path.append(int(b[path[-1]]))
    return path[::-1]
