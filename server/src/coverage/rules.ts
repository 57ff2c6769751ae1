import type { PartyRules } from '../kernel/policy/index.ts'
import type { Fault } from '../kernel/problems.ts'

export interface DraftUnit {
  sector: string
  name: string
  registerCode: string
  people: number
  fullMembers: number
  care: 'own' | 'attached' | 'none'
  branchId: string | null
}

export type CoverageKind = 'enterprise' | 'social_organisation' | 'employment_group'

/** What cannot be true of a unit, whoever enters it. */
export function unitFaults(draft: DraftUnit, rules: Pick<PartyRules, 'coverage_sectors'>): Fault[] {
  const faults: Fault[] = []
  if (!rules.coverage_sectors.some(({ id }) => id === draft.sector))
    faults.push({ at: '/sector', zh: '没有这个类别', en: 'There is no such sector' })
  if (draft.fullMembers > draft.people)
    faults.push({ at: '/full_members', zh: '正式党员不会多于总人数', en: 'More members than people' })
  if ((draft.care === 'none') !== (draft.branchId === null))
    faults.push(
      draft.care === 'none'
        ? { at: '/branch_id', zh: '还没有覆盖的不填党支部', en: 'A unit in nobody’s care names no branch' }
        : { at: '/branch_id', zh: '要写明是哪个党支部', en: 'Name the branch' },
    )
  return faults
}

/** No branch has it in care although it has enough members for one of its own (支部工作条例 Art 4). */
export const couldFound = (
  unit: Pick<DraftUnit, 'care' | 'fullMembers'>,
  { coverage }: Pick<PartyRules, 'coverage'>,
): boolean => unit.care !== 'own' && unit.fullMembers >= coverage.own_branch_from_members
