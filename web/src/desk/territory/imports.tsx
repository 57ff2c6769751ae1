import { UploadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, Select, Upload } from 'antd'
import { useState } from 'react'
import { ProblemError, withQuery } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { useWords } from '../words/index.ts'
import type { Fault, ImportReport } from './territory.ts'

const kinds = ['areas', 'shapes', 'organisations', 'people', 'duties', 'place_codes'] as const
type Kind = (typeof kinds)[number]
const datums = ['wgs84', 'gcj02'] as const

async function send(kind: Kind, file: File, dryRun: boolean, crs: string): Promise<ImportReport> {
  const form = new FormData()
  form.append('file', file, file.name)
  const response = await fetch(withQuery(`/api/imports/${kind}`, { dry_run: dryRun, crs }), {
    method: 'POST',
    body: form,
  })
  const document = await response.json().catch(() => ({}))
  if (!response.ok) throw new ProblemError(response.status, document)
  return document as ImportReport
}

function Faults({ faults }: { faults: Fault[] }) {
  const say = useWords()
  const pick = usePick()
  return (
    <>
      <Alert type="error" showIcon title={say('territory.faults', { n: faults.length })} />
      <div className="desk-table-scroll">
        <table className="desk-table">
          <thead>
            <tr>
              <th scope="col">{say('territory.line')}</th>
              <th scope="col">{say('territory.column')}</th>
              <th scope="col">{say('territory.fault')}</th>
            </tr>
          </thead>
          <tbody>
            {faults.map((fault) => (
              <tr key={`${fault.line}:${fault.column}:${fault.zh}`}>
                <td>{fault.line}</td>
                <td>
                  {fault.column} {fault.field && <code>{fault.field}</code>}
                </td>
                <td>{pick(fault)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** A file is tried first; only one without faults can be written, all of it or nothing. */
export function Imports() {
  const say = useWords()
  const [kind, setKind] = useState<Kind>('areas')
  const [crs, setCrs] = useState<string>('wgs84')
  const [file, setFile] = useState<File | null>(null)
  const run = useMutation({ mutationFn: (dryRun: boolean) => send(kind, file!, dryRun, crs) })
  const report = run.data
  const isClean = report !== undefined && report.faults.length === 0
  return (
    <section className="desk-section desk-stack">
      <p className="desk-soft">{say('territory.dryRunHint')}</p>
      <div className="desk-form-row">
        <Form.Item label={say('territory.what')} htmlFor="import-what">
          <Select
            id="import-what"
            value={kind}
            style={{ minWidth: 240 }}
            onChange={(next: Kind) => {
              setKind(next)
              run.reset()
            }}
            options={kinds.map((each) => ({ value: each, label: say(`territory.kinds.${each}`) }))}
          />
        </Form.Item>
        <Form.Item label={say('territory.datum')} htmlFor="import-datum">
          <Select
            id="import-datum"
            value={crs}
            style={{ minWidth: 200 }}
            onChange={(next: string) => {
              setCrs(next)
              run.reset()
            }}
            options={datums.map((each) => ({ value: each, label: say(`territory.datums.${each}`) }))}
          />
        </Form.Item>
      </div>
      <Upload
        maxCount={1}
        accept=".csv,.xlsx,.json,.geojson"
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
        <Button icon={<UploadOutlined />}>{say('territory.chooseFile')}</Button>
      </Upload>
      <p className="desk-toolbar">
        <Button
          type={isClean ? 'default' : 'primary'}
          disabled={!file}
          loading={run.isPending}
          onClick={() => run.mutate(true)}
        >
          {say('territory.dryRun')}
        </Button>
        <Button
          type={isClean ? 'primary' : 'default'}
          disabled={!file || !isClean || report.written}
          loading={run.isPending}
          onClick={() => run.mutate(false)}
        >
          {say('territory.import')}
        </Button>
      </p>
      {run.error && <Alert type="error" showIcon title={problemWords(run.error)} />}
      {report && report.faults.length > 0 && <Faults faults={report.faults} />}
      {isClean && (
        <Alert
          type="success"
          showIcon
          title={say(report.written ? 'territory.imported' : 'territory.clean')}
          description={`${say('territory.rows')} ${report.rows} · ${say('territory.created')} ${report.would.create} · ${say('territory.changed')} ${report.would.change}`}
        />
      )}
    </section>
  )
}
