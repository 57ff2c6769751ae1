import { randomId } from '../../foundation/random-id.ts'
import type { ChosenDocument } from '../commands/documents-input.tsx'

export interface TypedPaper {
  asker_id: string
  kind: string
  title: string
  body: string
  documents?: ChosenDocument[]
}

export interface PaperDraft {
  /** Made once a draft: sending it twice sends one paper. */
  key: string
  typed: Partial<TypedPaper>
}

const storageKey = (who: string, follows: string | undefined) =>
  `lianxin.desk.upward.${who}.${follows ?? 'new'}`

/** What was written and not sent, in this tab; documents that had arrived are still with it, for a day. */
export function readDraft(
  who: string,
  follows: string | undefined,
  now = Date.now(),
): PaperDraft | undefined {
  try {
    const draft = JSON.parse(sessionStorage.getItem(storageKey(who, follows)) ?? 'null') as PaperDraft | null
    if (!draft) return undefined
    const documents = (draft.typed.documents ?? []).filter(({ until }) => until !== undefined && until > now)
    return { key: draft.key, typed: { ...draft.typed, documents } }
  } catch {
    return undefined
  }
}

export const newDraft = (): PaperDraft => ({ key: randomId(), typed: {} })

export function keepDraft(who: string, follows: string | undefined, draft: PaperDraft): void {
  try {
    sessionStorage.setItem(storageKey(who, follows), JSON.stringify(draft))
  } catch {
    // Without storage the draft lives as long as the page.
  }
}

export function dropDraft(who: string, follows: string | undefined): void {
  try {
    sessionStorage.removeItem(storageKey(who, follows))
  } catch {
    // Nothing was kept then.
  }
}
