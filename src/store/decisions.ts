import {
  type Claim,
  type ClaimRef,
  type ClaimType,
  type Decision,
  EVENT_FAMILIES,
  type Event,
  isStateType,
  type Mention,
  overlaps,
  REALITIES,
  SOURCE_KINDS,
  type Span,
  STANCES,
  STATE_FAMILIES,
  type Toll,
  wordsOf,
} from '../claim/index.js'

/**
 * A ruling hangs on (text hash, span, field). The span is a claim's quote for rulings on claims, and a mention's
 * words for `private`. Where several claims share one quote, the field may name the one that is meant, as
 * extracted: `stance#killing` by type, `stance#killing@120` by type and by where its source stands.
 */
export interface Field {
  readonly name: string
  readonly type: string | null
  readonly source: number | null
}

type Change = (claim: Claim, value: unknown) => Claim

interface Rule {
  /** What the value must be, in words; `allows` decides. */
  readonly takes: string
  allows(value: unknown): boolean
  readonly change: Change
}

const TYPES = new Set<string>([...Object.values(EVENT_FAMILIES).flat(), ...Object.values(STATE_FAMILIES).flat()])
const oneOf = (values: readonly string[]) => ({
  takes: `one of ${values.join(', ')}`,
  allows: (value: unknown) => typeof value === 'string' && values.includes(value),
})
const yesOrNo = { takes: 'true or false', allows: (value: unknown) => typeof value === 'boolean' }

const inContent =
  (part: object): Change =>
  (claim) => ({ ...claim, content: { ...claim.content, ...part } as Claim['content'] })

/** Fields of one claim that a reviewer may rule on. */
const RULES: Readonly<Record<string, Rule>> = {
  stance: { ...oneOf(STANCES), change: (claim, value) => ({ ...claim, stance: value as Claim['stance'] }) },
  'content.type': {
    takes: 'a type of src/claim/vocabulary.ts',
    allows: (value) => typeof value === 'string' && TYPES.has(value),
    change: retype,
  },
  'content.negated': { ...yesOrNo, change: (claim, value) => inContent({ negated: value })(claim, value) },
  'content.reality': { ...oneOf(REALITIES), change: (claim, value) => inContent({ reality: value })(claim, value) },
  'attribution.kind': {
    ...oneOf(SOURCE_KINDS),
    change: (claim, value) => ({
      ...claim,
      attribution: { ...claim.attribution, kind: value } as Claim['attribution'],
    }),
  },
  'attribution.authenticity': {
    ...oneOf(['confirmed', 'not-confirmed']),
    change: (claim, value) => ({
      ...claim,
      attribution: { ...claim.attribution, authenticity: value } as Claim['attribution'],
    }),
  },
  partial: { ...yesOrNo, change: (claim, value) => ({ ...claim, partial: value === true }) },
  headline: { ...yesOrNo, change: (claim, value) => ({ ...claim, headline: value === true }) },
}

/** Rulings that are not a plain change of one claim. */
const PRIVATE = 'private'
const SOURCE_PRIVATE = 'attribution.source.private'
const STRIKE = 'strike'
const SAME_AS: Readonly<Record<string, string>> = {
  reality: 'content.reality',
  negated: 'content.negated',
  type: 'content.type',
  claim: STRIKE,
}

/** An event stays an event: its roles and tolls would have nowhere to go in a state. */
function retype(claim: Claim, value: unknown): Claim {
  const type = value as ClaimType
  return isStateType(type) === (claim.content.kind === 'state') ? inContent({ type })(claim, value) : claim
}

