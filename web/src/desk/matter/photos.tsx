import { EyeOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Image, Popconfirm } from 'antd'
import { post } from '../../foundation/api.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { dateTimeWords } from '../../foundation/time.ts'
import type { MatterDetail, Photo } from '../types.ts'
import { useWords } from '../words/index.ts'
import { matterKey } from './matter.ts'

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
                  <div key={photo.id}>
                    <Image
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
                    {photo.may_show && <Showing detail={detail} photo={photo} />}
                  </div>
                )
              })}
            </div>
          </figure>
        ))}
      </div>
    </Image.PreviewGroup>
  )
}

/** Their sender agreed; whoever looks here says that it shows no face, plate or home, and opens it to people nearby. */
function Showing({ detail, photo }: { detail: MatterDetail; photo: Photo }) {
  const say = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const isShown = photo.visibility === 'public'
  const changing = useMutation({
    mutationFn: () =>
      post<MatterDetail>(`/api/matters/${detail.id}/photos/${photo.id}/showing`, { shown: !isShown }),
    onSuccess: (fresh) => client.setQueryData(matterKey(detail.id), fresh),
    onError: (error) => void message.error(problemWords(error)),
  })
  const change = (
    <Button
      size="small"
      type="link"
      loading={changing.isPending}
      {...(isShown ? { onClick: () => changing.mutate() } : {})}
    >
      {say(isShown ? 'matter.sections.hidePhoto' : 'matter.sections.showPhoto')}
    </Button>
  )
  if (isShown) return change
  return (
    <Popconfirm
      title={say('matter.sections.showPhotoAsk')}
      okText={say('matter.sections.showPhoto')}
      onConfirm={() => changing.mutateAsync()}
    >
      {change}
    </Popconfirm>
  )
}
