import { SearchOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { readAddress } from '../inbox/address.ts'
import { useWords } from '../words/index.ts'
import { useKeys } from './keys.ts'
import { useAddress, useGo } from './ways.tsx'

/** Searches matters by words, number and place; the answer is the inbox with `q` in its address. */
export function SearchBox() {
  const say = useWords()
  const go = useGo()
  const address = useAddress(readAddress)
  const { q = '' } = address
  const [typed, setTyped] = useState(q)
  const box = useRef<InputRef>(null)
  useEffect(() => setTyped(q), [q])
  useKeys([
    { keys: '/', label: 'keys.search', scope: 'anywhere', run: () => box.current?.focus({ cursor: 'all' }) },
  ])

  function search(words: string) {
    const wanted = words.trim()
    // A search looks everywhere; clearing it goes back to where one was.
    go('/', wanted ? { ...address, q: wanted, view: 'all' } : { ...address, q: undefined })
  }

  return (
    <search className="desk-search">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          search(typed)
        }}
      >
        <Input
          ref={box}
          type="search"
          allowClear
          value={typed}
          aria-label={say('top.search')}
          placeholder={say('top.search')}
          prefix={<SearchOutlined aria-hidden />}
          suffix={<kbd className="desk-search-key">/</kbd>}
          onChange={(event) => {
            setTyped(event.target.value)
            if (event.target.value === '' && q) search('')
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') box.current?.blur()
          }}
        />
      </form>
    </search>
  )
}
