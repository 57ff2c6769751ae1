import { ArrowLeftOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useAddress, useGo } from '../../foundation/ways.tsx'
import { Nothing } from '../shell/answers.tsx'
import { useNarrow } from '../shell/narrow.ts'
import { useWords } from '../words/index.ts'

export type Tab = 'areas' | 'organisations' | 'people'

/** Which one of a tab is open: it stands in the address, so that a link and the way back work. */
export function useChosen(tab: Tab): [string | undefined, (id: string | undefined) => void] {
  const go = useGo()
  const { id } = useAddress((search) => ({ id: typeof search.id === 'string' ? search.id : undefined }))
  return [id, (next) => go('/territory', { tab, id: next })]
}

interface SplitProps {
  tab: Tab
  list: ReactNode
  /** The one that is open. */
  detail: ReactNode
  hint: string
}

/** A list and one of it side by side; on a phone one after the other. */
export function Split({ tab, list, detail, hint }: SplitProps) {
  const say = useWords()
  const isNarrow = useNarrow()
  const [id, choose] = useChosen(tab)
  if (isNarrow && id)
    return (
      <div className="desk-stack">
        <Button
          type="text"
          icon={<ArrowLeftOutlined />}
          className="desk-back"
          onClick={() => choose(undefined)}
        >
          {say('operator.backToList')}
        </Button>
        {detail}
      </div>
    )
  return (
    <div className="desk-split">
      <section className="desk-section">{list}</section>
      {!isNarrow && (id ? <div className="desk-stack">{detail}</div> : <Nothing title={hint} />)}
    </div>
  )
}
