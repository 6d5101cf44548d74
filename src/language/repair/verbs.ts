import { formsOf, type Repair } from './tree.js'

/** Somebody is made, asked or let to do it: the infinitive is the verb's. */
const CONTROL = formsOf(
  'urge force order ask compel* oblige allow enable permit* encourage invite instruct advise warn press pressure direct require command persuade convince tell(told) forbid*(forbade forbidden) authorise authorize teach(taught) threaten beg* lead(led) cause help implore',
)
/** Somebody is accused of doing it, kept from it, praised for it: the gerund is the verb's. */
const CHARGE = formsOf(
  'accuse suspect convict acquit* charge blame condemn criticise criticize prevent stop* bar* prohibit discourage dissuade praise thank arrest detain fine sentence jail deter*',
)

const control: Repair = (tree, verb) => {
  const object = tree.child(verb, /^i?obj$/)
  const act = object > verb ? tree.child(object, /^acl$/) : -1
  const marks = act > object ? tree.children(act, /^mark$/) : []
  if (tree.xpos(act) === 'VB' && marks.length === 1 && tree.xpos(marks[0] ?? -1) === 'TO') tree.move(act, verb, 'xcomp')
}

const charge: Repair = (tree, verb) => {
  for (const noun of tree.children(verb, /^(?:obj|nsubj:pass|obl)/)) {
    const act = tree.child(noun, /^acl$/)
    const mark = act < 0 ? -1 : tree.child(act, /^mark$/)
    if (act > verb && tree.xpos(act) === 'VBG' && /^(?:of|for|from|with)$/i.test(tree.form(mark)))
      tree.move(act, verb, 'advcl')
  }
}

const HARMED =
  /^(?:dead|wounded|injured|missing|homeless|unconscious|paralysed|paralyzed|stranded|trapped|alive|unharmed|displaced|hospitalised|hospitalized|intact|empty|unable|open)$/i

/** "left two soldiers dead", "left four dead": whom it left, and how. */
const leftDead: Repair = (tree, left) => {
  const object = tree.children(left, /^obj$/).find((i) => i > left)
  if (object !== undefined) {
    const state = tree.children(object, /^amod$|^acl$/).find((i) => i > object)
    if (state !== undefined && HARMED.test(tree.form(state))) tree.move(state, left, 'xcomp')
    return
  }
  const state = tree.children(left, /^(?:xcomp|obj)$/).find((i) => i > left && HARMED.test(tree.form(i)))
  const count = state === undefined ? -1 : tree.child(state, /^nummod$/)
  if (count > left) tree.move(count, left, 'obj')
}

/** "Editor found dead in Tijuana": he did not find, and was found there; "shot dead by men". */
const foundDead: Repair = (tree, found) => {
  const state = tree.child(found, /^xcomp$/)
  if (state <= found || !HARMED.test(tree.form(state)) || tree.has(found, /^obj$/)) return
  const subject = tree.child(found, /^nsubj$/)
  if (subject >= 0) tree.relabel(subject, 'nsubj:pass')
  for (const circumstance of tree.children(state, /^obl/))
    if (circumstance > state) tree.move(circumstance, found, 'obl')
}

/** "was handed the body by the army": the agent of a passive verb that has none yet. */
const agent: Repair = (tree, by) => {
  const doer = tree.head(by)
  const thing = tree.head(doer)
  const verb = tree.head(thing)
  if (tree.rel(by) !== 'case' || tree.rel(doer) !== 'nmod' || tree.rel(thing) !== 'obj') return
  if (thing < verb || !tree.has(verb, /^aux:pass$/) || tree.has(verb, /^obl:agent$/)) return
  tree.move(doer, verb, 'obl')
}

/** "A priest held by rebels returns": who comes after "by" is no subject. */
const agentNotSubject: Repair = (tree, by) => {
  const doer = tree.head(by)
  const verb = by - 1
  if (tree.rel(by) !== 'case' || !/^nsubj/.test(tree.rel(doer)) || tree.xpos(verb) !== 'VBN') return
  if (tree.children(tree.head(doer), /^nsubj/).some((i) => i < verb)) tree.move(doer, verb, 'obl')
}

/** "the killing of four nurses by the militia": the militia killed, the nurses are not by it. */
const agentOfDeed: Repair = (tree, by) => {
  const doer = tree.head(by)
  const victim = tree.head(doer)
  const deed = tree.head(victim)
  if (tree.rel(by) !== 'case' || tree.rel(doer) !== 'nmod' || tree.rel(victim) !== 'nmod' || doer < victim) return
  if (DEED.test(tree.form(deed)) && /^of$/i.test(tree.form(tree.child(victim, /^case$/)))) tree.move(doer, deed, 'nmod')
}

