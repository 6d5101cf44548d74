"""The tags of the tagger: one of Source, Cue, Content a token, and where its piece begins and ends."""
import numpy as np

ROLES = ['Source', 'Cue', 'Content']
TAGS = ['O'] + [f'{edge}-{role}' for role in ROLES for edge in 'BIES']
NEVER = -10000.0
INDEX = {t: i for i, t in enumerate(TAGS)}


def allowed():
    """What may begin, follow and end a sequence: 0, else NEVER."""
    opens = lambda t: t[0] in 'BI'
    step = np.full((len(TAGS), len(TAGS)), NEVER, np.float32)
    for i, a in enumerate(TAGS):
        for j, b in enumerate(TAGS):
            if opens(a) == (b[0] in 'IE') and (not opens(a) or a[2:] == b[2:]):
                step[i, j] = 0
    start = np.array([NEVER if t[0] in 'IE' else 0 for t in TAGS], np.float32)
    end = np.array([NEVER if opens(t) else 0 for t in TAGS], np.float32)
    return start, step, end


def tags_of(spans, chunks):
    """Tag numbers of an article's tokens; a piece that runs over the end of a chunk is cut there."""
    total = sum(chunks)
    tags = np.zeros(total, np.int64)
    ends = set(np.cumsum(chunks) - 1)
    taken = np.zeros(total, bool)
    for span in spans:
        for first, last in span['pieces']:
            if taken[first:last + 1].any():
                continue
            taken[first:last + 1] = True
            begin = first
            for t in range(first, last + 1):
                if t == last or t in ends:
                    role = span['role']
                    if begin == t:
                        tags[t] = INDEX[f'S-{role}']
                    else:
                        tags[begin], tags[t] = INDEX[f'B-{role}'], INDEX[f'E-{role}']
                        tags[begin + 1:t] = INDEX[f'I-{role}']
                    begin = t + 1
    return tags


def pieces_of(tags):
    """(role, first, last) of each piece of a path."""
    found, first = [], 0
    for t, tag in enumerate(tags):
        name = TAGS[tag]
        if name[0] in 'BS':
            first = t
        if name[0] in 'ES':
            found.append((name[2:], first, t))
    return found
