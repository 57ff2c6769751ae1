import { parentOf, type RowsInForce } from './overlay.ts'
import type { Pack, PackRow } from './pack-files.ts'
import {
  type ClockRule,
  type EscalationRung,
  type GridAdmission,
  type GridCode,
  type GridMatter,
  type GridSize,
  type QuietHours,
  type RateFormula,
  type ReturnRule,
  type Route,
  type SatisfactionGrade,
  SECTION_NAMES,
  singleSections,
} from './sections.ts'
import type { GatheringKind, GatheringVoting } from './sections-gatherings.ts'
import type { PostingRules } from './sections-postings.ts'
import type { WeakSituation } from './sections-rectification.ts'
import type { WhistleKind, WhistleRight, WhistleRung } from './sections-whistles.ts'
import { LEVELS, STEPS } from './vocabulary.ts'

const as = <Row>(row: PackRow): Row => row.value as unknown as Row
const idsOf = (rows: readonly PackRow[]) => new Set(rows.map(({ id }) => id))

/**
 * Refuses rules that are each well formed but do not fit together on a date: a step without a limit, a
 * route to a category that does not exist, weights that do not add up. Throws PolicyFault at the row to mend.
 */
export function requireConsistent(pack: Pack, rows: RowsInForce, date: string): void {
  requireSections(pack, rows, date)
  requireClocks(pack, rows, date)
  requireCategories(rows)
  requireRoutes(pack, rows, date)
  requireLadders(pack, rows, date)
  requireWhistles(rows)
  requireNumbers(rows)
  requireReferences(rows)
}

function requireSections(pack: Pack, rows: RowsInForce, date: string): void {
  for (const section of SECTION_NAMES) {
    const found = rows[section]
    if (found.length === 0)
      throw pack.fault(`${date} 起没有 ${section} 的规则（no rule in force for ${section}）`)
    if (section in singleSections && found.length > 1)
      throw found[1]!.fault(
        `${section} 只能有一条在用，${date} 起有 ${found.length} 条（only one may be in force）`,
      )
  }
}

function requireClocks(pack: Pack, rows: RowsInForce, date: string): void {
  const [kinds, urgencies, categories] = [rows.kinds, rows.urgencies, rows.categories].map(idsOf)
  const conditions = new Set<string>()
  for (const row of rows.clocks) {
    const { step, when } = as<ClockRule>(row)
    requireKnown(row, 'when', when?.kind, kinds!, 'kinds')
    requireKnown(row, 'when', when?.urgency, urgencies!, 'urgencies')
    requireKnown(row, 'when', when?.category, categories!, 'categories')
    const condition = [step, when?.kind, when?.urgency, when?.category].join(' ')
    if (conditions.has(condition))
      throw row.fault('同一环节、同一条件有两条时限（two limits for the same step and conditions）', 'id')
    conditions.add(condition)
  }
  for (const step of STEPS)
    if (!rows.clocks.some((row) => as<ClockRule>(row).step === step && isUnconditional(as<ClockRule>(row))))
      throw pack.fault(
        `${date} 起环节 ${step} 没有一般时限（no clock without conditions for step "${step}"）`,
      )
}

function isUnconditional({ when }: ClockRule): boolean {
  return !when || (when.kind ?? when.urgency ?? when.category) === undefined
}

function requireCategories(rows: RowsInForce): void {
  const ids = idsOf(rows.categories)
  const urgencies = idsOf(rows.urgencies)
  for (const row of rows.categories) {
    if (row.id.includes('.') && !ids.has(parentOf(row.id)))
      throw row.fault(`没有上级类别 ${parentOf(row.id)}（the category above does not exist）`, 'id')
    requireKnown(row, 'urgency', row.value.urgency as string | undefined, urgencies, 'urgencies')
  }
}

