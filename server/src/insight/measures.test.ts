import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibrate, confidenceOf, sureFrom } from './calibration.ts'
import { seededRandom } from './linear-svm.ts'
import { coverageAt, macroF1, measure, stratifiedFolds } from './measures.ts'

const decision = (truth: string, label: string, confidence: number, sure = false) => ({
  truth,
  label,
  confidence,
  sure,
})

describe('measures', () => {
  it('counts accuracy, and F1 as the mean over the labels', () => {
    const decisions = [
      decision('甲', '甲', 0.9),
      decision('甲', '乙', 0.8),
      decision('乙', '乙', 0.7),
      decision('丙', '乙', 0.6),
    ]
    expect(measure(decisions).accuracy).toBe(0.5)
    expect(macroF1(decisions)).toBeCloseTo((2 / 3 + 2 / 4 + 0) / 3)
  })

  it('covers the largest share whose precision still holds, even behind an early error', () => {
    const early = [
      decision('甲', '乙', 0.99),
      ...Array.from({ length: 60 }, (_, i) => decision('甲', '甲', 0.9 - i / 1000)),
    ]
    expect(coverageAt(0.98, early)).toBe(1)
    const late = [...early, decision('甲', '乙', 0.1)]
    expect(coverageAt(0.98, late)).toBeCloseTo(61 / 62)
  })

  it('does not part messages of equal confidence', () => {
    expect(coverageAt(0.98, [decision('甲', '甲', 0.5), decision('甲', '乙', 0.5)])).toBe(0)
  })

  it('reports what the learned threshold decides beside how much of it is right', () => {
    const { coverage_at_threshold, precision_at_threshold } = measure([
      decision('甲', '甲', 0.9, true),
      decision('甲', '乙', 0.9, true),
      decision('甲', '甲', 0.1),
      decision('甲', '甲', 0.1),
    ])
    expect([coverage_at_threshold, precision_at_threshold]).toEqual([0.5, 0.5])
  })
})

describe('folds', () => {
  it('hold each class alike and every row once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(3), { minLength: 1, maxLength: 80 }),
        fc.integer({ min: 2, max: 6 }),
        (classes, folds) => {
          const foldOf = stratifiedFolds(Int32Array.from(classes), folds, 1)
          for (const label of new Set(classes)) {
            const sizes = Array.from(
              { length: folds },
              (_, f) => classes.filter((c, i) => c === label && foldOf[i] === f).length,
            )
            expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
          }
        },
      ),
    )
  })
})

describe('calibration', () => {
  it('finds again the chances by which trials were drawn', () => {
    const random = seededRandom(3)
    const trials = Array.from({ length: 8000 }, () => {
      const lead = random() * 2
      return { best: random(), lead, right: random() < 1 / (1 + Math.exp(-(3 * lead - 1))) }
    })
    const fitted = calibrate(trials)
    for (const lead of [0.2, 0.6, 1.2]) {
      expect(confidenceOf(fitted, { best: 0.5, lead })).toBeCloseTo(1 / (1 + Math.exp(-(3 * lead - 1))), 1)
    }
  })

  it('does not burst when every trial was right, or all alike', () => {
    for (const right of [true, false]) {
      const fitted = calibrate(
        Array.from({ length: 500 }, (_, i) => ({ best: 1 + (i % 7) / 10, lead: 2, right })),
      )
      const chance = confidenceOf(fitted, { best: 1, lead: 2 })
      expect(right ? chance : 1 - chance).toBeGreaterThan(0.9)
    }
  })

  it('calls nothing sure on five faultless trials, and does on a hundred', () => {
    const faultless = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ confidence: 0.9 + i / 10_000, right: true }))
    expect(sureFrom(faultless(5))).toBeNull()
    expect(sureFrom(faultless(100))).toBe(0.9)
  })

  it('sets the threshold above the confidences that err', () => {
    const judged = Array.from({ length: 1000 }, (_, i) => ({
      confidence: i / 1000,
      right: i >= 400 || i % 2 === 0,
    }))
    const threshold = sureFrom(judged)!
    expect(threshold).toBeGreaterThan(0.35)
    expect(threshold).toBeLessThanOrEqual(0.4)
  })
})
