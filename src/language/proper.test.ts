import { describe, expect, it } from 'vitest'
import type { Decisions } from './decode.js'
import { mendNames, type NamedWords } from './proper.js'

/** A sentence from "word upos head rel" rows (heads count from 1); the network's names as [first, last]. */
function sentence(rows: string, names: readonly (readonly [number, number])[] = []): NamedWords {
  const cells = rows.split(' / ').map((row) => row.split(' '))
  const decisions: Decisions = {
    tags: cells.map(([form, upos = 'X']) => ({
      upos: upos as 'NOUN',
      xpos: form === '-' ? 'HYPH' : '',
      feats: {},
    })),
    heads: cells.map(([, , head = '0']) => Number(head) - 1),
    relations: cells.map(([, , , rel = 'dep']) => rel),
    names: names.map(([first, last]) => ({ first, last, kind: 'place', score: 0.9, kinds: [0, 0, 1, 0] })),
  }
  return { forms: cells.map(([form = '']) => form), decisions }
}

const SMALL = sentence('they PRON 2 nsubj / sell VERB 0 root / salt NOUN 2 obj')
const FIELDS = sentence('Salt NOUN 2 compound / fields NOUN 0 root', [[0, 0]])

const CASES: readonly (readonly [string, readonly NamedWords[], readonly string[]])[] = [
  [
    'takes a proper noun outside all names for one',
    [sentence('they PRON 2 nsubj / left VERB 0 root / Wadi PROPN 2 obj / Murr PROPN 3 flat / early ADV 2 advmod')],
    ['Wadi Murr'],
  ],
  [
    'but no month, and nothing in a line of capitals',
    [
      sentence('they PRON 2 nsubj / left VERB 0 root / in ADP 4 case / May PROPN 2 obl'),
      sentence('REBELS PROPN 2 nsubj / LEAVE VERB 0 root / TOWN PROPN 2 obj'),
    ],
    [],
  ],
  [
    'gives a title to the name that hangs on it',
    [sentence('as SCONJ 4 mark / Professor PROPN 4 nsubj / Weber PROPN 2 flat / said VERB 0 root', [[2, 2]])],
    ['Professor Weber'],
  ],
  [
    'joins a rank to the name after it whatever the tree says, and takes none alone',
    [
      sentence(
        'as SCONJ 5 mark / Mr PROPN 4 nmod:poss / Weber PROPN 4 compound / men NOUN 5 nsubj / left VERB 0 root',
        [[2, 2]],
      ),
      sentence('as SCONJ 4 mark / Mrs PROPN 4 nsubj / and CCONJ 4 cc / left VERB 0 root'),
    ],
    ['Mr Weber'],
  ],
  [
    'finds no half of a word of two capitals',
    [sentence('the DET 4 det / North PROPN 3 compound / Lakish ADJ 4 amod / men NOUN 5 nsubj / left VERB 0 root')],
    [],
  ],
  [
    'leaves two names side by side apart',
    [sentence('in ADP 2 case / Syria PROPN 4 obl / Turkey PROPN 4 nsubj / attacked VERB 0 root', [[1, 1]])],
    ['Syria', 'Turkey'],
  ],
  [
    'a number that is part of the name, not the one that counts it',
    [
      sentence('Highway PROPN 3 nsubj / 60 NUM 1 flat / closed VERB 0 root', [[0, 0]]),
      sentence('14 NUM 2 nummod / Taliban PROPN 3 nsubj / fled VERB 0 root', [[1, 1]]),
      sentence('the DET 3 det / 2036 NUM 3 compound / Olympics PROPN 0 root', [[2, 2]]),
    ],
    ['Highway 60', 'Taliban', '2036 Olympics'],
  ],
  [
    'about "&" and a hyphen',
    [
      sentence('Weber PROPN 4 nsubj / & CCONJ 3 cc / Sons PROPN 1 conj / closed VERB 0 root', [
        [0, 0],
        [2, 2],
      ]),
      sentence('Covid PROPN 4 nsubj / - PUNCT 3 punct / 19 NUM 1 flat / spread VERB 0 root', [[0, 0]]),
      sentence('Sur PROPN 4 nsubj / - PUNCT 3 punct / Mand PROPN 1 flat / fell VERB 0 root', [
        [0, 0],
        [2, 2],
      ]),
    ],
    ['Weber & Sons', 'Covid - 19', 'Sur - Mand'],
  ],
  ['each hashtag for itself', [sentence('#Idlib PROPN 0 root / #Hama PROPN 1 flat', [[0, 1]])], ['#Idlib', '#Hama']],
  [
    'drops the preposition of a by-line',
    [sentence('By ADP 2 case / Anna PROPN 0 root / Berg PROPN 2 flat', [[0, 2]])],
    ['Anna Berg'],
  ],
  [
    'drops a day and an era',
    [
      sentence('508 NUM 2 nummod / BC PROPN 0 root / Sunday PROPN 2 dep', [
        [1, 1],
        [2, 2],
      ]),
    ],
    [],
  ],
  ['drops a word that the document writes small', [SMALL, FIELDS], []],
  [
    'drops one that only its tag speaks for at the head of a sentence',
    [SMALL, sentence('Salt PROPN 2 nsubj / melted VERB 0 root / in ADP 4 case / it PRON 2 obl')],
    [],
  ],
  [
    'keeps an acronym that is also a word',
    [sentence('it PRON 2 nsubj / is VERB 0 root / the DET 4 det / IS PROPN 2 nsubj', [[3, 3]])],
    ['IS'],
  ],
  ['keeps it where the document does not', [FIELDS], ['Salt']],
  [
    'keeps it where the document has it with a capital within a sentence too',
    [SMALL, FIELDS, sentence('near ADP 2 case / Salt PROPN 0 root', [[1, 1]])],
    ['Salt', 'Salt'],
  ],
]

describe('mendNames', () => {
  it.each(CASES)('%s', (_, sentences, expected) => {
    const found = mendNames(sentences, null)
    const words = found.flatMap((names, s) =>
      names.map(({ first, last }) => sentences[s]?.forms.slice(first, last + 1).join(' ')),
    )
    expect(words).toEqual(expected)
  })
  it('keeps a small word that a gazetteer holds, and no other', () => {
    const small = sentence('the DET 2 det / taliban PROPN 3 nsubj / fled VERB 0 root', [[1, 1]])
    expect(mendNames([small], null)).toEqual([[]])
    expect(mendNames([small], { known: (words) => (words === 'taliban' ? 2 : 0) })[0]).toHaveLength(1)
  })
})
