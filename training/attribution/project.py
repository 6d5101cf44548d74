"""Narrows the English model's numbers to what the tagger reads, in whole numbers as TypeScript will do it.

A first time by principal components. After the English model has changed, by the linear map that comes closest to what the tagger was trained
on (`--onto`: the folder of that time): then its networks need only a little further training.

    python3 project.py --work ../work/attribution/new [--onto ../work/attribution/old]
"""
import argparse
import json
from pathlib import Path

import numpy as np

UNIT = 8192.0


def load(folder, part):
    meta = json.loads((folder / f'{part}.json').read_text())
    return meta, np.memmap(folder / f'{part}.rows', np.int16, 'r').reshape(-1, meta['width'])


def components(rows, width):
    """Matrix [width, all] of principal components, each scaled to a spread of about a half to one, and its bias."""
    some = rows[::12].astype(np.float32) / UNIT
    mean = some.mean(0)
    values, vectors = np.linalg.eigh(np.cov((some - mean).T))
    top = vectors[:, ::-1][:, :width].T
    spread = np.sqrt(np.maximum(values[::-1][:width], 1e-6))
    matrix = top * (.7 * spread ** -.5)[:, None]
    return matrix, -matrix @ mean


def aligned(meta, rows, old_folder):
    """Matrix and bias that come closest to the old projection of the same tokens (ridge regression)."""
    old_meta = json.loads((old_folder / 'train.json').read_text())
    old = np.memmap(old_folder / 'train.proj', np.int16, 'r').reshape(sum(sum(a['chunks']) for a in old_meta['articles']), -1)
    at, pairs, new_at = 0, {}, 0
    for a in old_meta['articles']:
        pairs[a['name']] = (at, sum(a['chunks']))
        at += sum(a['chunks'])
    xx = np.zeros((meta['width'] + 1,) * 2)
    xy = np.zeros((meta['width'] + 1, old.shape[1]))
    seen = same = 0
    every = 2 if len(meta['articles']) > 400 else 1  # half a corpus says as much as all of it
    for k, a in enumerate(meta['articles']):
        tokens = sum(a['chunks'])
        old_at, old_tokens = pairs.get(a['name'], (0, -1))
        if tokens == old_tokens and k % every == 0:
            x = np.hstack([rows[new_at:new_at + tokens].astype(np.float32) / UNIT, np.ones((tokens, 1), np.float32)])
            y = old[old_at:old_at + tokens].astype(np.float32) / UNIT
            xx += x.T @ x
            xy += x.T @ y
            same, last = same + 1, (x, y)
        seen, new_at = seen + 1, new_at + tokens
    w = np.linalg.solve(xx + 5 * np.eye(len(xx)), xy)
    x, y = last
    print(f'{same} articles of {seen} compared; of the spread kept: {1 - ((x @ w - y) ** 2).mean() / y.var():.3f}')
    return w[:-1].T, w[-1]


def quantised(matrix, bias):
    scale = np.maximum(np.abs(matrix).max(1), 1e-8) / 127
    w = np.clip(np.round(matrix / scale[:, None]), -127, 127).astype(np.int8)
    return w, scale.astype(np.float32), (bias * UNIT + .5).astype(np.float32)


def apply(rows, w, scale, bias):
    """floor(sum · scale + bias) in f32, as the engine's squash does it."""
    out = np.empty((len(rows), len(w)), np.int16)
    for at in range(0, len(rows), 20000):
        acc = rows[at:at + 20000].astype(np.float64) @ w.T.astype(np.float64)
        out[at:at + 20000] = np.clip(np.floor(acc.astype(np.float32) * scale + bias), -32767, 32767)
    return out


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--work', type=Path, required=True)
    p.add_argument('--onto', type=Path)
    p.add_argument('--width', type=int, default=224)
    args = p.parse_args()
    meta, rows = load(args.work, 'train')
    w, scale, bias = quantised(*(aligned(meta, rows, args.onto) if args.onto else components(rows, args.width)))
    np.savez(args.work / 'projection.npz', w=w, scale=scale, bias=bias)
    for part in ('train', 'dev'):
        out = apply(load(args.work, part)[1], w, scale, bias)
        out.tofile(args.work / f'{part}.proj')
        print(part, out.shape, 'spread', out.std() / UNIT, 'most', np.abs(out.astype(np.int32)).max() / UNIT)


if __name__ == '__main__':
    main()
