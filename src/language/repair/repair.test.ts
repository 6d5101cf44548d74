import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Decisions } from '../decode.js'
import { repairTree } from '../repair.js'
import { formsOf } from './tree.js'

/** A tree from "word TAG head rel / …": heads count from 1, TAG is universal, universal:Penn or universal:Penn:VerbForm, "+" makes a plural. */
function parse(rows: string): [string[], Decisions] {
  const cells = rows.split(' / ').map((row) => row.split(' '))
  const tags = cells.map(([, tag = 'X']) => {
    const [upos = 'X', xpos = '', form] = tag.replace('+', '').split(':')
    const feats = { Number: tag.endsWith('+') ? 'Plur' : 'Sing', ...(form ? { VerbForm: form } : {}) }
    return { upos: upos as 'NOUN', xpos, feats }
  })
  const heads = cells.map(([, , head = '0']) => Number(head) - 1)
  return [
    cells.map(([word = '']) => word),
    { tags, heads, relations: cells.map(([, , , rel = 'dep']) => rel), names: [] },
  ]
}

/** What changed, as "word rel head". */
function changes(rows: string): string[] {
  const [words, found] = parse(rows)
  const mended = repairTree(words, found)
  return words.flatMap((word, i) => {
    const [head = -1, rel] = [mended.heads[i], mended.relations[i]]
    if (head === found.heads[i] && rel === found.relations[i]) return []
    return [`${word} ${rel} ${head < 0 ? 'ROOT' : words[head]}`]
  })
}

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'the subject of what is said',
    'They PRON 2 nsubj / said VERB:VBD 0 root / ten NUM 4 nummod / miners NOUN+ 2 obj / had AUX:VBD 6 aux / vanished VERB:VBN 2 ccomp',
    ['miners nsubj vanished'],
  ],
  [
    'the same where the clause seems joined to the verb of saying',
    'They PRON 2 nsubj / said VERB:VBD 0 root / boats NOUN+ 2 obj / and CCONJ 5 cc / nets NOUN+ 3 conj / had AUX:VBD 8 aux / been AUX:VBN 8 aux:pass / burnt VERB:VBN 2 conj',
    ['boats nsubj:pass burnt', 'burnt ccomp said'],
  ],
  [
    'what nobody does to others is said of its subject',
    'They PRON 2 nsubj / said VERB:VBD 0 root / ten NUM 4 nummod / miners NOUN+ 2 obj / drowned VERB:VBN 4 acl / there ADV 5 advmod',
    ['miners nsubj drowned', 'drowned ccomp said'],
  ],
  [
    'what does something to others is said of its subject',
    'They PRON 2 nsubj / said VERB:VBD 0 root / jets NOUN+ 2 obj / bombed VERB:VBN 3 amod / schools NOUN+ 4 obj / hurting VERB:VBG 2 conj / pupils NOUN+ 6 obj',
    ['jets nsubj bombed', 'bombed ccomp said', 'hurting advcl bombed'],
  ],
  [
    'but not where it is done to them',
    'They PRON 2 nsubj / reported VERB:VBD 0 root / ten NUM 4 nummod / miners NOUN+ 2 obj / trapped VERB:VBN 4 acl / there ADV 5 advmod',
    [],
  ],
  [
    'a saying between commas',
    'Crews NOUN+ 5 nsubj / , PUNCT 1 punct / the DET 4 det / mayor NOUN 5 nsubj / said VERB:VBD 0 root / , PUNCT 5 punct / had AUX:VBD 8 aux / left VERB:VBN 5 ccomp',
    ['Crews nsubj left', 'said parataxis left', 'left root ROOT'],
  ],
  [
    'who says it between commas, taken for another name of the subject',
    'Crews NOUN+ 8 nsubj / , PUNCT 4 punct / a DET 4 det / clerk NOUN 1 appos / said VERB:VBD 8 parataxis / , PUNCT 1 punct / soon ADV 8 advmod / left VERB:VBD 0 root',
    ['clerk nsubj said'],
  ],
  [
    'but not another name before a saying that has its speaker',
    'Ana PROPN 5 nsubj / , PUNCT 4 punct / a DET 4 det / clerk NOUN 1 appos / said VERB:VBD 0 root / , PUNCT 5 punct / they PRON 8 nsubj / left VERB:VBD 5 ccomp',
    [],
  ],
  [
    'what was told, past a clause about who was told',
    'Ana PROPN 2 nsubj / told VERB:VBD 0 root / the DET 4 det / board NOUN 2 obj / , PUNCT 7 punct / which PRON 7 nsubj / met VERB:VBD 4 acl:relcl / , PUNCT 11 punct / that SCONJ 11 mark / dams NOUN+ 11 nsubj / leaked VERB:VBD 4 acl:relcl',
    ['leaked ccomp told'],
  ],
  [
    'a phrase before a clause without subject',
    'It PRON 2 nsubj / came VERB:VBD 0 root / as ADP 5 case / a DET 5 det / daily NOUN 2 obl / printed VERB:VBD:Fin 2 advcl / letters NOUN+ 6 obj',
    ['as mark printed', 'daily nsubj printed'],
  ],
  [
    'but not one before a clause that has its own',
    'It PRON 2 nsubj / came VERB:VBD 0 root / after ADP 5 case / a DET 5 det / flood NOUN 2 obl / we PRON 7 nsubj / saw VERB:VBD:Fin 2 parataxis',
    [],
  ],
  [
    'a saying at the end',
    'Roads NOUN+ 2 nsubj / reopened VERB:VBD 0 root / , PUNCT 6 punct / a DET 5 det / clerk NOUN 6 nsubj / said VERB:VBD 2 parataxis',
    ['reopened ccomp said', 'said root ROOT'],
  ],
  [
    'but not what we say of it',
    'Roads NOUN+ 2 nsubj / reopened VERB:VBD 0 root / , PUNCT 5 punct / I PRON 5 nsubj / said VERB:VBD 2 parataxis',
    [],
  ],
  [
    'who says it, after the verb',
    'Two NUM 2 nsubj / fell VERB:VBD 4 ccomp / , PUNCT 4 punct / said VERB:VBD 0 root / the DET 6 det / clinic NOUN 4 obj',
    ['clinic nsubj said'],
  ],
  [
    'a question asked before the sentence',
    'Asked VERB:VBN 0 root / about ADP 3 case / it PRON 1 obl / , PUNCT 1 punct / he PRON 6 nsubj / shrugged VERB:VBD 1 ccomp',
    ['Asked advcl shrugged', 'shrugged root ROOT'],
  ],
  [
    'what somebody is told',
    'He PRON 2 nsubj / told VERB:VBD 0 root / guests NOUN+ 2 obj / that SCONJ 6 mark / roads NOUN+ 6 nsubj / closed VERB:VBD 3 acl:relcl',
    ['closed ccomp told'],
  ],
  [
    'but not a clause that lacks its subject',
    'He PRON 2 nsubj / told VERB:VBD 0 root / guests NOUN+ 2 obj / that PRON 5 nsubj / came VERB:VBD 3 acl:relcl',
    [],
  ],
  [
    'what somebody adds to what he said',
    'He PRON 2 nsubj / said VERB:VBD 0 root / it PRON 4 nsubj / held VERB:VBD 2 ccomp / , PUNCT 6 punct / adding VERB:VBG 4 advcl / all PRON 8 nsubj / slept VERB:VBD 6 ccomp',
    ['adding advcl said'],
  ],
  [
    'a source of the clause',
    'Boats NOUN+ 5 nsubj / according VERB:VBG 4 case / to ADP 2 fixed / sailors NOUN+ 1 nmod / sank VERB:VBD 0 root',
    ['sailors obl sank'],
  ],
  [
    'what somebody is made to do',
    'It PRON 2 nsubj / ordered VERB:VBD 0 root / banks NOUN+ 2 obj / to PART:TO 5 mark / close VERB:VB 3 acl',
    ['close xcomp ordered'],
  ],
  [
    'but not what a thing is for',
    'It PRON 2 nsubj / lost VERB:VBD 0 root / keys NOUN+ 2 obj / to PART:TO 5 mark / open VERB:VB 3 acl',
    [],
  ],
  [
    'what somebody is accused of',
    'It PRON 2 nsubj / accused VERB:VBD 0 root / banks NOUN+ 2 obj / of SCONJ 5 mark / hiding VERB:VBG 3 acl / gold NOUN 5 obj',
    ['hiding advcl accused'],
  ],
  [
    'left dead',
    'It PRON 2 nsubj / left VERB:VBD 0 root / ten NUM 4 nummod / miners NOUN+ 2 obj / dead ADJ 4 amod',
    ['dead xcomp left'],
  ],
  [
    'a bare number left dead',
    'It PRON 2 nsubj / left VERB:VBD 0 root / ten NUM 4 nummod / dead ADJ 2 xcomp',
    ['ten obj left'],
  ],
  [
    'found dead',
    'Nun NOUN 2 nsubj / found VERB:VBD 0 root / dead ADJ 2 xcomp / in ADP 5 case / Lima PROPN 3 obl',
    ['Nun nsubj:pass found', 'Lima obl found'],
  ],
  [
    'the agent of a passive',
    'She PRON 3 nsubj:pass / was AUX:VBD 3 aux:pass / sent VERB:VBN 0 root / flowers NOUN+ 3 obj / by ADP 6 case / friends NOUN+ 4 nmod',
    ['friends obl:agent sent'],
  ],
  [
    'an agent that was taken for a subject',
    'Boy NOUN 5 nsubj / bitten VERB:VBN 1 acl / by ADP 4 case / dog NOUN 5 nsubj / recovers VERB:VBZ 0 root',
    ['dog obl:agent bitten'],
  ],
  [
    'who did the deed',
    'the DET 2 det / murder NOUN 0 root / of ADP 4 case / monks NOUN+ 2 nmod / by ADP 6 case / bandits NOUN+ 4 nmod',
    ['bandits nmod murder'],
  ],
  [
    'a by-phrase of a passive',
    'It PRON 3 nsubj:pass / was AUX 3 aux:pass / sent VERB:VBN 0 root / by ADP 5 case / friends NOUN+ 3 obl',
    ['friends obl:agent sent'],
  ],
  [
    'but no time',
    'It PRON 3 nsubj:pass / was AUX 3 aux:pass / sent VERB:VBN 0 root / by ADP 5 case / Monday PROPN 3 obl',
    [],
  ],
  [
    'what somebody is accused of by somebody',
    'They PRON 3 nsubj:pass / are AUX 3 aux:pass / accused VERB:VBN 0 root / by ADP 5 case / nuns NOUN+ 3 obl:agent / of SCONJ 7 mark / hiding VERB:VBG 5 acl',
    ['hiding advcl accused'],
  ],
  [
    'where something is said',
    'They PRON 2 nsubj / claimed VERB:VBD 0 root / victory NOUN 2 obj / in ADP 6 case / a DET 6 det / letter NOUN 3 nmod',
    ['letter obl claimed'],
  ],
  [
    'a time word before the verb',
    'Two NUM 5 nsubj / of ADP 3 case / them PRON 1 nmod / later ADV 1 nmod / left VERB:VBD 0 root',
    ['later advmod left'],
  ],
  [
    'an object of two verbs',
    'They PRON 2 nsubj / seized VERB:VBD 0 root / and CCONJ 4 cc / sank VERB:VBD 2 conj / boats NOUN+ 4 obj',
    ['boats obj seized'],
  ],
  [
    'but not where the first verb takes none',
    'They PRON 2 nsubj / came VERB:VBD 0 root / and CCONJ 4 cc / sank VERB:VBD 2 conj / boats NOUN+ 4 obj',
    [],
  ],
  [
    'a lost comma',
    'When ADV 3 advmod / rain NOUN 3 nsubj / stopped VERB:VBD 5 advcl / crews NOUN+ 3 obj / returned VERB:VBD 0 root',
    ['crews nsubj returned'],
  ],
  [
    'harm done at a place',
    'Rocks NOUN+ 2 nsubj / fell VERB:VBD 0 root / on ADP 4 case / huts NOUN+ 2 obl / killing VERB:VBG 4 acl / ten NUM 5 obj',
    ['killing advcl fell'],
  ],
  [
    'what lies there',
    'Under ADP 2 case / it PRON 3 obl / lay VERB:VBD 0 root / the DET 5 det / keys NOUN+ 3 obj',
    ['keys nsubj lay'],
  ],
  [
    'a noun with its own preposition',
    'They PRON 2 nsubj / took VERB:VBD 0 root / revenge NOUN 2 obj / for ADP 5 case / theft NOUN 2 obl',
    ['theft nmod revenge'],
  ],
  [
    'a day before the subject',
    'On ADP 3 case / Sunday PROPN 3 compound / miners NOUN+ 4 nsubj / marched VERB:VBD 0 root',
    ['On case Sunday', 'Sunday obl marched'],
  ],
  [
    'but not a kind of thing',
    'The DET 3 det / Sunday PROPN 3 compound / market NOUN 4 nsubj / closed VERB:VBD 0 root',
    [],
  ],
  [
    'a week without preposition',
    'Last ADJ 2 amod / week NOUN 3 compound / miners NOUN+ 4 nsubj / marched VERB:VBD 0 root',
    ['week obl:unmarked marched'],
  ],
  [
    'a day after who acts, not after what happens',
    'Police NOUN 4 nsubj / on ADP 3 case / Monday PROPN 1 nmod / met VERB:VBD 0 root',
    ['Monday obl met'],
  ],
  ['…', 'Talks NOUN+ 4 nsubj / on ADP 3 case / Monday PROPN 1 nmod / failed VERB:VBD 0 root', []],
  [
    'a night before the subject',
    'On ADP 3 case / Sunday PROPN 4 compound / night NOUN 4 compound / miners NOUN+ 5 nsubj / marched VERB:VBD 0 root',
    ['Sunday compound night', 'night obl marched'],
  ],
  [
    'a name between commas',
    'Envoy NOUN 6 nsubj / , PUNCT 4 punct / Col. PROPN 4 nmod:desc / Diallo PROPN 6 nsubj / , PUNCT 4 punct / left VERB:VBD 0 root',
    ['Diallo appos Envoy'],
  ],
  [
    'one of the subject',
    'Nuns NOUN+ 7 nsubj / , PUNCT 6 punct / among ADP 4 case / them PRON 6 nmod / two NUM 6 nummod / novices NOUN+ 7 nsubj / left VERB:VBD 0 root',
    ['novices appos Nuns'],
  ],
  [
    'a time after an agent',
    'Bread NOUN 3 nsubj:pass / is AUX 3 aux:pass / baked VERB:VBN 0 root / by ADP 5 case / nuns NOUN+ 3 obl:agent / at ADP 7 case / dawn NOUN 5 nmod',
    ['dawn obl baked'],
  ],
  [
    'a saying without a comma',
    'Bread NOUN 2 nsubj / sold VERB:VBD 0 root / said VERB:VBN 2 xcomp / the DET 5 det / baker NOUN 3 nsubj',
    ['sold ccomp said', 'said root ROOT'],
  ],
  [
    'a place after a time',
    'It PRON 2 nsubj / burned VERB:VBD 0 root / at ADP 4 case / dawn NOUN 2 obl / in ADP 6 case / Lima PROPN 4 nmod',
    ['Lima obl burned'],
  ],
  [
    'a place in a larger one',
    'It PRON 2 nsubj / burned VERB:VBD 0 root / in ADP 4 case / Qala PROPN 2 obl / in ADP 7 case / Farah PROPN 7 compound / province NOUN 2 obl',
    ['province nmod Qala'],
  ],
  [
    'as many names as were counted',
    'two NUM 2 nummod / rivers NOUN+ 0 root / , PUNCT 4 punct / Ob PROPN 2 conj / and CCONJ 6 cc / Don PROPN 2 conj',
    ['Ob appos rivers', 'Don conj Ob'],
  ],
  [
    'but not others beside them',
    'two NUM 2 nummod / rivers NOUN+ 0 root / , PUNCT 4 punct / Ob PROPN 2 conj / , PUNCT 6 punct / Ems PROPN 2 conj / and CCONJ 8 cc / Don PROPN 2 conj',
    [],
  ],
  [
    'one of many',
    'head NOUN 0 root / of ADP 3 case / nurses NOUN+ 1 nmod / , PUNCT 6 punct / a DET 6 det / widow NOUN 3 appos',
    ['widow appos head'],
  ],
  [
    'of whom',
    'ten NUM 2 nummod / nuns NOUN+ 3 nsubj / came VERB:VBD 0 root / , PUNCT 9 punct / two NUM 9 nsubj / of ADP 7 case / whom PRON 5 nmod / were AUX 9 cop / ill ADJ 3 parataxis',
    [],
  ],
  [
    'of whom, after their noun',
    'met VERB:VBD 0 root / nuns NOUN+ 1 obj / , PUNCT 7 punct / two NUM 7 nsubj / of ADP 6 case / whom PRON 4 nmod / wept VERB:VBD 1 parataxis',
    ['wept acl:relcl nuns'],
  ],
  [
    'as well as',
    'hit VERB:VBD 0 root / farms NOUN+ 1 obj / as ADV 6 cc / well ADV 3 fixed / as ADP 3 fixed / mills NOUN+ 1 obl',
    ['mills conj farms'],
  ],
  ['a title', 'Envoy NOUN 3 nsubj / Diallo PROPN 3 nsubj / left VERB:VBD 0 root', ['Envoy nmod:desc Diallo']],
  [
    'a described name',
    'The DET 2 det / envoy NOUN 4 nsubj / Diallo PROPN 4 nsubj / left VERB:VBD 0 root',
    ['Diallo appos envoy'],
  ],
  [
    'ranks',
    'Brig. PROPN 4 nsubj / Gen. PROPN 3 nmod:desc / Diallo PROPN 4 nsubj / left VERB:VBD 0 root',
    ['Brig. nmod:desc Diallo'],
  ],
  [
    'a part with a verb of its own',
    'It PRON 2 nsubj / hurt VERB:VBD 0 root / miners NOUN+ 2 obj / , PUNCT 5 punct / excluding VERB:VBG 2 advcl / guests NOUN+ 5 obj',
    ['excluding case guests', 'guests nmod miners'],
  ],
  [
    'a headline about tomorrow',
    'Peru PROPN 0 root / to PART:TO 3 mark / sell VERB:VB 1 acl / gold NOUN 3 obj',
    ['Peru nsubj sell', 'sell root ROOT'],
  ],
  [
    'what somebody is known as',
    'Man NOUN 5 nsubj:pass / known VERB:VBN 1 acl / as SCONJ 5 mark / Zed PROPN 5 nsubj:pass / held VERB:VBN 0 root',
    ['as case Zed', 'Zed obl known'],
  ],
  [
    'amid',
    'Shops NOUN+ 2 nsubj / close VERB 0 root / amid ADV 4 amod / rain NOUN 2 obj',
    ['amid case rain', 'rain obl close'],
  ],
]

