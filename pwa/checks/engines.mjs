/**
 * Plays the main job in an old Chromium: sign in, start without a network, record a meeting in gloves with its roll and a photo, over a tab that dies in the
 * middle; deliver; mend what the office returned, without a network, and deliver again.
 * `node --experimental-websocket checks/engines.mjs BINARY URL [FOLDER]` against a fresh demo mine, with pictures of the screens in FOLDER; docs/benchmarks.md
 * says which engines and where they come from.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const [binary, url, folder] = process.argv.slice(2)
const [LOGIN, PASSWORD, PIN] = ['J200001', 'linghang-demo-2026', '246813']
const FLAGS = '--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync --no-zygote --disable-dev-shm-usage --remote-debugging-port=0'

const wait = ms => new Promise(resolve => setTimeout(resolve, ms))

/** The address at which the browser takes orders; it says so on its error output. */
function addressOf(browser) {
  return new Promise((resolve, reject) => {
    let said = ''
    browser.stderr.on('data', text => {
      said += text
      const found = /DevTools listening on ws:\/\/([^/]+)/.exec(said)
      if (found) resolve(`http://${found[1]}`)
    })
    browser.on('exit', () => reject(new Error(said.slice(0, 400))))
  })
}

async function connect(address) {
  const targets = await (await fetch(`${address}/json`)).json()
  const socket = new WebSocket(targets.find(one => one.type === 'page').webSocketDebuggerUrl)
  await new Promise(resolve => { socket.onopen = resolve })
  const asked = new Map()
  const faults = []
  socket.onmessage = ({ data }) => {
    const said = JSON.parse(data)
    asked.get(said.id)?.(said)
    if (said.method === 'Runtime.exceptionThrown') faults.push(said.params.exceptionDetails.exception?.description ?? said.params.exceptionDetails.text)
  }
  const send = (method, params = {}) => new Promise(resolve => {
    const id = asked.size + 1
    asked.set(id, resolve)
    socket.send(JSON.stringify({ id, method, params }))
  })
  for (const domain of ['Runtime', 'Page', 'Network']) await send(`${domain}.enable`)
  await send('Emulation.setDeviceMetricsOverride', { width: 360, height: 740, deviceScaleFactor: 2, mobile: true })
  return { send, faults, name: (await (await fetch(`${address}/json/version`)).json()).Browser }
}

const has = text => `document.body.innerText.includes(${JSON.stringify(text)})`
const buttonOf = text => `[...document.querySelectorAll('button, a')].find(one => (one.getAttribute('aria-label') || one.innerText).trim().startsWith(${JSON.stringify(text)}))`

/** What a person does, by the words on the screen. */
function personAt(page) {
  const run = async expression => (await page.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })).result?.result?.value
  const until = async (what, expression, patience_s = 40) => {
    for (let turn = 0; turn < patience_s * 5; turn++) {
      if (await run(`Boolean(${expression})`)) return
      await wait(200)
    }
    throw new Error(`${what} did not come. The screen says: ${await run('document.body.innerText.slice(0, 300)')}`)
  }
  const tap = async text => {
    await until(text, buttonOf(text))
    await run(`${buttonOf(text)}.click()`)
    await wait(80)
  }
  const fill = (label, value) => run(`(() => {
    const input = document.getElementById([...document.querySelectorAll('label')].find(one => one.innerText.trim() === ${JSON.stringify(label)}).htmlFor)
    input.value = ${JSON.stringify(value)}
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })()`)
  const pin = async () => { for (const digit of PIN) await tap(digit) }
  const network = offline => page.send('Network.emulateNetworkConditions', { offline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 })
  const open = hash => run(`location.hash = ${JSON.stringify(hash)}`)
  const look = async name => {
    if (!folder) return
    await wait(400)
    const { data } = (await page.send('Page.captureScreenshot')).result
    writeFileSync(join(folder, `${name}.png`), Buffer.from(data, 'base64'))
  }
  return { run, until, tap, fill, pin, network, open, look, sees: (text, patience_s) => until(text, has(text), patience_s) }
}

