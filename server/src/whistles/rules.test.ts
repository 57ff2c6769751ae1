import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Call,
  type CallCommand,
  type CallStanding,
  nobody,
  type Objection,
  OPEN_STATES,
} from './call.ts'
import { codeAt, isCode } from './code.ts'
import { decideCall, ladderFor } from './rules.ts'

const start = Date.parse('2026-03-02T01:00:00Z')
const at = (minutes: number) => new Date(start + minutes * 60_000)

const fresh = (): Call => ({
  id: 'call',
  whistleId: 'whistle',
  organisationId: 'water',
  matterId: 'part',
  state: 'called',
  version: 1,
  calledAt: at(0),
  acknowledgeDueAt: at(10),
  arriveDueAt: at(30),
  acknowledgedAt: null,
  comesId: null,
  arrivedAt: null,
  arrivedWay: null,
  arrivedMetres: null,
  arrivedId: null,
  inTime: null,
  timesLeft: 0,
  designated: false,
  escalated: 0,
  step: 'whistle.acknowledge',
  dueAt: at(10),
  endedAt: null,
})

const sides: Record<string, CallStanding> = {
  called: { ...nobody, called: true },
  caller: { ...nobody, caller: true },
  arbiter: { ...nobody, arbiter: true },
  system: { ...nobody, system: true },
  stranger: nobody,
}

const command: fc.Arbitrary<CallCommand> = fc.oneof(
  fc.constant<CallCommand>({ type: 'acknowledge', comes: 'somebody' }),
  fc.constantFrom('code', 'position', 'caller').map((way): CallCommand => ({ type: 'arrive', way })),
  fc.constant<CallCommand>({ type: 'leave', reason: '有急事' }),
  fc
    .constantFrom('no_power', 'nonsense')
    .map((ground): CallCommand => ({ type: 'object', ground, reason: '不归我们' })),
  fc.boolean().map((uphold): CallCommand => ({ type: 'decide_objection', uphold, reason: '查过了' })),
  fc
    .constantFrom(undefined, '先回去')
    .map((reason): CallCommand => ({ type: 'release', ...(reason ? { reason } : {}) })),
  fc.constant<CallCommand>({ type: 'call_off', reason: '不用来了' }),
  fc.constantFrom('accepted', 'recalled').map((outcome): CallCommand => ({ type: 'part_done', outcome })),
  fc.constant<CallCommand>({ type: 'miss', wait: 'arrive', rung: 1, deed: 'notify_called', deadline: 'd' }),
)
const partStates = ['dispatched', 'signed', 'in_hand', 'answered', 'closed']

interface Played {
  call: Call
  objection: Objection | null
  objections: number
  ends: number
}

function play(
  steps: { side: string; command: CallCommand; minutes: number; part: string }[],
  each: (before: Call, played: Played) => void,
): void {
  const played: Played = { call: fresh(), objection: null, objections: 0, ends: 0 }
  let now = 0
  for (const step of steps) {
    now += step.minutes
    const before = played.call
    try {
      const decision = decideCall(before, step.command, sides[step.side]!, {
        now: at(now),
        objection: played.objection,
        partState: step.part,
        grounds: [{ id: 'no_power' }],
        arriveAgainDueAt: at(now + 30),
        actorPersonId: 'actor',
      })
      const { clock } = decision
      played.call = {
        ...before,
        ...decision.set,
        ...(clock.kind === 'stop' ? { step: null, dueAt: null } : {}),
        ...(clock.kind === 'arrive' ? { step: 'whistle.arrive' as const, dueAt: clock.dueAt } : {}),
      }
      if (before.endedAt === null && played.call.endedAt !== null) played.ends++
      if (decision.objection === 'make') {
        played.objections++
        played.objection = {
          id: 'o',
          ground: 'no_power',
          madeAt: at(now),
          dueAt: at(now + 60),
          decidedAt: null,
          outcome: null,
        }
      } else if (decision.objection && played.objection)
        played.objection = {
          ...played.objection,
          decidedAt: at(now),
          outcome: ({ uphold: 'upheld', refuse: 'refused', moot: 'moot' } as const)[decision.objection],
        }
    } catch (problem) {
      expect((problem as { code?: string }).code, String(problem)).toMatch(
        /^(permission\.denied|matter\.refused)$/,
      )
      expect(played.call).toEqual(before)
    }
    each(before, played)
  }
}

