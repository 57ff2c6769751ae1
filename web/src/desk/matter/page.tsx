import { PrinterOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Alert, App, Breadcrumb, Button } from 'antd'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { StateMark, UrgencyMark } from '../../foundation/marks.tsx'
import { placeWords } from '../../foundation/place-words.ts'
import { toMatter, useAddress, useGo, WayLink } from '../../foundation/ways.tsx'
import { Flags } from '../inbox/flags.tsx'
import { usePresence } from '../live/presence.ts'
import { useLive } from '../live/stream.ts'
import { PrintMatter } from '../print/matter.tsx'
import { Failed, Loading } from '../shell/answers.tsx'
import { useKeys } from '../shell/keys.ts'
import { useMyself } from '../shell/me.ts'
import { useNarrow } from '../shell/narrow.ts'
import type { MatterDetail } from '../types.ts'
import { MatterWhistles } from '../whistles/on-matter.tsx'
import { useWords } from '../words/index.ts'
import { Actions, firstOf, possibleOf, usePress } from './actions.tsx'
import { commandKeys } from './command-keys.ts'
import { Five } from './five.tsx'
import { matterKey, readMatter, useMatter } from './matter.ts'
import { Palette } from './palette.tsx'
import { Papers } from './papers.tsx'
import { Photos } from './photos.tsx'
import { ProposalFacts } from './proposal.tsx'
import { RelatedMatters } from './related.tsx'
import { Story } from './story.tsx'

const PlaceMap = lazy(() => import('./place-map.tsx'))

function Words({ detail }: { detail: MatterDetail }) {
  const say = useWords()
  const { area_chain, lat, lng } = detail.place
  const { area, address } = placeWords(
    area_chain.map(({ name }) => name),
    detail.place.address,
  )
  return (
    <section className="desk-section">
      <h2>{say(detail.kind !== 'request' ? 'matter.sections.task' : 'matter.sections.words')}</h2>
      <blockquote className="desk-quote desk-words">{detail.text}</blockquote>
      {detail.own_page && (
        <p>
          <WayLink to={detail.own_page}>{say('upward.ownPage')}</WayLink>
        </p>
      )}
      <p className="desk-place-line">
        <strong>{say('matter.sections.place')}</strong>{' '}
        {[area, address].filter(Boolean).join(' ') || say('state.unknown')}
        {lat !== null && lng !== null && ' '}
        {lat !== null && lng !== null && (
          <code className="desk-soft">
            {lat.toFixed(5)}, {lng.toFixed(5)}
          </code>
        )}
      </p>
      {lat !== null && lng !== null && (
        <Suspense fallback={<div className="desk-map" role="status" aria-label={say('map.loading')} />}>
          <PlaceMap lat={lat} lng={lng} place={[area, address].filter(Boolean).join(' ')} />
        </Suspense>
      )}
      <Photos detail={detail} />
    </section>
  )
}

function Head({ detail }: { detail: MatterDetail }) {
  const say = useWords()
  const pick = usePick()
  const go = useGo()
  const { message } = App.useApp()
  const others = usePresence(detail.id)
  return (
    <header className="desk-matter-head">
      <Breadcrumb
        items={[
          { title: <WayLink to="/">{say('nav.inbox')}</WayLink> },
          {
            title: (
              <button
                type="button"
                className="desk-text-button"
                title={say('act.copy')}
                onClick={() =>
                  void navigator.clipboard
                    ?.writeText(detail.number)
                    .then(() => message.success(say('act.copied')))
                }
              >
                {detail.number}
              </button>
            ),
          },
        ]}
      />
      <h1>{detail.title}</h1>
      <p className="desk-matter-marks">
        <StateMark state={detail.state} words={detail.state_words} />
        <UrgencyMark urgency={detail.urgency} />
        {detail.request_kind && <span className="desk-flag">{pick(detail.request_kind)}</span>}
        <span className="desk-flag">
          {detail.category ? pick(detail.category) : say('inbox.uncategorised')}
        </span>
        <Flags row={detail} />
        <Button
          size="small"
          type="text"
          icon={<PrinterOutlined />}
          onClick={() => go(toMatter(detail.id), { print: 1 })}
        >
          {say('print.button')}
        </Button>
        {others.length > 0 && (
          <span className="desk-presence" role="status">
            {say('matter.presence', { names: others.map(({ name }) => name).join(say('comma')) })}
          </span>
        )}
      </p>
    </header>
  )
}

