import { parseHTML } from 'linkedom'

// The part of a DOM that reading a page needs; the browser's own types would let browser code into a Node package.

export interface PageNode {
  readonly nodeType: number
  readonly nodeName: string
  readonly nodeValue: string | null
  readonly textContent: string | null
  readonly childNodes: Iterable<PageNode>
}

export interface PageElement extends PageNode {
  hasAttribute(name: string): boolean
  getAttribute(name: string): string | null
}

export interface PageDocument {
  readonly body: PageElement | null
  readonly documentElement: PageElement
  querySelector(selector: string): PageElement | null
  querySelectorAll(selector: string): Iterable<PageElement>
}

/** A fragment becomes a page, so that it has a body. */
export function documentOf(html: string): PageDocument {
  const isPage = /<body[\s>]/i.test(html.slice(0, 500_000))
  const page = isPage ? html : `<!doctype html><html><head></head><body>${html}</body></html>`
  return parseHTML(page).document as unknown as PageDocument
}
