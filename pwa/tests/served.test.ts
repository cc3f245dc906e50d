/** What the server says, on a screen in English. */
import { beforeAll, expect, test, vi } from 'vitest'
import { asProblem, Problem } from '../src/api'
import { inEnglish } from '../src/served.en'
import { chooseLanguage, served, shipped } from '../src/text'

const refused = { title: '登录失败', status: 401, code: 'accounts.login_failed', detail: '账号或密码不对，或账号还没有启用。', remedy: '请核对后重试；忘记密码请向党群工作部领取新的激活码。' }

beforeAll(() => chooseLanguage('en'))

test.each([
  ['请先登录', 'Please log in'],
  ['每个文件不超过 20 MB，也不能为空', 'A file may have 20 MB at most and may not be empty'],
  ['还缺：议题、决议', 'Missing: agenda, resolutions'],
  ['没有写理由', 'The reason is missing'],
  ['撤回由党群工作部、党委领导办理。', '"withdraw" is up to: the Party affairs office, the Party committee.'],
  ['title：必须填写；days：应不大于 3', 'title: It is needed; days: It should be not above 3'],
  ['最多 60 个字符。', 'at most 60 characters.'],
  ['密码至少要有 10 个字符。', 'A password has at least 10 characters.'],
  ['李强还没有同意。', 'Not agreed yet: 李强'],
])('%s', (chinese, english) => { expect(inEnglish(chinese)).toBe(english) })

test('a sentence that is not known stays in the server\'s words, and what is English stays as it is', () => {
  expect(inEnglish('多云转晴')).toBeNull()
  expect(served.value('多云转晴')).toBe('In the server\'s words: 多云转晴')
  expect(served.value('offline')).toBe('offline')
})

test.each([
  ['待录入：本季度应参加的会议还没有已报送的记录', 'Not entered yet: No filed record yet of a meeting they should have attended this quarter'],
  ['政治生活从15分起', 'Political life begins at 15 points'],
  ['完成支部交办任务，加1分，每季度计2次（只计2次，这一次不计）', 'A task of the branch done: 1 point more, twice a quarter (counts 2 times; this one does not)'],
  ['党费每欠1个月扣1分，最多扣3分（交至2026-09，欠2个月）', 'Dues: 1 point less for each month behind, 3 at most (paid to 2026-09; 2 months behind)'],
  ['这一条最多扣3分，超出的不计', 'This rule counts 3 points less at most; what is beyond does not count'],
  ['区队岗位业绩评价，按百分制折算，评价87.5分', 'The district\'s rating of the work, converted from 100 points; the rating is 87.5 points'],
  ['无故缺席，扣9分', '无故缺席，扣9分'],
])('of a line of a score: %s', (chinese, english) => { expect(shipped.value(chinese)).toBe(english) })

test('a problem is told in the language of the screen, and its code and field stay', async () => {
  const problem = new Problem({ ...refused, field: 'login', errors: [{ field: 'login', reason: '必须填写' }] })
  expect(problem.body).toEqual({
    ...refused, field: 'login', title: 'Login failed', detail: 'The account or the password is wrong, or the account is not activated yet.',
    remedy: 'Please check and try again; if you forgot the password, ask the Party affairs office for a new activation code.', errors: [{ field: 'login', reason: 'It is needed' }],
  })
  await chooseLanguage('zh')
  expect([problem.body.title, problem.remedy]).toEqual([refused.title, refused.remedy])
})

test('what nobody foresaw is told in the app\'s words alone', () => {
  const logged = vi.spyOn(console, 'error').mockReturnValue(undefined)
  const fault = new TypeError('Cannot read properties of undefined')
  const { title, detail, remedy } = asProblem(fault).body
  expect([title, detail, remedy].join()).not.toContain('undefined')
  expect([title.length, remedy.length].every(Boolean)).toBe(true)
  expect(logged).toHaveBeenCalledWith(fault)
})
