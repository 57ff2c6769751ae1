import { loadDemonstration } from '../server/src/demonstration/index.ts'
import { hashOfCode } from '../server/src/requests/index.ts'
import type { OpenedHouse } from '../server/src/service.ts'
import { answersTo, figuresOf, listeningHouse, rounded } from './answers.ts'
import { type City, fillCity } from './city.ts'
import { onFilledHouse, telling } from './house.ts'
import { type Measured, median } from './measure.ts'
import { questionsOf } from './questions.ts'

const groups = {
  inbox: /^\w+ inbox$/,
  other_lists: /^\w+ (mine|below|overdue|passed_on|to_decide|supervised|all|counts|deep page.*)$/,
  filters: /^\w+ filter /,
  search: /^\w+ search /,
  matter_page: /^centre (matter|timeline|similar|triage|targets) |^owner handlers/,
  others: /^(resident|reader|auditor) | (organisations|places|people|people named|callers)$/,
}

export async function filledWith(
  opened: OpenedHouse,
  matters: number,
  say: (step: string) => void,
): Promise<City> {
  await loadDemonstration(opened.house)
  say('demonstration')
  const policyHash = (await opened.house.rulesNow()).hash
  return fillCity(opened.ownerUrl, { matters, policyHash, hashOfCode, say })
}

/**
 * Every list, search and page of the house over HTTP, each in turn with a bare look-up by primary key in the same run:
 * how many such look-ups an answer costs, and whether it comes within what is promised.
 */
export async function lists(options: { matters?: number; times?: number } = {}): Promise<Measured> {
  const matters = options.matters ?? Number(process.env.LIANXIN_BENCH_MATTERS ?? 1_000_000)
  const say = telling()
  return onFilledHouse(
    `lists-${matters}`,
    (opened) => filledWith(opened, matters, say),
    async (opened, city) => {
      const listening = await listeningHouse(opened)
      const { app, questions } = await questionsOf(listening.house, city)
      const answers = await answersTo(questions, listening, city.ordinary, {
        times: options.times ?? 20,
        say,
      })
      await app.close()
      say('questions')
      return {
        name: 'lists',
        ratio: rounded(1 / median(answers.answers.map((each) => each.look_ups)), 4),
        matters,
        ...figuresOf(answers, groups),
      }
    },
  )
}
