/** The branch as its rows on the phone tell it. */
import { expect, test, vi } from 'vitest'
import { readBranch } from '../src/branch'
import type { Phone } from '../src/sync'
import { organisation } from './rows'

test('groups stand by their number, and by their words where these differ; the order of Chinese is asked for in no other case', async () => {
  const names = ['第二十一党小组', '第十党小组', '第二党小组', '第十二党小组', '机关第三党小组', '第一党小组', '第二十党小组']
  const groups = names.map(name => organisation(name, { name, kind: 'group', branch: 'b' }))
  const phone = (some: typeof groups) => ({ shown: async () => 7, rows: async (table: string) => (table === 'organisation' ? [organisation('b', { name: '采煤支部', kind: 'branch' }), ...some] : []) }) as unknown as Phone
  const named = async (some: typeof groups) => (await readBranch(phone(some), 'b', null))!.groups.map(one => one.name)
  const asked = vi.spyOn(String.prototype, 'localeCompare')
  expect(await named(groups.filter(one => one.name.startsWith('第')))).toEqual(['第一党小组', '第二党小组', '第十党小组', '第十二党小组', '第二十党小组', '第二十一党小组'])
  expect(asked).not.toHaveBeenCalled()
  asked.mockRestore()
  expect((await named(groups)).filter(name => name.startsWith('第'))).toEqual(['第一党小组', '第二党小组', '第十党小组', '第十二党小组', '第二十党小组', '第二十一党小组'])
})
