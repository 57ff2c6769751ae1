import { join, relative } from 'node:path'
import { Type } from 'typebox'
import { recordLook } from '../audit/index.ts'
import { shanghaiDate } from '../calendar/index.ts'
import type { Api } from '../http/index.ts'
import type { StandingHouse } from '../make-house.ts'
import { Problem } from '../problems.ts'
import { differenceOf } from './difference.ts'
import { PolicyFault } from './fault.ts'
import { loadPolicies } from './library.ts'
import { announceReload } from './reloads.ts'
import type { Rules } from './rules.ts'
import { SECTION_NAMES } from './sections.ts'

const Both = Type.Object({ zh: Type.String(), en: Type.String() })

const RulesShown = Type.Object({
  hash: Type.String(),
  pack: Type.String(),
  title: Both,
  lineage: Type.Array(Type.Object({ id: Type.String(), title: Both, area: Both })),
  on: Type.String(),
  /** How many rows still wait for somebody to check them against the original. */
  unverified: Type.Integer(),
  /** Each row with its `source`, `effective_from`, `effective_to` and `unverified`. */
  sections: Type.Array(
    Type.Object({ id: Type.String(), rows: Type.Array(Type.Record(Type.String(), Type.Unknown())) }),
  ),
})

const Reloaded = Type.Object({
  before: Type.String(),
  hash: Type.String(),
  pack: Type.String(),
  loaded: Type.Boolean(),
  changes: Type.Array(
    Type.Object({
      section: Type.String(),
      id: Type.String(),
      kind: Type.Enum(['added', 'removed', 'changed']),
      zh: Type.Union([Type.String(), Type.Null()]),
      en: Type.Union([Type.String(), Type.Null()]),
      source: Type.Union([Type.String(), Type.Null()]),
      fields: Type.Array(
        Type.Object({
          field: Type.String(),
          before: Type.Optional(Type.Unknown()),
          after: Type.Optional(Type.Unknown()),
        }),
      ),
    }),
  ),
})

interface Row {
  [field: string]: unknown
  unverified?: boolean
  children?: Row[]
}

const unverifiedIn = (rows: Row[]): number =>
  rows.reduce((sum, row) => sum + (row.unverified ? 1 : 0) + unverifiedIn(row.children ?? []), 0)

/** The rules in force now, for the page on which an official reads them. */
async function rulesShown(house: StandingHouse) {
  const rules = await house.rulesNow()
  const sections = SECTION_NAMES.map((id) => {
    const section = rules[id] as unknown as Row | Row[]
    return { id, rows: Array.isArray(section) ? section : [section] }
  })
  const packs = new Map(house.policies.packs.map((pack) => [pack.id, pack]))
  return {
    hash: rules.hash,
    pack: rules.pack,
    title: rules.title,
    lineage: rules.lineage.map((id) => ({ id, title: packs.get(id)!.title, area: packs.get(id)!.area })),
    on: shanghaiDate(house.now()),
    unverified: sections.reduce((sum, section) => sum + unverifiedIn(section.rows), 0),
    sections,
  }
}

function refusal(house: StandingHouse, fault: PolicyFault): Problem {
  const file = relative(house.configuration.policyFolder, fault.file)
  return new Problem('input.invalid', {
    reason: 'policy.faulty',
    zh: `规则包有误，仍按原规则运行。${file} 第 ${fault.line} 行：${fault.reason}`,
    en: `The pack has a fault, the rules stay as they were. ${file}, line ${fault.line}: ${fault.reason}`,
    faults: [{ at: `${file}:${fault.line}:${fault.column}`, zh: fault.reason, en: fault.reason }],
  })
}

/**
 * What the folder says for today. A folder that is sound but no longer has this installation's pack, or not for today,
 * must not be taken over. @throws PolicyFault
 */
async function rulesInFolder(house: StandingHouse): Promise<Rules> {
  const { policyFolder, policyPack } = house.configuration
  const candidate = await loadPolicies(policyFolder)
  try {
    return candidate.rulesOn(policyPack, shanghaiDate(house.now()))
  } catch (error) {
    throw new PolicyFault(
      { file: join(policyFolder, policyPack), line: 1, column: 1 },
      (error as Error).message,
    )
  }
}

export function policyApi(house: StandingHouse): Api {
  return async (app) => {
    app.get(
      '/api/rules',
      {
        config: { permission: 'rules.read' },
        schema: {
          summary: '现行规则及其依据 / the rules in force, with their sources',
          response: { 200: RulesShown },
        },
      },
      () => rulesShown(house),
    )

    app.post(
      '/api/rules/reload',
      {
        config: { permission: 'policy.reload' },
        schema: {
          summary: '重新载入规则 / read the policy packs again; a dry run only says what would change',
          querystring: Type.Object(
            { dry_run: Type.Optional(Type.Boolean()) },
            { additionalProperties: false },
          ),
          response: { 200: Reloaded },
        },
      },
      async (request) => {
        const dryRun = request.query.dry_run ?? false
        const now = await house.rulesNow()
        let wanted: Rules
        try {
          wanted = await rulesInFolder(house)
          if (!dryRun) await house.reload()
        } catch (error) {
          if (!(error instanceof PolicyFault)) throw error
          await recordLook(house.db, { actor: request.actor, action: 'policy.reload', outcome: 'refused' })
          throw refusal(house, error)
        }
        const answer = {
          before: now.hash,
          hash: wanted.hash,
          pack: wanted.pack,
          loaded: !dryRun,
          changes: differenceOf(now, wanted),
        }
        if (dryRun) return answer
        const { hash } = await house.rulesNow()
        await house.db.transaction().execute(async (tx) => {
          await announceReload(tx, { pack: wanted.pack, hash, personId: request.actor.personId })
          await recordLook(tx, {
            actor: request.actor,
            action: 'policy.reload',
            reason: hash,
            outcome: 'done',
          })
        })
        return { ...answer, hash }
      },
    )
  }
}
