/** A phone with a Chromium of any age: started on a profile of its own, driven by the browser's own tools and by the words on the screen. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const FLAGS = '--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync --no-zygote --disable-dev-shm-usage --remote-debugging-port=0'

/** How long a tab may take to answer an order; a script in it may be waited for as long. */
const ANSWER_MS = 60_000

export const wait = ms => new Promise(resolve => setTimeout(resolve, ms))

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

/** Orders to one tab; what goes wrong in its scripts is added to `faults`. An order that the tab does not answer is an error that names it. */
async function connect(tab, faults) {
  const socket = new WebSocket(tab.webSocketDebuggerUrl)
  await new Promise(resolve => { socket.onopen = resolve })
  const asked = new Map()
  let orders = 0
  socket.onmessage = ({ data }) => {
    const said = JSON.parse(data)
    asked.get(said.id)?.(said)
    asked.delete(said.id)
    if (said.method === 'Runtime.exceptionThrown') faults.push(said.params.exceptionDetails.exception?.description ?? said.params.exceptionDetails.text)
  }
  const send = (method, params = {}) => new Promise((resolve, reject) => {
    const id = ++orders
    const late = setTimeout(() => reject(new Error(`the tab does not answer ${method}`)), ANSWER_MS)
    asked.set(id, said => { clearTimeout(late); resolve(said) })
    socket.send(JSON.stringify({ id, method, params }))
  })
  for (const domain of ['Runtime', 'Page', 'Network']) await send(`${domain}.enable`)
  await send('Emulation.setDeviceMetricsOverride', { width: 360, height: 740, deviceScaleFactor: 2, mobile: true })
  return send
}

/** The tab in front, which may be another one later: `comeBack` closes the one that has died and opens a new one, with nothing in it yet. */
async function openPage(address) {
  const ask = async (path, method = 'GET') => (await fetch(`${address}/json/${path}`, { method })).json()
  const faults = []
  let tab
  while (!tab) {
    await wait(100)
    tab = (await ask('list')).find(one => one.type === 'page')
  }
  const page = { faults, name: (await ask('version')).Browser, send: await connect(tab, faults) }
  page.comeBack = async () => {
    const dead = tab.id
    tab = await ask('new?about:blank', 'PUT')
    page.send = await connect(tab, faults)
    await fetch(`${address}/json/close/${dead}`)
  }
  return page
}

export const has = text => `document.body.innerText.includes(${JSON.stringify(text)})`
const buttonOf = text => `[...document.querySelectorAll('button, a')].find(one => (one.getAttribute('aria-label') || one.innerText).trim().startsWith(${JSON.stringify(text)}))`

/** What a person does, by the words on the screen. */
function personAt(page, folder) {
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
  const pin = async ({ pin: digits }) => { for (const digit of digits) await tap(digit) }
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

/** A phone of its own: a browser of this kind on a new profile, at the app's address; pictures of what it shows go to `folder`, if one is given. */
export async function openPhone(binary, url, folder) {
  const profile = mkdtempSync(join(tmpdir(), 'engine-'))
  const libraries = join(dirname(binary), 'lib')
  const env = { ...process.env, HOME: profile, ...(existsSync(libraries) ? { LD_LIBRARY_PATH: libraries } : {}) }
  const browser = spawn(binary, [...FLAGS.split(' '), `--user-data-dir=${profile}`, 'about:blank'], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  const close = async () => {
    browser.kill('SIGKILL')
    await wait(300)
    rmSync(profile, { recursive: true, force: true })
  }
  try {
    const page = await openPage(await addressOf(browser))
    await page.send('Page.navigate', { url })
    return { page, person: personAt(page, folder), close }
  } catch (error) {
    await close()
    throw error
  }
}
