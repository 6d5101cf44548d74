"""The best tree with one root child over a matrix of scores (Chu-Liu-Edmonds)."""
import numpy as np

ROOT_PENALTY = 1e12


def spanning_tree(scores):
    """scores[i, j + 1]: head j for dependent i, column 0 the root. Returns heads, -1 for the root."""
    n = len(scores)
    s = np.full((n + 1, n + 1), -np.inf)
    s[1:] = scores
    s[np.arange(n + 1), np.arange(n + 1)] = -np.inf
    heads = s[1:].argmax(1)
    if (heads == 0).sum() == 1 and not cycle_of(np.concatenate([[0], heads])):
        return heads - 1
    s[1:, 0] -= ROOT_PENALTY
    return edmonds(s)[1:] - 1


def cycle_of(heads):
    """The first cycle met from the lowest token, as a list, or none."""
    state = np.zeros(len(heads), int)
    state[0] = 2
    for start in range(1, len(heads)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if state[at] == 1:
            return path[path.index(at):]
        for node in path:
            state[node] = 2
    return []


def edmonds(s):
    """s[dependent, head], node 0 the root. A cycle becomes the last node of a smaller graph."""
    n = len(s)
    heads = np.zeros(n, int)
    heads[1:] = s[1:].argmax(1)
    cycle = cycle_of(heads)
    if not cycle:
        return heads
    inside = sorted(cycle)
    outside = [i for i in range(n) if i not in set(inside)]
    m = len(outside)
    small = np.full((m + 1, m + 1), -np.inf)
    small[:m, :m] = s[np.ix_(outside, outside)]
    # Into the cycle: what entering at v gains over the arc that it breaks. Out of it: the best inner head.
    gain = s[np.ix_(inside, outside)] - s[inside, heads[inside]][:, None]
    entry = gain.argmax(0)
    small[m, :m] = gain.max(0)
    leave = s[np.ix_(outside, inside)]
    exit_ = leave.argmax(1)
    small[:m, m] = leave.max(1)
    small[0] = -np.inf
    found = edmonds(small)
    result = heads.copy()
    for k in range(1, m):
        result[outside[k]] = inside[exit_[k]] if found[k] == m else outside[found[k]]
    result[inside[entry[found[m]]]] = outside[found[m]]
    return result
