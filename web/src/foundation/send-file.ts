import { NetworkError, ProblemError } from './api.ts'

/**
 * Sends one file as a field of a form.
 * @param url with its query
 * @throws ProblemError, NetworkError
 */
export async function sendFile<T>(url: string, field: string, file: File): Promise<T> {
  const form = new FormData()
  form.append(field, file, file.name)
  let response: Response
  try {
    response = await fetch(url, { method: 'POST', body: form, credentials: 'same-origin' })
  } catch (error) {
    throw new NetworkError(false, error)
  }
  const document = (await response.json().catch(() => ({}))) as Record<string, unknown>
  if (!response.ok) throw new ProblemError(response.status, document)
  return document as T
}
