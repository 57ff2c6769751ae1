import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { App, Button, Form, Input, Upload } from 'antd'
import { useState } from 'react'
import { post } from '../../foundation/api.ts'
import { sendFile } from '../../foundation/send-file.ts'
import { sizeWords } from '../../foundation/size-words.ts'
import { FormModal, useSave } from '../territory/form-modal.tsx'
import { useWords } from '../words/index.ts'
import { about, type GatheringDetail, useDeed } from './reading.ts'

interface Typed {
  title: string
  words?: string
  link?: string
}

/** What lies on the table: read or saved by those who take part, put there by those who lead. */
export function Materials({ detail }: { detail: GatheringDetail }) {
  const say = useWords()
  const deed = useDeed()
  const { modal } = App.useApp()
  const [adding, setAdding] = useState(false)
  const { row, materials, may } = detail
  const mayChange = may.lead && (row.state === 'called' || row.state === 'running')
  if (materials.length === 0 && !mayChange) return null
  const remove = (id: string, title: string) =>
    modal.confirm({
      title: say('gatherings.removeMaterial', { title }),
      okText: say('gatherings.remove'),
      okButtonProps: { danger: true },
      cancelText: say('act.cancel'),
      onOk: () =>
        deed.mutateAsync({ path: `/api/gatherings/${row.id}/materials/${id}/remove` }).catch(() => {}),
    })
  return (
    <section className="gat-card">
      <h2>{say('gatherings.materials')}</h2>
      {materials.length === 0 && <p className="desk-soft">{say('gatherings.noMaterials')}</p>}
      <ul className="gat-materials">
        {materials.map((material) => (
          <li key={material.id}>
            <div>
              <strong>{material.title}</strong>
              {material.words && <p className="gat-words">{material.words}</p>}
              {material.link && (
                <p>
                  <a href={material.link} target="_blank" rel="noreferrer">
                    {material.link}
                  </a>
                </p>
              )}
              {material.document && (
                <p>
                  <a href={`/api/gathering-room/${row.id}/materials/${material.id}/file`}>
                    <DownloadOutlined aria-hidden /> {material.document.name} ·{' '}
                    {sizeWords(material.document.bytes)}
                  </a>
                </p>
              )}
            </div>
            {mayChange && (
              <Button
                danger
                aria-label={`${say('gatherings.remove')} ${material.title}`}
                onClick={() => remove(material.id, material.title)}
              >
                {say('gatherings.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayChange && <Button onClick={() => setAdding(true)}>{say('gatherings.addMaterial')}</Button>}
      {adding && <AddMaterial gathering={row.id} onClose={() => setAdding(false)} />}
    </section>
  )
}

function AddMaterial({ gathering, onClose }: { gathering: string; onClose(): void }) {
  const say = useWords()
  const [file, setFile] = useState<File | null>(null)
  const [kept, setKept] = useState<{ file: File; document: { id: string; claim: string } } | null>(null)
  const save = useSave<Typed>(
    async ({ title, words, link }) => {
      let document = kept && kept.file === file ? kept.document : null
      if (file && !document) {
        const { id, claim } = await sendFile<{ id: string; claim: string }>(
          `/api/gatherings/${gathering}/documents`,
          'document',
          file,
        )
        document = { id, claim }
        setKept({ file, document })
      }
      await post(`/api/gatherings/${gathering}/materials`, {
        title: title.trim(),
        words: words?.trim() || null,
        link: link?.trim() || null,
        document,
      })
    },
    onClose,
    [about],
  )
  const required = [{ required: true, whitespace: true, message: say('grids.form.required') }]
  return (
    <FormModal
      title={say('gatherings.addMaterial')}
      okText={say('gatherings.addIt')}
      save={save}
      onClose={onClose}
    >
      <Form.Item name="title" label={say('gatherings.materialTitle')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item label={say('gatherings.materialFile')} extra={say('gatherings.materialFileHint')}>
        <Upload
          accept=".pdf,.docx,.xlsx,.pptx"
          maxCount={1}
          fileList={file ? [{ uid: 'chosen', name: file.name, size: file.size }] : []}
          beforeUpload={(chosen) => {
            setFile(chosen)
            return false
          }}
          onRemove={() => setFile(null)}
        >
          <Button icon={<UploadOutlined aria-hidden />}>{say('gatherings.chooseFile')}</Button>
        </Upload>
      </Form.Item>
      <Form.Item name="words" label={say('gatherings.materialWords')}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={20_000} />
      </Form.Item>
      <Form.Item name="link" label={say('gatherings.materialLink')}>
        <Input type="url" maxLength={500} placeholder="https://" />
      </Form.Item>
    </FormModal>
  )
}
