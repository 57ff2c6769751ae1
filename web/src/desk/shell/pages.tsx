import {
  AlertOutlined,
  ApartmentOutlined,
  AppstoreOutlined,
  AuditOutlined,
  BookOutlined,
  BranchesOutlined,
  CalendarOutlined,
  ClusterOutlined,
  CompassOutlined,
  DashboardOutlined,
  EnvironmentOutlined,
  FlagOutlined,
  FormOutlined,
  HomeOutlined,
  InboxOutlined,
  MessageOutlined,
  OrderedListOutlined,
  ProfileOutlined,
  RiseOutlined,
  ScheduleOutlined,
  SolutionOutlined,
  SoundOutlined,
  TeamOutlined,
  ToolOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons'

import type { ReactNode } from 'react'
import type { Way } from '../../foundation/ways.tsx'
import type { WordKey } from '../words/index.ts'
import type { Action, Me } from './me.ts'

export interface DeskPage {
  path: Way
  label: WordKey
  icon: ReactNode
  needs: Action
  /** In the navigation of those who may; a notice leads others to it too, and it asks the server itself. */
  asksItself?: boolean
  /** Only where the server is a demonstration. */
  demoOnly?: boolean
}

export const pages: DeskPage[] = [
  { path: '/', label: 'nav.inbox', icon: <InboxOutlined />, needs: 'matter.read' },
  { path: '/map', label: 'onMap.nav', icon: <EnvironmentOutlined />, needs: 'matter.read' },
  { path: '/intake', label: 'nav.intake', icon: <FormOutlined />, needs: 'matter.intake' },
  { path: '/whistles', label: 'whistles.title', icon: <SoundOutlined />, needs: 'whistle.read' },
  { path: '/mobilisation', label: 'mobilisation.title', icon: <AlertOutlined />, needs: 'mobilisation.read' },
  { path: '/templates', label: 'nav.templates', icon: <ProfileOutlined />, needs: 'template.read' },
  { path: '/gatherings', label: 'gatherings.title', icon: <ScheduleOutlined />, needs: 'gathering.hold' },
  { path: '/rules', label: 'nav.rules', icon: <BookOutlined />, needs: 'rules.read' },
  { path: '/calendar', label: 'nav.calendar', icon: <CalendarOutlined />, needs: 'rules.read' },
  { path: '/territory', label: 'nav.territory', icon: <ClusterOutlined />, needs: 'territory.read' },
  { path: '/volunteering', label: 'volunteering.title', icon: <TeamOutlined />, needs: 'units.read' },
  { path: '/grids', label: 'grids.title', icon: <AppstoreOutlined />, needs: 'territory.read' },
  { path: '/patrols', label: 'patrols.title', icon: <CompassOutlined />, needs: 'patrol.read' },
  { path: '/grid-list', label: 'gridList.title', icon: <OrderedListOutlined />, needs: 'territory.read' },
  { path: '/party', label: 'party.title', icon: <FlagOutlined />, needs: 'party.read' },
  { path: '/coverage', label: 'party.toCoverage', icon: <ApartmentOutlined />, needs: 'coverage.read' },
  { path: '/routing', label: 'operator.routing', icon: <BranchesOutlined />, needs: 'territory.read' },
  { path: '/reviews', label: 'reviews.title', icon: <SolutionOutlined />, needs: 'review.lead' },
  { path: '/weak', label: 'weak.nav', icon: <ToolOutlined />, needs: 'weak.read' },
  { path: '/upward', label: 'upward.title', icon: <RiseOutlined />, needs: 'upward.read' },
  {
    path: '/postings/mine',
    label: 'postings.mine',
    icon: <HomeOutlined />,
    needs: 'posting.own',
    asksItself: true,
  },
  { path: '/postings', label: 'postings.title', icon: <UserSwitchOutlined />, needs: 'posting.read' },
  { path: '/outbox', label: 'nav.outbox', icon: <MessageOutlined />, needs: 'outbox.read', demoOnly: true },
  { path: '/health', label: 'nav.health', icon: <DashboardOutlined />, needs: 'health.read' },
  { path: '/audit', label: 'nav.audit', icon: <AuditOutlined />, needs: 'audit.read' },
]

/** The pages that this person may open, in the order of the navigation. */
export function pagesFor(me: Me): DeskPage[] {
  return pages.filter((page) => me.may(page.needs) && (!page.demoOnly || me.demo))
}
