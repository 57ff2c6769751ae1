/** A bar on standard error, only where a person looks at it. Units are what `done` counts. */
export function progressBar(unit: string): { at(done: number, about: number): void; end(): void } {
  if (!process.stderr.isTTY) return { at() {}, end() {} }
  let drawn = 0
  return {
    at(done, about) {
      if (performance.now() - drawn < 100) return
      drawn = performance.now()
      const share = about > 0 ? Math.min(1, done / about) : 0
      const width = Math.round(share * 30)
      process.stderr.write(
        `\r[${'█'.repeat(width)}${' '.repeat(30 - width)}] ${Math.round(share * 100)}% ${done} ${unit}`,
      )
    },
    end() {
      process.stderr.write('\r\u001b[K')
    },
  }
}
