import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import type { paths } from '../../generated/openapi.ts'
import { useWords } from '../words/index.ts'
import { Labelled } from './labelled.tsx'
import { mobilisationKey } from './mobilisation.ts'

type Pasted = paths['/api/mobilisations/{id}/paste']['post']['responses'][200]['content']['application/json']

/** Hundreds of posts from a table: looked at first, then written all at once or not at all. */
export function PasteModal({ id, onClose }: { id: string; onClose(): void }) {
  const say = useWords()
  const pick = usePick()
  const client = useQueryClient()
  const [text, setText] = useState('')
  const [day, setDay] = useState(() => shanghaiDay(new Date()))
  const read = useMutation({
    mutationFn: (write: boolean) => post<Pasted>(`/api/mobilisations/${id}/paste`, { text, day, write }),
    onSuccess: async ({ written }) => {
      if (!written) return
      await client.invalidateQueries({ queryKey: [mobilisationKey] })
      onClose()
    },
  })
  const seen = read.data
  const isSound = seen !== undefined && seen.faults.length === 0
  return (
    <Modal
      open
      width={760}
      title={say('mobilisation.paste')}
      onCancel={onClose}
      footer={[
        <Button
          key="look"
          loading={read.isPending}
          disabled={!text.trim()}
          onClick={() => read.mutate(false)}
        >
          {say('mobilisation.look')}
        </Button>,
        <Button
          key="write"
          type="primary"
          loading={read.isPending}
          disabled={!isSound}
          onClick={() => read.mutate(true)}
        >
          {isSound ? say('mobilisation.write', { n: seen.posts.length }) : say('mobilisation.writeFirst')}
        </Button>,
      ]}
    >
      <p className="desk-soft">{say('mobilisation.pasteHint')}</p>
      <Labelled label={say('mobilisation.day')}>
        {(id) => <Input id={id} type="date" value={day} onChange={(event) => setDay(event.target.value)} />}
      </Labelled>
      <Labelled label={say('mobilisation.table')}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={9}
            value={text}
            placeholder={say('mobilisation.tableExample')}
            onChange={(event) => {
              setText(event.target.value)
              read.reset()
            }}
          />
        )}
      </Labelled>
      {read.error && <Alert type="error" showIcon title={problemWords(read.error)} />}
      {seen && isSound && (
        <Alert
          type="success"
          showIcon
          title={say('mobilisation.seen', { posts: seen.posts.length, needed: seen.needed })}
        />
      )}
      {seen && !isSound && (
        <Alert
          type="error"
          showIcon
          title={say('mobilisation.faults', { n: seen.faults.length })}
          description={
            <ul>
              {seen.faults.slice(0, 20).map((fault) => (
                <li key={`${fault.line}${fault.zh}`}>
                  {say('mobilisation.line', { n: fault.line })} {pick(fault)}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </Modal>
  )
}
