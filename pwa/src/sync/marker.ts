/**
 * Outside the database, a mark for each store that lies in it: browsers clear databases without a word, and cookies by other rules.
 * No name stands in it. The cookie holds, for each store: its id, the beginning of the account's id, and how many mutations wait.
 */
import type { Ring } from './ring'

/** A store that was here. `owner`: the first eight characters of the account's id. */
export interface Mark { store: string; owner: string; waiting: number }

const NAME = 'linghang-stores'
const LASTS_S = 400 * 24 * 3600
const MARK = /^([0-9a-f-]{36})_([0-9a-z-]{1,8})_(\d{1,7})$/

export const ownerOf = (account: string): string => account.slice(0, 8)

const spelled = (marks: readonly Mark[]): string => marks.map(one => [one.store, one.owner, one.waiting].join('_')).join('.')

function parsed(text: string): Mark[] {
  const found = text.split('.').map(part => MARK.exec(part)).filter((one): one is RegExpExecArray => one !== null)
  return found.map(([, store, owner, waiting]) => ({ store: store!, owner: owner!, waiting: Number(waiting) }))
}

const cookie = (): string => (typeof document === 'undefined' ? '' : new RegExp(`(?:^|; )${NAME}=([^;]*)`).exec(document.cookie ?? '')?.[1] ?? '')

/** The marks that are here: of the cookie and of local storage, whichever the browser has left. */
export function readMarks(): Mark[] {
  const both = [...parsed(cookie()), ...parsed(localStorage.getItem(NAME) ?? '')]
  return both.filter((one, at) => both.findIndex(other => other.store === one.store) === at)
}

export function keepMarks(marks: readonly Mark[]): void {
  const text = spelled(marks)
  if (text === cookie() && text === localStorage.getItem(NAME)) return
  localStorage.setItem(NAME, text)
  if (typeof document === 'undefined') return
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  document.cookie = `${NAME}=${text}; Path=/; Max-Age=${LASTS_S}; SameSite=Lax${secure}`
}

export const marksOf = (rings: readonly Ring[]): Mark[] => rings.filter(one => one.made).map(({ store, account, waiting }) => ({ store, owner: ownerOf(account), waiting }))

/** Marks of stores that the phone knows nothing of any more: the browser cleared them. */
export const vanished = (marks: readonly Mark[], rings: readonly Ring[]): Mark[] => marks.filter(mark => !rings.some(ring => ring.store === mark.store))
