import { LogoutOutlined, QuestionCircleOutlined, UserOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { usePick } from '../../foundation/both.ts'
import { useSignOut } from '../../foundation/session.ts'
import { useGo } from '../../foundation/ways.tsx'
import { useWords } from '../words/index.ts'
import { useMyself } from './me.ts'

/** Who is at this desk, in which duty; and the way out. */
export function Who({ onKeys }: { onKeys(): void }) {
  const say = useWords()
  const pick = usePick()
  const go = useGo()
  const me = useMyself()
  const signOut = useSignOut(() => location.assign('/sign-in?next=/desk'))
  const duty = me.duties[0]
  const dutyWords = duty ? `${duty.organisation.name} · ${pick(duty.words)}` : say('top.noDuty')
  const duties = me.duties.map(({ id, words, organisation, area }) => ({
    key: id,
    type: 'group' as const,
    label: (
      <span className="desk-soft">
        {`${organisation.name} · ${pick(words)}${area ? ` · ${area.name}` : ''}`}
      </span>
    ),
  }))
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...duties,
          { type: 'divider' },
          {
            key: 'account',
            icon: <UserOutlined />,
            label: say('nav.account'),
            onClick: () => go('/account'),
          },
          { key: 'keys', icon: <QuestionCircleOutlined />, label: say('top.keys'), onClick: onKeys },
          {
            key: 'out',
            icon: <LogoutOutlined />,
            label: say('top.signOut'),
            onClick: () => signOut.mutate(),
          },
        ],
      }}
    >
      <Button type="text" className="desk-who" aria-label={`${me.name} ${dutyWords}`}>
        <span className="desk-who-face" aria-hidden="true">
          {me.name.slice(0, 1)}
        </span>
        <span className="desk-who-words">
          <strong>{me.name}</strong>
          <small>{dutyWords}</small>
        </span>
      </Button>
    </Dropdown>
  )
}
