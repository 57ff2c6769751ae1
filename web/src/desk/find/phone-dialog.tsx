import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Input, Modal, Space, Tag } from 'antd'
import { useState } from 'react'
import { post } from '../../foundation/api.ts'
import { StateMark } from '../../foundation/marks.tsx'
import { problemWords } from '../../foundation/problem-words.ts'
import { toMatter, WayLink } from '../../foundation/ways.tsx'
import type { MatterRow } from '../types.ts'
import { useWords } from '../words/index.ts'

const purposes = ['progress', 'add', 'confirm'] as const

/** Running matters of a caller. One says why; the search and every matter it finds keep that one looked. */
export function PhoneDialog({ phone, onClose }: { phone: string; onClose(): void }) {
  const say = useWords()
  const [purpose, setPurpose] = useState('')
  const search = useMutation({
    mutationFn: () => post<{ items: MatterRow[] }>('/api/find/phone', { phone, purpose: purpose.trim() }),
  })
  const isReady = purpose.trim().length >= 2
  const found = search.data?.items
  return (
    <Modal
      open
      title={say('find.phoneTitle')}
      onCancel={onClose}
      footer={
        found ? (
          <Button type="primary" onClick={onClose}>
            {say('act.close')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{say('act.cancel')}</Button>
            <Button
              type="primary"
              disabled={!isReady}
              loading={search.isPending}
              onClick={() => search.mutate()}
            >
              {say('find.go')}
            </Button>
          </>
        )
      }
    >
      <Space orientation="vertical" style={{ width: '100%' }}>
        <strong>{phone}</strong>
        {found ? (
          <div role="status">
            <p>{found.length > 0 ? say('find.found', { n: found.length }) : say('find.nothing')}</p>
            <ul className="desk-plain-list">
              {found.map((row) => (
                <li key={row.id}>
                  <WayLink to={toMatter(row.id)} className="desk-related" onClick={onClose}>
                    <strong>{row.title}</strong>
                    <span>
                      <code>{row.number}</code> {row.owner.name}{' '}
                      <StateMark state={row.state} words={row.state_words} plain />
                    </span>
                  </WayLink>
                </li>
              ))}
            </ul>
          </div>
        ) : (
          <>
            <Alert type="info" showIcon title={say('find.phoneNote')} />
            <label htmlFor="find-purpose">{say('find.purpose')}</label>
            <Input
              id="find-purpose"
              autoFocus
              value={purpose}
              maxLength={200}
              onChange={(event) => setPurpose(event.target.value)}
              onPressEnter={() => isReady && !search.isPending && search.mutate()}
            />
            <Space wrap>
              {purposes.map((each) => (
                <Tag.CheckableTag
                  key={each}
                  checked={purpose === say(`find.purposes.${each}`)}
                  onChange={() => setPurpose(say(`find.purposes.${each}`))}
                >
                  {say(`find.purposes.${each}`)}
                </Tag.CheckableTag>
              ))}
            </Space>
          </>
        )}
        {search.error && <Alert type="error" showIcon role="alert" title={problemWords(search.error)} />}
      </Space>
    </Modal>
  )
}
