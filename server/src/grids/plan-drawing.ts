import type { Part } from '../territory/index.ts'
import { common, sharedBorder, squareMetres, together, without, withoutCrumbs } from './geometry.ts'
import {
  besides,
  type DrawingRules,
  emptyPlan,
  gridOf,
  microsOf,
  openedArea,
  type Plan,
  readDrawn,
  type Setting,
  shareBorders,
  stop,
} from './plan.ts'
import type { Corner } from './rules.ts'
import type { ChangeOf } from './schemas.ts'
import { sharingPoints, snapped } from './snap.ts'

const metres = (parts: Part[]) => Math.round(squareMetres(parts)).toLocaleString('en')

/**
 * A drawn shape as it may stand: snapped to what lies round it, inside its parent, clear of its neighbours. Differences
 * smaller than the pack's tolerance are closed; larger ones are refused and shown.
 */
export function fitted(
  drawn: Part[],
  parent: Corner,
  neighbours: Corner[],
  { grid_drawing: rule }: DrawingRules,
): Part[] {
  const tolerance = rule.tolerance_square_metres
  let parts = snapped(
    drawn,
    [...neighbours.map((each) => each.parts), parent.parts].filter((each) => each.length > 0),
    rule.snap_metres,
  )
  if (parts.length === 0) stop('no_area', '图形没有面积', 'The shape has no area')
  if (parent.parts.length > 0) {
    const beyond = withoutCrumbs(without(parts, [parent.parts]), tolerance)
    if (beyond.length > 0)
      stop(
        'outside',
        `有 ${metres(beyond)} 平方米画到了${parent.name}外面`,
        `${metres(beyond)} m² lie outside ${parent.name}`,
        [beyond],
      )
    parts = common(parts, parent.parts)
  }
  for (const other of neighbours) {
    const both = withoutCrumbs(common(parts, other.parts), tolerance)
    if (both.length > 0)
      stop(
        'overlaps',
        `与${other.name}重叠 ${metres(both)} 平方米`,
        `It overlaps ${other.name} by ${metres(both)} m²`,
        [both],
      )
  }
  parts = withoutCrumbs(
    without(
      parts,
      neighbours.map((each) => each.parts),
    ),
    tolerance,
  )
  requireRoom(parts, rule.smallest_square_metres)
  return parts
}

export function requireRoom(parts: Part[], smallest: number): void {
  if (squareMetres(parts) < smallest)
    stop(
      'too_small',
      `面积只有 ${metres(parts)} 平方米，小于 ${smallest} 平方米，可能是画错的细条`,
      `Only ${metres(parts)} m², less than ${smallest} m²; perhaps a sliver drawn by mistake`,
      parts.length ? [parts] : [],
    )
}

export function planDraw(
  setting: Setting,
  parent: Corner,
  change: ChangeOf<'draw'>,
  rules: DrawingRules,
): Plan {
  const plan = emptyPlan(setting.community)
  // Its parent first: a grid directly below a street is refused before anything is drawn.
  const opened = openedArea(change.area_kind, change.dedicated_to ?? null, parent, change, [], {
    setting,
    rules,
  })
  opened.parts = fitted(readDrawn(change.shape), parent, besides(setting, change.area_kind, parent.id), rules)
  if (parent.parts.length === 0)
    plan.warnings.push({
      zh: `${parent.name}还没有边界，没有核对新网格是否在它里面`,
      en: `${parent.name} has no border yet; whether the grid lies in it was not checked`,
    })
  plan.opened.push(opened)
  if (change.worker_id !== undefined) plan.workers.set(opened.id, change.worker_id)
  shareBorders(plan, setting)
  return plan
}

/**
 * Moves the border of a grid. What it takes in, its neighbours give up; what it gives up goes to the neighbour with
 * the longest border along it. So both change together and nothing is left between.
 */
export function planBoundary(setting: Setting, change: ChangeOf<'boundary'>, rules: DrawingRules): Plan {
  const corner = gridOf(setting, change.area_id)
  const { tolerance_square_metres: tolerance, smallest_square_metres: smallest } = rules.grid_drawing
  const plan = emptyPlan(setting.community)
  const parent = corner.kind === 'micro_grid' ? gridOf(setting, corner.parentId!) : setting.community
  const neighbours = besides(setting, corner.kind, corner.parentId, [corner.id])
  const drawn = fitted(readDrawn(change.shape), parent, [], rules)
  const after = new Map(neighbours.map((each) => [each.id, each.parts]))
  for (const neighbour of neighbours) {
    if (withoutCrumbs(common(drawn, neighbour.parts), tolerance).length === 0) continue
    const left = withoutCrumbs(without(neighbour.parts, [drawn]), tolerance)
    if (squareMetres(left) < smallest)
      stop(
        'swallowed',
        `${neighbour.name}几乎被占完，请用合并`,
        `Nothing of ${neighbour.name} would be left; merge them instead`,
      )
    after.set(neighbour.id, left)
  }
  // Crumbs that the neighbours keep are theirs, so the new border follows what they hold now.
  const parts = withoutCrumbs(without(drawn, [...after.values()]), tolerance)
  requireRoom(parts, smallest)
  for (const given of withoutCrumbs(without(corner.parts, [parts, ...after.values()]), tolerance)) {
    const heir = heirOf([given], neighbours, after)
    if (heir) after.set(heir.id, together([after.get(heir.id)!, [given]]))
    else
      plan.warnings.push({
        zh: `让出的 ${metres([given])} 平方米没有相邻网格可接，成为空白`,
        en: `${metres([given])} m² given up touch no neighbour and are left as a gap`,
      })
  }
  plan.reshaped.push({ corner, parts, minor: false })
  plan.touched.push(corner)
  plan.successions.push({ from: corner, to: [corner.id], rest: corner.id })
  for (const neighbour of neighbours) {
    const now = after.get(neighbour.id)!
    if (now === neighbour.parts) continue
    plan.reshaped.push({ corner: neighbour, parts: now, minor: false })
    plan.touched.push(neighbour)
    plan.successions.push({ from: neighbour, to: [neighbour.id], rest: neighbour.id })
  }
  const family = plan.reshaped.map((each) => each.corner.id)
  for (const succession of plan.successions)
    succession.to = [succession.rest, ...family.filter((id) => id !== succession.rest)]
  requireMicrosInside(setting, plan, rules)
  shareBorders(plan, setting)
  return plan
}

function heirOf(given: Part[], neighbours: Corner[], after: Map<string, Part[]>): Corner | undefined {
  let best: { corner: Corner; metres: number } | undefined
  for (const corner of neighbours) {
    const [piece, other] = sharingPoints([given, after.get(corner.id)!])
    const along = sharedBorder(piece!, other!)
    if (along > 0.5 && (!best || along > best.metres)) best = { corner, metres: along }
  }
  return best?.corner
}

/** A micro-grid lies in its grid: a border that would cut one off is refused. */
function requireMicrosInside(setting: Setting, plan: Plan, rules: DrawingRules): void {
  for (const { corner, parts } of plan.reshaped)
    for (const micro of microsOf(setting, corner.id)) {
      if (micro.parts.length === 0) continue
      const beyond = withoutCrumbs(without(micro.parts, [parts]), rules.grid_drawing.tolerance_square_metres)
      if (beyond.length > 0)
        stop(
          'micro_cut',
          `新边界切开了微网格${micro.name}，请先调整它`,
          `The new border cuts the micro-grid ${micro.name}; change that first`,
          [beyond],
        )
    }
}
