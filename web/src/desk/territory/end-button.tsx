import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useWords } from '../words/index.ts'
import { ProblemAlert } from './form-modal.tsx'

interface EndButtonProps {
  name: string
  /** What ending means. */
  words: string
  end(): Promise<unknown>
  onEnded(): void
}

/** Ends something of the register after a question; what still holds it is said in the same place. */
export function EndButton({ name, words, end, onEnded }: EndButtonProps) {
  const say = useWords()
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const ending = useMutation({
    mutationFn: end,
    onSuccess: () => {
      setAsking(false)
      onEnded()
      return client.invalidateQueries({ queryKey: ['territory'] })
    },
  })
  return (
    <>
      <Button
        danger
        onClick={() => {
          ending.reset()
          setAsking(true)
        }}
      >
        {say('operator.end')}
      </Button>
      <Modal
        open={isAsking}
        title={say('operator.endOf', { name })}
        okText={say('operator.end')}
        okButtonProps={{ danger: true }}
        cancelText={say('act.cancel')}
        confirmLoading={ending.isPending}
        onOk={() => !ending.isPending && ending.mutate()}
        onCancel={() => setAsking(false)}
      >
        <ProblemAlert error={ending.error} />
        <p>{words}</p>
      </Modal>
    </>
  )
}
