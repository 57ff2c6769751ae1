import { SaveOutlined, SettingOutlined, TeamOutlined } from '@ant-design/icons'
import { Alert, App, Button } from 'antd'
import { useEffect, useState } from 'react'
import { problemWords } from '../../foundation/problem-words.ts'
import { type Search, useAmend, useGo, WayLink } from '../../foundation/ways.tsx'
import { filtersOf, type InboxAddress, isFiltered, listSame } from '../inbox/address.ts'
import { useKeys } from '../shell/keys.ts'
import { useWords } from '../words/index.ts'
import { ManageViews } from './manage.tsx'
import { SaveDialog } from './save-dialog.tsx'
import { type SavedView, useSavedCounts, useSavedViews, useViewChanges } from './saved.ts'

const searchOf = (view: SavedView) => ({ ...view.address, saved: view.id }) as Search

/** Saved views, one click away; and the button that keeps the present one. */
export function SavedTabs({ address }: { address: InboxAddress }) {
  const say = useWords()
  const go = useGo()
  const amend = useAmend('/')
  const { message } = App.useApp()
  const [open, setOpen] = useState<'save' | 'manage' | null>(null)
  const query = useSavedViews()
  const views = query.data ?? []
  const { data: counts } = useSavedCounts(views.length > 0)
  const { change } = useViewChanges()
  const current = views.find(({ id }) => id === address.saved)
  const isBare = address.saved !== undefined && address.view === undefined && !isFiltered(address)
  // A bare `?saved=` is the view's own address; a view of everything stays bare and is right as it is.
  useEffect(() => {
    if (isBare && current && !listSame({}, current.address)) amend(searchOf(current))
  }, [isBare, current, amend])
  const isChanged = current !== undefined && !isBare && !listSame(address, current.address)
  const mayKeep = isFiltered(address) && !(current && !isChanged)
  useKeys(mayKeep ? [{ keys: 'S', label: 'keys.saveView', scope: 'here', run: () => setOpen('save') }] : [])

  const update = () =>
    current &&
    change.mutate(
      { id: current.id, address: filtersOf(address) },
      {
        onSuccess: (view) => void message.success(say('saved.saved', { name: view.name })),
        onError: (error) => void message.error(problemWords(error)),
      },
    )
  const dropStale = () => {
    if (!current) return
    const kept = Object.fromEntries(
      Object.entries(current.address).filter(([name]) => !current.stale.some((field) => field === name)),
    )
    if (current.may_change) change.mutate({ id: current.id, address: kept })
    go('/', { ...kept, ...(current.may_change ? { saved: current.id } : {}) } as Search)
  }
  if (views.length === 0 && !mayKeep && !address.saved) return null
  return (
    <>
      <nav className="desk-kept" aria-label={say('saved.label')}>
        {views.map((view) => {
          const count = counts?.[view.id]
          return (
            <WayLink
              key={view.id}
              to="/"
              search={searchOf(view)}
              className="desk-kept-tab"
              aria-current={view.id === address.saved ? 'page' : undefined}
            >
              {view.shared_with && <TeamOutlined title={say('saved.shared')} />}
              {view.name}
              {count && <b>{count.capped ? say('inbox.capped', { n: count.value }) : count.value}</b>}
              {view.stale.length > 0 && <b data-alarm="">!</b>}
            </WayLink>
          )
        })}
        {isChanged && current.may_change && (
          <Button size="small" type="link" loading={change.isPending} onClick={update}>
            {say('saved.update', { name: current.name })}
          </Button>
        )}
        {mayKeep && (
          <Button size="small" type="link" icon={<SaveOutlined />} onClick={() => setOpen('save')}>
            {say('saved.save')}
          </Button>
        )}
        {views.length > 0 && (
          <Button
            size="small"
            type="text"
            icon={<SettingOutlined />}
            aria-label={say('saved.manage')}
            title={say('saved.manage')}
            onClick={() => setOpen('manage')}
          />
        )}
      </nav>
      {query.isSuccess && address.saved && !current && (
        <Alert
          type="warning"
          showIcon
          title={say('saved.gone')}
          closable={{ onClose: () => go('/', filtersOf(address) as Search, { replace: true }) }}
        />
      )}
      {current && current.stale.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={say('saved.stale', {
            fields: current.stale.map((field) => say(`saved.fields.${field}`)).join(say('comma')),
          })}
          action={
            <Button size="small" onClick={dropStale}>
              {say('saved.dropStale')}
            </Button>
          }
        />
      )}
      {open === 'save' && (
        <SaveDialog
          address={filtersOf(address)}
          suggestion={address.q ?? ''}
          onClose={() => setOpen(null)}
          onSaved={(view) => {
            setOpen(null)
            amend(searchOf(view))
          }}
        />
      )}
      {open === 'manage' && <ManageViews onClose={() => setOpen(null)} />}
    </>
  )
}
