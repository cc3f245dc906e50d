/** The mine's working days: a year at a glance, turned day by day or brought in from the notice as it is published. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../../answered'
import { api, asProblem, type Problem } from '../../../api'
import { ExportButton } from '../../../exporting'
import type { NoticeOut, NoticeReadOut } from '../../../generated/http'
import { Resource } from '../../../load'
import { ReasonSheet } from '../../../reasoning'
import { go } from '../../../route'
import { dayOf } from '../../../time'
import { AreaField, Button, IconButton, Notice } from '../../../ui'
import { announce } from '../../../ui/Announcer'
import { DropZone } from '../../../ui/DropZone'
import { differing, exceptionsOf, monthDays, offAndOn, stateOf, turned, type Exceptions } from './days'
import { words } from './words'
import './settings.css'

const found = new Resource<NoticeOut>()
const load = (year: number): void => { void found.load(`/api/workdays/${year}`) }

function Month({ year, month, days, onTurn }: { year: number; month: number; days: Exceptions; onTurn: (day: string) => void }) {
  return (
    <section class="year-month" aria-label={words.month(month)}>
      <h2>{words.month(month)}</h2>
      <div class="year-days">
        {words.weekdays.map((name, at) => <span key={at} class="soft small" aria-hidden="true">{name}</span>)}
        {monthDays(year, month).map((day, at) => {
          if (!day) return <span key={at} />
          const state = stateOf(day, days)
          return (
            <button key={day} type="button" class={`year-day is-${state}`} aria-label={words.dayName(day, words.states[state])} onClick={() => onTurn(day)}>
              {Number(day.slice(8))}{(state === 'off' || state === 'on') && <b>{words.marks[state]}</b>}
            </button>
          )
        })}
      </div>
    </section>
  )
}

function Bring({ year, onRead }: { year: number; onRead: (read: NoticeReadOut) => void }) {
  const text = useSignal('')
  const busy = useSignal(false)
  const problem = useSignal<Problem | null>(null)
  const told = useSignal<NoticeReadOut | null>(null)
  const read = async (body: Blob) => {
    busy.value = true
    problem.value = null
    try {
      told.value = await api<NoticeReadOut>(`/api/workdays/${year}/read`, { method: 'POST', body })
      if (told.value.holidays.length + told.value.workdays.length) onRead(told.value)
    } catch (error) {
      problem.value = asProblem(error)
    }
    busy.value = false
  }
  const count = told.value && told.value.holidays.length + told.value.workdays.length
  return (
    <details class="year-bring">
      <summary>{words.bring}</summary>
      <AreaField id="notice-text" label={words.paste} hint={words.pasteHint} rows={4} maxLength={20000} value={text.value} onInput={value => { text.value = value }} />
      <Button small busy={busy.value} disabled={!text.value.trim()} onClick={() => { void read(new Blob([text.value], { type: 'text/plain' })) }}>{words.read}</Button>
      <DropZone title={words.orFile} choose={words.pick} accept=".xlsx" onFile={file => { void read(file) }} />
      {problem.value && <ProblemNotice problem={problem.value} />}
      {told.value && <p role="status">{count ? words.readDone(told.value.holidays.length, told.value.workdays.length) : words.readNothing}</p>}
      {told.value?.unclear.length ? <Notice tone="heed" title={words.unclear}><ul>{told.value.unclear.map(line => <li key={line}>{line}</li>)}</ul></Notice> : null}
    </details>
  )
}

function Year({ kept }: { kept: NoticeOut }) {
  const stands = exceptionsOf(kept.holidays, kept.workdays)
  const days = useSignal<Exceptions>(stands)
  const asking = useSignal(false)
  const { year } = kept
  const count = differing(stands, days.value)
  const save = async (reason: string) => {
    await api<NoticeOut>(`/api/workdays/${year}`, { method: 'PUT', body: { ...offAndOn(days.value), reason } })
    announce(words.saved)
    load(year)
  }
  return (
    <>
      {!stands.size && <Notice tone="heed" icon="alert" title={words.weekendsOnly(year)}><p>{words.weekendsOnlyText}</p></Notice>}
      {stands.size > 0 && <p class="soft">{words.known(kept.holidays.length, kept.workdays.length)}</p>}
      <Bring year={year} onRead={read => { days.value = exceptionsOf(read.holidays, read.workdays) }} />
      <div class="year-bar">
        <p class="grow" role="status">{count ? <b>{words.changed(count)}</b> : words.lead2}</p>
        {count > 0 && <><Button kind="quiet" onClick={() => { days.value = stands }}>{words.undo}</Button><Button kind="main" icon="check" disabled={!days.value.size} onClick={() => { asking.value = true }}>{words.save}</Button></>}
      </div>
      <div class="year-months">{Array.from({ length: 12 }, (_, at) => <Month key={at} year={year} month={at + 1} days={days.value} onTurn={day => { days.value = turned(day, days.value) }} />)}</div>
      {asking.value && <ReasonSheet title={words.saveTitle(year)} send={words.save} onSend={save} onClose={() => { asking.value = false }} />}
    </>
  )
}

export function CalendarPage({ query }: { query: URLSearchParams }) {
  const year = Number(query.get('year')) || Number(dayOf(Date.now()).slice(0, 4))
  const show = (next: number) => go(`office/settings/calendar?year=${next}`)
  useEffect(() => { load(year) }, [year])
  return (
    <div class="settings-wide">
      <div class="year-head"><IconButton icon="back" label={words.earlier} onClick={() => show(year - 1)} /><b aria-live="polite">{words.year(year)}</b><IconButton icon="go" label={words.later} onClick={() => show(year + 1)} /><ExportButton small path={`/api/workdays/${year}/export`} name={`${words.calendar} ${year}`} /></div>
      <Answered of={found.state.value} waiting={words.waitingDays} again={() => load(year)}>
        {kept => <Year key={`${kept.year}/${kept.holidays.join()}/${kept.workdays.join()}`} kept={kept} />}
      </Answered>
    </div>
  )
}
