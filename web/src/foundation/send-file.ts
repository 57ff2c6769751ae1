import { NetworkError, ProblemError } from './api.ts'

const mostMilliseconds = 10 * 60_000

/**
 * Sends one file as a field of a form; `fetch` cannot tell how far an upload is, so this is XMLHttpRequest.
 * @param url with its query
 * @param onProgress share sent, 0 to 1
 * @throws ProblemError, NetworkError
 */
export function sendFile<T>(
  url: string,
  field: string,
  file: File,
  onProgress: (share: number) => void = () => {},
  signal?: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const form = new FormData()
    form.append(field, file, file.name)
    request.open('POST', url)
    request.timeout = mostMilliseconds
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    request.onerror = () => reject(new NetworkError(false, undefined))
    request.ontimeout = () => reject(new NetworkError(true, undefined))
    request.onabort = () => reject(new DOMException('Aborted', 'AbortError'))
    request.onload = () => {
      let document: Record<string, unknown> = {}
      try {
        document = JSON.parse(request.responseText) as Record<string, unknown>
      } catch {
        // A proxy's page instead of JSON: the status alone speaks.
      }
      if (request.status >= 200 && request.status < 300) resolve(document as T)
      else reject(new ProblemError(request.status, document))
    }
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(form)
  })
}
