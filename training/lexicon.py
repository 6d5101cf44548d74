"""Word vectors of fastText and what the network is told about a form."""
import struct
import sys

import numpy as np

from forms import ngrams


class Vectors:
    """fastText's words, their finished vectors, and the n-gram rows for words that it does not know."""

    def __init__(self, path, keep, size):
        data = np.load(path, allow_pickle=False)
        words = str(data['words']).split('\n')
        # The most frequent words, and those of the treebanks wherever they stand.
        rows = [i for i, w in enumerate(words) if i < size or w in keep]
        self.words = [words[i] for i in rows]
        self.index = {w: i for i, w in enumerate(self.words)}
        scale = 0.35 / data['vectors'][:20000].std()
        self.rows = data['vectors'][rows] * scale
        self.grams = data['grams'] * scale
        self.low, self.high = (int(x) for x in data['sizes'])

    def unknown(self, word):
        found = ngrams(word, self.low, self.high, len(self.grams))
        return self.grams[found].mean(0) if found else np.zeros(self.grams.shape[1], np.float32)


def unpack(model, out):
    """Reads fastText's binary file (version 12, not quantised): no other program is needed."""
    with open(model, 'rb') as f:
        magic, version = struct.unpack('<ii', f.read(8))
        assert magic == 793712314 and version == 12
        dim, _ws, _epoch, _count, _neg, _ngrams, _loss, _model, buckets, low, high, _rate, _t = struct.unpack('<12id', f.read(56))
        size, nwords, _nlabels, _ntokens, _pruned = struct.unpack('<iiiqq', f.read(28))
        words = []
        for _ in range(size):
            name = bytearray()
            while (c := f.read(1)) != b'\0':
                name += c
            f.read(9)
            words.append(name.decode('utf-8', 'replace'))
        f.read(1)
        rows, cols = struct.unpack('<qq', f.read(16))
        matrix = np.frombuffer(f.read(rows * cols * 4), '<f4').reshape(rows, cols)
    assert cols == dim and rows == nwords + buckets
    grams, vectors = matrix[nwords:], np.zeros((nwords, dim), np.float32)
    for i, word in enumerate(words):
        found = ngrams(word, low, high, buckets) if word != '</s>' else []
        vectors[i] = (matrix[i] + grams[found].sum(0)) / (1 + len(found))
    np.savez(out, words=np.array('\n'.join(words)), vectors=vectors, grams=grams.astype(np.float32), sizes=np.array([low, high]))


if __name__ == '__main__':
    unpack(sys.argv[1], sys.argv[2])
