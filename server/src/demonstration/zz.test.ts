import { it } from 'vitest'
import { testHouse } from '../kernel/testing/house.ts'
import { freshDatabase } from '../kernel/testing/index.ts'
import { buildings } from './buildings.ts'
import { loadDemonstration } from './index.ts'
import { offices } from './offices.ts'
import { staff } from './staff.ts'

it('times', async () => {
  const d = await freshDatabase()
  const h = await testHouse(d, { demo: true })
  console.log(offices().length, staff().length, buildings().length)
  const t = performance.now(),
    c = process.cpuUsage()
  await loadDemonstration(h)
  console.log('load', performance.now() - t, process.cpuUsage(c))
  const n = buildings().map((b) => b.code)
  console.log(
    new Set(n).size,
    buildings()
      .slice(0, 6)
      .map((b) => b.code + b.name + b.address)
      .join('\n'),
    staff()
      .slice(0, 20)
      .map((s) => s.name + s.account)
      .join(' '),
  )
  await d.drop()
}, 100000)