describe('repairTree by words', () => {
  it.each(CASES)('%s', (_, rows, expected) => {
    const [words, found] = parse(rows)
    const { heads } = repairTree(words, found)
    expect(changes(rows)).toEqual(expected)
    expect(heads.filter((h) => h < 0)).toHaveLength(1)
    for (let i = 0; i < heads.length; i++) {
      let at = i
      for (let steps = 0; at >= 0 && steps <= heads.length; steps++) at = heads[at] ?? -1
      expect(at).toBe(-1)
    }
  })
})

describe('repairTree holds for any tree', () => {
  const WORDS = [
    'said',
    'told',
    'by',
    'and',
    'as',
    'left',
    'found',
    'two',
    'whom',
    'of',
    ',',
    'to',
    'When',
    'in',
    'a',
    'On',
    'Sunday',
    'Gen.',
    'including',
    'adding',
  ]
  const TAGS = ['VERB:VBD', 'VERB:VB', 'VERB:VBG', 'VERB:VBN', 'NOUN', 'NOUN+', 'PROPN', 'ADP']
  const RELATIONS = [
    'nsubj',
    'obj',
    'obl',
    'nmod',
    'acl',
    'ccomp',
    'parataxis',
    'conj',
    'case',
    'mark',
    'advcl',
    'xcomp',
    'compound',
    'appos',
    'nummod',
    'det',
    'amod',
  ]
  const row = fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...TAGS), fc.nat(), fc.constantFrom(...RELATIONS))

  it('leaves one tree with one root', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 14 }), fc.nat(), (rows, top) => {
        const root = top % rows.length
        // Each word hangs on one that is nearer to the root in a shuffled order: always a tree.
        const heads = rows.map(([, , head], i) => (i === root ? 0 : i > root ? root + 1 + (head % (i - root)) : i + 2))
        const text = rows.map(([word, tag, , rel], i) => `${word} ${tag} ${heads[i]} ${i === root ? 'root' : rel}`)
        const [words, found] = parse(text.join(' / '))
        const mended = repairTree(words, found)
        expect(mended.heads.filter((head) => head < 0)).toHaveLength(1)
        expect(mended.relations[mended.heads.indexOf(-1)]).toBe('root')
        mended.heads.forEach((_, i) => {
          let at = i
          for (let steps = 0; at >= 0 && steps <= words.length; steps++) at = mended.heads[at] ?? -1
          expect(at).toBe(-1)
        })
      }),
      { numRuns: 2000 },
    )
  })
})

describe('formsOf', () => {
  it.each([
    ['force', ['force', 'forces', 'forcing', 'forced']],
    ['stop*', ['stop', 'stops', 'stopping', 'stopped']],
    ['deny', ['deny', 'denies', 'denying', 'denied']],
    ['tell(told)', ['tell', 'tells', 'telling', 'told']],
    ['press', ['press', 'presses', 'pressing', 'pressed']],
  ])('%s', (verb, forms) => expect([...formsOf(verb)]).toEqual(forms))
})
