import { Input } from 'antd'
import { shanghaiDay } from '../../foundation/time.ts'
import type { MatterDetail } from '../types.ts'
import { CategoryInput } from './category-input.tsx'
import { ChoiceInput } from './choice-input.tsx'
import type { Field } from './field.ts'
import { HandlerInput } from './handler-input.tsx'
import { OrganisationInput } from './organisation-input.tsx'
import { PhotosInput } from './photos-input.tsx'
import { SimilarInput } from './similar-input.tsx'
import { TextInput } from './text-input.tsx'

interface FieldInputProps {
  field: Field
  command: string
  detail: MatterDetail
}

/** Draws one field; the form around it passes `id`, `value` and `onChange` through. */
export function FieldInput({ field, command, detail, ...wired }: FieldInputProps) {
  switch (field.kind) {
    case 'text':
      return (
        <TextInput
          {...wired}
          rows={field.rows ?? 3}
          most={field.most ?? 4000}
          {...(field.templates ? { templates: { category: detail.category?.id } } : {})}
        />
      )
    case 'choice':
      return <ChoiceInput {...wired} options={field.options(detail)} wide={field.wide ?? false} />
    case 'category':
      return <CategoryInput {...wired} />
    case 'organisation':
      return <OrganisationInput {...wired} matterId={detail.id} command={command} />
    case 'handler':
      return <HandlerInput {...wired} matterId={detail.id} />
    case 'day':
      return <Input type="date" min={shanghaiDay(new Date())} {...wired} />
    case 'similar':
      return <SimilarInput {...wired} detail={detail} />
    case 'photos':
      return <PhotosInput {...wired} />
  }
}
