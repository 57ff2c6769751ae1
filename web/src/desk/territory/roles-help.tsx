import { Drawer } from 'antd'
import {
  type Action,
  matrix,
  type Reach,
  type Role,
  reachOf,
  roles,
} from '../../../../server/src/kernel/permissions/matrix.ts'
import type { Both } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { useWords } from '../words/index.ts'

/** The actions of the permission matrix in English; the matrix itself says them in Chinese. */
const english: Partial<Record<Action, string>> = {
  'matter.read': 'read matters',
  'matter.intake': 'register for callers and at the counter',
  'matter.triage': 'classify',
  'matter.dispatch': 'dispatch',
  'matter.handle': 'sign, contact, handle, answer',
  'matter.return': 'return',
  'matter.hand_over': 'carry up, hand over',
  'matter.partner': 'ask partners',
  'matter.decide': 'decide returns, extensions, suspensions',
  'matter.supervise': 'supervise',
  'matter.call_back': 'call back',
  'matter.merge': 'merge what is the same',
  'contact.see': 'see contacts in full (each look is recorded)',
  'caller.history': 'see a caller’s earlier matters, with consent',
  'template.write': 'write reply templates',
  'template.read': 'use reply templates',
  'template.share': 'keep the shared templates',
  'rules.read': 'read the rules in force',
  'notice.read': 'read own notices',
  'territory.read': 'see areas and organisations',
  'territory.write': 'keep areas, organisations, people and duties',
  'people.read': 'see people and duties',
  'calendar.write': 'amend the working calendar',
  'policy.reload': 'reload the rules',
  'outbox.read': 'see the demonstration’s messages',
  'audit.read': 'see who looked at what',
  'account.manage': 'make accounts, reset, disable, unlock',
  'health.read': 'see how the system is doing',
  'job.retry': 'retry failed jobs',
}

const reachWords: Record<Reach, Both> = {
  self: { zh: '本人', en: 'own' },
  own: { zh: '本单位', en: 'own organisation' },
  below: { zh: '本单位及下级', en: 'own organisation and below' },
  area: { zh: '责任区域', en: 'own area' },
  all: { zh: '全部', en: 'everywhere' },
}

/** What a role may do, and how far. */
export function RoleDeeds({ role }: { role: Role }) {
  const pick = usePick()
  const deeds = (Object.keys(matrix) as Action[]).flatMap((action) => {
    const reach = reachOf(role, action)
    return reach ? [{ action, reach }] : []
  })
  return (
    <ul className="desk-deeds">
      {deeds.map(({ action, reach }) => (
        <li key={action}>
          {pick({ zh: matrix[action].zh, en: english[action] ?? action })}{' '}
          <small className="desk-soft">{pick(reachWords[reach])}</small>
        </li>
      ))}
    </ul>
  )
}

/** Every role with what it may do, out of the one table that decides it. */
export function RolesHelp({ open, onClose }: { open: boolean; onClose(): void }) {
  const say = useWords()
  const pick = usePick()
  return (
    <Drawer open={open} onClose={onClose} size={520} title={say('operator.rolesHelp')}>
      <p className="desk-soft">{say('operator.rolesHint')}</p>
      {(Object.keys(roles) as Role[])
        .filter((role) => role !== 'resident')
        .map((role) => (
          <section key={role}>
            <h3>{pick(roles[role])}</h3>
            <RoleDeeds role={role} />
          </section>
        ))}
    </Drawer>
  )
}
