import type { SameKeys } from '../../foundation/i18n.ts'
import type { zhMap } from './zh-map.ts'

export const enMap: SameKeys<typeof zhMap> = {
  onMap: {
    nav: 'Map',
    title: 'One map',
    link: 'Show on the map',
    map: 'Map',
    canvas:
      'Map of matters: arrow keys move it, plus and minus zoom; go through the pins in the list of pins after it',
    table: 'Matters on the map',
    side: 'Map or list',
    sides: { map: 'Map', list: 'List' },
    which: 'Open or closed',
    whichOf: { open: 'Open', closed: 'Closed', every: 'Open and closed' },
    kind: 'Kind of matter',
    anyKind: 'Matters and parts',
    kinds: { request: 'Matters', part: 'Parts', task: 'Tasks' },
    areaChip: 'Area: {{name}}',
    hereChip: 'Area: {{name}} (none below)',
    openChip: 'Open only',
    count: '{{n}} in this window',
    countMore: '{{n}} of this window listed, there are more',
    news: 'Something changed: update',
    inInbox: 'In the inbox',
    empty: 'Nothing in this window matches',
    emptyHint:
      'Move the map, zoom out, or drop a filter. Matters without a point are not on the map; the inbox has them all.',
    noMap:
      'The map cannot be drawn: this device has no WebGL, or its data did not arrive. The list below holds the same.',
    trouble: 'Part of the map could not be loaded',
    offline: 'There is no network now',
    offlineHint: 'It goes on by itself when you are back.',
    pins: 'Pins on the map',
    pinsHint: 'Arrow keys go from pin to pin, Enter opens',
    pinsTouch: 'Tap a pin to see what it is',
    pinPlace: '{{n}} of {{all}}',
    openOne: 'Open: {{title}}',
    levels: 'Level by level',
    levelsHint:
      'Counted by where a matter lies; every level reads the same book. Only what you may read, and not what has no place. A number opens its list, a name the level below.',
    up: 'Areas above',
    area: 'Area',
    open: 'Open',
    overdue: 'Overdue',
    passed_on: 'Passed on by us, open',
    came_up: 'Came up to us, open',
    here: 'Placed no closer than this level',
    noneBelow: 'There is no area below.',
    numberOf: '{{name}}, {{what}}: {{n}}',
  },
}
