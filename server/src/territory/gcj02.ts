import type { Position } from './shape.ts'

/**
 * GCJ-02, the shifted datum of Chinese online maps, and back. The forward formula is the published
 * one (Krasovsky 1940 ellipsoid); the way back iterates it and is exact to about a centimetre.
 */
const semiMajorAxis = 6378245
const eccentricitySquared = 0.006693421622965943
const toRadians = Math.PI / 180

/** The shift applies inside this box alone. */
function isShifted([lng, lat]: Position): boolean {
  return lng >= 72.004 && lng <= 137.8347 && lat >= 0.8293 && lat <= 55.8271
}

function wave(value: number): number {
  return ((20 * Math.sin(6 * value * Math.PI) + 20 * Math.sin(2 * value * Math.PI)) * 2) / 3
}

function shift([lng, lat]: Position): Position {
  const x = lng - 105
  const y = lat - 35
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    wave(x) +
    ((20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * 2) / 3 +
    ((160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * 2) / 3
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    wave(x) +
    ((20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * 2) / 3 +
    ((150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * 2) / 3
  const sine = Math.sin(lat * toRadians)
  const bend = 1 - eccentricitySquared * sine * sine
  const northRadius = (semiMajorAxis * (1 - eccentricitySquared)) / (bend * Math.sqrt(bend))
  const eastRadius = (semiMajorAxis / Math.sqrt(bend)) * Math.cos(lat * toRadians)
  return [east / (eastRadius * toRadians), north / (northRadius * toRadians)]
}

/** @param position [longitude, latitude] in degrees, WGS-84 */
export function toGcj02(position: Position): Position {
  if (!isShifted(position)) return position
  const [east, north] = shift(position)
  return [position[0] + east, position[1] + north]
}

/** @param position [longitude, latitude] in degrees, GCJ-02 */
export function fromGcj02(position: Position): Position {
  if (!isShifted(position)) return position
  let guess: Position = position
  for (let round = 0; round < 6; round++) {
    const [lng, lat] = toGcj02(guess)
    guess = [guess[0] + position[0] - lng, guess[1] + position[1] - lat]
  }
  return [Number(guess[0].toFixed(8)), Number(guess[1].toFixed(8))]
}
