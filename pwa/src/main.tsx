/** Starts the app: the person's own database first, so that the first screen needs no network. */
import { render } from 'preact'
import { watchIdle } from './idle'
import { fetchPages } from './lazy'
import { PARTS } from './parts'
import { registerWorker } from './release'
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
}

chooseLanguage(language.value)
void start(wiring).then(() => {
  const place = document.getElementById('app')!
  place.textContent = ''
  render(<App parts={PARTS} />, place)
  watchIdle()
  void registerWorker()
  fetchPages()
})