function requireRoutes(pack: Pack, rows: RowsInForce, date: string): void {
  const categories = idsOf(rows.categories).add('*')
  const kinds = idsOf(rows.organisation_kinds)
  const functions = idsOf(rows.functions)
  const leads = new Map<string, number>()
  for (const row of rows.routing) {
    const route = as<Route>(row)
    requireKnown(row, 'category', route.category, categories, 'categories')
    requireKnown(row, 'organisation_kind', route.organisation_kind, kinds, 'organisation_kinds')
    requireKnown(row, 'function', route.function, functions, 'functions')
    const key = `${route.category} ${route.level}`
    const count = (leads.get(key) ?? 0) + (route.lead ? 1 : 0)
    if (count > 1) throw row.fault(`${key} 有两个牵头单位（two leads for one category and level）`, 'lead')
    leads.set(key, count)
  }
  for (const row of rows.routing) {
    const { category, level } = as<Route>(row)
    if (leads.get(`${category} ${level}`) !== 1)
      throw row.fault(`${category} ${level} 没有牵头单位（no lead for this category and level）`, 'category')
  }
  for (const level of LEVELS)
    if (!leads.has(`* ${level}`))
      throw pack.fault(`${date} 起 ${level} 一级没有兜底的去向（no route for "*" at level "${level}"）`)
}

function requireLadders(pack: Pack, rows: RowsInForce, date: string): void {
  const ladders = new Map<string, PackRow[]>()
  for (const row of rows.escalation) {
    const { step } = as<EscalationRung>(row)
    ladders.set(step, [...(ladders.get(step) ?? []), row])
  }
  if (!ladders.has('any')) throw pack.fault(`${date} 起没有通用的升级阶梯（no escalation ladder for "any"）`)
  for (const ladder of ladders.values()) requireRungs(ladder)
}

/** A whistle's ladder is climbed rung by rung on every wait; kinds of organisation are those of the pack. */
function requireWhistles(rows: RowsInForce): void {
  const kinds = idsOf(rows.organisation_kinds)
  for (const row of rows.whistle_kinds)
    for (const { kind, calls } of as<WhistleKind>(row).callers)
      for (const each of [kind, ...calls]) requireKnown(row, 'callers', each, kinds, 'organisation_kinds')
  for (const row of rows.whistle_rights)
    for (const kind of as<WhistleRight>(row).holders)
      requireKnown(row, 'holders', kind, kinds, 'organisation_kinds')
  for (const wait of ['acknowledge', 'arrive', 'decide'] as const) {
    const own = rows.whistle_escalation.filter((row) => as<WhistleRung>(row).on === wait)
    const ladder = own.length
      ? own
      : rows.whistle_escalation.filter((row) => as<WhistleRung>(row).on === 'any')
    requireRungs(ladder)
    if (ladder.length === 0)
      throw rows.whistle_escalation[0]!.fault(
        `${wait} 没有升级阶梯（silence would never be escalated）`,
        'on',
      )
  }
}

function requireRungs(ladder: PackRow[]): void {
  const inOrder = ladder.toSorted((a, b) => as<{ rung: number }>(a).rung - as<{ rung: number }>(b).rung)
  for (const [index, row] of inOrder.entries())
    if (as<{ rung: number }>(row).rung !== index + 1)
      throw row.fault('阶梯应从 1 起逐级编号，不重不漏（rungs must count from 1 without gap）', 'rung')
}

function requireNumbers(rows: RowsInForce): void {
  for (const row of rows.rates) {
    const { response, solved, satisfied } = as<RateFormula>(row).weights
    if (Math.abs(response + solved + satisfied - 1) > 1e-9)
      throw row.fault('三率权重之和应为 1（the weights must add up to 1）', 'weights')
  }
  for (const row of rows.grid_sizes) {
    const size = as<GridSize>(row)
    if (size.min_households > size.max_households)
      throw row.fault('最少户数大于最多户数（minimum above maximum）', 'min_households')
  }
  for (const row of rows.grid_codes) {
    const code = as<GridCode>(row)
    const total = code.parts.reduce((sum, part) => sum + part.digits, 0)
    if (total !== code.digits)
      throw row.fault(`各段共 ${total} 位，不是 ${code.digits} 位（the parts do not add up）`, 'digits')
  }
  const goods = new Set(rows.satisfaction.map((row) => as<SatisfactionGrade>(row).good))
  if (goods.size < 2)
    throw rows.satisfaction[0]!.fault(
      '满意度档次要有好也有不好（grades must include good and not good）',
      'good',
    )
}

