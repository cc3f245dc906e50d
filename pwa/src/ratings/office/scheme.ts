/** One version of the scheme while it is looked at or edited: its values by path, what is to be mended, and what a dry run told. */
import { computed, signal } from '@preact/signals'
import { api, asProblem, type Problem } from '../../api'
import { Resource } from '../../load'
import type { SchemeOut, SchemesOut, TriedOut } from '../../generated/http'
import { served } from '../../text'
import { announce } from '../../ui/Announcer'
import { changesOf } from './changes'
import { words } from './words'

export type Content = SchemeOut['content']
export type { Countable, Rule, SchemeListed, SchemeOut } from '../../generated/http'

export const schemes = new Resource<SchemesOut>()
export const loadSchemes = (): Promise<void> => schemes.load('/api/schemes')

export const opened = new Resource<SchemeOut>()
export const edited = signal<Content | null>(null)
export const busy = signal<'' | 'saving' | 'trying' | 'publishing'>('')
export const problem = signal<Problem | null>(null)
export const tried = signal<TriedOut | null>(null)
const stored = signal<SchemeOut | null>(null)

export const version = computed(() => stored.value)
export const isDraft = computed(() => stored.value?.state === 'draft')
export const isChanged = computed(() => edited.value !== null && edited.value !== stored.value?.content)

function show(scheme: SchemeOut | null): void {
  stored.value = scheme
  edited.value = scheme?.content ?? null
}

export async function openScheme(id: string): Promise<void> {
  show(null)
  problem.value = tried.value = null
  takenOut.value = []
  await opened.load(`/api/schemes/${id}`)
  show(opened.state.value.data)
  if (isDraft.value) await loadPublished()
}

/** Does one thing at a time; a refusal stays on the screen until the next. */
async function act<T>(what: typeof busy.value, ask: () => Promise<T>): Promise<T | null> {
  busy.value = what
  problem.value = null
  try {
    return await ask()
  } catch (error) {
    problem.value = asProblem(error)
    return null
  } finally {
    busy.value = ''
  }
}

export const begin = (): Promise<SchemeOut | null> => act('saving', () => api<SchemeOut>('/api/schemes', { method: 'POST' }))

export async function save(): Promise<void> {
  const { id, rev } = stored.value!
  const saved = await act('saving', () => api<SchemeOut>(`/api/schemes/${id}`, { method: 'PUT', body: { rev, content: edited.value } }))
  if (!saved) return
  show(saved)
  announce(words.saved)
}

export async function tryIt(): Promise<void> {
  tried.value = await act('trying', () => api<TriedOut>(`/api/schemes/${stored.value!.id}/dry-run`, { timeout_ms: 120_000 }))
}

export async function publish(from_on: string, reason: string): Promise<boolean> {
  const { id, rev } = stored.value!
  const published = await act('publishing', () => api<SchemeOut>(`/api/schemes/${id}/publish`, { method: 'POST', body: { rev, from_on, reason } }))
  if (published) show(published)
  return published !== null
}

export const drop = (): Promise<true | null> => act('saving', () => api<null>(`/api/schemes/${stored.value!.id}`, { method: 'DELETE' }).then(() => true as const))

// --- Values by path, as the server names fields: `dimensions.0.title`

type Node = { [key: string]: unknown }

export function valueAt(content: Content, path: string): unknown {
  return path.split('.').reduce<unknown>((node, key) => (node as Node | undefined)?.[key], content)
}

function withValue(node: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  const copy = (Array.isArray(node) ? [...node] : { ...(node as Node) }) as Node
  copy[key] = withValue(copy[key], rest, value)
  return copy
}

export function setAt(path: string, value: unknown): void {
  if (edited.value) edited.value = withValue(edited.value, path.split('.'), value) as Content
}

