import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { attachDocuments, eraseDocument } from '../kernel/files/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { requireStanding, standingIn } from './access.ts'
import { faultsOf, refuseFaults } from './calling.ts'
import { may } from './rules.ts'
import { getGathering, kindNow, lockGathering, refused, tellOf } from './store.ts'

export interface NewMaterial {
  title: string
  words?: string | null
  link?: string | null
  /** An uploaded document and the proof that it is the sender's. */
  document?: { id: string; claim: string } | null
}

const most = 30

/** @throws Problem where somebody does not lead this gathering, or it is over */
export async function requireLeading(house: House, actor: Actor, id: string): Promise<void> {
  const gathering = await getGathering(house.db, id)
  const kind = kindNow(await house.rulesNow(), gathering)
  requireStanding(await standingIn(house.db, gathering, kind, actor), 'leads')
  if (!may.change(gathering.state)) throw isOver()
}

const isOver = () =>
  refused('gathering.state', '会议已经结束，材料不能再改', 'It is over; its materials stay')

async function lockForPapers(
  house: House,
  tx: Parameters<typeof lockGathering>[0],
  actor: Actor,
  id: string,
) {
  const rules = await house.rulesNow()
  const gathering = await lockGathering(tx, id)
  requireStanding(await standingIn(tx, gathering, kindNow(rules, gathering), actor), 'leads')
  if (!may.change(gathering.state)) throw isOver()
  return gathering
}

/** Lays one more paper on the table, until the gathering is over. @returns its id */
export async function addMaterial(
  house: House,
  actor: Actor,
  gatheringId: string,
  { title, words, link, document }: NewMaterial,
): Promise<string> {
  refuseFaults([
    ...faultsOf(house, { startsAt: house.now().toISOString(), materials: [{ title, link: link ?? null }] }),
    ...(words?.trim() || link || document
      ? []
      : [
          {
            at: '/words',
            zh: '请写内容、填网址或者选一份文件',
            en: 'Write it, give an address, or choose a document',
          },
        ]),
  ])
  return house.db.transaction().execute(async (tx) => {
    const gathering = await lockForPapers(house, tx, actor, gatheringId)
    const { rows } = await sql<{ count: number; last: number }>`
      select count(*) as count, coalesce(max(position), 0) as last from gathering_materials where gathering_id = ${gatheringId}`.execute(
      tx,
    )
    if (rows[0]!.count >= most)
      refuseFaults([
        { at: '/title', zh: `一次会议最多 ${most} 份材料`, en: `A gathering has at most ${most} materials` },
      ])
    if (document)
      await attachDocuments(tx, { subjectId: gatheringId, documents: [document], purpose: 'material' })
    const id = randomUUID()
    await sql`insert into gathering_materials (id, gathering_id, position, title, words, link, document_id)
      values (${id}, ${gatheringId}, ${rows[0]!.last + 1}, ${title.trim()}, ${words?.trim() || null}, ${link || null}, ${document?.id ?? null})`.execute(
      tx,
    )
    await tellOf(house, tx, gathering, actor, [{ kind: 'gathering.papers_changed', payload: {} }])
    return id
  })
}

/** Takes a paper off the table; taken off twice it is gone once. */
export async function removeMaterial(
  house: House,
  actor: Actor,
  gatheringId: string,
  id: string,
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const gathering = await lockForPapers(house, tx, actor, gatheringId)
    const { rows } = await sql<{ document: string | null }>`
      delete from gathering_materials where id = ${id} and gathering_id = ${gatheringId} returning document_id as document`.execute(
      tx,
    )
    if (!rows[0]) return
    if (rows[0].document) await eraseDocument(tx, rows[0].document)
    await tellOf(house, tx, gathering, actor, [{ kind: 'gathering.papers_changed', payload: {} }])
  })
}

/** @returns the document of a material. @throws Problem `not_found` */
export async function documentOf(house: House, gatheringId: string, id: string): Promise<string> {
  const { rows } = await sql<{ document: string }>`
    select document_id as document from gathering_materials
    where id = ${id} and gathering_id = ${gatheringId} and document_id is not null`.execute(house.db)
  if (!rows[0]) throw new Problem('not_found', { zh: '没有这份材料', en: 'There is no such paper' })
  return rows[0].document
}