const histories = fc.array(
  fc.record({
    side: fc.constantFrom(...Object.keys(sides)),
    command,
    minutes: fc.integer({ min: 0, max: 40 }),
    part: fc.constantFrom(...partStates),
  }),
  { maxLength: 40 },
)

describe('a call, whatever anybody tries', () => {
  it('waits with a clock while nobody is there, and with none once somebody is or it is over', () => {
    fc.assert(
      fc.property(histories, (steps) =>
        play(steps, (_, { call }) => {
          expect(call.step !== null).toBe(call.state === 'called' || call.state === 'acknowledged')
          expect(call.dueAt !== null).toBe(call.step !== null)
          expect(call.endedAt === null).toBe((OPEN_STATES as readonly string[]).includes(call.state))
        }),
      ),
    )
  })

  it('ends once, is objected to once, and no objection is left open behind it', () => {
    fc.assert(
      fc.property(histories, (steps) =>
        play(steps, (_, { call, objection, objections, ends }) => {
          expect(ends).toBeLessThanOrEqual(1)
          expect(objections).toBeLessThanOrEqual(1)
          if (call.endedAt) expect(objection?.outcome).not.toBe(null)
        }),
      ),
    )
  })

  it('never has its first arrival, nor whether that was in time, told otherwise later', () => {
    fc.assert(
      fc.property(histories, (steps) =>
        play(steps, (before, { call }) => {
          if (call.arrivedAt)
            expect(call.inTime).toBe(before.arrivedAt ? before.inTime : call.arrivedAt <= before.arriveDueAt)
          if (before.arrivedAt) expect(call.arrivedAt).toEqual(before.arrivedAt)
        }),
      ),
    )
  })

  it('gives no more time to come for having been answered late or objected to', () => {
    fc.assert(
      fc.property(histories, (steps) =>
        play(steps, (before, { call }) => {
          if (call.timesLeft === 0) expect(call.arriveDueAt).toEqual(at(30))
          if (before.state === 'called' && call.state === 'acknowledged') expect(call.dueAt).toEqual(at(30))
        }),
      ),
    )
  })

  it('is moved by those alone whose it is: a stranger changes nothing, the called never release themselves', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        let turn = 0
        play(steps, (before, { call }) => {
          const { side, command } = steps[turn++]!
          if (side === 'stranger') expect(call).toEqual(before)
          if (['release', 'call_off'].includes(command.type) && side !== 'caller')
            expect(call).toEqual(before)
          if (command.type === 'decide_objection' && side !== 'arbiter') expect(call).toEqual(before)
          if (['acknowledge', 'object', 'leave'].includes(command.type) && side !== 'called')
            expect(call).toEqual(before)
        })
      }),
    )
  })
})

describe('the code on site', () => {
  const key = Buffer.alloc(32, 7)
  it('is taken while it is shown and for one turn after, and never from another whistle', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 600 }), (shown, said) => {
        const { code } = codeAt(key, new Date(start + shown * 1000), 60)
        const turns = Math.floor(said / 60) - Math.floor(shown / 60)
        const taken = isCode(code, key, new Date(start + said * 1000), 60)
        if (turns === 0 || turns === 1) expect(taken).toBe(true)
        else
          expect(taken).toBe(
            [0, -1].some(
              (back) => codeAt(key, new Date(start + said * 1000 + back * 60_000), 60).code === code,
            ),
          )
      }),
    )
    expect(isCode(codeAt(key, at(0), 60).code, Buffer.alloc(32, 8), at(0), 60)).toBe(false)
    expect(isCode('', key, at(0), 60)).toBe(false)
  })
})

it('a wait without a ladder of its own climbs the general one, in order', () => {
  const rung = (on: string, n: number) => ({ on, rung: n, id: `${on}${n}` }) as never
  const rungs = [rung('any', 2), rung('any', 1), rung('decide', 1)]
  expect(ladderFor(rungs, 'arrive').map(({ id }) => id)).toEqual(['any1', 'any2'])
  expect(ladderFor(rungs, 'decide').map(({ id }) => id)).toEqual(['decide1'])
})
