import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Progress, Select, Upload } from 'antd'
import { useState } from 'react'
import { NetworkError, ProblemError, withQuery } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { useWords } from '../words/index.ts'
import type { Fault, ImportReport } from './territory.ts'

const kinds = ['areas', 'shapes', 'organisations', 'people', 'duties', 'place_codes'] as const
type Kind = (typeof kinds)[number]
const datums = ['wgs84', 'gcj02'] as const

const mostShown = 200

/** Sends the file; `fetch` cannot tell how far an upload is. @param onProgress share sent, 0 to 1 */
function send(
  kind: Kind,
  file: File,
  dryRun: boolean,
  crs: string,
  onProgress: (share: number) => void,
): Promise<ImportReport> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const form = new FormData()
    form.append('file', file, file.name)
    request.open('POST', withQuery(`/api/imports/${kind}`, { dry_run: dryRun, crs }))
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total)
    request.onerror = () => reject(new NetworkError(false, undefined))
    request.onload = () => {
      let document: Record<string, unknown> = {}
      try {
        document = JSON.parse(request.responseText) as Record<string, unknown>
      } catch {
        // A proxy's page instead of JSON: the status alone speaks.
      }
      if (request.status === 200) resolve(document as unknown as ImportReport)
      else reject(new ProblemError(request.status, document))
    }
    request.send(form)
  })
}

/** A cell that no spreadsheet runs and that keeps its commas. */
const cell = (value: string | number) =>
  `"${String(value)
    .replace(/^([=+\-@\t])/, "'$1")
    .replace(/"/g, '""')}"`

function downloadFaults(faults: Fault[], head: string[], pick: (fault: Fault) => string, fileName: string) {
  const lines = [head, ...faults.map((fault) => [fault.line, fault.column, fault.field ?? '', pick(fault)])]
  const text = `\uFEFF${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

function Faults({ faults, kind }: { faults: Fault[]; kind: Kind }) {
  const say = useWords()
  const pick = usePick()
  return (
    <>
      <Alert
        type="error"
        showIcon
        title={say('territory.faults', { n: faults.length })}
        {...(faults.length > mostShown ? { description: say('operator.moreFaults', { n: mostShown }) } : {})}
        action={
          <Button
            size="small"
            onClick={() =>
              downloadFaults(
                faults,
                [
                  say('territory.line'),
                  say('territory.column'),
                  say('territory.name'),
                  say('territory.fault'),
                ],
                pick,
                `${kind}-faults.csv`,
              )
            }
          >
            {say('operator.downloadFaults')}
          </Button>
        }
      />
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
            {faults.slice(0, mostShown).map((fault) => (
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
  const [sent, setSent] = useState(0)
  const client = useQueryClient()
  const run = useMutation({
    mutationFn: (dryRun: boolean) => {
      setSent(0)
      return send(kind, file!, dryRun, crs, setSent)
    },
    onSuccess: (told) => {
      if (told.written) void client.invalidateQueries({ queryKey: ['territory'] })
    },
  })
  const report = run.data
  const isClean = report !== undefined && report.faults.length === 0
  const isNews = isClean && report.would.create + report.would.change > 0
  return (
    <section className="desk-section desk-stack">
      <p className="desk-soft">{say('territory.dryRunHint')}</p>
      <div className="desk-form-row">
        <Form.Item layout="vertical" label={say('territory.what')} htmlFor="import-what">
          <Select
            id="import-what"
            value={kind}
            onChange={(next: Kind) => {
              setKind(next)
              run.reset()
            }}
            options={kinds.map((each) => ({ value: each, label: say(`territory.kinds.${each}`) }))}
          />
        </Form.Item>
        <Form.Item layout="vertical" label={say('territory.datum')} htmlFor="import-datum">
          <Select
            id="import-datum"
            value={crs}
            onChange={(next: string) => {
              setCrs(next)
              run.reset()
            }}
            options={datums.map((each) => ({ value: each, label: say(`territory.datums.${each}`) }))}
          />
        </Form.Item>
      </div>
      <p>
        <a href={`/api/imports/${kind}/sample`} download>
          <DownloadOutlined /> {say('operator.sample')}
        </a>
      </p>
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
          type={isNews && !report.written ? 'default' : 'primary'}
          disabled={!file}
          loading={run.isPending}
          onClick={() => run.mutate(true)}
        >
          {say('territory.dryRun')}
        </Button>
        <Button
          type={isNews && !report.written ? 'primary' : 'default'}
          disabled={!file || !isNews || report.written}
          loading={run.isPending}
          onClick={() => run.mutate(false)}
        >
          {say('territory.import')}
        </Button>
      </p>
      {run.isPending && (
        <div role="status">
          <Progress percent={Math.round(sent * 100)} status="active" />
          <p className="desk-soft">
            {sent < 1
              ? say('operator.uploading', { percent: Math.round(sent * 100) })
              : say('operator.checking')}
          </p>
        </div>
      )}
      {run.error && <Alert type="error" showIcon title={problemWords(run.error)} />}
      {report && report.faults.length > 0 && <Faults faults={report.faults} kind={kind} />}
      {isClean && (
        <Alert
          type="success"
          showIcon
          title={say(
            report.written
              ? isNews
                ? 'territory.imported'
                : 'operator.nothingNew'
              : isNews
                ? 'territory.clean'
                : 'operator.nothingNew',
          )}
          description={`${say('territory.rows')} ${report.rows} · ${say('territory.created')} ${report.would.create} · ${say('territory.changed')} ${report.would.change}`}
        />
      )}
    </section>
  )
}
