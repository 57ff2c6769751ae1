import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { branchConsumers, branchesApi, branchJobs } from './branches/index.ts'
import { coverageApi } from './coverage/index.ts'
import { demonstrationApi, passingOverThePast, runSimulator } from './demonstration/index.ts'
import {
  gatheringAppraisalsApi,
  gatheringDoors,
  gatheringJobs,
  gatheringLeadingApi,
  gatheringPapersApi,
  gatheringRoomApi,
  gatheringsApi,
  gatheringTalksApi,
} from './gatherings/index.ts'
import { gridConsumers, gridDoors, gridJobs, gridsApi } from './grids/index.ts'
import { auditApi } from './kernel/audit/index.ts'
import { boardsApi } from './kernel/boards/index.ts'
import { calendarApi } from './kernel/calendar/api.ts'
import { type Configuration, projectRoot } from './kernel/configuration.ts'
import {
  type DatabaseHandle,
  type EmbeddedDatabase,
  ensureServingRole,
  migrate,
  openDatabase,
  startEmbeddedDatabase,
  takingTurns,
} from './kernel/database/index.ts'
import { runSweep } from './kernel/deadlines/index.ts'
import { fileJobs, filesApi } from './kernel/files/index.ts'
import { healthApi, type Lifecycle } from './kernel/health/index.ts'
import type { Log } from './kernel/house.ts'
import { type Api, type App, buildApp } from './kernel/http/index.ts'
import { pages } from './kernel/http/pages.ts'
import { idempotencyJobs } from './kernel/idempotency/index.ts'
import { identify, identityApi, outboxPhoneProvider, tidyIdentity } from './kernel/identity/index.ts'
import { jobsArePrepared, joinJobs, prepareJobs, startJobs } from './kernel/jobs/index.ts'
import { liveApi } from './kernel/live/index.ts'
import { makeHouse, type StandingHouse } from './kernel/make-house.ts'
import { noticeJobs, noticesApi } from './kernel/notices/index.ts'
import { paperPollsApi } from './kernel/paper-polls/index.ts'
import { policyApi } from './kernel/policy/api.ts'
import { runConsumers } from './kernel/timeline/index.ts'
import { sealJobs } from './kernel/timeline/seal.ts'
import { mapApi } from './map/index.ts'
import {
  handlerJobs,
  maskedCallJobs,
  maskedCallsApi,
  matterConsumers,
  matterDoors,
  matterSweeper,
  mattersApi,
  retentionJobs,
  savedViewsApi,
  timelineApi,
  workApi,
} from './matters/index.ts'
import { membershipApi, membershipConsumers, membershipDoors } from './membership/index.ts'

import {
  mobilisationApi,
  mobilisationConsumers,
  mobilisationDoors,
  mobilisationDutyApi,
  mobilisationJobs,
} from './mobilisation/index.ts'

import { fieldApi, patrolConsumers, patrolJobs, patrolsApi } from './patrols/index.ts'
import { ownPostingApi, postingJobs, postingPollDoor, postingSweeper, postingsApi } from './postings/index.ts'
import {
  rectificationApi,
  rectificationConsumers,
  rectificationJobs,
  weakFactsApi,
  weakPollDoor,
} from './rectification/index.ts'
import {
  bulkApi,
  deskApi,
  findingApi,
  nearbyPhotoDoor,
  personApi,
  personMessages,
  requestsApi,
  templatesApi,
} from './requests/index.ts'
import { territoryApi } from './territory/index.ts'
import { upwardApi, upwardDoor, upwardJobs } from './upward/index.ts'
import {
  callsApi,
  memberServiceApi,
  reportingApi,
  serviceCommitments,
  serviceConsumers,
  serviceJobs,
} from './volunteering/index.ts'
import { whistleConsumers, whistleDoors, whistleJobs, whistleSweeper, whistlesApi } from './whistles/index.ts'
import { yearSources } from './year-sources.ts'
import { yearlyReviewApi, yearlyReviewJobs } from './yearly-review/index.ts'

/** Every route of the house, in the order in which it is registered. */
export function apisOf(house: StandingHouse, lifecycle: Lifecycle): Api[] {
  return [
    healthApi(house, { lifecycle }),
    identityApi(house, { phone: outboxPhoneProvider(house) }),
    territoryApi(house),
    membershipApi(house),
    branchesApi(house),
    coverageApi(house),
    gridsApi(house),
    mapApi(house),
    policyApi(house),
    calendarApi(house),
    filesApi(house),
    noticesApi(house),
    auditApi(house),
    boardsApi(),
    liveApi(house, { identify: identify(house) }),
    requestsApi(house),
    personApi(house),
    mattersApi(house),
    savedViewsApi(house),
    timelineApi(house),
    deskApi(house),
    bulkApi(house),
    findingApi(house),
    workApi(house),
    maskedCallsApi(house),
    templatesApi(house),
    demonstrationApi(house),
    patrolsApi(house),
    fieldApi(house),
    gatheringsApi(house),
    gatheringAppraisalsApi(house),
    gatheringLeadingApi(house),
    gatheringRoomApi(house),
    gatheringPapersApi(house),
    gatheringTalksApi(house),
    rectificationApi(house),
    weakFactsApi(house),
    yearlyReviewApi(house, yearSources),
    paperPollsApi(house),
    postingsApi(house),
    ownPostingApi(house),
    upwardApi(house),
    whistlesApi(house),
    memberServiceApi(house),
    callsApi(house),
    reportingApi(house),
    mobilisationApi(house),
    mobilisationDutyApi(house),
  ]
}

