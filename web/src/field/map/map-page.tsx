import { type Search, useGo, type Way, WayLink } from '../../foundation/ways.tsx'
import 'maplibre-gl/dist/maplibre-gl.css'
import './map.css'
import { type Map as DrawnMap, Map as MapView, Marker, NavigationControl } from 'maplibre-gl'
import { useEffect, useRef, useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { Icon } from '../../foundation/icon.tsx'
import { mapColour } from '../../foundation/map-paint.ts'
import { useKept } from '../keeping/kept.ts'
import type { FieldPack } from '../keeping/pack.ts'
import { followPosition } from '../keeping/position.ts'
import { pointNow } from '../patrol/rounds.ts'
import { Empty, Page } from '../pieces/states.tsx'
import { useWords } from '../words.ts'

interface Spot {
  id: string
  name: string
  words: string
  lat: number
  lng: number
  tone: string
  to: Way
  search?: Search
}

/** The points of today's rounds, each once, and the matters whose place is known. */
function useSpots(): { points: Spot[]; matters: Spot[] } {
  const say = useWords()
  const pick = usePick()
  const { kept, entries, now } = useKept()
  const seen = new Set<string>()
  const points = kept.pack.rounds.flatMap((round) =>
    round.points.flatMap((point): Spot[] => {
      const key = `${point.lat} ${point.lng}`
      const { state } = pointNow(round, point, entries, now)
      if (seen.has(key)) return []
      seen.add(key)
      return [
        {
          id: `${round.key} ${point.id}`,
          name: point.name,
          words: say(`today.states.${state}`),
          lat: point.lat,
          lng: point.lng,
          tone: state === 'walked' || state === 'late' ? 'green' : state === 'missed' ? 'red' : 'amber',
          to: '/point',
          search: { plan: round.plan.id, round: round.key, point: point.id },
        },
      ]
    }),
  )
  const matters = kept.pack.matters.flatMap((matter): Spot[] =>
    matter.lat === null || matter.lng === null
      ? []
      : [
          {
            id: matter.id,
            name: matter.title,
            words: pick(matter.state_words),
            lat: matter.lat,
            lng: matter.lng,
            tone: matter.overdue ? 'red' : 'blue',
            to: `/matters/${matter.id}`,
          },
        ],
  )
  return { points, matters }
}

function boundsOf(grids: FieldPack['grids'], spots: Spot[]): [[number, number], [number, number]] | null {
  let [west, south, east, north] = [180, 90, -180, -90]
  const take = (lng: number, lat: number) => {
    west = Math.min(west, lng)
    east = Math.max(east, lng)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  for (const { shape } of grids)
    for (const polygon of shape.coordinates)
      for (const ring of polygon) for (const [lng, lat] of ring) take(lng!, lat!)
  for (const { lng, lat } of spots) take(lng, lat)
  return west < east
    ? [
        [west, south],
        [east, north],
      ]
    : null
}

function draw(container: HTMLElement, grids: FieldPack['grids'], spots: Spot[]): DrawnMap {
  const bounds = boundsOf(grids, spots)
  return new MapView({
    container,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    ...(bounds ? { bounds, fitBoundsOptions: { padding: 32 } } : {}),
    style: {
      version: 8,
      sources: {
        grids: {
          type: 'geojson',
          data: {
            type: 'FeatureCollection',
            features: grids.map(({ name, kind, shape }) => ({
              type: 'Feature' as const,
              properties: { name, small: kind === 'micro_grid' },
              geometry: shape as GeoJSON.MultiPolygon,
            })),
          },
        },
      },
      layers: [
        { id: 'ground', type: 'background', paint: { 'background-color': mapColour('--lx-sunken') } },
        {
          id: 'grid',
          type: 'fill',
          source: 'grids',
          filter: ['!', ['get', 'small']],
          paint: { 'fill-color': mapColour('--lx-surface') },
        },
        {
          id: 'small',
          type: 'line',
          source: 'grids',
          filter: ['get', 'small'],
          paint: { 'line-color': mapColour('--lx-line-strong'), 'line-width': 1, 'line-dasharray': [3, 2] },
        },
        {
          id: 'edge',
          type: 'line',
          source: 'grids',
          filter: ['!', ['get', 'small']],
          paint: { 'line-color': mapColour('--lx-ink-soft'), 'line-width': 2.5 },
        },
      ],
    },
  })
}

/** The worker's own grid without a base map and without a network; the same things stand in the list below it. */
export function MapPage() {
  const say = useWords()
  const { kept } = useKept()
  const { points, matters } = useSpots()
  const container = useRef<HTMLDivElement>(null)
  const map = useRef<DrawnMap | null>(null)
  const [isFailed, setFailed] = useState(false)
  const [isFollowed, setFollowed] = useState(false)
  const [isLost, setLost] = useState(false)
  const goTo = useGo()
  const go = useRef((spot: Spot) => goTo(spot.to, spot.search))

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn once; what it shows is as it was when it opened
  useEffect(() => {
    try {
      const drawn = draw(container.current!, kept.pack.grids, [...points, ...matters])
      map.current = drawn
      drawn.addControl(new NavigationControl({ showCompass: false }), 'top-right')
      drawn.touchZoomRotate.disableRotation()
      drawn.getCanvas().setAttribute('aria-label', say('map.label'))
      for (const spot of [...matters, ...points]) {
        const pin = document.createElement('button')
        pin.type = 'button'
        pin.className = 'spot'
        pin.dataset.tone = spot.tone
        pin.title = spot.name
        pin.addEventListener('click', () => go.current(spot))
        new Marker({ element: pin }).setLngLat([spot.lng, spot.lat]).addTo(drawn)
        pin.setAttribute('aria-label', `${spot.name} ${spot.words}`)
      }
      return () => drawn.remove()
    } catch {
      // Some phones have no WebGL left to give.
      setFailed(true)
      return undefined
    }
  }, [])

  useEffect(() => {
    if (!isFollowed) return
    const dot = document.createElement('span')
    dot.className = 'spot-me'
    const marker = new Marker({ element: dot })
    let isPlaced = false
    const stop = followPosition(
      ({ lat, lng }) => {
        if (!map.current) return
        setLost(false)
        marker.setLngLat([lng, lat])
        if (!isPlaced) {
          marker.addTo(map.current)
          map.current.easeTo({ center: [lng, lat] })
        }
        isPlaced = true
      },
      () => setLost(true),
    )
    return () => {
      stop()
      marker.remove()
    }
  }, [isFollowed])

  const groups = [
    { title: say('map.points'), spots: points },
    { title: say('map.matters'), spots: matters },
  ].filter(({ spots }) => spots.length > 0)
  return (
    <Page title={say('map.title')}>
      {isFailed ? (
        <p className="notice notice-warn">{say('map.failed')}</p>
      ) : (
        <>
          <div className="field-map" ref={container} />
          <button
            type="button"
            className="quiet big"
            aria-pressed={isFollowed}
            onClick={() => setFollowed(!isFollowed)}
          >
            <Icon name="here" />
            {say('map.me')}
          </button>
          <p className="hint" role="status">
            {isLost ? say('map.meFault') : say('map.meHint')}
          </p>
        </>
      )}
      {groups.length === 0 && <Empty title={say('map.none')} hint={say('today.noneHint')} />}
      {groups.map(({ title, spots }) => (
        <section key={title} className="card list">
          <h2>{title}</h2>
          <ul className="rows">
            {spots.map((spot) => (
              <li key={spot.id}>
                <WayLink to={spot.to} {...(spot.search ? { search: spot.search } : {})} className="go">
                  <span className="spot-dot" data-tone={spot.tone} aria-hidden="true" />
                  <span className="go-words">
                    <strong>{spot.name}</strong>
                    <small>{spot.words}</small>
                  </span>
                  <Icon name="right" />
                </WayLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  )
}