function requireReferences(rows: RowsInForce): void {
  const kinds = idsOf(rows.organisation_kinds)
  const urgencies = idsOf(rows.urgencies)
  for (const row of rows.weak_situations) {
    const { basis, measure } = as<WeakSituation>(row)
    if ((basis === 'computed') !== (measure !== undefined))
      throw row.fault(
        'computed 的情形要写 measure，entered 的不写（a computed situation has a measure, an entered one none）',
        'basis',
      )
  }
  for (const row of rows.posting_making)
    for (const kind of as<PostingRules['posting_making']>(row).makers)
      requireKnown(row, 'makers', kind, kinds, 'organisation_kinds')
  for (const row of rows.party_kinds) requireKnown(row, 'id', row.id, kinds, 'organisation_kinds')
  for (const row of rows.returns)
    for (const kind of as<ReturnRule>(row).who) requireKnown(row, 'who', kind, kinds, 'organisation_kinds')
  for (const row of rows.grid_admission)
    for (const kind of as<GridAdmission>(row).organisation_kinds)
      requireKnown(row, 'organisation_kinds', kind, kinds, 'organisation_kinds')
  const categories = idsOf(rows.categories)
  for (const row of rows.grid_matters)
    for (const category of as<GridMatter>(row).categories ?? [])
      if (category !== '*') requireKnown(row, 'categories', category, categories, 'categories')
  for (const row of rows.quiet_hours)
    for (const urgency of as<QuietHours>(row).exempt_urgencies)
      requireKnown(row, 'exempt_urgencies', urgency, urgencies, 'urgencies')
  for (const row of rows.patrol_checks)
    requireKnown(row, 'category', row.value.category as string | undefined, categories, 'categories')
  requireGatherings(rows, kinds)
  for (const row of [...rows.suspension, ...rows.exclusion, ...rows.returns]) {
    const grounds = (row.value.grounds as { id: string }[]).map(({ id }) => id)
    if (new Set(grounds).size < grounds.length)
      throw row.fault('事由的 id 重复（the same ground twice）', 'grounds')
  }
}

function requireGatherings(rows: RowsInForce, organisationKinds: ReadonlySet<string>): void {
  const votings = idsOf(rows.gathering_votings)
  for (const row of rows.gathering_votings) {
    const { present, passes } = as<GatheringVoting>(row)
    if (present.part > present.of || passes.part > passes.of)
      throw row.fault('比例大于一（a share above one）', present.part > present.of ? 'present' : 'passes')
  }
  const monthsIn = { month: 1, quarter: 3, half_year: 6, year: 12 }
  for (const row of rows.gathering_kinds) {
    const kind = as<GatheringKind>(row)
    requireKnown(row, 'voting', kind.voting, votings, 'gathering_votings')
    for (const holder of kind.holders ?? [])
      requireKnown(row, 'holders', holder, organisationKinds, 'organisation_kinds')
    if ((kind.per === undefined) !== (kind.times === undefined))
      throw row.fault('per 和 times 要一起写（per and times go together)', 'per')
    if (kind.per && kind.planned !== false && !kind.usual_day)
      throw row.fault('要自动排进计划，就要写 usual_day（a planned kind needs its usual day)', 'per')
    if (kind.per && kind.usual_month && kind.usual_month > monthsIn[kind.per])
      throw row.fault('usual_month 超出了周期（usual_month lies outside the period)', 'usual_month')
  }
}

function requireKnown(
  row: PackRow,
  field: string,
  value: string | undefined,
  known: ReadonlySet<string>,
  section: string,
): void {
  if (value !== undefined && !known.has(value))
    throw row.fault(`${section} 里没有 ${value}（"${value}" is not in ${section}）`, field)
}
