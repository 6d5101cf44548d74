/** SQLite's own wait, which stops the whole process: only for the moment in which another one ends its write. */
export const SHORT_WAIT_MS = 20

const PAUSE_MS = 10

export const isBusy = (error: unknown): boolean =>
  error instanceof Error && /database (?:table |schema )?is locked|SQLITE_BUSY/i.test(error.message)

/** Tries again while another process writes, and lets this one go on with other things meanwhile. */
export async function patiently<T>(ms: number, attempt: () => T): Promise<T> {
  const deadline = performance.now() + ms
  for (;;) {
    try {
      return attempt()
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error
    }
    // Not all at the same moment again.
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * (0.5 + Math.random())))
  }
}
