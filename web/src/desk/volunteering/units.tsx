import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { post } from '../../foundation/api.ts'
import { named } from '../../foundation/punctuation.ts'
import { Failed, Loading, Nothing } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { FoundInput } from '../territory/found-input.tsx'
import { useWords } from '../words/index.ts'
import { FoundCommunity } from './found-community.tsx'
import { useDo, usePages } from './reading.ts'
import { NewStatement, StatementList } from './statements.tsx'
import type { Unit, Units } from './types.ts'
import { UnitCard } from './unit-card.tsx'
import './volunteering.css'

/** 共驻共建: who is here, what they offer and need, what was agreed, and how it went. */
export function UnitDirectory() {
  const say = useWords()
  const [isReporting, setReporting] = useState(false)
  const [isNeeding, setNeeding] = useState(false)
  const list = usePages<Units>('/api/reporting/units', {})
  const first = list.data?.pages[0]
  if (!first)
    return list.error ? <Failed error={list.error} onRetry={() => void list.refetch()} /> : <Loading />
  const items: Unit[] = list.data?.pages.flatMap((page) => page.items) ?? []
  const mayReport = first.own.length + first.communities.length > 0
  const community = first.communities[0]
  return (
    <div className="desk-stack">
      <p className="desk-soft">{say('volunteering.units.hint')}</p>
      {mayReport && (
        <p className="desk-toolbar">
          <Button type="primary" onClick={() => setReporting(true)}>
            {say(community ? 'volunteering.units.enter' : 'volunteering.units.reportIn')}
          </Button>
          {community && <Button onClick={() => setNeeding(true)}>{say('volunteering.units.addNeed')}</Button>}
        </p>
      )}
      {first.needs.length > 0 && (
        <section className="desk-section">
          <h2>{say('volunteering.units.communityNeeds')}</h2>
          <StatementList
            statements={first.needs.map(({ community: of, ...need }) => ({
              ...need,
              words: first.communities.length === 1 ? need.words : named(of.name, need.words),
            }))}
            mayClose={(id) => first.needs.find((need) => need.id === id)?.may_close ?? false}
          />
        </section>
      )}
      {items.length === 0 && <Nothing title={say('volunteering.units.none')} />}
      {items.map((unit) => (
        <UnitCard key={unit.id} unit={unit} grades={first.grades} year={first.year} />
      ))}
      {list.hasNextPage && (
        <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
          {say('volunteering.more')}
        </Button>
      )}
      {isReporting && (
        <Report own={first.own} communities={first.communities} onClose={() => setReporting(false)} />
      )}
      {isNeeding && community && (
        <NewStatement
          title={say('volunteering.units.addNeed')}
          send={(typed) =>
            post(`/api/reporting/communities/${community.id}/statements`, { kind: 'need', ...typed })
          }
          onClose={() => setNeeding(false)}
        />
      )}
    </div>
  )
}

interface ReportProps {
  own: Units['own']
  communities: Units['communities']
  onClose(): void
}

interface Typed {
  organisation_id: string
  community_id: string
  contact_name: string
  contact_phone?: string
}

/** A unit reports in; the community enters one from a paper. */
function Report({ own, communities, onClose }: ReportProps) {
  const say = useWords()
  const me = useMyself()
  const [form] = Form.useForm<Typed>()
  const community = communities[0]
  const send = useDo(
    (typed: Typed) =>
      post('/api/reporting/units', { ...typed, contact_phone: typed.contact_phone?.trim() || null }),
    onClose,
  )
  const rules = [{ required: true, message: say('volunteering.form.required') }]
  return (
    <Modal
      open
      title={say(community ? 'volunteering.units.enter' : 'volunteering.units.reportIn')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={say('act.save')}
      cancelText={say('act.cancel')}
      confirmLoading={send.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(typed) => send.mutate(typed)}
        initialValues={{
          ...(community ? { community_id: community.id } : { organisation_id: own[0]?.id }),
          contact_name: community ? '' : me.name,
        }}
      >
        <Form.Item name="organisation_id" label={say('volunteering.units.unit')} rules={rules}>
          {community ? (
            <FoundInput path="/api/organisations" label={say('volunteering.units.unit')} />
          ) : (
            <Select options={own.map(({ id, name }) => ({ value: id, label: name }))} />
          )}
        </Form.Item>
        <Form.Item name="community_id" label={say('volunteering.units.community')} rules={rules}>
          {community ? (
            <Select options={communities.map(({ id, name }) => ({ value: id, label: name }))} />
          ) : (
            <FoundCommunity />
          )}
        </Form.Item>
        <Form.Item name="contact_name" label={say('volunteering.units.contact')} rules={rules}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="contact_phone" label={say('volunteering.units.phone')}>
          <Input maxLength={20} type="tel" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
