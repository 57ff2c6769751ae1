import { EyeOutlined } from '@ant-design/icons'
import { Image } from 'antd'
import { dateTimeWords } from '../../foundation/time.ts'
import type { MatterDetail, Photo } from '../types.ts'
import { useWords } from '../words/index.ts'

const purposes = ['before', 'after', 'other'] as const

/** Photos before and after, side by side. */
export function Photos({ detail }: { detail: MatterDetail }) {
  const say = useWords()
  if (detail.photos.length === 0) return null
  const groups = purposes
    .map((purpose) => ({
      purpose,
      photos: detail.photos.filter((photo: Photo) => photo.purpose === purpose),
    }))
    .filter(({ photos }) => photos.length > 0)
  return (
    <Image.PreviewGroup>
      <div className="desk-photos">
        {groups.map(({ purpose, photos }) => (
          <figure key={purpose}>
            <figcaption>
              {say(`matter.sections.${purpose}`)}
              {photos[0]?.at && <small>{dateTimeWords(photos[0].at)}</small>}
            </figcaption>
            <div>
              {photos.map((photo, index) => {
                const words = `${say(`matter.sections.${purpose}`)} ${index + 1}`
                return (
                  <Image
                    key={photo.id}
                    src={photo.thumb}
                    preview={{ src: photo.url, cover: <EyeOutlined aria-hidden /> }}
                    alt={words}
                    width={152}
                    height={114}
                    loading="lazy"
                    role="button"
                    tabIndex={0}
                    aria-label={say('enlarge', { what: words })}
                    onKeyDown={(event) => {
                      if (event.key !== 'Enter' && event.key !== ' ') return
                      event.preventDefault()
                      event.currentTarget.click()
                    }}
                  />
                )
              })}
            </div>
          </figure>
        ))}
      </div>
    </Image.PreviewGroup>
  )
}
