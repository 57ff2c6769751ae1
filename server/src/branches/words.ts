import type { SoundIndicator } from '../kernel/policy/index.ts'
import { farBehind, type IndicatorResult, type SoundRuleSet } from './rules.ts'

export interface Both {
  zh: string
  en: string
}

const pers: Record<string, Both> = {
  month: { zh: '每月', en: 'a month' },
  quarter: { zh: '每季度', en: 'a quarter' },
  half_year: { zh: '每半年', en: 'each half-year' },
  year: { zh: '每年', en: 'a year' },
}

/** In one sentence: what is wanted, by which rule, and what there is. */
export function whyOf(indicator: SoundIndicator, found: IndicatorResult, rules: SoundRuleSet): Both {
  const { reached, wanted } = found
  switch (indicator.measure) {
    case 'gathering': {
      const kind = rules.gathering_kinds.find(({ id }) => id === indicator.gathering)
      if (!kind?.per) return { zh: '现行规则没有要求', en: 'The rules in force ask for none' }
      const asked = {
        zh: `规则要求${pers[kind.per]!.zh} ${kind.times} 次`,
        en: `The rules ask for ${kind.times} ${pers[kind.per]!.en}`,
      }
      if (found.state === 'not_due')
        return { zh: `${asked.zh}，今年还没有到期的`, en: `${asked.en}; none is due yet this year` }
      return {
        zh: `${asked.zh}；今年到期 ${wanted} 次，已开 ${reached} 次`,
        en: `${asked.en}; ${wanted} were due this year, ${reached} were held`,
      }
    }
    case 'attendance':
      return found.state === 'not_due'
        ? { zh: '今年还没有应到会的记录', en: 'Nobody was due at a meeting yet this year' }
        : {
            zh: `到会率 ${reached}%，达到 ${wanted}% 得满分`,
            en: `${reached}% came; ${wanted}% counts in full`,
          }
    case 'officers':
      return {
        zh: `应有 ${wanted} 人（含书记），在任 ${reached} 人`,
        en: `${wanted} are wanted, the secretary among them; ${reached} serve`,
      }
    case 'term':
      return found.state === 'not_due'
        ? { zh: '没有登记上次换届的日期', en: 'The day of the last election is not known' }
        : reached
          ? { zh: '任期内', en: 'Within its term' }
          : { zh: '任期已满，没有换届', en: 'Its term is over and nobody was elected' }
    case 'size':
      return reached
        ? { zh: '人数和设置符合规定', en: 'Size and setting are as they should be' }
        : {
            zh: '人数或设置不符合规定，见支部情况',
            en: 'Size or setting is not as it should be; see the branch',
          }
    case 'dues':
      return {
        zh: `党费交到上月的 ${reached} 人，共 ${wanted} 人`,
        en: `${reached} of ${wanted} have settled up to last month`,
      }
  }
}

export interface StateForNeeds {
  term: string
  has_secretary: boolean
  quiet: number
  size_findings: string[]
  indicators: IndicatorResult[]
}

/** Each thing for which a branch wants help, in words. */
export function needsOf(state: StateForNeeds, rules: SoundRuleSet): ({ id: string } & Both)[] {
  const size = rules.branch_size
  const sizes: Record<string, Both> = {
    below_minimum: {
      zh: `正式党员不足 ${size.min_full_members} 人`,
      en: `Fewer than ${size.min_full_members} full members`,
    },
    above_usual: {
      zh: `党员超过 ${size.usual_max_members} 人`,
      en: `More than ${size.usual_max_members} members`,
    },
    too_many_units: {
      zh: `联合单位超过 ${size.joint_max_units} 个`,
      en: `More than ${size.joint_max_units} units`,
    },
    wants_committee: { zh: '应设支部委员会', en: 'It should have a committee' },
    committee_size: {
      zh: `支委会超过 ${size.committee_max} 人`,
      en: `More than ${size.committee_max} in its committee`,
    },
    outlived: { zh: '临时党支部期限已过', en: 'Its time as a temporary branch is over' },
  }
  const named = new Map(rules.sound_indicators.map((row) => [row.id, row]))
  return [
    ...(state.term === 'over' ? [{ id: 'over', zh: '任期已满未换届', en: 'Its term is over' }] : []),
    ...(state.has_secretary ? [] : [{ id: 'no_secretary', zh: '没有书记', en: 'No secretary' }]),
    ...(state.quiet > 0
      ? [
          {
            id: 'quiet',
            zh: `${state.quiet} 名党员长期没有消息`,
            en: `Nothing heard of ${state.quiet} members for long`,
          },
        ]
      : []),
    ...state.size_findings.map((finding) => ({
      id: finding,
      ...(sizes[finding] ?? { zh: finding, en: finding }),
    })),
    ...farBehind(state.indicators, rules).map(({ id }) => ({
      id,
      zh: `${named.get(id)?.zh ?? id}做得少`,
      en: `${named.get(id)?.en ?? id}: far behind`,
    })),
  ]
}
