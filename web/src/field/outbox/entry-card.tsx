import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { Icon } from '../../foundation/icon.tsx'
import { problemWords } from '../../foundation/problem-words.ts'
import { dateTimeWords, useNow } from '../../foundation/time.ts'
import { sendNow, useField } from '../keeping/field.ts'
import { Thumb } from '../pieces/photos.tsx'
import { useWords } from '../words.ts'
import { iconOf } from './deeds.ts'
import type { Entry } from './entry.ts'
import { isChangeable, isSendable, withDependents, withWords, wordsOf } from './rules.ts'
import { changeBody, dropPhoto, photosOf, throwAway, tryAgain } from './store.ts'

const mostWords = 4000

/** One thing that was done: what, when, with what words and photos, and what stands in its way. */
export function EntryCard({ entry }: { entry: Entry }) {
  const say = useWords()
  const pick = usePick()
  const now = useNow()
  const { entries } = useField()
  const [isEdited, setEdited] = useState(false)
  const words = wordsOf(entry)
  const all = new Map(entries.map((each) => [each.id, each]))
  const isBlocked = entry.state === 'waiting' && !isSendable(entry, all)
  return (
    <li className="entry" data-state={entry.state}>
      <p className="entry-title">
        <Icon name={iconOf(entry)} />
        <strong>{pick(entry.title)}</strong>
      </p>
      <p className="hint">
        {say('outbox.happened', { when: dateTimeWords(entry.happenedAt, now) })}
        {entry.sentAt && ` · ${say('outbox.arrived', { when: dateTimeWords(entry.sentAt, now) })}`}
        {entry.result?.number && ` · ${say('outbox.number', { number: entry.result.number })}`}
      </p>
      {isEdited ? (
        <EditWords entry={entry} onDone={() => setEdited(false)} />
      ) : (
        words && entry.state !== 'sent' && <p className="entry-words">{words}</p>
      )}
      {entry.photos.length > 0 && entry.state !== 'sent' && <EntryPhotos entry={entry} />}
      {entry.trouble && (
        <div className="notice notice-bad">
          <p>{pick(entry.trouble)}</p>
          {entry.trouble.changes.length > 0 && (
            <>
              <p>{say('outbox.changed')}</p>
              <ul>
                {entry.trouble.changes.map(({ at, by, words: what }) => (
                  <li key={`${at} ${what.zh}`}>
                    {dateTimeWords(at, now)} {by} {pick(what)}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
      {entry.state === 'waiting' && isBlocked && !entry.trouble && (
        <p className="hint">{say('outbox.waitsFor')}</p>
      )}
      {entry.state === 'waiting' && entry.triedAt && !isBlocked && (
        <p className="hint">{say('outbox.mayHaveArrived')}</p>
      )}
      {entry.similar.length > 0 && (
        <div className="hint">
          <p>{say('matter.similar')}</p>
          <ul>
            {entry.similar.map(({ id, number, title }) => (
              <li key={id}>
                <a href={`/desk/matters/${id}`}>
                  {number} {title}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {isChangeable(entry) && !isEdited && <Ways entry={entry} onEdit={() => setEdited(true)} />}
    </li>
  )
}

function Ways({ entry, onEdit }: { entry: Entry; onEdit(): void }) {
  const say = useWords()
  const { entries } = useField()
  const [trouble, setTrouble] = useState<string | null>(null)
  const isConflict = entry.kind === 'command' && (entry.trouble?.changes.length ?? 0) > 0

  async function again() {
    setTrouble(null)
    try {
      // What was decided on an older version is decided anew on the one that the worker has now been told of.
      const body = isConflict ? { ...entry.body, version: await versionNow(entry) } : undefined
      await tryAgain(entry.id, body)
      await sendNow()
    } catch (error) {
      setTrouble(isConflict ? say('outbox.needsNetwork') : problemWords(error))
    }
  }

  async function away() {
    const more = withDependents(entry.id, entries).length - 1
    const sure = more > 0 ? say('outbox.awayMore', { count: more }) : say('outbox.awaySure')
    if (confirm(sure)) await throwAway(entry.id)
  }

  return (
    <>
      {trouble && (
        <p className="fault" role="alert">
          {trouble}
        </p>
      )}
      <p className="entry-ways">
        {entry.state === 'stuck' && (
          <button type="button" className="button" onClick={() => void again()}>
            <Icon name="again" />
            {say(isConflict ? 'outbox.anyway' : 'outbox.again')}
          </button>
        )}
        {wordsOf(entry) !== null && (
          <button type="button" className="quiet" onClick={onEdit}>
            {say('outbox.edit')}
          </button>
        )}
        <button type="button" className="quiet" onClick={() => void away()}>
          <Icon name="bin" />
          {say('outbox.away')}
        </button>
      </p>
    </>
  )
}

async function versionNow(entry: Entry): Promise<number> {
  const { version } = await get<{ version: number }>(`/api/matters/${String(entry.body.of)}`)
  return version
}

function EditWords({ entry, onDone }: { entry: Entry; onDone(): void }) {
  const say = useWords()
  const [words, setWords] = useState(wordsOf(entry) ?? '')
  const isFit = words.trim() !== '' && [...words].length <= mostWords
  return (
    <>
      <textarea
        rows={4}
        aria-label={say('outbox.edit')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <p className="entry-ways">
        <button
          type="button"
          className="button"
          disabled={!isFit}
          onClick={() => void changeBody(entry.id, withWords(entry, words.trim())).then(onDone)}
        >
          {say('outbox.save')}
        </button>
        <button type="button" className="quiet" onClick={onDone}>
          {say('outbox.cancel')}
        </button>
      </p>
    </>
  )
}

function EntryPhotos({ entry }: { entry: Entry }) {
  const { data } = useQuery({
    queryKey: ['photos', entry.id, entry.photos],
    queryFn: () => photosOf(entry.id),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <ul className="photo-grid">
      {data?.map((photo, index) => (
        <Thumb
          key={photo.id}
          photo={photo}
          number={index + 1}
          onRemove={isChangeable(entry) ? () => void dropPhoto(entry.id, photo.id) : undefined}
        />
      ))}
    </ul>
  )
}