/** @example readField('stance#killing@120') // { name: 'stance', type: 'killing', source: 120 } */
export function readField(field: string): Field | null {
  const [, name, type, source] = /^([a-z.-]+)(?:#([a-z-]+))?(?:@([0-9]+))?$/.exec(field) ?? []
  if (!name) return null
  return { name: SAME_AS[name] ?? name, type: type ?? null, source: source === undefined ? null : Number(source) }
}

/** What is wrong with a ruling, in words; null when it can be kept. */
export function faultOf(decision: Decision): string | null {
  const { textHash, start, end, reviewer, decidedAt, value } = decision
  if (!/^[0-9a-f]{64}$/.test(textHash)) return 'textHash must be the SHA-256 of a text, 64 hex digits'
  if (!(Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end))
    return `span ${start}-${end} is empty`
  if (!reviewer.trim()) return 'reviewer must say who decided'
  if (Number.isNaN(Date.parse(decidedAt))) return `decidedAt "${decidedAt}" is no ISO 8601 instant`
  const field = readField(decision.field)
  const rule = field ? ruleOf(field.name) : null
  if (!rule)
    return `"${decision.field}" cannot be ruled on; fields are ${[PRIVATE, SOURCE_PRIVATE, STRIKE, ...Object.keys(RULES)].join(', ')}`
  return value === null || rule.allows(value)
    ? null
    : `"${decision.field}" takes ${rule.takes}, or null to take a ruling back`
}

function ruleOf(name: string): Pick<Rule, 'takes' | 'allows'> | null {
  if (name === PRIVATE || name === SOURCE_PRIVATE) return yesOrNo
  if (name === STRIKE)
    return {
      takes: 'true, false, "strike" or "keep"',
      allows: (value) => [true, false, 'strike', 'keep'].includes(value as never),
    }
  return RULES[name] ?? null
}

/**
 * The claims of one text as reviewers left them. Both lists must belong to the same text; `claims` should be all of
 * its claims, because a name that is cleared or withheld in one of them is so in all.
 *
 * Rulings follow their words through a better reading: where no claim has exactly the span ruled on, the one that
 * shares most of it is meant.
 */
export function applyDecisions(claims: readonly Claim[], decisions: readonly Decision[]): readonly Claim[] {
  const rulings = inForce(decisions)
  if (rulings.length === 0) return claims
  const struck = new Set<string>()
  let changed = [...claims]
  for (const ruling of rulings) {
    const meant = new Set(meantBy(ruling, claims))
    if (ruling.field.name === STRIKE) {
      if (ruling.value === true || ruling.value === 'strike') for (const index of meant) struck.add(claims[index]!.id)
    } else {
      const change = RULES[ruling.field.name]?.change
      if (change) changed = changed.map((claim, index) => (meant.has(index) ? change(claim, ruling.value) : claim))
    }
  }
  const named = applyPrivacy(changed, claims, rulings)
  return struck.size === 0
    ? named
    : named.filter(({ id }) => !struck.has(id)).map((claim) => withoutLink(claim, struck))
}

interface Ruling extends Span {
  readonly field: Field
  readonly value: unknown
}

/** The latest ruling on each span and field, oldest first; those taken back are gone. */
function inForce(decisions: readonly Decision[]): Ruling[] {
  const inOrder = decisions
    .map((decision, index) => ({ decision, index, at: Date.parse(decision.decidedAt) }))
    .sort((a, b) => (a.at || 0) - (b.at || 0) || a.index - b.index)
  const latest = new Map<string, Ruling>()
  for (const { decision } of inOrder) {
    const field = readField(decision.field)
    if (!field || faultOf(decision)) continue
    const key = `${decision.start}-${decision.end} ${field.name}#${field.type}@${field.source}`
    latest.delete(key)
    if (decision.value !== null)
      latest.set(key, { start: decision.start, end: decision.end, field, value: decision.value })
  }
  return [...latest.values()]
}

/** Least share of words that a claim must have in common with a ruling made on another reading of them. */
const SAME_WORDS = 0.6

/** Positions of the claims that a ruling means. */
function meantBy(ruling: Ruling, claims: readonly Claim[]): number[] {
  const fitting = claims.flatMap((claim, index) =>
    fits(claim, ruling.field) ? [{ index, shared: shareOf(claim.quote, ruling) }] : [],
  )
  const best = Math.max(0, ...fitting.map(({ shared }) => shared))
  return best < SAME_WORDS ? [] : fitting.filter(({ shared }) => shared === best).map(({ index }) => index)
}

function fits(claim: Claim, { type, source }: Field): boolean {
  const { source: speaker } = claim.attribution
  return (
    (type === null || claim.content.type === type) &&
    (source === null || (speaker !== 'outlet' && speaker.quote.start === source))
  )
}

/** Shared characters over all characters: 1 for the same span. */
function shareOf(a: Span, b: Span): number {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start)
  return shared <= 0 ? 0 : shared / (Math.max(a.end, b.end) - Math.min(a.start, b.start))
}

