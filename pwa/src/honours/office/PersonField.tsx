/** Finds a member of the roster by name or number. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { api } from '../../api'
import type { PersonItem } from '../../generated/http'
import { SelectField, TextField } from '../../ui'
import { words } from './words'

const TYPING_MS = 250

export function PersonField({ id, onChoose }: { id: string; onChoose: (person: PersonItem | null) => void }) {
  const typed = useSignal('')
  const found = useSignal<readonly PersonItem[]>([])
  const chosen = useSignal('')
  useEffect(() => {
    const text = typed.value.trim()
    if (!text) { found.value = []; return }
    const timer = setTimeout(() => {
      void api<PersonItem[]>(`/api/people?${new URLSearchParams({ q: text, limit: '20' }).toString()}`).then(people => { if (typed.value.trim() === text) found.value = people }, () => { found.value = [] })
    }, TYPING_MS)
    return () => clearTimeout(timer)
  }, [typed.value])
  const choose = (member: string) => { chosen.value = member; onChoose(found.value.find(one => one.member === member) ?? null) }
  const options = found.value.map(one => ({ value: one.member, label: `${one.name} ${one.employee_no} ${one.branch_name}` }))
  return (
    <div class="editor-pair">
      <TextField id={`${id}-find`} type="search" label={words.person} value={typed.value} onInput={next => { typed.value = next; choose('') }} />
      <SelectField id={id} label={words.found} value={chosen.value} options={[{ value: '', label: options.length || !typed.value ? '—' : words.noOne }, ...options]} onInput={choose} />
    </div>
  )
}
