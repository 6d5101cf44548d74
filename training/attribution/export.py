"""Writes the trained networks and the weights of linking to one file (the container of docs/model-format.md), and its card.

    python3 export.py --work ../work/attribution/now --seeds 1 2
"""
import argparse
import hashlib
import json
import math
import struct
from pathlib import Path

import numpy as np
import torch

from links import learnt
from tags import INDEX, NEVER, ROLES, TAGS, allowed
from train import HERE, Part, Tagger, emissions_of, half, ids_of

UNIT = 8192
DTYPES = {'int8': 'i8', 'uint32': 'u32', 'float32': 'f32'}


def fnv(text):
    h = 2166136261
    for byte in text.encode():
        h = ((h ^ (byte if byte < 128 else byte | 0xFFFFFF00)) * 16777619) & 0xFFFFFFFF
    return h


def by_row(matrix, scale=None):
    scale = np.maximum(np.abs(matrix).max(1), 1e-8) / 127 if scale is None else scale
    return np.clip(np.round(matrix / scale[:, None]), -127, 127).astype(np.int8), scale.astype(np.float32)


def network(run, prefix, order):
    """Tensors of one network; `order`: rows of the table of keys, as the file holds them."""
    w, t = {k: v.numpy() for k, v in run['state'].items()}, {}
    t['embed.rows'], t['embed.scale'] = by_row(w['embed.weight'][order])
    for k in range(run['o']['layers']):
        for d in range(2):
            x, h, name = w[f'lstm.{k}.x.{d}'], w[f'lstm.{k}.h.{d}'], f'lstm.{k}.{"fb"[d]}'
            scale = np.maximum(np.maximum(np.abs(x).max(1), np.abs(h).max(1)), 1e-8) / 127
            t[name + '.x'], t[name + '.h'] = by_row(x, scale)[0], by_row(h, scale)[0]
            t[name + '.scale'], t[name + '.bias'] = (scale / UNIT).astype(np.float32), w[f'lstm.{k}.bias.{d}']
    rows, scale = by_row(w['out.weight'])
    t['out.w'], t['out.scale'], t['out.bias'] = rows, (scale / UNIT).astype(np.float32), w['out.bias']
    return {prefix + k: v for k, v in t.items()}


def moves(runs):
    """Mean of the networks' transitions, what is forbidden included."""
    free = [np.mean([r['state'][k].numpy() for r in runs], 0) for k in ('start', 'step', 'end')]
    return [np.where(rule == NEVER, NEVER, f).astype(np.float32) for rule, f in zip(allowed(), free)]


def log_sum(x, axis):
    most = x.max(axis)
    return most + np.log(np.exp(x - np.expand_dims(most, axis)).sum(axis))


def chances(emissions, start, step, end, least=.05):
    """(role, first, last, chance) of every piece that is likely enough, over all paths: as src/extraction/tagger/chances.ts."""
    emissions = emissions.astype(np.float64)
    n, tags = emissions.shape
    fore, back = np.zeros((n, tags)), np.zeros((n, tags))
    fore[0], back[-1] = start + emissions[0], end
    for t in range(1, n):
        fore[t] = log_sum(fore[t - 1][:, None] + step, 0) + emissions[t]
        back[n - 1 - t] = log_sum(step + emissions[n - t] + back[n - t], 1)
    whole, found = log_sum(fore[-1] + end, 0), []
    at = lambda i, tag: math.exp(fore[i, tag] + back[i, tag] - whole)
    for role in ROLES:
        begin, inside, last, single = (INDEX[f'{edge}-{role}'] for edge in 'BIES')
        for i in range(n):
            if at(i, single) >= least:
                found.append((role, i, i, at(i, single)))
            along, tag = fore[i, begin], begin
            if at(i, begin) < least:
                continue
            for t in range(i + 1, n):
                ends = math.exp(along + step[tag, last] + emissions[t, last] + back[t, last] - whole)
                if ends >= least:
                    found.append((role, i, t, ends))
                along, tag = along + step[tag, inside] + emissions[t, inside], inside
                if along + back[t, inside] - whole < math.log(least):
                    break
    return found


