import { type Action, type Role, reachOf } from '../../../../server/src/kernel/permissions/matrix.ts'
import type { Both } from '../../foundation/api.ts'
import { type Session, useSession } from '../../foundation/session.ts'

export interface MyDuty {
  id: string
  role: Role
  words: Both
  organisation: { id: string; name: string }
  area: { id: string; name: string } | null
}

export interface Me {
  name: string
  account: string | null
  duties: MyDuty[]
  passwordDue: boolean
  secondFactor: boolean
  demo: boolean
  /** Whether any duty allows it at all; how far it reaches is the server's word. */
  may(action: Action): boolean
  /** What is theirs alone, for whatever this device keeps. */
  key: string
}

function meOf(told: Session): Me {
  const duties = told.duties.map((duty) => ({
    id: duty.id,
    role: duty.role as Role,
    words: { zh: duty.role_zh, en: duty.role_en },
    organisation: duty.organisation,
    area: duty.area,
  }))
  return {
    name: told.name ?? told.account ?? '',
    account: told.account,
    duties,
    passwordDue: told.password_due,
    secondFactor: told.second_factor,
    demo: told.demo,
    may: (action) => duties.some(({ role }) => reachOf(role, action) !== undefined),
    key: told.account ?? 'me',
  }
}

/** The person at this desk; undefined while unknown, null where nobody of the staff is signed in. */
export function useMe(): { me: Me | null | undefined; error: Error | null; refresh(): Promise<void> } {
  const { session, error, refresh } = useSession()
  if (!session) return { me: undefined, error, refresh }
  return { me: session.kind === 'staff' ? meOf(session) : null, error, refresh }
}

/** For pages inside the shell, which shows them only to somebody who is signed in. */
export function useMyself(): Me {
  const { me } = useMe()
  if (!me) throw new Error('nobody is signed in')
  return me
}

export type { Action }
