import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Form, Modal } from 'antd'
import type { ReactNode } from 'react'
import { ProblemError } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { useWords } from '../words/index.ts'

/** Sends a form once, says that it was kept, and reads the register again. */
export function useSave<T, Answer = unknown>(
  send: (typed: T) => Promise<Answer>,
  onDone: (answer: Answer) => void,
  /** What to read anew. */
  register: readonly string[] = ['territory'],
) {
  const say = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: send,
    onSuccess: (answer) => {
      message.success(say('state.saved'))
      onDone(answer)
      return client.invalidateQueries({ queryKey: register })
    },
  })
}

/** What was wrong, sentence by sentence. */
export function ProblemAlert({ error }: { error: unknown }) {
  const pick = usePick()
  if (!error) return null
  const faults = error instanceof ProblemError ? error.faults : []
  return (
    <Alert
      type="error"
      showIcon
      className="desk-conflict"
      title={problemWords(error)}
      {...(faults.length > 1
        ? {
            description: (
              <ul>
                {faults.map((fault) => (
                  <li key={`${fault.at}${fault.zh}`}>{pick(fault)}</li>
                ))}
              </ul>
            ),
          }
        : {})}
    />
  )
}

interface FormModalProps<T extends object, Answer> {
  title: string
  okText?: string
  danger?: boolean
  className?: string
  initial?: Partial<T>
  save: UseMutationResult<Answer, Error, T>
  onClose(): void
  /** Hears all that was typed so far, at each change. */
  onTyped?(typed: Partial<T>): void
  children: ReactNode
}

/** A form in a dialog: sent once, open until it was taken, with what the server had against it. */
export function FormModal<T extends object, Answer>(props: FormModalProps<T, Answer>) {
  const say = useWords()
  const [form] = Form.useForm<T>()
  const { title, okText, danger, className, initial, save, onClose, onTyped, children } = props
  return (
    <Modal
      open
      {...(className ? { className } : {})}
      title={title}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={okText ?? say('act.save')}
      okButtonProps={{ danger: danger ?? false }}
      cancelText={say('act.cancel')}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark="optional"
        {...(initial ? { initialValues: initial } : {})}
        onValuesChange={(_, typed) => onTyped?.(typed)}
        onFinish={(typed) => !save.isPending && save.mutate(typed)}
      >
        <ProblemAlert error={save.error} />
        {children}
      </Form>
    </Modal>
  )
}

/** `null` for what was emptied: the server takes it away. */
export const orNull = (typed: string | null | undefined): string | null => typed?.trim() || null
