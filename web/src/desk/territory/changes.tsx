import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { roles } from '../../../../server/src/kernel/permissions/matrix.ts'
import { type Both, get } from '../../foundation/api.ts'
import type { ApiPath } from '../../foundation/api-path.ts'
import { usePick } from '../../foundation/both.ts'
import { shanghaiDay, stampWords } from '../../foundation/time.ts'
import { Failed, Loading } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'

interface Change {
  seq: number
  at: string
  kind: string
  by: string | null
  payload: Record<string, unknown>
  names: Record<string, string>
}

const kindWords: Record<string, Both> = {
  'area.opened': { zh: '设立', en: 'Opened' },
  'area.changed': { zh: '修改', en: 'Changed' },
  'area.shaped': { zh: '划定边界', en: 'Boundary drawn' },
  'area.ended': { zh: '撤销', en: 'Ended' },
  'area.split': { zh: '拆分', en: 'Split' },
  'area.merged': { zh: '合并', en: 'Merged' },
  'organisation.opened': { zh: '设立', en: 'Opened' },
  'organisation.changed': { zh: '修改', en: 'Changed' },
  'organisation.ended': { zh: '撤销', en: 'Ended' },
  'person.registered': { zh: '登记', en: 'Registered' },
  'person.changed': { zh: '修改联系信息', en: 'Contact details changed' },
  'duty.started': { zh: '开始任职', en: 'Duty began' },
  'duty.ended': { zh: '结束任职', en: 'Duty ended' },
  'duty.extended': { zh: '延长任职', en: 'Duty goes on' },
  'place.coded': { zh: '贴地点码', en: 'Place code set' },
}

const fieldWords: Record<string, Both> = {
  name: { zh: '名称', en: 'name' },
  name_en: { zh: '英文名', en: 'English name' },
  code: { zh: '编码', en: 'code' },
  phone: { zh: '电话', en: 'phone' },
  address: { zh: '地址', en: 'address' },
  households: { zh: '户数', en: 'households' },
  function: { zh: '职能', en: 'function' },
  parent_id: { zh: '上级', en: 'above it' },
  area_id: { zh: '区域', en: 'area' },
  organisation_id: { zh: '机构', en: 'organisation' },
  hand_to: { zh: '接办人', en: 'taken over by' },
  active_from: { zh: '起', en: 'from' },
  active_to: { zh: '止', en: 'until' },
  role: { zh: '角色', en: 'role' },
}

function useFacts() {
  const pick = usePick()
  return ({ payload, names }: Change): string =>
    Object.entries(payload)
      .flatMap(([field, value]) => {
        const words = fieldWords[field]
        if (!words || value === null || value === '') return []
        const role = field === 'role' ? roles[value as keyof typeof roles] : undefined
        const day = field.startsWith('active_') ? shanghaiDay(String(value)) : undefined
        return [`${pick(words)} ${names[field] ?? (role ? pick(role) : undefined) ?? day ?? String(value)}`]
      })
      .join(' · ')
}

/** What happened to an area, an organisation or a person on duty, out of the timeline. */
export function Changes({ path }: { path: ApiPath }) {
  const say = useWords()
  const pick = usePick()
  const factsOf = useFacts()
  const query = useInfiniteQuery({
    queryKey: ['territory', 'changes', path],
    queryFn: ({ pageParam }) => get<{ items: Change[]; next: number | null }>(path, { before: pageParam }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="desk-section">
      <h2>{say('operator.history')}</h2>
      {query.isPending && <Loading rows={2} />}
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <p className="desk-soft">{say('operator.noHistory')}</p>}
      <ol className="desk-changes">
        {items.map((change) => (
          <li key={change.seq}>
            <time dateTime={change.at}>{stampWords(change.at)}</time>
            <span>
              <strong>{pick(kindWords[change.kind] ?? { zh: change.kind, en: change.kind })}</strong>{' '}
              {factsOf(change)} <small className="desk-soft">{change.by ?? say('audit.system')}</small>
            </span>
          </li>
        ))}
      </ol>
      {query.hasNextPage && (
        <Button size="small" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('act.more')}
        </Button>
      )}
    </section>
  )
}
