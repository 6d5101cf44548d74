"""Writes a trained network as english.bin (docs/model-format.md)."""
import argparse
import hashlib
import json
import struct
from pathlib import Path

import numpy as np
import torch

from data import NAME_TAGS
from lemma import KEEP_CASE, learn, reach
from model import TOP
from train import HERE, gold, load

DTYPES = {'int8': 'i8', 'int16': 'i16', 'int32': 'i32', 'uint8': 'u8', 'uint32': 'u32', 'float32': 'f32'}
ACTIVATION, HIDDEN, ARC = 8192, 1024, 256


def by_row(matrix, scale=None):
    """int8 rows and a scale for each."""
    matrix = np.asarray(matrix, np.float64)
    scale = np.maximum(np.abs(matrix).max(1), 1e-8) / 127 if scale is None else scale
    return np.clip(np.round(matrix / scale[:, None]), -127, 127).astype(np.int8), scale


def transitions():
    """Which name tag may follow which."""
    bad = -10000.0
    opens = lambda t: t[0] in 'BI'
    step = np.zeros((len(NAME_TAGS), len(NAME_TAGS)), np.float32)
    for i, a in enumerate(NAME_TAGS):
        for j, b in enumerate(NAME_TAGS):
            if opens(a) != (b[0] in 'IE') or opens(a) and a[2:] != b[2:]:
                step[i, j] = bad
    start = np.array([bad if t[0] in 'IE' else 0 for t in NAME_TAGS], np.float32)
    end = np.array([bad if opens(t) else 0 for t in NAME_TAGS], np.float32)
    return start, step, end


def tensors_of(model, labels, forms, treebank):
    w = {k: v.detach().cpu().numpy() for k, v in model.state_dict().items()}
    vectors, o, t = forms.vectors, model.o, {}

    def layer(name, weight, bias, unit, out=1.0, half=0.0):
        """acc × scale + bias gives the layer's output × out (+ 0.5 where it is rounded next); inputs are in 1/unit."""
        rows, scale = by_row(weight)
        t[name + '.w'], t[name + '.scale'], t[name + '.bias'] = rows, (scale * out / unit).astype(np.float32), (bias * out + half).astype(np.float32)

    rows = vectors.rows.copy()
    for word, k in forms.deltas.items():
        rows[vectors.index[word]] += w['delta.weight'][k]
    t['words'] = '\n'.join(vectors.words)
    for name, matrix in (('word', rows), ('gram', vectors.grams), ('affix', w['affix.weight'][:o['affixes']])):
        t[name + '.rows'], scale = by_row(matrix)
        t[name + '.scale'] = scale.astype(np.float32)
    t['case.rows'] = np.round(w['case.weight'] * ACTIVATION).astype(np.int16)
    for k in range(o['layers']):
        for d in range(2):
            x, h = w[f'lstm.{k}.x.{d}'], w[f'lstm.{k}.h.{d}']
            scale = np.maximum(np.maximum(np.abs(x).max(1), np.abs(h).max(1)), 1e-8) / 127
            name = f'lstm.{k}.{"fb"[d]}'
            t[name + '.x'], t[name + '.h'] = by_row(x, scale)[0], by_row(h, scale)[0]
            t[name + '.scale'], t[name + '.bias'] = (scale / ACTIVATION).astype(np.float32), w[f'lstm.{k}.bias.{d}'].astype(np.float32)
    layer('hidden', w['hidden.weight'], w['hidden.bias'], ACTIVATION, HIDDEN, .5)
    layer('tag', w['tag.weight'], w['tag.bias'], HIDDEN)
    layer('name', w['name.weight'], w['name.bias'], HIDDEN)
    layer('arc', w['arc.weight'], w['arc.bias'], HIDDEN, ARC, .5)
    layer('label', w['label.weight'], w['label.bias'], HIDDEN)
    t['arc.root'] = np.round(np.clip(w['arc_root'], 0, TOP) * HIDDEN).astype(np.int16)
    t['name.start'], t['name.next'], t['name.end'] = transitions()
    t['lemma.words'], t['lemma.rules'] = reach(*learn(treebank), vectors.words)
    return t


def write(path, t, labels, o, vectors, name, version):
    data, index = bytearray(), {}
    for key, value in t.items():
        raw = value.encode() if isinstance(value, str) else np.ascontiguousarray(value).tobytes()
        data += b'\0' * (-len(data) % 16)
        index[key] = {'dtype': 'text' if isinstance(value, str) else DTYPES[str(value.dtype)],
                      'shape': [len(raw)] if isinstance(value, str) else list(value.shape), 'offset': len(data), 'bytes': len(raw)}
        data += raw
    at = {k: {x: i for i, x in enumerate(getattr(labels, k))} for k in ('upos', 'xpos', 'feats')}
    header = {
        'name': name, 'version': version,
        'options': {'word': o['word'], 'affix': o['affix'], 'hidden': o['hidden'], 'layers': o['layers'], 'groups': o['groups'],
                    'grams': {'low': vectors.low, 'high': vectors.high, 'buckets': len(vectors.grams)}, 'affixes': {'buckets': o['affixes']},
                    'arc_unit': 1 / (ARC * HIDDEN), 'name_sharpness': .5, 'keep_case': KEEP_CASE},
        'labels': {'upos': labels.upos, 'xpos': labels.xpos, 'feats': labels.feats, 'rel': labels.rel, 'root_rel': labels.rel.index('root'),
                   'name': NAME_TAGS, 'triples': [[at['upos'][u], at['xpos'][x], at['feats'][f]] for u, x, f in labels.triples]},
        'tensors': index, 'sha256': hashlib.sha256(data).hexdigest()}
    text = json.dumps(header, ensure_ascii=False, separators=(',', ':')).encode()
    front = b'HSY1' + struct.pack('<I', len(text)) + text
    path.write_bytes(front + b'\0' * (-len(front) % 16) + data)
    return header['sha256'], path.stat().st_size


def main():
    p = argparse.ArgumentParser()
    p.add_argument('run', type=Path)
    p.add_argument('--shared', type=Path, default=HERE.parent.parent / 'shared')
    p.add_argument('--vectors', type=Path, default=HERE / 'work' / 'vectors.npz')
    p.add_argument('--out', type=Path, default=HERE.parent / 'data' / 'en' / 'model' / 'english.bin')
    p.add_argument('--version', default='0.1.0')
    args = p.parse_args()
    model, labels, forms = load(args.run, args.vectors)
    t = tensors_of(model, labels, forms, gold(args.shared)[0])
    print(*write(args.out, t, labels, model.o, forms.vectors, 'hearsay-en', args.version))


if __name__ == '__main__':
    main()
