import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StandingHouse } from '../kernel/make-house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { type SmallParty, smallParty } from './fixture.ts'
import { checkMembership, membersOf } from './index.ts'
import { acceptReceipt, exportTransfer, importTransfer, readTransferFile } from './transfer-file.ts'
import { proposeTransfer, receiveTransfer, refuseTransfer, withdrawTransfer } from './transfers.ts'

let database: FreshDatabase
let house: StandingHouse
let party: SmallParty
let first: Actor
let second: Actor
const clock = { now: new Date('2026-03-02T01:00:00Z') }

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => clock.now })
  party = await smallParty(house)
  first = await party.actor('secretary', 'first')
  second = await party.actor('secretary', 'second')
})
afterAll(() => database.drop())

const isIn = async (branch: 'first' | 'second', memberId: string, day: string) =>
  (await membersOf(house.db, party.organisations[branch], day)).some((member) => member.memberId === memberId)

describe('a transfer between branches', () => {
  it('leaves the member where they are until the other branch has received them, and then nowhere else', async () => {
    const [id] = await party.fullMembers('first', 1)
    const transfer = await proposeTransfer(
      house,
      first,
      id!,
      1,
      { branchId: party.organisations.second },
      '搬家',
    )
    expect([await isIn('first', id!, '2026-03-02'), await isIn('second', id!, '2026-03-02')]).toEqual([
      true,
      false,
    ])
    await expect(receiveTransfer(house, first, transfer, null)).rejects.toMatchObject({
      code: 'permission.denied',
    })
    await receiveTransfer(house, second, transfer, null)
    expect([await isIn('first', id!, '2026-03-02'), await isIn('second', id!, '2026-03-02')]).toEqual([
      false,
      true,
    ])
    expect(await isIn('first', id!, '2026-03-01')).toBe(true)
    expect(await checkMembership(house)).toEqual([])
  })

  it('is one at a time for a person, also when two propose at once', async () => {
    const [id] = await party.fullMembers('first', 1)
    const propose = () =>
      proposeTransfer(house, first, id!, 1, { branchId: party.organisations.second }, '搬家')
    const outcomes = await Promise.allSettled([propose(), propose()])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { rows } = await sql<{
      version: number
    }>`select version from party_members where id = ${id!}`.execute(house.db)
    await expect(
      proposeTransfer(house, first, id!, rows[0]!.version, { branchId: party.organisations.second }, '再来'),
    ).rejects.toMatchObject({ code: 'conflict.exists' })
  })

  it('is received once: of two who decide at once one is told that it is decided', async () => {
    const [id] = await party.fullMembers('first', 1)
    const transfer = await proposeTransfer(
      house,
      first,
      id!,
      1,
      { branchId: party.organisations.second },
      '搬家',
    )
    const outcomes = await Promise.allSettled([
      receiveTransfer(house, second, transfer, null),
      refuseTransfer(house, second, transfer, '不认识'),
      withdrawTransfer(house, first, transfer),
    ])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await checkMembership(house)).toEqual([])
  })

  it('that is refused or withdrawn changes nothing and may be proposed again', async () => {
    const [id] = await party.fullMembers('first', 1)
    const one = await proposeTransfer(house, first, id!, 1, { branchId: party.organisations.second }, '搬家')
    await refuseTransfer(house, second, one, '单位不在本支部')
    const two = await proposeTransfer(house, first, id!, 3, { branchId: party.organisations.second }, '再试')
    await withdrawTransfer(house, first, two)
    expect(await isIn('first', id!, '2026-03-02')).toBe(true)
  })
})

describe('a transfer between installations', () => {
  it('goes by a signed letter, is taken once, and ends with the receipt', async () => {
    const there = await freshDatabase()
    const otherHouse = await testHouse(there, { now: () => clock.now })
    const otherParty = await smallParty(otherHouse)
    const otherSecretary = await otherParty.actor('secretary', 'first')
    const [id] = await party.fullMembers('first', 1, { education: 'bachelor', birthYear: 1990 })
    const transfer = await proposeTransfer(
      house,
      first,
      id!,
      1,
      { elsewhere: '外省某社区党支部' },
      '工作调动',
    )
    const letter = await exportTransfer(house, first, transfer)
    const { fingerprint } = readTransferFile(letter)
    const take = (file: unknown, print = fingerprint) =>
      importTransfer(otherHouse, otherSecretary, file, otherParty.organisations.first, print)
    const altered = {
      ...letter,
      content: { ...letter.content, member: { ...letter.content.member, full_on: '2001-01-01' } },
    }
    await expect(take(altered)).rejects.toMatchObject({ options: { reason: 'transfer.file_altered' } })
    await expect(take(letter, '0000')).rejects.toMatchObject({ options: { reason: 'transfer.fingerprint' } })
    const receipt = await take(JSON.parse(JSON.stringify(letter)))
    await expect(take(letter)).rejects.toMatchObject({ options: { reason: 'transfer.file_used' } })
    expect(await isIn('first', id!, '2026-03-02')).toBe(true)
    await acceptReceipt(house, first, receipt)
    expect(await isIn('first', id!, '2026-03-02')).toBe(false)
    await expect(acceptReceipt(house, first, receipt)).rejects.toMatchObject({ code: 'conflict.changed' })
    const [arrived] = await membersOf(otherHouse.db, otherParty.organisations.first, '2026-03-02')
    expect(arrived).toMatchObject({ stage: 'full' })
    expect(await checkMembership(house)).toEqual([])
    expect(await checkMembership(otherHouse)).toEqual([])
    await there.drop()
  })
})
