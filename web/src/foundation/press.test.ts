import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { holdWhilePressed } from './press.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function page() {
  const surface = new EventTarget()
  const drawn: string[] = []
  const draw = holdWhilePressed(surface)
  return {
    drawn,
    news: (what: string) => draw(() => drawn.push(what)),
    happens: (kind: string) => surface.dispatchEvent(new Event(kind)),
  }
}

test('what the server answers is drawn at once while nothing is pressed', () => {
  const { drawn, news } = page()
  news('a')
  vi.advanceTimersByTime(0)
  expect(drawn).toEqual(['a'])
})

test('between press and release nothing moves; what came meanwhile is drawn in its order after the click', () => {
  const { drawn, news, happens } = page()
  happens('pointerdown')
  news('a')
  vi.advanceTimersByTime(200)
  happens('pointerup')
  news('b')
  vi.advanceTimersByTime(10)
  expect(drawn).toEqual([])
  vi.advanceTimersByTime(100)
  expect(drawn).toEqual(['a', 'b'])
  news('c')
  vi.advanceTimersByTime(0)
  expect(drawn).toEqual(['a', 'b', 'c'])
})

test.each(['pointercancel', ''])('no press keeps the news away for long, ended by "%s"', (end) => {
  const { drawn, news, happens } = page()
  happens('pointerdown')
  news('a')
  if (end) happens(end)
  vi.advanceTimersByTime(1000)
  expect(drawn).toEqual(['a'])
})
