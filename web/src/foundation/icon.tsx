/** Line icons of 24 by 24, drawn for this house. Each is decoration: the word beside it speaks. */
const paths = {
  inbox: 'M4 13 6 5h12l2 8v6H4zM4 13h5l1.5 2.5h3L15 13h5',
  tag: 'M4 4h8l8 8-8 8-8-8zM8.2 8.2h.01',
  send: 'M4 12 20 4l-5 16-3.5-6.5zM11.5 13.5 20 4',
  sign: 'M4 20h16M6 16l1-4L16 3l3 3-9 9z',
  work: 'M14.5 6.5a4 4 0 0 0-5 5L4 17l3 3 5.5-5.500a4 4 0 0 0 5-5L15 12l-3-3z',
  scales: 'M12 4v16M7 20h10M5 7h14M5 7l-2.5 6a3 3 0 0 0 5 0zM19 7l-2.5 6a3 3 0 0 0 5 0z',
  pause: 'M8 5v14M16 5v14',
  speech: 'M4 5h16v11H11l-4 4v-4H4zM8 9h8M8 12h5',
  review: 'M12 4a8 8 0 1 0 8 8M12 8v5M12 16h.01',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.300l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.700l1-1',
  check: 'M5 12.5 10 17.5 19.5 7',
  alarm: 'M12 3 22 20H2zM12 9v5M12 17h.01',
  drop: 'M12 3c4 5 6 7.5 6 11a6 6 0 0 1-12 0c0-3.5 2-6 6-11z',
  dot: 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  layers: 'M12 4 21 9l-9 5-9-5zM3 14l9 5 9-5',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4.500l3 2',
  late: 'M7 3h10M7 21h10M8 3c0 5 4 6 4 9s-4 4-4 9M16 3c0 5-4 6-4 9s4 4 4 9',
  unknown: 'M9 9a3 3 0 1 1 4.500 2.600c-1 .6-1.500 1.200-1.500 2.400M12 18h.01',
  pin: 'M12 21c5-6 7-9 7-12a7 7 0 0 0-14 0c0 3 2 6 7 12zM12 6.500a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  camera: 'M4 8h4l1.5-3h5L16 8h4v11H4zM12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z',
  phone: 'M6 3h3l2 5-2.5 1.500a12 12 0 0 0 6 6L16 13l5 2v3c0 2-1 3-3 3C10 21 3 14 3 6c0-2 1-3 3-3z',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-5 4-6 8-6s8 1 8 6',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 21 21',
  copy: 'M8 8h12v12H8zM16 8V4H4v12h4',
  close: 'M6 6l12 12M18 6 6 18',
  right: 'M9 5l7 7-7 7',
  left: 'M15 5l-7 7 7 7',
  crowd:
    'M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2 20c0-4 3-5.5 7-5.500s7 1.5 7 5.500M16 5.500a3.2 3.2 0 0 1 0 6M18 14.700c2.5.6 4 2.1 4 5.3',
  map: 'M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14',
  here: 'M12 2v4M12 18v4M2 12h4M18 12h4M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10z',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  text: 'M4 7V5h11v2M9.5 5v14M7.5 19h4M15 13v-1.500h6V13M18 11.500V19M16.5 19h3',
  again: 'M5 12a7 7 0 1 1 2 5M5 19v-5h5',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  eye: 'M2 12c3-5 6.5-7 10-7s7 2 10 7c-3 5-6.5 7-10 7s-7-2-10-7zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  walk: 'M13 4.500h.01M10 21l2-6-2.500-3L11 8l3 3h3M14 21l-1-5M7 13l1.500-4L11 8',
  plus: 'M12 5v14M5 12h14',
  bin: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
  code: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2z',
} as const

export type IconName = keyof typeof paths

/** The lines of an icon, for drawing it where there are no elements. */
export const iconLines = (name: IconName): string => paths[name]

export function Icon({ name, className = 'lx-icon' }: { name: IconName; className?: string }) {
  return (
    <svg
      className={className}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  )
}
