import { useQuery } from '@tanstack/react-query'
import { areaKinds, dedications } from '../../../../server/src/territory/rules.ts'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { AreaActions } from './area-actions.tsx'
import { Changes } from './changes.tsx'
import { ShapeMap } from './shape-map.tsx'
import type { AreaPage } from './territory.ts'
import { OrganisationsThere, PeopleThere } from './there.tsx'

/** One area: its names, where it lies, who works there, and what became of it. */
export function AreaDetail({ id }: { id: string }) {
  const say = useWords()
  const pick = usePick()
  const me = useMyself()
  const { data, error, refetch } = useQuery({
    queryKey: ['territory', 'area', id],
    queryFn: () => get<AreaPage>(`/api/areas/${id}`),
  })
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={4} />
  const kind = areaKinds[data.kind as keyof typeof areaKinds] ?? { zh: data.kind, en: data.kind }
  const dedicated = data.dedicated_to && dedications[data.dedicated_to as keyof typeof dedications]
  return (
    <>
      <section className="desk-section">
        <h2>
          {data.name}{' '}
          <small>
            {pick(kind)}
            {dedicated && ` · ${pick(dedicated)}`}
          </small>
        </h2>
        {me.may('matter.read') && (
          <p>
            <WayLink to="/map" search={{ area: data.id }}>
              {say('onMap.link')}
            </WayLink>
          </p>
        )}
        {me.may('territory.write') && <AreaActions area={data} />}
        <div className="desk-with-shape">
          <dl className="desk-facts">
            <dt>{say('territory.code')}</dt>
            <dd>
              <code>{data.code}</code>
            </dd>
            <dt>{say('operator.nameEn')}</dt>
            <dd>{data.name_en ?? say('state.unknown')}</dd>
            <dt>{say('territory.parent')}</dt>
            <dd className="desk-chain">
              {data.chain
                .filter((each) => each.id !== data.id)
                .map((each) => (
                  <WayLink key={each.id} to="/territory" search={{ tab: 'areas', id: each.id }}>
                    {each.name}
                  </WayLink>
                ))}
              {data.chain.length < 2 && say('state.none')}
            </dd>
            <dt>{say('territory.households')}</dt>
            <dd>{data.households ?? say('state.unknown')}</dd>
            <dt>{say('territory.worker')}</dt>
            <dd>
              {data.worker
                ? `${data.worker.name} · ${data.worker.office} ${data.worker.office_phone ?? ''}`
                : say('state.none')}
            </dd>
            <dt>{say('territory.responsible')}</dt>
            <dd>
              {data.community ? (
                <>
                  <WayLink to="/territory" search={{ tab: 'organisations', id: data.community.id }}>
                    {data.community.name}
                  </WayLink>{' '}
                  {data.community.phone}
                </>
              ) : (
                say('state.none')
              )}
            </dd>
          </dl>
          <ShapeMap id={data.id} kind={data.kind} name={data.name} />
        </div>
      </section>
      <OrganisationsThere title={say('operator.organisationsThere')} search={{ area: id }} />
      {me.may('people.read') && <PeopleThere title={say('operator.peopleThere')} search={{ area: id }} />}
      <Changes path={`/api/areas/${id}/changes`} />
    </>
  )
}
