/** The ring of keys: the PIN and the server's share open a store, nothing else does, and guessing is slow. */
import { beforeAll, expect, test } from 'vitest'
import { clearRing, countAttempt, dataKey, FAILURES_AT_MOST, keepRing, pinIsClosed, sealWith, waitMs, type RawKey, type Ring } from '../../src/sync'
import { openByPasskey, openByPin, openByShare, shareOf, withKey, withPasskey, withPin } from '../../src/sync/keyring'
import { rawText } from './raw'

const FEW_ROUNDS = 1000
let ring: Ring
let raw: RawKey

beforeAll(async () => {
  const made = await withKey(clearRing({ account: 'a', name: '曹明', login: 'J1' }, 'linghang-a', 1))
  ring = await withPin(made.ring, made.raw, '246813', FEW_ROUNDS)
  raw = made.raw
})

test('the PIN opens the key, another does not', async () => {
  expect(await openByPin(ring, '246813')).toEqual(raw)
  expect(await openByPin(ring, '246814')).toBeNull()
})

test('the share opens the key, another does not, nor does it open another store', async () => {
  const share = ring.by_share!.pending!
  expect(await openByShare(ring, share)).toEqual(raw)
  expect(await openByShare(ring, crypto.getRandomValues(new Uint8Array(32)))).toBeNull()
  expect(await openByShare({ ...ring, store: 'another' }, share)).toBeNull()
})

test('a person who forgot the PIN sets a new one with the key that the share opened; what was sealed still opens', async () => {
  const kept = await sealWith(await dataKey(raw)).seal('x', '井下')
  const again = (await openByShare(ring, ring.by_share!.pending!))!
  const next = await withPin(ring, again, '135790', FEW_ROUNDS)
  expect(await openByPin(next, '246813')).toBeNull()
  expect(await sealWith(await dataKey((await openByPin(next, '135790'))!)).unseal('x', kept)).toBe('井下')
})

test('a share that a restored server lost can be given again', async () => {
  expect(await shareOf(ring, await dataKey(raw))).toEqual(ring.by_share!.pending)
})

test('the secret of a passkey opens the key, beside the PIN; another secret does not, nor does it open another store', async () => {
  const [secret, other] = [crypto.getRandomValues(new Uint8Array(32)), crypto.getRandomValues(new Uint8Array(32))]
  const both = await withPasskey(ring, raw, { id: new Uint8Array(16), transports: ['internal'], salt: new Uint8Array(32) }, secret)
  expect(await openByPasskey(both, secret)).toEqual(raw)
  expect(await openByPin(both, '246813')).toEqual(raw)
  expect(await openByPasskey(both, other)).toBeNull()
  expect(await openByPasskey({ ...both, store: 'another' }, secret)).toBeNull()
  expect(await openByPasskey(ring, secret)).toBeNull()
  await keepRing(both)
  const text = await rawText('linghang')
  for (const one of [raw, secret]) expect(text).not.toContain(JSON.stringify(new TextDecoder().decode(one)).slice(1, -1))
  await keepRing(ring)
})

test('once the server has the share, neither it nor the key nor the PIN stands on the disk', async () => {
  const share = ring.by_share!.pending!
  await keepRing({ ...ring, by_share: { ...ring.by_share!, pending: null } })
  const text = await rawText('linghang')
  expect(text).toContain('曹明')
  expect(text).not.toContain('246813')
  for (const secret of [raw, share]) expect(text).not.toContain(JSON.stringify(new TextDecoder().decode(secret)).slice(1, -1))
  await keepRing(ring)
  expect(await rawText('linghang')).toContain(JSON.stringify(new TextDecoder().decode(share)).slice(1, -1))
})

test('the key that seals cannot be read out again', async () => {
  await expect(crypto.subtle.exportKey('raw', await dataKey(raw))).rejects.toThrow()
})

test('four wrong PINs cost nothing, then each waits twice as long, up to a quarter of an hour', () => {
  const waits: number[] = []
  for (let one = ring, n = 0; n < FAILURES_AT_MOST; n++) {
    one = countAttempt(one, 0)
    waits.push(waitMs(one, 0) / 1000)
  }
  expect(waits).toEqual([0, 0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640])
})

test('a clock that was set back by a year does not lock the owner out', () => {
  const year_ms = 365 * 24 * 3600 * 1000
  expect(waitMs({ ...ring, until_at: year_ms }, 0)).toBe(15 * 60_000)
})

test('after twelve wrong PINs only a login opens the store', () => {
  expect(pinIsClosed({ ...ring, failures: FAILURES_AT_MOST - 1 })).toBe(false)
  expect(pinIsClosed({ ...ring, failures: FAILURES_AT_MOST })).toBe(true)
})
