/**
 * Plays the journeys of a phone in an old Chromium, one step after the other as STEPS has them, and tells of each how it went.
 * `node --experimental-websocket checks/engines.mjs BINARY URL [FOLDER] [STATIC]` against a fresh demo mine, with pictures of the screens in FOLDER; STATIC is the folder
 * of the app's files that the server at URL serves, a copy that the update may change: without it no update is played. docs/benchmarks.md says which engines and where they come from.
 */
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { has, openPhone as startPhone, wait } from './phone.mjs'

const [binary, url, folder, served] = process.argv.slice(2)
const openPhone = async () => ({ url, ...(await startPhone(binary, url, folder)) })
const PASSWORD = 'linghang-demo-2026'
/** Two of one branch; the deputy's name is the server's to tell. */
const SECRETARY = { login: 'J200001', pin: '246813', name: '曹明' }
const DEPUTY = { login: 'J200002', pin: '975310', name: '' }

/** Logs in on a store that is new on this phone, and sets its PIN. */
async function signIn({ tap, fill, pin, sees }, who) {
  await fill('工号', who.login)
  await fill('密码', PASSWORD)
  await tap('登录')
  await sees('设一个解锁码')
  await pin(who)
  await sees('再输入一次')
  await pin(who)
  await sees('月主题党日')
}

async function arrive({ person }, who) {
  await person.sees('登录')
  await signIn(person, who)
  await person.until('the service worker', 'navigator.serviceWorker.controller')
  await person.run('new Promise(done => setTimeout(done, 2500))')
}

async function lookAround({ person: { open, look, sees } }) {
  await look('home')
  await open('#/ready')
  await sees('可以下井')
  await look('ready')
}

/** One tap locks; the other's name and PIN open. */
async function handOver({ open, tap, pin, sees, until }, who) {
  await open('#/today')
  await tap('上锁')
  await sees('输入解锁码')
  if (!(await isInFront(until, who.name))) await tap(who.name)
  await pin(who)
  await sees('月主题党日')
}

const isInFront = (until, name) => until('the name', `document.querySelector('.lock-head h1').innerText === ${JSON.stringify(name)}`, 1).then(() => true, () => false)

/** A second person gets a store on this tablet. */
async function share({ person }) {
  await person.open('#/today')
  await person.tap('上锁')
  await person.tap('其他人登录')
  await person.sees('密码')
  await signIn(person, DEPUTY)
  await wait(2500)
  await handOver(person, SECRETARY)
}

const TAKE_PHOTO = `(async () => {
  const canvas = document.createElement('canvas')
  canvas.width = 2400
  canvas.height = 1600
  canvas.getContext('2d').fillRect(0, 0, 900, 900)
  const files = new DataTransfer()
  files.items.add(new File([await new Promise(done => canvas.toBlob(done, 'image/jpeg'))], 'face.jpg', { type: 'image/jpeg' }))
  const input = document.querySelector('input[type=file]')
  input.files = files.files
  input.dispatchEvent(new Event('change', { bubbles: true }))
})()`

/** The app looks for what is new whenever it comes to the front. */
const comeToFront = ({ run }) => run("document.dispatchEvent(new Event('visibilitychange'))")

/** Whoever comes back to the app types the PIN, unless the store is still open. */
async function enter({ run, pin }) {
  await wait(1500)
  if (await run(has('输入解锁码'))) await pin(SECRETARY)
}

/** Started anew without a network. */
async function startCold({ url, page, person }) {
  await person.network(true)
  await page.send('Page.navigate', { url: `${url}/?cold#/today` })
  await enter(person)
  await person.sees('月主题党日')
}

const AGENDA = '学习'
const EVERYBODY = "document.querySelectorAll('.face.green').length >= 30"

async function fillForm({ person: { run, until, tap, fill, open, look, sees } }) {
  await open('#/me')
  await tap('戴手套')
  await open('#/write/new?kind=theme_day')
  await sees('必填的六项')
  await fill('地点', '老手机会议室')
  await fill('议题', AGENDA)
  await run("[...document.querySelectorAll('button')].find(one => one.innerText.includes('全部到会')).click()")
  await until('the roll of at least thirty', EVERYBODY)
  await look('recorder')
  await run("document.querySelector('.roll-head').scrollIntoView()")
  await look('roll-call')
  await sees('草稿已存本机')
}

const DRAFT_STANDS = `document.getElementById('place').value === '老手机会议室' && document.getElementById('agenda').value === '${AGENDA}' && ${EVERYBODY}`

