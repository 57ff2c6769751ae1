import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answersTo, forms, mayFollow, mayProceed, needsWords, outcomeOf, stageOf, verdicts } from './rules.ts'

const form = fc.constantFrom(...forms)
const verdict = fc.constantFrom(...verdicts)

describe('an answer', () => {
  it('to a request lets it be done exactly where it agrees; what does not agree may be asked anew', () => {
    fc.assert(
      fc.property(verdict, (said) => {
        if (!answersTo('ask').includes(said)) return
        expect(mayProceed('ask', said)).toBe(!mayFollow(said))
        expect(outcomeOf(said) === 'solved').toBe(mayProceed('ask', said))
      }),
    )
    expect(mayProceed('ask', null)).toBe(false)
  })

  it('fits its form: a request is never only received, a report never decided', () => {
    fc.assert(
      fc.property(form, verdict, (each, said) => {
        if (!answersTo(each).includes(said)) return
        expect(said === 'noted').toBe(each === 'report' && said !== 'not_ours')
        expect(needsWords(said)).toBe(!['agreed', 'noted'].includes(said))
      }),
    )
  })
})

describe('the stage of a paper', () => {
  it('is that of its matter', () => {
    expect(stageOf({ state: 'dispatched', outcome: null })).toBe('waiting')
    expect(stageOf({ state: 'signed', outcome: null })).toBe('waiting')
    expect(stageOf({ state: 'answered', outcome: 'solved' })).toBe('answered')
    expect(stageOf({ state: 'closed', outcome: 'solved' })).toBe('closed')
    expect(stageOf({ state: 'closed', outcome: 'recalled' })).toBe('withdrawn')
  })
})
