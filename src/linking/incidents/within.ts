import { type Cluster, joined, withNode } from './cluster.js'
import type { Node } from './node.js'
import { excluded, likenessOf, parted, startOf, tie } from './ties.js'

/** A claim joins what it has at least this much evidence for; less, and it tells of something new. */
const ENOUGH = 2.5
const MERGE = 3.5

/** The text first, in its order; a headline sums up what the text then tells. */
const inReadingOrder = (a: Node, b: Node): number =>
  Number(a.statement.headline) - Number(b.statement.headline) ||
  a.start - b.start ||
  b.end - a.end ||
  (a.claim.id < b.claim.id ? -1 : 1)

/** Groups the claims of one report into happenings, reading from its first words to its last. */
export function clustersWithin(nodes: readonly Node[]): Cluster[] {
  const clusters: Cluster[] = []
  const lastOf = new Map<string, number>() // index of what was told last, of each group and of all
  for (const node of [...nodes].sort(inReadingOrder)) {
    const last = node.statement.headline ? 0 : (lastOf.get(node.group) ?? lastOf.get('any'))
    const index = bestFor(node, clusters, last)
    clusters[index] = withNode(clusters[index], node)
    if (node.past) continue
    lastOf.set('any', index)
    if (node.group !== 'knowledge') lastOf.set(node.group, index)
  }
  return mergeAlike(clusters).filter((cluster) => cluster.group !== 'knowledge')
}

/** The happening that most speaks for, of equals the latest; a new one where nothing speaks enough. */
function bestFor(node: Node, clusters: readonly Cluster[], last: number | undefined): number {
  let best = { index: clusters.length, sum: ENOUGH }
  clusters.forEach((cluster, index) => {
    if (excluded(node, cluster)) return
    const sum = tie(node, cluster, index === last)
    if (sum >= best.sum) best = { index, sum }
  })
  return best.index
}

/** Joins the two groups that are most alike, until none are alike enough. */
function mergeAlike(found: readonly Cluster[]): Cluster[] {
  const clusters = [...found].sort((a, b) => startOf(a) - startOf(b))
  for (let pair = mostAlike(clusters); pair !== null; pair = mostAlike(clusters)) {
    clusters[pair.i] = joined(clusters[pair.i]!, clusters[pair.j]!)
    clusters.splice(pair.j, 1)
  }
  return clusters
}

function mostAlike(clusters: readonly Cluster[]): { i: number; j: number } | null {
  let best: { i: number; j: number; sum: number } | null = null
  for (let i = 0; i < clusters.length; i++) {
    for (let j = i + 1; j < clusters.length; j++) {
      if (parted(clusters[i]!, clusters[j]!)) continue
      const sum = likenessOf(clusters[i]!, clusters[j]!)
      if (sum >= MERGE && (best === null || sum >= best.sum)) best = { i, j, sum }
    }
  }
  return best
}
