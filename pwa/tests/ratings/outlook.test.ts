/** Ways to the next star: what had to be done by a day is no way after it. */
import { expect, test } from 'vitest'
import { openWays, type Outlook } from '../../src/ratings/NextStar'

const step = (text: string, until: string) => ({ rule: text, text, times: 1, gain_tenths: 20, until })
const outlook: Outlook = { least_tenths: 783, most_tenths: 783, star: 3, short_tenths: 17, open: [], ways: [{ steps: [step('补课', '')], open_tenths: 0 }, { steps: [step('参加培训', '2026-12-31')], open_tenths: 0 }] }

test('a way is open until the last day on which its steps can be done', () => {
  expect(openWays(outlook, '2026-12-31').map(way => way.steps[0]!.text)).toEqual(['补课', '参加培训'])
  expect(openWays(outlook, '2027-01-01').map(way => way.steps[0]!.text)).toEqual(['补课'])
})
