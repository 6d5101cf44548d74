import type { Sentence, Token } from '../../language/contract.js'
import { labelOf } from '../mentions.js'
import {
  childOf,
  childrenOf,
  clauseHeadOf,
  hasRelation,
  headOf,
  isNegated,
  nounPhraseTokens,
  prepositionOf,
  subjectOf,
  subtree,
} from '../tree.js'
import { type Context, isVerb, labelsOf, lemmaOf, wordOf } from './context.js'
import { restAfter } from './linear.js'
import {
  clauseOf,
  colonSide,
  followingQuotation,
  nearQuotation,
  newsOf,
  nounClause,
  predicateClause,
  verbalSide,
  whatComplement,
} from './roles/clauses.js'
import { claimedFor, deedObject, deedOfResponsibility, responsibilityFor } from './roles/deeds.js'
import {
  clauseSpans,
  type Found,
  infinitivesOf,
  isSubstantial,
  isToInfinitive,
  noun,
  spansOf,
  startsWith,
  type Trigger,
  withPreposition,
} from './roles/found.js'
import {
  asHost,
  behindComma,
  behindCue,
  hostClause,
  hostOfNoun,
  hostOfParticiple,
  ownedHost,
  thrownHost,
  thrownSubject,
} from './roles/hosts.js'
import {
  contraryClaim,
  deniedAbove,
  EXAGGERATED,
  finderOfNone,
  judgeAbove,
  misrepresenting,
  nobodyAsks,
  openClause,
  openSentence,
  partySubject,
  saidAndPredicate,
  saidSubject,
  takenUp,
  takenUpPassive,
  thrownSpeaker,
  toldClause,
  untrueObject,
} from './roles/judgements.js'
import {
  accusedAndDeed,
  demandedOf,
  isBare,
  isOccasion,
  objectAndMore,
  objectAt,
  objectWith,
  objectWithParticiple,
  ofAndMore,
  prepositionPhrase,
} from './roles/objects.js'
import { answerer, questionAnswered } from './roles/questions.js'
import {
  giverOf,
  hearerOf,
  makerOf,
  nounOfPreposition,
  quotedSpeaker,
  speakingSubject,
  writtenIn,
} from './roles/speakers.js'

type Finder = (context: Context, trigger: Trigger) => Found | null

/** Looks for the first of these functions that is there. */
export function findFirst(
  context: Context,
  trigger: Trigger,
  names: readonly string[],
): (Found & { readonly name: string }) | null {
  for (const name of names) {
    const found = findRole(context, trigger, name)
    if (found) return { ...found, name }
  }
  return null
}

export function findRole(context: Context, trigger: Trigger, name: string): Found | null {
  const finder = FINDERS[name]
  if (finder) return finder(context, trigger)
  const preposition = /^([a-z]+)-phrase$/.exec(name)?.[1]
  return preposition ? prepositionPhrase(trigger, preposition) : null
}

/** "denied having seen it". */
const hasHaving = (sentence: Sentence, token: Token): boolean =>
  childrenOf(sentence, token, 'aux', 'cop').some((t) => ['having', 'being'].includes(wordOf(t)))

/** The clause without those that are joined to it with a subject of their own: "…, but police believe …". */
function clauseAlone(sentence: Sentence, head: Token): Found | null {
  const joined = childrenOf(sentence, head, 'conj', 'parataxis').filter((t) => childOf(sentence, t, 'nsubj') !== null)
  const cut = new Set(joined.flatMap((t) => subtree(sentence, t).map((s) => s.index)))
  return spansOf(
    sentence,
    subtree(sentence, head).filter((t) => !cut.has(t.index)),
    head,
  )
}

/** "Word came from X that A": the clause stands behind whom it came from. */
function behindGiver(sentence: Sentence, token: Token): Found | null {
  const giver = withPreposition(sentence, token, 'from')
  const below = giver ? [giver, token].flatMap((t) => childrenOf(sentence, t, 'acl', 'ccomp', 'advcl')) : []
  const clause = below.find((t) => startsWith(sentence, t, 'that'))
  return clause ? clauseSpans(sentence, [clause]) : null
}

