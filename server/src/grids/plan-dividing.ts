import type { Part } from '../territory/index.ts'
import { cutBy } from './cut.ts'
import { common, squareMetres, together, without, withoutCrumbs } from './geometry.ts'
import {
  type DrawingRules,
  emptyPlan,
  gridOf,
  microsOf,
  moveBelow,
  openedArea,
  type Plan,
  readDrawn,
  type Setting,
  shareBorders,
  stop,
} from './plan.ts'
import { requireRoom } from './plan-drawing.ts'
import { type Corner, isGrid, summedHouseholds } from './rules.ts'
import type { ChangeOf } from './schemas.ts'
import { snapped } from './snap.ts'

/** The pieces in the order in which the change names them: from north to south, then from west to east. */
function piecesOf(corner: Corner, change: ChangeOf<'split'>, rules: DrawingRules): Part[][] {
  const { snap_metres: snap } = rules.grid_drawing
  if ((change.line === undefined) === (change.shapes === undefined))
    stop(
      'how',
      '请画一条分割线，或给出各块的图形，二者选一',
      'Give a line or the shapes of the pieces, one of them',
    )
  if (change.shapes)
    return givenPieces(
      corner,
      change.shapes.map((shape, index) => readDrawn(shape, `change/shapes/${index}`)),
      rules,
    )
  const cut = cutBy(corner.parts, change.line as [number, number][], snap)
  if ('refusal' in cut) stop('line', cut.refusal.zh, cut.refusal.en)
  return cut.pieces.toSorted((a, b) => northOf(b) - northOf(a))
}

const northOf = (parts: Part[]) => parts[0]![0]!.reduce((sum, [, lat]) => sum + lat, 0) / parts[0]![0]!.length

/** Drawn pieces made exact: together they are the grid, and none holds what another has. */
function givenPieces(corner: Corner, drawn: Part[][], { grid_drawing: rule }: DrawingRules): Part[][] {
  const tolerance = rule.tolerance_square_metres
  const pieces: Part[][] = []
  for (const [index, each] of drawn.entries()) {
    const parts = snapped(each, [corner.parts, ...pieces], rule.snap_metres)
    const beyond = withoutCrumbs(without(parts, [corner.parts]), tolerance)
    if (beyond.length > 0)
      stop(
        'outside',
        `第 ${index + 1} 块画到了${corner.name}外面`,
        `Piece ${index + 1} lies outside ${corner.name}`,
        [beyond],
      )
    for (const [other, before] of pieces.entries()) {
      const both = withoutCrumbs(common(parts, before), tolerance)
      if (both.length > 0)
        stop(
          'overlaps',
          `第 ${other + 1} 块与第 ${index + 1} 块重叠`,
          `Pieces ${other + 1} and ${index + 1} overlap`,
          [both],
        )
    }
    pieces.push(without(common(parts, corner.parts), pieces))
  }
  const left = without(corner.parts, pieces)
  const missing = withoutCrumbs(left, tolerance)
  if (missing.length > 0)
    stop(
      'gap',
      `各块合起来没有盖满${corner.name}，还差 ${Math.round(squareMetres(missing))} 平方米`,
      `The pieces leave ${Math.round(squareMetres(missing))} m² of ${corner.name} to nobody`,
      [missing],
    )
  // Crumbs go to the last piece, so that nothing is lost.
  const last = pieces.pop()!
  return [...pieces, together([last, ...left.map((part) => [part])])]
}

