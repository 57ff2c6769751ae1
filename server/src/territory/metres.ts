/** Straight-line metres between two points in degrees (WGS-84), good to a metre within a city. */
export function metresBetween(a: { lat: number; lng: number }, b: { lat: number; lng: number }): number {
  const perDegree = 111_320
  const x = (b.lng - a.lng) * perDegree * Math.cos(((a.lat + b.lat) / 2) * (Math.PI / 180))
  const y = (b.lat - a.lat) * perDegree
  return Math.round(Math.hypot(x, y))
}
