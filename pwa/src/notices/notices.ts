/** Notices in words, by day, and what is done to them by a tap. */
import { act } from '../acting'
import { gradeText } from '../factWords'
import { orderWords } from '../orderWords'
import type { As, Meeting, Notice, Project } from '../rows'
import { uuid5, type Phone } from '../sync'
import { dayOf, dayText, dutyText, periodText } from '../time'
import type { IconName } from '../ui'
import { shell, wordFor } from '../words'
import { t } from './words'

/** What a person may be told of, in groups as people think of it; what waits for the office concerns nobody else. */
export const GROUPS = {
  records: ['record_returned', 'amendment_decided', 'held_decided', 'conflict_waiting'],
  duties: ['obligation_due', 'resolution_due', 'resolution_returned', 'contest_decided', 'excusal_decided', 'duty_reminded'],
  orders: ['order_issued', 'order_decided', 'order_due', 'order_overdue'],
  building: ['project_decided', 'project_due', 'project_offered', 'brand_decided', 'achievement_decided', 'training_called', 'guide_assigned', 'visit_recorded', 'visit_decided', 'visit_due'],
  rooms: ['booking_decided', 'booking_cancelled'],
  own: ['stars_shown', 'appeal_decided', 'veto_decided', 'correction_decided', 'opinion_answered', 'honour_given', 'consent_asked', 'rank_given', 'pair_kept', 'need_answered', 'growth_noted'],
  office: ['amendment_waiting', 'correction_waiting', 'opinion_waiting', 'appeal_waiting', 'held_waiting', 'project_waits', 'brand_waits', 'brand_recheck', 'consent_answered', 'achievement_waiting', 'need_waits'],
} as const
export type Group = keyof typeof GROUPS
export type Kind = (typeof GROUPS)[Group][number]
export const KINDS: readonly Kind[] = Object.values(GROUPS).flat()

const ICONS: Record<Kind, IconName> = {
  record_returned: 'undo', amendment_decided: 'pencil', held_decided: 'inbox', conflict_waiting: 'fork', obligation_due: 'clock', resolution_due: 'check',
  resolution_returned: 'undo', stars_shown: 'star', appeal_decided: 'text', veto_decided: 'alert', contest_decided: 'board', correction_decided: 'pencil', excusal_decided: 'clock', duty_reminded: 'alert', order_issued: 'send', order_decided: 'check', order_due: 'clock', order_overdue: 'alert',
  amendment_waiting: 'pencil', correction_waiting: 'person', opinion_waiting: 'inbox', opinion_answered: 'inbox', appeal_waiting: 'text', held_waiting: 'inbox',
  booking_decided: 'home', booking_cancelled: 'close', project_decided: 'board', project_due: 'clock', project_offered: 'inbox', project_waits: 'board', achievement_waiting: 'star', achievement_decided: 'star', brand_decided: 'star', brand_waits: 'star', brand_recheck: 'clock',
  guide_assigned: 'people', visit_recorded: 'text', visit_decided: 'undo', visit_due: 'clock',
  need_answered: 'book', need_waits: 'book', growth_noted: 'text',
  honour_given: 'star', consent_asked: 'person', consent_answered: 'person', training_called: 'people', rank_given: 'star', pair_kept: 'people',
}

/** The server derives the ids of choices and of browsers in the same way. */
const NAMESPACE = '0f6f2f6e-53c1-5b0b-8a0e-6d0f8a7c2b14'
export const choiceId = (member: string): string => uuid5(NAMESPACE, `choice/${member}`)
export const browserId = (endpoint: string): string => uuid5(NAMESPACE, `push/${endpoint}`)

export interface Choice { off: string[]; digest_at: string; quiet_from: string; quiet_to: string }
export const USUAL: Choice = { off: [], digest_at: '08:00', quiet_from: '22:00', quiet_to: '07:00' }

export interface Sentence { icon: IconName; title: string; text: string }

const dayOfText = (day: string): string => dayText(Date.parse(`${day}T00:00:00Z`))

