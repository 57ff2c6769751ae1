import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { get } from '../../foundation/api.ts'
import { Icon } from '../../foundation/icon.tsx'
import { listed } from '../../foundation/punctuation.ts'
import { stampWords } from '../../foundation/time.ts'
import type { paths } from '../../generated/openapi.ts'
import { Page } from '../pieces/page.tsx'
import { Failure, Loading } from '../pieces/states.tsx'
import { useWords } from './words.ts'

type Checked =
  paths['/api/service-certificates/{code}']['get']['responses'][200]['content']['application/json']

/** For whoever was handed a certificate: is it true? */
export function CertificatePage() {
  const say = useWords()
  const navigate = useNavigate()
  const { code } = useSearch({ from: '/certificate' })
  const [typed, setTyped] = useState(code ?? '')
  const checked = useQuery({
    queryKey: ['certificate', code],
    queryFn: () => get<Checked>(`/api/service-certificates/${encodeURIComponent(code ?? '')}`),
    enabled: Boolean(code),
    retry: false,
  })
  const check = (event: FormEvent) => {
    event.preventDefault()
    void navigate({ to: '/certificate', search: { code: typed.trim() } })
  }
  return (
    <Page title={say('certificate.title')} intro={say('certificate.intro')}>
      <form className="card" onSubmit={check}>
        <div className="field">
          <label htmlFor="certificate-code">{say('certificate.code')}</label>
          <input
            id="certificate-code"
            required
            minLength={4}
            maxLength={40}
            autoComplete="off"
            autoCapitalize="characters"
            value={typed}
            aria-describedby="certificate-code-hint"
            onChange={(event) => setTyped(event.target.value)}
          />
          <p id="certificate-code-hint" className="hint">
            {say('certificate.codeHint')}
          </p>
        </div>
        <p>
          <button type="submit" className="button big">
            {say('certificate.check')}
          </button>
        </p>
        {code && checked.isPending && <Loading />}
        {checked.error && <Failure error={checked.error} again={() => void checked.refetch()} />}
        {checked.data && (
          <div className="notice notice-good" role="status">
            <Icon name="check" />
            <p>
              <strong>{say('certificate.real')}</strong>
            </p>
            <p>
              {say('certificate.text', {
                name: checked.data.name,
                from: checked.data.from,
                to: checked.data.to,
                tasks: checked.data.tasks,
                hours: checked.data.hours,
              })}
            </p>
            <p>{say('certificate.by', { names: listed(checked.data.organisations) })}</p>
            <p>{say('certificate.issued', { when: stampWords(checked.data.issued_at) })}</p>
            <p>{say('certificate.compare')}</p>
          </div>
        )}
      </form>
    </Page>
  )
}
