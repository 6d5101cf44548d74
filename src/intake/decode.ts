import { type Fault, fault } from './problem.js'

/** Share of control characters and NULs above which bytes are no text. */
const MOST_CONTROLS = 0.02

/**
 * Bytes to text: UTF-8, or UTF-16 by its mark or its pattern of zeros; for HTML also the encoding that the page names.
 */
export function decode(bytes: Uint8Array, format: 'html' | 'other'): string | Fault {
  if (bytes.length === 0) return fault('empty', 'is empty')
  const wide = utf16Of(bytes)
  if (wide) return decodeAs(wide, bytes) ?? fault('binary', 'looks like UTF-16 but is not; save it as UTF-8')
  if (isBinary(bytes)) return fault('binary', 'is not text (binary data)')
  const text = decodeAs('utf-8', bytes)
  if (text !== null) return text.trim() === '' ? fault('empty', 'holds nothing but white space') : text
  const named = format === 'html' ? namedEncoding(bytes) : null
  const read = named && named !== 'utf-8' ? decodeAs(named, bytes) : null
  return read ?? fault('invalid-utf8', invalidUtf8(bytes))
}

function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** By the byte order mark, else by every other byte of English text being zero. */
function utf16Of(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, 2000)
  if (sample.length < 4 || bytes.length % 2 !== 0) return null
  const zeros: [number, number] = [0, 0]
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2 === 0 ? 0 : 1]++
  })
  const half = sample.length / 2
  if (zeros[1] > 0.7 * half && zeros[0] < 0.05 * half) return 'utf-16le'
  return zeros[0] > 0.7 * half && zeros[1] < 0.05 * half ? 'utf-16be' : null
}

function isBinary(bytes: Uint8Array): boolean {
  let controls = 0
  const sample = bytes.subarray(0, 64 * 1024)
  for (const byte of sample) {
    const isWhite = byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d
    if (byte === 0) controls += 10
    else if (byte < 0x20 && !isWhite && byte !== 0x1b) controls++
  }
  return controls > Math.max(1, MOST_CONTROLS * sample.length)
}

/** The encoding that a page's first kilobyte names. */
function namedEncoding(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 2048)).toString('latin1')
  return /charset\s{0,5}=\s{0,5}["']?([a-z0-9_:-]{2,30})/i.exec(start)?.[1]?.toLowerCase() ?? null
}

function invalidUtf8(bytes: Uint8Array): string {
  const good = validPrefix(bytes)
  const line = bytes.subarray(0, good).reduce((lines, byte) => (byte === 0x0a ? lines + 1 : lines), 1)
  const value = bytes[good]?.toString(16).toUpperCase().padStart(2, '0')
  return `is not UTF-8 (byte ${value} at offset ${good}, line ${line}); convert it, for example with \`iconv -f WINDOWS-1252 -t UTF-8\``
}

/** How many bytes are whole UTF-8 characters, by halving: decoding a valid prefix never fails. */
function validPrefix(bytes: Uint8Array): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (decodesSoFar(bytes.subarray(0, middle))) good = middle
    else bad = middle
  }
  // The last character may have begun and never ended.
  while (good > 0 && decodeAs('utf-8', bytes.subarray(0, good)) === null) good--
  return good
}

function decodesSoFar(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
