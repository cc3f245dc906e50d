/** What the server says, on a screen in English. */
import { beforeAll, expect, test } from 'vitest'
import { Problem } from '../src/api'
import { inEnglish } from '../src/served.en'
import { chooseLanguage, served } from '../src/text'

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

test('a problem is told in the language of the screen, and its code and field stay', async () => {
  const problem = new Problem({ ...refused, field: 'login', errors: [{ field: 'login', reason: '必须填写' }] })
  expect(problem.body).toEqual({
    ...refused, field: 'login', title: 'Login failed', detail: 'The account or the password is wrong, or the account is not activated yet.',
    remedy: 'Please check and try again; if you forgot the password, ask the Party affairs office for a new activation code.', errors: [{ field: 'login', reason: 'It is needed' }],
  })
  await chooseLanguage('zh')
  expect([problem.body.title, problem.remedy]).toEqual([refused.title, refused.remedy])
})
