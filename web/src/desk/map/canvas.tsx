import { useEffect, useRef, useState } from 'react'
import { type Language, useLanguage } from '../../foundation/i18n.ts'
import { useDark, useStill } from '../shell/narrow.ts'
import { useWords } from '../words/index.ts'
import type { MapFilters } from './address.ts'
import type { Ground, MapListener, Pin } from './draw.ts'

export interface CanvasProps
  extends Pick<MapListener, 'onWindow' | 'onPin' | 'onArea' | 'onTrouble' | 'onDrawn'> {
  filters: MapFilters
  at: string | undefined
  home: { id: string; kind: string } | undefined
  /** The area that the window should show whole; another one moves it. */
  target: { id: string; kind: string } | undefined
  chosen: Pin | null
  /** Grows when the matters shall be read anew. */
  round: number
  onFail(error: unknown): void
}

/** The map itself; drawn anew for another light or another language, where it stood. */
export function Canvas(props: CanvasProps) {
  const isDark = useDark()
  const language = useLanguage()
  return <Drawn key={`${isDark} ${language}`} {...props} language={language} />
}

function Drawn({ language, ...props }: CanvasProps & { language: Language }) {
  const say = useWords()
  const isStill = useStill()
  const container = useRef<HTMLDivElement>(null)
  const [ground, setGround] = useState<Ground | null>(null)
  const latest = useRef(props)
  latest.current = props

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn once; what changes later is told to it
  useEffect(() => {
    let isGone = false
    let drawn: Ground | null = null
    const { filters, at, home } = latest.current
    import('./draw.ts')
      .then(({ drawGround }) =>
        drawGround(
          container.current!,
          { filters, at, home, label: say('onMap.canvas'), language, isStill },
          {
            onWindow: (...told) => !isGone && latest.current.onWindow(...told),
            onPin: (pin) => latest.current.onPin(pin),
            onArea: (id) => latest.current.onArea(id),
            onTrouble: (told) => !isGone && latest.current.onTrouble(told),
            onDrawn: (pins) => !isGone && latest.current.onDrawn(pins),
          },
        ),
      )
      .then((made) => {
        if (isGone) return made.remove()
        drawn = made
        setGround(made)
      })
      .catch((error) => !isGone && latest.current.onFail(error))
    return () => {
      isGone = true
      drawn?.remove()
    }
  }, [])

  const { filters, chosen, round, target } = props
  const asked = JSON.stringify(filters)
  const isShown = useRef(`${asked} ${round}`)
  // biome-ignore lint/correctness/useExhaustiveDependencies: by what they say, not by which object says it
  useEffect(() => {
    if (!ground || isShown.current === `${asked} ${round}`) return
    isShown.current = `${asked} ${round}`
    ground.show(filters)
  }, [ground, asked, round])
  useEffect(() => ground?.choose(chosen), [ground, chosen])
  const moved = useRef(target?.id)
  useEffect(() => {
    if (!ground || !target || moved.current === target.id) return
    moved.current = target.id
    void ground.goTo(target)
  }, [ground, target])

  return <div className="desk-ground" ref={container} />
}
