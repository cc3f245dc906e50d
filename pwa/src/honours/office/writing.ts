/** A story as it is being written: its pieces, its people, and the revision that it was opened at; what is typed is a draft of the writer's own until the server has it. */
import { signal } from '@preact/signals'
import { api, asProblem, type Problem } from '../../api'
import type { SomeoneIn, TaleOut } from '../../generated/http'
import { Keeper } from '../../keeping'
import { phone } from '../../session'
import type { Phone } from '../../sync'
import type { Block, BlockKind } from '../reading'

const PATIENCE_MS = 180_000

export interface Draft { kind: 'person' | 'case'; org: string; title: string; lead: string; people: readonly SomeoneIn[]; blocks: readonly Block[] }
export interface Writing { tale: TaleOut | null; draft: Draft; changed: boolean; busy: 'saving' | 'sending' | null; problem: Problem | null }

const EMPTY: Draft = { kind: 'person', org: '', title: '', lead: '', people: [], blocks: [] }
export const writing = signal<Writing>({ tale: null, draft: EMPTY, changed: false, busy: null, problem: null })

const draftOf = ({ kind, org, title, lead, people, blocks }: TaleOut): Draft => ({ kind: kind === 'case' ? 'case' : 'person', org, title, lead, people, blocks: blocks.map(one => ({ text: '', picture: '', ...one })) })

const put = (change: Partial<Writing>): void => { writing.value = { ...writing.value, ...change } }

let keeper: Keeper<Draft> | null = null

/** What is `written` and differs from `sent` is kept, over this revision alone. */
function keeperOver(store: Phone | null, tale: TaleOut | null, sent: Draft, written: Draft): Keeper<Draft> {
  const made = new Keeper<Draft>(store, { place: `words:office/story/${tale?.story ?? 'new'}`, opened: sent, blank: sent, seen: tale?.rev ?? 0 })
  made.begin()
  made.writing.value = written
  return made
}

/** So it is from here on; what was left here over this revision is given back. */
function keepOver(tale: TaleOut | null, sent: Draft): void {
  const mine = keeper = keeperOver(phone.peek(), tale, sent, writing.peek().draft)
  mine.writing.subscribe(draft => { if (mine === keeper && draft !== writing.peek().draft) put({ draft, changed: draft !== sent }) })
}

/** What was written here lies elsewhere now: nothing is left where a new story begins, or over a revision that is none any more. */
function forget(was: Keeper<Draft>): void {
  was.writing.value = was.blank
  was.end()
}

/** Keeps what is still on its way to the disk. */
export function leave(): void {
  keeper?.end()
  keeper = null
}

/** Begins anew, or goes on with a story of the server's. */
export async function open(id: string): Promise<void> {
  leave()
  const fresh: Writing = { tale: null, draft: EMPTY, changed: false, busy: null, problem: null }
  writing.value = fresh
  if (id === 'new') return keepOver(null, EMPTY)
  try {
    const tale = await api<TaleOut>(`/api/stories/${encodeURIComponent(id)}`)
    // Whoever has opened another one meanwhile writes that.
    if (writing.peek() !== fresh) return
    const draft = draftOf(tale)
    put({ tale, draft })
    keepOver(tale, draft)
  } catch (error) { put({ problem: asProblem(error) }) }
}

export function write(change: Partial<Draft>): void {
  put({ draft: { ...writing.value.draft, ...change }, changed: true })
  if (keeper) keeper.writing.value = writing.value.draft
}

/** Back to what the server has. */
export const dropChanges = (): void => { if (keeper) write(keeper.blank); put({ changed: false }) }

export const setBlock = (at: number, change: Partial<Block>): void => write({ blocks: writing.value.draft.blocks.map((one, place) => (place === at ? { ...one, ...change } : one)) })
export const addBlock = (kind: BlockKind, picture = ''): void => write({ blocks: [...writing.value.draft.blocks, { kind, text: '', picture }] })
export const dropBlock = (at: number): void => write({ blocks: writing.value.draft.blocks.filter((_, place) => place !== at) })

/** Changes places with the piece before it (-1) or after it (1). */
export function moveBlock(at: number, by: -1 | 1): void {
  const blocks = [...writing.value.draft.blocks]
  const [one, other] = [blocks[at], blocks[at + by]]
  if (!one || !other) return
  blocks[at] = other
  blocks[at + by] = one
  write({ blocks })
}

/** What is on its way to the server, and where it was written. */
interface Sent { tale: TaleOut | null; draft: Draft; was: Keeper<Draft> | null; store: Phone | null }

/** Writes it to the server; gives the story's id, or null where it was refused or the writer has left it meanwhile. */
export async function save(): Promise<string | null> {
  const { tale, draft } = writing.value
  const sent: Sent = { tale, draft, was: keeper, store: phone.peek() }
  put({ busy: 'saving', problem: null })
  try {
    const [path, method] = tale ? [`/api/stories/${tale.story}`, 'PUT' as const] : ['/api/stories', 'POST' as const]
    const kept = await api<TaleOut>(path, { method, body: { rev: tale?.rev ?? 0, ...draft } })
    return keeper === sent.was ? goOnOver(kept, sent) : keepLeft(kept, sent)
  } catch (error) {
    if (keeper === sent.was) put({ busy: null, problem: asProblem(error) })
    return null
  }
}

/** What was typed meanwhile stays, and waits to be saved. */
function goOnOver(kept: TaleOut, { draft, was }: Sent): string {
  put({ tale: kept, busy: null, changed: writing.value.draft !== draft })
  keeper = null
  if (was) forget(was)
  keepOver(kept, draft)
  return kept.story
}

/** Whoever has left it finds it again under its own address, with what was typed meanwhile. What another story has at the same place is that one's. */
function keepLeft(kept: TaleOut, { tale, draft, was, store }: Sent): null {
  const written = was?.writing.peek() ?? draft
  if (was && !(keeper && writing.peek().tale?.story === tale?.story)) forget(was)
  keeperOver(store, kept, draft, written).end()
  return null
}

/** Sends a picture and puts it at the end of the text; a story that is not saved yet is saved first. Gives the story's id, or null where it was refused. */
export async function addPicture(file: File): Promise<string | null> {
  const story = writing.value.tale?.story ?? await save()
  if (!story) return null
  put({ busy: 'sending', problem: null })
  try {
    const picture = await api<TaleOut['pictures'][number]>(`/api/stories/${story}/pictures`, { method: 'POST', body: file, timeout_ms: PATIENCE_MS })
    const { tale } = writing.value
    put({ busy: null, tale: tale && { ...tale, pictures: [...tale.pictures, picture] } })
    addBlock('picture', picture.picture)
  } catch (error) { put({ busy: null, problem: asProblem(error) }) }
  return story
}
