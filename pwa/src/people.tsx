/** Finds a person of the mine by name, initials or employee number, for the office's forms. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { api } from './api'
import type { PersonItem } from './generated/http'
import { TextField } from './ui'

const TYPING_MS = 250

/** `onChoose` gets whoever was chosen; the field is then ready for the next one. */
export function FindPerson({ id, label, hint, onChoose }: { id: string; label: string; hint?: string; onChoose: (person: PersonItem) => void }) {
  const typed = useSignal('')
  const found = useSignal<readonly PersonItem[]>([])
  useEffect(() => {
    const text = typed.value.trim()
    if (!text) { found.value = []; return }
    const timer = setTimeout(() => {
      void api<PersonItem[]>(`/api/people?${new URLSearchParams({ q: text, limit: '8' }).toString()}`).then(people => { if (typed.peek().trim() === text) found.value = people }, () => { found.value = [] })
    }, TYPING_MS)
    return () => clearTimeout(timer)
  }, [typed.value])
  const choose = (one: PersonItem) => { typed.value = ''; found.value = []; onChoose(one) }
  return (
    <>
      <TextField id={id} type="search" label={label} hint={hint} value={typed.value} onInput={value => { typed.value = value }} />
      {found.value.length > 0 && <ul class="rows">{found.value.map(one => <li key={one.member}><button type="button" class="row" onClick={() => choose(one)}><span class="grow"><b>{one.name}</b> <span class="soft">{one.employee_no} {one.branch_name}</span></span></button></li>)}</ul>}
    </>
  )
}
