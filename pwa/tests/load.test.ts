/** What a screen asked for: hints may come faster than answers. */
import { expect, it } from 'vitest'
import { api } from '../src/api'
import { Resource } from '../src/load'
import { Listing } from '../src/review/office/listing'
import { refusal, request } from './answers'

const settled = () => new Promise(done => setTimeout(done))

it('is shown though it is asked for again before each answer, and never gives way to an older answer', async () => {
  const shown = new Resource<string>()
  for (let turn = 0; turn < 3; turn++) void shown.load('/api/board')
  ;(await request(0)).answer('first')
  await settled()
  expect(shown.state.value).toMatchObject({ data: 'first', busy: true })
  ;(await request(2)).answer('third')
  await settled()
  ;(await request(1)).answer('second')
  await settled()
  expect(shown.state.value).toEqual({ path: '/api/board', data: 'third', problem: null, busy: false })
})

it('is not shown once another path was asked for, or nothing any more', async () => {
  const shown = new Resource<string>()
  void shown.load('/api/board?period=2026-10')
  void shown.load('/api/board?period=2026-11')
  ;(await request(0)).answer('october')
  await settled()
  expect(shown.state.value.data).toBeNull()
  shown.forget()
  ;(await request(1)).answer('november')
  await settled()
  expect(shown.state.value).toEqual({ path: '', data: null, problem: null, busy: false })
})

it('does not bring back into a list what was decided while it was under way', async () => {
  const list = new Listing<string>('/api/review?state=pending')
  void list.load()
  void list.load()
  ;(await request(0)).answer({ items: ['one', 'two'], next: null })
  await settled()
  expect(list.state.value).toMatchObject({ items: ['one', 'two'], known: true, busy: true })
  list.drop(item => item === 'one')
  ;(await request(1)).answer({ items: ['one', 'two'], next: null })
  await settled()
  expect(list.state.value.items).toEqual(['two'])
})

it('does not bring back what was decided here while an older answer was under way', async () => {
  const [shown, list] = [new Resource<string>(), new Listing<string>('/api/list?')]
  void shown.load('/api/orders')
  void list.load()
  const act = api('/api/orders/1/close', { method: 'POST', body: {} }).then(() => { void shown.load('/api/orders'); void list.load() })
  ;(await request(2)).answer({})
  await act
  ;(await request(0)).answer('with live buttons')
  ;(await request(1)).answer({ items: ['decided'], next: null })
  await settled()
  expect([shown.state.value.data, list.state.value.known]).toEqual([null, false])
  ;(await request(3)).answer('decided')
  ;(await request(4)).answer({ items: [], next: null })
  await settled()
  expect([shown.state.value.data, shown.state.value.busy, list.state.value.known, list.state.value.items]).toEqual(['decided', false, true, []])
})

it('shows no list under the name of another order, not even if the new one cannot be fetched', async () => {
  let order = 'age'
  const list = new Listing<string>(() => `/api/review?order=${order}`)
  void list.load()
  ;(await request(0)).answer({ items: ['old'], next: null })
  await settled()
  void list.load()
  order = 'risk'
  void list.load(1)
  expect(list.state.value).toMatchObject({ items: [], known: false, busy: true })
  ;(await request(1)).answer({ items: ['old'], next: null })
  await settled()
  expect(list.state.value).toMatchObject({ items: [], known: false })
  ;(await request(2)).answer(refusal('down'), 503)
  await settled()
  expect(list.state.value).toMatchObject({ items: [], known: false, busy: false, problem: { code: 'down' } })
})
