/** What a claim can be about, grouped in families of what is near. One vocabulary for ledger, screen and gold files. */
export const EVENT_FAMILIES = {
  violence: [
    'armed-clash',
    'attack',
    'ambush',
    'operation',
    'killing',
    'execution',
    'shooting',
    'bombing',
    'suicide-bombing',
    'explosion',
    'shelling',
    'airstrike',
    'drone-strike',
    'chemical-attack',
    'torture',
    'sexual-violence',
    'downing',
  ],
  harm: ['harm'],
  detention: ['detention', 'abduction', 'release', 'surrender'],
  territory: [
    'territory-taken',
    'territory-lost',
    'base-destroyed',
    'weapons-seized',
    'siege',
    'road-closure',
    'defeat',
  ],
  property: ['property-damage', 'looting'],
  movement: ['movement', 'displacement', 'evacuation', 'return', 'deployment', 'withdrawal'],
  politics: [
    'talks',
    'visit',
    'agreement',
    'ceasefire',
    'appointment',
    'sanctions',
    'protest',
    'recruitment',
    'investigation',
    'statement',
    'election',
  ],
  relief: ['aid', 'aid-blocked', 'rescue'],
} as const

/** What a claim says is the case, rather than what happened. */
export const STATE_FAMILIES = {
  strength: ['strength', 'capability', 'losses'],
  presence: ['presence', 'control'],
  danger: ['threat', 'security-situation', 'humanitarian-situation', 'intent'],
  identity: ['alias', 'affiliation', 'position', 'relation', 'membership'],
  knowledge: ['unknown-perpetrator', 'unknown-toll', 'no-comment', 'authenticity'],
} as const

type Values<T> = T[keyof T]
export type EventFamily = keyof typeof EVENT_FAMILIES
export type StateFamily = keyof typeof STATE_FAMILIES
export type Family = EventFamily | StateFamily
export type EventType = Values<typeof EVENT_FAMILIES>[number]
export type StateType = Values<typeof STATE_FAMILIES>[number]
export type ClaimType = EventType | StateType

export const STANCES = [
  'asserts',
  'confirms',
  'denies',
  'disputes',
  'doubts',
  'estimates',
  'predicts',
  'warns',
  'plans',
  'claims-responsibility',
] as const
/** What a speaker does with the content of a claim. */
export type Stance = (typeof STANCES)[number]

export const HARMS = [
  'killed',
  'wounded',
  'casualties',
  'detained',
  'abducted',
  'missing',
  'displaced',
  'evacuated',
  'released',
  'surrendered',
  'fled',
] as const
/** What happened to people who are counted; `casualties` = killed or wounded, the words do not say which. */
export type Harm = (typeof HARMS)[number]

export const REALITIES = ['actual', 'planned', 'predicted', 'hypothetical', 'habitual'] as const
/** What the words say of the world; what the speaker does with them is the stance. */
export type Reality = (typeof REALITIES)[number]

export const SOURCE_KINDS = ['party', 'official', 'institution', 'witness', 'media', 'expert', 'anonymous'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

const familyByType = new Map<string, Family>(
  [...Object.entries(EVENT_FAMILIES), ...Object.entries(STATE_FAMILIES)].flatMap(([family, types]) =>
    types.map((type): [string, Family] => [type, family as Family]),
  ),
)
const stateTypes = new Set<string>(Object.values(STATE_FAMILIES).flat())

/**
 * The family of a type.
 *
 * @throws RangeError for a word that is not in the vocabulary.
 * @example familyOf('airstrike') // 'violence'
 */
export function familyOf(type: ClaimType): Family {
  const family = familyByType.get(type)
  if (!family) throw new RangeError(`"${type}" is no type of event or state; see src/claim/vocabulary.ts`)
  return family
}

/** True for types of states (strength, control, alias ...), false for types of events. */
export const isStateType = (type: ClaimType): type is StateType => stateTypes.has(type)
