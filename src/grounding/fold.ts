/**
 * Folding of romanised names: two spellings of one name fold to the same key.
 * Dari, Pashto and Arabic names reach English along many roads (Pul-e Hisar, Puli-Hisar, Pul i Hesar); letters that the
 * roads disagree about are written alike here, and words that they keep or leave out are left out.
 */

const PLAIN: Readonly<Record<string, string>> = {
  ı: 'i',
  ø: 'o',
  æ: 'a',
  å: 'a',
  œ: 'o',
  ß: 's',
  đ: 'd',
  ħ: 'h',
  ł: 'l',
  ð: 'd',
  þ: 'th',
  ə: 'a',
}

/** Lower case, no accents, no apostrophes; punctuation and hyphens become one space. What "written alike" means. */
export function plain(name: string): string {
  if (/^[a-z0-9]+(?: [a-z0-9]+)*$/.test(name)) return name
  if (/^[A-Za-z0-9 -]+$/.test(name)) return name.toLowerCase().replace(/[ -]+/g, ' ').trim()
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\u0300-\u036fʻʼʿʾ`'’‘"“”]+/g, '')
    .replace(/[ıøæåœßđħłðþə]/g, (char) => PLAIN[char] ?? char)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Particles that join names or stand before them, and are written or left out at will. */
const PARTICLES = new Set([
  'e',
  'i',
  'y',
  'ye',
  'yi',
  'wa',
  'va',
  'o',
  'u',
  'al',
  'el',
  'il',
  'ul',
  'ol',
  'ud',
  'ad',
  'ed',
  'ar',
  'er',
  'as',
  'es',
  'ash',
  'esh',
  'ech',
  'at',
  'et',
  'ath',
  'az',
  'ez',
  'an',
  'en',
  'adh',
  'us',
  'uz',
  'ur',
  'ush',
  'de',
  'da',
  'di',
])

/** One letter each for the sounds that two or three letters stand for. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/kh/g, 'x'],
  [/gh/g, 'ğ'],
  [/sh|ş/g, 'š'],
  [/tch|ch/g, 'č'],
  [/zh/g, 'ž'],
  [/ts/g, 'c'],
  [/dz/g, 'z'],
  [/dh/g, 'd'],
  [/th/g, 't'],
  [/ph/g, 'f'],
  [/q/g, 'k'],
  [/v/g, 'w'],
  [/ck/g, 'k'],
]

const heard = new Map<string, string>()
/** Names are made of the same words over and over. */
function sounds(word: string): string {
  const known = heard.get(word)
  if (known !== undefined) return known
  const sound = spelling(word)
  if (heard.size > 200_000) heard.clear()
  heard.set(word, sound)
  return sound
}

function spelling(word: string): string {
  let out = word
  for (const [letters, sound] of SOUNDS) out = out.replace(letters, sound)
  return out
    .replace(/xw[aou]+h?ja?h?$|xo+ja?h?$/, 'xuja')
    .replace(/^xw[aou]+ja?h?/, 'xuja')
    .replace(/c(?=[aouklrt]|$)/g, 'k')
    .replace(/(?<=..)[aeo]h$/, 'a')
    .replace(/(?<=[^aeiouy])e$/, 'a')
    .replace(/aou/g, 'au')
    .replace(/(?:[aou]w|au)(?![aeiou])/g, 'u')
    .replace(/(?:[ae][iy])(?![aou])/g, 'i')
    .replace(/[eiy]+/g, 'i')
    .replace(/[ou]+/g, 'u')
    .replace(/w(?=u)|(?<=u)w/g, '')
    .replace(/(.)\1+/g, '$1')
}

/**
 * The key under which all usual spellings of a romanised name meet.
 *
 * @example foldName('Puli-Hisar') === foldName('Pul-e Hesar') // true
 */
export const foldName = (name: string): string => foldPlain(plain(name))

/** The same for a name that is plain already. */
export function foldPlain(name: string): string {
  const words = name.split(' ')
  const kept = words.length > 1 ? words.filter((word) => !PARTICLES.has(word)) : words
  if (kept.length === 0) return words.join('')
  return kept
    .map((word, i) => {
      // An izafa written on to the first of two words: Puli Hisar, Nahri Shahi, Dihi Sabz.
      const bare = i < kept.length - 1 && word.length > 3 ? word.replace(/(?<=[^aeiouy])[ei]$/, '') : word
      return sounds(bare)
    })
    .join('')
    .replace(/(.)\1+/g, '$1')
}

/** Letters that romanisations mix up, and what mixing them up costs (1 = unrelated letters). */
const NEAR: Readonly<Record<string, number>> = {
  ai: 0.4,
  au: 0.4,
  iu: 0.5,
  kx: 0.3,
  gğ: 0.3,
  hx: 0.3,
  kğ: 0.5,
  kg: 0.5,
  bp: 0.5,
  dt: 0.5,
  sz: 0.5,
  sš: 0.5,
  sc: 0.3,
  jž: 0.3,
  jz: 0.5,
  čc: 0.4,
  čš: 0.4,
  šx: 0.4,
  zž: 0.3,
  cz: 0.4,
  lr: 0.6,
  mn: 0.6,
  iw: 0.6,
  uw: 0.4,
  wb: 0.5,
  wf: 0.5,
  ij: 0.5,
}
const swap = (a: string, b: string): number => (a === b ? 0 : (NEAR[a + b] ?? NEAR[b + a] ?? 1))
const drop = (char: string): number => ('aiu'.includes(char) ? 0.5 : 'hwğ'.includes(char) ? 0.6 : 1)

/**
 * How far two folded names lie apart: a weighted edit distance, cheap where romanisations differ.
 *
 * @example distance(foldName('Balk'), foldName('Balkh')) // 0.3
 */
export function distance(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
  if (a === b) return 0
  let row: number[] = [0]
  let above: number[] = []
  let lastBest = 0
  for (let j = 0; j < b.length; j++) row.push((row[j] ?? 0) + drop(b[j] ?? ''))
  for (let i = 0; i < a.length; i++) {
    const left = a[i] ?? ''
    const next = [(row[0] ?? 0) + drop(left)]
    let best = next[0] ?? 0
    for (let j = 0; j < b.length; j++) {
      const right = b[j] ?? ''
      const cost = Math.min(
        (row[j] ?? 0) + swap(left, right),
        (row[j + 1] ?? 0) + drop(left),
        (next[j] ?? 0) + drop(right),
      )
      // Two letters in the wrong order are one slip.
      const swapped = i > 0 && j > 0 && left === b[j - 1] && a[i - 1] === right ? (above[j - 1] ?? 9) + 0.7 : 9
      const least = Math.min(cost, swapped)
      next.push(least)
      if (least < best) best = least
    }
    if (best > limit && lastBest > limit) return Number.POSITIVE_INFINITY
    lastBest = best
    above = row
    row = next
  }
  return row[b.length] ?? 0
}
