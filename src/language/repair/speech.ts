import { formsOf, type MendingTree, type Repair } from './tree.js'

/** Verbs whose object is what is said, never somebody. */
const SAY = formsOf(
  'say(said) add report claim believe think(thought) confirm state announce note allege estimate declare insist argue acknowledge admit* conclude deny',
)
/** Verbs whose object is who is told. */
const TELL = formsOf('tell(told) inform assure warn remind notify convince persuade')

/** Finite: a verb in the past or present, or anything with an auxiliary or copula. */
const hasTense = (tree: MendingTree, clause: number): boolean =>
  /^VB[DPZ]$/.test(tree.xpos(clause)) || tree.has(clause, /^(?:aux|cop)/)

const SUBJECT = /^(?:nsubj|csubj|expl)/

/** Verbs that nobody has done to them: "ten people died" is a clause, not a kind of people. */
const UNDERGONE = formsOf('die(died) perish drown flee(fled) arrive survive suffocate starve')

/** Verbs whose participle keeps one of two objects: "people given food". */
const GIVEN = formsOf(
  'give(gave given) send(sent) award grant deny offer show(shown) tell(told) pay(paid) lend(lent) ask',
)

/** "said ten people died", "said jets bombed a school": the verb behind the object is no participle of it. Whether it was mended. */
function clauseOfObject(tree: MendingTree, said: number, object: number): boolean {
  const verb = tree.children(object, /^(?:acl|amod)$/).find((i) => i > object && /^VB[DN]$/.test(tree.xpos(i))) ?? -1
  const form = tree.form(verb).toLowerCase()
  if (verb < 0 || tree.has(verb, /^(?:aux|mark|nsubj)/) || tree.form(verb - 1) === ',') return false
  if (!UNDERGONE.has(form) && (!tree.has(verb, /^obj$/) || GIVEN.has(form))) return false
  tree.move(verb, said, 'ccomp')
  tree.move(object, verb, 'nsubj')
  for (const i of tree.children(said, /^conj$/))
    if (i > verb && tree.xpos(i) === 'VBG' && !tree.has(i, /^(?:cc|aux)/)) tree.move(i, verb, 'advcl')
  return true
}

/** "Officials said 31 people, among them women, had drowned": what is said has no object beside a clause without subject. */
const subjectOfTheSaid: Repair = (tree, said) => {
  const object = tree.child(said, /^obj$/)
  if (object > said && clauseOfObject(tree, said, object)) return
  const joined = tree.children(said, /^conj$/).find((i) => !tree.has(i, /^cc$/) && tree.has(i, /^aux/)) ?? -1
  const clause = tree.has(said, /^ccomp$/) ? tree.child(said, /^ccomp$/) : joined
  if (object <= said || clause <= object || !tree.isNominal(object)) return
  if (tree.has(clause, SUBJECT) || !hasTense(tree, clause) || tree.has(clause, /^mark$/)) return
  tree.move(object, clause, subjectLabel(tree, clause))
  tree.move(clause, said, 'ccomp')
}

const subjectLabel = (tree: MendingTree, clause: number): string =>
  tree.has(clause, /^aux:pass$/) ? 'nsubj:pass' : 'nsubj'

/** "The rebels, the minister said, had agreed": between commas, the saying hangs on what is said. */
const saidBetweenCommas: Repair = (tree, said) => {
  if (tree.form(said + 1) !== ',') return
  const clause = tree.children(said, /^(?:ccomp|parataxis|conj|advcl|dep)$/).find((i) => i > said)
  const speaker = tree.children(said, /^nsubj$/).at(-1) ?? -1
  if (clause === undefined || speaker < 0 || speaker > said || !hasTense(tree, clause)) return
  const before = tree.start(speaker) - 1
  if (tree.form(before) !== ',' || tree.has(clause, /^mark$/)) return
  const own = tree.child(clause, SUBJECT)
  const lent = tree.child(said, /^nsubj$/)
  if (own >= 0 ? own > before : lent === speaker || lent > before) return
  tree.swap(said, clause, 'parataxis')
  if (own < 0) tree.move(lent, clause, subjectLabel(tree, clause))
}

