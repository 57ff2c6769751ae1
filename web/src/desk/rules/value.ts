import { stepWords } from '../../../../server/src/matters/words.ts'
import type { Both } from '../../foundation/api.ts'
import type { WordKey } from '../words/index.ts'
import type { RuleRow } from './rules.ts'

/** Fields that say where a row comes from or what it is called: they have columns of their own. */
const told = new Set([
  'id',
  'zh',
  'en',
  'source',
  'effective_from',
  'effective_to',
  'unverified',
  'note',
  'pack',
  'children',
  'level',
  'limit',
  'clock',
])

const units: Record<string, Both> = {
  minutes: { zh: '{n} 分钟', en: '{n} min' },
  hours: { zh: '{n} 小时', en: '{n} h' },
  days: { zh: '{n} 个自然日', en: '{n} calendar days' },
  working_days: { zh: '{n} 个工作日', en: '{n} working days' },
}

/** What the fields of a row are called for somebody who reads rules. */
const fieldWords: Record<string, Both> = {
  step: { zh: '环节', en: 'step' },
  when: { zh: '适用于', en: 'applies to' },
  counts_from: { zh: '起算', en: 'counted from' },
  max_times: { zh: '次数', en: 'times' },
  approval: { zh: '批准', en: 'approval' },
  evidence_required: { zh: '要有证据', en: 'evidence required' },
  grounds: { zh: '情形', en: 'grounds' },
  who: { zh: '谁可以', en: 'who may' },
  after_designation: { zh: '指定后可退', en: 'after designation' },
  designate_after_assignments: { zh: '派几次后指定', en: 'designate after' },
  max_reworks_before_review: { zh: '重办几次后复核', en: 'reworks before review' },
  distance_metres: { zh: '距离（米）', en: 'distance (m)' },
  cluster_size: { zh: '成组件数', en: 'cluster size' },
  tell: { zh: '告诉群众', en: 'the person is told' },
  route: { zh: '去哪里办', en: 'where to go' },
  hint: { zh: '说明', en: 'hint' },
  on: { zh: '情形', en: 'on' },
  at_least: { zh: '达到', en: 'at least' },
  rung: { zh: '第几级', en: 'rung' },
  do: { zh: '做什么', en: 'then' },
  weights: { zh: '权重', en: 'weights' },
  response: { zh: '响应率', en: 'response' },
  solved: { zh: '解决率', en: 'solved' },
  satisfied: { zh: '满意率', en: 'satisfied' },
  basically_satisfied_coefficient: { zh: '基本满意系数', en: 'coefficient of “basically satisfied”' },
  denominator: { zh: '分母', en: 'denominator' },
  good: { zh: '算满意', en: 'counts as good' },
  per: { zh: '每', en: 'per' },
  clock_tolerance_minutes: { zh: '时钟允许相差（分钟）', en: 'clock tolerance (min)' },
  proof: { zh: '要有证件', en: 'certificate needed' },
  rest_minutes: { zh: '两班之间休息（分钟）', en: 'rest between shifts (min)' },
  long_shift_minutes: { zh: '超过多久算长班（分钟）', en: 'a shift is long from (min)' },
  code_seconds: { zh: '签到码多久一换（秒）', en: 'sign-in code changes every (s)' },
  code_digits: { zh: '签到码位数', en: 'digits of the sign-in code' },
  code_tolerance: { zh: '前后几个码也认', en: 'codes before and after taken too' },
  wrong_codes: { zh: '输错几次要等', en: 'wrong codes before a wait' },
  wrong_code_minutes: { zh: '要等（分钟）', en: 'the wait (min)' },
  sign_in_early_minutes: { zh: '可提前签到（分钟）', en: 'sign-in opens before the shift (min)' },
  no_show_minutes: { zh: '开班后多久算未到岗（分钟）', en: 'not come after (min)' },
  offline_hours: { zh: '离线签到多久内有效（小时）', en: 'offline sign-in is taken for (h)' },
  insurance_required: { zh: '先登记保险', en: 'insurance first' },
  longest_offline_days: { zh: '最长离线（天）', en: 'longest offline (days)' },
  words: { zh: '常用词', en: 'usual words' },
  also: { zh: '别处叫法', en: 'also called' },
  urgency: { zh: '紧急程度', en: 'urgency' },
  rank: { zh: '次序', en: 'rank' },
  category: { zh: '类别', en: 'category' },
  level: { zh: '层级', en: 'level' },
  organisation_kind: { zh: '机构类型', en: 'kind of organisation' },
  function: { zh: '职能', en: 'function' },
  lead: { zh: '主办', en: 'lead' },
  first_owner_when_place_known: { zh: '知道地点时先到', en: 'first owner, place known' },
  first_owner_otherwise: { zh: '不知道地点时先到', en: 'first owner otherwise' },
  max_text_length: { zh: '最多字数', en: 'characters at most' },
  max_photos: { zh: '最多照片', en: 'photos at most' },
  max_photo_megabytes: { zh: '每张最大（MB）', en: 'MB a photo' },
  categories: { zh: '类别', en: 'categories' },
  organisation_kinds: { zh: '机构类型', en: 'kinds of organisation' },
  covers_requests: { zh: '也管群众诉求', en: 'residents’ requests too' },
  snap_metres: { zh: '吸附距离（米）', en: 'snap (m)' },
  tolerance_square_metres: { zh: '允许误差（平方米）', en: 'tolerance (m²)' },
  smallest_square_metres: { zh: '最小面积（平方米）', en: 'smallest (m²)' },
  min_households: { zh: '最少户数', en: 'households from' },
  max_households: { zh: '最多户数', en: 'households to' },
  digits: { zh: '位数', en: 'digits' },
  parts: { zh: '组成', en: 'parts' },
  from: { zh: '从', en: 'from' },
  to: { zh: '到', en: 'to' },
  exempt_urgencies: { zh: '不受限的紧急程度', en: 'exempt urgencies' },
  bound: { zh: '界限', en: 'bound' },
  max_failures: { zh: '最多输错', en: 'failures at most' },
  lock_minutes: { zh: '锁定（分钟）', en: 'locked (min)' },
  idle_minutes: { zh: '无操作退出（分钟）', en: 'idle (min)' },
  session_hours: { zh: '最长登录（小时）', en: 'session (h)' },
  min_password_length: { zh: '密码最短', en: 'password length' },
  min_character_classes: { zh: '字符种类', en: 'character classes' },
}

