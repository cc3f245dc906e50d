/** Requests name scopes shortly, and what is answered by those names is understood. */
import { expect, test } from 'vitest'
import { shortNames } from '../../src/sync/scopes'
import { Bench, openPhone } from './bench'
import { FakeServer } from './server'

const NORTH = 'branch:018f7a00-0000-7000-8000-00000000aaaa'
const TWIN = 'branch:018f7a11-1111-7111-8111-11110000aaaa'
const SELF = 'person:018f7a00-0000-7000-8000-00000000aaaa'

test('a name is the kind and the end of the id; two that would be alike are named in full', () => {
  expect(shortNames([NORTH, SELF, 'site', 'branch:1'])).toEqual({ 'branch:0000aaaa': NORTH, 'person:0000aaaa': SELF, site: 'site', 'branch:1': 'branch:1' })
  expect(shortNames([NORTH, TWIN])).toEqual({ [NORTH]: NORTH, [TWIN]: TWIN })
})

test('a scope that ended is emptied though the request named it shortly', async () => {
  const server = new FakeServer()
  const made = new Bench(await openPhone(), server.transport)
  server.put(NORTH, 'member', { id: 'a', name: '赵' })
  server.put(SELF, 'member', { id: 'b', name: '钱' })
  await made.drain()
  server.put(NORTH, 'member', { id: 'c', name: '孙' })
  await made.drain()
  expect(Object.keys(server.requests[server.requests.length - 1]!.cursors)).toEqual(['branch:0000aaaa', 'person:0000aaaa'])
  expect((await made.phone.rows('member')).map(row => row.id)).toEqual(['a', 'b', 'c'])
  server.hidden.add(NORTH)
  await made.drain()
  expect((await made.phone.rows('member')).map(row => row.id)).toEqual(['b'])
})