/** What the preposition at the end of the cue leads. */
function ledBy(sentence: Sentence, cue: readonly Token[], token: Token): Token | null {
  const last = cue.at(-1)
  if (last?.upos !== 'ADP' || last.index <= token.index || !hasRelation(last, 'case')) return null
  const led = headOf(sentence, last)
  return led && led.index > last.index ? led : null
}

const FINDERS: Readonly<Record<string, Finder>> = {
  outlet: () => ({ kind: 'outlet' }),
  subject: (context, trigger) => noun(speakingSubject(context, trigger)),
  'passive-subject': (_, { sentence, token }) => {
    const found = subjectOf(sentence, token)
    return found?.passive ? noun(found.token) : null
  },
  'by-phrase': (_, { sentence, token }) =>
    noun(childOf(sentence, token, 'obl:agent') ?? withPreposition(sentence, token, 'by')),
  object: (_, { sentence, token }) => noun(childrenOf(sentence, token, 'obj').find(isSubstantial)),
  hearer: (context, trigger) => noun(hearerOf(context, trigger)),
  possessor: (_, { sentence, token }) => noun(childOf(sentence, token, 'nmod:poss')),
  maker: (context, trigger) => noun(makerOf(context, trigger)),
  'its-noun': (_, trigger) => noun(nounOfPreposition(trigger)),
  'noun-itself': (_, { token }) => noun(token),
  clause: (context, trigger) => clauseOf(context, trigger),
  'noun-clause': (_, trigger) => nounClause(trigger),
  host: (context, trigger) => hostClause(context, trigger),
  infinitive: (_, { sentence, token }) => clauseSpans(sentence, infinitivesOf(sentence, token)),
  'object-infinitive': (_, { sentence, token }) => {
    const object =
      childOf(sentence, token, 'obj', 'iobj') ??
      childrenOf(sentence, token, 'obl').find((t) =>
        ['on', 'upon', 'to', 'for', 'with'].includes(prepositionOf(sentence, t) ?? ''),
      ) ??
      null
    const infinitive =
      infinitivesOf(sentence, token)[0] ??
      (object && childrenOf(sentence, object, 'acl').find((t) => isToInfinitive(sentence, t)))
    if (!object || !infinitive) return null
    return spansOf(
      sentence,
      [
        ...subtree(
          sentence,
          object,
          (t) => hasRelation(t, 'case') && t.head === object.index && t.index < object.index,
        ),
        ...subtree(sentence, infinitive),
      ],
      infinitive,
    )
  },
  participle: (context, { sentence, token }) =>
    clauseSpans(
      sentence,
      childrenOf(sentence, token, 'xcomp', 'ccomp', 'advcl', 'obl')
        .filter((t) => (t.xpos === 'VBG' && !hasRelation(t, 'obl')) || hasHaving(sentence, t))
        .filter((t) => t.index - token.index <= (startsWith(sentence, t, 'to') ? 8 : 4))
        .filter((t) => !sentence.tokens.slice(token.index + 1, t.index).some((c) => c.text === ','))
        .filter((t) => !labelsOf(context.lexicon, 'speech-verbs').has(lemmaOf(t)))
        .slice(0, 1),
    ),
  'object-as': (_, { sentence, token }) => {
    const object = childOf(sentence, token, 'obj')
    const as =
      childrenOf(sentence, token, 'obl', 'advcl', 'xcomp', 'nmod').find(
        (t) => t.index > (object?.index ?? 0) && startsWith(sentence, t, 'as'),
      ) ??
      (object && childrenOf(sentence, object, 'nmod', 'acl').find((t) => startsWith(sentence, t, 'as'))) ??
      childrenOf(sentence, token, 'xcomp')[0]
    if (!object || !as) return null
    return spansOf(sentence, [...subtree(sentence, object), ...subtree(sentence, as)], as)
  },
  'raised-clause': (_, { sentence, token }) => {
    const subject = subjectOf(sentence, token)
    const agent = childOf(sentence, token, 'obl:agent')
    const infinitive =
      childOf(sentence, token, 'xcomp') ??
      (agent && childrenOf(sentence, agent, 'acl').find((t) => isToInfinitive(sentence, t)))
    if (!subject || !infinitive) return null
    return spansOf(
      sentence,
      [...subtree(sentence, subject.token, (t) => t.index === token.index), ...subtree(sentence, infinitive)],
      infinitive,
    )
  },
  'object-with-participle': (_, trigger) => objectWithParticiple(trigger),
  'object-clause': (context, { sentence, token, at, cue }) => {
    const cues = labelsOf(context.lexicon, 'nominal-cues')
    // "dismissed as rumours the reports that A": the object stands behind the judgement.
    const near = sentence.tokens.slice(token.index + 1, token.index + 9)
    const until = near.findIndex((t) => isVerb(t) || t.text === ',')
    const later = (until < 0 ? near : near.slice(0, until)).filter((t) => t.upos === 'NOUN' && cues.has(lemmaOf(t)))
    // "cast doubt on the claim that A": the cue's own preposition leads the object.
    const object = ledBy(sentence, cue, token) ?? childOf(sentence, token, 'obj')
    const said = object ? [object] : later
    for (const noun of said.filter((t) => cues.has(lemmaOf(t)))) {
      const clause = nounClause({ sentence, token: noun, at, cue: [noun] })
      if (clause) return clause
    }
    return null
  },
  'object-and-on': (context, trigger) => objectWith(context, trigger, ['on']),
  'accused-deed': (context, trigger) => objectWith(context, trigger, ['of', 'for', 'with', 'over', 'in']),
  'accused-and-deed': (_, trigger) => accusedAndDeed(trigger),
  'fresh-object': (context, trigger) => {
    const object = childrenOf(trigger.sentence, trigger.token, 'obj').find(isSubstantial)
    return object && !isBare(trigger.sentence, object) ? objectAndMore(context, trigger) : null
  },
  'untrue-object': (context, trigger) => untrueObject(context, trigger),
  'exaggerated-object': (context, trigger) => untrueObject(context, trigger, EXAGGERATED),
  'open-sentence': (_, trigger) => openSentence(trigger),
  'plain-subject': (_, { sentence, token }) => noun(childOf(sentence, token, 'nsubj')),
  'clause-with-subject': (context, { sentence, token }) => {
    const clause = saidAndPredicate(context, sentence, token)
    return clause && clauseSpans(sentence, [clause.head])
  },
  'clause-subject': (context, { sentence, token }) => noun(saidAndPredicate(context, sentence, token)?.subject),
  misrepresenting: (_, trigger) => misrepresenting(trigger),
  'negated-noun': (_, { sentence, token }) => {
    const no = childrenOf(sentence, token, 'det', 'case', 'advmod').find((t) =>
      ['no', 'without', 'any'].includes(wordOf(t)),
    )
    const negative = no && (wordOf(no) !== 'any' || isNegated(sentence, clauseHeadOf(sentence, token)))
    return negative ? noun(token) : null
  },
  'whole-sentence-clause': (_, { sentence, token }) => clauseSpans(sentence, [clauseHeadOf(sentence, token)]),
  'doubted-clause': (_, { sentence, token }) =>
    clauseSpans(
      sentence,
      [
        ...childrenOf(sentence, token, 'ccomp', 'csubj', 'acl'),
        // "It is not true, X said, that A": the clause hangs on the verb that is thrown in.
        ...childrenOf(sentence, token, 'parataxis').flatMap((t) =>
          childrenOf(sentence, t, 'ccomp').filter((c) => startsWith(sentence, c, 'that')),
        ),
      ]
        .filter((t) => t.index > token.index)
        .slice(0, 1),
    ),
  'own-subject': (_, { sentence, token }) => noun(subjectOf(sentence, token)?.token),
  'cue-object': (context, { sentence, token, cue }) => {
    const last = cue.at(-1)
    const object =
      last && ['ADP', 'SCONJ'].includes(last.upos) && last.index > token.index ? headOf(sentence, last) : null
    if (!object || object.index <= (last?.index ?? 0)) return null
    // "raise questions over the report": with its noun the cue is whole, and what follows is no occasion.
    const isWhole = isVerb(object) || cue.some((t) => t.upos === 'NOUN')
    if (!isWhole && isOccasion(context, object)) return null
    return isVerb(object) ? clauseSpans(sentence, [object]) : noun(object)
  },
  'agent-clause': (_, { sentence, token }) => {
    const agent = childOf(sentence, token, 'obl:agent') ?? withPreposition(sentence, token, 'by')
    const clause =
      childOf(sentence, token, 'ccomp', 'csubj') ??
      (agent && childrenOf(sentence, agent, 'acl', 'ccomp').find((t) => startsWith(sentence, t, 'that')))
    return clause && clause.index > token.index ? clauseSpans(sentence, [clause]) : null
  },
  'object-and-at': (context, trigger) => objectWith(context, trigger, ['at']) ?? objectAt(trigger),
  'nothing-found': (_, trigger) => noun(finderOfNone(trigger)),
  finder: (_, trigger) => noun(finderOfNone(trigger)),
  'of-and-more': (_, trigger) => ofAndMore(trigger),
  'of-clause': (_, { sentence, token }) => {
    const about = childrenOf(sentence, token, 'obl', 'nmod', 'advcl').find((t) =>
      ['of', 'about', 'on', 'over'].some((p) => startsWith(sentence, t, p)),
    )
    return about ? (nounClause({ sentence, token: about, at: 0, cue: [about] }) ?? noun(about)) : null
  },
  'about-near': (_, { sentence, token }) => {
    const near = sentence.tokens.slice(token.index + 1, token.index + 10)
    const about = near.find((t) => ['about', 'on', 'regarding'].includes(wordOf(t)) && hasRelation(t, 'case'))
    if (!about || near.slice(0, near.indexOf(about)).some((t) => isVerb(t) || t.text === ',')) return null
    const told = headOf(sentence, about)
    return told && told.index > about.index ? noun(told) : null
  },
  'claim-object': (context, trigger) => objectAndMore(context, trigger, 'as'),
  'deed-object': (context, trigger) => deedObject(context, trigger),
  'deed-subject': (_, { sentence, token }) => {
    const deed = subjectOf(sentence, token)?.token
    return deed ? (isBare(sentence, deed) ? clauseSpans(sentence, [token]) : noun(deed)) : null
  },
  responsibility: (_, trigger) => responsibilityFor(trigger),
  'responsibility-or-clause': (_, trigger) => deedOfResponsibility(trigger),
  'noun-above': (_, { sentence, token }) => {
    const up = hasRelation(token, 'acl:relcl') ? headOf(sentence, token) : null
    if (!up || childOf(sentence, token, 'nsubj')?.index === up.index) return null
    return spansOf(sentence, nounPhraseTokens(sentence, up, { clauses: false }), up)
  },
  'subject-clause': (context, { sentence, token, at }) => {
    const subject = newsOf(sentence, token)
    if (!subject || !labelsOf(context.lexicon, 'nominal-cues').has(lemmaOf(subject))) return null
    return nounClause({ sentence, token: subject, at, cue: [subject] }) ?? behindGiver(sentence, token)
  },
  demanded: (_, trigger) => demandedOf(trigger),
  quoted: (_, trigger) => quotedSpeaker(trigger, 'quoted'),
  quoter: (_, trigger) => quotedSpeaker(trigger, 'quoter'),
  giver: (_, trigger) => noun(giverOf(trigger)),
  'written-in': (context, trigger) => noun(writtenIn(context, trigger)),
  issuer: (context, trigger) => {
    const document = writtenIn(context, trigger)
    return document
      ? noun(giverOf({ ...trigger, token: document }) ?? makerOf(context, { ...trigger, token: document }))
      : null
  },
  rest: (context, trigger) => {
    const tokens = restAfter(context, trigger, hearerOf(context, trigger))
    return tokens.length > 0 ? spansOf(trigger.sentence, tokens, tokens.find(isVerb) ?? null) : null
  },
  'what-complement': (_, trigger) => whatComplement(trigger),
  'host-of-noun': (_, trigger) => hostOfNoun(trigger),
  'host-of-participle': (context, trigger) => hostOfParticiple(context, trigger),
  'whole-clause': (_, { sentence, token }) => clauseSpans(sentence, [token]),
  'object-and-more': (context, trigger) => objectAndMore(context, trigger),
  'clause-above': (_, { sentence, token }) => clauseSpans(sentence, [deniedAbove(sentence, token) ?? token]),
  'negated-above': (_, { sentence, token }) => {
    const above = deniedAbove(sentence, token)
    return above && clauseSpans(sentence, [above])
  },
  'open-clause': (_, trigger) => openClause(trigger),
  'before-colon-clause': (context, trigger) => verbalSide(context, trigger, 'before'),
  'after-colon-clause': (context, trigger) => verbalSide(context, trigger, 'after'),
  'thrown-subject': (context, trigger) => noun(thrownSubject(context, trigger)),
  'thrown-host': (context, trigger) => thrownHost(context, trigger),
  'contrary-claim': (context, trigger) => contraryClaim(context, trigger),
  'question-denied': (context, trigger) => questionAnswered(context, trigger, 'no'),
  'question-affirmed': (context, trigger) => questionAnswered(context, trigger, 'yes'),
  answerer: (context, trigger) => noun(answerer(context, trigger)),
  'said-subject': (context, { sentence, token }) => saidSubject(context, sentence, token),
  'told-clause': (context, trigger) => toldClause(context, trigger),
  'owned-host': (_, trigger) => ownedHost(trigger),
  'party-subject': (context, trigger) => partySubject(context, trigger),
  'as-host': (_, trigger) => asHost(trigger),
  'owner-of': (context, { sentence, token }) =>
    noun(
      childrenOf(sentence, token, 'nmod').find(
        (t) =>
          ['of', 'among', 'within', 'amongst'].includes(prepositionOf(sentence, t) ?? '') &&
          labelOf(context.lexicon, 'source-nouns', t) !== null,
      ),
    ),
  'thrown-speaker': (context, trigger) => thrownSpeaker(context, trigger),
  'nobody-clause': (_, { sentence, token }) => {
    const own = childOf(sentence, token, 'nsubj') !== null
    return clauseAlone(sentence, own ? token : (headOf(sentence, token) ?? token))
  },
  'claimed-for': (_, trigger) => claimedFor(trigger),
  'taken-up-passive': (_, trigger) => takenUpPassive(trigger),
  'judge-above': (_, trigger) => noun(judgeAbove(trigger)),
  'taken-up': (_, trigger) => takenUp(trigger),
  'taken-up-object': (_, { sentence, token }) => noun(childOf(sentence, token, 'obj')),
  'nobody-asks': (_, trigger) => nobodyAsks(trigger),
  'predicate-clause': (_, trigger) => predicateClause(trigger),
  'behind-cue': (_, trigger) => behindCue(trigger),
  'behind-comma': (_, trigger) => behindComma(trigger),
  quotation: (context, trigger) => nearQuotation(context, trigger),
  'next-sentence': (context, trigger) => followingQuotation(context, trigger),
  'after-colon': (context, trigger) => colonSide(context, trigger, 'after'),
  'before-colon': (context, trigger) => colonSide(context, trigger, 'before'),
}
