import { Link } from '@tanstack/react-router'
import { useWords } from '../words.ts'

/** What follows once it is said, beside the form where there is room. */
export function Aside() {
  const say = useWords()
  return (
    <>
      <h2>{say('report.aside.title')}</h2>
      <ol className="steps">
        {(['one', 'two', 'three'] as const).map((step) => (
          <li key={step}>
            <strong>{say(`report.aside.${step}`)}</strong>
            <span>{say(`report.aside.${step}Text`)}</span>
          </li>
        ))}
      </ol>
      <p className="aside-track">
        {say('report.aside.track')}
        <Link to="/r" className="button secondary">
          {say('report.aside.trackText')}
        </Link>
      </p>
    </>
  )
}
