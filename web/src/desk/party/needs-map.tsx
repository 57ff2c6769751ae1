import { useWords } from '../words/index.ts'

export interface NeedsArea {
  id: string
  name: string
  branches: number
  needing: number
  /** Degrees on WGS-84. */
  rings: [number, number][][]
}

const width = 720
const height = 420
const margin = 8

/** Projects degrees to the picture: equal in both directions at the middle latitude. */
function projection(areas: NeedsArea[]) {
  const points = areas.flatMap(({ rings }) => rings.flat())
  if (points.length === 0) return undefined
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const [lng, lat] of points) {
    west = Math.min(west, lng)
    east = Math.max(east, lng)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = Math.min(
    (width - 2 * margin) / Math.max((east - west) * squeeze, 1e-9),
    (height - 2 * margin) / Math.max(north - south, 1e-9),
  )
  const left = (width - (east - west) * squeeze * scale) / 2
  const top = (height - (north - south) * scale) / 2
  return ([lng, lat]: [number, number]) =>
    `${(left + (lng - west) * squeeze * scale).toFixed(1)},${(top + (north - lat) * scale).toFixed(1)}`
}

/** The areas of the branches, the darker the more of them want help; each can be reached and chosen by keyboard. */
export function NeedsMap(props: {
  areas: NeedsArea[]
  chosen: string | undefined
  onChoose(id: string | undefined): void
}) {
  const { areas, chosen, onChoose } = props
  const say = useWords()
  const at = projection(areas)
  if (!at) return areas.length > 0 ? <p className="desk-soft">{say('needs.noMap')}</p> : null
  const most = Math.max(1, ...areas.map(({ needing }) => needing))
  return (
    <section aria-label={say('needs.map')}>
      <svg className="desk-party-map" viewBox={`0 0 ${width} ${height}`}>
        <title>{say('needs.map')}</title>
        {areas.map((area) => {
          const words = say('needs.mapArea', {
            name: area.name,
            needing: area.needing,
            branches: area.branches,
          })
          const choose = () => onChoose(area.id === chosen ? undefined : area.id)
          return (
            // biome-ignore lint/a11y/useSemanticElements: a shape of a picture cannot be a button element
            <g
              key={area.id}
              role="button"
              tabIndex={0}
              aria-pressed={area.id === chosen}
              aria-label={words}
              onClick={choose}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' && event.key !== ' ') return
                event.preventDefault()
                choose()
              }}
            >
              <title>{words}</title>
              {area.rings.map((ring) => (
                <polygon
                  key={ring[0]!.join()}
                  points={ring.map(at).join(' ')}
                  style={{ fillOpacity: area.needing === 0 ? 0.06 : 0.2 + (0.7 * area.needing) / most }}
                />
              ))}
            </g>
          )
        })}
      </svg>
    </section>
  )
}
