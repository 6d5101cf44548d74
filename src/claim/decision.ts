/** What a human reviewer ruled. Decisions are added, never overwritten, and survive re-extraction. */
export interface Decision {
  readonly id: string
  /** SHA-256 of the text that the ruling is about. */
  readonly textHash: string
  readonly start: number
  readonly end: number
  /**
   * The field ruled on: stance, content.type, content.negated, content.reality, attribution.kind, attribution.authenticity,
   * partial, headline, private (of any name), attribution.source.private, strike (drop a misread claim). Where several
   * claims share a quote, the field names its claim: "strike#killing@120".
   */
  readonly field: string
  /** JSON of the value that holds from now on; null takes earlier rulings on this field back. */
  readonly value: unknown
  readonly reviewer: string
  /** ISO 8601 instant. */
  readonly decidedAt: string
  readonly note: string | null
}
