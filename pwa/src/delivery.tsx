/** How things stand between this phone and the server, in a chip, a card and words. */
import { isInstalled } from './install'
import { shell } from './words'
import { delivery, sending, storageKept, uploading, wake } from './session'
import { to } from './route'
import { minute, momentText, DAY_MS, HOUR_MS, MINUTE_MS } from './time'
import { Button, Card, Icon, type IconName } from './ui'

/** Nothing waits, no mutation and no byte of a photo, and the server has answered at least once. */
export const allDelivered = (): boolean => delivery.value !== null && delivery.value.waiting === 0 && delivery.value.files === 0 && delivery.value.server.answered_at !== null

const LONG_AWAY_DAYS = 14

/** Whole days without an answer of the server while work waits here, once they are fourteen or more; null before. */
export function daysAway(found = delivery.value, now = minute.value): number | null {
  if (!found?.waiting || found.oldest_at === null) return null
  const days = Math.floor((now - (found.server.answered_at ?? found.oldest_at)) / DAY_MS)
  return days >= LONG_AWAY_DAYS ? days : null
}

/** How many days work has waited in a store that is shut, once they are fourteen or more; null before. */
export function daysLeft({ waiting, oldest_at }: { waiting: number; oldest_at?: number | null }, now = minute.value): number | null {
  const days = waiting && oldest_at ? Math.floor((now - oldest_at) / DAY_MS) : 0
  return days >= LONG_AWAY_DAYS ? days : null
}

/** Stands over every page when a phone has been away for so long that its owner must do something. */
export function LongAway() {
  const days = daysAway()
  if (days === null) return null
  return <div class="banner heed" role="status"><Icon name="alert" size={24} /><span class="grow">{shell.delivery.away(days)}</span><a class="button small" href={to('rescue')}>{shell.delivery.awayHelp}</a></div>
}

interface Standing { icon: IconName; word: string }

function standing(): Standing {
  const waiting = delivery.value?.waiting ?? 0
  if (sending.value.trouble === 'login') return { icon: 'lock', word: shell.delivery.login }
  if (sending.value.busy && waiting) return { icon: 'sync', word: shell.delivery.sending }
  if (waiting) return { icon: 'cloud', word: shell.delivery.waiting(waiting) }
  if (delivery.value?.files) return { icon: uploading.value ? 'sync' : 'cloud', word: shell.delivery.files(delivery.value.files) }
  if (sending.value.trouble === 'no_answer') return { icon: 'cloudOff', word: shell.delivery.offline }
  return allDelivered() ? { icon: 'cloudDone', word: shell.delivery.all } : { icon: 'cloud', word: shell.delivery.never }
}

/** Stands in the head of each page and leads to what waits. What is told by itself gives a link no name: it has the same words as its own. */
export function DeliveryChip() {
  const { icon, word } = standing()
  return <a class="delivery-chip" href={to('delivery')} aria-label={word}><Icon name={icon} size={22} /><span role="status">{word}</span></a>
}

export function ageText(since: number, now: number): string {
  const age = Math.max(0, now - since)
  if (age < MINUTE_MS) return shell.delivery.justNow
  if (age < HOUR_MS) return shell.delivery.minutes(Math.floor(age / MINUTE_MS))
  if (age < DAY_MS) return shell.delivery.hours(Math.floor(age / HOUR_MS))
  return shell.delivery.days(Math.floor(age / DAY_MS))
}

/** "As of 16:20, 2 records on this phone only": stands wherever a status is shown. */
export function AsOf({ at }: { at: number | null | undefined }) {
  const waiting = delivery.value?.waiting ?? 0
  const when = at ? shell.delivery.asOf(momentText(at, minute.value)) : shell.delivery.neverAnswered
  return <p class="as-of">{when}{waiting > 0 && ` · ${shell.delivery.onPhoneOnly(waiting)}`}</p>
}

const trouble = (): string | null => {
  switch (sending.value.trouble) {
    case 'login': return shell.delivery.troubleLogin
    case 'busy': return shell.delivery.troubleBusy
    case 'refused': return sending.value.detail ? shell.delivery.troubleRefused(sending.value.detail) : shell.delivery.troubleUnforeseen
    case 'storage': return shell.delivery.troubleStorage
    case 'no_answer': return shell.delivery.troubleNoAnswer
    default: return null
  }
}

/** What is on this phone only, how old it is, when it was last delivered, and the button; at a desk nothing of what is done before going underground. */
export function DeliveryCard({ atDesk }: { atDesk?: boolean }) {
  const found = delivery.value
  const waiting = found?.waiting ?? 0
  const files = found?.files ?? 0
  const { answered_at, delivered_at } = found?.server ?? { answered_at: null, delivered_at: null }
  const why = trouble()
  return (
    <Card>
      <div class="delivery">
        <Icon name={waiting || files ? 'phone' : allDelivered() ? 'cloudDone' : 'cloud'} size={34} weight={1.8} />
        <div class="grow">
          <h2>{waiting ? shell.delivery.onPhoneOnly(waiting) : files ? shell.delivery.filesOnly(files) : allDelivered() ? shell.delivery.allLong : shell.delivery.never}</h2>
          {waiting > 0 && found?.oldest_at && <p class="small">{shell.delivery.oldest(ageText(found.oldest_at, minute.value))}</p>}
          {waiting > 0 && files > 0 && <p class="small">{shell.delivery.filesOnly(files)}</p>}
          <p class="small soft">{delivered_at ? shell.delivery.lastDelivered(momentText(delivered_at, minute.value)) : shell.delivery.noneDelivered}</p>
          {answered_at !== null && <p class="small soft">{shell.delivery.lastAnswer(momentText(answered_at, minute.value))}</p>}
          {why && <p class="small delivery-why">{why}</p>}
          {!atDesk && <p class="small soft">{storageKept.value ? shell.delivery.kept : shell.delivery.mayGo} · {isInstalled() ? shell.delivery.installed : shell.delivery.notInstalled}</p>}
          {storageKept.value === false && waiting + files > 0 && <p class="small soft">{shell.delivery.notKept}</p>}
        </div>
      </div>
      {sending.value.trouble === 'login'
        ? <a class="button main wide" href={to('login')}><Icon name="lock" /><span>{shell.delivery.loginNow}</span></a>
        : <Button wide icon="sync" busy={sending.value.busy} onClick={() => wake('button')}>{waiting || files ? shell.delivery.sendNow : shell.delivery.fetchNow}</Button>}
      {waiting > 0 && <a class="button quiet wide" href={to('rescue')}><Icon name="lock" /><span>{shell.delivery.takeOut}</span></a>}
      {!atDesk && <a class="button quiet wide" href={to('ready')}>{shell.delivery.ready}</a>}
    </Card>
  )
}
