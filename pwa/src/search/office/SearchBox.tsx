/** The box of the office's frame: it asks while one types; `/` leads into it from anywhere, the arrow down to what was found. */
import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { route } from '../../route'
import { Icon } from '../../ui'
import { ask, PATH, questionIn } from './asking'
import { words } from './words'
import './search.css'

const TYPING_MS = 250

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
const isSeen = (one: HTMLElement | null): one is HTMLElement => one !== null && one.offsetParent !== null

/** `/` typed anywhere but into a field. */
function useSlash(focus: () => void): void {
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      event.preventDefault()
      focus()
    }
    addEventListener('keydown', heard)
    return () => removeEventListener('keydown', heard)
  }, [])
}

export function SearchBox() {
  const shown = route.value.path.join('/') === PATH ? questionIn(route.value.query) : null
  const typed = useSignal(shown?.q ?? '')
  const box = useRef<HTMLInputElement>(null)
  useSlash(() => { if (isSeen(box.current)) { box.current.focus(); (box.current as HTMLInputElement).select() } })
  const send = () => { if (typed.value.trim() !== (shown?.q ?? '')) ask({ kind: '', org: '', when: '', ...shown, q: typed.value.trim() }) }
  useEffect(() => {
    const timer = setTimeout(() => { if (document.activeElement === box.current) send() }, TYPING_MS)
    return () => clearTimeout(timer)
  }, [typed.value])
  useEffect(() => { if (document.activeElement !== box.current) typed.value = shown?.q ?? '' }, [shown?.q])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return
    event.preventDefault()
    document.querySelector<HTMLElement>('.found-list a')?.focus()
  }
  return (
    <form class="search-bar no-print" role="search" aria-label={words.box} onSubmit={event => { event.preventDefault(); send() }}>
      <Icon name="search" size={20} />
      <input ref={box} type="search" class="control" value={typed.value} placeholder={words.hint} aria-label={words.box} aria-keyshortcuts="/" title={words.key}
        autoComplete="off" maxLength={100} onInput={event => { typed.value = event.currentTarget.value }} onKeyDown={onKeyDown} />
    </form>
  )
}
