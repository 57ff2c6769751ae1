import { type Static, Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import type { Rules } from '../kernel/policy/index.ts'
import { Problem } from '../kernel/problems.ts'
import {
  fewestRaters,
  mayGrade,
  mayWriteSelf,
  shownCounts,
  stageOf,
  stillToGrade,
} from './appraisal-rules.ts'
import {
  appraisalFor,
  appraisalsOf,
  gradeMember,
  openedFor,
  settleAppraisal,
  writeSelf,
} from './appraisals.ts'
import { AppraisalShape, Id, MyAppraisals, Nothing, OfGathering } from './schemas.ts'

const tags = ['gatherings']
const config = { permission: 'signed_in' as const }
const Words = (least: number) => Type.String({ minLength: least, maxLength: 4000 })
const Grade = Type.String({ minLength: 1, maxLength: 64 })
const Version = Type.Integer({ minimum: 0 })
const closed = { additionalProperties: false }

const gradesOf = (rules: Rules) =>
  rules.appraisal_grades.map(({ id, zh, en, source, unverified }) => ({
    id,
    zh,
    en,
    source,
    unverified: unverified ?? false,
  }))

/** 民主评议党员: self-assessment, the others' rating (a vote), the committee's grade; each reads their own result alone. */
export function gatheringAppraisalsApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/gatherings/:id/appraisals',
      { config, schema: { tags, params: OfGathering, response: { 200: AppraisalShape } } },
      async ({ params, actor }): Promise<Static<typeof AppraisalShape>> => {
        const { gathering, standing, round, inCommittee } = await appraisalFor(
          house,
          house.db,
          actor,
          params.id,
        )
        const stage = stageOf(round)
        const mine = round.people.find(({ personId }) => personId === actor.personId)
        const missing = stillToGrade(
          round.people.map(({ personId, grading }) => ({ personId, graded: grading !== null })),
          round.committee,
        )
        return {
          gathering: { id: gathering.id, name: gathering.title },
          organisation: { id: gathering.organisationId, name: gathering.organisationName },
          stage,
          fewest: fewestRaters,
          grades: gradesOf(await house.rulesNow()),
          mine: mine
            ? {
                self: mine.self,
                version: mine.version,
                may_write: mayWriteSelf(round),
                counts: stage === 'settled' ? shownCounts(mine.counts) : null,
                grading: stage === 'settled' ? mine.grading : null,
              }
            : null,
          // Who leads the meeting sees how far it is; what it says is read by the committee, and from the grading on.
          people: inCommittee
            ? round.people.map((one) => {
                const isOpen = (stage === 'grading' || stage === 'settled') && one.personId !== actor.personId
                return {
                  person_id: one.personId,
                  name: one.name,
                  has_self: one.self !== null,
                  voted: one.voted,
                  voters_due: one.votersDue,
                  self: isOpen ? one.self : null,
                  counts: isOpen ? shownCounts(one.counts) : null,
                  graded: one.grading !== null,
                  grading: isOpen ? one.grading : null,
                  version: one.version,
                  may_grade: mayGrade(round, { personId: actor.personId, inCommittee }, one.personId),
                }
              })
            : [],
          missing: inCommittee ? missing.length : 0,
          may_settle: standing.holds && stage === 'grading',
        }
      },
    )

    app.put(
      '/api/gatherings/:id/appraisals/mine',
      {
        config,
        schema: {
          tags,
          params: OfGathering,
          body: Type.Object({ words: Words(10), grade: Grade, version: Version }, closed),
          response: { 200: Nothing },
        },
      },
      async ({ params, body, actor }) => {
        await writeSelf(house, actor, params.id, { words: body.words, grade: body.grade }, body.version)
        house.wake()
        return { ok: true }
      },
    )

    app.put(
      '/api/gatherings/:id/appraisals/:person',
      {
        config,
        schema: {
          tags,
          params: Type.Object({ id: Id, person: Id }),
          body: Type.Object({ words: Words(0), grade: Grade, version: Version }, closed),
          response: { 200: Nothing },
        },
      },
      async ({ params, body, actor }) => {
        const { words, grade, version } = body
        await gradeMember(house, actor, params.id, params.person, { words, grade }, version)
        house.wake()
        return { ok: true }
      },
    )

    app.post(
      '/api/gatherings/:id/appraisals/settle',
      { config, schema: { tags, params: OfGathering, response: { 200: Nothing } } },
      async ({ params, actor }) => {
        await settleAppraisal(house, actor, params.id)
        house.wake()
        return { ok: true }
      },
    )

    app.get(
      '/api/gatherings/mine/appraisals',
      { config, schema: { tags, response: { 200: MyAppraisals } } },
      async ({ actor }): Promise<Static<typeof MyAppraisals>> => {
        if (!actor.personId) throw new Problem('identity.required')
        const found = await appraisalsOf(house, actor.personId)
        return {
          fewest: fewestRaters,
          grades: gradesOf(await house.rulesNow()),
          items: found.map(({ gathering, mine }) => {
            const settled = mine.settledAt !== null
            const { self, grading } = openedFor(house, mine)
            return {
              gathering: { id: gathering.id, name: gathering.title },
              organisation: { id: gathering.organisationId, name: gathering.organisationName },
              day: gathering.day,
              state: gathering.state,
              self,
              version: mine.version ?? 0,
              may_write:
                !settled &&
                !mine.votesBegun &&
                (gathering.state === 'called' || gathering.state === 'running'),
              settled_at: mine.settledAt?.toISOString() ?? null,
              counts: settled ? shownCounts(mine.counts) : null,
              grading: settled ? grading : null,
            }
          }),
        }
      },
    )
  }
}
