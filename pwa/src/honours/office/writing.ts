/** A story as it is being written in this tab: its pieces, its people, and the revision that it was opened at. */
import { signal } from '@preact/signals'
import { api, asProblem, type Problem } from '../../api'
import type { SomeoneIn, TaleOut } from '../../generated/http'
import type { Block, BlockKind } from '../reading'

const PATIENCE_MS = 180_000

export interface Draft { kind: 'person' | 'case'; org: string; title: string; lead: string; people: readonly SomeoneIn[]; blocks: readonly Block[] }
export interface Writing { tale: TaleOut | null; draft: Draft; changed: boolean; busy: 'saving' | 'sending' | null; problem: Problem | null }

const EMPTY: Draft = { kind: 'person', org: '', title: '', lead: '', people: [], blocks: [] }
export const writing = signal<Writing>({ tale: null, draft: EMPTY, changed: false, busy: null, problem: null })

const draftOf = ({ kind, org, title, lead, people, blocks }: TaleOut): Draft => ({ kind: kind === 'case' ? 'case' : 'person', org, title, lead, people, blocks: blocks.map(one => ({ text: '', picture: '', ...one })) })

const put = (change: Partial<Writing>): void => { writing.value = { ...writing.value, ...change } }

/** Begins anew, or goes on with a story of the server's. */
export async function open(id: string): Promise<void> {
  writing.value = { tale: null, draft: EMPTY, changed: false, busy: null, problem: null }
  if (id === 'new') return
  try {
    const tale = await api<TaleOut>(`/api/stories/${encodeURIComponent(id)}`)
    put({ tale, draft: draftOf(tale) })
  } catch (error) { put({ problem: asProblem(error) }) }
}

export const write = (change: Partial<Draft>): void => put({ draft: { ...writing.value.draft, ...change }, changed: true })

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

/** Writes it to the server; gives the story's id, or null where it was refused. */
export async function save(): Promise<string | null> {
  const { tale, draft } = writing.value
  put({ busy: 'saving', problem: null })
  try {
    const [path, method] = tale ? [`/api/stories/${tale.story}`, 'PUT' as const] : ['/api/stories', 'POST' as const]
    const kept = await api<TaleOut>(path, { method, body: { rev: tale?.rev ?? 0, ...draft } })
    // What was typed meanwhile stays, and waits to be saved.
    put({ tale: kept, busy: null, changed: writing.value.draft !== draft })
    return kept.story
  } catch (error) {
    put({ busy: null, problem: asProblem(error) })
    return null
  }
}

/** Sends a picture and puts it at the end of the text; a story that is not saved yet is saved first. */
export async function addPicture(file: File): Promise<void> {
  const story = writing.value.tale?.story ?? await save()
  if (!story) return
  put({ busy: 'sending', problem: null })
  try {
    const picture = await api<TaleOut['pictures'][number]>(`/api/stories/${story}/pictures`, { method: 'POST', body: file, timeout_ms: PATIENCE_MS })
    const { tale } = writing.value
    put({ busy: null, tale: tale && { ...tale, pictures: [...tale.pictures, picture] } })
    addBlock('picture', picture.picture)
  } catch (error) { put({ busy: null, problem: asProblem(error) }) }
}
