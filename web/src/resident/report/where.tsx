import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { Field } from '../../foundation/field.tsx'
import { sayFoundation } from '../../foundation/i18n.ts'
import { Icon, type IconName } from '../../foundation/icon.tsx'
import { isProblem, problemWords } from '../../foundation/problem-words.ts'
import { areaAt, chainWords } from '../places-api.ts'
import { useWords } from '../words.ts'
import { changeDraft, type Draft, type DraftPlace } from './draft.ts'

/** Each way but the first is loaded when it is first opened; a lost line says so, and the next press tries again. */
const panels = {
  search: async () => (await import('./where-search.tsx')).WhereSearch,
  list: async () => (await import('./where-list.tsx')).WhereList,
  map: async () => (await import('./where-map.tsx')).default,
}
type Panels = { [way in keyof typeof panels]?: Awaited<ReturnType<(typeof panels)[way]>> }

/** Wider than a few houses: the person is asked to look again. */
const coarseMetres = 200

type Way = 'here' | 'map' | 'search' | 'list'
const ways: [Way, IconName][] = [
  ['here', 'here'],
  ['search', 'search'],
  ['list', 'list'],
  ['map', 'map'],
]

/** Where it is: this place, the map, a search, the list of areas, or the code on the building. */
export function Where({ draft, codeFault }: { draft: Draft; codeFault: string | null }) {
  const say = useWords()
  const [way, setWay] = useState<keyof Panels | null>(null)
  const [loaded, setLoaded] = useState<Panels>({})
  const [isLocating, setIsLocating] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const chosen = useRef<HTMLDivElement>(null)
  const shouldFocus = useRef(false)

  useEffect(() => {
    if (!draft.place || !shouldFocus.current) return
    shouldFocus.current = false
    chosen.current?.focus()
  }, [draft.place])

  const choose = (place: DraftPlace) => {
    shouldFocus.current = true
    setWay(null)
    setFault(null)
    changeDraft({ place })
  }

  async function choosePoint(how: 'here' | 'map', lat: number, lng: number, note: string, isCoarse = false) {
    try {
      const area = await areaAt(lng, lat)
      choose({
        how,
        location: { lat, lng },
        name: [say(how === 'here' ? 'report.where.here_words' : 'report.where.map_words'), note]
          .filter(Boolean)
          .join(' · '),
        chain: chainWords(area.chain ?? [area]),
        ...(isCoarse ? { isCoarse } : {}),
      })
    } catch (error) {
      setFault(
        isProblem(error, 'place.unknown') || isProblem(error, 'not_found')
          ? say('report.where.outside')
          : problemWords(error),
      )
    }
  }

  function locate() {
    setFault(null)
    if (!navigator.geolocation) {
      setFault(say('report.where.unavailable'))
      return
    }
    setIsLocating(true)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const metres = Math.max(10, Math.round(coords.accuracy / 10) * 10)
        void choosePoint(
          'here',
          coords.latitude,
          coords.longitude,
          say('report.where.accuracy', { metres }),
          metres > coarseMetres,
        ).finally(() => setIsLocating(false))
      },
      (error) => {
        setIsLocating(false)
        setFault(
          say(
            error.code === error.PERMISSION_DENIED
              ? 'report.where.refused'
              : error.code === error.TIMEOUT
                ? 'report.where.timedOut'
                : 'report.where.unavailable',
          ),
        )
      },
      { enableHighAccuracy: true, timeout: 12_000, maximumAge: 60_000 },
    )
  }

  async function load(next: keyof Panels) {
    try {
      const panel = await panels[next]()
      setLoaded((before) => ({ ...before, [next]: panel }))
    } catch {
      setWay(null)
      setFault(sayFoundation('problem.network'))
    }
  }

  const open = (next: Way) => {
    setFault(null)
    if (next === 'here') {
      setWay(null)
      locate()
    } else if (way === next) setWay(null)
    else {
      setWay(next)
      void load(next)
    }
  }

  return (
    <>
      {draft.place ? (
        <div className="place" ref={chosen} tabIndex={-1}>
          <Icon name="pin" className="place-icon" />
          <div>
            <strong>{draft.place.name}</strong>
            {draft.place.chain && draft.place.chain !== draft.place.name && <span>{draft.place.chain}</span>}
          </div>
          <button type="button" className="quiet small" onClick={() => changeDraft({ place: null })}>
            {say('report.where.change')}
          </button>
          {draft.place.isCoarse && <p className="fault">{say('report.where.coarse')}</p>}
        </div>
      ) : null}
      {draft.place && <WhoCares location={draft.place.location} />}
      {!draft.place && (
        <>
          <div className="ways">
            {ways.map(([each, icon]) => (
              <button
                key={each}
                type="button"
                className="way"
                aria-expanded={each === 'here' ? undefined : way === each}
                disabled={each === 'here' && isLocating}
                onClick={() => open(each)}
              >
                <Icon name={icon} />
                {each === 'here' && isLocating ? say('report.where.locating') : say(`report.where.${each}`)}
              </button>
            ))}
          </div>
          <div role="alert">{(fault ?? codeFault) && <p className="fault">{fault ?? codeFault}</p>}</div>
          {way && !loaded[way] && (
            <p className="loading" role="status">
              {say(way === 'map' ? 'report.where.mapLoading' : 'report.where.opening')}
            </p>
          )}
          {way === 'search' && loaded.search && <loaded.search onChoose={choose} />}
          {way === 'list' && loaded.list && <loaded.list onChoose={choose} />}
          {way === 'map' && loaded.map && (
            <loaded.map onChoose={(lat, lng) => choosePoint('map', lat, lng, '')} />
          )}
          {way === null && <p className="hint">{say('report.where.without')}</p>}
        </>
      )}
      <Field label={say('report.where.detail')} optional>
        {(wiring) => (
          <input
            {...wiring}
            type="text"
            maxLength={200}
            autoComplete="off"
            placeholder={say('report.where.detailHint')}
            value={draft.detail}
            onChange={(event) => changeDraft({ detail: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}

/** To the page that says who looks after the place that is known. */
function WhoCares({ location }: { location: DraftPlace['location'] }) {
  const say = useWords()
  if ('place_code' in location)
    return (
      <p>
        <Link className="way-on" to="/care/$code" params={{ code: location.place_code }} search={{}}>
          {say('report.where.whoCares')}
        </Link>
      </p>
    )
  if (!('lng' in location)) return null
  return (
    <p>
      <Link className="way-on" to="/care" search={{ lng: location.lng, lat: location.lat }}>
        {say('report.where.whoCares')}
      </Link>
    </p>
  )
}
