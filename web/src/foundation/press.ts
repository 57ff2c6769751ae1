/** Longer than a press takes: who drags a map or marks a text for so long hears the news meanwhile. In milliseconds. */
const longestPress = 800
/** A touch becomes a click a little after the finger has gone. */
const clickFollows = 50

/**
 * Draws what it is given at once, but what comes between the press of a finger or a button and its release only after
 * it: where the page moves in between, release and press meet different things, and nothing is done.
 */
export function holdWhilePressed(surface: EventTarget): (draw: () => void) => void {
  let held: (() => void)[] | null = null
  let ending: ReturnType<typeof setTimeout> | undefined
  const endAfter = (milliseconds: number) => {
    clearTimeout(ending)
    ending = setTimeout(() => {
      const due = held ?? []
      held = null
      for (const draw of due) draw()
    }, milliseconds)
  }
  surface.addEventListener(
    'pointerdown',
    () => {
      held ??= []
      endAfter(longestPress)
    },
    true,
  )
  for (const end of ['pointerup', 'pointercancel'])
    surface.addEventListener(end, () => held && endAfter(clickFollows), true)
  return (draw) => {
    if (held) held.push(draw)
    else setTimeout(draw, 0)
  }
}
