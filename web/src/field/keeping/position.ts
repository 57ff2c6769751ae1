import { useEffect, useState } from 'react'
import { remember, remembered } from '../../foundation/memory.ts'

export interface Position {
  lat: number
  lng: number
  /** Metres. */
  accuracy: number
}

const rounded = (degrees: number) => Number(degrees.toFixed(6))

const read = ({ coords }: GeolocationPosition): Position => ({
  lat: rounded(coords.latitude),
  lng: rounded(coords.longitude),
  accuracy: Math.min(100_000, Math.round(coords.accuracy)),
})

/** Where the phone is now (WGS-84). @throws where it is not allowed, or not known in time */
export function whereNow(patience = 10_000): Promise<Position> {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation) return reject(new Error('no position on this device'))
    navigator.geolocation.getCurrentPosition((found) => resolve(read(found)), reject, {
      enableHighAccuracy: true,
      timeout: patience,
      maximumAge: 15_000,
    })
  })
}

/** Whether the worker wants their position noted at points: asked when they set out, remembered on this phone. */
export const wantsPosition = () => remembered('field.position') === 'yes'
export const wishPosition = (yes: boolean) => void remember('field.position', yes ? 'yes' : 'no')

/** The position while it is wanted; `null` where it was not found. */
export function usePosition(isWanted: boolean): Position | null | undefined {
  const [position, setPosition] = useState<Position | null>()
  useEffect(() => {
    if (!isWanted) return
    let isGone = false
    whereNow().then(
      (found) => !isGone && setPosition(found),
      () => !isGone && setPosition(null),
    )
    return () => {
      isGone = true
    }
  }, [isWanted])
  return isWanted ? position : undefined
}

/** Follows the phone while something shows it, and only then; nothing of it is kept. */
export function followPosition(show: (position: Position) => void, fail: () => void): () => void {
  if (!navigator.geolocation) {
    fail()
    return () => {}
  }
  const watch = navigator.geolocation.watchPosition((found) => show(read(found)), fail, {
    enableHighAccuracy: true,
  })
  return () => navigator.geolocation.clearWatch(watch)
}