const DEED =
  /^(?:killing|murder|slaying|assassination|execution|massacre|slaughter|capture|seizure|takeover|occupation|invasion|arrest|detention|abduction|kidnapping|beheading|lynching|hanging|stoning|torture|rape|abuse|beating|bombing|bombardment|shelling|strafing|targeting|destruction|demolition|burning|looting|siege|recruitment|release|poisoning|shooting|downing|disappearance|expulsion|displacement|treatment|use)s?$/i

/** "captured and beheaded a driver": both took him; a tree gives him to the first. */
const sharedObject: Repair = (tree, and) => {
  const [first, second] = [and - 1, and + 1]
  if (tree.rel(second) !== 'conj' || tree.head(second) !== first || tree.xpos(first) !== tree.xpos(second)) return
  const object = tree.child(second, /^obj$/)
  if (TAKES.has(tree.form(first).toLowerCase()) && object > second && !tree.has(first, /^obj$/))
    tree.move(object, first, 'obj')
}

/** Verbs that want an object. */
const TAKES = formsOf(
  'capture abduct kidnap*(kidnapped) arrest detain seize ambush besiege surround rob* loot torture beat(beat beaten) rape kill murder wound injure behead execute destroy damage condemn denounce deny reject confirm target hit*(hit) find(found) take(took taken) hold(held) interrogate arm disarm train recruit fund finance',
)

/** "When the shelling stopped rescuers entered": the clause that lacks a subject has it where the comma was lost. */
const lostComma: Repair = (tree, when) => {
  const aside = tree.head(when)
  const main = tree.head(aside)
  const object = tree.child(aside, /^obj$/)
  if (tree.rel(aside) !== 'advcl' || when > aside || object < aside || main < object) return
  if (!tree.has(aside, /^nsubj/)) return
  if (tree.has(main, /subj|expl|aux/) || !/^VB[DZN]$/.test(tree.xpos(main)) || tree.end(object) !== main - 1) return
  tree.move(object, main, 'nsubj')
}

/** "killed by a sniper": with a passive verb "by" is hardly ever anything else; "by Friday", "by the river" are. */
const byWhom: Repair = (tree, by) => {
  const doer = tree.head(by)
  const verb = tree.head(doer)
  if (tree.rel(by) !== 'case' || tree.rel(doer) !== 'obl' || doer < verb || tree.xpos(verb) !== 'VBN') return
  if (tree.has(verb, /^aux$/) && !tree.has(verb, /^aux:pass$/)) return
  if (/^(?:NOUN|PROPN|PRON)$/.test(tree.upos(doer)) && !NOBODY.test(tree.form(doer))) tree.relabel(doer, 'obl:agent')
}

/** Times, measures, ways, places beside which something is. */
const NOBODY =
  /day$|^(?:morning|noon|afternoon|evening|night|midnight|dawn|dusk|week|weekend|month|year|end|time|then|now|hour|minute|percent|%|cent|half|third|quarter|point|metre|meter|mile|kilometre|kilometer|mistake|accident|chance|phone|telephone|email|mail|post|hand|name|law|air|sea|land|road|train|car|bus|boat|ship|plane|river|road|roadside|side|way|means|order|virtue|default|surprise|force|January|February|March|April|May|June|July|August|September|October|November|December)s?$/i

/** "claimed the raid in a statement": where it was said, not which raid. */
const inStatement: Repair = (tree, statement) => {
  const thing = tree.head(statement)
  const verb = tree.head(thing)
  if (tree.rel(statement) !== 'nmod' || tree.rel(thing) !== 'obj' || thing < verb || statement < thing) return
  if (/^in$/i.test(tree.form(tree.child(statement, /^case$/))) && tree.upos(verb) === 'VERB')
    tree.move(statement, verb, 'obl')
}

/** "Two of the wounded later died". */
const laterDied: Repair = (tree, later) => {
  const verb = later + 1
  if (!/^(?:nmod|amod|advmod)/.test(tree.rel(later)) || !/^VB/.test(tree.xpos(verb))) return
  if (/^nsubj/.test(tree.rel(tree.head(later))) && tree.head(tree.head(later)) === verb)
    tree.move(later, verb, 'advmod')
}

/** "fell on a bakery killing six": a place does not kill. */
const harm: Repair = (tree, participle) => {
  const place = tree.head(participle)
  if (tree.rel(participle) !== 'acl' || tree.rel(place) !== 'obl' || !tree.has(participle, /^obj$/)) return
  if (
    /^(?:in|on|at|near|outside|inside|into|onto|over|through|around|across)$/i.test(
      tree.form(tree.child(place, /^case$/)),
    )
  )
    tree.move(participle, tree.head(place), 'advcl')
}

