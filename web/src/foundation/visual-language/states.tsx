import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { stateWords } from '../../../../server/src/matters/words.ts'
import { type Both, get } from '../api.ts'
import { usePick } from '../both.ts'
import { tones } from '../colours.ts'
import { dueMarks, type Mark, MarkWord, StateMark, stateMarks, UrgencyMark, urgencyMarks } from '../marks.tsx'
import { dueWords } from '../time.ts'
import { Part } from './sheet.tsx'
import { useSheetWords } from './words.ts'

interface Rules {
  sections: { id: string; rows: (Both & { id: string })[] }[]
}

function Looks({ mark, children }: { mark: Mark; children: ReactNode }) {
  return (
    <li>
      {children}
      <code>
        {mark.tone} · {mark.icon}
      </code>
    </li>
  )
}

/** Every state, urgency and due mark with its one colour, icon and word. */
export function States() {
  const say = useSheetWords()
  const pick = usePick()
  const { data } = useQuery({
    queryKey: ['rules'],
    queryFn: () => get<Rules>('/api/rules'),
    staleTime: 10 * 60_000,
  })
  const urgencies = data?.sections.find(({ id }) => id === 'urgencies')?.rows ?? []
  const hour = 3_600_000
  const now = new Date()
  const dues = [50, 5, -30].map((hours) => dueWords(new Date(now.getTime() + hours * hour + 60_000), now))
  return (
    <>
      <Part title={say('states')} hint={say('statesHint')}>
        <ul className="sheet-marks">
          {Object.entries(stateWords).map(([state, words]) => (
            <Looks key={state} mark={stateMarks[state]!}>
              <StateMark state={state} words={words} />
              <StateMark state={state} words={words} plain />
            </Looks>
          ))}
        </ul>
      </Part>
      <Part title={say('urgencies')}>
        <ul className="sheet-marks">
          {urgencies.map((urgency) => (
            <Looks key={urgency.id} mark={urgencyMarks[urgency.id] ?? { tone: 'grey', icon: 'unknown' }}>
              <UrgencyMark urgency={urgency} />
              <UrgencyMark urgency={urgency} plain />
            </Looks>
          ))}
        </ul>
      </Part>
      <Part title={say('due')} hint={say('dueHint')}>
        <ul className="sheet-marks">
          {dues.map(({ words, tone }) => (
            <Looks key={tone} mark={dueMarks[tone]}>
              <MarkWord mark={dueMarks[tone]} words={words} />
              <MarkWord mark={dueMarks[tone]} words={words} plain />
            </Looks>
          ))}
        </ul>
      </Part>
      <Part title={say('tones')}>
        <p className="sheet-row">
          {tones.map((tone) => (
            <MarkWord key={tone} mark={{ tone, icon: 'dot' }} words={pick({ zh: tone, en: tone })} />
          ))}
        </p>
      </Part>
    </>
  )
}
