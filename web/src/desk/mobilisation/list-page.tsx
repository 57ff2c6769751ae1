import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Radio, Switch, Tag } from 'antd'
import { useState } from 'react'
import { get } from '../../foundation/api.ts'
import { stampWords } from '../../foundation/time.ts'
import { useGo, WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading, Nothing, PageHead } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { type Listed, mobilisationKey, useDeed } from './mobilisation.ts'

const tones = { prepared: 'default', running: 'red', ended: 'green', cancelled: 'default' } as const

/** Mobilisations within reach, and those in which one's unit is called. */
export function MobilisationsPage() {
  const say = useWords()
  const me = useMyself()
  const [isNew, setNew] = useState(false)
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery({
      queryKey: [mobilisationKey, 'list'],
      queryFn: ({ pageParam }) => get<Listed>('/api/mobilisations', { cursor: pageParam ?? undefined }),
      initialPageParam: null as string | null,
      getNextPageParam: (last) => last.next,
    })
  const items = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="desk-page">
      <PageHead title={say('mobilisation.title')} hint={say('mobilisation.hint')}>
        <Button href="/screen?choose">{say('mobilisation.wall')}</Button>
        {me.may('mobilisation.plan') && (
          <Button type="primary" onClick={() => setNew(true)}>
            {say('mobilisation.new')}
          </Button>
        )}
      </PageHead>
      {isPending && <Loading />}
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {data && items.length === 0 && (
        <Nothing title={say('mobilisation.none')} hint={say('mobilisation.noneHint')} />
      )}
      <ul className="mob-list">
        {items.map((each) => (
          <li key={each.id}>
            <WayLink to={`/mobilisation/${each.id}`}>
              <strong>{each.name}</strong>
              <span>
                <Tag color={tones[each.state]}>{say(`mobilisation.states.${each.state}`)}</Tag>
                {each.rehearsal && <Tag color="purple">{say('mobilisation.rehearsal')}</Tag>}
                {each.emergency && <Tag color="orange">{say('mobilisation.emergency')}</Tag>}
                <Tag>{say(`mobilisation.kinds.${each.kind}`)}</Tag>
              </span>
              <small>
                {each.organisation}
                {each.area && ` · ${each.area}`} · {stampWords(each.started_at ?? each.made_at)}
              </small>
            </WayLink>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('act.more')}
        </Button>
      )}
      {isNew && <NewPlan onClose={() => setNew(false)} />}
    </div>
  )
}

interface Typed {
  name: string
  purpose?: string
  kind: 'party' | 'volunteer'
  emergency: boolean
}

function NewPlan({ onClose }: { onClose(): void }) {
  const say = useWords()
  const go = useGo()
  const [form] = Form.useForm<Typed>()
  const make = useDeed<{ id: string }>({ done: say('state.saved') }, ({ id }) => go(`/mobilisation/${id}`))
  return (
    <Modal
      open
      title={say('mobilisation.new')}
      okText={say('act.save')}
      cancelText={say('act.cancel')}
      confirmLoading={make.isPending}
      onCancel={onClose}
      onOk={() =>
        void form
          .validateFields()
          .then((typed) =>
            make.mutate({ path: '/api/mobilisations', body: { ...typed, purpose: typed.purpose ?? '' } }),
          )
          .catch(() => {})
      }
    >
      <Form form={form} layout="vertical" initialValues={{ kind: 'party', emergency: false }}>
        <Form.Item name="name" label={say('mobilisation.name')} rules={[{ required: true }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="purpose" label={say('mobilisation.purpose')}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        <Form.Item name="kind" label={say('mobilisation.kind')} extra={say('mobilisation.kindHint')}>
          <Radio.Group
            options={(['party', 'volunteer'] as const).map((value) => ({
              value,
              label: say(`mobilisation.kinds.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="emergency"
          label={say('mobilisation.emergency')}
          extra={say('mobilisation.emergencyHint')}
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
      </Form>
    </Modal>
  )
}
