export interface SignedFile {
  content: Record<string, unknown>
  public_key: string
  signature: string
}

/** Gives the person a file of their own. */
export function download(name: string, content: unknown): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** The signed file that somebody chose; undefined where it is none. */
export async function readSigned(file: File): Promise<SignedFile | undefined> {
  try {
    const read = JSON.parse(await file.text()) as Partial<SignedFile>
    return read.content && read.public_key && read.signature ? (read as SignedFile) : undefined
  } catch {
    return undefined
  }
}
