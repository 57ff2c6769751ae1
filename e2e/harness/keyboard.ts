import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Person, patience } from './browser.ts'

/** Notes every touch of a mouse or finger on this person's pages; whoever has none leaves the list empty. */
export async function watchPointer({ context }: Person): Promise<string[]> {
  const used: string[] = []
  await context.exposeFunction('pointerWasUsed', (kind: string) => void used.push(kind))
  await context.addInitScript(() => {
    const tell = (event: Event) =>
      (window as unknown as { pointerWasUsed(kind: string): void }).pointerWasUsed(event.type)
    for (const kind of ['pointerdown', 'mousedown', 'touchstart']) addEventListener(kind, tell, true)
  })
  return used
}

/** Presses Tab until the focus stands on what is looked for, and looks whether one can see it there. */
export async function tabTo(page: Page, target: Locator, most = 90): Promise<void> {
  await target.waitFor({ state: 'attached' })
  for (let pressed = 0; pressed < most; pressed++) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) return expectFocusSeen(page)
  }
  throw new Error(`${most} presses of Tab do not lead to ${target}`)
}

/** The page has put the focus there by itself, and one can see it. */
export async function expectFocusAt(page: Page, target: Locator): Promise<void> {
  await target.waitFor({ state: 'attached' })
  await expect
    .poll(() => target.evaluate((element) => element === document.activeElement), { timeout: patience })
    .toBe(true)
  await expectFocusSeen(page)
}

/**
 * The focus is where one looks: on the screen, not covered, and drawn around what has it. What is drawn may belong to the
 * label or the frame of a control that is itself too small to be seen.
 */
export async function expectFocusSeen(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const focused = document.activeElement
    if (!(focused instanceof HTMLElement) || focused === document.body)
      return { what: 'nothing', fault: 'lost' }
    const around: HTMLElement[] = []
    for (
      let each: HTMLElement | null = focused;
      each && around.length < 4 && each !== document.body;
      each = each.parentElement
    )
      around.push(each)
    const isDrawn = around.some((element) => {
      const style = getComputedStyle(element)
      const isRing = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1
      return (isRing || style.boxShadow !== 'none') && element.matches(':focus-visible, :has(:focus-visible)')
    })
    const shown = focused.closest('label') ?? focused
    const box = shown.getBoundingClientRect()
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1)
    const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 0), innerHeight - 1)
    const there = document.elementFromPoint(x, y)
    const isOnScreen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
    const isCovered = !there || !(shown.contains(there) || there.contains(shown))
    return {
      what: `${focused.tagName.toLowerCase()} "${(focused.getAttribute('aria-label') ?? focused.innerText ?? '').slice(0, 40)}" ${focused.className}`,
      fault: !isOnScreen ? 'off the screen' : isCovered ? 'covered' : isDrawn ? '' : 'not drawn',
    }
  })
  expect(seen.fault, `the focus on ${seen.what}`).toBe('')
}

/** Types as a person with an input method does: the words come at once. */
export async function type(page: Page, words: string): Promise<void> {
  await page.keyboard.insertText(words)
}
