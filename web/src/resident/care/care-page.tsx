import './care.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { Field } from '../../foundation/field.tsx'
import { focusFirstFault } from '../../foundation/first-fault.ts'
import { Icon } from '../../foundation/icon.tsx'
import { isProblem } from '../../foundation/problem-words.ts'
import { Page } from '../pieces/page.tsx'
import { Failure, Loading } from '../pieces/states.tsx'
import { type Care, type Corner, codeOf, type Office, readCare } from './care-api.ts'
import { Outline } from './outline.tsx'
import { CareSheet } from './sheet.tsx'
import { useWords } from './words.ts'

/** Who looks after the corner that a code names. */
export function CareOfCodePage() {
  const { code } = useParams({ from: '/care/$code' })
  const { print } = useSearch({ from: '/care/$code' })
  return <CareOf corner={{ code }} isSheet={print === 1} />
}

/** Who looks after a point; without one, a code is asked for. */
export function CarePage() {
  const say = useWords()
  const { lng, lat } = useSearch({ from: '/care' })
  if (lng !== undefined && lat !== undefined) return <CareOf corner={{ lng, lat }} isSheet={false} />
  return (
    <Page title={say('care.title')} intro={say('care.intro')}>
      <CodeForm />
    </Page>
  )
}

function CareOf({ corner, isSheet }: { corner: Corner; isSheet: boolean }) {
  const say = useWords()
  const { data, error, refetch } = useQuery({ queryKey: ['care', corner], queryFn: () => readCare(corner) })
  if (data) return isSheet ? <CareSheet care={data} /> : <CareView care={data} />
  const isMissing = ['not_found', 'input.invalid', 'place.unknown'].some((code) => isProblem(error, code))
  const isPoint = 'lng' in corner
  if (isMissing)
    return (
      <Page
        title={say(isPoint ? 'care.outside' : 'care.notFound')}
        intro={say(isPoint ? 'care.outsideHint' : 'care.notFoundHint')}
      >
        <CodeForm />
      </Page>
    )
  return (
    <Page title={say('care.title')}>
      {error ? <Failure error={error} again={() => void refetch()} /> : <Loading />}
    </Page>
  )
}

function CodeForm() {
  const say = useWords()
  const navigate = useNavigate()
  const form = useRef<HTMLFormElement>(null)
  const [typed, setTyped] = useState('')
  const [fault, setFault] = useState<string>()
  function find(event: FormEvent) {
    event.preventDefault()
    const code = typed.normalize('NFKC').toUpperCase().replace(/\s/g, '')
    if (/^[A-Z0-9_-]{1,40}$/.test(code)) return void navigate({ to: '/care/$code', params: { code } })
    setFault(say('care.codeFault'))
    focusFirstFault(form.current)
  }
  return (
    <form ref={form} className="card find" noValidate onSubmit={find}>
      <Field label={say('care.code')} hint={say('care.codeHint')} fault={fault}>
        {(wiring) => (
          <input
            {...wiring}
            type="text"
            autoComplete="off"
            spellCheck={false}
            maxLength={40}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="button">
        {say('care.find')}
      </button>
    </form>
  )
}

function Phone({ phone }: { phone: string | null | undefined }) {
  const say = useWords()
  if (!phone) return <p className="hint">{say('care.noPhone')}</p>
  return (
    <a className="button secondary care-call" href={`tel:${phone.replace(/[^\d+*#]/g, '')}`}>
      <Icon name="phone" />
      {say('care.call', { phone })}
    </a>
  )
}

function OfficeWords({ office }: { office: Office }) {
  const say = useWords()
  const pick = usePick()
  return (
    <div className="care-office">
      <strong>{pick({ zh: office.name, en: office.name_en ?? office.name })}</strong>
      {office.address && (
        <span>
          {say('care.address')} {office.address}
        </span>
      )}
      {office.hours && (
        <span>
          {say('care.hours')} {office.hours}
        </span>
      )}
      <Phone phone={office.phone} />
    </div>
  )
}

function CareView({ care }: { care: Care }) {
  const say = useWords()
  const pick = usePick()
  const { area, place, chain, outline, worker, community, complain } = care
  const nameOf = (each: { name: string; name_en?: string | null }) =>
    pick({ zh: each.name, en: each.name_en ?? each.name })
  const complaints = [complain.office, complain.hotline].filter((office) => office !== null)
  return (
    <Page
      title={nameOf(area)}
      intro={place ? say('care.placeAt', { place: place.name, grid: nameOf(area) }) : say('care.title')}
    >
      <section className="card">
        <h2>{say('care.worker')}</h2>
        {worker ? (
          <>
            <p className="care-name">{worker.name}</p>
            <p className="hint">{worker.office}</p>
            <Phone phone={worker.phone} />
          </>
        ) : (
          <p>{say('care.noWorker')}</p>
        )}
        <p>
          <Link to="/p/$place" params={{ place: codeOf(care) }} className="button big">
            {say('care.report')}
          </Link>
        </p>
      </section>
      {community && (
        <section className="card">
          <h2>{say('care.community')}</h2>
          <OfficeWords office={community} />
        </section>
      )}
      <section className="card">
        <h2>{say('care.complain')}</h2>
        <p className="hint">{say('care.complainText')}</p>
        {complaints.map((office) => (
          <OfficeWords key={office.id} office={office} />
        ))}
        {complaints.length === 0 && <p>{say('care.complainNone')}</p>}
      </section>
      <section className="card">
        <h2>{say('care.extent')}</h2>
        <p className="hint">
          {say('care.belongs')} {chain.map(nameOf).join(' · ')}
        </p>
        {outline ? <Outline shape={outline} name={nameOf(area)} /> : <p>{say('care.noOutline')}</p>}
      </section>
      <p>
        <Link
          to="/care/$code"
          params={{ code: codeOf(care) }}
          search={{ print: 1 }}
          className="button secondary"
        >
          {say('care.print')}
        </Link>
      </p>
    </Page>
  )
}
