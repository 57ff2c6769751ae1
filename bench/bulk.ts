import { randomUUID } from 'node:crypto'
import { loadavg } from 'node:os'
import type { StandingHouse } from '../server/src/kernel/make-house.ts'
import { type Actor, anonymous } from '../server/src/kernel/permissions/index.ts'
import { execute } from '../server/src/matters/index.ts'
import { takeIn } from '../server/src/requests/index.ts'
import { p95, rounded } from './answers.ts'
import { onFilledHouse, telling } from './house.ts'
import { filledWith } from './lists.ts'
import { type Measured, median } from './measure.ts'
import { asking, staffOf } from './questions.ts'

const many = 100

/** Requests that the centre has sorted and not yet sent on. */
async function sorted(house: StandingHouse, centre: Actor): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < many; i++) {
    const request = { text: `第${i}号楼前的路灯坏了，晚上看不见路`, anonymous: true }
    const { id } = await house.db
      .transaction()
      .execute((tx) => takeIn(house, tx, request, { channel: 'web', actor: anonymous }))
    const command = { type: 'triage', category: 'municipal.street_lamp', urgency: 'ordinary' } as const
    await execute(house, { actor: centre, matterId: id, command })
    ids.push(id)
  }
  return ids
}

interface Preview {
  items: { matter: { id: string; version: number }; command: object | null; allowed: boolean }[]
}

/** A preview of a hundred dispatches and the hundred carried out, against the same commands one by one over HTTP. */
export async function bulk(options: { rounds?: number } = {}): Promise<Measured> {
  const matters = Number(process.env.LIANXIN_BENCH_MATTERS ?? 20_000)
  const rounds = options.rounds ?? 10
  const say = telling()
  return onFilledHouse(
    `lists-${matters}`,
    (opened) => filledWith(opened, matters, say),
    async ({ house }) => {
      const { app, as } = await asking(house)
      const { centre, department } = await staffOf(house)
      const to = department.duties[0]!.organisationId
      const took = { preview: [] as number[], carried_out: [] as number[], one_by_one: [] as number[] }
      const post = async <T>(url: string, payload: object): Promise<T> => {
        const answer = await as(centre).inject({ method: 'POST', url, payload })
        if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`)
        return answer.json<T>()
      }
      const timed = async <T>(times: number[], work: () => Promise<T>): Promise<T> => {
        const began = performance.now()
        const result = await work()
        times.push(performance.now() - began)
        return result
      }
      for (let round = 0; round < rounds; round++) {
        const ids = await sorted(house, centre)
        const { items } = await timed(took.preview, () =>
          post<Preview>('/api/matters/bulk/preview', {
            command: { type: 'dispatch' },
            rows: ids.map((id) => ({ id, to })),
          }),
        )
        const rows = items.map(({ matter, command }) => ({ id: matter.id, version: matter.version, command }))
        const done = await timed(took.carried_out, () =>
          post<{ items: { result: string }[] }>('/api/matters/bulk', { batch: randomUUID(), rows }),
        )
        if (done.items.some(({ result }) => result !== 'done')) throw new Error(JSON.stringify(done.items))
        const singly = await sorted(house, centre)
        await timed(took.one_by_one, async () => {
          for (const id of singly)
            await post(`/api/matters/${id}/commands`, { version: 2, command: { type: 'dispatch', to } })
        })
      }
      await app.close()
      say('rounds')
      return {
        name: 'bulk',
        ratio: rounded(median(took.one_by_one) / median(took.carried_out), 3),
        rows: many,
        rounds,
        matters,
        load_average: loadavg().map((load) => rounded(load)),
        ...Object.fromEntries(
          Object.entries(took).map(([what, times]) => [
            `${what}_ms`,
            { p50: rounded(median(times)), p95: rounded(p95(times)) },
          ]),
        ),
      }
    },
  )
}
