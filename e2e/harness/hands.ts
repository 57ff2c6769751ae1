import type { Person } from './browser.ts'

interface Bound {
  calls: { id: string; answer: string | null; signed_in: boolean }[]
}
interface Posted {
  places: { id: string; running: boolean; signed_in_at: string | null; signed_out_at: string | null }[]
  lines: { shift_id: string }[]
}

/** Leaves whatever another journey bound this person to: calls of communities, posts of mobilisations, lines. */
export async function freeHands({ context: { request } }: Person): Promise<void> {
  const home = await request.get('/api/member/home')
  // Only members of the party have one.
  const { calls } = home.ok() ? ((await home.json()) as Bound) : { calls: [] }
  for (const { id, answer, signed_in } of calls) {
    if (signed_in) await request.post(`/api/member/calls/${id}/sign-out`)
    else if (answer === 'yes' || answer === 'waiting')
      await request.post(`/api/member/calls/${id}/answer`, { data: { answer: 'no' } })
  }
  const { places, lines } = (await (await request.get('/api/mobilisation-duty')).json()) as Posted
  for (const { shift_id } of lines) await request.post(`/api/mobilisation-shifts/${shift_id}/stop-waiting`)
  for (const { id, running, signed_in_at, signed_out_at } of places) {
    if (!running || signed_out_at) continue
    if (signed_in_at) await request.post(`/api/mobilisation-places/${id}/sign-out`)
    else await request.post(`/api/mobilisation-places/${id}/give-back`, { data: { reason: '另有安排' } })
  }
}
