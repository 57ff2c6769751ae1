import { afterEach, expect, test, vi } from 'vitest'
import { NetworkError, ProblemError } from './api.ts'
import { uploadPhoto } from './send-file.ts'

afterEach(() => vi.unstubAllGlobals())

/** Whoever sends is answered with this. */
function answerWith(status: number, responseText: string) {
  vi.stubGlobal(
    'XMLHttpRequest',
    class {
      status = status
      responseText = responseText
      upload = {}
      onload = () => {}
      open() {}
      send() {
        this.onload()
      }
    },
  )
}

test('a photo is kept only where the server itself says so', async () => {
  answerWith(201, '{"id":"a","claim":"b"}')
  expect(await uploadPhoto(new Blob(['x']))).toEqual({ id: 'a', claim: 'b' })
})

test('the page of a proxy that answers everything is no word of the server', async () => {
  answerWith(200, '<html>请先登录无线网络</html>')
  await expect(uploadPhoto(new Blob(['x']))).rejects.toBeInstanceOf(NetworkError)
})

test('a refusal speaks by its status where a proxy replaced its words', async () => {
  answerWith(413, '<html>Request Entity Too Large</html>')
  const refusal = await uploadPhoto(new Blob(['x'])).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(ProblemError)
  expect((refusal as ProblemError).status).toBe(413)
})
