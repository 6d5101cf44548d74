"""Averages the weights of two runs, of which one began from the other: much of the second's trees, more of the first's names.

    python3 blend.py work/student work/student2 --share 0.31 --out work/blend
"""
import argparse
from pathlib import Path

import torch


def blend(first, second, share):
    """The second run with its weights moved towards the first's; words that only the second has an addition for keep it."""
    assert first['labels'] == second['labels'], 'the runs have other labels'
    rows = second['weights']['delta.weight'].clone()
    for word, row in second['deltas'].items():
        if word in first['deltas']:
            rows[row] = first['weights']['delta.weight'][first['deltas'][word]]
    other = {**first['weights'], 'delta.weight': rows}
    return {**second, 'weights': {k: share * v + (1 - share) * other[k] for k, v in second['weights'].items()}}


def main():
    p = argparse.ArgumentParser()
    p.add_argument('first', type=Path)
    p.add_argument('second', type=Path)
    p.add_argument('--share', type=float, default=.31, help='of the second')
    p.add_argument('--out', type=Path, required=True)
    args = p.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    first, second = (torch.load(run / 'best.pt', map_location='cpu') for run in (args.first, args.second))
    torch.save(blend(first, second, args.share), args.out / 'best.pt')


if __name__ == '__main__':
    main()
