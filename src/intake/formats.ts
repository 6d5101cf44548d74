import { type Fault, fault } from './problem.js'

export type Format = 'text' | 'markdown' | 'html' | 'json-lines' | 'json'

const BY_EXTENSION: Readonly<Record<string, Format>> = {
  txt: 'text',
  text: 'text',
  md: 'markdown',
  markdown: 'markdown',
  mdown: 'markdown',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  jsonl: 'json-lines',
  ndjson: 'json-lines',
  json: 'json',
}

const AS_TEXT = 'save it as plain text or HTML and add that'

/** Formats that are not read yet: what each is called, and what to do. */
const REFUSED: Readonly<Record<string, readonly [what: string, instead: string]>> = {
  pdf: ['a PDF', '`pdftotext FILE.pdf` makes text of it'],
  docx: ['a Word document', AS_TEXT],
  doc: ['an old Word document', AS_TEXT],
  odt: ['an OpenDocument text', AS_TEXT],
  rtf: ['rich text (RTF)', AS_TEXT],
  pages: ['a Pages document', AS_TEXT],
  epub: ['an e-book', AS_TEXT],
  xlsx: ['a spreadsheet', 'write one JSON object a line, with the report as "text"'],
  xls: ['a spreadsheet', 'write one JSON object a line, with the report as "text"'],
  ods: ['a spreadsheet', 'write one JSON object a line, with the report as "text"'],
  csv: ['a table (CSV)', 'write one JSON object a line, with the report as "text"'],
  tsv: ['a table (TSV)', 'write one JSON object a line, with the report as "text"'],
  parquet: ['a Parquet table', 'write one JSON object a line, with the report as "text"'],
  pptx: ['a presentation', AS_TEXT],
  ppt: ['a presentation', AS_TEXT],
  xml: ['XML', 'give the articles themselves as HTML or text'],
  rss: ['a feed', 'give the articles themselves as HTML or text'],
  atom: ['a feed', 'give the articles themselves as HTML or text'],
  warc: ['a web archive (WARC)', 'give its pages as HTML files'],
  wacz: ['a web archive (WACZ)', 'give its pages as HTML files'],
  mht: ['a saved page in MIME (MHT)', 'save it as "web page, HTML only"'],
  mhtml: ['a saved page in MIME (MHTML)', 'save it as "web page, HTML only"'],
  eml: ['an e-mail', 'save its text'],
  msg: ['an e-mail', 'save its text'],
  zip: ['an archive (ZIP)', 'unpack it and add the folder'],
  gz: ['compressed (gzip)', 'unpack it with `gunzip` first'],
  bz2: ['compressed (bzip2)', 'unpack it with `bunzip2` first'],
  xz: ['compressed (xz)', 'unpack it with `unxz` first'],
  zst: ['compressed (Zstandard)', 'unpack it with `unzstd` first'],
  tar: ['an archive (tar)', 'unpack it and add the folder'],
  '7z': ['an archive (7-Zip)', 'unpack it and add the folder'],
  rar: ['an archive (RAR)', 'unpack it and add the folder'],
  png: ['a picture', 'type out what it says'],
  jpg: ['a picture', 'type out what it says'],
  jpeg: ['a picture', 'type out what it says'],
  gif: ['a picture', 'type out what it says'],
  webp: ['a picture', 'type out what it says'],
  tif: ['a picture', 'type out what it says'],
  tiff: ['a picture', 'type out what it says'],
  mp3: ['a recording', 'add a transcript'],
  wav: ['a recording', 'add a transcript'],
  ogg: ['a recording', 'add a transcript'],
  mp4: ['a video', 'add a transcript'],
  mov: ['a video', 'add a transcript'],
  webm: ['a video', 'add a transcript'],
  sqlite: ['a database', '`hearsay restore` takes a backup of a ledger'],
  db: ['a database', '`hearsay restore` takes a backup of a ledger'],
}

/** First bytes that tell a format, whatever the file is called. */
const SIGNATURES: readonly (readonly [start: string, format: string])[] = [
  ['%PDF-', 'pdf'],
  ['PK\x03\x04', 'zip'],
  ['{\\rtf', 'rtf'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'doc'],
  ['\x1f\x8b', 'gz'],
  ['BZh', 'bz2'],
  ['\xfd7zXZ\0', 'xz'],
  ['(\xb5\x2f\xfd', 'zst'],
  ["7z\xbc\xaf'\x1c", '7z'],
  ['Rar!\x1a\x07', 'rar'],
  ['\x89PNG\r\n', 'png'],
  ['\xff\xd8\xff', 'jpg'],
  ['GIF8', 'gif'],
  ['SQLite format 3\0', 'sqlite'],
  ['WARC/1.', 'warc'],
  ['PAR1', 'parquet'],
]

/** Zipped office formats: the file's name says which. */
const ZIPPED = new Set(['docx', 'odt', 'xlsx', 'ods', 'pptx', 'epub', 'pages', 'wacz'])

/** What a file is, by its first bytes and its name; a fault for what is not read yet. `null` = look at the text. */
export function formatOf(name: string, bytes: Uint8Array): Format | Fault | null {
  const extension = extensionOf(name)
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  const signed = SIGNATURES.find(([signature]) => start.startsWith(signature))?.[1]
  if (signed && !(signed === 'bz2' && BY_EXTENSION[extension]))
    return refusal(signed === 'zip' && ZIPPED.has(extension) ? extension : signed)
  if (Object.hasOwn(REFUSED, extension)) return refusal(extension)
  return Object.hasOwn(BY_EXTENSION, extension) ? (BY_EXTENSION[extension] ?? null) : null
}

/** The part after the last dot, small; a line number behind the name is left out ("a.jsonl:3"). */
export function extensionOf(name: string): string {
  const file =
    name
      .replace(/:[0-9]{1,12}$/, '')
      .split(/[/\\]/)
      .at(-1) ?? ''
  const dot = file.lastIndexOf('.')
  return dot > 0 ? file.slice(dot + 1).toLowerCase() : ''
}

function refusal(format: string): Fault {
  const [what, instead] = REFUSED[format] ?? ['a format Hearsay does not know', AS_TEXT]
  return fault('unsupported-format', `is ${what}, which Hearsay does not read yet; ${instead}`)
}

/** What a text without a telling name is. */
export function sniff(text: string): Format {
  const start = text.slice(0, 1000).trimStart()
  if (
    /^(?:<\?xml[^>]{0,200}>\s{0,50})?(?:<!--[^>]{0,300}-->\s{0,50})?<(?:!doctype html|html|head|body|article)\b/i.test(
      start,
    )
  )
    return 'html'
  if (/^\{\s{0,20}"/.test(start)) return 'json'
  return /^---\r?\n[a-z]/i.test(start) || /^# \S/.test(start) ? 'markdown' : 'text'
}
