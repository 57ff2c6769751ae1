import { EyeOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Input, Modal, Space, Tag } from 'antd'
import { useState } from 'react'
import { post } from '../../foundation/api.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { matterKey } from './matter.ts'

interface Contact {
  name: string | null
  phone: string | null
}

const ready = ['matter.look.reasonCheck', 'matter.look.reasonVisit', 'matter.look.reasonResult'] as const

/** A masked phone. To see it whole one says why, and the timeline keeps that one looked. */
export function ContactLook({ matterId, masked }: { matterId: string; masked: string }) {
  const say = useWords()
  const me = useMyself()
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const look = useMutation({
    mutationFn: () => post<Contact>(`/api/matters/${matterId}/contact-look`, { reason: reason.trim() }),
    onSuccess: () => {
      setAsking(false)
      void client.invalidateQueries({ queryKey: matterKey(matterId) })
    },
  })
  if (look.data)
    return (
      <p className="desk-contact">
        {look.data.name} {look.data.phone && <a href={`tel:${look.data.phone}`}>{look.data.phone}</a>}
        <small>{say('matter.look.hidden')}</small>
      </p>
    )
  return (
    <>
      <p>
        {masked}{' '}
        {me.may('contact.see') && (
          <button type="button" className="desk-text-button" onClick={() => setAsking(true)}>
            <EyeOutlined aria-hidden /> {say('matter.look.button')}
          </button>
        )}
      </p>
      <Modal
        open={isAsking}
        title={say('matter.look.title')}
        onCancel={() => setAsking(false)}
        onOk={() => look.mutate()}
        okText={say('matter.look.show')}
        cancelText={say('act.cancel')}
        confirmLoading={look.isPending}
        okButtonProps={{ disabled: reason.trim().length < 2 }}
      >
        <Space orientation="vertical" style={{ width: '100%' }}>
          <Alert type="info" showIcon title={say('matter.look.recorded')} />
          <label htmlFor="look-reason">{say('matter.look.reason')}</label>
          <Input
            id="look-reason"
            value={reason}
            maxLength={200}
            onChange={(event) => setReason(event.target.value)}
            onPressEnter={() => reason.trim().length >= 2 && !look.isPending && look.mutate()}
          />
          <Space wrap>
            {ready.map((key) => (
              <Tag.CheckableTag key={key} checked={reason === say(key)} onChange={() => setReason(say(key))}>
                {say(key)}
              </Tag.CheckableTag>
            ))}
          </Space>
          {look.error && <Alert type="error" showIcon title={problemWords(look.error)} />}
        </Space>
      </Modal>
    </>
  )
}
