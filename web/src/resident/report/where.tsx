import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Icon, type IconName } from '../../foundation/icon.tsx'
import { isProblem, problemWords } from '../../foundation/problem-words.ts'
import { Field } from '../pieces/field.tsx'
import { areaAt, chainWords } from '../places-api.ts'
import { useWords } from '../words.ts'
import { changeDraft, type Draft, type DraftPlace } from './draft.ts'
import { WhereList } from './where-list.tsx'
import { WhereSearch } from './where-search.tsx'

const WhereMap = lazy(() => import('./where-map.tsx'))

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
  const [way, setWay] = useState<Way | null>(null)
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

  async function choosePoint(how: 'here' | 'map', lat: number, lng: number, note: string) {
    try {
      const area = await areaAt(lng, lat)
      choose({
        how,
        location: { lat, lng },
        name: [say(how === 'here' ? 'report.where.here_words' : 'report.where.map_words'), note]
          .filter(Boolean)
          .join('，'),
        chain: chainWords(area.chain ?? [area]),
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
        ).finally(() => setIsLocating(false))
      },
      (error) => {
        setIsLocating(false)
        setFault(
          say(error.code === error.PERMISSION_DENIED ? 'report.where.refused' : 'report.where.unavailable'),
        )
      },
      { enableHighAccuracy: true, timeout: 12_000, maximumAge: 60_000 },
    )
  }

  const open = (next: Way) => {
    setFault(null)
    if (next === 'here') {
      setWay(null)
      locate()
    } else setWay(way === next ? null : next)
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
          {way === 'search' && <WhereSearch onChoose={choose} />}
          {way === 'list' && <WhereList onChoose={choose} />}
          {way === 'map' && (
            <Suspense fallback={<p className="loading">{say('report.where.mapLoading')}</p>}>
              <WhereMap onChoose={(lat, lng) => choosePoint('map', lat, lng, '')} />
            </Suspense>
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
        <Link to="/care/$code" params={{ code: location.place_code }} search={{}}>
          {say('report.where.whoCares')}
        </Link>
      </p>
    )
  if (!('lng' in location)) return null
  return (
    <p>
      <Link to="/care" search={{ lng: location.lng, lat: location.lat }}>
        {say('report.where.whoCares')}
      </Link>
    </p>
  )
}
