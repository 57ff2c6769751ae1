import { NetworkError, ProblemError } from './api.ts'

const mostMilliseconds = { photo: 2 * 60_000, file: 10 * 60_000 }

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
  return sendForm(url, [field, file, file.name], mostMilliseconds.file, onProgress, signal)
}

export interface UploadedPhoto {
  id: string
  claim: string
  width: number
  height: number
  bytes: number
}

/**
 * Sends one photo.
 * @param onProgress share sent, 0 to 1
 * @throws ProblemError, NetworkError
 */
export function uploadPhoto(
  photo: Blob,
  onProgress: (share: number) => void = () => {},
  signal?: AbortSignal,
): Promise<UploadedPhoto> {
  return sendForm('/api/photos', ['photo', photo, 'photo.jpg'], mostMilliseconds.photo, onProgress, signal)
}

function sendForm<T>(
  url: string,
  part: [field: string, content: Blob, name: string],
  timeout: number,
  onProgress: (share: number) => void,
  signal: AbortSignal | undefined,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const form = new FormData()
    form.append(...part)
    request.open('POST', url)
    request.timeout = timeout
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    request.onerror = () => reject(new NetworkError(false, undefined))
    request.ontimeout = () => reject(new NetworkError(true, undefined))
    request.onabort = () => reject(new DOMException('Aborted', 'AbortError'))
    request.onload = () => {
      const isKept = request.status >= 200 && request.status < 300
      let document: Record<string, unknown> = {}
      try {
        document = JSON.parse(request.responseText) as Record<string, unknown>
      } catch {
        // A proxy's page instead of JSON. Its refusal speaks by the status alone; its welcome is no word of the server.
        if (isKept) return reject(new NetworkError(false, undefined))
      }
      if (isKept) resolve(document as T)
      else reject(new ProblemError(request.status, document))
    }
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(form)
  })
}
