import { Input } from 'antd'
import { TemplatesMenu } from './templates-menu.tsx'

interface TextInputProps {
  id?: string
  value?: string
  onChange?: (value: string) => void
  rows: number
  most: number
  /** Category for which templates are offered; left out where none are. */
  templates?: { category: string | undefined }
}

/** Words of any length. */
export function TextInput({ id, value = '', onChange, rows, most, templates }: TextInputProps) {
  return (
    <>
      <Input.TextArea
        {...(id ? { id } : {})}
        value={value}
        autoSize={{ minRows: rows, maxRows: 16 }}
        maxLength={most}
        onChange={(event) => onChange?.(event.target.value)}
      />
      {templates && (
        <span className="desk-under-input">
          <TemplatesMenu
            category={templates.category}
            onInsert={(text) => onChange?.(value.trim() ? `${value.trimEnd()}\n${text}` : text)}
          />
        </span>
      )}
    </>
  )
}
