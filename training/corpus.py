"""Unlabelled text as lines of tokens, for word vectors and for silver trees."""
import argparse
import gzip
import re
from pathlib import Path

from forms import normalise

# Public domain or openly licensed only; see ../shared/unlabelled/README.md.
OPEN = ['wikinews-2019-2020', 'wikipedia-current-events-2002-2026', 'wikipedia-current-events-links-2025-2026',
        'news-ledes-2024-2026', 'wikipedia-conflicts', 'us-diplomatic-history', 'world-factbook-prose',
        'us-state-human-rights-2016-2024', 'white-house-foreign-affairs-2021-2026', 'congress-iraq-afghanistan']

TOKEN = re.compile(r"""
    https?://\S+ | www\.\S+ | \S+@\S+\.\w+ | [@\#]\w+
  | (?:[A-Za-z]\.){2,} | (?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|Cpl|Brig|Adm|Gov|Sen|Rep|St|Jr|Sr|No|vs|Inc|Corp|Co|Ltd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|a\.m|p\.m|[A-Z])\.
  | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)? 
  | [^\W\d_]+(?:['’][^\W\d_]+)*
  | \.{2,} | -{2,} | \w+ | \S
""", re.X)
CLITIC = re.compile(r"^(.+)(n['’]t)$|^(.+)(['’](?:s|re|ve|ll|d|m))$", re.I)
END = re.compile(r'(?<=[.!?])["”’)]*\s+(?=["“‘(]?[A-Z0-9])')
ABBREVIATED = re.compile(r'(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|Cpl|Brig|Adm|Gov|Sen|Rep|St|Jr|Sr|No|vs)|\b[A-Z])\.["”’)]*$')


def sentences(paragraph):
    """A rough split, good enough for training text."""
    held = ''
    for piece in END.split(paragraph):
        held = f'{held} {piece}' if held else piece
        if not ABBREVIATED.search(held):
            yield held
            held = ''
    if held:
        yield held


def tokens(sentence):
    """Words as UD cuts them, nearly: clitics apart, punctuation apart, hyphens apart."""
    for match in TOKEN.finditer(sentence):
        word = match.group()
        if word.lower() == 'cannot':
            yield word[:3]
            yield word[3:]
            continue
        clitic = CLITIC.match(word)
        if clitic:
            yield clitic.group(1) or clitic.group(3)
            yield clitic.group(2) or clitic.group(4)
        else:
            yield word


def read(folder, names):
    for name in names:
        with gzip.open(folder / f'{name}.txt.gz', 'rt', encoding='utf-8') as lines:
            for line in lines:
                if line.strip():
                    yield from sentences(line.strip())


def main():
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser()
    parser.add_argument('--shared', type=Path, default=here.parent.parent / 'shared')
    parser.add_argument('--out', type=Path, default=here / 'work')
    parser.add_argument('--more', nargs='*', default=[], help='further files, such as those without a stated licence')
    args = parser.parse_args()
    with open(args.out / 'sentences.txt', 'w', encoding='utf-8') as raw, open(args.out / 'vectors.txt', 'w', encoding='utf-8') as norm:
        for sentence in read(args.shared / 'unlabelled', OPEN + args.more):
            words = list(tokens(sentence))
            raw.write(' '.join(words) + '\n')
            norm.write(' '.join(map(normalise, words)) + '\n')
        # The treebanks' own words (train parts), three times over, so that none of them lacks a vector.
        for _ in range(3):
            for name in ('ewt', 'gum'):
                forms = []
                for line in open(args.shared / 'treebanks' / f'{name}-train.conllu', encoding='utf-8'):
                    fields = line.rstrip('\n').split('\t')
                    if fields[0].isdigit():
                        forms.append(normalise(fields[1]).replace(' ', '_'))
                    elif not line.strip():
                        norm.write(' '.join(forms) + '\n')
                        forms = []


if __name__ == '__main__':
    main()