/** A name is one person throughout the text: by the entity where there is one, else by the words. */
const personOf = (mention: Mention): string => mention.entity?.id ?? `words:${wordsOf(mention).toLowerCase()}`

function applyPrivacy(
  claims: readonly Claim[],
  extracted: readonly Claim[],
  rulings: readonly Ruling[],
): readonly Claim[] {
  const privateBy = new Map<string, boolean>()
  for (const ruling of rulings) {
    if (typeof ruling.value !== 'boolean') continue
    if (ruling.field.name === PRIVATE) {
      for (const mention of extracted.flatMap(mentionsOf))
        if (names(mention, ruling)) privateBy.set(personOf(mention), ruling.value)
    } else if (ruling.field.name === SOURCE_PRIVATE) {
      for (const index of meantBy(ruling, extracted)) {
        const source = extracted[index]?.attribution.source
        if (source && source !== 'outlet') privateBy.set(personOf(source), ruling.value)
      }
    }
  }
  if (privateBy.size === 0) return claims
  return claims.map((claim) =>
    mapMentions(claim, (mention) => {
      const ruled = privateBy.get(personOf(mention))
      return ruled === undefined || ruled === mention.private ? mention : { ...mention, private: ruled }
    }),
  )
}

/** Withholding reaches every mention that shares words with the span; clearing only the very words that were cleared. */
function names(mention: Mention, ruling: Ruling): boolean {
  const spans = mention.refersTo ? [mention.quote, mention.refersTo] : [mention.quote]
  return spans.some((span) =>
    ruling.value === true ? overlaps(span, ruling) : span.start === ruling.start && span.end === ruling.end,
  )
}

/** Every mention of a claim, in the order of its fields. */
export function mentionsOf(claim: Claim): Mention[] {
  const found: Mention[] = []
  mapMentions(claim, (mention) => {
    found.push(mention)
    return mention
  })
  return found
}

/** The claim with every mention in it replaced by what `change` makes of it. */
export function mapMentions(claim: Claim, change: (mention: Mention) => Mention): Claim {
  const { attribution, content } = claim
  const { source, via, affiliation } = attribution
  const each = (mentions: readonly Mention[]) => mentions.map(change)
  const toll = (one: Toll): Toll => ({
    ...one,
    side: each(one.side),
    named: each(one.named),
    includes: one.includes.map(toll),
  })
  const said = {
    ...attribution,
    source: source === 'outlet' ? source : change(source),
    via: via.map((relay) => (relay.who === 'unknown' ? relay : { ...relay, who: change(relay.who) })),
    affiliation: affiliation && { ...affiliation, of: change(affiliation.of) },
  }
  const roles = { ...content, actor: each(content.actor), target: each(content.target) }
  return {
    ...claim,
    attribution: said,
    content: roles.kind === 'event' ? ({ ...roles, tolls: roles.tolls.map(toll) } satisfies Event) : roles,
  }
}

/** An answer to a claim that was struck still answers its words. */
function withoutLink(claim: Claim, struck: ReadonlySet<string>): Claim {
  const about: Claim['about'] = claim.about
  return about && 'claim' in about && struck.has((about as ClaimRef).claim) ? { ...claim, about: about.quote } : claim
}

/**
 * The field to write into a ruling on one claim: qualified only where other claims of the text share its words.
 *
 * @example fieldFor('strike', claim, claims) // 'strike#killing'
 */
export function fieldFor(name: string, claim: Claim, claims: readonly Claim[]): string {
  const rivals = claims.filter(
    ({ id, quote }) => id !== claim.id && quote.start === claim.quote.start && quote.end === claim.quote.end,
  )
  if (rivals.length === 0) return name
  const byType = `${name}#${claim.content.type}`
  const { source } = claim.attribution
  const typeIsEnough = rivals.every((rival) => rival.content.type !== claim.content.type)
  return typeIsEnough || source === 'outlet' ? byType : `${byType}@${source.quote.start}`
}
