const deadlockDetected = '40P01'

/** Two at once may place the same people crosswise; the database ends one, which is then done again. */
export async function againAfterDeadlock<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++)
    try {
      return await work()
    } catch (error) {
      if ((error as { code?: string }).code !== deadlockDetected || tries > 3) throw error
    }
}
