/** How much rooms are used between two days: by room, by hour, by branch. */
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { ExportButton } from '../../exporting'
import type { UsedOut, UseOut } from '../../generated/http'
import { Resource } from '../../load'
import { DAY_MS, dayOf } from '../../time'
import { Section } from '../../ui'
import { Head, isDay } from './Head'
import { words } from './words'

const MONTH = 30
const used = new Resource<UsedOut>()
const days = signal({ first: dayOf(Date.now() - MONTH * DAY_MS), last: dayOf(Date.now()) })

const percent = (share: number): string => `${Math.round(share * 100)}%`

function Uses({ title, uses, withShare }: { title: string; uses: readonly UseOut[]; withShare: boolean }) {
  const { name, bookings, hours, share } = words.columns
  return (
    <Section title={title}>
      <table class="list-table rooms-use">
        <thead><tr>{[name, bookings, hours, ...(withShare ? [share] : [])].map(one => <th key={one} scope="col">{one}</th>)}</tr></thead>
        <tbody>{uses.map(one => <tr key={one.key}><th scope="row">{one.name}</th><td>{one.bookings}</td><td>{Math.round(one.minutes / 6) / 10}</td>{withShare && <td>{one.share !== null && <span class="rooms-share"><progress max={1} value={one.share} aria-hidden="true" />{percent(one.share)}</span>}</td>}</tr>)}</tbody>
      </table>
    </Section>
  )
}

export function UsePage() {
  const { first, last } = days.value
  const load = () => { void used.load(`/api/bookings/use?first=${first}&last=${last}`) }
  useEffect(load, [first, last])
  const set = (part: Partial<typeof days.value>) => { if (Object.values(part).every(isDay)) days.value = { ...days.value, ...part } }
  return (
    <div>
      <Head title={words.use} tab="use">
        <label class="rooms-between">{words.from}<input class="control" type="date" value={first} onInput={event => set({ first: event.currentTarget.value })} /></label>
        <label class="rooms-between">{words.to}<input class="control" type="date" value={last} onInput={event => set({ last: event.currentTarget.value })} /></label>
        <ExportButton path="/api/bookings/export" query={{ first, last }} name={words.bookName(first, last)} />
      </Head>
      <Answered of={used.state.value} waiting={words.waiting} again={load}>
        {data => (
          <div class="rooms-column">
            <p class="soft">{words.useText}</p>
            <Uses title={words.rooms} uses={data.rooms} withShare />
            <Uses title={words.hours} uses={data.hours} withShare />
            {data.branches.length ? <Uses title={words.branches} uses={data.branches} withShare={false} /> : <p>{words.noUse}</p>}
          </div>
        )}
      </Answered>
    </div>
  )
}
