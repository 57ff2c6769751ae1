import { useParams } from '@tanstack/react-router'
import { App, Button, Input, Modal, Tabs, Tag } from 'antd'
import { useState } from 'react'
import { shanghaiDay } from '../../foundation/time.ts'
import { useGo } from '../../foundation/ways.tsx'
import { Failed, Loading, PageHead } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useNarrow } from '../shell/narrow.ts'
import { useWords } from '../words/index.ts'
import { Labelled } from './labelled.tsx'
import { type Detail, useDeed, useMobilisation } from './mobilisation.ts'
import { Overview } from './overview.tsx'
import { PeopleList } from './people.tsx'
import { PostsTable } from './posts.tsx'
import { PostsMap } from './posts-map.tsx'
import { ReviewTab } from './review.tsx'
import { Units } from './units.tsx'

/** One mobilisation: its posts, whom it calls, how it stands, and what came of it. */
export function MobilisationPage() {
  const say = useWords()
  const isNarrow = useNarrow()
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, refetch } = useMobilisation<Detail>(`/api/mobilisations/${id}`)
  if (error) return <Failed isPage error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const isStarted = data.started_at !== null
  return (
    <div className="desk-page">
      <PageHead title={data.name} {...(data.purpose ? { hint: data.purpose } : {})}>
        <Deeds mobilisation={data} />
      </PageHead>
      <p className="mob-tags">
        <Tag color={data.state === 'running' ? 'red' : 'default'}>
          {say(`mobilisation.states.${data.state}`)}
        </Tag>
        {data.rehearsal && <Tag color="purple">{say('mobilisation.rehearsalLong')}</Tag>}
        {data.emergency && <Tag color="orange">{say('mobilisation.emergency')}</Tag>}
        <Tag>{say(`mobilisation.kinds.${data.kind}`)}</Tag>
        <span className="desk-soft">{data.organisation}</span>
      </p>
      <Overview mobilisation={data} />
      <Tabs
        defaultActiveKey="posts"
        // All of them fit a phone: what Ant Design folds away is not a tab to a screen reader.
        {...(isNarrow ? { tabBarGutter: 14 } : {})}
        items={[
          { key: 'posts', label: say('mobilisation.posts'), children: <PostsTable mobilisation={data} /> },
          { key: 'map', label: say('mobilisation.onMap.tab'), children: <PostsMap mobilisation={data} /> },
          { key: 'units', label: say('mobilisation.units'), children: <Units mobilisation={data} /> },
          ...(isStarted
            ? [
                {
                  key: 'people',
                  label: say('mobilisation.people'),
                  children: <PeopleList id={id} asked={{}} />,
                },
                {
                  key: 'review',
                  label: say('mobilisation.review'),
                  children: <ReviewTab mobilisation={data} />,
                },
              ]
            : []),
        ]}
      />
    </div>
  )
}

function Deeds({ mobilisation }: { mobilisation: Detail }) {
  const say = useWords()
  const go = useGo()
  const me = useMyself()
  const { modal } = App.useApp()
  const [isCopying, setCopying] = useState(false)
  const deed = useDeed({ done: say('state.saved') })
  const copied = useDeed<{ id: string }>({ done: say('state.saved') }, ({ id }) => {
    setCopying(false)
    go(`/mobilisation/${id}`)
  })
  const [name, setName] = useState(mobilisation.name)
  const [day, setDay] = useState(() => shanghaiDay(new Date()))
  const base = `/api/mobilisations/${mobilisation.id}` as const
  const confirm = (title: string, content: string, path: 'start' | 'finish' | 'cancel', body?: object) =>
    modal.confirm({
      title,
      content,
      okText: title,
      cancelText: say('act.cancel'),
      onOk: () => deed.mutateAsync({ path: `${base}/${path}`, body }).catch(() => {}),
    })
  const { state, may_plan } = mobilisation
  return (
    <>
      {state !== 'prepared' && state !== 'cancelled' && (
        <Button href={`/screen/mobilisation/${mobilisation.id}`}>{say('mobilisation.wall')}</Button>
      )}
      {me.may('mobilisation.plan') && (
        <Button onClick={() => setCopying(true)}>{say('mobilisation.copy')}</Button>
      )}
      {may_plan && state === 'prepared' && (
        <>
          <Button
            onClick={() =>
              confirm(say('mobilisation.rehearse'), say('mobilisation.rehearseHint'), 'start', {
                rehearsal: true,
              })
            }
          >
            {say('mobilisation.rehearse')}
          </Button>
          <Button
            type="primary"
            onClick={() =>
              confirm(say('mobilisation.start'), say('mobilisation.startHint'), 'start', { rehearsal: false })
            }
          >
            {say('mobilisation.start')}
          </Button>
        </>
      )}
      {may_plan && (state === 'prepared' || state === 'running') && (
        <Button
          danger
          onClick={() =>
            confirm(say('mobilisation.cancel'), say('mobilisation.cancelHint'), 'cancel', { reason: '' })
          }
        >
          {say('mobilisation.cancel')}
        </Button>
      )}
      {may_plan && state === 'running' && (
        <Button
          type="primary"
          onClick={() => confirm(say('mobilisation.finish'), say('mobilisation.finishHint'), 'finish')}
        >
          {say('mobilisation.finish')}
        </Button>
      )}
      <Modal
        open={isCopying}
        title={say('mobilisation.copy')}
        okText={say('act.save')}
        cancelText={say('act.cancel')}
        confirmLoading={copied.isPending}
        onCancel={() => setCopying(false)}
        onOk={() => copied.mutate({ path: `${base}/copy`, body: { name, first_day: day } })}
      >
        <Labelled label={say('mobilisation.name')}>
          {(field) => (
            <Input
              id={field}
              value={name}
              maxLength={100}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Labelled>
        <Labelled label={say('mobilisation.firstDay')}>
          {(id) => <Input id={id} type="date" value={day} onChange={(event) => setDay(event.target.value)} />}
        </Labelled>
        <p className="desk-soft">{say('mobilisation.copyHint')}</p>
      </Modal>
    </>
  )
}
