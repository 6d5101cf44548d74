"""Lemmas from a dictionary and from rules by suffix, both counted in the treebanks."""
from collections import Counter, defaultdict

from forms import QUOTES

KEEP_CASE = ['NNP', 'NNPS', 'FW', 'GW', 'ADD', 'AFX', 'LS', 'SYM']


def plain(form):
    return form.translate(QUOTES)


class Lemmas:
    def __init__(self, words, rules, keep_case):
        self.words = {tuple(r[:2]): r[2] for r in (line.split('\t') for line in words.split('\n') if line)}
        self.rules = {tuple(r[:2]): (int(r[2]), r[3]) for r in (line.split('\t') for line in rules.split('\n') if line)}
        self.keep_case = set(keep_case)

    def rule(self, form, tag):
        key = plain(form).lower()
        base = plain(form) if tag in self.keep_case else key
        for start in range(len(key) + 1):
            found = self.rules.get((tag, key[start:]))
            if found and found[0] <= len(base):
                return base[:len(base) - found[0]] + found[1]
        return base

    def lemma(self, form, tag):
        return self.words.get((tag, form.lower())) or self.words.get((tag, plain(form).lower())) or self.rule(form, tag)


def edit(base, lemma):
    """Characters to strip from the end and characters to add, or nothing where the front differs."""
    k = 0
    while k < min(len(base), len(lemma)) and base[k] == lemma[k]:
        k += 1
    strip = len(base) - k
    return (strip, lemma[k:]) if k > 0 or base == lemma else None


def learn(sentences, longest=6, least=2):
    """Texts of the two tables. Rules count word types, not tokens; a rule stays only where a shorter suffix says otherwise."""
    seen = defaultdict(Counter)
    for s in sentences:
        for form, tag, lemma in zip(s.forms, s.xpos, s.lemmas):
            if '\t' not in lemma and lemma != '_' and ' ' not in form:
                base = plain(form) if tag in KEEP_CASE else plain(form).lower()
                for key in {form.lower(), plain(form).lower()}:
                    seen[tag, key][lemma, base] += 1
    votes = defaultdict(Counter)
    for (tag, key), lemmas in seen.items():
        if key != plain(key):
            continue
        (lemma, base), _ = lemmas.most_common(1)[0]
        found = edit(base, lemma)
        if found:
            for size in range(min(longest, len(key)) + 1):
                votes[tag, key[len(key) - size:]][found] += 1
    rules = {}
    for (tag, suffix), counted in sorted(votes.items(), key=lambda x: len(x[0][1])):
        best, count = counted.most_common(1)[0]
        shorter = next((rules[tag, suffix[k:]] for k in range(1, len(suffix) + 1) if (tag, suffix[k:]) in rules), None)
        if best != shorter and (count >= least or not suffix):
            rules[tag, suffix] = best
    text = '\n'.join(f'{t}\t{s}\t{r[0]}\t{r[1]}' for (t, s), r in sorted(rules.items()))
    ruled = Lemmas('', text, KEEP_CASE)
    words = {}
    for (tag, key), lemmas in sorted(seen.items(), key=lambda x: x[0][1] != plain(x[0][1])):
        total = Counter()
        for (lemma, _), count in lemmas.items():
            total[lemma] += count
        lemma, count = total.most_common(1)[0]
        wrong = sum(c for (l, base), c in lemmas.items() if ruled.rule(base if tag in KEEP_CASE else key, tag) != l)
        if wrong * 2 > sum(lemmas.values()) or key != plain(key) and lemma != words.get((tag, plain(key)), ruled.rule(key, tag)):
            words[tag, key] = lemma
    return '\n'.join(f'{t}\t{k}\t{w}' for (t, k), w in sorted(words.items())), text


def reach(words, rules, vocabulary):
    """The dictionary, longer by the vocabulary's verb forms whose base the rules miss ('exiled' is of 'exile', not of 'exil')."""
    known, ruled = {w: i for i, w in enumerate(vocabulary)}, Lemmas(words, rules, KEEP_CASE)
    far, more = len(known), []
    for word in vocabulary:
        if not word.isalpha() or len(word) < 5:
            continue
        for ending, tags in (('ed', ('VBD', 'VBN')), ('ing', ('VBG',))):
            if not word.endswith(ending):
                continue
            stem = word[:-len(ending)]
            bases = [b for b in (stem, stem + 'e', stem[:-1] if stem[-1:] == stem[-2:-1] else stem) if b in known]
            if not bases:
                continue
            best = min(bases, key=lambda b: known.get(b, far))
            for tag in tags:
                if (tag, word) not in ruled.words and ruled.rule(word, tag) != best and (ruled.rule(word, tag) not in known):
                    more.append(f'{tag}\t{word}\t{best}')
    return '\n'.join(sorted(words.split('\n') + more)), rules


if __name__ == '__main__':
    import sys
    from data import read_conllu
    folder = sys.argv[1]
    train = read_conllu(f'{folder}/ewt-train.conllu') + read_conllu(f'{folder}/gum-train.conllu')
    words, rules = learn(train)
    print(len(words), len(words.split('\n')), len(rules), len(rules.split('\n')))
    if len(sys.argv) > 2:
        from lexicon import Vectors
        words, rules = reach(words, rules, Vectors(sys.argv[2], set(), 10 ** 6).words)
        print(len(words), len(words.split('\n')))
    lemmas = Lemmas(words, rules, KEEP_CASE)
    for name in ('ewt', 'gum'):
        dev = read_conllu(f'{folder}/{name}-dev.conllu')
        rows = [(f, t, l, lemmas.lemma(f, t)) for s in dev for f, t, l in zip(s.forms, s.xpos, s.lemmas)]
        print(name, sum(a[2] == a[3] for a in rows) / len(rows))
        print(Counter(r for r in rows if r[2] != r[3]).most_common(60))
