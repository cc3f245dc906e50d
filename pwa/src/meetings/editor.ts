/** One open recorder: its content as a signal, its draft kept at every pause, its save. */
import { batch, computed, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { Branch } from '../branch'
import { heldOn } from '../branch'
import { afterPaint } from '../quiet'
import { savers } from '../release'
import type { Meeting, MeetingKind, Member } from '../rows'
import { draftId, goneOn, intentsOf, marksFor, sessionOf, spanOf, type Fields, type Writing } from './writing'
import { awaited, countHeads, expectedMembers, isTalk, isTalkOfOne, missingFields, needsReason, nextStatus, sessionFault, timeFault, type Heads, type Mark, type RequiredField, type SessionFault, type TimeFault } from './rules'
import { lastOf, type Opened } from './opening'
import { attachIntent, beforeSaving, draftFiles, dropDraft, dropFiles, keepDraft, type Phone } from '../sync'
import { dayOf } from '../time'

const PAUSE_MS = 400
const PREFILLED = ['day', 'start', 'end', 'place', 'chair', 'recorder'] as const

export type DraftState = { kept_at: number | null; failed: boolean }

/** What stands between this record and its submission. */
export interface Gaps extends Faults { unmarked: number; reasons: number; talk: boolean }

/** What is missing or wrong in the form beside the roll. */
export interface Faults { missing: RequiredField[]; time: TimeFault; sessions: SessionFault }

export class Editor {
  readonly writing: Signal<Writing>
  readonly draft: Signal<DraftState>
  /** Parts of what is written, each for itself: a mark on the roll draws nothing of the form anew. */
  readonly fields: ReadonlySignal<Fields>
  readonly org: ReadonlySignal<string>
  readonly expected: ReadonlySignal<Member[]>
  /** The marks as they were when the screen was painted last: a tap on a face shows at once, and what follows from it is drawn after that. */
  readonly seen: Signal<Writing['marks']>
  readonly heads: ReadonlySignal<Heads>
  /** Of the marks seen. */
  readonly headsSeen: ReadonlySignal<Heads>
  readonly faults: ReadonlySignal<Faults>
  readonly gaps: ReadonlySignal<Gaps>
  readonly reasons: Record<string, string>
  readonly places: readonly string[]
  private readonly faces = new Map<string, Signal<Mark | undefined>>()
  private painting = false
  private timer = 0
  private dirty = false
  /** Why what is written could not be kept. */
  private fault: unknown = null
  /** What the log has of this form since it was saved here. */
  private saved: Writing | null = null
  private over = false
  private isDiscarded = false
  private keeping: Promise<void> = Promise.resolve()

  /** The people of the branch; they may arrive or change while a record is open. */
  readonly people: Signal<Branch>

  constructor(private readonly phone: Phone, branch: Branch, private readonly opened: Opened) {
    this.people = signal(branch)
    this.writing = signal(opened.writing)
    this.draft = signal({ kept_at: opened.kept_at, failed: false })
    this.reasons = opened.reasons
    this.places = opened.places
    this.fields = computed(() => this.writing.value.fields)
    this.org = computed(() => this.writing.value.org)
    this.expected = computed(() => this.whoIsExpected())
    this.seen = signal(opened.writing.marks)
    this.heads = computed(() => this.count(this.writing.value.marks))
    this.headsSeen = computed(() => this.count(this.seen.value))
    this.faults = computed(() => this.findFaults())
    this.gaps = computed(() => this.findGaps())
    savers.add(this.saver)
  }

  get branch(): Branch { return this.people.value }

  set(fields: Partial<Fields>): void {
    this.change({ ...this.writing.value, fields: { ...this.writing.value.fields, ...fields } })
  }

  /** Whether the record has been saved, here or before: its photos are then named at once. */
  readonly exists = (): boolean => !this.writing.value.made || this.saved !== null

  /** A photo was added to the draft, which must then be found again. */
  readonly noteFile = (): void => { if (!this.exists()) this.change({ ...this.writing.value }) }

  /** Keeps what is in the form as a draft even if nothing was typed yet, so that another page can show it. */
  keepNow(): Promise<void> { this.change({ ...this.writing.value }); return this.keep() }

  setOrg(org: string): void { this.change({ ...this.writing.value, org }) }

  /** Another kind, or another group: what is still as it was prefilled follows the last meeting of that kind. */
  chooseKind(fields: Partial<Fields> & { kind: MeetingKind }, org: string): void {
    const { writing, opened: { refill } } = this
    const was = refill?.(writing.value.fields.kind, writing.value.org)
    const now = refill?.(fields.kind, org)
    const follows = was && now ? PREFILLED.filter(name => writing.value.fields[name] === was[name]).map(name => [name, now[name]]) : []
    this.change({ ...writing.value, marks: marksFor(fields.kind, writing.value), org, fields: { ...writing.value.fields, ...Object.fromEntries(follows), ...fields } })
  }

  /** What was recorded the last time of this kind; null where there was none. */
  get last(): Meeting | null {
    const { fields, org } = this.writing.value
    return lastOf(this.opened.past, fields.kind, org)
  }

  mark(marks: Record<string, Mark>): void {
    const { marks: before, by_all } = this.writing.value
    this.change({ ...this.writing.value, marks: { ...before, ...marks }, by_all: by_all.filter(member => !marks[member]) })
  }

  /** A member's mark, for that member's face alone: the others are not even asked. */
  markOf(member: string): ReadonlySignal<Mark | undefined> {
    const found = this.faces.get(member) ?? signal(this.writing.peek().marks[member])
    this.faces.set(member, found)
    return found
  }

  /** What a tap on a face makes of it; whoever came needs no reason. Who was put into a talk by mistake is taken out of it again. */
  tap(member: string): void {
    const { marks, seenMarks, fields } = this.writing.value
    const mark = marks[member]
    if (mark && isTalk(fields.kind) && !seenMarks[member]) return this.unmark(member)
    const status = nextStatus(mark?.status)
    this.mark({ [member]: { status, reason: status === 'present' ? '' : (mark?.reason ?? '') } })
  }

  private unmark(member: string): void {
    const { [member]: _, ...marks } = this.writing.value.marks
    this.change({ ...this.writing.value, marks })
  }

  /** One mark for all who have none yet. */
  everyonePresent(): void {
    const { marks, by_all } = this.writing.value
    const left = this.expected.value.filter(one => !marks[one.id]).map(one => [one.id, { status: 'present', reason: '' }] as [string, Mark])
    this.change({ ...this.writing.value, marks: { ...marks, ...Object.fromEntries(left) }, everyone: true, by_all: [...by_all, ...left.map(([member]) => member)] })
  }

  /** Saves the draft now; runs at every pause, before an update, and when the page is left. Resolves when nothing is under way any more. */
  readonly keep = (): Promise<void> => {
    clearTimeout(this.timer)
    this.keeping = this.keeping.then(() => this.keepOnce())
    return this.keeping
  }

  /** The same for an update, which must know when it cannot be. */
  private readonly saver = async (): Promise<void> => {
    await this.keep()
    if (this.fault && this.dirty) throw this.fault
  }

  private async keepOnce(): Promise<void> {
    if (!this.dirty || this.isDiscarded) return
    this.dirty = false
    const now = Date.now()
    try {
      // What is typed when the record is saved already, the page about to go, belongs to the record.
      if (this.over) return await this.saveOnce(false)
      await keepDraft(this.phone.store, draftId(this.writing.value.id), this.left(), now)
      this.draft.value = { kept_at: now, failed: false }
      this.fault = null
    } catch (error) {
      this.dirty = true
      this.fault = error
      this.draft.value = { ...this.draft.value, failed: true }
    }
  }

  /**
   * Writes the record's mutations in one strict transaction that also ends the draft; what is typed while the disk is waited for, in one more.
   * Throws when the disk is full.
   */
  save(submit: boolean): Promise<void> {
    clearTimeout(this.timer)
    const saving = this.keeping.then(() => this.saveOnce(submit))
    this.keeping = saving.catch(() => undefined)
    return saving
  }

  private async saveOnce(submit: boolean): Promise<void> {
    const { id } = this.writing.value
    // Photos of a record that exists were named when they were added.
    const first = this.exists() ? { files: [] } : await beforeSaving(this.phone.store, id)
    const [typed, written] = [this.writing.value, this.withExpectedMarks()]
    const intents = intentsOf(written, submit, { expected: this.expected.value, seen: this.branch.seen }, first.files.map(attachIntent))
    await this.phone.record(intents, { draft: draftId(id), resends: this.opened.resends, ...first })
    this.saved = written
    this.dirty = this.writing.value !== typed
    if (this.dirty) return this.saveOnce(submit)
    this.over = true
  }

  /** What is written and not yet in the log. */
  private left(): Writing {
    return this.saved ? goneOn(this.saved, this.writing.value) : this.writing.value
  }

  async discard(): Promise<void> {
    this.isDiscarded = true
    clearTimeout(this.timer)
    const { id } = this.writing.value
    await dropDraft(this.phone.store, draftId(id))
    await dropFiles(this.phone.store, (await draftFiles(this.phone.store, id)).map(one => one.file.id))
  }

  end(): void {
    void this.keep()
    savers.delete(this.saver)
  }

  private change(next: Writing): void {
    batch(() => {
      this.writing.value = next
      for (const [member, mark] of this.faces) mark.value = next.marks[member]
    })
    this.seeLater()
    this.dirty = true
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => { void this.keep() }, PAUSE_MS)
  }

  private count(marks: Writing['marks']): Heads {
    const markOf = (id: string) => marks[id]
    return countHeads(awaited(this.fields.value.kind, this.expected.value, markOf), markOf)
  }

  private seeLater(): void {
    if (this.painting || this.seen.peek() === this.writing.peek().marks) return
    this.painting = true
    afterPaint(() => { this.painting = false; this.seen.value = this.writing.peek().marks })
  }

  /** Puts people into a further session, which is to have come; nobody is in two. Whoever is taken out of it stays marked. */
  attend(session: number, members: readonly string[], joins: boolean): void {
    const { fields, marks, by_all } = this.writing.value
    const sessions = fields.sessions.map((one, at) => ({ ...one, members: [...one.members.filter(id => !members.includes(id)), ...(joins && at === session ? members : [])] }))
    const came = Object.fromEntries(members.map(member => [member, { status: 'present', reason: '' } as Mark]))
    this.change({ ...this.writing.value, fields: { ...fields, sessions }, ...(joins && { marks: { ...marks, ...came }, by_all: by_all.filter(member => !members.includes(member)) }) })
  }

  /** Marks of people who are not expected at this kind of meeting stay in the draft and are not sent, unless the server has them; nor is who was absent sent as of a session. */
  private withExpectedMarks(): Writing {
    const writing = this.left()
    const expected = new Set(this.expected.value.map(one => one.id))
    const marks = Object.fromEntries(Object.entries(writing.marks).filter(([member]) => expected.has(member) || writing.seenMarks[member]))
    const sessions = writing.fields.sessions.map(one => ({ ...one, members: one.members.filter(member => marks[member]?.status === 'present') }))
    return { ...writing, marks, fields: { ...writing.fields, sessions } }
  }

  private whoIsExpected(): Member[] {
    const [fields, org] = [this.fields.value, this.org.value]
    const { held_start } = spanOf(fields)
    const posts = heldOn(this.branch.posts, dayOf(held_start ?? Date.now()))
    return expectedMembers(fields.kind, org, this.branch.members, posts)
  }

  private findGaps(): Gaps {
    const { marks } = this.writing.value
    const here = this.expected.value.map(one => marks[one.id]).filter((mark): mark is Mark => mark !== undefined)
    return {
      ...this.faults.value,
      unmarked: this.heads.value.unmarked,
      talk: isTalkOfOne(this.fields.value.kind, this.heads.value),
      reasons: here.filter(mark => needsReason(mark.status) && !mark.reason.trim()).length,
    }
  }

  private findFaults(): Faults {
    const fields = this.fields.value
    const span = spanOf(fields)
    return {
      missing: missingFields({ ...fields, ...span }),
      sessions: sessionFault(fields.kind, fields.votes, fields.sessions.map(sessionOf)),
      time: timeFault(span.held_start, span.held_end, Date.now()),
    }
  }
}

export const complete = ({ missing, time, unmarked, reasons, sessions, talk }: Gaps): boolean => !missing.length && !sessions && (time === null || time === 'future') && !unmarked && !reasons && !talk
