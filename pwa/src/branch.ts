/** The branches that this person works for: their people, groups and posts, from the rows on the phone. */
import { computed, signal } from '@preact/signals'
import { useLive } from './live'
import type { As, Member, Organisation, Post } from './rows'
import { me } from './session'
import type { Phone } from './sync'
import { dayOf } from './time'

/** One branch, and where this person stands in it. `orgs` are those this person may record for: the branch and its groups, or the own group. */
export interface Standing {
  id: string
  name: string
  groups: Organisation[]
  posts: Post[]
  orgs: Organisation[]
  /** Holds a post of the branch itself, not only of a group. */
  leads: boolean
}

/** The branch with its people, as its secretary needs it. */
export interface Branch extends Standing {
  members: Member[]
  /** How far the branch's rows were shown when these people were read: a bulk mark means no one newer. */
  seen: number
}

/** Whether this person records for an organisation of the branch: a group leader for the own group alone. */
export const worksFor = ({ leads, orgs }: Pick<Branch, 'leads' | 'orgs'>, org: string): boolean => leads || orgs.some(one => one.id === org)

const KEY = 'linghang.branch'
const chosen = signal(localStorage.getItem(KEY))

const ownBranches = computed((): string[] =>
  (me.value?.scopes ?? []).filter(scope => scope.startsWith('branch:')).map(scope => scope.slice('branch:'.length)))

/** The branch in front of the person; null for a member without a post. */
export const branchId = computed((): string | null => {
  const own = ownBranches.value
  return own.find(id => id === chosen.value) ?? own[0] ?? null
})

export function chooseBranch(id: string): void {
  localStorage.setItem(KEY, id)
  chosen.value = id
}

export const branchIds = ownBranches

/** Posts held on a day; `to_on` is the first day on which a post is held no longer. */
export const heldOn = (posts: readonly Post[], day: string): Post[] =>
  posts.filter(post => post.from_on <= day && (!post.to_on || day < post.to_on))

const DIGITS = '零一二三四五六七八九十'

const NUMBER = /[一二三四五六七八九]?十?[一二三四五六七八九]?(?=党小组)/

/** 二十三 is 23; 0 where a name has no number. */
function numberIn(name: string): number {
  const text = NUMBER.exec(name)?.[0] ?? ''
  const [tens = '', ones = ''] = text.includes('十') ? text.split('十') : ['零', text]
  const value = (digit: string, empty: number) => (digit ? DIGITS.indexOf(digit) : empty)
  return value(tens, 1) * 10 + value(ones, 0)
}

/** 第二党小组 before 第十党小组: numbers in names are compared as numbers. */
function byNumber(a: Organisation, b: Organisation): number {
  const bare = ({ name }: Organisation) => name.replace(NUMBER, '')
  const [one, other] = [bare(a), bare(b)]
  // Words are compared only where they differ: before the first time the browser fetches the order of Chinese, which takes it long.
  return one === other ? numberIn(a.name) - numberIn(b.name) : one.localeCompare(other, 'zh')
}

/** Without the people: the home page stands before they are opened. */
export async function readStanding(phone: Phone, id: string, member: string | null): Promise<Standing | null> {
  const [orgs, posts] = await Promise.all([phone.rows<As<Organisation>>('organisation'), phone.rows<As<Post>>('post')])
  const branch = orgs.find(org => org.id === id)
  if (!branch) return null
  const groups = orgs.filter(org => org.kind === 'group' && org.branch === id && !org.closed_on).sort(byNumber)
  const own = heldOn(posts, dayOf(Date.now())).filter(post => post.member === member && post.branch === id)
  const leads = own.some(post => post.post !== 'group_leader')
  return {
    id, name: branch.name, groups, leads,
    posts: posts.filter(post => post.branch === id),
    orgs: leads ? [branch, ...groups] : groups.filter(group => own.some(post => post.org === group.id)),
  }
}

export async function readBranch(phone: Phone, id: string, member: string | null): Promise<Branch | null> {
  const seen = await phone.shown(`branch:${id}`)
  const [standing, members] = await Promise.all([readStanding(phone, id, member), phone.rows<As<Member>>('member')])
  return standing && { ...standing, seen, members: members.filter(one => one.branch === id && one.status === 'active') }
}

/** The branch in front of the person; undefined while it is read, null where there is none. */
export function useBranch(): Branch | null | undefined {
  const id = branchId.value
  const member = me.value?.member ?? null
  return useLive(['row:organisation', 'row:member', 'row:post'], async phone => (id ? readBranch(phone, id, member) : null), [id, member])
}

/** Id to name, of organisations and members on this phone. */
export type Names = ReadonlyMap<string, string>

export async function readNames(phone: Phone): Promise<Names> {
  const rows = [...(await phone.rows<As<Organisation>>('organisation')), ...(await phone.rows<As<Member>>('member'))]
  return new Map(rows.map(row => [row.id, row.name]))
}

export const useNames = (): Names => useLive(['row:organisation', 'row:member'], readNames) ?? new Map()
