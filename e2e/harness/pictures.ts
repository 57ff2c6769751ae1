import type { Browser } from 'playwright-core'

/** A dim photo with a few words on it, as a JPEG. */
export async function takePhoto(browser: Browser, words: string): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } })
  await page.setContent(`<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900" style="position:fixed;inset:0">
    <defs><linearGradient id="night" x2="0" y2="1"><stop stop-color="#1d2b3a"/><stop offset="1" stop-color="#46586b"/></linearGradient></defs>
    <rect width="1200" height="900" fill="url(#night)"/>
    <path d="M0 640 1200 560v340H0z" fill="#2b333b"/>
    <text x="60" y="160" font-size="96" fill="#e6ebf0">${words}</text></svg>`)
  const picture = await page.screenshot({ type: 'jpeg', quality: 80 })
  await page.close()
  return picture
}
