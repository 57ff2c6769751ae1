import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { enqueue } from '../kernel/jobs/index.ts'
import { notify } from '../kernel/notices/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { noteTakingPart } from '../membership/index.ts'
import { requireStanding, standingIn } from './access.ts'
import { attendanceOf, may, type SignedInAs } from './rules.ts'
import { fitsSignInCode } from './sign-in-code.ts'
import {
  type Attendee,
  attendeeById,
  attendeesById,
  attendeesOf,
  type Gathering,
  kindNow,
  lockGathering,
  refused,
  tellOf,
} from './store.ts'
import { closeOpenVotes } from './votes.ts'

export const countedOf = (attendees: readonly Attendee[]) =>
  attendanceOf(attendees.map((each) => ({ ...each, madeUp: each.madeUpAt !== null })))

/** Asks for leave, with the reason; the chair decides. Asked again, the reason is the newer one. */
export async function askLeave(
  house: House,
  tx: Work,
  gathering: Gathering,
  attendee: Attendee,
  reason: string,
) {
  if (gathering.state !== 'called')
    throw refused('gathering.state', '会议开始以后不能再请假', 'Leave is asked for before it begins')
  await sql`update gathering_attendees set leave_reason = ${reason}, leave_asked_at = ${house.now()}, leave_granted = null
    where id = ${attendee.id}`.execute(tx)
  await tellOf(house, tx, gathering, null, [{ kind: 'gathering.leave_asked', payload: {} }])
  if (gathering.chairId)
    await notify(tx, {
      personId: gathering.chairId,
      kind: 'gathering.leave_asked',
      subjectId: gathering.id,
      words: {
        zh: `${attendee.name}请假不参加“${gathering.title}”`,
        en: `${attendee.name} asks for leave from “${gathering.title}”`,
      },
      link: `/desk/gatherings/${gathering.id}`,
      at: house.now(),
    })
}

export async function decideLeave(
  house: House,
  actor: Actor,
  id: string,
  attendeeId: string,
  granted: boolean,
): Promise<void> {
  const rules = await house.rulesNow()
  await house.db.transaction().execute(async (tx) => {
    const gathering = await lockGathering(tx, id)
    requireStanding(await standingIn(tx, gathering, kindNow(rules, gathering), actor), 'leads')
    const attendee = await attendeeById(tx, id, attendeeId)
    if (attendee.leaveReason === null)
      throw refused('gathering.no_leave', '这位没有请假', 'No leave was asked for')
    if (gathering.state !== 'called' && gathering.state !== 'running')
      throw refused('gathering.state', '会议已经结束', 'The gathering is over')
    await sql`update gathering_attendees set leave_granted = ${granted} where id = ${attendeeId}`.execute(tx)
    await tellOf(house, tx, gathering, actor, [{ kind: 'gathering.leave_decided', payload: { granted } }])
    if (attendee.personId)
      await notify(tx, {
        personId: attendee.personId,
        kind: 'gathering.leave_decided',
        subjectId: id,
        words: granted
          ? { zh: `已准假：“${gathering.title}”`, en: `Leave is granted: “${gathering.title}”` }
          : {
              zh: `没有准假，请参加“${gathering.title}”`,
              en: `Leave is not granted; please attend “${gathering.title}”`,
            },
        link: `/meeting?g=${id}`,
        at: house.now(),
      })
  })
}

/** Marks people as there, each once; a second time, or two at once, changes nothing. */
async function markPresent(
  house: House,
  tx: Work,
  gathering: Gathering,
  attendees: Pick<Attendee, 'id'>[],
  as: SignedInAs,
  by: Actor | null,
) {
  if (gathering.state !== 'running')
    throw gathering.state === 'called'
      ? refused(
          'gathering.not_begun',
          '会议还没有开始，开始后再签到',
          'It has not begun; sign in once it does',
        )
      : refused('gathering.state', '会议已经结束，不能再签到', 'It is over; nobody signs in any more')
  const { numAffectedRows } =
    await sql`update gathering_attendees set signed_in_at = ${house.now()}, signed_in_as = ${as}
    where id = any(${attendees.map(({ id }) => id)}::uuid[]) and signed_in_at is null`.execute(tx)
  if (!numAffectedRows) return
  // Who signed in stands beside the timeline; the chain says that somebody did, and how.
  const events = Array.from({ length: Number(numAffectedRows) }, () => ({
    kind: 'gathering.signed_in',
    payload: { as },
  }))
  await tellOf(house, tx, gathering, by, events)
}

export async function signInByCode(
  house: House,
  tx: Work,
  gathering: Gathering,
  attendee: Attendee,
  code: string,
) {
  const { gathering_practice: practice } = await house.rulesNow()
  if (
    gathering.state === 'running' &&
    !fitsSignInCode(gathering.signInSecret ?? Buffer.alloc(0), code, house.now(), practice.code_seconds)
  )
    throw new Problem('input.invalid', {
      reason: 'gathering.code',
      zh: '签到码不对或已经换了，请看屏幕上现在的号码',
      en: 'This code is not right or has changed; take the one on the screen now',
      faults: [{ at: '/code', zh: '签到码不对', en: 'The code is not right' }],
    })
  await markPresent(house, tx, gathering, [attendee], 'on_site', null)
}

export async function signInFromElsewhere(house: House, tx: Work, gathering: Gathering, attendee: Attendee) {
  if (!gathering.remote)
    throw refused(
      'gathering.not_remote',
      '这次会议没有开通远程参加，请到现场签到',
      'It is not open to those elsewhere',
    )
  await markPresent(house, tx, gathering, [attendee], 'remote', null)
}

