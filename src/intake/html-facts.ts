import type { Day } from '../claim/index.js'
import { givenDay } from './day.js'
import { decodeEntities } from './entities.js'
import type { Facts } from './facts.js'
import type { PageDocument } from './page.js'

const PUBLISHED = [
  'article:published_time',
  'article:published',
  'og:published_time',
  'datepublished',
  'date',
  'dc.date',
  'dc.date.issued',
  'dc.date.created',
  'dcterms.date',
  'dcterms.created',
  'dcterms.issued',
  'pubdate',
  'publishdate',
  'publish-date',
  'publish_date',
  'publication_date',
  'publication-date',
  'parsely-pub-date',
  'sailthru.date',
  'citation_publication_date',
  'cxenseparse:recs:publishtime',
  'ptime',
  'published',
]
const OUTLET = [
  'og:site_name',
  'dc.publisher',
  'dcterms.publisher',
  'citation_publisher',
  'application-name',
  'publisher',
  'article:publisher',
]
const TITLE = [
  'og:title',
  'twitter:title',
  'dc.title',
  'dcterms.title',
  'citation_title',
  'parsely-title',
  'sailthru.title',
]

/** What a page's markup states about its article: JSON-LD, meta tags, time elements, canonical link. */
export function statedByPage(document: PageDocument): Partial<Facts> {
  const meta = metaOf(document)
  const linked = linkedData(document)
  const firstMeta = (names: readonly string[]): string | null =>
    names.map((name) => meta.get(name)).find(Boolean) ?? null
  const outlet = linked.outlet ?? names(firstMeta(OUTLET))
  const published = linked.published ?? dayOf(PUBLISHED.map((name) => meta.get(name))) ?? timeElement(document)
  return {
    title: titleOf(document, linked.title ?? firstMeta(TITLE), outlet),
    outlet,
    published,
    url: canonical(document, meta.get('og:url')),
  }
}

/** The first of equals; longer values are no names. */
function metaOf(document: PageDocument): Map<string, string> {
  const found = new Map<string, string>()
  for (const element of document.querySelectorAll('meta')) {
    const name = (
      element.getAttribute('property') ??
      element.getAttribute('name') ??
      element.getAttribute('itemprop') ??
      ''
    ).toLowerCase()
    const content = (element.getAttribute('content') ?? '').replace(/\s+/g, ' ').trim()
    if (name && content && content.length < 1000 && !found.has(name)) found.set(name, content)
  }
  return found
}

const dayOf = (values: readonly (string | undefined)[]): Day | null => {
  for (const value of values) {
    const day = value ? givenDay(value) : null
    if (day) return day
  }
  return null
}

/** A publisher given by its page ("https://…") is no name. */
const names = (value: string | null): string | null => (value && !/^(?:https?:|www\.|@)/i.test(value) ? value : null)

function timeElement(document: PageDocument): Day | null {
  const marked =
    '[itemprop="datePublished"], time[pubdate], time.published, time.entry-date, .published time, article header time'
  const element = document.querySelector(marked)
  return element
    ? dayOf([
        element.getAttribute('datetime') ?? undefined,
        element.getAttribute('content') ?? undefined,
        element.textContent ?? undefined,
      ])
    : null
}

const isWeb = (value: string | null | undefined): value is string => /^https?:\/\/\S{3,2000}$/i.test(value ?? '')

function canonical(document: PageDocument, ogUrl: string | undefined): string | null {
  const link = document.querySelector('link[rel="canonical"]')?.getAttribute('href')
  return isWeb(link) ? link : isWeb(ogUrl) ? ogUrl : null
}

const clean = (words: string | null | undefined): string =>
  decodeEntities(words ?? '')
    .replace(/\s+/g, ' ')
    .trim()

/** The heading that the page's own title agrees with; else that title without the site's name. */
function titleOf(document: PageDocument, stated: string | null, outlet: string | null): string | null {
  const heading = [...document.querySelectorAll('h1')]
    .map((h1) => clean(h1.textContent))
    .filter((words) => words.length > 0)
  const page = clean(document.querySelector('title')?.textContent)
  const told = clean(stated) || page
  const agreed = heading.find((words) => words.length > 8 && (told.startsWith(words) || page.startsWith(words)))
  return agreed ?? (withoutSite(told, outlet) || null)
}

function withoutSite(title: string, outlet: string | null): string {
  const cut = Math.max(
    title.lastIndexOf(' | '),
    title.lastIndexOf(' - '),
    title.lastIndexOf(' – '),
    title.lastIndexOf(' — '),
  )
  if (cut < 12) return title
  const tail = title.slice(cut + 3)
  return title[cut + 1] === '|' || (outlet && tail.toLowerCase() === outlet.toLowerCase())
    ? title.slice(0, cut).trim()
    : title
}

interface Linked {
  readonly title: string | null
  readonly outlet: string | null
  readonly published: Day | null
}

const ARTICLE =
  /^(?:news|blog|report|analysis|opinion|background|live|social|reportage|tech|scholarly|advertiser)?.{0,12}(?:article|posting|post|blog)$/i
const MOST_LINKED = 500_000
const MOST_NODES = 500

/** The first article of a page's JSON-LD. */
function linkedData(document: PageDocument): Linked {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const source = script.textContent ?? ''
    if (source.length > MOST_LINKED) continue
    const article = nodesOf(parsed(source)).find((node) =>
      [node['@type']].flat().some((type) => typeof type === 'string' && ARTICLE.test(type)),
    )
    if (!article) continue
    const publisher = [article['publisher']].flat()[0]
    return {
      title: wordOf(article['headline']),
      outlet: names(wordOf(isNode(publisher) ? publisher['name'] : publisher)),
      published: dayOf([wordOf(article['datePublished']) ?? undefined]),
    }
  }
  return { title: null, outlet: null, published: null }
}

type Node = Readonly<Record<string, unknown>>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)
const wordOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() ? clean(value) : null)

function parsed(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    return null
  }
}

/** The top nodes and those of their @graph. */
function nodesOf(value: unknown): Node[] {
  return [value]
    .flat()
    .slice(0, MOST_NODES)
    .filter(isNode)
    .flatMap((node) => [node, ...[node['@graph'], node['mainEntity']].flat().slice(0, MOST_NODES).filter(isNode)])
}
