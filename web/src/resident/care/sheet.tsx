import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { usePick } from '../../foundation/both.ts'
import { type Care, codeOf } from './care-api.ts'
import { useWords } from './words.ts'

/** One A4 page for a wall: who looks after here, how to reach them, how to complain, and a code to scan. */
export function CareSheet({ care }: { care: Care }) {
  const say = useWords()
  const pick = usePick()
  const { area, place, worker, community, complain } = care
  const code = codeOf(care)
  const nameOf = (each: { name: string; name_en?: string | null }) =>
    pick({ zh: each.name, en: each.name_en ?? each.name })
  const title = place?.name ?? nameOf(area)
  useEffect(() => {
    document.title = `${title} · ${say('care.title')}`
  }, [title, say])
  const complaints = [complain.office, complain.hotline].filter((office) => office !== null)
  return (
    <div className="care-sheet-page">
      <p className="row care-sheet-tools">
        <button type="button" className="button" onClick={() => window.print()}>
          {say('care.printNow')}
        </button>
        <Link to="/care/$code" params={{ code }} search={{}} className="button secondary">
          {say('care.backToPage')}
        </Link>
      </p>
      <article className="care-sheet">
        <header>
          <p>{say('care.title')}</p>
          <h1 tabIndex={-1}>{title}</h1>
          {place && <p>{nameOf(area)}</p>}
        </header>
        <div className="care-sheet-middle">
          <figure>
            <img src={`/api/qr/${encodeURIComponent(code)}.svg`} alt={say('care.scanAlt')} />
            <figcaption>
              {say('care.scan')}
              <small>{say('care.number', { code })}</small>
            </figcaption>
          </figure>
          <dl>
            <dt>{say('care.sheetWorker')}</dt>
            <dd>{worker?.name ?? '—'}</dd>
            <dt>{say('care.sheetPhone')}</dt>
            <dd>{worker?.phone ?? community?.phone ?? '—'}</dd>
          </dl>
        </div>
        <dl className="care-sheet-offices">
          {community && (
            <>
              <dt>{say('care.sheetCommunity')}</dt>
              <dd>
                {nameOf(community)} {community.phone}
                <small>{[community.address, community.hours].filter(Boolean).join(' · ')}</small>
              </dd>
            </>
          )}
          {complaints.length > 0 && (
            <>
              <dt>{say('care.sheetComplain')}</dt>
              <dd>
                {complaints.map((office) => (
                  <span key={office.id}>
                    {nameOf(office)} <strong>{office.phone}</strong>
                  </span>
                ))}
              </dd>
            </>
          )}
        </dl>
      </article>
    </div>
  )
}