/** Where a row comes from, what it is called, how long it allows: told in columns of its own, and when it changes. */
const provenanceWords: Record<string, Both> = {
  limit: { zh: '时限', en: 'limit' },
  clock: { zh: '计时方式', en: 'clock' },
  source: { zh: '依据', en: 'source' },
  effective_from: { zh: '生效', en: 'from' },
  effective_to: { zh: '失效', en: 'until' },
  unverified: { zh: '未核实', en: 'unverified' },
  note: { zh: '说明', en: 'note' },
  pack: { zh: '规则包', en: 'pack' },
  zh: { zh: '中文名', en: 'Chinese name' },
  en: { zh: '英文名', en: 'English name' },
}

/** Stable codes that stand as values. */
const valueWords: Record<string, Both> = {
  superior: { zh: '上级批准', en: 'superior' },
  self: { zh: '自行决定', en: 'own decision' },
  step: { zh: '进入该环节', en: 'the step' },
  acceptance: { zh: '受理', en: 'acceptance' },
  dispatch: { zh: '派单', en: 'dispatch' },
  any: { zh: '任一环节', en: 'any step' },
  notify_owner: { zh: '提醒承办单位', en: 'tell the owner' },
  notify_superior: { zh: '告知上级', en: 'tell the superior' },
  supervise: { zh: '督办', en: 'supervise' },
  valid_callbacks: { zh: '有效回访数', en: 'valid call-backs' },
  closed_matters: { zh: '办结数', en: 'closed matters' },
  at_most: { zh: '至多', en: 'at most' },
  at_least: { zh: '至少', en: 'at least' },
  day: { zh: '天', en: 'day' },
  week: { zh: '周', en: 'week' },
  month: { zh: '月', en: 'month' },
  quarter: { zh: '季度', en: 'quarter' },
  community: { zh: '社区', en: 'community' },
  centre: { zh: '指挥中心', en: 'command centre' },
  grid: { zh: '网格', en: 'grid' },
  micro_grid: { zh: '微网格', en: 'micro-grid' },
  street: { zh: '街道', en: 'street' },
  district: { zh: '区县', en: 'district' },
  city: { zh: '市', en: 'city' },
}

export type NameOf = (code: string) => Both | undefined

export interface Fact {
  field: Both
  value: Both
}

