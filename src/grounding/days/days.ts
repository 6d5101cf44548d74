import type { Day, When } from '../../claim/index.js'
import { MS, ms } from './calendar.js'
import { type Base, type DayContext, type Days, unknown } from './expression.js'
import { findDates, previousDays } from './find.js'
import { apply } from './rules.js'

// --------------------------------------------------------------------------------------------- reading the words

const LEADING =
  /^(?:on|in|at|by|during|over|of|for|as of|as early as|just|only|early|late|earlier|later|shortly|around|about|throughout|within|across|and|also|again|back|sometime|both|the|since|from|until|till|up to|through|before|after|,|:|;|\(|-)\s+/i
const CLOCK =
  /(?:\s*,?\s*(?:at\s+|around\s+|about\s+|shortly\s+(?:after|before)\s+|by\s+|just\s+(?:after|before)\s+)?(?:(?:\d{1,2}(?::|\.)?\d{0,2}\s*(?:a\.?m\.?|p\.?m\.?|hours?|hrs|local time|gmt|utc)|\d{1,2}:\d{2}|\d{4}\s*(?:gmt|hours)|noon|midnight|o['’]clock)\b\.?(?:\s*(?:local time|gmt|utc|kabul time))?|\(\s*\d{4}\s*gmt\s*\)|\(\d{1,2}:?\d{2}\s*(?:gmt|utc)?\)))+/gi
const PART_OF_DAY =
  /\s+(?:(?:early|late|mid)[-\s]?)?(?:morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk|sunrise|sunset|daybreak|hours)\b/gi

const VAGUE =
  /^(?:recent(?:ly)?|previous(?:ly)?|now|current(?:ly)?|soon|earlier|later|before|after|then|long|formerly|once|already|in recent|these days|nowadays|at present|for (?:years|months|weeks|days)|long-term|short-term|eventually|finally|shortly|immediately|meanwhile)\b/i

/**
 * The days of an expression, by its words, its context and the day of publication; null = the words are no date.
 * Nothing is invented: without a day of publication nothing relative is known, and a date without year stays open.
 */
export function daysOf(expression: string, context: DayContext): Days | null {
  const { text, start, end } = context
  if (!isDate(expression, text, start, end)) return null
  const anchor = context.said ?? context.published
  const base: Base = {
    anchor,
    anchorName: context.said ? 'the day of the saying,' : 'the day of publication,',
    previous: () => previousDays(context),
    ahead:
      context.ahead ??
      /\b(?:will|to be|going to|plans? to|expected to|scheduled|due|set to|is to|are to|would|planned for|by)\s+[^.;]{0,60}$/i.test(
        text.slice(Math.max(0, start - 70), start),
      ),
  }
  let words = expression
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[,;(]+|[,;).]+$/g, '')
    .trim()
  const open =
    /^(?:since|ever since|as of|starting|beginning|from)\b/i.test(words) &&
    !/^from\b.*\b(?:to|until|through|and)\b/i.test(words)
  const until = /^(?:until|till|by|before|up to|prior to)\b/i.test(words)
  const after = /^after\b/i.test(words)
  const timed = CLOCK.test(words)
  CLOCK.lastIndex = 0
  const partial = new RegExp(PART_OF_DAY.source, 'i').test(` ${words}`)
  const tries = new Set<string>([words])
  const bare = (value: string): string =>
    value
      .replace(CLOCK, ' ')
      .replace(/\s+/g, ' ')
      .replace(/^[\s,]+|[\s,]+$/g, '')
  tries.add(bare(words))
  for (let i = 0; i < 6; i++) {
    words = bare(words).replace(
      /^(?:early|late|mid)[-\s](?!\w+\s+\d{4}$)(?=on\s|(?:sun|mon|tues|wednes|thurs|fri|satur)day)/i,
      '',
    )
    tries.add(words)
    const shorter = words.replace(LEADING, '')
    if (shorter === words) break
    words = shorter
    tries.add(words)
  }
  // "in the early hours of Monday", "the night of Monday", "Monday night", "the morning of 3 May".
  for (const each of [...tries]) {
    const of = /\b(?:morning|afternoon|evening|night|hours|dawn|eve|part)\s+(?:of|on)\s+(.+)$/i.exec(each)
    if (of?.[1]) tries.add(of[1])
    const without = each.replace(PART_OF_DAY, '').trim()
    if (without && without !== each)
      tries.add(without.replace(/^(?:the|early|late)\s+/i, '').replace(/\s+(?:early|late)$/i, ''))
    tries.add(each.replace(/^(?:the|early|late|earlier)\s+(?:on\s+)?/i, ''))
    tries.add(each.replace(/\s+(?:early|late)$/i, ''))
    // "August 15, when Kabul fell" · "in mid-August 2021 the"
    const clause = /^(.+?),?\s+(?:when|as|after|following|while|in an?|with|during|amid)\s/i.exec(each)
    if (clause?.[1]) tries.add(clause[1].replace(LEADING, ''))
  }
  for (const each of tries) {
    if (!each) continue
    const found = apply(each, base)
    if (!found) continue
    if (found.from === null && found.to === null) return found
    const precision = timed && found.precision === 'day' ? 'time' : found.precision
    if (open)
      return {
        ...found,
        to: anchor !== null && anchor >= (found.from ?? '') ? anchor : null,
        precision: anchor ? found.precision : 'vague',
        because: `from then on; ${found.because}`,
      }
    if (until) return { ...found, from: null, because: `up to then; ${found.because}`, precision: found.precision }
    if (after && found.precision !== 'day') return { ...found, because: found.because }
    return { ...found, precision }
  }
  // A date somewhere in a longer phrase: "since the fall of the town in mid-May 2019" gives no day of its own.
  if (
    /^(?:since|after|before|following|until|during|amid|while|when|as)\b/i.test(expression.trim()) &&
    expression.trim().split(/\s+/).length > 4
  )
    return unknown('vague', 'counted from an event')
  if (VAGUE.test(words)) return unknown('vague', 'the words give no day')
  // A time of day alone belongs to the day named just before.
  if (
    timed ||
    partial ||
    /^(?:early|late)?\s*(?:morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk|sunrise|sunset)s?$/i.test(
      words,
    )
  ) {
    const before = previousDays(context, 1500)
    if (
      before &&
      before.from !== null &&
      before.precision !== 'month' &&
      before.precision !== 'year' &&
      (context.published === null
        ? context.start - 400 < 0 || previousDays(context, 400) !== null
        : Math.abs(ms(context.published) - ms(before.from)) <= 7 * MS)
    )
      return {
        ...before,
        precision: timed ? 'time' : before.precision,
        implied: true,
        because: `time of day; the day was named before (${before.because})`,
      }
    return unknown('time', 'a time of day without a day')
  }
  const inner = findDates(expression)
  if (inner.length === 1 && inner[0]) {
    const one = apply(inner[0].words, base)
    if (one) return one
  }
  return unknown('vague', 'the words give no day')
}

const NAME_BEFORE =
  /\b(?:Mr|Mrs|Ms|Dr|Theresa|Prime Minister|President|Minister|Judge|Sir|Lord|Brian|Robert|James|Miss|Lady|Aunt|Saint)\.?\s+$/
/** Words that look like a date and are a name or a verb: "May said", "March on the capital", "he sat". */
function isDate(expression: string, text: string, start: number, end: number): boolean {
  const words = expression.trim()
  const before = text.slice(Math.max(0, start - 30), start)
  const after = text.slice(end, end + 40)
  if (/^(?:sat|sun|mon|wed|march|may|second|mar|dec|fall|spring)$/.test(words))
    return /^(?:fall|spring)$/.test(words) && /\b(?:in|last|this|next|the)\s+(?:the\s+)?$/i.test(before)
  if (/^(?:May|April|June|August|March|Friday|Sunday|Summer|Autumn)$/.test(words)) {
    if (NAME_BEFORE.test(before)) return false
    if (/^(?:May|April|June|August|Summer|Friday)$/.test(words)) {
      if (/^\s+(?:\d|of\b)/.test(after)) return true
      if (
        /^(?:['’]s\s+(?:government|cabinet|spokes|office|husband|mother|father|family|deal|party|plan)|\s+(?:said|says|told|added|denied|warned|announced|insisted|resigned|argued|called|met|spoke|and her|was elected|has said|had said|herself|himself|who)\b)/.test(
          after,
        ) &&
        !/\b(?:on|in|since|until|by|last|this|next|during|late|early)\s+$/i.test(before)
      )
        return false
      if (
        /^\s+\p{Lu}\p{Ll}+/u.test(after) &&
        !/\b(?:on|in|since|until|by|last|this|next|during|of|and)\s+$/i.test(before) &&
        words !== 'Friday'
      )
        return false
      if (
        /\p{Lu}\p{Ll}+\s+$/u.test(before) &&
        !/\b(?:In|On|Since|Until|By|Last|This|Next|Late|Early|During|From|Between)\s+$/.test(before) &&
        words !== 'Friday' &&
        !/(?:day|Of)\s+$/.test(before)
      )
        return false
    }
    if (
      words === 'March' &&
      /^\s+(?:on|to|through|for|of Return|of the)\b/.test(after) &&
      !/\b(?:on|in|since|until|by|last|this|next|during)\s+$/i.test(before)
    )
      return false
    if (/^\s+(?:Mosque|prayers? mosque)\b/.test(after)) return false
  }
  if (/^(?:Black September|September 11 Brigade)$/.test(words)) return false
  return true
}

/**
 * The latest full date that a text states: an undated report was written no earlier.
 *
 * @example latestDate('KABUL (Jan. 10, 2011) – ...') // '2011-01-10'
 */
export function latestDate(text: string): Day | null {
  const base: Base = { anchor: null, anchorName: '', previous: null, ahead: false }
  const days = findDates(text)
    .map(({ words }) => (/\d{4}/.test(words) ? apply(words.replace(/\s+/g, ' '), base) : null))
    .map((found) => found?.to ?? null)
    .filter((day): day is Day => day !== null)
  return days.sort().at(-1) ?? null
}

/** Fills in the days of a time expression. */
export function groundWhen(when: When, text: string, published: Day | null, said: Day | null, ahead: boolean): When {
  if (when.from !== null || when.to !== null) return when
  const expression = text.slice(when.start, when.end) || when.words
  const found = daysOf(expression, {
    text,
    start: when.start,
    end: when.end,
    published,
    said,
    ...(ahead ? { ahead } : {}),
  })
  if (!found) return { ...when, precision: 'vague', because: 'the words are no date' }
  return { ...when, ...found }
}
