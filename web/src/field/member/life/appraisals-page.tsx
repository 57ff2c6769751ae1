import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { MyAppraisalsAnswer } from '../../../../../server/src/gatherings/schemas.ts'
import { get } from '../../../foundation/api.ts'
import { usePick } from '../../../foundation/both.ts'
import { dateWords } from '../../../foundation/time.ts'
import { Failure, Page } from '../../pieces/states.tsx'
import { Trouble } from '../pieces.tsx'
import { memberReads } from '../reading.ts'
import { useSend } from '../sending.ts'
import './life.css'
import { listed, named } from '../../../foundation/punctuation.ts'
import { useLifeWords } from './words.ts'

type Item = MyAppraisalsAnswer['items'][number]

/** A member's own appraisals. Nothing of them is kept on the phone. */
export function AppraisalsPage() {
  const say = useLifeWords()
  const { data, error } = useQuery({
    queryKey: [memberReads, 'appraisals'],
    queryFn: () => get<MyAppraisalsAnswer>('/api/gatherings/mine/appraisals'),
    gcTime: 0,
  })
  return (
    <Page title={say('appraisal.title')} intro={say('appraisal.intro')}>
      {error && <Failure error={error} />}
      {data?.items.length === 0 && <p className="soft">{say('appraisal.none')}</p>}
      {data?.items.map((item) => (
        <section className="card" key={item.gathering.id}>
          <h2>{item.gathering.name}</h2>
          <p className="soft">
            {item.organisation.name} · {dateWords(`${item.day}T12:00:00+08:00`)}
          </p>
          {item.settled_at ? (
            <Result item={item} all={data} />
          ) : item.may_write ? (
            <SelfForm key={item.version} item={item} all={data} />
          ) : (
            <>
              <p className="notice">{say('appraisal.waiting')}</p>
              <Self item={item} all={data} />
            </>
          )}
        </section>
      ))}
    </Page>
  )
}

interface Shown {
  item: Item
  all: MyAppraisalsAnswer
}

function useGradeName(all: MyAppraisalsAnswer): (id: string) => string {
  const pick = usePick()
  return (id) => {
    const grade = all.grades.find((each) => each.id === id)
    return grade ? pick(grade) : id
  }
}

function SelfForm({ item, all }: Shown) {
  const say = useLifeWords()
  const pick = usePick()
  const { send, isBusy, trouble } = useSend()
  const [words, setWords] = useState(item.self?.words ?? '')
  const [grade, setGrade] = useState(item.self?.grade ?? '')
  const [missing, setMissing] = useState<string | null>(null)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const wanting = words.trim().length < 10 ? say('appraisal.short') : grade ? null : say('appraisal.choose')
    setMissing(wanting)
    if (wanting) return
    await send(
      `/api/gatherings/${item.gathering.id}/appraisals/mine`,
      { words, grade, version: item.version },
      'put',
    )
  }
  const id = `self-${item.gathering.id}`
  return (
    <form className="life-form" onSubmit={(event) => void save(event)}>
      <label htmlFor={id}>{say('appraisal.self')}</label>
      <small id={`${id}-hint`} className="soft">
        {say('appraisal.selfHint')}
      </small>
      <textarea
        id={id}
        rows={7}
        maxLength={4000}
        aria-describedby={`${id}-hint`}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <fieldset className="life-grades">
        <legend>{say('appraisal.selfGrade')}</legend>
        {all.grades.map((each) => (
          <label key={each.id}>
            <input
              type="radio"
              name={`grade-${id}`}
              checked={grade === each.id}
              onChange={() => setGrade(each.id)}
            />
            {pick(each)}
          </label>
        ))}
      </fieldset>
      {all.grades.some(({ unverified }) => unverified) && (
        <small className="soft">{say('appraisal.unverified')}</small>
      )}
      <Trouble words={missing ?? trouble} />
      {item.version > 0 && !missing && !trouble && <p role="status">{say('appraisal.saved')}</p>}
      <button type="submit" className="button" disabled={isBusy}>
        {say('appraisal.save')}
      </button>
    </form>
  )
}

function Self({ item, all }: Shown) {
  const say = useLifeWords()
  const nameOf = useGradeName(all)
  if (!item.self) return <p className="soft">{say('appraisal.selfNone')}</p>
  return (
    <>
      <h3>
        {say('appraisal.self')} · {nameOf(item.self.grade)}
      </h3>
      <p className="life-notes">{item.self.words}</p>
    </>
  )
}

function Result({ item, all }: Shown) {
  const say = useLifeWords()
  const nameOf = useGradeName(all)
  return (
    <>
      <h3>
        {item.grading ? named(say('appraisal.grade'), nameOf(item.grading.grade)) : say('appraisal.grade')}
      </h3>
      {item.grading ? (
        item.grading.words && <p className="life-notes">{item.grading.words}</p>
      ) : (
        <p className="soft">{say('appraisal.gradeNone')}</p>
      )}
      <p>
        {named(
          say('appraisal.rated'),
          item.counts
            ? listed(all.grades.map(({ id }) => `${nameOf(id)} ${item.counts?.[id] ?? 0}`))
            : say('appraisal.ratedFew', { n: all.fewest }),
        )}
      </p>
      <Self item={item} all={all} />
      {item.settled_at && (
        <p className="soft">{say('appraisal.settled', { day: dateWords(item.settled_at) })}</p>
      )}
    </>
  )
}
