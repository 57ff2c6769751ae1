import { parseArgs } from 'node:util'
import type { Measured } from '../../../bench/measure.ts'

const benches: Record<string, { zh: string; en: string; run: () => Promise<Measured> }> = {
  lists: {
    zh: '一百万件事项下的每一种列表、检索和详情，对照一次主键查询',
    en: 'every list, search and one matter among a million, against one look-up by key',
    run: async () => (await import('../../../bench/lists.ts')).lists(),
  },
  place: {
    zh: '70818 个网格的城市里，一个点找到它的网格，对照一次索引查询',
    en: 'a point finds its grid among the 70,818 of a city, against one look-up by index',
    run: async () => (await import('../../../bench/place.ts')).place(),
  },
  branches: {
    zh: '27000 个党组织、61 万党员：指标全部重算，对照一次裸聚合；全年计划、排查一遍、组织部门的页面用时',
    en: '27,000 party organisations and 610,000 members: every indicator anew, against one bare aggregate; the plans of a year, a survey, the pages of the organisation department',
    run: async () => (await import('../../../bench/branches.ts')).branchesOfACity(),
  },
  map: {
    zh: '70818 个网格、二十万件事项的地图：远近瓦片、旁边的表、各级数字',
    en: 'the map of 70,818 grids and 200,000 matters: tiles near and far, its table, each level’s counts',
    run: async () => (await import('../../../bench/map.ts')).map(),
  },
  bulk: {
    zh: '一次派一百件，对照一件一件地派',
    en: 'a hundred dispatched at once, against the same one by one',
    run: async () => (await import('../../../bench/bulk.ts')).bulk(),
  },
  intake: {
    zh: '受理一件诉求，对照同样语句的裸数据库',
    en: 'taking a request in, against the same statements on the bare database',
    run: async () => (await import('../../../bench/intake.ts')).intake(),
  },
  mobilise: {
    zh: '一万名党员抢五千个岗位，对照同样行锁的纯 SQL',
    en: 'ten thousand members take five thousand places, against the same row locks in plain SQL',
    run: async () => (await import('../../../bench/mobilise.ts')).mobilise(),
  },
  board: {
    zh: '五百块大屏同时开着一块看板，一次变化多久到齐，每个连接占多少内存',
    en: 'a board open on five hundred screens: how soon a change is there, and the memory of a connection',
    run: async () => (await import('../../../bench/board.ts')).board(),
  },
}

const help = () =>
  [
    'lianxin bench [NAME …] [--json]',
    '',
    '每项都在同一次运行里轮流测两种做法，报告比值。',
    'Each measures two ways in turns within one run and reports their ratio.',
    '',
    ...Object.entries(benches).map(([name, { zh, en }]) => `  ${name.padEnd(10)} ${zh} / ${en}`),
    '',
    'LIANXIN_BENCH_MATTERS   事项的件数 / how many matters (lists, map, bulk)',
    'LIANXIN_BENCH_ORGANISATIONS  党组织的个数 / how many party organisations (branches)',
    'LIANXIN_BENCH_FOLDER    把建好的城市留在这里，下次再用 / keeps the filled city here for the next run',
    'LIANXIN_BENCH_ONLY      只问这些，正则表达式 / asks only these, as a regular expression',
    'LIANXIN_BENCH_PLANS     慢的查询计划写到这里 / writes the plans of what is slow here',
  ].join('\n')

export async function bench(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { json: { type: 'boolean' }, help: { type: 'boolean' } },
  })
  if (values.help) {
    console.log(help())
    return 0
  }
  const names = positionals.length ? positionals : Object.keys(benches)
  const unknown = names.find((name) => !benches[name])
  if (unknown) {
    console.error(`没有这项 / no such benchmark: ${unknown}\n\n${help()}`)
    return 2
  }
  const results: Measured[] = []
  for (const name of names) {
    if (!values.json) console.error(`${name} …`)
    results.push(await benches[name]!.run())
  }
  if (values.json) console.log(JSON.stringify(results.length === 1 ? results[0] : results))
  else
    for (const result of results)
      console.log(
        Object.entries(result)
          .map(
            ([key, value]) => `${key}: ${typeof value === 'object' ? JSON.stringify(value, null, 2) : value}`,
          )
          .join('\n'),
      )
  return results.some(({ faults }) => faults?.length) ? 1 : 0
}
