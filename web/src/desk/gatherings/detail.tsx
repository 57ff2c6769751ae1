import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { App, Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { useLive } from '../live/stream.ts'
import { Failed, Loading, PageHead } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { Appraisal } from './appraisal.tsx'
import { CallForm, type Calling } from './call-form.tsx'
import { Facts } from './facts.tsx'
import { Materials } from './materials.tsx'
import { People } from './people.tsx'
import { about, type GatheringDetail, useDeed, useForm, useGathering } from './reading.ts'
import { Speakers, Voting } from './voting.tsx'

/** One gathering, for those who hold and lead it. */
export function GatheringPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const client = useQueryClient()
  const { data, error, refetch } = useGathering(id)
  useLive((streams, isPoll) => {
    if (isPoll || streams.has(id)) void client.invalidateQueries({ queryKey: [about, 'detail', id] })
  }, 300)
  useEffect(() => {
    if (data) document.title = data.row.title
  }, [data])
  if (!data) return error ? <Failed isPage error={error} onRetry={() => void refetch()} /> : <Loading />
  return <Gathering detail={data} />
}

function Gathering({ detail }: { detail: GatheringDetail }) {
  const say = useWords()
  const pick = usePick()
  const { row } = detail
  return (
    <div className="gat-page">
      <PageHead title={row.title} hint={`${row.organisation.name} · ${pick(row.kind_words)}`}>
        <WayLink
          to="/gatherings"
          search={{ organisation: row.organisation.id, month: row.day.slice(0, 7) }}
          className="gat-link"
        >
          {say('gatherings.backToMonth')}
        </WayLink>
      </PageHead>
      <section className="gat-card">
        <Facts detail={detail} />
        <Deeds detail={detail} />
      </section>
      {row.state === 'running' && detail.may.lead && <Code id={row.id} />}
      {detail.may.read && (
        <>
          {(row.state === 'running' || detail.votes.some(({ about }) => !about)) && (
            <Voting detail={detail} />
          )}
          {row.series === 'appraisal' && row.state !== 'planned' && <Appraisal detail={detail} />}
          {row.state === 'running' && <Speakers detail={detail} />}
          {detail.agenda.length > 0 && (
            <section className="gat-card">
              <h2>{say('gatherings.agendaTitle')}</h2>
              <ol>
                {detail.agenda.map((item) => (
                  <li key={item.id}>{item.title}</li>
                ))}
              </ol>
            </section>
          )}
          <Materials detail={detail} />
          {detail.attendees.length > 0 && <People detail={detail} />}
        </>
      )}
    </div>
  )
}

/** What can be done with it now. */
function Deeds({ detail }: { detail: GatheringDetail }) {
  const say = useWords()
  const deed = useDeed()
  const form = useForm()
  const { modal } = App.useApp()
  const [calling, setCalling] = useState<Calling | null>(null)
  const { row, may } = detail
  const path = `/api/gatherings/${row.id}` as const
  const end = () =>
    modal.confirm({
      title: say('gatherings.end'),
      content: say('gatherings.endHint'),
      okText: say('gatherings.end'),
      cancelText: say('act.cancel'),
      onOk: () => deed.mutateAsync({ path: `${path}/close` }).catch(() => {}),
    })
  const cancel = () => {
    let reason = ''
    modal.confirm({
      title: say('gatherings.cancel'),
      content: (
        <Input.TextArea
          aria-label={say('gatherings.cancelReason')}
          placeholder={say('gatherings.cancelReason')}
          onChange={(event) => {
            reason = event.target.value
          }}
        />
      ),
      okText: say('gatherings.cancel'),
      okButtonProps: { danger: true },
      cancelText: say('act.cancel'),
      onOk: () =>
        deed.mutateAsync({ path: `${path}/cancel`, body: { reason, version: row.version } }).catch(() => {}),
    })
  }
  return (
    <p className="gat-deeds">
      {may.hold && row.state === 'planned' && (
        <Button type="primary" onClick={() => setCalling({ way: 'planned', row })}>
          {say('gatherings.call')}
        </Button>
      )}
      {may.hold && row.state === 'missed' && !row.made_up_by && (
        <Button type="primary" onClick={() => setCalling({ way: 'make-up', row })}>
          {say('gatherings.makeUp')}
        </Button>
      )}
      {may.lead && row.state === 'called' && (
        <Button type="primary" loading={deed.isPending} onClick={() => deed.mutate({ path: `${path}/open` })}>
          {say('gatherings.begin')}
        </Button>
      )}
      {may.lead && row.state === 'running' && (
        <Button type="primary" loading={deed.isPending} onClick={end}>
          {say('gatherings.end')}
        </Button>
      )}
      {(row.state === 'running' || row.state === 'held') && may.read && (
        <WayLink to={`/gatherings/${row.id}/minutes`} className="gat-button">
          {say(
            may.lead && detail.minutes !== 'fixed' && detail.minutes !== 'signed'
              ? 'gatherings.writeMinutes'
              : 'gatherings.readMinutes',
          )}{' '}
          · {say(`gatherings.minutesState.${detail.minutes as 'draft'}`)}
        </WayLink>
      )}
      {row.state !== 'planned' && row.state !== 'missed' && (
        <>
          <a className="gat-button" href={`/meeting?g=${row.id}`} target="_blank" rel="noreferrer">
            {say('gatherings.roomAddress')}
          </a>
          <a className="gat-button" href={`/api/gatherings/${row.id}/calendar.ics`}>
            {say('gatherings.calendar')}
          </a>
        </>
      )}
      {may.hold && row.state === 'called' && (
        <Button danger onClick={cancel}>
          {say('gatherings.cancel')}
        </Button>
      )}
      {calling && form.data && (
        <CallForm
          calling={calling}
          form={form.data}
          organisation={row.organisation.id}
          onClose={() => setCalling(null)}
        />
      )}
    </p>
  )
}

/** Large enough for the back row; it turns by itself. */
function Code({ id }: { id: string }) {
  const say = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: [about, 'code', id],
    queryFn: () =>
      get<{ code: string; until: string }>(`/api/gatherings/${id}/code`, undefined, { background: true }),
    refetchInterval: ({ state }) =>
      state.data ? Math.max(1000, new Date(state.data.until).getTime() - Date.now() + 200) : 3000,
  })
  return (
    <section className="gat-card gat-code" aria-label={say('gatherings.code')}>
      <h2>{say('gatherings.code')}</h2>
      {data ? (
        <output>{data.code}</output>
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading rows={1} />
      )}
      <p>{say('gatherings.codeHint')}</p>
      <p>
        <code>{`${location.origin}/meeting?g=${id}`}</code>
      </p>
    </section>
  )
}
