/** Who works on a phone: known after a kill, forgotten after logging out, unknown on a new phone. */
import { expect, test } from 'vitest'
import { keepPerson, readPerson } from '../../src/sync'

interface Person { account: string; name: string }

test('a new phone knows nobody, and says that it does not know', async () => {
  expect(await readPerson<Person>()).toBeUndefined()
})

test('who logged in is on the disk; who logged out is not', async () => {
  await keepPerson<Person>({ account: 'a', name: '曹明' })
  expect(await readPerson<Person>()).toEqual({ account: 'a', name: '曹明' })
  await keepPerson<Person>(null)
  expect(await readPerson<Person>()).toBeNull()
})
