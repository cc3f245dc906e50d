/** Whose post opens which page of the office. */
import { expect, test } from 'vitest'
import type { Me } from '../../src/api'
import { pageFor, type OfficePage } from '../../src/office'
import { BRANCH_POSTS } from '../../src/posts'

const whoIs = (role: string, branch: string | null) => ({ roles: [{ role, org: 'o', branch }] }) as unknown as Me
const ledger: OfficePage = { path: 'ledger', title: () => '', icon: 'book', menu: ['books', 1], roles: ['office', ...BRANCH_POSTS], ofBranch: true, view: () => null }

test('who leads a general branch alone finds no ledger in the navigation, where it would be refused, and still opens what a link leads to', () => {
  for (const none of [null, '']) {
    const page = pageFor(ledger, whoIs('secretary', none))
    expect([page?.path, page?.menu]).toEqual(['ledger', undefined])
  }
  for (const person of [whoIs('secretary', 'b'), whoIs('office', null)]) expect(pageFor(ledger, person)).toBe(ledger)
  expect(pageFor(ledger, whoIs('member', 'b'))).toBeNull()
})
