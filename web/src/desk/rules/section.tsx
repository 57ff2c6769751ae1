import { Tag, Tooltip, Tree } from 'antd'
import { usePick } from '../../foundation/both.ts'
import { listed } from '../../foundation/punctuation.ts'
import { Marked } from '../inbox/marked.tsx'
import { useWords } from '../words/index.ts'
import type { RuleRow } from './rules.ts'
import { factsOfRow, limitOf, type NameOf } from './value.ts'

/** 「未核实」 with why. */
export function Unverified({ note }: { note: string | undefined }) {
  const say = useWords()
  return (
    <Tooltip title={note}>
      <Tag color="warning">{say('rules.unverified')}</Tag>
    </Tooltip>
  )
}

interface RowProps {
  row: RuleRow
  /** What a row that has no name of its own is called: the only one of its section. */
  unnamed: string
  nameOf: NameOf
  q: string
}

function Row({ row, unnamed, nameOf, q }: RowProps) {
  const say = useWords()
  const pick = usePick()
  const limit = limitOf(row)
  const name = row.zh ? pick({ zh: row.zh, en: row.en ?? row.zh }) : unnamed
  const facts = factsOfRow(row, nameOf)
  return (
    <tr id={`rule-${row.id}`}>
      <th scope="row">
        <Marked text={name} q={q} />
        <code>{row.id}</code>
      </th>
      <td>
        {limit && <strong>{pick(limit)}</strong>}
        {facts.map((fact) => (
          <span key={fact.field.zh} className="desk-rule-fact">
            <em>{pick(fact.field)}</em> <Marked text={pick(fact.value)} q={q} />
          </span>
        ))}
      </td>
      <td>
        <Marked text={row.source ?? ''} q={q} />
        {row.note && <small>{row.note}</small>}
      </td>
      <td>
        <span className="desk-nowrap">
          {row.effective_to
            ? say('rules.span', { from: row.effective_from ?? '', to: row.effective_to })
            : say('rules.from', { day: row.effective_from ?? '' })}
        </span>{' '}
        {row.unverified && <Unverified note={row.note} />}
      </td>
    </tr>
  )
}

/** One section of the rules as a table. */
export function SectionTable(props: { title: string; rows: RuleRow[]; nameOf: NameOf; q: string }) {
  const { title, rows, nameOf, q } = props
  const say = useWords()
  return (
    <div className="desk-table-scroll">
      <table className="desk-table desk-rule-table">
        <thead>
          <tr>
            <th scope="col">{say('rules.rule')}</th>
            <th scope="col">{say('rules.value')}</th>
            <th scope="col">{say('rules.source')}</th>
            <th scope="col">{say('rules.effective')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={`${row.id}${row.effective_from}`} row={row} unnamed={title} nameOf={nameOf} q={q} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface Node {
  key: string
  title: React.ReactNode
  children: Node[]
}

/** The categories as a tree, with the words by which people call them. */
export function CategoryTree({ rows, q }: { rows: RuleRow[]; q: string }) {
  const pick = usePick()
  const nodes = (list: RuleRow[]): Node[] =>
    list.map((row) => ({
      key: row.id,
      title: (
        <span>
          <Marked text={pick({ zh: row.zh ?? row.id, en: row.en ?? row.id })} q={q} />{' '}
          <small className="desk-soft">
            <Marked text={listed((row.words as string[] | undefined) ?? [])} q={q} />
          </small>{' '}
          {row.unverified && <Unverified note={row.note} />}
        </span>
      ),
      children: nodes(row.children ?? []),
    }))
  return <Tree key={q} treeData={nodes(rows)} selectable={false} defaultExpandAll={q !== ''} blockNode />
}
