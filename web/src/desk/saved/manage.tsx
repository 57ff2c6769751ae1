import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, TeamOutlined } from '@ant-design/icons'
import { Alert, App, Button, Drawer, Input } from 'antd'
import { problemWords } from '../../foundation/problem-words.ts'
import { Nothing } from '../shell/answers.tsx'
import { useNarrow } from '../shell/narrow.ts'
import { useWords } from '../words/index.ts'
import { type SavedView, useSavedViews, useViewChanges } from './saved.ts'

function Line({ view, views }: { view: SavedView; views: SavedView[] }) {
  const say = useWords()
  const { message, modal } = App.useApp()
  const { change, order, drop } = useViewChanges()
  const at = views.findIndex(({ id }) => id === view.id)
  const { name } = view

  function move(by: number) {
    const ids = views.map(({ id }) => id)
    ids.splice(at + by, 0, ...ids.splice(at, 1))
    order.mutate(ids)
  }
  function rename(typed: string) {
    const next = typed.trim()
    if (next && next !== name) change.mutate({ id: view.id, name: next })
  }
  return (
    <li>
      <span className="desk-kept-moves">
        <Button
          type="text"
          icon={<ArrowUpOutlined />}
          aria-label={say('saved.up', { name })}
          disabled={at === 0}
          onClick={() => move(-1)}
        />
        <Button
          type="text"
          icon={<ArrowDownOutlined />}
          aria-label={say('saved.down', { name })}
          disabled={at === views.length - 1}
          onClick={() => move(1)}
        />
      </span>
      <span className="desk-kept-words">
        {view.may_change ? (
          <Input
            key={name}
            defaultValue={name}
            maxLength={40}
            aria-label={`${say('saved.rename')} ${name}`}
            onBlur={(event) => rename(event.target.value)}
            onPressEnter={(event) => event.currentTarget.blur()}
          />
        ) : (
          <strong>{name}</strong>
        )}
        {view.shared_with && (
          <small className="desk-soft">
            <TeamOutlined aria-hidden /> {say('saved.shareWith', { name: view.shared_with.name })} ·{' '}
            {say('saved.madeBy', { name: view.made_by })}
          </small>
        )}
        {change.error && (
          <small role="alert" className="desk-kept-fault">
            {problemWords(change.error)}
          </small>
        )}
      </span>
      {view.may_change && (
        <Button
          type="text"
          danger
          icon={<DeleteOutlined />}
          aria-label={say('saved.remove', { name })}
          loading={drop.isPending}
          onClick={() =>
            modal.confirm({
              title: say('saved.sureRemove'),
              content: view.shared_with ? say('saved.sureRemoveShared') : name,
              okText: say('act.remove'),
              okButtonProps: { danger: true },
              cancelText: say('act.cancel'),
              onOk: () =>
                drop.mutateAsync(view.id).then(
                  () => void message.success(say('saved.removed', { name })),
                  (error) => void message.error(problemWords(error)),
                ),
            })
          }
        />
      )}
    </li>
  )
}

/** Renames, reorders and deletes saved views. */
export function ManageViews({ onClose }: { onClose(): void }) {
  const say = useWords()
  const isNarrow = useNarrow()
  const { data: views = [], error } = useSavedViews()
  return (
    <Drawer
      open
      onClose={onClose}
      title={say('saved.manage')}
      placement={isNarrow ? 'bottom' : 'right'}
      size={isNarrow ? '92%' : 460}
    >
      {error && <Alert type="error" showIcon title={problemWords(error)} />}
      {views.length === 0 && !error && <Nothing title={say('saved.none')} hint={say('saved.noneHint')} />}
      <ul className="desk-kept-list">
        {views.map((view) => (
          <Line key={view.id} view={view} views={views} />
        ))}
      </ul>
    </Drawer>
  )
}