def apart(found, least):
    """Pieces that do not overlap, the likeliest first."""
    kept = []
    for role, f, l, p in sorted(found, key=lambda x: -x[3]):
        if p >= least and all(l < x[1] or f > x[2] for x in kept):
            kept.append((role, f, l, p))
    return kept


LEAST = .4


def judged(part, emissions, rules, which):
    """(role, right) of every piece found in the articles of a half, and the number of gold pieces a role."""
    found, gold_count = [], dict.fromkeys(ROLES, 0)
    for a in part.articles:
        if half(a['name']) not in which:
            continue
        gold, at = {(s['role'], f, l) for s in a['annotations'][0]['spans'] for f, l in s['pieces']}, a['at']
        for role, _, _ in gold:
            gold_count[role] += 1
        for tokens in a['chunks']:
            first = at - a['at']
            for role, f, l, _ in apart(chances(emissions[at:at + tokens], *rules), LEAST):
                found.append((role, (role, f + first, l + first) in gold))
            at += tokens
    return found, gold_count


def heard(path, run, dev):
    """The network's emissions over the development part, computed unless training left them."""
    kept = path.with_suffix('.dev.npy')
    if not kept.exists():
        model = Tagger(run['o'], dev.width, len(run['table']))
        model.load_state_dict(run['state'])
        model.quantised = True
        np.save(kept, emissions_of(model, dev, ids_of(dev, run['table']), len(run['table'])))
    return np.load(kept)


def f1(found, gold):
    ours = {r: sum(x[0] == r for x in found) for r in ROLES}
    right = {r: sum(x[0] == r and x[1] for x in found) for r in ROLES}
    return {r: round(200 * right[r] / max(1, ours[r] + gold[r]), 2) for r in ROLES}


def write(path, t, options, labels, name, version):
    data, index = bytearray(), {}
    for key, value in t.items():
        raw = np.ascontiguousarray(value).tobytes()
        data += b'\0' * (-len(data) % 16)
        index[key] = {'dtype': DTYPES[str(value.dtype)], 'shape': list(value.shape), 'offset': len(data), 'bytes': len(raw)}
        data += raw
    header = {'name': name, 'version': version, 'options': options, 'labels': labels, 'tensors': index, 'sha256': hashlib.sha256(data).hexdigest()}
    text = json.dumps(header, ensure_ascii=False, separators=(',', ':')).encode()
    front = b'HSY1' + struct.pack('<I', len(text)) + text
    path.write_bytes(front + b'\0' * (-len(front) % 16) + data)


def hashed(weights):
    """Keys by ascending hash; of keys that share a hash, the first by name."""
    by_hash = {}
    for name in sorted(weights):
        by_hash.setdefault(fnv(name), name)
    return np.array(sorted(by_hash), np.uint32), [by_hash[h] for h in sorted(by_hash)]


