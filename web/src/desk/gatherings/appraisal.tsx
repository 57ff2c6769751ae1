import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { AppraisalAnswer } from '../../../../server/src/gatherings/schemas.ts'
import { get, ProblemError, put } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { bracketed, listed } from '../../foundation/punctuation.ts'
import { Failed, Loading } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { about, type GatheringDetail, useDeed } from './reading.ts'

type Person = AppraisalAnswer['people'][number]

/** How far an appraisal is; and for the committee, once the others have rated: what each wrote, was given, and its grade. */
export function Appraisal({ detail }: { detail: GatheringDetail }) {
  const say = useWords()
  const { row } = detail
  const { data, error, refetch } = useQuery({
    queryKey: [about, 'appraisal', row.id, row.version],
    queryFn: () => get<AppraisalAnswer>(`/api/gatherings/${row.id}/appraisals`),
  })
  const deed = useDeed()
  const { modal } = App.useApp()
  // Whoever only knows that it takes place has no part in it.
  if (error instanceof ProblemError && error.status === 404) return null
  if (!data)
    return error ? (
      <Failed error={error} onRetry={() => void refetch()} />
    ) : (
      <section className="gat-card">
        <Loading rows={2} />
      </section>
    )
  const settle = () =>
    modal.confirm({
      title: say('gatherings.appraisal.settle'),
      content: say('gatherings.appraisal.settleHint'),
      okText: say('gatherings.appraisal.settle'),
      cancelText: say('act.cancel'),
      onOk: () => deed.mutateAsync({ path: `/api/gatherings/${row.id}/appraisals/settle` }).catch(() => {}),
    })
  return (
    <section className="gat-card">
      <h2>{say('gatherings.appraisal.title')}</h2>
      <p>
        {say(`gatherings.appraisal.stage.${data.stage as 'self'}`)}
        {data.missing > 0 &&
          data.stage === 'grading' &&
          ` ${say('gatherings.appraisal.missing', { n: data.missing })}`}
      </p>
      {data.mine && (
        <p>
          <a className="gat-button" href="/field/member/appraisals">
            {say(data.stage === 'settled' ? 'gatherings.appraisal.myResult' : 'gatherings.appraisal.mySelf')}
          </a>
        </p>
      )}
      <ul className="gat-people gat-appraised">
        {data.people.map((person) => (
          <OnePerson key={person.person_id} person={person} all={data} gatheringId={row.id} />
        ))}
      </ul>
      {data.may_settle && (
        <Button type="primary" disabled={data.missing > 0} loading={deed.isPending} onClick={settle}>
          {say('gatherings.appraisal.settle')}
        </Button>
      )}
    </section>
  )
}

function OnePerson({
  person,
  all,
  gatheringId,
}: {
  person: Person
  all: AppraisalAnswer
  gatheringId: string
}) {
  const say = useWords()
  const pick = usePick()
  const [isGrading, setGrading] = useState(false)
  const nameOf = (id: string) => {
    const grade = all.grades.find((each) => each.id === id)
    return grade ? pick(grade) : id
  }
  return (
    <li>
      <span>
        <strong>{person.name}</strong>
        <small>
          {' '}
          {say(person.has_self ? 'gatherings.appraisal.hasSelf' : 'gatherings.appraisal.noSelf')}
          {person.self && bracketed(nameOf(person.self.grade))}
          {all.stage !== 'self' &&
            ` · ${say('gatherings.voted', { voted: person.voted, due: person.voters_due })}`}
          {person.counts &&
            ` · ${listed(all.grades.map(({ id }) => `${nameOf(id)} ${person.counts?.[id] ?? 0}`))}`}
          {person.graded &&
            ` · ${person.grading ? `${say('gatherings.appraisal.grade')} ${nameOf(person.grading.grade)}` : say('gatherings.appraisal.graded')}`}
        </small>
      </span>
      {person.may_grade && (
        <span className="gat-row-side">
          <Button onClick={() => setGrading(true)}>
            {say(person.graded ? 'gatherings.appraisal.regrade' : 'gatherings.appraisal.give')}
          </Button>
        </span>
      )}
      {isGrading && (
        <GradeForm person={person} all={all} gatheringId={gatheringId} onClose={() => setGrading(false)} />
      )}
    </li>
  )
}

function GradeForm({
  person,
  all,
  gatheringId,
  onClose,
}: {
  person: Person
  all: AppraisalAnswer
  gatheringId: string
  onClose(): void
}) {
  const say = useWords()
  const pick = usePick()
  const deed = useDeed()
  const { message } = App.useApp()
  const [grade, setGrade] = useState(person.grading?.grade ?? null)
  const [words, setWords] = useState(person.grading?.words ?? '')
  const [isBusy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      await put(`/api/gatherings/${gatheringId}/appraisals/${person.person_id}`, {
        grade,
        words,
        version: person.version,
      })
      onClose()
    } catch (error) {
      void message.error(problemWords(error))
    } finally {
      setBusy(false)
      deed.refresh()
    }
  }
  return (
    <Modal
      open
      title={say('gatherings.appraisal.giveTo', { name: person.name })}
      onCancel={onClose}
      onOk={() => void save()}
      okText={say('gatherings.appraisal.give')}
      cancelText={say('act.cancel')}
      okButtonProps={{ disabled: !grade, loading: isBusy }}
    >
      {person.self && (
        <>
          <h3>{say('gatherings.appraisal.self')}</h3>
          <p className="gat-words">{person.self.words}</p>
        </>
      )}
      <p>
        {person.counts
          ? listed(all.grades.map((each) => `${pick(each)} ${person.counts?.[each.id] ?? 0}`))
          : say('gatherings.appraisal.few', { n: all.fewest })}
      </p>
      <Select
        className="gat-wide"
        aria-label={say('gatherings.appraisal.grade')}
        placeholder={say('gatherings.appraisal.grade')}
        value={grade}
        onChange={setGrade}
        options={all.grades.map((each) => ({ value: each.id, label: pick(each) }))}
      />
      <Input.TextArea
        className="gat-wide"
        rows={4}
        maxLength={4000}
        aria-label={say('gatherings.appraisal.words')}
        placeholder={say('gatherings.appraisal.words')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <small>
        {all.grades[0]?.source}
        {all.grades.some(({ unverified }) => unverified) && bracketed(say('gatherings.unverified'))}
      </small>
    </Modal>
  )
}
