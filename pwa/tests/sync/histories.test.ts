/** Random histories of the phone's own store, log and sender: nothing is lost, nothing is doubled, order is kept, the phone ends as the server is. */
import { expect, test } from 'vitest'
import { failures } from './history'

const SEEDS = Number(process.env['SEEDS'] ?? 200)
const FROM = Number(process.env['FROM'] ?? 1)

test(`in ${SEEDS} histories everything saved is delivered once, in order, and the phone ends as the server is`, async () => {
  expect(await failures(FROM, SEEDS)).toEqual({})
}, 600_000)
