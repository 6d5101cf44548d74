import type { PageElement, PageNode } from './page.js'

const BLOCKS = new Set(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol optgroup option p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
const APART = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'ul',
  'ol',
  'table',
  'figure',
  'section',
  'article',
  'header',
  'footer',
  'div',
])
const LEFT_OUT = new Set(
  'script style noscript template svg math iframe object embed audio video canvas form button input select textarea nav figcaption head title meta link'.split(
    ' ',
  ),
)
const CELLS = new Set(['td', 'th'])

const ELEMENT = 1
const TEXT = 3

/** What is still to be done: an element or text, a break of so many lines, or lines as they stand. */
type Step = PageNode | { readonly lines: number } | { readonly verbatim: string }

/**
 * The text of an element as a reader sees it: a line for each block, an empty line between paragraphs, no captions.
 * Walks with a stack of its own, so that no page is too deep for it.
 */
export function textOf(root: PageNode): string {
  const page = writer()
  const steps: Step[] = [root]
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    if ('lines' in step) page.breakLine(step.lines)
    else if ('verbatim' in step) page.write(step.verbatim)
    else if (step.nodeType === TEXT) page.write((step.nodeValue ?? '').replace(/\s+/g, ' '))
    else if (step.nodeName.toLowerCase() === 'br') page.breakHere()
    else enter(step, steps)
  }
  return page.text()
}

function enter(node: PageNode, steps: Step[]): void {
  const name = node.nodeName.toLowerCase()
  if (node.nodeType === ELEMENT && (LEFT_OUT.has(name) || isHidden(node as PageElement))) return
  const lines = APART.has(name) ? 2 : BLOCKS.has(name) ? 1 : 0
  const around: Step[] = lines > 0 ? [{ lines }] : CELLS.has(name) ? [{ verbatim: ' ' }] : []
  steps.push(...around)
  if (name === 'pre') {
    steps.push({ verbatim: node.textContent ?? '' })
  } else {
    const children = [...node.childNodes]
    for (let at = children.length - 1; at >= 0; at--) steps.push(children[at]!)
  }
  steps.push(...around)
}

/** Breaks of blocks that meet count once, the widest; breaks that the author wrote add up to an empty line. */
function writer() {
  const out: string[] = []
  let lines = 0
  let written = 0
  return {
    breakLine: (least: number) => {
      lines = Math.max(lines, least)
    },
    breakHere: () => {
      written++
      lines = Math.max(lines, Math.min(2, written))
    },
    write: (words: string) => {
      if (words.trim() === '') {
        if (lines === 0) out.push(' ')
        return
      }
      out.push('\n'.repeat(lines), words)
      lines = 0
      written = 0
    },
    text: () =>
      out
        .join('')
        .split('\n')
        .map((line) => line.replace(/ {2,}/g, ' ').trim())
        .join('\n')
        .trim(),
  }
}

const isHidden = (element: PageElement): boolean =>
  element.hasAttribute('hidden') ||
  element.getAttribute('aria-hidden') === 'true' ||
  /display ?: ?none/i.test(element.getAttribute('style') ?? '')
