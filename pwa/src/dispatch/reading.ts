/** Reads the branch's orders and its tasks of a month from the rows on this phone. */
import type { DispatchChoiceRow, ResolutionDoneRow } from '../generated/http'
import { byOrderUrgency, isOpen, orderColour, standingAt } from '../orders'
import type { As, Meeting, Obligation, Order, OrderStep } from '../rows'
import type { Phone } from '../sync'
import { dayOf, periodsOf } from '../time'
import type { Colour } from '../ui'

export async function readOrders(phone: Pick<Phone, 'rows'>, branch: string, now: number): Promise<As<Order>[]> {
  return (await phone.rows<As<Order>>('dispatch_order')).filter(one => one.branch === branch).sort(byOrderUrgency(now))
}

/** What the words of the dictionaries are, by field and key. */
export async function readChoices(phone: Pick<Phone, 'rows'>): Promise<ReadonlyMap<string, string>> {
  return new Map((await phone.rows<As<DispatchChoiceRow>>('dispatch_choice')).map(one => [`${one.field}/${one.key}`, one.title]))
}

export interface Story { order: As<Order>; steps: As<OrderStep>[]; choices: ReadonlyMap<string, string>; waiting: ReadonlySet<string>; open: ReadonlySet<string> }

export async function readStory(phone: Phone, id: string): Promise<Story | null> {
  const [order, steps, choices, { waiting, open }] = await Promise.all([phone.row<As<Order>>('dispatch_order', id), phone.children<As<OrderStep>>('dispatch_step', id), readChoices(phone), phone.touched()])
  return order && { order, steps: steps.sort((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity) || (a.id < b.id ? -1 : 1)), choices, waiting, open }
}

/** One line of the month: `standing` is a word of orders or of duties. */
export interface Task { what: 'obligation' | 'order' | 'resolution'; id: string; title: string; owner: string; due_on: string; standing: string; colour: Colour; kind: string; period: string; href: string
  /** The month since which progress is asked for, until it is due. */
  asked_from?: string }

const FILED: readonly string[] = ['submitted', 'approved']

function ofDuties(duties: readonly Obligation[], stateOf: (one: Obligation) => string, colourOf: (state: string) => Colour): Task[] {
  return duties.map(one => {
    const standing = stateOf(one)
    return { what: 'obligation', id: one.id, title: '', owner: one.org, due_on: dayOf(one.due_at), standing, colour: colourOf(standing), kind: one.kind, period: one.period, href: one.meeting ? `record/${one.meeting}` : `write/new?obligation=${one.id}` }
  })
}

const ofOrders = (orders: readonly Order[], now: number): Task[] => orders.filter(one => one.state !== 'withdrawn').map(one => {
  const standing = standingAt(one, now)
  const asked_from = one.every && isOpen(one) ? dayOf(one.issued_at).slice(0, 7) : ''
  return { what: 'order', id: one.id, title: one.content, owner: '', asked_from, due_on: one.due_on, standing, colour: orderColour(standing), kind: '', period: '', href: `order/${one.id}` }
})

function ofResolutions(meetings: readonly Meeting[], done: readonly ResolutionDoneRow[], today: string): Task[] {
  const told = new Map(done.filter(one => one.done_on && one.verdict !== 'returned').map(one => [one.meeting + one.text, one.done_on!]))
  return meetings.filter(one => FILED.includes(one.status)).flatMap(meeting => meeting.resolutions.filter(one => one.owner && /^\d{4}-\d\d-\d\d$/.test(one.due_on)).map(({ text, owner, due_on }): Task => {
    const day = told.get(meeting.id + text)
    const standing = day === undefined ? (due_on < today ? 'overdue' : 'upcoming') : day <= due_on ? 'done' : 'late'
    return { what: 'resolution', id: meeting.id + text, title: text, owner, due_on, standing, colour: orderColour(standing), kind: '', period: '', href: 'resolutions' }
  }))
}

const NOT_DONE: readonly string[] = ['overdue', 'overdue_provisional', 'progress_missed', 'not_mended', 'returned', 'progress_due', 'warning', 'upcoming']

/** What falls due in a month, by deadline; the running month carries on what earlier ones left undone, as the server's table does. */
export async function readTasks(phone: Pick<Phone, 'rows'>, branch: string, month: string, now: number): Promise<Task[]> {
  const [duties, orders, meetings, done] = await Promise.all([phone.rows<As<Obligation>>('obligation'), phone.rows<As<Order>>('dispatch_order'), phone.rows<As<Meeting>>('meeting'), phone.rows<As<ResolutionDoneRow>>('resolution_done')])
  const own = <T extends { branch: string }>(rows: readonly T[]) => rows.filter(one => one.branch === branch)
  const colours = new Map(duties.map(one => [one.state as string, one.colour]))
  const all = [...ofDuties(own(duties), one => one.state, state => colours.get(state) ?? 'grey'), ...ofOrders(own(orders), now), ...ofResolutions(own(meetings), done, dayOf(now))]
  const isRunning = periodsOf(now)[0] === month
  const carried = (one: Task) => isRunning && one.due_on < month && (one.what === 'obligation' ? one.standing.startsWith('overdue') : NOT_DONE.includes(one.standing))
  const asked = (one: Task) => Boolean(one.asked_from) && one.asked_from! <= month && month < one.due_on
  return all.filter(one => one.due_on.slice(0, 7) === month || asked(one) || carried(one)).sort((a, b) => a.due_on.localeCompare(b.due_on) || a.what.localeCompare(b.what) || (a.id < b.id ? -1 : 1))
}
