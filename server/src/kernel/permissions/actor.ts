import { Problem } from '../problems.ts'
import { type Action, matrix, type Reach, type Role, reachOf } from './matrix.ts'

/** One active duty of a person: a role in an organisation, perhaps for a part of the territory. */
export interface Duty {
  id: string
  role: Role
  organisationId: string
  organisationName: string
  organisationKind: string
  /** ltree text, root first: `district.street.community`. */
  organisationPath: string
  areaId: string | null
  areaPath: string | null
}

export interface Actor {
  /** `anonymous` holds no account; `system` is the house itself (sweeps, consumers). */
  kind: 'anonymous' | 'resident' | 'staff' | 'system'
  personId: string | null
  userId: string | null
  name: string | null
  sessionId: string | null
  duties: Duty[]
}

export const anonymous: Actor = {
  kind: 'anonymous',
  personId: null,
  userId: null,
  name: null,
  sessionId: null,
  duties: [],
}
export const system: Actor = {
  kind: 'system',
  personId: null,
  userId: null,
  name: null,
  sessionId: null,
  duties: [],
}

/** What a permission is asked for: where the thing belongs. */
export interface Subject {
  organisationId?: string | null
  organisationPath?: string | null
  areaPath?: string | null
  personId?: string | null
}

/** ltree containment: is `path` at or under `above`? */
export function isWithin(path: string | null | undefined, above: string | null | undefined): boolean {
  if (!path || !above) return false
  return path === above || path.startsWith(`${above}.`)
}

export function reaches(duty: Duty, reach: Reach, subject: Subject, actor: Actor): boolean {
  switch (reach) {
    case 'all':
      return true
    case 'self':
      return actor.personId !== null && subject.personId === actor.personId
    case 'own':
      return subject.organisationId === duty.organisationId
    case 'below':
      return (
        isWithin(subject.organisationPath, duty.organisationPath) || isWithin(subject.areaPath, duty.areaPath)
      )
    case 'area':
      return isWithin(subject.areaPath, duty.areaPath)
  }
}

/** The duties in which this actor may do the action at all. */
export function dutiesFor(actor: Actor, action: Action): { duty: Duty; reach: Reach }[] {
  return actor.duties.flatMap((duty) => {
    const reach = reachOf(duty.role, action)
    return reach ? [{ duty, reach }] : []
  })
}

/** The duty in which this actor may do the action to the subject, or undefined. Scope is decided here and nowhere else. */
export function dutyReaching(actor: Actor, action: Action, subject: Subject): Duty | undefined {
  return dutiesFor(actor, action).find(({ duty, reach }) => reaches(duty, reach, subject, actor))?.duty
}

/** @throws Problem `identity.required` or `permission.denied` */
export function requireAction(actor: Actor, action: Action): void {
  if (actor.kind === 'system') return
  if (actor.kind === 'anonymous') throw new Problem('identity.required')
  if (dutiesFor(actor, action).length === 0)
    throw new Problem('permission.denied', {
      zh: `您的职责不含“${matrix[action].zh}”，确需使用请联系系统管理员`,
      en: `Your duties do not include this (${action}); ask your operator if they should`,
    })
}

/** @throws Problem `identity.required` or `permission.denied` */
export function requireReach(actor: Actor, action: Action, subject: Subject): Duty | undefined {
  requireAction(actor, action)
  if (actor.kind === 'system') return undefined
  const duty = dutyReaching(actor, action, subject)
  if (!duty)
    throw new Problem('permission.denied', {
      zh: `这不在您“${matrix[action].zh}”的范围内`,
      en: `This lies outside what your duty covers (${action})`,
    })
  return duty
}
