import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, Upload } from 'antd'
import { useState } from 'react'
import { post } from '../../foundation/api.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { useWords } from '../words/index.ts'
import { BranchInput } from './branch-input.tsx'
import { download, readSigned, type SignedFile } from './signed-file.ts'

interface Letter {
  from: string
  to: string
  reason: string
  member: { name: string; admitted_on: string | null; full_on: string | null; dues_until: string | null }
}

/** A member who comes from another installation on a signed file; and the receipt that ends a transfer to one. */
export function FromElsewhere() {
  const say = useWords()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [file, setFile] = useState<SignedFile | null>(null)
  const [letter, setLetter] = useState<Letter | null>(null)
  const [print, setPrint] = useState('')
  const [branch, setBranch] = useState<string | undefined>()
  const [fault, setFault] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  async function carryOut(work: () => Promise<void>) {
    setBusy(true)
    setFault(null)
    try {
      await work()
      await client.invalidateQueries({ queryKey: ['party'] })
    } catch (error) {
      setFault(problemWords(error))
    } finally {
      setBusy(false)
    }
  }
  const choose = (chosen: File) =>
    void carryOut(async () => {
      const signed = await readSigned(chosen)
      if (!signed) return setFault(say('transfers.notAFile'))
      const read = await post<{ letter: Letter }>('/api/party/transfer-files/read', signed)
      setFile(signed)
      setLetter(read.letter)
    })
  const takeIn = () =>
    void carryOut(async () => {
      const receipt = await post('/api/party/transfer-files/receive', {
        file,
        branch_id: branch,
        fingerprint: print.trim(),
      })
      download('receipt.json', receipt)
      message.success(say('state.saved'))
      setFile(null)
      setLetter(null)
      setPrint('')
    })
  const chooseReceipt = (chosen: File) =>
    void carryOut(async () => {
      const signed = await readSigned(chosen)
      if (!signed) return setFault(say('transfers.notAFile'))
      await post('/api/party/transfer-files/receipt', signed)
      message.success(say('transfers.done'))
    })

  return (
    <section className="desk-section desk-stack" aria-labelledby="from-elsewhere">
      <h2 id="from-elsewhere">{say('transfers.fileTitle')}</h2>
      {fault && <Alert type="error" showIcon title={fault} />}
      <Upload
        maxCount={1}
        accept=".json"
        showUploadList={false}
        beforeUpload={(chosen) => {
          choose(chosen)
          return false
        }}
      >
        <Button loading={isBusy}>{say('transfers.chooseFile')}</Button>
      </Upload>
      {letter && (
        <>
          <dl className="desk-party-facts">
            <dt>{say('branch.name')}</dt>
            <dd>{letter.member.name}</dd>
            <dt>{say('transfers.from')}</dt>
            <dd>{letter.from}</dd>
            <dt>{say('member.admitted_on')}</dt>
            <dd>{letter.member.admitted_on ?? '—'}</dd>
            <dt>{say('member.full_on')}</dt>
            <dd>{letter.member.full_on ?? '—'}</dd>
            <dt>{say('member.reason')}</dt>
            <dd>{letter.reason}</dd>
          </dl>
          <Form layout="vertical">
            <Form.Item label={say('transfers.print')} htmlFor="transfer-print">
              <Input
                id="transfer-print"
                value={print}
                maxLength={60}
                onChange={({ target }) => setPrint(target.value)}
              />
            </Form.Item>
            <Form.Item label={say('transfers.intoBranch')} htmlFor="transfer-branch">
              <BranchInput id="transfer-branch" {...(branch ? { value: branch } : {})} onChange={setBranch} />
            </Form.Item>
            <Button type="primary" disabled={!print.trim() || !branch} loading={isBusy} onClick={takeIn}>
              {say('transfers.takeIn')}
            </Button>
          </Form>
        </>
      )}
      <h3>{say('transfers.receiptTitle')}</h3>
      <p className="desk-soft">{say('transfers.receiptHint')}</p>
      <Upload
        maxCount={1}
        accept=".json"
        showUploadList={false}
        beforeUpload={(chosen) => {
          chooseReceipt(chosen)
          return false
        }}
      >
        <Button loading={isBusy}>{say('transfers.chooseReceipt')}</Button>
      </Upload>
    </section>
  )
}
