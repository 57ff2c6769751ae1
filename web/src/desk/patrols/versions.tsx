import { stampWords } from '../../foundation/time.ts'
import { useWords } from '../words/index.ts'
import { frequencyWords, type PlanDetail } from './patrols.ts'

/** Every version of a plan with the day from which it counted: nothing is overwritten. */
export function VersionsOf({ plan }: { plan: PlanDetail }) {
  const say = useWords()
  return (
    <section className="desk-section" aria-labelledby="plan-versions">
      <h2 id="plan-versions">{say('patrols.versions')}</h2>
      <ol className="desk-changes">
        {plan.versions.toReversed().map((version) => (
          <li key={version.version}>
            <time dateTime={version.from}>{say('gridList.fromOn', { from: version.from })}</time>
            <div>
              <strong>{version.name}</strong> {frequencyWords(say, version.frequency)} ·{' '}
              {say('patrols.pointsTitle', { n: version.points.length })} ·{' '}
              {version.worker?.name ?? say('patrols.gridWorker')}
              <small className="desk-soft desk-block">
                {version.made_by ?? say('grids.somebody')} · {stampWords(version.made_at)}
              </small>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
