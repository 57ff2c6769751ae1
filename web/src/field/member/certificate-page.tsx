import { useParams } from '@tanstack/react-router'
import { stampWords } from '../../foundation/time.ts'
import { useGo } from '../../foundation/ways.tsx'
import { Page } from '../pieces/states.tsx'
import type { Certificate } from './member-types.ts'
import { Shown, Trouble } from './pieces.tsx'
import { useRead } from './reading.ts'
import { useSend } from './sending.ts'
import { useMemberWords } from './words.ts'

/** A page to print. What it says stands in the record, and its code opens the same to whoever was given it. */
export function CertificatePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const say = useMemberWords()
  const go = useGo()
  const { send, trouble, isBusy } = useSend()
  const reading = useRead<Certificate>(`/api/member/certificates/${id}`)
  async function takeBack() {
    if (!confirm(say('service.takeBackSure'))) return
    if (await send(`/api/member/certificates/${id}/withdraw`)) go('/member/service')
  }
  return (
    <Page title={say('certificate.title')}>
      <Shown reading={reading}>
        {(certificate) => (
          <>
            <article className="card certificate">
              <p className="certificate-text">
                {say('certificate.text', {
                  name: certificate.name,
                  from: certificate.from,
                  to: certificate.to,
                  tasks: certificate.tasks.length,
                  hours: certificate.hours,
                })}
              </p>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{say('certificate.day')}</th>
                    <th scope="col">{say('certificate.task')}</th>
                    <th scope="col">{say('certificate.minutes')}</th>
                  </tr>
                </thead>
                <tbody>
                  {certificate.tasks.map((task, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and two may be the same
                    <tr key={index}>
                      <td>{task.day}</td>
                      <td>
                        {task.title}
                        <small>{task.organisation}</small>
                      </td>
                      <td>{task.minutes}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <p>{say('certificate.code', { code: certificate.code })}</p>
              <p className="hint">
                {say('certificate.check', { url: `${location.origin}/certificate?code=${certificate.code}` })}
              </p>
              <p className="hint">
                {say('certificate.issued', { when: stampWords(certificate.issued_at) })}
                <br />
                {say('certificate.made')}
              </p>
            </article>
            <div className="deeds no-print">
              <Trouble words={trouble} />
              <button type="button" className="button big" onClick={() => print()}>
                {say('certificate.print')}
              </button>
              <button type="button" className="quiet big" disabled={isBusy} onClick={() => void takeBack()}>
                {say('service.takeBack')}
              </button>
            </div>
          </>
        )}
      </Shown>
    </Page>
  )
}