const HARM = formsOf(
  'kill wound injure destroy damage displace maim hurt(hurt) leave(left) burn(burnt) bury force set*(set) trap* demolish',
)
const harming = new Set([...HARM].filter((form) => form.endsWith('ing')))

/** "In the market lay the bodies": nobody lays them. */
const lay: Repair = (tree, verb) => {
  const object = tree.child(verb, /^obj$/)
  if (object < verb || tree.has(verb, /subj|expl/)) return
  if (tree.children(verb, /^(?:obl|advmod)$/).some((i) => i < verb && tree.start(i) === 0))
    tree.relabel(object, 'nsubj')
}

/** "claimed responsibility for the bombing". */
const nounsOwn: Repair = (tree, preposition) => {
  const noun = preposition - 1
  const phrase = tree.head(preposition)
  const bound = NOUN_AND[tree.form(noun).toLowerCase()]
  if (!bound?.test(tree.form(preposition)) || tree.rel(preposition) !== 'case' || tree.upos(noun) !== 'NOUN') return
  if (/^role$/i.test(tree.form(noun)) && LIGHT.test(tree.form(tree.head(noun)))) return
  if (
    /^obl/.test(tree.rel(phrase)) &&
    tree.head(phrase) === tree.head(noun) &&
    /^(?:obj|obl|nsubj)/.test(tree.rel(noun))
  )
    tree.move(phrase, noun, 'nmod')
}

/** Verbs that have the role: "played a role in the talks" is said of the verb. */
const LIGHT = /^(?:play|ha[dsv]|tak|took|get|got)/i

/** Nouns that ask for what follows them, and with which preposition. */
const NOUN_AND: Readonly<Record<string, RegExp>> = {
  responsibility: /^for$/i,
  blame: /^for$/i,
  retaliation: /^(?:for|against)$/i,
  revenge: /^(?:for|against)$/i,
  reprisal: /^for$/i,
  response: /^to$/i,
  reaction: /^to$/i,
  role: /^in$/i,
  involvement: /^in$/i,
  complicity: /^in$/i,
}

/** "It came as a daily had printed the letter": a phrase before a finite clause that lacks its subject is that subject. */
const subjectOfClause: Repair = (tree, as) => {
  const subject = tree.head(as)
  if (tree.rel(as) !== 'case' || subject < as || !tree.isNominal(subject) || !/^(?:obl|nmod)$/.test(tree.rel(subject)))
    return
  const clause =
    tree.children(tree.head(subject), /^(?:advcl|acl|conj|parataxis|ccomp)$/).find((i) => i > subject) ?? -1
  if (clause < 0 || tree.start(clause) !== tree.end(subject) + 1 || tree.has(clause, /^(?:[nc]subj|expl|mark|cc)/))
    return
  const auxiliary = tree.child(clause, /^(?:aux|cop)/)
  if (tree.feat(auxiliary < 0 ? clause : auxiliary, 'VerbForm') !== 'Fin') return
  tree.move(subject, clause, tree.has(clause, /^aux:pass$/) ? 'nsubj:pass' : 'nsubj')
  for (const i of [as, ...tree.children(subject, /^advmod$/).filter((i) => i < as)])
    tree.move(i, clause, i === as ? 'mark' : 'advmod')
}

export const VERB_REPAIRS: readonly (readonly [ReadonlySet<string>, Repair])[] = [
  [CONTROL, control],
  [CHARGE, charge],
  [new Set(['left', 'leave', 'leaves', 'leaving', 'found', 'find', 'finds']), leftDead],
  [new Set(['found', 'shot', 'stabbed', 'hacked']), foundDead],
  [new Set(['by']), agent],
  [new Set(['by']), agentNotSubject],
  [new Set(['by']), agentOfDeed],
  [new Set(['by']), byWhom],
  [
    new Set([
      'statement',
      'interview',
      'message',
      'video',
      'post',
      'tweet',
      'letter',
      'speech',
      'broadcast',
      'recording',
    ]),
    inStatement,
  ],
  [new Set(['later', 'also', 'then', 'still', 'already', 'since', 'subsequently']), laterDied],
  [new Set(['and']), sharedObject],
  [
    new Set(['when', 'while', 'as', 'after', 'before', 'since', 'because', 'once', 'although', 'though', 'until']),
    lostComma,
  ],
  [new Set(['as', 'after', 'before', 'since', 'until', 'than', 'like']), subjectOfClause],
  [harming, harm],
  [new Set(['lay', 'lie', 'lies', 'stood', 'stands', 'sat', 'sits', 'hung', 'hangs']), lay],
  [new Set(['for', 'to', 'in', 'against', 'on']), nounsOwn],
]
