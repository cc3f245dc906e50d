/** What is written into a form lies on this phone as a draft: kept at every pause, before an update, a lock and a handover, and when the page is left; gone with the act that used it. */
import { signal, type Signal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { attempt } from './acting'
import { savers } from './release'
import { to } from './route'
import { phone } from './session'
import { dropDraft, keepDraft, readDraft, type Intent, type Json, type Phone, type Recording } from './sync'
import { forgetOldWords, WORDS } from './sync/shortForms'

const PAUSE_MS = 400

/**
 * `blank`: what the form holds while nothing is written, which is no draft; null where everything is one. `seen`: what stood when the form was opened, where
 * it changes what stands: a draft over anything else is not given back. `onKept`: a draft lies here now.
 */
interface Form<W> { place: string; opened: W; blank: W | null; seen?: Json | undefined; onKept?: (() => void) | undefined }

/** What a form comes to. */
interface Deed { intents: readonly Intent[]; recording?: Recording }

/** What is done with a form; a function where the disk must be asked first. */
type Doing = readonly Intent[] | ((store: Phone) => Promise<Deed>)

/** What is under way for each person's drafts: one after the other, so that none is written after the act that took it away, and none is read before the page that was left has kept its own. */
const underWay = new WeakMap<Phone, Promise<unknown>>()

/** Whose drafts were looked through for old words since the app was started. */
const tidied = new WeakSet<Phone>()

/** One open form, its draft in the store of the person who opened it; where the browser keeps nothing, a form without a draft. */
export class Keeper<W extends object> {
  readonly writing: Signal<W>
  /** What the disk has, as text; the blank form where it has nothing. */
  private lying: string
  private timer = 0
  private isSpending = false
  private stop = (): void => undefined

  constructor(private readonly phone: Phone | null, private form: Form<W>) {
    this.writing = signal(form.opened)
    this.lying = JSON.stringify(form.opened)
  }

  /** From here to `end` what is written is kept; what was written before is given back. */
  begin(): void {
    savers.add(this.keep)
    const { blank } = this.form
    if (blank) void this.next(() => this.giveBack(blank)).catch(() => undefined)
    void this.next(() => this.forgetOld()).catch(() => undefined)
    this.stop = this.writing.subscribe(() => { this.soon() })
  }

  end(): void {
    this.stop()
    savers.delete(this.keep)
    void attempt(this.keep)
  }

  /** Keeps what is written now. Resolves when nothing is under way any more; throws when the disk is full. */
  readonly keep = (): Promise<void> => {
    clearTimeout(this.timer)
    return this.next(() => this.keepOnce())
  }

  /** Puts what the form came to into the log and takes the draft away, both or neither; a second tap meanwhile does nothing. Throws when the disk is full: the words are then still there. */
  async spend(doing: Doing): Promise<boolean> {
    if (this.isSpending) return false
    this.isSpending = true
    await this.next(() => this.spendOnce(doing)).finally(() => { this.isSpending = false })
    return true
  }

  /** What the form holds while nothing is written; where everything is a draft, what it opened with. */
  get blank(): W { return this.form.blank ?? this.form.opened }

  /** Nothing is written any more once `blank` is in the form: it was sent, or fetched anew. Whoever has begun to write keeps the words. */
  rest(blank: W): void {
    const [was, now] = [JSON.stringify(this.form.blank), JSON.stringify(blank)]
    const isUntouched = JSON.stringify(this.writing.peek()) === was
    this.form = { ...this.form, blank }
    // A draft that says the same as the new blank is none any more.
    this.lying = this.lying === was ? now : this.lying === now ? '' : this.lying
    if (isUntouched && was !== now) this.writing.value = blank
  }

  private soon(): void {
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => { void attempt(this.keep) }, PAUSE_MS)
  }

  private next<T>(work: () => Promise<T>): Promise<T> {
    const done = ((this.phone && underWay.get(this.phone)) ?? Promise.resolve()).then(work)
    if (this.phone) underWay.set(this.phone, done.catch(() => undefined))
    return done
  }

  private async giveBack(blank: W): Promise<void> {
    const found = this.phone && (await readDraft<W & { seen?: Json }>(this.phone.store, this.form.place))
    // Whoever has begun to write meanwhile goes on.
    if (!found || JSON.stringify(this.writing.peek()) !== this.lying) return
    const { seen, ...content } = found.content
    if (this.form.seen !== undefined && JSON.stringify(seen) !== JSON.stringify(this.form.seen)) return
    const whole: W = { ...blank, ...content }
    this.lying = JSON.stringify(whole)
    this.writing.value = whole
  }

  private async forgetOld(): Promise<void> {
    if (!this.phone || tidied.has(this.phone)) return
    tidied.add(this.phone)
    await forgetOldWords(this.phone.store)
  }

  private async keepOnce(): Promise<void> {
    const [now, { place, blank, seen, onKept }] = [this.writing.peek(), this.form]
    const written = JSON.stringify(now)
    if (!this.phone || written === this.lying) return
    if (written === JSON.stringify(blank)) await dropDraft(this.phone.store, place)
    else await keepDraft(this.phone.store, place, seen === undefined ? now : { ...now, seen })
    this.lying = written
    onKept?.()
  }

  private async spendOnce(doing: Doing): Promise<void> {
    const { phone, form: { place, blank } } = this
    if (!phone) return
    const { intents, recording } = typeof doing === 'function' ? await doing(phone) : { intents: doing }
    if (intents.length) await phone.record(intents, { ...recording, draft: place })
    else await dropDraft(phone.store, place)
    if (blank) this.writing.value = blank
    this.lying = JSON.stringify(this.writing.peek())
  }
}

/** The form on the screen, from its first drawing to its last. */
export function useKeeper<W extends object>(form: Form<W>): Keeper<W> {
  const keeper = useMemo(() => new Keeper(phone.peek(), form), [form.place])
  useEffect(() => { keeper.begin(); return () => { keeper.end() } }, [keeper])
  return keeper
}

/** A short text, or a few fields, and the one way out of them. */
export interface Drafted<W> {
  writing: Signal<W>
  put: (part: Partial<W>) => void
  /** Where its draft lies. */
  place: string
  /** Does what the form is for. `after` once it is on this phone. */
  send: (doing: Doing, after?: () => void) => void
}

/** A form that opens blank, or with what was left in it at this place; `seen`: as of a `Form`. */
export function useDraft<W extends object>(form: string, blank: W, seen?: Json): Drafted<W> {
  const place = `${WORDS}${form}`
  const keeper = useKeeper({ place, opened: blank, blank, seen })
  const { writing } = keeper
  return {
    writing,
    place,
    put: part => { writing.value = { ...writing.value, ...part } },
    send: (doing, after) => { void attempt(async () => { if (await keeper.spend(doing)) after?.() }) },
  }
}

/** Once there is a draft, a reload finds it again and begins no other one. Whoever has gone on meanwhile is not brought back. */
export const findAgain = (page: string, id: string) => (): void => {
  if (location.hash.split('?')[0] === to(`${page}/new`)) history.replaceState(null, '', to(`${page}/${id}`))
}
