import { Checkbox, Input } from 'antd'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Both } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { useAddress } from '../../foundation/ways.tsx'
import { Failed, Loading, Nothing, PageHead } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { ReloadRules } from './reload.tsx'
import { type RuleRow, type RulesInForce, useRules } from './rules.ts'
import { CategoryTree, SectionTable } from './section.tsx'
import { inReadingOrder, sectionWords } from './sections.ts'

function says(row: RuleRow, q: string): boolean {
  return JSON.stringify({ ...row, children: undefined })
    .toLowerCase()
    .includes(q)
}

/** Rows in which the words occur; of a tree the branches that lead there. */
function matching(rows: RuleRow[], q: string, onlyUnverified: boolean): RuleRow[] {
  return rows.flatMap((row) => {
    const children = matching(row.children ?? [], q, onlyUnverified)
    const fits = says(row, q) && (!onlyUnverified || row.unverified === true)
    if (!fits && children.length === 0) return []
    return [
      {
        ...row,
        ...(row.children ? { children: fits && q === '' && !onlyUnverified ? row.children : children } : {}),
      },
    ]
  })
}

const countOf = (rows: RuleRow[]): number =>
  rows.reduce((sum, row) => sum + 1 + countOf(row.children ?? []), 0)

/** Names for the codes that rows refer to: kinds, urgencies, categories, kinds of organisation, functions. */
function namesIn(rules: RulesInForce): Map<string, Both> {
  const names = new Map<string, Both>()
  const add = (rows: RuleRow[]) => {
    for (const row of rows) {
      if (row.zh) names.set(row.id, { zh: row.zh, en: row.en ?? row.zh })
      add(row.children ?? [])
    }
  }
  for (const id of ['functions', 'organisation_kinds', 'categories', 'urgencies', 'kinds'])
    add(rules.sections.find((section) => section.id === id)?.rows ?? [])
  return names
}

function Shown({ rules }: { rules: RulesInForce }) {
  const say = useWords()
  const pick = usePick()
  const me = useMyself()
  const address = useAddress((search) => ({ q: String(search.q ?? '') }))
  const [typed, setTyped] = useState(address.q)
  const [onlyUnverified, setOnlyUnverified] = useState(false)
  const q = useDeferredValue(typed.trim().toLowerCase())
  const names = useMemo(() => namesIn(rules), [rules])
  const sections = useMemo(
    () =>
      [...rules.sections]
        .sort(inReadingOrder)
        .map((section) => ({ ...section, rows: matching(section.rows, q, onlyUnverified) }))
        .filter(({ rows }) => rows.length > 0),
    [rules, q, onlyUnverified],
  )
  const nameOf = (id: string) => (sectionWords[id] ? say(sectionWords[id]) : id)
  return (
    <>
      <PageHead
        title={say('rules.title')}
        hint={say('rules.inForce', {
          pack: rules.lineage.map(({ title }) => pick(title)).join(' → '),
          day: rules.on,
        })}
      >
        <Checkbox checked={onlyUnverified} onChange={(event) => setOnlyUnverified(event.target.checked)}>
          {say('rules.onlyUnverified')} ({rules.unverified})
        </Checkbox>
        <Input.Search
          allowClear
          value={typed}
          placeholder={say('rules.search')}
          aria-label={say('rules.search')}
          onChange={(event) => setTyped(event.target.value)}
          style={{ width: 260 }}
        />
        {me.may('policy.reload') && <ReloadRules nameOf={(code) => names.get(code)} />}
      </PageHead>
      <div className="desk-with-contents">
        <nav aria-label={say('rules.contents')} className="desk-contents">
          <ul>
            {sections.map(({ id, rows }) => (
              <li key={id}>
                <a href={`#section-${id}`}>
                  {nameOf(id)} <small>{countOf(rows)}</small>
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="desk-sections">
          {sections.length === 0 && <Nothing title={say('rules.noMatch')} />}
          {sections.map(({ id, rows }) => (
            <section key={id} id={`section-${id}`} className="desk-section">
              <h2>
                {nameOf(id)} <small>{say('rules.rows', { n: countOf(rows) })}</small>
              </h2>
              {id === 'categories' ? (
                <CategoryTree rows={rows} q={q} />
              ) : (
                <SectionTable title={nameOf(id)} rows={rows} q={q} nameOf={(code) => names.get(code)} />
              )}
            </section>
          ))}
        </div>
      </div>
    </>
  )
}

/** The rules in force as an official reads them: what, how long, by which source, since when, and how sure. */
export function RulesPage() {
  const { data, error, refetch } = useRules()
  if (data) return <Shown rules={data} />
  return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={12} />
}