export function planSplit(setting: Setting, change: ChangeOf<'split'>, rules: DrawingRules): Plan {
  const corner = gridOf(setting, change.area_id)
  const { kind } = corner
  if (!isGrid(kind) || corner.parts.length === 0)
    stop('no_shape', `${corner.name}还没有边界，不能分割`, `${corner.name} has no border to divide`)
  const shapes = piecesOf(corner, change, rules)
  const { smallest_square_metres: smallest, tolerance_square_metres: tolerance } = rules.grid_drawing
  for (const shape of shapes) requireRoom(shape, smallest)
  if (shapes.length !== change.pieces.length)
    stop(
      'pieces',
      `这样会分成 ${shapes.length} 块，名称却有 ${change.pieces.length} 个`,
      `This gives ${shapes.length} pieces, and ${change.pieces.length} are named`,
      shapes,
    )
  if (change.pieces.filter(({ keeps }) => keeps).length > 1)
    stop('keeps', '只能有一块沿用原网格', 'Only one piece can go on as the old grid')
  const plan = emptyPlan(setting.community)
  plan.touched.push(corner)
  const parent = kind === 'micro_grid' ? gridOf(setting, corner.parentId!) : setting.community
  const ids = change.pieces.map((piece, index) => {
    const parts = shapes[index]!
    if (piece.keeps) {
      plan.reshaped.push({ corner, parts, minor: false })
      // Half a grid has not the households of the whole: unknown, where nobody counted.
      plan.changed.push({
        corner,
        name: piece.name ?? corner.name,
        nameEn: piece.name_en === undefined ? corner.nameEn : piece.name_en,
        households: piece.households ?? null,
      })
      if (piece.worker_id !== undefined) plan.workers.set(corner.id, piece.worker_id)
      return corner.id
    }
    const opened = openedArea(kind, corner.dedicatedTo, parent, piece, parts, { setting, rules })
    plan.opened.push(opened)
    if (piece.worker_id !== undefined) plan.workers.set(opened.id, piece.worker_id)
    return opened.id
  })
  const keeper = change.pieces.findIndex(({ keeps }) => keeps)
  const largest = shapes.reduce(
    (best, shape, index) => (squareMetres(shape) > squareMetres(shapes[best]!) ? index : best),
    0,
  )
  const rest = ids[change.rest_to ?? (keeper >= 0 ? keeper : largest)]
  if (!rest) stop('rest_to', '没有这一块', 'There is no such piece')
  if (keeper < 0) plan.ended.push(corner)
  plan.successions.push({ from: corner, to: ids, rest })
  for (const micro of microsOf(setting, corner.id)) {
    const inside = micro.parts.length
      ? shapes.findIndex((shape) => withoutCrumbs(without(micro.parts, [shape]), tolerance).length === 0)
      : ids.indexOf(rest)
    if (inside < 0)
      stop(
        'micro_cut',
        `分割线切开了微网格${micro.name}，请先调整它`,
        `The cut goes through the micro-grid ${micro.name}; change that first`,
        [micro.parts],
      )
    const piece = plan.opened.find(({ id }) => id === ids[inside])
    if (piece) moveBelow(plan, micro, piece, {}, { setting, rules, from: setting })
  }
  shareBorders(plan, setting)
  return plan
}

export function planMerge(setting: Setting, change: ChangeOf<'merge'>, rules: DrawingRules): Plan {
  const corners = change.area_ids.map((id) => gridOf(setting, id))
  const [first] = corners as [Corner]
  const { kind } = first
  if (!isGrid(kind)) throw new RangeError(`not a grid: ${kind}`)
  if (corners.some((each) => each.kind !== kind || each.parentId !== first.parentId))
    stop(
      'unlike',
      '只能合并同一个社区（网格）里同一种网格',
      'Only grids of one kind and one community can be merged',
    )
  const bare = corners.find(({ parts }) => parts.length === 0)
  if (bare) stop('no_shape', `${bare.name}还没有边界，不能合并`, `${bare.name} has no border to merge`)
  const { snap_metres: snap, tolerance_square_metres: tolerance } = rules.grid_drawing
  const laid: Part[][] = []
  for (const { parts } of corners) laid.push(laid.length ? snapped(parts, laid, snap) : parts)
  const parts = withoutCrumbs(together(laid), tolerance)
  if (parts.length > Math.max(...corners.map((each) => each.parts.length)))
    stop(
      'apart',
      '这些网格不相邻，不能合并成一个',
      'These grids do not touch and cannot become one',
      parts.map((part) => [part]),
    )
  const plan = emptyPlan(setting.community)
  plan.touched.push(...corners)
  const { keeps } = change.into
  const households = change.into.households === undefined ? summedHouseholds(corners) : change.into.households
  let id: string
  let parent: Pick<Corner, 'id' | 'code' | 'kind' | 'path'>
  if (keeps) {
    const corner = corners.find((each) => each.id === keeps)
    if (!corner)
      stop('keeps', '沿用的网格要在被合并的网格之中', 'The grid that goes on must be one of those merged')
    id = corner.id
    parent = corner
    plan.reshaped.push({ corner, parts, minor: false })
    plan.changed.push({
      corner,
      name: change.into.name ?? corner.name,
      nameEn: change.into.name_en === undefined ? corner.nameEn : change.into.name_en,
      households,
    })
  } else {
    const above = kind === 'micro_grid' ? gridOf(setting, first.parentId!) : setting.community
    const opened = openedArea(kind, first.dedicatedTo, above, { ...change.into, households }, parts, {
      setting,
      rules,
    })
    id = opened.id
    parent = opened
    plan.opened.push(opened)
  }
  if (change.into.worker_id !== undefined) plan.workers.set(id, change.into.worker_id)
  for (const corner of corners) {
    plan.successions.push({ from: corner, to: [id], rest: id })
    if (corner.id === id) continue
    plan.ended.push(corner)
    for (const micro of microsOf(setting, corner.id))
      moveBelow(plan, micro, parent, {}, { setting, rules, from: setting })
  }
  shareBorders(plan, setting)
  return plan
}
