import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Modal, Upload } from 'antd'
import { useState } from 'react'
import { withQuery } from '../../foundation/api.ts'
import type { ApiPath } from '../../foundation/api-path.ts'
import { usePick } from '../../foundation/both.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { sendFile } from '../../foundation/send-file.ts'
import { useWords } from '../words/index.ts'

interface Report {
  rows: number
  faults: { line: number; column: number; zh: string; en: string }[]
  would: { create: number; already: number }
  written: boolean
}

const mostShown = 100

/** A table that is tried first and then written, all of it or nothing. */
export function FileDialog(props: {
  title: string
  path: ApiPath
  sample: ApiPath
  onClose(): void
  onWritten(): void
}) {
  const { title, path, sample, onClose, onWritten } = props
  const say = useWords()
  const pick = usePick()
  const [file, setFile] = useState<File | null>(null)
  const run = useMutation({
    mutationFn: (dryRun: boolean) => sendFile<Report>(withQuery(path, { dry_run: dryRun }), 'file', file!),
    onSuccess: (report) => report.written && onWritten(),
  })
  const report = run.data
  const mayWrite =
    report !== undefined && report.faults.length === 0 && !report.written && report.would.create > 0
  return (
    <Modal open title={title} onCancel={onClose} footer={null}>
      <p className="desk-soft">{say('partyFile.hint')}</p>
      <p>
        <a href={sample} download>
          <DownloadOutlined /> {say('partyFile.sample')}
        </a>
      </p>
      <Upload
        maxCount={1}
        accept=".csv,.xlsx"
        beforeUpload={(chosen) => {
          setFile(chosen)
          run.reset()
          return false
        }}
        onRemove={() => {
          setFile(null)
          run.reset()
        }}
      >
        <Button icon={<UploadOutlined />}>{say('partyFile.choose')}</Button>
      </Upload>
      <p className="desk-toolbar">
        <Button
          type={mayWrite ? 'default' : 'primary'}
          disabled={!file}
          loading={run.isPending}
          onClick={() => run.mutate(true)}
        >
          {say('partyFile.dryRun')}
        </Button>
        <Button
          type={mayWrite ? 'primary' : 'default'}
          disabled={!mayWrite}
          loading={run.isPending}
          onClick={() => run.mutate(false)}
        >
          {say('partyFile.write')}
        </Button>
      </p>
      {run.error && <Alert type="error" showIcon title={problemWords(run.error)} />}
      {report && report.faults.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={say('partyFile.faults', { n: report.faults.length })}
          description={
            <ul>
              {report.faults.slice(0, mostShown).map((fault) => (
                <li key={`${fault.line}:${fault.column}:${fault.zh}`}>
                  {say('partyFile.faultRow', { line: fault.line, column: fault.column, words: pick(fault) })}
                </li>
              ))}
            </ul>
          }
        />
      )}
      {report && report.faults.length === 0 && (
        <Alert
          type="success"
          showIcon
          title={say(report.written ? 'partyFile.written' : 'partyFile.clean', report.would)}
        />
      )}
    </Modal>
  )
}