/** Whoever has no phone at hand is marked by the chair. */
export const signInByChair = (house: House, actor: Actor, id: string, attendeeId: string): Promise<void> =>
  signInListByChair(house, actor, id, [attendeeId])

/** All who stand on a list that went round on paper. */
export async function signInListByChair(
  house: House,
  actor: Actor,
  id: string,
  attendeeIds: string[],
): Promise<void> {
  const rules = await house.rulesNow()
  await house.db.transaction().execute(async (tx) => {
    const gathering = await lockGathering(tx, id)
    requireStanding(await standingIn(tx, gathering, kindNow(rules, gathering), actor), 'leads')
    const attendees = await attendeesById(tx, id, attendeeIds)
    await markPresent(house, tx, gathering, attendees, 'by_chair', actor)
  })
}

/** Begins it, and settles at which moments those elsewhere will be asked whether they are still there. */
export async function open(house: House, actor: Actor, id: string): Promise<void> {
  const rules = await house.rulesNow()
  await house.db.transaction().execute(async (tx) => {
    const gathering = await lockGathering(tx, id)
    requireStanding(await standingIn(tx, gathering, kindNow(rules, gathering), actor), 'leads')
    if (gathering.state === 'running') return
    if (!may.open(gathering.state))
      throw refused('gathering.state', '先通知开会，才能开始', 'It begins once it was called')
    await sql`update gatherings set state = 'running', opened_at = ${house.now()} where id = ${id}`.execute(
      tx,
    )
    await tellOf(house, tx, gathering, actor, [{ kind: 'gathering.opened', payload: {} }])
    if (!gathering.remote) return
    const length = gathering.endsAt!.getTime() - gathering.startsAt!.getTime()
    for (let asked = 0; asked < rules.gathering_practice.presence_questions; asked++) {
      const after = randomInt(
        Math.floor(length * 0.1),
        Math.max(Math.floor(length * 0.9), Math.floor(length * 0.1) + 1),
      )
      await enqueue(
        tx,
        'ask_gathering_presence',
        { gathering: id },
        { runAt: new Date(house.now().getTime() + after), key: `presence ${id} ${asked}`, maxAttempts: 2 },
      )
    }
  })
}

/** Ends it: counts are taken from who signed in, and stand from now on. */
export async function close(house: House, actor: Actor, id: string, hours: number | null): Promise<void> {
  const rules = await house.rulesNow()
  await house.db.transaction().execute(async (tx) => {
    const gathering = await lockGathering(tx, id)
    const kind = kindNow(rules, gathering)
    requireStanding(await standingIn(tx, gathering, kind, actor), 'leads')
    if (gathering.state === 'held') return
    if (!may.close(gathering.state)) throw refused('gathering.state', '会议还没有开始', 'It has not begun')
    await closeOpenVotes(house, tx, gathering, actor)
    const attendees = await attendeesOf(tx, id)
    const counts = countedOf(attendees)
    await noteTakingPart(
      tx,
      attendees.flatMap(({ personId, signedInAt }) => (personId && signedInAt ? [personId] : [])),
      shanghaiDate(house.now()),
      'activity',
    )
    const lasted =
      hours ?? Math.round(((house.now().getTime() - gathering.openedAt!.getTime()) / 3_600_000) * 2) / 2
    await sql`update gatherings set state = 'held', closed_at = ${house.now()}, sign_in_secret = null, should_attend = ${counts.due},
      attended = ${counts.present}, remote_attended = ${counts.remote}, on_leave = ${counts.onLeave}, hours = ${lasted}
      where id = ${id}`.execute(tx)
    await tellOf(house, tx, gathering, actor, [
      {
        kind: 'gathering.held',
        payload: {
          series: kind.series,
          plan_key: gathering.planKey,
          day: gathering.day,
          makes_up: gathering.makesUp,
          should_attend: counts.due,
          attended: counts.present,
          remote: counts.remote,
          on_leave: counts.onLeave,
          absent: counts.absent,
          hours: lasted,
        },
      },
    ])
    if (gathering.makesUp) await settleMissed(house, tx, actor, gathering)
  })
}

/** The missed one stays missed; beside it stands by what, and when, it was made up. */
async function settleMissed(house: House, tx: Work, actor: Actor, by: Gathering): Promise<void> {
  const missed = await lockGathering(tx, by.makesUp!)
  await sql`update gatherings set made_up_by = ${by.id} where id = ${missed.id}`.execute(tx)
  await tellOf(house, tx, missed, actor, [
    {
      kind: 'gathering.made_up',
      payload: { plan_key: missed.planKey, period_end: missed.periodEnd, by: by.id, day: by.day },
    },
  ])
}

/** 补课: who was not there has studied it since, and says what they learnt. */
export async function makeUpLesson(
  house: House,
  tx: Work,
  gathering: Gathering,
  attendee: Attendee,
  words: string,
) {
  const rules = await house.rulesNow()
  if (gathering.state !== 'held' || !kindNow(rules, gathering).make_up)
    throw refused(
      'gathering.no_make_up',
      '这类会议没有补课',
      'There is no making up for this kind of gathering',
    )
  if (attendee.signedInAt) throw refused('gathering.attended', '您参加了，不用补课', 'You were there')
  const { numAffectedRows } =
    await sql`update gathering_attendees set made_up_at = ${house.now()}, made_up_words = ${words}
    where id = ${attendee.id} and made_up_at is null`.execute(tx)
  if (numAffectedRows === 0n) {
    await sql`update gathering_attendees set made_up_words = ${words} where id = ${attendee.id}`.execute(tx)
    return
  }
  await tellOf(house, tx, gathering, null, [
    { kind: 'gathering.lesson_made_up', payload: { day: gathering.day, hours: gathering.hours } },
  ])
}
