import '../styles/weak.css'
import { App, Button, Modal } from 'antd'
import { useWords } from '../words/index.ts'

/** The codes, this once. */
export function Codes({ codes, onClose }: { codes: string[]; onClose(): void }) {
  const say = useWords()
  const { message } = App.useApp()
  const address = `${location.origin}/poll`
  return (
    <Modal
      open
      title={say('weak.codesTitle')}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={[
        <Button
          key="copy"
          onClick={() =>
            void navigator.clipboard
              .writeText(codes.join('\n'))
              .then(() => message.success(say('weak.codesCopied')))
          }
        >
          {say('weak.codesCopy')}
        </Button>,
        <Button key="print" onClick={() => print()}>
          {say('weak.codesPrint')}
        </Button>,
        <Button key="close" type="primary" onClick={onClose}>
          {say('weak.codesClose')}
        </Button>,
      ]}
    >
      <p>{say('weak.codesHint', { address })}</p>
      <ul className="desk-weak-codes">
        {codes.map((code) => (
          <li key={code}>{code.replace(/(.{5})(?=.)/, '$1-')}</li>
        ))}
      </ul>
    </Modal>
  )
}
