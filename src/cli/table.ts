/** Lines of text cells as aligned columns; the last column takes what is left of the width. */
export function table(rows: readonly (readonly string[])[], width = process.stdout.columns ?? 120): string {
  if (rows.length === 0) return ''
  const columns = Math.max(...rows.map((row) => row.length))
  const widths = Array.from({ length: columns - 1 }, (_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)))
  const left = widths.reduce((sum, w) => sum + w + 2, 0)
  const room = Math.max(20, width - left)
  return rows
    .map((row) => {
      const last = row[columns - 1] ?? ''
      const cells = widths.map((w, i) => (row[i] ?? '').padEnd(w))
      return [...cells, last.length > room ? `${last.slice(0, room - 1)}…` : last].join('  ').trimEnd()
    })
    .join('\n')
}
