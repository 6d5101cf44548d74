/** Disjoint sets over 0..n-1; the smallest member stands for its set, so the order of joins cannot matter. */
export class Union {
  private readonly parent: Int32Array

  constructor(size: number) {
    this.parent = Int32Array.from({ length: size }, (_, i) => i)
  }

  find(i: number): number {
    let root = i
    while (this.parent[root] !== root) root = this.parent[root]!
    while (this.parent[i] !== root) {
      const next = this.parent[i]!
      this.parent[i] = root
      i = next
    }
    return root
  }

  join(a: number, b: number): void {
    const [x, y] = [this.find(a), this.find(b)]
    if (x !== y) this.parent[Math.max(x, y)] = Math.min(x, y)
  }

  /** Sets of two or more, each ascending, by their smallest member. */
  groups(atLeast = 2): number[][] {
    const sets = new Map<number, number[]>()
    for (let i = 0; i < this.parent.length; i++) {
      const root = this.find(i)
      const set = sets.get(root)
      if (set) set.push(i)
      else sets.set(root, [i])
    }
    return [...sets.values()].filter((set) => set.length >= atLeast)
  }
}
