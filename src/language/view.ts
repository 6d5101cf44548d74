/**
 * A second view of a text, of the same length, in which the many shapes of an apostrophe, quotation mark, dash and
 * space are one shape each, and damaged characters are what they most probably were. Offsets hold in both.
 */

const SHAPES: Readonly<Record<string, string>> = Object.fromEntries([
  ...[...'’‘ʼʻʹ′`´ʽ＇\u0091\u0092'].map((c) => [c, "'"]),
  ...[...'“”„‟«»″＂\u0093\u0094'].map((c) => [c, '"']),
  ...[...'—―‒−⸺\u0096\u0097'].map((c) => [c, '–']),
  ...[...'‐‑\u00ad'].map((c) => [c, '-']),
  ['\u0085', '…'],
])

const ODD = /[’‘ʼʻʹ′`´ʽ＇“”„‟«»″＂—―‒−⸺‐‑\u00ad\u0085\u0091-\u0094\u0096\u0097]/g
const SPACE_NOT_BREAK = /[^\S\n\r\u2028\u2029]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: damaged texts hold control characters
const DAMAGED = /[\ufffd\u0000-\u0008\u000e-\u001f\u007f-\u009f]+/g
const LETTER = /[\p{L}\p{M}]/u
const DIGIT = /\p{N}/u

/**
 * The text with one shape for each kind of mark; same length, so that offsets hold in both.
 *
 * @example canonical('the IS’ positions — “all”') // `the IS' positions – "all"`
 */
export function canonical(text: string): string {
  const shaped = text.replace(ODD, (c) => SHAPES[c] ?? c).replace(SPACE_NOT_BREAK, ' ')
  return mend(shaped)
}

/** Guesses what damaged characters (U+FFFD, control characters) were, from what stands around them. */
function mend(text: string): string {
  let quoteOpen = false
  return text.replace(DAMAGED, (run, at: number) => {
    const before = text[at - 1] ?? ' '
    const after = text[at + run.length] ?? ' '
    const mark = lostMark(before, after, quoteOpen)
    if (mark === '"') quoteOpen = !quoteOpen
    return mark.repeat(run.length)
  })
}

function lostMark(before: string, after: string, quoteOpen: boolean): string {
  const openBefore = before.trim() === '' || before === '(' || before === '['
  if (LETTER.test(before) && LETTER.test(after)) return "'"
  if (DIGIT.test(before) && DIGIT.test(after)) return '–'
  if (openBefore && after.trim() === '') return '–'
  if (openBefore) return '"'
  if (quoteOpen) return '"'
  return before === 's' ? "'" : '"'
}

/**
 * The form by which a word is known to the model: one shape of apostrophe, dash and quotation mark, nothing invisible.
 *
 * @example wordForm('Qa’ida') // "Qa'ida"
 */
export function wordForm(view: string): string {
  const single = view.includes("''") && view.length > 3 ? view.replace(/(?<=\p{L})'+(?=\p{L}|$)/gu, "'") : view
  return PLAIN.test(single) ? single : single.replace(/[\u200b-\u200f\u2060\ufeff]/g, '') || single
}

const PLAIN = /^[\x20-\x7e]*$/

const LOWER = /^\p{Ll}{2,}$/u
/** After these, a capital "IS" is a verb that somebody shouts: "This IS the plan". */
const BEFORE_VERB = /^(?:it|this|that|he|she|there|what|who|which|here|where|how|why|one)$/i

/** Beside these, "WHO" is the body and asks nothing: "the WHO", "WHO officials". */
const BEFORE_BODY = /^(?:the|by|of|from|to|with|for|and|at|a|[(,])$/i
const AFTER_BODY =
  /^(?:said|says|warned|warns|announced|declared|officials?|chief|director|spokes\p{L}+|staff|teams?|figures|data|reports?|')$/iu

/**
 * The words of a sentence as the model sees them. It lowers what it looks up, so the names "IS" and "WHO" would be the
 * verb "is" and the pronoun: in a sentence of mixed case they are shown as "ISIS" and "UNICEF", which are read as names.
 * Offsets and the token's own text stay.
 *
 * @example unmistakable(['The', 'IS', 'was', 'defeated', 'there']) // ['The', 'ISIS', 'was', 'defeated', 'there']
 */
export function unmistakable(forms: readonly string[]): readonly string[] {
  if (!forms.some((form) => form === 'IS' || form === 'WHO') || !isMixed(forms)) return forms
  return forms.map((form, i) => {
    const [before = '', after = ''] = [forms[i - 1], forms[i + 1]]
    if (form === 'IS' && !BEFORE_VERB.test(before)) return 'ISIS'
    return form === 'WHO' && (BEFORE_BODY.test(before) || AFTER_BODY.test(after)) ? 'UNICEF' : form
  })
}

const isMixed = (forms: readonly string[]): boolean =>
  forms.filter((form) => LOWER.test(form)).length * 4 > forms.length
