import { CloseOutlined, FileTextOutlined, PlusOutlined, ReloadOutlined } from '@ant-design/icons'
import { Button, Progress } from 'antd'
import { useEffect, useRef } from 'react'
import { problemWords } from '../../foundation/problem-words.ts'
import { sendFile } from '../../foundation/send-file.ts'
import { sizeWords } from '../../foundation/size-words.ts'
import { useWords } from '../words/index.ts'

/** The server keeps them for a day; an hour is left to send what they go with. */
const keptFor = 23 * 3_600_000

/** What has arrived, and may be attached within a day. */
export interface KeptDocument {
  id: string
  claim: string
  name: string
  format: string
  bytes: number
}

export interface ChosenDocument {
  key: string
  name: string
  bytes: number
  share: number
  kept?: KeptDocument
  /** When it goes where nothing was sent with it, as `Date.now()` counts. */
  until?: number
  error?: string
}

interface DocumentsInputProps {
  /** Where they are sent to. */
  url: string
  limits: { most: number; most_bytes: number }
  value?: ChosenDocument[]
  onChange?: (value: ChosenDocument[]) => void
}

/** Documents to go with what is sent: each is uploaded at once, and belongs to it only when it is sent. */
export function DocumentsInput({ url, limits, value = [], onChange }: DocumentsInputProps) {
  const say = useWords()
  const shown = useRef(value)
  shown.current = value
  const told = useRef(onChange)
  told.current = onChange
  const files = useRef(new Map<string, { file: File; stop: AbortController }>())
  useEffect(() => () => files.current.forEach(({ stop }) => void stop.abort()), [])

  function change(next: ChosenDocument[]) {
    shown.current = next
    told.current?.(next)
  }
  const update = (key: string, more: Partial<ChosenDocument>) =>
    change(shown.current.map((each) => (each.key === key ? { ...each, ...more } : each)))

  async function upload(key: string, file: File) {
    const stop = new AbortController()
    files.current.set(key, { file, stop })
    try {
      const kept = await sendFile<KeptDocument>(
        url,
        'document',
        file,
        (share) => update(key, { share }),
        stop.signal,
      )
      update(key, { share: 1, kept, name: kept.name, bytes: kept.bytes, until: Date.now() + keptFor })
    } catch (error) {
      if (!stop.signal.aborted) update(key, { error: problemWords(error) })
    }
  }

  function add(chosen: File[]) {
    const added = chosen.slice(0, limits.most - shown.current.length).map((file) => ({
      key: crypto.randomUUID(),
      file,
      isTooBig: file.size > limits.most_bytes,
    }))
    change([
      ...shown.current,
      ...added.map(({ key, file, isTooBig }) => ({
        key,
        name: file.name,
        bytes: file.size,
        share: 0,
        ...(isTooBig ? { error: say('documents.tooBig', { most: sizeWords(limits.most_bytes) }) } : {}),
      })),
    ])
    for (const { key, file, isTooBig } of added) if (!isTooBig) void upload(key, file)
  }

  function again(key: string) {
    const file = files.current.get(key)?.file
    if (!file) return
    change(
      shown.current.map((each) => {
        if (each.key !== key) return each
        const { error: _, ...rest } = each
        return { ...rest, share: 0 }
      }),
    )
    void upload(key, file)
  }

  function remove(key: string) {
    files.current.get(key)?.stop.abort()
    files.current.delete(key)
    change(shown.current.filter((each) => each.key !== key))
  }

  return (
    <div className="desk-documents-input">
      <ul>
        {value.map((document) => (
          <li key={document.key} data-failed={document.error ? '' : undefined}>
            <FileTextOutlined aria-hidden />
            <div>
              <span>
                {document.name} · {sizeWords(document.bytes)}
              </span>
              {!document.kept && !document.error && (
                <Progress
                  percent={Math.round(document.share * 100)}
                  size="small"
                  aria-label={say('documents.uploading', { name: document.name })}
                />
              )}
              {document.error && <small role="alert">{document.error}</small>}
            </div>
            {document.error && files.current.has(document.key) && (
              <Button
                icon={<ReloadOutlined aria-hidden />}
                aria-label={`${say('act.retry')} ${document.name}`}
                onClick={() => again(document.key)}
              />
            )}
            <Button
              icon={<CloseOutlined aria-hidden />}
              aria-label={`${say('act.remove')} ${document.name}`}
              onClick={() => remove(document.key)}
            />
          </li>
        ))}
      </ul>
      {value.length < limits.most ? (
        <label className="desk-documents-add">
          <PlusOutlined aria-hidden />
          <span>{say('documents.add')}</span>
          <input
            type="file"
            accept=".pdf,.docx,.xlsx,.pptx"
            multiple
            className="lx-hidden"
            onChange={(event) => {
              const chosen = [...(event.target.files ?? [])]
              event.target.value = ''
              add(chosen)
            }}
          />
        </label>
      ) : (
        <p className="desk-soft">{say('documents.full', { n: limits.most })}</p>
      )}
    </div>
  )
}

/** Why a form with these cannot be sent yet; undefined where it can. */
export function documentsFault(
  documents: readonly ChosenDocument[] | undefined,
): 'documents.underway' | 'documents.failed' | undefined {
  if (documents?.some(({ error }) => error)) return 'documents.failed'
  return documents?.some(({ kept }) => !kept) ? 'documents.underway' : undefined
}