/** The tab dies where it is; in another one, without a network, every word and every mark is there. */
async function dieAndComeBack({ url, page, person }) {
  const form = await person.run('location.hash')
  await wait(1000)
  page.send('Page.crash').catch(() => 'it has died')
  await wait(1500)
  await page.comeBack()
  await goBackTo(form, { url, page, person })
  await person.until('the draft after the crash', DRAFT_STANDS)
}

async function goBackTo(form, { url, page, person }) {
  await person.network(true)
  await page.send('Page.navigate', { url: `${url}/?again${form}` })
  await enter(person)
  await person.sees('必填的六项')
}

/** There is no room on the disk: the form says so and keeps its words; with room again the draft is kept. */
async function fillTheDisk({ url, page, person }) {
  const allow = async limits => (await page.send('Storage.overrideQuotaForOrigin', { origin: url, ...limits })).error
  const form = await person.run('location.hash')
  if (await allow({ quotaSize: 1000 })) return 'left out: this engine cannot be told how much room there is'
  await goBackTo(form, { url, page, person })
  await person.fill('议题', `${AGENDA}再学习`)
  await person.sees('草稿没有存下来：手机空间不足')
  await person.look('storage-full')
  await allow({})
  await person.fill('议题', AGENDA)
  await person.sees('草稿已存本机')
  await person.until('the draft on a full disk', DRAFT_STANDS)
}

/** The deputy has the tablet in between, and sees nothing of what the secretary is writing. */
async function lend({ person }) {
  const form = await person.run('location.hash')
  await handOver(person, DEPUTY)
  for (const page of [form, '#/meetings', '#/delivery']) {
    await person.open(page)
    await wait(700)
    if (await person.run(`${has('老手机会议室')} || [...document.querySelectorAll('input, textarea')].some(one => one.value.includes('老手机'))`)) throw new Error(`${page} shows another person's draft`)
  }
  await handOver(person, SECRETARY)
  await person.open(form)
  await person.until('the draft after the handover', DRAFT_STANDS)
}

/** Replaces the app's files by another release of it: every script and style has a new name, as after a build. */
function installNextRelease() {
  const assets = readdirSync(join(served, 'assets')).filter(name => /\.(js|css)$/.test(name))
  const next = name => name.replace(/\.(js|css)$/, 'n.$1')
  for (const path of [...assets.map(name => join('assets', name)), 'index.html', 'sw.js']) {
    let text = readFileSync(join(served, path), 'utf8')
    for (const name of assets) text = text.split(name).join(next(name))
    writeFileSync(join(served, path), text.replace(/linghang-[0-9a-f]{8}\b/g, 'linghang-0000000b'))
  }
  for (const name of assets) renameSync(join(served, 'assets', name), join(served, 'assets', next(name)))
}

/** A new release is found, and taken in the middle of the form, without a network. */
async function update({ person }) {
  if (!served) return 'left out: no folder that may change'
  const before = await person.run("document.querySelector('script[defer]').src")
  installNextRelease()
  await person.network(false)
  await comeToFront(person)
  await person.sees('新版本已就绪', 60)
  await person.network(true)
  await person.tap('更新')
  await enter(person)
  await person.until('the draft after the update', DRAFT_STANDS)
  await person.until('the new release', `document.querySelector('script[defer]').src !== ${JSON.stringify(before)}`)
}

/** The network is back, and everything goes out; after a handover the browser's session is nobody's, and the person logs in. */
async function deliver({ person }) {
  const { run, until, tap, fill, network, open, sees } = person
  await network(false)
  await comeToFront(person)
  await open('#/today')
  const chip = "((document.querySelector('.delivery-chip') || {}).innerText || '').trim()"
  await until('an answer', `['已送达', '请登录'].includes(${chip})`, 60)
  if (await run(`${chip} === '请登录'`)) {
    await open('#/login')
    await sees('密码')
    await fill('密码', PASSWORD)
    await tap('登录')
    await open('#/today')
  }
  await until('delivery', `${chip} === '已送达'`, 60)
}

async function addPhoto({ person: { run, until } }) {
  await run(TAKE_PHOTO)
  await until('the photo', "/face\\.(webp|jpg)/.test(document.body.innerText)")
}

/** From now on the phone has the address of its record. */
async function save(phone) {
  const { run, tap, look } = phone.person
  await tap('保存')
  await isSaved(phone.person)
  await look('record')
  await run("document.querySelector('.story').scrollIntoView()")
  await look('record-story')
  phone.record = await run('location.hash')
}

const isSaved = ({ until }) => until('the record', "document.querySelector('[aria-current=step]')")

/** Changes the place in the open record. */
async function change(person, place) {
  await person.tap('修改')
  await person.sees('必填的六项')
  await person.fill('地点', place)
  await person.tap('保存')
  await isSaved(person)
}

