/** The office's pages of facts: an answer that was overtaken changes nothing, and a refusal is shown. */
import { beforeEach, expect, test } from 'vitest'
import { choose, forget, importing, run, setAbout } from '../../src/facts/office/imports'
import { filter, further, ledger, loadLedger, loadMore } from '../../src/facts/office/ledger'
import { asked, refusal, request } from '../answers'

const SHEET = new File(['x'], '三违.xlsx')
const report = (added: number, dry_run = true) => ({ dry_run, added, known: 0, covered: 0, outsiders: [], problems: [], branches: [], coverage_withheld: false })
const added = () => importing.value.report?.added

beforeEach(forget)

test('the trial that was asked for last is the one that is shown', async () => {
  const before = choose(SHEET)
  const first = await request(0)
  first.answer(report(1))
  await before
  setAbout({ kind: 'training' })
  const overtaken = await request(1)
  setAbout({ kind: 'contest' })
  ;(await request(2)).answer(report(3))
  await expect.poll(added).toBe(3)
  overtaken.answer(report(2))
  await new Promise(done => setTimeout(done, 20))
  expect(added()).toBe(3)
})

test('a trial of a file that was put away is not shown', async () => {
  const reading = choose(SHEET)
  const sent = await request(0)
  forget()
  sent.answer(report(1))
  await reading
  expect([importing.value.file, importing.value.report, importing.value.busy]).toEqual([null, null, null])
})

test('no trial overtakes an import', async () => {
  const reading = choose(SHEET)
  ;(await request(0)).answer(report(1))
  await reading
  const running = run('importing')
  const sent = await request(1)
  setAbout({ kind: 'training' })
  sent.answer(report(4, false))
  await running
  expect([asked.length, importing.value.report?.dry_run, added()]).toEqual([2, false, 4])
})

const page = (id: string, cursor: string | null) => ({ facts: [{ id }], cursor })
const ids = () => [...(ledger.state.value.data?.facts ?? []), ...further.value.facts].map(one => one.id)

async function open(kind: string, first: ReturnType<typeof page>, at: number): Promise<void> {
  filter.value = { kind, branch: '' }
  const loading = loadLedger()
  ;(await request(at)).answer(first)
  await loading
}

test('a further page that is refused says so, and can be asked for again', async () => {
  await open('dues', page('a', '1'), 0)
  const refused = loadMore()
  ;(await request(1)).answer(refusal('busy'), 503)
  await refused
  expect([further.value.problem?.code, further.value.cursor, further.value.busy]).toEqual(['busy', '1', false])
  const again = loadMore()
  ;(await request(2)).answer(page('b', null))
  await again
  expect([ids(), further.value.problem, further.value.cursor]).toEqual([['a', 'b'], null, null])
})

test('a page of another filter is not added', async () => {
  await open('dues', page('a', '1'), 0)
  const overtaken = loadMore()
  const late = await request(1)
  await open('training', page('c', null), 2)
  late.answer(page('b', '2'))
  await overtaken
  expect([ids(), further.value.cursor]).toEqual([['c'], null])
})
