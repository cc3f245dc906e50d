/** What a screen watches: told anew after each change, once for many, and never what a change has made old. */
import { expect, test } from 'vitest'
import type { Phone } from '../../src/sync/phone'
import { openPhone, setPlace } from './bench'

const settled = () => new Promise(resolve => setTimeout(resolve, 30))

async function watching(query: (phone: Phone, time: number) => Promise<unknown>) {
  const phone = await openPhone()
  const told: unknown[] = []
  let asked = 0
  const stop = phone.watch(['row:meeting'], one => query(one, ++asked), found => { told.push(found) })
  await settled()
  return { phone, told, stop, asked: () => asked }
}

test('many changes in one go are read once, as they stand then', async () => {
  const { phone, told, asked } = await watching(async one => (await one.rows('meeting')).length)
  await phone.record([setPlace('1', null, 'a')])
  phone.store.announce(['row:meeting'])
  phone.store.announce(['row:*'])
  phone.store.announce(['row:member'])
  await settled()
  expect([told, asked()]).toEqual([[0, 1], 2])
})

test('for a page that is left in the same go nothing is read any more', async () => {
  const { phone, told, stop, asked } = await watching(async one => (await one.rows('meeting')).length)
  await phone.record([setPlace('1', null, 'a')])
  stop()
  await settled()
  expect([told, asked()]).toEqual([[0], 1])
})

test('what was being read when something changed is not told', async () => {
  let answer = (): void => undefined
  const { phone, told } = await watching((_, time) => new Promise(resolve => { if (time === 2) answer = () => resolve('old'); else resolve(time) }))
  phone.store.announce(['row:meeting'])
  await settled()
  phone.store.announce(['row:meeting'])
  answer()
  await settled()
  expect(told).toEqual([1, 3])
})