/** Two phones change one field without a network; both versions are kept, and one tap decides for both. */
async function clash(one) {
  const two = await openPhone()
  try {
    await arrive(two, DEPUTY)
    for (const { person } of [one, two]) {
      await person.open(one.record)
      await person.sees('老手机会议室')
      await person.network(true)
    }
    await change(one.person, '老手机一号会议室')
    await change(two.person, '老手机二号会议室')
    await deliver(one)
    await deliver(two)
    for (const { person } of [one, two]) await seesBoth(person, one.record)
    await two.person.look('record-conflict')
    await two.person.tap('改用这个')
    await deliver(two)
    for (const { person } of [one, two]) await seesOne(person, one.record)
    isWell(two)
  } finally {
    await two.close()
  }
}

async function seesBoth(person, record) {
  await person.open(record)
  await comeToFront(person)
  await person.sees('有两种写法，请选一种')
}

async function seesOne(person, record) {
  await person.open(record)
  await comeToFront(person)
  await person.until('the decision', `!${has('有两种写法')} && ${has('老手机一号会议室')}`)
}

/** Everything is there: it goes to the office. */
async function submit(phone) {
  const { open, tap, sees } = phone.person
  await open(phone.record)
  await tap('修改')
  await sees('必填的六项')
  await tap('保存并提交')
  await isSaved(phone.person)
  await deliver(phone)
}

/** What the office does, without a browser. */
function atDesk(url) {
  const headers = { 'content-type': 'application/json', origin: url }
  return async (path, body) => {
    const answer = await fetch(url + path, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    headers.cookie ??= answer.headers.get('set-cookie')?.split(';')[0]
    return answer.status === 204 ? null : answer.json()
  }
}

/** The office makes a login for the deputy, who activates it. */
async function makeDeputy({ url }) {
  const ask = atDesk(url)
  await ask('/api/session', { login: 'office', password: PASSWORD })
  const [found] = await ask(`/api/people?q=${DEPUTY.login}`)
  const { codes: [{ login, code }] } = await ask('/api/accounts/activation', { members: [found.member] })
  await atDesk(url)('/api/activation', { login, code, password: PASSWORD })
  Object.assign(DEPUTY, { login, name: found.name })
}

const REASON = '请写明是几号会议室'

/** The office returns the record with a reason on its place. */
async function returnIt(url, meeting) {
  const ask = atDesk(url)
  await ask('/api/session', { login: 'office', password: PASSWORD })
  const { digest } = await ask(`/api/review/${meeting}`)
  await ask(`/api/review/${meeting}/return`, { digest, reasons: [{ field: 'place', reason: REASON }] })
}

async function mend(phone) {
  const { tap, fill, network, open, look, sees } = phone.person
  await returnIt(phone.url, phone.record.split('/').pop())
  await open(phone.record)
  await comeToFront(phone.person)
  await sees(REASON)
  await look('record-returned')
  await network(true)
  await tap('地点')
  await sees('必填的六项')
  await fill('地点', '老手机3号会议室')
  await tap('保存并提交')
  await isSaved(phone.person)
  await deliver(phone)
  await open(phone.record)
  await sees('老手机3号会议室')
}

/** What is done with the phone, in this order; each step begins where the one before has ended, and may say why it was left out. */
const STEPS = [
  ['the office makes a login for the deputy', makeDeputy],
  ['the secretary logs in and sets a PIN', phone => arrive(phone, SECRETARY)],
  ['a look before going underground', lookAround],
  ['a second person on the tablet', share],
  ['a start without a network', startCold],
  ['a meeting in gloves, with everybody on its roll', fillForm],
  ['the tab dies in the middle', dieAndComeBack],
  ['the disk is full in the middle', fillTheDisk],
  ['the other person has the tablet in the middle', lend],
  ['an update in the middle', update],
  ['a photo', addPhoto],
  ['saved', save],
  ['delivered', deliver],
  ['two phones in conflict, decided', clash],
  ['submitted', submit],
  ['returned by the office, mended without a network', mend],
]

function isWell({ page }) {
  if (page.faults.length) throw new Error(page.faults.join('\n'))
}

async function play() {
  const phone = await openPhone()
  console.log(phone.page.name)
  try {
    for (const [name, step] of STEPS) {
      process.stdout.write(`  ${name}: `)
      console.log((await step(phone)) ?? 'well')
      isWell(phone)
    }
  } catch (error) {
    await phone.person.look('fault').catch(() => 'its tab is dead')
    throw error
  } finally {
    await phone.close()
  }
}

await play().then(() => process.exit(0), error => { console.error(String(error)); process.exit(1) })
