/** Ids and digests agree with the server's. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { canonical, chain } from '../../src/sync/digest'
import { uuid5, uuid7 } from '../../src/sync/ids'
import type { Mutation } from '../../src/sync/types'

const SPACE = '0d3f0b2a-5f0e-5d4f-8a55-0f4c7b1f6a11'

/** UUIDv5 by the SHA-1 of the platform. */
function known(name: string): string {
  const bytes = createHash('sha1').update(Buffer.from(SPACE.replace(/-/g, ''), 'hex')).update(name).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

test('UUIDv5 equals the known one for names around the block size and far beyond, in letters and in Chinese, whatever was hashed before', () => {
  const lengths = [300, 0, 1, 39, 40, 47, 48, 49, 73, 103, 104, 1_000, 2]
  const names = lengths.flatMap(length => ['m'.repeat(length), '决'.repeat(length), `${'r'.repeat(length)}/决议é😀`])
  expect(names.map(name => uuid5(SPACE, name))).toEqual(names.map(known))
})

test('UUIDv5 equals the value of RFC 9562 for www.example.com', () => {
  expect(uuid5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2')
})

test('UUIDv7 carries its time and sorts by it', () => {
  const [early, late] = [uuid7(1_700_000_000_000), uuid7(1_700_000_000_001)]
  expect(early < late).toBe(true)
  expect(parseInt(early.replace(/-/g, '').slice(0, 12), 16)).toBe(1_700_000_000_000)
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('canonical JSON sorts keys at every depth and keeps Chinese as it is', () => {
  expect(canonical({ b: [{ d: 1, c: '支部' }], a: null })).toBe('{"a":null,"b":[{"c":"支部","d":1}]}')
})

interface Vector { name: string; mutations: Mutation[]; heads: string[] }
const vectors = JSON.parse(readFileSync('../tests/vectors/digest.json', 'utf8')) as Vector[]

test.each(vectors)('the chain is the server\'s: $name', async ({ mutations, heads }) => {
  expect(await chain(null, mutations)).toEqual(heads)
  const sent = JSON.parse(JSON.stringify(mutations)) as Mutation[]
  expect(await chain(null, sent)).toEqual(heads)
})

test('what JSON leaves out is left out of the chain too', () => {
  expect(canonical({ a: 1, b: undefined as never })).toBe('{"a":1}')
})

test('the chain is SHA-256 of the last head and the canonical mutation', async () => {
  const mutation: Mutation = { mid: 1, name: 'meeting.submit.v1', row: 'r', base: 0, at: { wall: 1, mono: 2, boot: 'b' } }
  const once = createHash('sha256').update(Buffer.alloc(32)).update(canonical(mutation as never)).digest()
  const twice = createHash('sha256').update(once).update(canonical({ ...mutation, mid: 2 } as never)).digest('hex')
  expect(await chain(null, [mutation, { ...mutation, mid: 2 }])).toEqual([once.toString('hex'), twice])
})
