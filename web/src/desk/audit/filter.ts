/** What the audit page narrows to, as it stands in the address. */
export interface AuditFilter {
  subject?: string
  person?: string
  action?: string
  outcome?: 'done' | 'refused'
  from?: string
  to?: string
}

const isId = (text: unknown): text is string =>
  typeof text === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
const isDay = (text: unknown): text is string => typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text)

/** Reads the address; what it does not know it leaves out. `q` is how links wrote the subject before. */
export function readAuditFilter(search: Record<string, unknown>): AuditFilter {
  const subject = isId(search.subject) ? search.subject : isId(search.q) ? search.q : undefined
  return {
    ...(subject ? { subject } : {}),
    ...(isId(search.person) ? { person: search.person } : {}),
    ...(typeof search.action === 'string' && /^[a-z_.]+$/.test(search.action)
      ? { action: search.action }
      : {}),
    ...(search.outcome === 'done' || search.outcome === 'refused' ? { outcome: search.outcome } : {}),
    ...(isDay(search.from) ? { from: search.from } : {}),
    ...(isDay(search.to) ? { to: search.to } : {}),
  }
}
