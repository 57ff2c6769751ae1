import { Alert, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useWords } from '../words/index.ts'
import { Labelled } from './labelled.tsx'
import { type Board, type Detail, useDeed, useMobilisation } from './mobilisation.ts'

/** How it stands: what is missing, red until it is filled. */
export function Overview({ mobilisation }: { mobilisation: Detail }) {
  const say = useWords()
  const isRunning = mobilisation.state === 'running'
  return (
    <>
      {mobilisation.may_plan && mobilisation.uninsured > 0 && mobilisation.state !== 'ended' && (
        <Insurance mobilisation={mobilisation} />
      )}
      {isRunning ? (
        <Running id={mobilisation.id} />
      ) : (
        <dl className="mob-figures">
          <div>
            <dt>{say('mobilisation.posts')}</dt>
            <dd>{mobilisation.posts}</dd>
          </div>
          <div>
            <dt>{say('mobilisation.shiftCount')}</dt>
            <dd>{mobilisation.shifts}</dd>
          </div>
          <div>
            <dt>{say('mobilisation.needed')}</dt>
            <dd>{mobilisation.needed}</dd>
          </div>
        </dl>
      )}
    </>
  )
}

function Running({ id }: { id: string }) {
  const say = useWords()
  const { data } = useMobilisation<Board>(`/api/mobilisations/${id}/board`)
  if (!data) return null
  const { totals } = data
  return (
    <dl className="mob-figures">
      <div data-tone={totals.gap > 0 ? 'red' : 'green'}>
        <dt>{say('mobilisation.gap')}</dt>
        <dd>{totals.gap}</dd>
      </div>
      <div>
        <dt>{say('mobilisation.taken')}</dt>
        <dd>
          {totals.taken}/{totals.needed}
        </dd>
      </div>
      <div>
        <dt>{say('mobilisation.here')}</dt>
        <dd>
          {totals.here}/{totals.due}
        </dd>
      </div>
      <div data-tone={totals.not_come > 0 ? 'red' : undefined}>
        <dt>{say('mobilisation.notCome')}</dt>
        <dd>{totals.not_come}</dd>
      </div>
    </dl>
  )
}

/** 志愿服务条例 §17：nobody can be placed at a dangerous post before. */
function Insurance({ mobilisation }: { mobilisation: Detail }) {
  const say = useWords()
  const [isOpen, setOpen] = useState(false)
  const [insurer, setInsurer] = useState('')
  const [number, setNumber] = useState('')
  const record = useDeed({ done: say('state.saved') }, () => setOpen(false))
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={say('mobilisation.uninsured', { n: mobilisation.uninsured })}
        action={<Button onClick={() => setOpen(true)}>{say('mobilisation.insure')}</Button>}
      />
      <Modal
        open={isOpen}
        title={say('mobilisation.insure')}
        okText={say('act.save')}
        cancelText={say('act.cancel')}
        okButtonProps={{ disabled: !insurer.trim() || !number.trim() }}
        confirmLoading={record.isPending}
        onCancel={() => setOpen(false)}
        onOk={() =>
          record.mutate({
            path: `/api/mobilisations/${mobilisation.id}/insurance`,
            body: { insurer: insurer.trim(), policy_number: number.trim() },
          })
        }
      >
        <Labelled label={say('mobilisation.insurer')}>
          {(id) => (
            <Input
              id={id}
              value={insurer}
              maxLength={100}
              onChange={(event) => setInsurer(event.target.value)}
            />
          )}
        </Labelled>
        <Labelled label={say('mobilisation.policyNumber')}>
          {(id) => (
            <Input
              id={id}
              value={number}
              maxLength={100}
              onChange={(event) => setNumber(event.target.value)}
            />
          )}
        </Labelled>
      </Modal>
    </>
  )
}
