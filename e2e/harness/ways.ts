import type { Locator } from 'playwright-core'
import type { Person } from './browser.ts'

/**
 * Follows what leads to another page, until a heading stands there that did not stand on the page before. The address
 * alone says too little: it changes while the next page is still fetched and the page before is shown.
 */
export async function follow({ page }: Person, way: Locator): Promise<void> {
  if ((await way.getAttribute('aria-current')) === 'page') return way.click()
  const headings = page.getByRole('heading', { level: 1 })
  await headings.first().waitFor({ state: 'attached' })
  await headings.evaluateAll((all) => all.forEach((heading) => void heading.setAttribute('data-left', '')))
  await way.click()
  await page.locator('h1:not([data-left])').first().waitFor({ state: 'attached' })
}
