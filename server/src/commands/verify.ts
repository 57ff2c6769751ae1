import { parseArgs } from 'node:util'
import { coverageHeads } from '../coverage/index.ts'
import { checkGatherings, gatheringHeads } from '../gatherings/index.ts'
import { gridHeads } from '../grids/index.ts'
import type { Configuration } from '../kernel/configuration.ts'
import type { House } from '../kernel/house.ts'
import { wrongPaperPolls } from '../kernel/paper-polls/index.ts'
import { verifySeals } from '../kernel/timeline/seal.ts'
import { verifyChains } from '../kernel/timeline/verify.ts'
import { type BrokenPromise, checkMatters, checkWords } from '../matters/index.ts'
import { checkMembership, membershipHeads } from '../membership/index.ts'
import { checkMobilisations, mobilisationHeads } from '../mobilisation/index.ts'
import { checkPatrols, patrolHeads } from '../patrols/index.ts'
import { checkPostings, postingHeads } from '../postings/index.ts'
import { checkRectification, rectificationHeads } from '../rectification/index.ts'
import { checkUpward } from '../upward/index.ts'
import { checkService, serviceHeads } from '../volunteering/index.ts'
import { checkWhistles, whistleHeads } from '../whistles/index.ts'
import { checkYearlyReviews, yearlyReviewHeads } from '../yearly-review/index.ts'
import { progressBar } from './progress.ts'
import { withHouse } from './with-house.ts'

const help = `lianxin verify [--json]

在正在使用的数据库上核对每一项承诺；有一项被破坏就以 1 退出并说明。
Checks every promise on the live database; exits 1 and names what is broken.`

export interface Verified {
  kept: boolean
  events: number
  streams: number
  seals: number
  broken: BrokenPromise[]
}

const chainWords: Record<string, { zh: string; en: string }> = {
  hash: { zh: '时间线有事件内容被改过', en: 'an event of the timeline was altered' },
  link: { zh: '时间线的链断了', en: 'the chain of the timeline is broken' },
  gap: { zh: '时间线缺了事件', en: 'events of the timeline are missing' },
  personal: { zh: '时间线旁的原话被改过', en: 'words beside the timeline were altered' },
  head: { zh: '事项所记的链尾与时间线不符', en: 'the head that a matter holds is not that of the timeline' },
}

/** Every check there is; what it reports is what is broken, not what was looked at. */
export async function verifyHouse(
  house: House,
  onProgress?: (done: number, about: number) => void,
): Promise<Verified> {
  const broken = await checkMatters(house.db)
  broken.push(...(await checkPatrols(house)))
  broken.push(...(await checkGatherings(house)))
  broken.push(...(await checkWhistles(house)))
  broken.push(...(await checkService(house)))
  broken.push(...(await checkMembership(house)))
  broken.push(...(await checkRectification(house)))
  broken.push(...(await checkMobilisations(house)))
  broken.push(...(await checkYearlyReviews(house)))
  broken.push(...(await checkPostings(house)))
  broken.push(...(await checkUpward(house)))
  const polls = await wrongPaperPolls(house.db)
  if (polls.length)
    broken.push({
      promise: 7,
      zh: '纸上评议的票数与用掉的评议码不符',
      en: 'a poll on paper counts other than the codes that were used',
      where: polls.slice(0, 20),
      count: polls.length,
    })
  const words = await checkWords(house.pool)
  if (words) broken.push(words)
  const chains = await verifyChains(house.pool, {
    heads: [
      `select id as stream, head_seq as seq, head_hash as hash from matters`,
      ...gridHeads,
      ...patrolHeads,
      ...rectificationHeads,
      ...yearlyReviewHeads,
      ...serviceHeads,
      ...membershipHeads,
      ...gatheringHeads,
      ...coverageHeads,
      ...whistleHeads,
      ...mobilisationHeads,
      ...postingHeads,
    ],
    ...(onProgress ? { onProgress } : {}),
  })
  for (const what of Object.keys(chainWords)) {
    const found = chains.breaks.filter((each) => each.what === what)
    if (found.length)
      broken.push({
        promise: 4,
        ...chainWords[what]!,
        where: found.slice(0, 20).map(({ stream, seq }) => `${stream}#${seq}`),
        count: found.length,
      })
  }
  const seals = await verifySeals(house)
  if (seals.breaks.length)
    broken.push({
      promise: 4,
      zh: '每日封存与时间线不符',
      en: 'a daily seal does not fit the timeline',
      where: seals.breaks.map(({ day, what }) => `${day}: ${what}`),
      count: seals.breaks.length,
    })
  return {
    kept: broken.length === 0,
    events: chains.events,
    streams: chains.streams,
    seals: seals.seals,
    broken,
  }
}

export async function verify(argv: string[], configuration: Configuration): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: { json: { type: 'boolean' }, help: { type: 'boolean' } },
  })
  if (values.help) {
    console.log(help)
    return 0
  }
  return withHouse(configuration, async (house) => {
    const bar = progressBar('events')
    const result = await verifyHouse(house, bar.at)
    bar.end()
    if (values.json) console.log(JSON.stringify(result))
    else {
      for (const each of result.broken)
        console.log(
          `承诺 ${each.promise} 被破坏 / promise ${each.promise} is broken: ${each.zh} / ${each.en} (${each.count})\n  ${each.where.join(', ')}`,
        )
      console.log(
        result.kept
          ? `承诺都守住了 / every promise is kept: ${result.streams} 条时间线 timelines, ${result.events} 个事件 events, ${result.seals} 个封存 seals`
          : `共 ${result.broken.length} 项被破坏 / ${result.broken.length} broken`,
      )
    }
    return result.kept ? 0 : 1
  })
}