/** "The camp was evacuated, an official said in Juba": after what is said, the saying is the sentence. */
const saidAtEnd: Repair = (tree, said) => {
  const clause = tree.head(said)
  const speaker = tree.child(said, /^nsubj$/)
  if (tree.rel(said) !== 'parataxis' || clause > speaker || speaker > said || tree.rel(clause) !== 'root') return
  if (!/^[,"”]$/.test(tree.form(tree.start(speaker) - 1)) || tree.has(said, /^(?:ccomp|conj)$/)) return
  if (/^(?:I|we|you|they)$/i.test(tree.form(speaker)) || !tree.has(clause, SUBJECT)) return
  const isLast = [...tree.words.keys()].every((i) => i < said || tree.upos(i) === 'PUNCT' || tree.isBelow(i, said))
  if (isLast) tree.swap(clause, said, 'ccomp')
}

/** "Three bodies were found said the mayor": the same without a comma. */
const saidUnmarked: Repair = (tree, said) => {
  const clause = tree.head(said)
  const speaker = tree.child(said, /^nsubj$/)
  if (!/^(?:xcomp|acl|advcl)$/.test(tree.rel(said)) || tree.rel(clause) !== 'root' || clause > said) return
  if (speaker > said && tree.start(speaker) === said + 1 && tree.has(clause, SUBJECT)) tree.swap(clause, said, 'ccomp')
}

/** "Asked whether he had ordered it, the chief laughed". */
const askedAtStart: Repair = (tree, asked) => {
  if (asked !== 0 || tree.rel(asked) !== 'root' || tree.has(asked, SUBJECT)) return
  const main = tree.children(asked, /^(?:ccomp|parataxis|conj)$/).at(-1) ?? -1
  const subject = main < 0 ? -1 : tree.child(main, SUBJECT)
  if (subject < 0 || tree.form(tree.start(subject) - 1) !== ',' || tree.has(main, /^mark$/)) return
  tree.swap(asked, main, 'advcl')
}

/** "Two were hurt, said the police": what follows the verb, where the words said stand before it, is who says them. */
const speakerAfterVerb: Repair = (tree, said) => {
  const object = tree.child(said, /^obj$/)
  if (object <= said || !/^(?:NOUN|PROPN)$/.test(tree.upos(object)) || tree.start(object) !== said + 1) return
  if (tree.has(said, SUBJECT) || !/^VB[DZ]$/.test(tree.xpos(said))) return
  const isSaid = tree.children(said, /^(?:ccomp|parataxis)$/).some((i) => i < said)
  const hangsOn = tree.rel(said) === 'parataxis' && tree.head(said) < said
  if (isSaid || hangsOn) tree.relabel(object, 'nsubj')
}

/** "told reporters that the road was safe": a clause that lacks nothing is what was told, not which reporters. */
const toldThat: Repair = (tree, told) => {
  const hearer = tree.child(told, /^i?obj$/)
  if (hearer < told) return
  const clause = tree.children(hearer, /^acl(?::relcl)?$/).find((i) => {
    const that = tree.child(i, /^mark$/)
    return tree.form(that).toLowerCase() === 'that' && tree.has(i, SUBJECT)
  })
  if (clause !== undefined) tree.move(clause, told, 'ccomp')
}

/** "The raiders, a nurse said, came": who stands between the comma and the verb of saying says it, and is no other name for the raiders. */
const speakerInCommas: Repair = (tree, said) => {
  if (tree.form(said + 1) !== ',' || tree.has(said, SUBJECT) || tree.rel(said) === 'root') return
  let speaker = said - 1
  while (tree.rel(speaker) !== 'appos' && tree.head(speaker) >= 0 && tree.head(speaker) < said)
    speaker = tree.head(speaker)
  if (tree.rel(speaker) !== 'appos' || tree.end(speaker) !== said - 1 || tree.isBelow(said, speaker)) return
  const first = tree.start(speaker)
  if (tree.form(first) === ',' || tree.form(first - 1) === ',') tree.move(speaker, said, 'nsubj')
}

/** "said the truce held, adding that aid had come": who adds is who said. */
const addingToTheSaid: Repair = (tree, adding) => {
  if (tree.form(adding - 1) !== ',' || !/^(?:advcl|acl)$/.test(tree.rel(adding)) || !tree.has(adding, /^ccomp$/)) return
  for (let i = tree.head(adding), steps = 0; i >= 0 && steps < tree.length; i = tree.head(i), steps++) {
    const above = tree.head(i)
    if (tree.rel(i) === 'ccomp' && SPEAK.has(tree.form(above).toLowerCase())) return tree.move(adding, above, 'advcl')
  }
}

/** "The gunmen, according to residents, came": a source belongs to the clause, and at its end to all that is joined in it. */
const accordingTo: Repair = (tree, according) => {
  const source = tree.head(according)
  if (tree.rel(according) !== 'case' || !/^(?:nmod|obl)$/.test(tree.rel(source))) return
  let clause = tree.head(source)
  for (let steps = 0; /^(?:nsubj|obj|obl|nmod)/.test(tree.rel(clause)) && steps < tree.length; steps++)
    clause = tree.head(clause)
  const isLast = tree.form(according - 1) === ',' && tree.end(clause) >= tree.length - 2
  if (isLast && tree.rel(clause) === 'conj' && tree.upos(tree.head(clause)) === 'VERB') clause = tree.head(clause)
  if (clause !== tree.head(source)) tree.move(source, clause, 'obl')
}

const SPEAK = new Set([...SAY, ...TELL])

export const SPEECH_REPAIRS: readonly (readonly [ReadonlySet<string>, Repair])[] = [
  [SAY, subjectOfTheSaid],
  [SPEAK, speakerInCommas],
  [new Set([...SPEAK, 'asked', 'asks']), saidBetweenCommas],
  [new Set([...SPEAK, 'asked', 'asks']), speakerAfterVerb],
  [
    new Set([
      'said',
      'says',
      'told',
      'tells',
      'added',
      'adds',
      'announced',
      'reported',
      'reports',
      'warned',
      'confirmed',
    ]),
    saidAtEnd,
  ],
  [new Set(['asked', 'questioned', 'pressed', 'quoted', 'contacted', 'told']), askedAtStart],
  [new Set(['said', 'says', 'added', 'warned']), saidUnmarked],
  [TELL, toldThat],
  [new Set(['adding', 'noting', 'stressing', 'insisting', 'warning', 'claiming']), addingToTheSaid],
  [new Set(['according']), accordingTo],
]
