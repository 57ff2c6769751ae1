import { DownloadOutlined } from '@ant-design/icons'
import { sizeWords } from '../../foundation/size-words.ts'
import { useWords } from '../words/index.ts'

export interface AttachedDocument {
  id: string
  name: string
  format: 'pdf' | 'docx' | 'xlsx' | 'pptx'
  bytes: number
}

/** Documents to be saved by who reads: name, kind and size. */
export function DocumentsList({
  documents,
  addressOf,
}: {
  documents: readonly AttachedDocument[]
  addressOf(id: string): string
}) {
  const say = useWords()
  return (
    <ul className="desk-documents" aria-label={say('documents.title')}>
      {documents.map(({ id, name, format, bytes }) => (
        <li key={id}>
          <a href={addressOf(id)} download>
            <DownloadOutlined aria-hidden /> {name}
          </a>{' '}
          <small className="desk-soft">
            {say(`documents.formats.${format}`)} · {sizeWords(bytes)}
          </small>
        </li>
      ))}
    </ul>
  )
}