/** The list at a path with one more, or with one less. */
export const addAt = (path: string, one: unknown): void => setAt(path, [...(valueAt(edited.value!, path) as unknown[] ?? []), one])
export const removeAt = (path: string, at: number): void => setAt(path, (valueAt(edited.value!, path) as unknown[]).filter((_, index) => index !== at))

// --- Dimensions come and go

export type Dimension = Content['dimensions'][number]

/** Taken out of the draft since the page was opened, with all that was typed into them. */
const takenOut = signal<readonly Dimension[]>([])

const PROFILE_MAXIMA = { frontline: 0, office: 0 }

export const addDimension = (): void =>
  addAt('dimensions', { key: freshKey('dimension'), title: '', maximum_tenths: PROFILE_MAXIMA, start: 'zero', needs: [], rules: [], pending: '' })

/** Equal totals are no longer told apart by a dimension that is gone. */
export function removeDimension(at: number): void {
  const gone = edited.value!.dimensions[at]!
  takenOut.value = [...takenOut.value.filter(one => one.key !== gone.key), gone]
  removeAt('dimensions', at)
  setAt('quota.tie_by', (edited.value!.quota.tie_by ?? []).filter(key => key !== gone.key))
}

/** What can be put back, in the order in which it went. */
export const awayDimensions = computed((): readonly Dimension[] => {
  if (!isDraft.value || !edited.value) return []
  const kept = new Set(edited.value.dimensions.map(one => one.key))
  const before = published.state.value.data?.content.dimensions ?? []
  const known = new Map([...before, ...takenOut.value].map(one => [one.key, one]))
  return [...known.values()].filter(one => !kept.has(one.key))
})

/** Under the key it had, where it stood in the version in force; else at the end. */
export function putBack(key: string): void {
  const one = awayDimensions.value.find(away => away.key === key)!
  const dimensions = [...edited.value!.dimensions]
  const order = (published.state.value.data?.content.dimensions ?? []).map(known => known.key)
  const place = order.includes(key) ? dimensions.findIndex(other => order.indexOf(other.key) > order.indexOf(key)) : -1
  dimensions.splice(place < 0 ? dimensions.length : place, 0, one)
  setAt('dimensions', dimensions)
}

export type Place = 'added' | 'gone' | 'kept'

/** A dimension's title, and whether the draft adds it or takes it away; what is no dimension is the bonus. */
export function dimensionAt(key: string): { title: string; place: Place } {
  const is = edited.value?.dimensions.find(one => one.key === key)
  const was = published.state.value.data?.content.dimensions.find(one => one.key === key)
  return { title: (is ?? was)?.title ?? words.bonus, place: is && !was ? 'added' : was && !is ? 'gone' : 'kept' }
}

/** How many records of the running quarter count in a dimension that the saved draft has not. */
export const removedRecords = (key: string): number => stored.value?.removed.find(one => one.key === key)?.records ?? 0

export const countable = computed(() => stored.value?.countable ?? [])

/** A key that no other version has used: lines of ratings name rules by theirs. */
export const freshKey = (before: string): string => `${before}.${Date.now().toString(36)}`

/** The latest version that was published, against which a draft is told. */
export const published = new Resource<SchemeOut>()

async function loadPublished(): Promise<void> {
  await loadSchemes()
  const latest = schemes.state.value.data?.schemes.find(one => one.state === 'published')
  if (latest) await published.load(`/api/schemes/${latest.id}`)
}

/** What the draft changes, in words; null while the version that rules now is not known. */
export const changes = computed(() => {
  const before = published.state.value.data
  return before && edited.value && isDraft.value ? { version: before.version, told: changesOf(before.content, edited.value, countable.value) } : null
})

export const reasonAt = (path: string): string | undefined => served.value(stored.value?.mending.find(one => one.field === path)?.reason)
/** How many things are to be mended at or below a path. */
export const reasonsBelow = (path: string): number => stored.value?.mending.filter(one => one.field === path || one.field.startsWith(`${path}.`)).length ?? 0
