import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { get } from '../../foundation/api.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { PageHead } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { BranchView } from './branch-view.tsx'
import type { PartyOrganisation } from './party.ts'

/** One branch on a page of its own. */
export function BranchPage() {
  const say = useWords()
  const { id } = useParams({ strict: false }) as { id: string }
  const { data } = useQuery({
    queryKey: ['party', 'organisation', id],
    queryFn: () => get<PartyOrganisation>(`/api/party/organisations/${id}`),
  })
  return (
    <>
      <PageHead title={data?.name ?? say('party.organisation')}>
        {data?.parent && (
          <WayLink to="/party" search={{ under: data.parent.id }}>
            {say('branch.back')}
          </WayLink>
        )}
      </PageHead>
      <BranchView key={id} id={id} />
    </>
  )
}