const clockOfMinute = (at: number): string => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`

/** What guides, liaisons and secretaries are told of, and everyone of the box. */
const ofPeople = ({ title = '', state = '', due_on = '', year = 0 }: Notice['words']) => ({
  guide_assigned: () => t.about(title, `${wordFor(t.teams, state)} · ${t.from(dayOfText(due_on))}`),
  visit_recorded: () => t.about(title, dayOfText(due_on)),
  visit_decided: () => t.about(title, wordFor(t.visit, state)),
  visit_due: () => t.about(title, t.visitDue(dayOfText(due_on))),
  need_answered: () => t.about(title, wordFor(t.need, state)),
  need_waits: () => wordFor(t.need, state),
  growth_noted: () => t.growthNoted(year),
  opinion_waiting: () => wordFor(t.opinion, state),
  opinion_answered: () => wordFor(t.opinion, state),
})

const recordText = (kind: string, held_start: number | null): string => [wordFor(shell.kinds, kind), held_start !== null && dayText(held_start)].filter(Boolean).join(' ')

/** By address, what the page behind a notice is about, where its row is on this phone: which project, which record of which day. */
export async function readSubjects(phone: Pick<Phone, 'rows'>): Promise<ReadonlyMap<string, string>> {
  const [projects, meetings] = await Promise.all([phone.rows<As<Project>>('project'), phone.rows<As<Meeting>>('meeting')])
  return new Map([...projects.map(one => [`project/${one.id}`, one.title] as const), ...meetings.map(one => [`record/${one.id}`, recordText(one.kind, one.held_start)] as const)])
}

/** What a notice says, of what (`subject`) where its own words do not; a kind that this version of the app does not know is still shown, and still leads somewhere. */
export function sentenceOf({ kind, words }: Pick<Notice, 'kind' | 'words'>, subject = ''): Sentence {
  const { kind: meeting = '', held_start, fields = 0, state = '', quarter = '', period = '', due_at = 0, due_on = '', until_on = '', corrected, year = 0, number = 0, title = '', name = '', room = '', day = '', start = 0, end = 0 } = words
  const booked = () => t.booked(room, dayOfText(day), clockOfMinute(start), clockOfMinute(end))
  const record = recordText(meeting, held_start ?? null)
  const of = (what: string, text: string) => (what ? t.about(what, text) : text)
  const known = t.kinds[kind as Kind]
  const texts: Record<Kind, () => string> = {
    record_returned: () => t.returned(record, fields),
    amendment_decided: () => of(subject, wordFor(t.amendment, state)),
    held_decided: () => wordFor(t.held, state),
    conflict_waiting: () => of(subject, t.conflict),
    obligation_due: () => t.obligation(periodText(period), wordFor(shell.kinds, meeting), wordFor(shell.states, state), dayText(due_at)),
    resolution_due: () => t.resolution(record, dayOfText(due_on)),
    resolution_returned: () => t.resolutionReturned,
    stars_shown: () => t.stars(periodText(quarter), corrected ? t.starsCorrected : wordFor(t.starsState, state)),
    appeal_decided: () => t.about(periodText(quarter), wordFor(t.appeal, state)),
    veto_decided: () => t.about(periodText(quarter), wordFor(t.veto, state)),
    contest_decided: () => t.about(periodText(period), wordFor(t.contest, state)),
    correction_decided: () => wordFor(t.correction, state),
    excusal_decided: () => t.about(dutyText(period, wordFor(shell.kinds, meeting)), state === 'granted' && until_on ? t.putOff(dayOfText(until_on)) : wordFor(t.excusal, state)),
    duty_reminded: () => t.obligation(periodText(period), wordFor(shell.kinds, meeting), wordFor(shell.states, state), dayText(due_at)),
    order_issued: () => t.about(orderWords.number(year, number), orderWords.due(dayOfText(due_on))),
    order_decided: () => t.about(orderWords.number(year, number), wordFor(t.order, state)),
    order_due: () => t.about(orderWords.number(year, number), `${wordFor(orderWords.standings, state)} · ${orderWords.due(dayOfText(due_on))}`),
    order_overdue: () => t.about(orderWords.number(year, number), `${wordFor(orderWords.standings, state)} · ${orderWords.due(dayOfText(due_on))}`),
    booking_decided: () => t.about(booked(), wordFor(t.booking, state)),
    booking_cancelled: () => t.about(booked(), t.bookingCancelled),
    amendment_waiting: () => t.waits.amendment,
    correction_waiting: () => t.waits.correction,
    appeal_waiting: () => t.about(periodText(quarter), t.waits.appeal),
    held_waiting: () => t.waits.held,
    honour_given: () => t.about(String(year), name),
    consent_asked: () => t.about(name, t.consentAsked),
    consent_answered: () => t.about(name, wordFor(t.consents, state) + (state === 'withdrawn' && fields ? t.wasPrinted(fields) : '')),
    project_decided: () => t.about(title, wordFor(t.project, state)),
    project_due: () => t.about(title, `${wordFor(orderWords.standings, state)} · ${orderWords.due(dayOfText(due_on))}`),
    project_offered: () => of(subject, t.projectOffered),
    brand_decided: () => t.about(title, wordFor(t.brand, state)),
    brand_waits: () => t.about(title, wordFor(t.brand, state)),
    brand_recheck: () => t.about(title, `${wordFor(t.brand, state)} · ${orderWords.due(dayOfText(due_on))}`),
    ...ofPeople(words),
    project_waits: () => t.about(title, wordFor(t.project, state)),
    achievement_waiting: () => t.about(title, t.waits.achievement),
    achievement_decided: () => t.about(title, wordFor(t.achievement, state)),
    training_called: () => t.about(title, dayOfText(due_on)),
    rank_given: () => t.about(title, gradeText('contest', state)),
    pair_kept: () => t.about(title, t.pair[state as keyof typeof t.pair] ?? state),
  }
  return known ? { icon: ICONS[kind as Kind], title: known, text: texts[kind as Kind]() } : { icon: 'info', title: t.other, text: t.otherText }
}

/** Notices by the day on which they came, in the order given. */
export function byDay(notices: readonly As<Notice>[]): (readonly [day: string, As<Notice>[]])[] {
  const days = new Map<string, As<Notice>[]>()
  for (const one of notices) days.set(dayOf(one.at), [...(days.get(dayOf(one.at)) ?? []), one])
  return [...days]
}

const AT_ONCE = 200

/** Marks notices as read, in as many steps as a step may name. */
export function markRead(ids: readonly string[]): void {
  const steps = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, at) => ids.slice(at * AT_ONCE, (at + 1) * AT_ONCE))
  if (steps.length) act(steps.map(notices => ({ name: 'notice.read.v1', row: notices[0]!, base: 0, args: { notices } })))
}

export const choose = (member: string, choice: Choice): void => act([{ name: 'notice.choose.v1', row: choiceId(member), base: 0, args: { ...choice } }])
