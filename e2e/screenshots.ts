import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { ensurePagesBuilt } from '../scripts/installation.mjs'
import { launchBrowser, newPerson, signIn } from './harness/browser.ts'
import { choose, chooseOrganisation, give, openFromInbox, write } from './harness/desk.ts'
import { takePhoto } from './harness/pictures.ts'
import { report, track } from './harness/resident.ts'
import { startServer } from './harness/server.ts'

/*
 * Takes the pictures that the READMEs show, from a running system: `npm run screenshots`. What is on them was reported
 * and handled through the pages a moment before.
 */

const folder = resolve(import.meta.dirname, '../docs/images')

const reported = [
  { text: '小区北门井盖松动，车辆经过响声很大', placeCode: 'QH0021', placeName: '望江新村1号楼' },
  { text: '楼道里堆满杂物，消防通道过不去', placeCode: 'QH0012', placeName: '江畔花园2号楼' },
  { text: '夜里十一点后还在施工，老人孩子睡不着', placeCode: 'QH0011', placeName: '江畔花园1号楼' },
  { text: '想问问老人优待证在哪里办，要带什么材料', placeCode: 'QH0022', placeName: '望江新村2号楼' },
]
const water = {
  text: '地下车库积水没过脚面，电梯井也进了水',
  placeCode: 'QH0012',
  placeName: '江畔花园2号楼',
  detail: '负一层',
}

ensurePagesBuilt()
mkdirSync(folder, { recursive: true })
const server = await startServer()
const browser = await launchBrowser()

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(600)
  await page.screenshot({ path: resolve(folder, `${name}.png`) })
  console.log(`docs/images/${name}.png`)
}

const person = (width: 390 | 1440) => newPerson(browser, server.url, width)
const staff = async (account: 'community' | 'street') => {
  const someone = await person(1440)
  await signIn(someone, account)
  return someone.page
}

try {
  const resident = await person(390)
  for (const one of reported) await report(resident.page, one)
  const { code } = await report(resident.page, { ...water, photo: await takePhoto(browser, '车库积水') })

  const clerk = await staff('community')
  await openFromInbox(clerk, water.text)
  await give(clerk, '上报', (form) => write(form, '理由', '涉及住建、水务、城管，社区解决不了'))
  await clerk.goto('/desk')
  await clerk.getByRole('link', { name: reported[0]!.text }).waitFor()
  await take(clerk, 'inbox')

  const street = await staff('street')
  await openFromInbox(street, water.text)
  await give(street, '我来办')
  await give(street, '联系群众', async (form) => {
    await choose(form, '联系上了')
    await write(form, '沟通情况', '已到现场，水深约十厘米')
  })
  for (const [name, task] of [
    ['清河区住房和城乡建设局', '检查车库结构和防水'],
    ['清河区水务局', '抽排积水，疏通外部管网'],
  ] as const)
    await give(street, '请单位协办', async (form) => {
      await chooseOrganisation(form, name)
      await write(form, '请对方做什么', task)
    })
  await openFromInbox(street, water.text)
  await take(street, 'matter')

  await track(resident.page, code)
  await take(resident.page, 'track')

  const other = (await person(390)).page
  await other.goto('/p/QH0011')
  await other.getByText('江畔花园1号楼', { exact: true }).waitFor()
  await other.getByRole('textbox', { name: '发生了什么' }).fill('一号楼门口的路灯坏了，晚上老人出门看不见路')
  await other.getByText('看起来是').waitFor()
  await take(other, 'report')
} finally {
  await browser.close()
  await server.stop()
}
