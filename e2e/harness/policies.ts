import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

/**
 * The rules that journeys are walked under: those of the project, with an emergency whistle that is to be answered
 * within a minute and whose silence reaches the district at once, so that a journey can see it happen; and without the
 * hours of rest between two posts, for the same few people serve in one journey after another.
 */
export function policiesForJourneys(
  root: string,
  folder: string,
): { LIANXIN_POLICIES: string; LIANXIN_POLICY: string } {
  cpSync(resolve(root, 'policies'), folder, { recursive: true })
  const pack = resolve(folder, 'journeys')
  mkdirSync(pack)
  writeFileSync(
    resolve(pack, 'pack.yaml'),
    `id: journeys
parent: national
title: { zh: 全国通用规则, en: National rules }
area: { zh: 全国, en: The whole country }
timezone: Asia/Shanghai
in_force_from: 2021-01-01
`,
  )
  writeFileSync(
    resolve(pack, 'whistles.yaml'),
    `defaults: { source: 浏览器测试, effective_from: 2021-01-01, unverified: true, note: 只用于浏览器测试 }
whistle_kinds:
  - id: emergency
    zh: 应急处置
    en: Emergency
    acknowledge: { limit: 1, clock: minutes }
    arrive: { limit: 30, clock: minutes }
    urgent: true
    callers:
      - { kind: street_office, calls: [department, station, public_utility] }
      - { kind: community_committee, calls: [street_office, station] }
whistle_escalation:
  - { id: whistle_district, zh: 过时未应报区级指挥中心, en: Tell the district command centre, on: any, rung: 2, limit: 0, clock: minutes, do: notify_district }
`,
  )
  writeFileSync(
    resolve(pack, 'mobilisation.yaml'),
    `defaults: { source: 浏览器测试, effective_from: 2021-01-01, unverified: true, note: 只用于浏览器测试 }
mobilisation:
  - id: mobilisation
    rest_minutes: 0
    long_shift_minutes: 480
    code_seconds: 60
    code_digits: 6
    code_tolerance: 1
    wrong_codes: 5
    wrong_code_minutes: 10
    sign_in_early_minutes: 60
    no_show_minutes: 15
    offline_hours: 12
`,
  )
  return { LIANXIN_POLICIES: folder, LIANXIN_POLICY: 'journeys' }
}
