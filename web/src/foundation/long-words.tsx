import { useState } from 'react'
import { useFoundationWords } from './i18n.ts'
import { languageOf } from './language-of.ts'

/** More than this would push who has it and by when off a small screen. */
const mostLetters = 220
const mostLines = 6

/** Somebody's own words; a long text begins folded, so that what follows it is found. */
export function LongWords({ text, className }: { text: string; className: string }) {
  const say = useFoundationWords()
  const [isWhole, setWhole] = useState(false)
  const isLong = [...text].length > mostLetters || text.split('\n').length > mostLines
  return (
    <>
      <p className={className} lang={languageOf(text)} data-folded={(isLong && !isWhole) || undefined}>
        {text}
      </p>
      {isLong && (
        <button
          type="button"
          className="quiet small"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          {say(isWhole ? 'less' : 'whole')}
        </button>
      )}
    </>
  )
}
