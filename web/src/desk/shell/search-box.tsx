import { PhoneOutlined, QrcodeOutlined, SearchOutlined, TeamOutlined, UserOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Input, type InputRef } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { post } from '../../foundation/api.ts'
import { isProblem, problemWords } from '../../foundation/problem-words.ts'
import { toMatter, useAddress, useGo } from '../../foundation/ways.tsx'
import { nameKey, useNames } from '../find/names.ts'
import { PhoneDialog } from '../find/phone-dialog.tsx'
import { shapeOf } from '../find/typed.ts'
import { filtersOf, readAddress } from '../inbox/address.ts'
import { useWords } from '../words/index.ts'
import { useKeys } from './keys.ts'
import { useMyself } from './me.ts'

interface Way {
  key: string
  icon: ReactNode
  words: string
  detail?: string
  run(): void
}

/** The ways in which what is typed can be looked for, the likeliest first. */
function useWaysToSearch(typed: string, isOpen: boolean, onPhone: (phone: string) => void): Way[] {
  const say = useWords()
  const go = useGo()
  const me = useMyself()
  const client = useQueryClient()
  const { message } = App.useApp()
  const wanted = typed.trim()
  const shape = shapeOf(wanted)
  const names = useNames(wanted, isOpen && shape === 'words' && !/^\d+$/.test(wanted))
  // A search looks everywhere.
  const list = (search: Record<string, string>) => go('/', { view: 'all', ...search })
  if (shape === 'nothing') return []
  if (shape === 'phone')
    return [
      {
        key: 'phone',
        icon: <PhoneOutlined aria-hidden />,
        words: say(me.may('contact.see') ? 'find.byPhone' : 'find.noPhone'),
        run: () => (me.may('contact.see') ? onPhone(wanted) : void message.warning(say('find.noPhone'))),
      },
    ]
  const byWords: Way = {
    key: 'words',
    icon: <SearchOutlined aria-hidden />,
    words: say('find.words', { q: wanted }),
    run: () => list({ q: wanted }),
  }
  if (shape === 'code')
    return [
      {
        key: 'code',
        icon: <QrcodeOutlined aria-hidden />,
        words: say('find.byCode'),
        run: () =>
          void post<{ id: string }>('/api/find/code', { code: wanted }).then(
            ({ id }) => go(toMatter(id)),
            (error) =>
              void message.warning(
                isProblem(error, 'find.code') ? say('find.codeMissed') : problemWords(error),
              ),
          ),
      },
      byWords,
    ]
  const narrow = (field: 'owner' | 'handler', id: string, name: string) => {
    client.setQueryData(nameKey(id), name)
    list({ [field]: id })
  }
  return [
    byWords,
    ...(names?.organisations ?? []).map(({ id, name }) => ({
      key: id,
      icon: <TeamOutlined aria-hidden />,
      words: say('find.organisation', { name }),
      run: () => narrow('owner', id, name),
    })),
    ...(names?.people ?? []).map(({ id, name, organisation }) => ({
      key: id,
      icon: <UserOutlined aria-hidden />,
      words: say('find.handler', { name }),
      detail: organisation,
      run: () => narrow('handler', id, name),
    })),
  ]
}

/**
 * One box for everything: words, numbers and places, organisations and colleagues by name, a caller's code or number.
 * The answer to words is the inbox with `q` in its address; codes and numbers never come into one.
 */
export function SearchBox() {
  const say = useWords()
  const go = useGo()
  const address = useAddress(readAddress)
  const { q = '' } = address
  const [typed, setTyped] = useState(q)
  const [isOpen, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const [phone, setPhone] = useState<string | null>(null)
  const box = useRef<InputRef>(null)
  const ways = useWaysToSearch(typed, isOpen, setPhone)
  const isListed = isOpen && ways.length > 0 && typed.trim() !== q
  useEffect(() => setTyped(q), [q])
  useKeys([
    { keys: '/', label: 'keys.search', scope: 'anywhere', run: () => box.current?.focus({ cursor: 'all' }) },
  ])

  function choose(way: Way | undefined) {
    setOpen(false)
    setAt(0)
    if (way) {
      way.run()
      // What must not stand in an address does not stay in the box either.
      if (way.key === 'phone' || way.key === 'code') setTyped('')
    } else if (q) clear()
  }
  /** Clearing a search goes back to where one was. */
  const clear = () => go('/', { ...filtersOf(address), q: undefined })

  return (
    <search className="desk-search">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          choose(ways[isListed ? at : 0])
        }}
      >
        <Input
          ref={box}
          type="search"
          role="combobox"
          allowClear
          autoComplete="off"
          value={typed}
          aria-label={say('top.search')}
          aria-expanded={isListed}
          aria-controls="desk-search-ways"
          aria-autocomplete="list"
          {...(isListed ? { 'aria-activedescendant': `desk-search-way-${at}` } : {})}
          placeholder={say('top.search')}
          prefix={<SearchOutlined aria-hidden />}
          suffix={<kbd className="desk-search-key">/</kbd>}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onChange={(event) => {
            setTyped(event.target.value)
            setOpen(true)
            setAt(0)
            if (event.target.value === '' && q) clear()
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              // A search box clears itself on Escape: what was found would be gone as one turns to it.
              event.preventDefault()
              box.current?.blur()
            }
            if (!isListed || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
            event.preventDefault()
            setAt((at + (event.key === 'ArrowDown' ? 1 : ways.length - 1)) % ways.length)
          }}
        />
        <div
          role="listbox"
          id="desk-search-ways"
          aria-label={say('find.options')}
          className="desk-search-ways"
          hidden={!isListed}
        >
          {ways.map((way, index) => (
            <div
              key={way.key}
              id={`desk-search-way-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onPointerDown={(event) => {
                event.preventDefault()
                choose(way)
              }}
              onPointerEnter={() => setAt(index)}
            >
              {way.icon}
              <span>{way.words}</span>
              {way.detail && <small className="desk-soft">{way.detail}</small>}
            </div>
          ))}
        </div>
      </form>
      {phone && <PhoneDialog phone={phone} onClose={() => setPhone(null)} />}
    </search>
  )
}
