/** The words of the shell in English. */
import { language, served, type Language } from './text'
import type { zh } from './words'

/** Known to the worker (sw/worker.ts): while this shelf is there, it keeps what the server says in English of each release, too. */
const IN_ENGLISH = 'in-english'

/** Whether the worker has what the server says, once it has done all to get it; where no worker leads the page, importing tells. */
function isStocked(): Promise<boolean> {
  const worker = navigator.serviceWorker?.controller
  if (!worker) return Promise.resolve(true)
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }: MessageEvent<number>) => { port1.close(); resolve(!data) }
    worker.postMessage(IN_ENGLISH, [port2])
  })
}

let isServed = false

/**
 * What the server says comes after the first screen; where it is not here and there is no network, it comes with one. In many engines an import that failed
 * stays failed as long as the page lives: it is not tried before the file is here.
 */
async function fetchServed(): Promise<void> {
  if (isServed || !(await isStocked())) return
  await import('./served.en').then(() => { isServed = true }, () => undefined)
}
addEventListener('online', fetchServed)
document.addEventListener('visibilitychange', fetchServed)
void fetchServed()

/** A release that is on its way or waits is told as well: it may have looked before English was chosen. */
async function tellWorkers(now: Language): Promise<void> {
  await (now === 'en' ? caches.open(IN_ENGLISH) : caches.delete(IN_ENGLISH))
  const { active, waiting, installing } = await navigator.serviceWorker.ready
  if (now === 'en') for (const worker of [active, waiting, installing]) worker?.postMessage(IN_ENGLISH)
}
if ('caches' in window && 'serviceWorker' in navigator) language.subscribe(now => { tellWorkers(now).catch(() => undefined) })

/** What the system shows before the app runs, the shortcuts under its icon too: it reads them when the app is installed, and again now and then. */
language.subscribe(now => document.querySelector('link[rel=manifest]')?.setAttribute('href', now === 'en' ? '/app.en.webmanifest' : '/app.webmanifest'))

export const en: typeof zh = {
  product: 'Linghang',
  noAnswerTitle: 'No connection to the server',
  noAnswerDetail: 'The server did not answer; there may be no network.',
  noAnswerRemedy: 'Everything on this phone is kept and will be sent again when there is a network.',
  notOurServer: 'The answer did not come from the Linghang server; a login page of the network may be in the way.',
  failedTitle: 'Something went wrong on this page',
  failedRemedy: 'Please try again; if it fails again, tell the Party affairs office.',
  loading: 'Opening…',
  again: 'Try again',
  yes: 'Yes',
  noPage: 'There is no such page',
  noRights: 'Your present post does not open this page.',
  toStart: 'Back to today',
  officeOffline: 'No connection to the server',
  officeOfflineText: 'Office pages need a network. Please check it and try again.',
  lock: 'Lock',
  notSaved: { title: 'Not saved', full: 'This phone is out of space. Please free some and press again; what is saved is not affected.' },
  tabs: { label: 'Main navigation', today: 'Today', meetings: 'Meetings', stars: 'Stars', me: 'Me' },
  notices: 'Notices', unread: (n: number) => `${n} unread`,
  update: { ready: 'A new version is ready; all drafts are saved.', take: 'Update' },
  door: { text: 'This window does not open without a network. Move to the browser before going underground.', chat: 'Clearing the chat\'s cache clears what is recorded here. Move to the browser before going underground.', way: 'How' },
  noStorage: {
    title: 'This browser cannot keep records on this phone',
    text: 'Please open this page in the phone\'s own browser (no private mode, not inside a chat app); otherwise records are lost without a network.',
  },
  delivery: {
    title: 'Delivery',
    login: 'Please log in', sending: 'Delivering', offline: 'Works offline', all: 'All delivered', never: 'Never connected yet',
    waiting: (n: number) => `${n} undelivered`,
    files: (n: number) => `${n} photos to send`,
    filesOnly: (n: number) => `${n} photos or scans are not yet sent in full`,
    onPhoneOnly: (n: number) => `${n} on this phone only`,
    allLong: 'Everything is on the server',
    oldest: (age: string) => `The oldest was saved ${age}`,
    lastDelivered: (when: string) => `Last delivered ${when}`,
    noneDelivered: 'Nothing was delivered from this phone yet',
    lastAnswer: (when: string) => `Last connected ${when}`,
    asOf: (when: string) => `As of ${when}`,
    neverAnswered: 'Nothing was fetched from the server yet',
    justNow: 'just now', minutes: (n: number) => `${n} min ago`, hours: (n: number) => `${n} h ago`, days: (n: number) => `${n} days ago`,
    sendNow: 'Deliver now', fetchNow: 'Refresh now', loginNow: 'Log in and deliver',
    troubleLogin: 'The login has ended. Everything is kept on this phone and delivered after you log in.',
    troubleBusy: 'The server is busy; it will be tried again in a while.',
    troubleRefused: (detail: string) => `The server did not accept it: ${served.value(detail)}`,
    troubleUnforeseen: 'Not delivered; everything is kept on this phone and tried again by itself. If that goes on, tell the Party affairs office.',
    troubleStorage: 'This phone is out of space. Please free some; what is saved is not affected.',
    troubleNoAnswer: 'No connection to the server. Delivery goes on by itself with a network, or press the button below.',
    notKept: 'The browser did not promise to keep data for long; please deliver soon.', kept: 'Storage: the browser promised to keep it', mayGo: 'Storage: the browser promised nothing', installed: 'Installed', notInstalled: 'Not installed', takeOut: 'Take out what waits',
    away: (days: number) => `No contact with the server for ${days} days; what is on this phone is not delivered yet.`, awayHelp: 'What to do', ready: 'Before going underground',
  },
  kinds: {
    general_meeting: 'General meeting', committee_meeting: 'Committee meeting', group_meeting: 'Group meeting', party_lecture: 'Party lecture',
    theme_day: 'Theme day', org_life_meeting: 'Organisation life meeting', democratic_review: 'Democratic review', heart_talk: 'Heart-to-heart talk',
  },
  colours: { red: 'Overdue', yellow: 'Due soon', green: 'Done', grey: 'Not yet due' },
  states: {
    upcoming: 'Not yet due', warning: 'Due soon', held_unfiled: 'Held, not filed', done: 'Done', overdue_provisional: 'Overdue, unconfirmed',
    overdue: 'Overdue', late: 'Made up late', excused: 'Excused',
  },
  statuses: { draft: 'Draft', submitted: 'In review', returned: 'Returned', approved: 'Approved' },
  attendance: { present: 'Present', leave: 'Leave', absent: 'Absent', made_up: 'Made up', excluded: 'Not of it then' },
  posts: {
    secretary: 'Secretary', deputy_secretary: 'Deputy secretary', org_commissioner: 'Organisation commissioner',
    publicity_commissioner: 'Publicity commissioner', discipline_commissioner: 'Discipline commissioner', group_leader: 'Group leader',
  },
  roles: { office: 'Party affairs office', committee_leader: 'Party committee', assessor: 'Assessor', administrator: 'Administrator' },
}