/** Reads the matter anew when something happened to it; while a form is open it only says so. */
function useFollowing({ id, version }: MatterDetail, isBusy: boolean) {
  const client = useQueryClient()
  const [staleVersion, setStaleVersion] = useState<number | null>(null)
  /** One's own doing comes back as news too: only another version is news. */
  async function lookFor(shown: number) {
    const fresh = await readMatter(id).catch(() => null)
    if (fresh && fresh.version > shown) setStaleVersion(shown)
  }
  useLive((streams, isPoll) => {
    if (!isPoll && !streams.has(id)) return
    if (!isBusy) void client.invalidateQueries({ queryKey: matterKey(id) })
    else if (!isPoll) void lookFor(version)
  }, 600)
  return {
    isStale: staleVersion === version,
    refresh() {
      setStaleVersion(null)
      void client.invalidateQueries({ queryKey: matterKey(id) })
    },
  }
}

/** @param isFresh the server was asked since the page was opened; before that it shows what was known of the matter */
function Matter({ detail, isFresh }: { detail: MatterDetail; isFresh: boolean }) {
  const say = useWords()
  const pick = usePick()
  const isNarrow = useNarrow()
  const go = useGo()
  const [opened, setOpened] = useState<string | null>(null)
  const { isStale, refresh } = useFollowing(detail, opened !== null)
  const seenUntil = useRef(detail.timeline.at(-1)?.seq ?? 0)
  const me = useMyself()
  const possible = possibleOf(detail, me)
  const first = firstOf(possible, detail, me)
  const { press } = usePress(detail, setOpened)
  const [hasPalette, setPalette] = useState(false)
  useKeys([
    { keys: 'u', label: 'keys.up', scope: 'here', run: () => go('/') },
    { keys: '.', label: 'keys.palette', scope: 'here', run: () => setPalette(true) },
    { keys: 'P', label: 'keys.print', scope: 'here', run: () => go(toMatter(detail.id), { print: 1 }) },
    ...(opened ? [] : possible).flatMap((each) => {
      const keys = commandKeys[each.form.type]
      return keys
        ? [{ keys, label: each.action.words, scope: 'here' as const, run: () => void press(each) }]
        : []
    }),
  ])
  useEffect(() => {
    document.title = `${detail.number} ${detail.title}`
  }, [detail.number, detail.title])

  return (
    <article className="desk-matter" aria-busy={!isFresh} data-form={opened ?? undefined}>
      <a className="desk-skip" href="#actions-title">
        {say('skipActions')}
      </a>
      <Head detail={detail} />
      {isStale && (
        <Alert
          type="info"
          showIcon
          className="desk-news"
          title={say('matter.changed')}
          action={
            <Button size="small" onClick={refresh}>
              {say('act.refresh')}
            </Button>
          }
        />
      )}
      <Five detail={detail} />
      <div className="desk-matter-body">
        <div className="desk-matter-main">
          {detail.proposal_detail && <ProposalFacts proposal={detail.proposal_detail} />}
          <Words detail={detail} />
          <Story detail={detail} seenUntil={seenUntil.current} />
        </div>
        <div className="desk-matter-side">
          <Actions detail={detail} opened={opened} onOpen={setOpened} />
          <MatterWhistles detail={detail} />
          <RelatedMatters detail={detail} />
          <Papers detail={detail} />
        </div>
      </div>
      {hasPalette && (
        <Palette
          possible={possible}
          onClose={() => setPalette(false)}
          onChoose={(each) => {
            setPalette(false)
            void press(each)
          }}
        />
      )}
      {isNarrow && possible.length > 0 && (
        <div className="desk-bottom-bar">
          {first && !first.form.atOnce && (
            <Button type="primary" size="large" onClick={() => setOpened(first.form.type)}>
              {pick(first.action.words)}
            </Button>
          )}
          <Button
            size="large"
            href="#actions"
            onClick={(event) => {
              event.preventDefault()
              document.getElementById('actions')?.scrollIntoView({ behavior: 'smooth' })
            }}
          >
            {say('matter.actions.title')} ({possible.length})
          </Button>
        </div>
      )}
    </article>
  )
}

/** One matter: the five questions, what was said and done, and what may be done now. */
export function MatterPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data, error, refetch, isFetchedAfterMount } = useMatter(id)
  const { print } = useAddress((search) => ({ print: Boolean(search.print) }))
  if (data && print) return <PrintMatter detail={data} />
  if (data) return <Matter key={id} detail={data} isFresh={isFetchedAfterMount} />
  return error ? <Failed isPage error={error} onRetry={() => void refetch()} /> : <Loading rows={12} />
}
