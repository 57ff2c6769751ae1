import { Problem } from '../kernel/problems.ts'
import { squareMetres, together, without, withoutCrumbs } from './geometry.ts'
import { type DrawingRules, emptyPlan, gridOf, moveBelow, type Plan, type Setting, stop } from './plan.ts'
import type { Corner } from './rules.ts'
import type { ChangeOf } from './schemas.ts'

/** Areas above a community that a hand-over changes too, from the street up. */
export interface Above {
  from: Corner[]
  to: Corner[]
}

/**
 * Gives a grid to another community. Its code says where it belongs, so it ends there and begins here, with its
 * micro-grids; the communities' own borders move with it, and the streets' where it crosses from one to another.
 */
export function planHandOver(
  from: Setting,
  to: Setting,
  above: Above,
  change: ChangeOf<'hand_over'>,
  rules: DrawingRules,
): Plan {
  const corner = gridOf(from, change.area_id)
  if (corner.kind === 'micro_grid')
    stop('micro', '微网格随网格移交', 'A micro-grid is handed over with its grid')
  if (from.community.id === to.community.id)
    stop('same_community', '它本来就属于这个社区', 'It belongs to this community already')
  if (above.from.at(-1)?.parentId !== above.to.at(-1)?.parentId)
    throw new Problem('input.invalid', {
      reason: 'grid.other_district',
      zh: '不能移交到别的区县，那要先调整行政区划',
      en: 'It cannot go to another district: that is a change of administrative division',
    })
  const plan = emptyPlan(from.community, to.community)
  const opened = moveBelow(plan, corner, to.community, change, { setting: to, rules, from })
  plan.workers.set(opened.id, change.worker_id ?? null)
  if (corner.kind === 'grid' && corner.parts.length > 0) moveBorders(plan, corner, from, to, above, rules)
  plan.warnings.push({
    zh: `原社区${from.community.name}主办的未办结事项仍由它办完，${to.community.name}可以看到；要转手请逐件移交`,
    en: `${from.community.name} finishes the open matters that it owns; ${to.community.name} sees them. To pass one on, hand it over`,
  })
  if (!change.worker_id)
    plan.warnings.push({
      zh: '移交后还没有网格员，请指定',
      en: 'Nobody works it after the hand-over; name a worker',
    })
  return plan
}

function moveBorders(
  plan: Plan,
  corner: Corner,
  from: Setting,
  to: Setting,
  above: Above,
  rules: DrawingRules,
): void {
  const tolerance = rules.grid_drawing.tolerance_square_metres
  for (const giver of [from.community, ...above.from].filter(({ parts }) => parts.length > 0)) {
    const parts = withoutCrumbs(without(giver.parts, [corner.parts]), tolerance)
    if (parts.length === 0 || squareMetres(parts) < tolerance)
      stop('nothing_left', `${giver.name}将没有任何地方`, `Nothing of ${giver.name} would be left`)
    plan.reshaped.push({ corner: giver, parts, minor: false })
    plan.touched.push(giver)
  }
  for (const taker of [to.community, ...above.to].filter(({ parts }) => parts.length > 0)) {
    const parts = withoutCrumbs(together([taker.parts, corner.parts]), tolerance)
    if (parts.length > taker.parts.length)
      plan.warnings.push({
        zh: `移交后${taker.name}由不相连的几块组成`,
        en: `${taker.name} is in separate pieces after this`,
      })
    plan.reshaped.push({ corner: taker, parts, minor: false })
    plan.touched.push(taker)
  }
}