async function arrive({ run, until, tap, fill, pin, open, look, sees }) {
  await sees('登录')
  await fill('工号', LOGIN)
  await fill('密码', PASSWORD)
  await tap('登录')
  await sees('设一个解锁码')
  await pin()
  await sees('再输入一次')
  await pin()
  await sees('月主题党日')
  await until('the service worker', 'navigator.serviceWorker.controller')
  await run('new Promise(done => setTimeout(done, 2500))')
  await look('home')
  await open('#/ready')
  await sees('可以下井')
  await look('ready')
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

/** Whoever comes back to the app types the PIN, unless the store is still open. */
async function enter({ run, pin }) {
  await wait(1500)
  if (await run(has('输入解锁码'))) await pin()
}

async function fillForm({ run, until, tap, fill, open, look, sees }) {
  await open('#/me')
  await tap('戴手套')
  await open('#/write/new?kind=theme_day')
  await sees('必填的六项')
  await fill('地点', '老手机会议室')
  await fill('议题', '学习')
  await run("[...document.querySelectorAll('button')].find(one => one.innerText.includes('全部到会')).click()")
  await until('the roll', "document.querySelectorAll('.face.green').length > 10")
  await look('recorder')
  await run("document.querySelector('.roll-head').scrollIntoView()")
  await look('roll-call')
  await sees('草稿已存本机')
}

/** The tab dies where it is; started anew, it has every word and every mark. */
async function dieAndComeBack(page, url, person) {
  const { run, until, network, sees } = person
  const form = await run('location.hash')
  await wait(1000)
  void page.send('Page.crash')
  await wait(1500)
  await network(true)
  await page.send('Page.navigate', { url: `${url}/?again${form}` })
  await enter(person)
  await sees('必填的六项')
  await until('the draft', "document.getElementById('place').value === '老手机会议室' && document.getElementById('agenda').value === '学习'")
  await until('its roll', "document.querySelectorAll('.face.green').length > 10")
}

/** The network is back, and everything goes out. */
async function deliver({ run, until, network, open }) {
  await network(false)
  await run("document.dispatchEvent(new Event('visibilitychange'))")
  await open('#/today')
  await until('delivery', "(document.querySelector('.delivery-chip') || {}).innerText === '已送达'", 60)
}

/** Gives the address of the record on the phone. */
async function record(page, url, person) {
  const { run, until, tap, network, look, sees } = person
  await network(true)
  await page.send('Page.navigate', { url: `${url}/?cold#/today` })
  await enter(person)
  await sees('月主题党日')
  await fillForm(person)
  await dieAndComeBack(page, url, person)
  await run(TAKE_PHOTO)
  await until('the photo', "/face\\.(webp|jpg)/.test(document.body.innerText)")
  await tap('保存并提交')
  await until('the record', "document.querySelector('[aria-current=step]')")
  await look('record')
  await run("document.querySelector('.story').scrollIntoView()")
  await look('record-story')
  const address = await run('location.hash')
  await deliver(person)
  return address
}

const REASON = '请写明是几号会议室'

/** The office, without a browser: returns the record with a reason on its place. */
async function returnIt(url, meeting) {
  const headers = { 'content-type': 'application/json', origin: url }
  const ask = async (path, body) => {
    const answer = await fetch(url + path, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    headers.cookie ??= answer.headers.get('set-cookie')?.split(';')[0]
    return answer.json()
  }
  await ask('/api/session', { login: 'office', password: PASSWORD })
  const { digest } = await ask(`/api/review/${meeting}`)
  await ask(`/api/review/${meeting}/return`, { digest, reasons: [{ field: 'place', reason: REASON }] })
}

async function mend(url, address, person) {
  const { run, until, tap, fill, network, open, look, sees } = person
  await returnIt(url, address.split('/').pop())
  await open(address)
  await run("document.dispatchEvent(new Event('visibilitychange'))")
  await sees(REASON)
  await look('record-returned')
  await network(true)
  await tap('地点')
  await sees('必填的六项')
  await fill('地点', '老手机3号会议室')
  await tap('保存并提交')
  await until('the record', "document.querySelector('[aria-current=step]')")
  await deliver(person)
  await open(address)
  await sees('老手机3号会议室')
}

async function play() {
  const profile = mkdtempSync(join(tmpdir(), 'engine-'))
  const libraries = join(dirname(binary), 'lib')
  const env = { ...process.env, HOME: profile, ...(existsSync(libraries) ? { LD_LIBRARY_PATH: libraries } : {}) }
  const browser = spawn(binary, [...FLAGS.split(' '), `--user-data-dir=${profile}`, 'about:blank'], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  try {
    const page = await connect(await addressOf(browser))
    const person = personAt(page)
    await page.send('Page.navigate', { url })
    await arrive(person)
    await mend(url, await record(page, url, person), person)
    if (page.faults.length) throw new Error(page.faults.join('\n'))
    console.log(`${page.name}: signed in, started without a network, recorded in gloves with roll and photo over a dead tab, delivered, mended what was returned`)
  } finally {
    browser.kill('SIGKILL')
    await wait(300)
    rmSync(profile, { recursive: true, force: true })
  }
}

await play().then(() => process.exit(0), error => { console.error(String(error)); process.exit(1) })
