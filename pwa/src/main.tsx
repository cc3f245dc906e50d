/** Starts the app: the person's own database first, so that the first screen needs no network. */
import { render } from 'preact'
import { watchIdle } from './idle'
import './install'
import { fetchPages } from './lazy'
import { PARTS, vote } from './parts'
import { registerWorker } from './release'
import { parse } from './route'
import { start } from './session'
import './settings'
import { App } from './shell/App'
import { chooseLanguage, language } from './text'
import './ui/tokens.css'
import './ui/base.css'
import './ui/controls.css'
import './shell/shell.css'

const wiring = {
  effects: Object.assign({}, ...PARTS.map(part => part.effects)) as Record<string, never>,
  parents: Object.assign({}, ...PARTS.map(part => part.parents)) as Record<string, string>,
  first: PARTS.flatMap(part => part.first ?? []),
}

const words = chooseLanguage(language.value)

/** Whoever votes is nobody here: no store is opened, and nothing is asked in the name of whoever signed in. */
const isVoting = () => parse(location.hash).path[0] === 'vote'
const voting = isVoting()
addEventListener('hashchange', () => { if (isVoting() !== voting) location.reload() })

const place = document.getElementById('app')!
if (voting) void Promise.all([vote(), words]).then(([one]) => one.show(place)).then(registerWorker)
else {
  void Promise.all([start(wiring), words]).then(() => {
    place.textContent = ''
    render(<App parts={PARTS} />, place)
    watchIdle()
    void registerWorker()
    fetchPages()
  })
}
