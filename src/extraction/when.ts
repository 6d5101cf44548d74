import type { When, WhenPrecision } from '../claim/index.js'
import type { TimeExpression } from './time.js'

/** A time as the words give it: grounding finds its days. */
export function whenOf(time: TimeExpression): When {
  return {
    words: time.words,
    start: time.start,
    end: time.end,
    from: null,
    to: null,
    precision: precisionOf(time),
    implied: false,
    because: 'as written',
  }
}

function precisionOf(time: TimeExpression): WhenPrecision {
  if (time.vague) return 'vague'
  if (time.clock) return 'time'
  if (time.point?.day !== undefined || time.point?.weekday !== undefined || time.offset?.unit === 'day' || time.part)
    return time.until ? 'days' : 'day'
  if (time.offset?.unit === 'week') return 'week'
  if (time.point?.month !== undefined || time.offset?.unit === 'month') return 'month'
  if (time.point?.season) return 'season'
  return time.point?.year !== undefined || time.offset?.unit === 'year' ? 'year' : 'vague'
}