/** A limit with its clock, in words: 「5 个工作日」. */
export function limitOf(row: RuleRow): Both | null {
  const unit = units[String(row.clock)]
  if (typeof row.limit !== 'number' || !unit) return null
  const fill = (words: string) => words.replace('{n}', String(row.limit))
  return { zh: fill(unit.zh), en: fill(unit.en) }
}

const isBoth = (value: unknown): value is Both =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value

function wordsOf(value: unknown, nameOf: NameOf): Both {
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  if (isBoth(value)) return { zh: value.zh, en: value.en }
  if (Array.isArray(value)) {
    const items = value.map((item) => wordsOf(item, nameOf))
    return { zh: items.map(({ zh }) => zh).join('、'), en: items.map(({ en }) => en).join(', ') }
  }
  if (typeof value === 'object' && value !== null) {
    const items = Object.entries(value).map(([field, inner]) => ({
      field: fieldWords[field] ?? { zh: field, en: field },
      value: wordsOf(inner, nameOf),
    }))
    return {
      zh: items.map((item) => `${item.field.zh} ${item.value.zh}`).join('，'),
      en: items.map((item) => `${item.field.en} ${item.value.en}`).join(', '),
    }
  }
  const code = String(value)
  return nameOf(code) ?? valueWords[code] ?? stepWords[code] ?? { zh: code, en: code }
}

/** What a row lays down beside its limit, field by field. */
export function factsOfRow(row: RuleRow, nameOf: NameOf): Fact[] {
  return Object.entries(row)
    .filter(
      ([field, value]) =>
        !told.has(field) &&
        value !== undefined &&
        value !== null &&
        !(Array.isArray(value) && value.length === 0),
    )
    .map(([field, value]) => ({
      field: fieldWords[field] ?? { zh: field, en: field },
      value: wordsOf(value, nameOf),
    }))
}

/** What a field is called, and how its values read. */
export function factWords(field: string, nameOf: NameOf): { field: Both; value(value: unknown): Both } {
  return {
    field: fieldWords[field] ?? provenanceWords[field] ?? { zh: field, en: field },
    value: (value) => (value === undefined ? { zh: '无', en: 'none' } : wordsOf(value, nameOf)),
  }
}

/** Names of the sections; one that is new in a pack shows its own id. */
export const sectionWords: Record<string, WordKey> = {
  kinds: 'rules.sections.kinds',
  urgencies: 'rules.sections.urgencies',
  clocks: 'rules.sections.clocks',
  extension: 'rules.sections.extension',
  suspension: 'rules.sections.suspension',
  exclusion: 'rules.sections.exclusion',
  returns: 'rules.sections.returns',
  reopening: 'rules.sections.reopening',
  merging: 'rules.sections.merging',
  not_accepted: 'rules.sections.not_accepted',
  supervision: 'rules.sections.supervision',
  escalation: 'rules.sections.escalation',
  rates: 'rules.sections.rates',
  satisfaction: 'rules.sections.satisfaction',
  categories: 'rules.sections.categories',
  organisation_kinds: 'rules.sections.organisation_kinds',
  functions: 'rules.sections.functions',
  routing: 'rules.sections.routing',
  intake: 'rules.sections.intake',
  grid_sizes: 'rules.sections.grid_sizes',
  grid_codes: 'rules.sections.grid_codes',
  grid_drawing: 'rules.sections.grid_drawing',
  grid_matters: 'rules.sections.grid_matters',
  grid_admission: 'rules.sections.grid_admission',
  quiet_hours: 'rules.sections.quiet_hours',
  retention: 'rules.sections.retention',
  sign_in: 'rules.sections.sign_in',
  skills: 'rules.sections.skills',
  mobilisation: 'rules.sections.mobilisation',
  mobilisation_danger: 'rules.sections.mobilisation_danger',
}

/** The order in which an official reads them: time first, then handling, then names. */
export const readingOrder = [
  'clocks',
  'extension',
  'suspension',
  'returns',
  'exclusion',
  'reopening',
  'not_accepted',
  'supervision',
  'escalation',
  'merging',
  'rates',
  'satisfaction',
  'kinds',
  'urgencies',
  'categories',
  'routing',
  'organisation_kinds',
  'functions',
  'intake',
  'grid_sizes',
  'grid_codes',
  'grid_drawing',
  'grid_matters',
  'grid_admission',
  'quiet_hours',
  'retention',
  'sign_in',
  'mobilisation',
  'mobilisation_danger',
  'skills',
]
