import { fix_encoding } from 'ftfy-js'

/** What Windows-1252 has where Unicode has control characters: pages mislabelled as Latin-1 mean these. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const LIGATURES: Readonly<Record<string, string>> = { ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬅ: 'st', ﬆ: 'st' }

/** Longest line that mojibake is looked for in: nobody's paragraph is longer. */
const MOST_REPAIRED = 20_000

/**
 * The same words in readable characters: one kind of line end and space, nothing invisible, no control characters.
 * Letters, quotation marks and dashes stay as they were written.
 */
export function tidyCharacters(text: string): string {
  const plain = repaired(text)
    .replace(/\r\n?|[\v\f\u2028\u2029]/g, '\n')
    .replace(/[\u0080-\u009f]/g, (control) => visible(WINDOWS[control.charCodeAt(0) - 0x80]))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f]/g, '')
    // Invisible: soft hyphens, zero-width spaces and joiners of words, marks of direction, byte order marks.
    .replace(/[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffc]/g, '')
    .replace(/[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    // Icon fonts and non-characters; a half of a pair alone is no character at all.
    .replace(/[\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]/g, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[ﬀ-ﬆ]/g, (ligature) => LIGATURES[ligature] ?? ligature)
  return plain.split('\n').map(tidyLine).join('\n').normalize('NFC')
}

const visible = (character = ''): string => (character >= '\u0080' && character <= '\u009f' ? '' : character)

const tidyLine = (line: string): string => readReplacements(line).replace(/ {2,}/g, ' ').trim()

/** Before anything else: what looks like a control character may be a part of a letter. */
const repaired = (text: string): string => text.split('\n').map(repairMojibake).join('\n')

/** "â€™" was "’" once. A repair that would straighten quotation marks is not taken. */
function repairMojibake(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: plain ASCII cannot be mojibake
  if (line.length > MOST_REPAIRED || /^[\u0000-\u007f]*$/.test(line)) return line
  const repaired = fix_encoding(line)
  return count(repaired, /["']/g) > count(line, /["']/g) ? line : repaired
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** Words whose end only an apostrophe can make: Taliban�s, don�t, they�re. */
const AFTER_APOSTROPHE = /(?<=\p{L})\ufffd{1,3}(?=(?:s|t|re|ve|ll|d|m)(?![\p{L}\p{N}]))/gu

/** U+FFFD where it can only have been one thing: a dash between spaces, an apostrophe before an English ending. */
function readReplacements(line: string): string {
  if (!line.includes('\ufffd')) return line
  return line.replace(/(?<=\s)\ufffd{1,3}(?=\s)/g, '–').replace(AFTER_APOSTROPHE, '’')
}
