import type { Sentence, Token, Upos } from '../language/contract.js'

/**
 * A sentence with its tree from a few columns, for tests: `form lemma UPOS XPOS head relation`, one word a line, heads
 * counted from 1, 0 = root. Words are looked up in `text` in their order, so that offsets are true.
 *
 * @example sentenceFrom('He left.', 'He he PRON PRP 2 nsubj\nleft leave VERB VBD 0 root\n. . PUNCT . 2 punct')
 */
export function sentenceFrom(text: string, rows: string, from = 0): Sentence {
  let at = from
  const tokens = rows
    .trim()
    .split('\n')
    .map((row, index): Token => {
      const [form = '', lemma = '', upos = 'X', xpos = '_', head = '0', rel = 'dep'] = row.trim().split(/\s+/)
      const start = text.indexOf(form, at)
      if (start < 0) throw new Error(`"${form}" does not follow in "${text}"`)
      at = start + form.length
      return {
        index,
        text: form,
        start,
        end: at,
        lemma,
        upos: upos as Upos,
        xpos,
        feats: {},
        head: Number(head) - 1,
        rel,
      }
    })
  return { start: tokens[0]?.start ?? from, end: at, paragraph: 0, kind: 'text', tokens, names: [] }
}