CARD = """# The PolNeAR-trained tagger: `polnear.bin`

**What it is.** Marks who speaks (source), that they speak (cue) and what they say (content), and links the three: {parts} BiLSTM-CRF network(s) of
{hidden} cells a direction over the numbers of the English model (`english.bin`), keys of grammar and quotation marks, with weights for linking. int8, {size:.2f} MB.

**What trained it.** The train part of PolNeAR 1.0.0 (Newell, Margolin and Ruths, LREC 2018): {articles} news articles on the 2016 US election, with hand-made attributions.
**PolNeAR states no licence**, for its articles or its annotations. That is why these weights stand in a file of their own: nothing else in Hearsay was learnt
from that corpus, and everything works without this file: delete it, and attributions come from the rule pages alone. The file holds no text of the corpus
(keys are kept as hashes). Whoever redistributes Hearsay decides whether to take it along.

**What it needs.** The English model that it was trained with: `{english}`. With another one it is not used.

**What it was tuned on.** Half a of the dev part (by the SHA-256 of the article's name): from which chance on a piece counts, and how the
tagger's word is weighed against the rule pages' (`polnear-join.json`, some forty numbers; `training/attribution/join.ts`).

| exact F1 of the tagger alone (training's own count) | source | cue | content |
|---|---|---|---|
| half a | {a} |
| half b | {b} |

Links right on gold spans (dev): source of a cue {source} %, cue of a piece of content {content} %. Figures of the product: `npm run -s bench -- polnear --data …/polnear/dev`.

**Where it errs.** US political news of 2015–16 and its coders' habits: thoughts and feelings count as attributions, a cue may be several words, the outlet's own
voice is not marked. Contents without quotation marks and short fragments are the weakest.

**How to make it again.** `bash training/attribution/run.sh` (features, training, export; about {minutes} minutes of one core); after a
change of the English model alone, `run.sh --refit` maps its numbers onto those of the last training.
"""


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--work', type=Path, default=HERE.parent / 'work' / 'attribution')
    p.add_argument('--seeds', type=int, nargs='+', default=[1])
    p.add_argument('--tag', default='tagger')
    p.add_argument('--out', type=Path, default=HERE.parent.parent / 'data' / 'en' / 'model' / 'polnear.bin')
    p.add_argument('--version', default='0.1.0')
    p.add_argument('--minutes', type=int, default=15)
    args = p.parse_args()
    paths = [args.work / f'{args.tag}-{seed}.pt' for seed in args.seeds]
    runs = [torch.load(path, map_location='cpu') for path in paths]
    torch.set_num_threads(1)
    dev, rules = Part(args.work, 'dev'), moves(runs)
    assert all(r['english'] == dev.english and r['table'] == runs[0]['table'] for r in runs), 'the runs saw another English model or other keys'
    emissions = np.mean([heard(path, run, dev) for path, run in zip(paths, runs)], 0)

    a, b = (judged(dev, emissions, rules, which) for which in 'ab')
    weights, share = learnt(args.work)
    keys, names = hashed({k: 0 for k in runs[0]['table'] if not k.startswith('a:')})
    order = [runs[0]['table'][n] for n in names]
    link_keys, link_names = hashed(weights)
    narrow = np.load(args.work / 'projection.npz')
    t = {'keys': keys, 'narrow.w': narrow['w'], 'narrow.scale': narrow['scale'], 'narrow.bias': narrow['bias']}
    for k, run in enumerate(runs):
        t.update(network(run, f'{k}.', order))
    t['start'], t['next'], t['end'] = rules
    t['links'], t['links.weight'] = link_keys, np.array([weights[n] for n in link_names], np.float32)
    o = runs[0]['o']
    options = {'english': dev.english, 'narrow': dev.width, 'embed': o['embed'], 'hidden': o['hidden'], 'layers': o['layers'], 'parts': len(runs)}
    write(args.out, t, options, {'tags': TAGS}, 'hearsay-polnear', args.version)
    figures = {which: ' | '.join(f'{v:.1f}' for v in f1(*x).values()) for which, x in (('a', a), ('b', b))}
    # A refit reads a tenth of the train part, but the networks saw all of what the last training from scratch read.
    articles = max(len(json.loads(f.read_text())['articles']) for f in args.work.parent.glob('*/train.json'))
    args.out.with_name('POLNEAR-CARD.md').write_text(CARD.format(
        parts=len(runs), hidden=o['hidden'], size=args.out.stat().st_size / 1e6, articles=articles, english=dev.english, minutes=args.minutes,
        **figures, source=share['cue'], content=share['content']))
    print(args.out.stat().st_size, options, figures, share)


if __name__ == '__main__':
    main()
