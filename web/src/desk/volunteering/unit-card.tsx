import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { listed } from '../../foundation/punctuation.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { useWords } from '../words/index.ts'
import { Mark } from './mark.tsx'
import { useDo } from './reading.ts'
import { Evaluate } from './registrations.tsx'
import { NewStatement, StatementList } from './statements.tsx'
import type { Unit, UnitDuty, Units } from './types.ts'
import { WordsModal } from './words-modal.tsx'

const tones = { proposed: 'wait', agreed: 'calm', done: 'good', dropped: 'calm' } as const

interface Props {
  unit: Unit
  grades: Units['grades']
  year: number
}

/** One unit in one community. Each side does what is for it to do; neither judges its own work. */
export function UnitCard({ unit, grades, year }: Props) {
  const say = useWords()
  const pick = usePick()
  const [asking, setAsking] = useState<'resource' | 'need' | 'duty' | 'evaluate' | null>(null)
  const close = () => setAsking(null)
  const isHere = unit.state === 'confirmed' && unit.side !== null
  const mine = unit.side === 'community' ? 'of_reporter' : 'of_community'
  const isJudged = unit.evaluations.some((each) => each.year === year && each.direction === mine)
  const evaluateWords = say(
    unit.side === 'community' ? 'volunteering.units.evaluateUnit' : 'volunteering.units.evaluateCommunity',
  )
  return (
    <section className="desk-section service-unit">
      <h2>
        {unit.unit.name}{' '}
        {unit.state === 'proposed' && <Mark tone="wait">{say('volunteering.units.waiting')}</Mark>}
      </h2>
      <p className="desk-soft">
        {[unit.community.name, unit.contact?.name, unit.contact?.phone].filter(Boolean).join(' · ')}
      </p>
      <Did did={unit.did} />
      <StatementList statements={unit.statements} mayClose={() => isHere} />
      <h3>{say('volunteering.units.duties')}</h3>
      {unit.duties.length === 0 && <p className="desk-soft">{say('volunteering.units.noDuties')}</p>}
      <ul className="desk-findings">
        {unit.duties.map((duty) => (
          <Duty key={duty.id} duty={duty} side={isHere ? unit.side : null} />
        ))}
      </ul>
      <h3>{say('volunteering.units.evaluations')}</h3>
      <ul className="desk-plain-list">
        {unit.evaluations.map(({ year: of, direction, grade, words }) => (
          <li key={`${of} ${direction}`}>
            {of} · {say(`volunteering.units.directions.${direction}`)} · {pick(grade)}
            {words && ` · ${words}`}
          </li>
        ))}
      </ul>
      {isHere && !isJudged && <p className="desk-soft">{say('volunteering.units.due_year')}</p>}
      {isHere && (
        <p className="desk-toolbar">
          {unit.side === 'unit' && (
            <>
              <Button size="small" onClick={() => setAsking('resource')}>
                {say('volunteering.units.addResource')}
              </Button>
              <Button size="small" onClick={() => setAsking('need')}>
                {say('volunteering.units.addNeed')}
              </Button>
            </>
          )}
          <Button size="small" onClick={() => setAsking('duty')}>
            {say('volunteering.units.addDuty')}
          </Button>
          {!isJudged && (
            <Button size="small" onClick={() => setAsking('evaluate')}>
              {evaluateWords}
            </Button>
          )}
        </p>
      )}
      {(asking === 'resource' || asking === 'need') && (
        <NewStatement
          title={say(asking === 'resource' ? 'volunteering.units.addResource' : 'volunteering.units.addNeed')}
          send={(typed) => post(`/api/reporting/units/${unit.id}/statements`, { kind: asking, ...typed })}
          onClose={close}
        />
      )}
      {asking === 'duty' && <NewDuty unitId={unit.id} onClose={close} />}
      {asking === 'evaluate' && (
        <Evaluate id={unit.id} grades={grades} title={evaluateWords} onClose={close} />
      )}
    </section>
  )
}

/** What the unit did here in one line: offers used, agreements kept, hands lent. */
function Did({ did }: { did: Unit['did'] }) {
  const say = useWords()
  const lines = [
    did.offers > 0 && say('volunteering.units.didOffers', did),
    did.agreed > 0 && say('volunteering.units.didDuties', did),
    did.tasks > 0 && say('volunteering.units.served', did),
  ].filter((line) => line !== false)
  return (
    <p>
      {lines.length > 0 ? listed(lines) : say('volunteering.units.didNothing')}{' '}
      {did.overdue > 0 && (
        <Mark tone="bad">{say('volunteering.units.didOverdue', { count: did.overdue })}</Mark>
      )}
    </p>
  )
}

function Duty({ duty, side }: { duty: UnitDuty; side: 'unit' | 'community' | null }) {
  const say = useWords()
  const [moving, setMoving] = useState<'done' | 'drop' | null>(null)
  const url = `/api/reporting/duties/${duty.id}/move` as const
  const agree = useDo(() => post(url, { to: 'agree' }))
  const isRunning = duty.state === 'proposed' || duty.state === 'agreed'
  return (
    <li>
      <div>
        {duty.words}{' '}
        <Mark tone={tones[duty.state]}>{say(`volunteering.units.dutyStates.${duty.state}`)}</Mark>
        {duty.overdue && <Mark tone="bad">{say('volunteering.units.overdue')}</Mark>}
        <small className="desk-soft desk-block">
          {[
            duty.done_on ?? duty.due_on,
            duty.done_words,
            duty.served.tasks > 0 && say('volunteering.units.served', duty.served),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </div>
      {side && isRunning && (
        <span className="desk-toolbar">
          {duty.state === 'proposed' && duty.proposed_by !== side && (
            <Button size="small" type="primary" loading={agree.isPending} onClick={() => agree.mutate()}>
              {say('volunteering.units.agree')}
            </Button>
          )}
          {duty.state === 'agreed' && side === 'community' && (
            <Button size="small" type="primary" onClick={() => setMoving('done')}>
              {say('volunteering.units.done')}
            </Button>
          )}
          <Button size="small" onClick={() => setMoving('drop')}>
            {say('volunteering.units.drop')}
          </Button>
        </span>
      )}
      {moving && (
        <WordsModal
          danger={moving === 'drop'}
          title={say(`volunteering.units.${moving}`)}
          label={say(moving === 'done' ? 'volunteering.units.doneWords' : 'volunteering.units.dropWords')}
          send={(words) => post(url, { to: moving, words })}
          onClose={() => setMoving(null)}
        />
      )}
    </li>
  )
}

function NewDuty({ unitId, onClose }: { unitId: string; onClose(): void }) {
  const say = useWords()
  const [form] = Form.useForm<{ words: string; due_on: string }>()
  const send = useDo(
    (typed: { words: string; due_on: string }) => post(`/api/reporting/units/${unitId}/duties`, typed),
    onClose,
  )
  const rules = [{ required: true, whitespace: true, message: say('volunteering.form.required') }]
  return (
    <Modal
      open
      title={say('volunteering.units.addDuty')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={say('act.save')}
      cancelText={say('act.cancel')}
      confirmLoading={send.isPending}
    >
      <Form form={form} layout="vertical" onFinish={(typed) => send.mutate(typed)}>
        <Form.Item name="words" label={say('volunteering.units.duty')} rules={rules}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={300} />
        </Form.Item>
        <Form.Item name="due_on" label={say('volunteering.units.due')} rules={rules}>
          <Input type="date" min={shanghaiDay(new Date())} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
