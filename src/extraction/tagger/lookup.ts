/** Rows by their key's hash, ascending. */
export class Lookup {
  readonly #hashes: Uint32Array

  constructor(hashes: Uint32Array) {
    this.#hashes = hashes
  }

  /** Row of a hash, or −1. */
  find(hash: number): number {
    let low = 0
    let high = this.#hashes.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const here = this.#hashes[middle] as number
      if (here === hash) return middle
      if (here < hash) low = middle + 1
      else high = middle - 1
    }
    return -1
  }
}