export interface OpenedHouse {
  house: StandingHouse
  database: DatabaseHandle
  ownerUrl: string
  servingUrl: string
  /** Where the embedded database lies; undefined for an outside one. */
  folder: string | undefined
  /** Migrations that were applied now. */
  applied: string[]
  close(): Promise<void>
  /** Leaves the embedded database; the last process to leave stops it. An outside one is left alone. */
  stopDatabase(): Promise<void>
}

/** Opens the database (embedded or outside), migrates it as its owner, and stands the house on it as the serving role. */
export async function openHouse(
  configuration: Configuration,
  log: Log,
  say: (line: string) => void,
): Promise<OpenedHouse> {
  mkdirSync(configuration.dataFolder, { recursive: true })
  const embedded = configuration.databaseUrl
    ? undefined
    : await startEmbeddedDatabase({ dataFolder: configuration.dataFolder, say })
  try {
    return await stand(configuration, log, embedded)
  } catch (error) {
    await embedded?.leave()
    throw error
  }
}

async function stand(
  configuration: Configuration,
  log: Log,
  embedded: EmbeddedDatabase | undefined,
): Promise<OpenedHouse> {
  const ownerUrl = embedded?.owner ?? configuration.databaseUrl!
  if (!embedded) await ensureServingRole(ownerUrl)
  const applied = await takingTurns(ownerUrl, async () => {
    const applied = await migrate(ownerUrl)
    if (applied.length > 0 || !(await jobsArePrepared(ownerUrl))) await prepareJobs(ownerUrl)
    return applied
  })
  const servingUrl = embedded?.serving ?? configuration.servingUrl ?? ownerUrl
  const database = openDatabase(servingUrl, { size: 24, asServing: servingUrl === ownerUrl })
  const house = await makeHouse({ configuration, db: database.db, pool: database.pool, log })
  return {
    house,
    database,
    ownerUrl,
    servingUrl,
    folder: embedded?.folder,
    applied,
    close: () => database.close(),
    stopDatabase: async () => void (await embedded?.leave()),
  }
}

export interface Service {
  app: App
  house: StandingHouse
  lifecycle: Lifecycle
  /** Reads the timeline until nothing is left; for tests that look at what is derived. */
  settle(): Promise<void>
  stop(): Promise<void>
}

/** Everything that runs in a serving process: routes, consumers of the timeline, deadlines, jobs. */
export async function startService(
  house: StandingHouse,
  options: { logger?: boolean | object; pages?: boolean } = {},
): Promise<Service> {
  const lifecycle: Lifecycle = { stage: 'starting' }
  const doors = [
    ...matterDoors(house),
    ...gridDoors(),
    ...gatheringDoors(house),
    ...whistleDoors(house),
    ...membershipDoors(),
    ...mobilisationDoors(house),
    ...serviceCommitments(house),
    nearbyPhotoDoor(house),
    weakPollDoor(),
    postingPollDoor(house),
    upwardDoor(house),
  ]
  const dist = join(projectRoot, 'web/dist')
  const app = await buildApp({
    house,
    identify: identify(house),
    apis: apisOf(house, lifecycle),
    ...(options.logger === undefined ? {} : { logger: options.logger }),
    ...(options.pages !== false && existsSync(join(dist, 'index.html')) ? { pages: pages(dist) } : {}),
  })
  const consumers = runConsumers(
    house.db,
    [
      ...membershipConsumers(house),
      ...branchConsumers(house),
      ...gridConsumers(house),
      ...patrolConsumers(house),
      ...rectificationConsumers(house),
      ...serviceConsumers(house),
      ...passingOverThePast(house, [
        ...matterConsumers(house),
        personMessages(house),
        ...whistleConsumers(house),
        ...mobilisationConsumers(),
      ]),
    ],
    {
      onError: (name, err) => house.log.error({ consumer: name, err }, 'a consumer of the timeline failed'),
    },
  )
  house.onWake(() => consumers.wake())
  const sweep = runSweep(house, [matterSweeper(house), whistleSweeper(house), postingSweeper(house)])
  const tidying = {
    handlers: { tidy_identity: async () => void (await tidyIdentity(house)) },
    crontab: '41 18 * * * tidy_identity',
  }
  const { handlers, crontab } = joinJobs(
    fileJobs(house),
    noticeJobs(house),
    idempotencyJobs(house),
    sealJobs(house),
    retentionJobs(house),
    handlerJobs(house),
    maskedCallJobs(house),
    gridJobs(house),
    patrolJobs(house),
    gatheringJobs(house),
    rectificationJobs(house),
    yearlyReviewJobs(house),
    branchJobs(house),
    whistleJobs(house),
    serviceJobs(house),
    mobilisationJobs(house),
    postingJobs(house),
    upwardJobs(house),
    tidying,
  )
  const jobs = await startJobs(house, handlers, crontab)
  const simulator = runSimulator(house)
  lifecycle.stage = 'ready'
  return {
    app,
    house,
    lifecycle,
    settle: () => consumers.settle(),
    async stop() {
      lifecycle.stage = 'stopping'
      await app.close()
      await Promise.all([simulator.stop(), sweep.stop(), jobs.stop(), consumers.stop()])
      for (const close of doors) close()
    },
  }
}
