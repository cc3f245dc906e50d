/** Line icons of the app, drawn here so that nothing is fetched. */
const LINES = {
  home: 'M3.5 11 12 3.8 20.5 11v9h-6v-6h-5v6h-6z',
  book: 'M5 3.5h11.5A2.5 2.5 0 0 1 19 6v14.500H7A2.500 2.500 0 0 1 4.500 18V6A2.500 2.500 0 0 1 7 3.500M8.500 8.500H15M8.500 12.500H15',
  star: 'm12 3 2.700 5.800 6.300.8-4.700 4.300 1.300 6.300-5.600-3.200-5.600 3.200 1.300-6.300L3 9.600l6.300-.8z',
  person: 'M12 12.200a4.200 4.200 0 1 0 0-8.400 4.200 4.200 0 0 0 0 8.400M4 20.500c.8-4 4-6 8-6s7.200 2 8 6',
  people: 'M9 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7M2.500 19.500c.6-3.400 3.200-5 6.500-5s5.900 1.600 6.500 5M16 5a3.300 3.300 0 0 1 0 6.300M18 14.800c2 .7 3.200 2.300 3.600 4.700',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  go: 'm9 5 7 7-7 7',
  back: 'm15 5-7 7 7 7',
  down: 'm5 9 7 7 7-7',
  check: 'm5 12.600 4.600 4.600L19 7.400',
  close: 'm6 6 12 12M18 6 6 18',
  cloud: 'M7 18.500a4.600 4.600 0 0 1-.5-9.200 6 6 0 0 1 11.500 1.300 4 4 0 0 1-.6 7.900zM12 16v-5m-2.200 2 2.200-2.200 2.200 2.200',
  cloudDone: 'M7 18.500a4.600 4.600 0 0 1-.5-9.200 6 6 0 0 1 11.500 1.300 4 4 0 0 1-.6 7.900zm2.200-4.800 2 2 3.800-4',
  cloudOff: 'M7 18.500a4.600 4.600 0 0 1-.5-9.200 6 6 0 0 1 11.500 1.300 4 4 0 0 1-.6 7.900zM4 4l16 16.500',
  phone: 'M8 2.800h8A1.700 1.700 0 0 1 17.700 4.500v15A1.700 1.700 0 0 1 16 21.200H8a1.700 1.700 0 0 1-1.700-1.700v-15A1.700 1.700 0 0 1 8 2.800M10.800 18.200h2.400',
  sync: 'M19.500 8.500A8 8 0 0 0 5 7.500M4.500 3.500v4.300h4.300M4.500 15.500a8 8 0 0 0 14.500 1M19.500 20.500v-4.300h-4.300',
  clock: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17M12 7.500V12l3 2',
  search: 'M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13M15.500 15.500 20.500 20.500',
  pencil: 'm4 20 .8-4.200L16.500 4l3.500 3.500L8.200 19.200zM13.800 6.700l3.500 3.500',
  bin: 'M4.500 6.500h15M9 6.500V4h6v2.500M6.500 6.500l1 14h9l1-14M10 10.500v6M14 10.500v6',
  fork: 'M6 3.500v5c0 3 2.500 3.500 6 5V20.500M18 3.500v5c0 3-2.500 3.500-6 5',
  lock: 'M6 10.500h12v10H6zM8.500 10.500V8a3.500 3.500 0 0 1 7 0v2.500',
  undo: 'M4.500 9.500h10a5 5 0 0 1 0 10H9M8.500 5.500l-4 4 4 4',
  send: 'M21 3.500 3.500 10.800l6.500 3 3 6.700zM10 13.800 21 3.500',
  info: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17M12 11v5.500M12 7.700v.1',
  alert: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17M12 7.500v5.500M12 16.200v.1',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500z',
  camera: 'M4 7.500h3.500L9 5h6l1.500 2.500H20v11.500H4zM12 9.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7',
  picture: 'M4 5h16v14H4zM4 16l5-5 4 4 2.500-2.500L20 17M15 8.500v.1',
  text: 'M4 7V4.500h16V7M12 4.500v15M9 19.500h6',
  leave: 'M14 4H5v16h9M10 12h10.500M17 8.500l3.500 3.500-3.500 3.500',
  board: 'M4 4.500h16v15H4zM4 9.500h16M9.500 9.500v10M15 9.500v10',
  inbox: 'M4 13.500 6.500 5h11L20 13.500v6H4zM4 13.500h5l1 2.500h4l1-2.500h5',
  upload: 'M12 16V4.500M7.500 9 12 4.500 16.500 9M5 20h14',
  download: 'M12 4v11m-4.500-4 4.500 4.500L16.500 11M5 20h14',
  refresh: 'M19 12a7 7 0 1 1-2-5M19.500 3.500V8H15',
} as const

export type IconName = keyof typeof LINES

/** An icon that stands beside words; give `label` only where it stands alone. */
export function Icon({ name, size = 24, label, weight = 2 }: { name: IconName; size?: number; label?: string; weight?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width={weight}
      stroke-linecap="round" stroke-linejoin="round" role={label ? 'img' : undefined} aria-label={label} aria-hidden={label ? undefined : 'true'}>
      <path d={LINES[name]} />
    </svg>
  )
}

/** The emblem: the only place where party red stands. */
export function Emblem({ size = 40 }: { size?: number }) {
  return (
    <span class="emblem" style={{ width: `${size}px`, height: `${size}px` }} aria-hidden="true">
      <svg width={size * 0.62} height={size * 0.62} viewBox="0 0 24 24"><path fill="currentColor" d="m12 1.600 3.200 6.800 7.400.9-5.500 5.100 1.500 7.400L12 18.100l-6.600 3.700 1.500-7.400L1.400 9.300l7.400-.9z" /></svg>
    </span>
  )
}
