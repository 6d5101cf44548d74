import { Readability } from '@mozilla/readability'
import defuddle from 'defuddle'
import { type Facts, firstOf } from './facts.js'
import { statedByPage } from './html-facts.js'
import { textOf } from './html-text.js'
import { documentOf, type PageDocument, type PageElement, type PageNode } from './page.js'
import { type Fault, fault } from './problem.js'

interface Article {
  readonly title?: string | null
  readonly content?: PageNode | null
}

// Both packages are typed for browsers; this is what they do here.
const Reader = Readability as unknown as new (
  document: PageDocument,
  options: { serializer: (node: PageNode) => PageNode; maxElemsToParse: number },
) => { parse(): Article | null }
const Defuddle = defuddle as unknown as new (
  document: PageDocument,
  options: { useAsync: boolean; url: string },
) => { parse(): { title?: string; published?: string } }

export interface Page {
  readonly text: string
  readonly facts: Partial<Facts>
}

/** Elements that an article is looked for among; more take the extractors minutes, and the page is read whole. */
const MOST_ELEMENTS = 8_000
/** Elements and character references that a page may have at all. */
const MOST_PIECES = 60_000
/** Deeper trees overflow the parsers' recursion. */
const DEEPEST = 400
/** An article shorter than this beside a longer page was cut wrongly. */
const SHORT = 250

/** An HTML page to its article's text and what the page states about it. */
export function readHtml(source: string): Page | Fault {
  const html = withoutScripts(source)
  const { depth, pieces } = sizeOf(html)
  if (depth > DEEPEST || pieces > MOST_PIECES) {
    const excess = depth > DEEPEST ? `elements nested more than ${DEEPEST} deep` : `more than ${MOST_PIECES} elements`
    return fault('unreadable-html', `is HTML with ${excess}; save the article itself, or its text`)
  }
  try {
    const document = documentOf(html)
    const stated = statedByPage(document)
    const whole = textOf(mainOf(document))
    if (pieces > MOST_ELEMENTS) return { text: whole, facts: stated }
    const { text, title } = articleOf(html)
    const facts = firstOf(stated, { title })
    const isCut = text.length < SHORT && whole.length > 2 * text.length
    return {
      text: isCut ? whole : text,
      facts: facts.title && facts.published ? facts : firstOf(facts, defuddled(html)),
    }
  } catch (error) {
    return fault(
      'unreadable-html',
      `could not be read as HTML (${error instanceof Error ? error.message.slice(0, 120) : error}); save its text instead`,
    )
  }
}

/** The part of a page that its author calls the main one. */
const mainOf = (document: PageDocument): PageElement =>
  document.querySelector('article') ??
  document.querySelector('main, [role="main"]') ??
  document.body ??
  document.documentElement

function articleOf(html: string): { text: string; title: string | null } {
  // Readability takes the document apart, so it gets one of its own.
  const article = new Reader(documentOf(html), {
    serializer: (node) => node,
    maxElemsToParse: 2 * MOST_ELEMENTS,
  }).parse()
  return { text: article?.content ? textOf(article.content) : '', title: article?.title?.trim() || null }
}

/** Finds what publishers' less usual markup says; asked only for what is missing. */
function defuddled(html: string): Partial<Facts> {
  const complain = console.error
  try {
    console.error = () => {}
    const found = new Defuddle(documentOf(html), { useAsync: false, url: 'https://report.invalid/' }).parse()
    return {
      title: found.title?.trim() || null,
      published: /^[0-9]{4}-[0-9]{2}-[0-9]{2}/.exec(found.published ?? '')?.[0] ?? null,
    }
  } catch {
    return {}
  } finally {
    console.error = complain
  }
}

const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|td|tr|th|dd|dt|option)$/i

/** How deep and how large a page is, counted without building anything. Elements that close themselves do not nest. */
function sizeOf(html: string): { readonly depth: number; readonly pieces: number } {
  let open = 0
  let depth = 0
  let pieces = 0
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9-]{0,30})(?=[\s/>])|&[#a-z]|[<>]/gi)) {
    if (!slash) pieces += name ? 1 : 0.5
    if (name && !VOID.test(name)) open = Math.max(0, open + (slash ? -1 : 1))
    depth = Math.max(depth, open)
  }
  return { depth, pieces: pieces / 1.5 }
}

/** Programs and styles are most of a page and none of its text; the publisher's linked data stays. */
function withoutScripts(html: string): string {
  const kept: string[] = []
  let at = 0
  for (const { 0: open, 1: name = '', index } of html.matchAll(
    /<(script|style|noscript|svg|template)\b[^>]{0,2000}>/gi,
  )) {
    if (index < at || /ld\+json/i.test(open)) continue
    const close = closingOf(html, name, index + open.length)
    if (close < 0) break
    kept.push(html.slice(at, index))
    at = close
  }
  return kept.join('') + html.slice(at)
}

/** Behind the element's closing tag; -1 where it is never closed. */
function closingOf(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}\\s{0,20}>`, 'gi')
  closing.lastIndex = from
  return closing.exec(html) ? closing.lastIndex : -1
}
