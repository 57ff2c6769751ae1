import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import { type Both, post, withQuery } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { Loading } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { sectionWords } from './sections.ts'
import { factWords } from './value.ts'

interface RuleChange {
  section: string
  id: string
  kind: 'added' | 'removed' | 'changed'
  zh: string | null
  en: string | null
  source: string | null
  fields: { field: string; before?: unknown; after?: unknown }[]
}

interface Reloaded {
  before: string
  hash: string
  loaded: boolean
  changes: RuleChange[]
}

const tones = { added: 'green', removed: 'red', changed: 'amber' } as const

function Change({ change, nameOf }: { change: RuleChange; nameOf(code: string): Both | undefined }) {
  const say = useWords()
  const pick = usePick()
  const section = sectionWords[change.section]
  return (
    <li>
      <span className="desk-flag" data-tone={tones[change.kind]}>
        {say(`operator.change.${change.kind}`)}
      </span>{' '}
      {section ? say(section) : change.section}
      {' › '}
      <strong>{change.zh ? pick({ zh: change.zh, en: change.en ?? change.zh }) : change.id}</strong>
      {change.fields.map(({ field, before, after }) => {
        const words = factWords(field, nameOf)
        return (
          <div key={field} className="desk-old-new">
            <em>{pick(words.field)}</em> <del>{pick(words.value(before))}</del> →{' '}
            <ins>{pick(words.value(after))}</ins>
          </div>
        )
      })}
      {change.source && <small className="desk-soft">{change.source}</small>}
    </li>
  )
}

/** Tries the packs as they lie on the server's disk, shows what would change or what is wrong, then takes them over. */
export function ReloadRules({ nameOf }: { nameOf(code: string): Both | undefined }) {
  const say = useWords()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const attempt = useMutation({
    mutationFn: (dryRun: boolean) =>
      post<Reloaded>(withQuery('/api/rules/reload', { dry_run: dryRun }) as '/api/rules/reload'),
    onSuccess: (answer) => {
      if (answer.loaded) void client.invalidateQueries()
    },
  })
  const { data, error, isPending } = attempt
  const begin = () => {
    setOpen(true)
    attempt.mutate(true)
  }
  return (
    <>
      <Button onClick={begin}>{say('operator.reload')}</Button>
      <Modal
        open={open}
        width={720}
        title={say('operator.reload')}
        onCancel={() => setOpen(false)}
        footer={
          data?.loaded ? (
            <Button type="primary" onClick={() => setOpen(false)}>
              {say('act.close')}
            </Button>
          ) : (
            <>
              <Button onClick={() => attempt.mutate(true)} disabled={isPending}>
                {say('operator.tryAgain')}
              </Button>
              <Button
                type="primary"
                disabled={!data || data.changes.length === 0}
                loading={isPending}
                onClick={() => attempt.mutate(false)}
              >
                {say('operator.takeOver')}
              </Button>
            </>
          )
        }
      >
        <p className="desk-soft">{say('operator.reloadHint')}</p>
        {isPending && <Loading rows={3} />}
        {error && <Alert type="error" showIcon title={problemWords(error)} />}
        {!isPending && data && (
          <Alert
            type={data.loaded ? 'success' : 'info'}
            showIcon
            title={
              data.loaded
                ? say('operator.reloaded', { n: data.changes.length })
                : data.changes.length === 0
                  ? say('operator.nothingChanges')
                  : say('operator.wouldChange', { n: data.changes.length })
            }
          />
        )}
        {!isPending && data && (
          <ul className="desk-rule-changes">
            {data.changes.map((change) => (
              <Change key={`${change.section}/${change.id}`} change={change} nameOf={nameOf} />
            ))}
          </ul>
        )}
      </Modal>
    </>
  )
}
