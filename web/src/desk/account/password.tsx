import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input } from 'antd'
import { post } from '../../foundation/api.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { useMe, useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'

interface Typed {
  current: string
  next: string
  again: string
}

/** Another password; every other device is signed out by it. */
export function ChangePassword() {
  const say = useWords()
  const me = useMyself()
  const { refresh } = useMe()
  const { message } = App.useApp()
  const [form] = Form.useForm<Typed>()
  const change = useMutation({
    mutationFn: ({ current, next }: Typed) => post('/api/auth/password', { current, next }),
    onSuccess: async () => {
      form.resetFields()
      message.success(say('account.changed'))
      await refresh()
    },
  })
  const required = [{ required: true, message: say('matter.form.required') }]
  return (
    <section className="desk-section">
      <h2>{say('account.password')}</h2>
      {me.passwordDue && (
        <Alert type="warning" showIcon title={say('account.due')} className="desk-conflict" />
      )}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(typed) => !change.isPending && change.mutate(typed)}
      >
        <input type="text" name="username" autoComplete="username" value={me.account ?? ''} readOnly hidden />
        {change.error && (
          <Alert type="error" showIcon title={problemWords(change.error)} className="desk-conflict" />
        )}
        <Form.Item name="current" label={say('account.current')} rules={required}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="next" label={say('account.next')} rules={required}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={say('account.again')}
          dependencies={['next']}
          rules={[
            ...required,
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                !value || value === getFieldValue('next')
                  ? Promise.resolve()
                  : Promise.reject(new Error(say('account.differs'))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {say('account.change')}
        </Button>
      </Form>
    </section>
  )
}
