import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { bracketed, listed } from '../../foundation/punctuation.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { useAddress, useGo } from '../../foundation/ways.tsx'
import { Failed, Loading, PageHead } from '../shell/answers.tsx'
import { Sideways } from '../shell/sideways.tsx'
import { useWords } from '../words/index.ts'
import { about, useForm, type YearAnswer } from './reading.ts'

/** The year's appraisal, computed from what happened. */
export function GatheringYearPage() {
  const say = useWords()
  const go = useGo()
  const form = useForm()
  const address = useAddress((search) => ({
    organisation: typeof search.organisation === 'string' ? search.organisation : undefined,
    year: Number(search.year) || Number(shanghaiDay(new Date()).slice(0, 4)),
  }))
  const organisation = address.organisation ?? form.data?.organisations[0]?.id
  const { data, error, refetch } = useQuery({
    queryKey: [about, 'year', organisation, address.year],
    queryFn: () => get<YearAnswer>('/api/gatherings/year', { organisation, year: address.year }),
    enabled: organisation !== undefined,
  })
  const to = (year: number) => go('/gatherings/year', { organisation, year })
  return (
    <>
      <PageHead title={`${say('gatherings.year')} ${address.year}`} hint={say('gatherings.yearHint')}>
        <Button
          icon={<LeftOutlined />}
          aria-label={String(address.year - 1)}
          onClick={() => to(address.year - 1)}
        />
        <Button
          icon={<RightOutlined />}
          aria-label={String(address.year + 1)}
          onClick={() => to(address.year + 1)}
        />
      </PageHead>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data && <Year year={data} />}
    </>
  )
}

function Year({ year }: { year: YearAnswer }) {
  const say = useWords()
  const pick = usePick()
  return (
    <>
      <h2>{year.organisation.name}</h2>
      {year.kinds.length === 0 && <p className="desk-soft">{say('gatherings.noneAsked')}</p>}
      {year.kinds.length > 0 && (
        <Sideways className="gat-table" label={say('gatherings.kindOf')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{say('gatherings.kindOf')}</th>
                <th scope="col">{say('gatherings.asked')}</th>
                <th scope="col">{say('gatherings.held')}</th>
                <th scope="col">{say('gatherings.missed')}</th>
                <th scope="col">{say('gatherings.makeUp')}</th>
                <th scope="col">{say('gatherings.ahead')}</th>
                <th scope="col">{say('gatherings.besides')}</th>
              </tr>
            </thead>
            <tbody>
              {year.kinds.map((kind) => (
                <tr key={kind.kind}>
                  <th scope="row">
                    {pick(kind.words)}
                    <small>
                      {kind.source}
                      {kind.unverified && bracketed(say('gatherings.unverified'))}
                    </small>
                  </th>
                  <td>{kind.asked}</td>
                  <td>{kind.held}</td>
                  <td className={kind.missed > kind.made_up ? 'gat-bad' : ''}>{kind.missed}</td>
                  <td>{kind.made_up}</td>
                  <td>{kind.ahead}</td>
                  <td>{kind.besides}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Sideways>
      )}
      <p>{say('gatherings.talks', { n: year.talks })}</p>
      {year.hours_asked !== null && (
        <p className="desk-soft">
          {say('gatherings.hoursAsked', { hours: year.hours_asked })}
          {year.hours_unverified && bracketed(say('gatherings.unverified'))}
        </p>
      )}
      <Sideways className="gat-table" label={say('gatherings.member')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('gatherings.member')}</th>
              <th scope="col">{say('gatherings.asked')}</th>
              <th scope="col">{say('gatherings.here')}</th>
              <th scope="col">{say('gatherings.onLeave')}</th>
              <th scope="col">{say('gatherings.makeUp')}</th>
              <th scope="col">{say('gatherings.hours')}</th>
              <th scope="col">{say('gatherings.grades')}</th>
            </tr>
          </thead>
          <tbody>
            {year.members.map((member) => (
              <tr key={member.person_id}>
                <th scope="row">{member.name}</th>
                <td>{member.due}</td>
                <td>{member.attended}</td>
                <td>{member.on_leave}</td>
                <td>{member.made_up}</td>
                <td>{member.hours}</td>
                <td>
                  {member.grade && (
                    <strong>
                      {pick(year.grades.find(({ id }) => id === member.grade) ?? year.grades[0]!)}{' '}
                    </strong>
                  )}
                  {member.grades
                    ? listed(
                        year.grades
                          .filter(({ id }) => member.grades?.[id])
                          .map((grade) => `${pick(grade)} ${member.grades?.[grade.id]}`),
                      )
                    : !member.grade && say('gatherings.gradesNone')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
    </>
  )
}
