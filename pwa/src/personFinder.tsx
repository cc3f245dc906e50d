/** Finds a member by name, initials or number, and says who has an account. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { api } from './api'
import { words } from './finderWords'
import type { PersonItem } from './generated/http'
import { Row, Rows, Tag, TextField } from './ui'

const TYPING_MS = 300

export function PersonFinder({ id, label, onChoose }: { id: string; label: string; onChoose: (person: PersonItem & { account: string }) => void }) {
  const typed = useSignal('')
  const people = useSignal<readonly PersonItem[]>([])
  useEffect(() => {
    const text = typed.value.trim()
    if (!text) { people.value = []; return }
    const timer = setTimeout(() => { api<PersonItem[]>(`/api/people?limit=8&q=${encodeURIComponent(text)}`).then(found => { if (typed.value.trim() === text) people.value = found }, () => { people.value = [] }) }, TYPING_MS)
    return () => clearTimeout(timer)
  }, [typed.value])
  return (
    <>
      <TextField id={id} label={label} hint={words.hint} value={typed.value} onInput={value => { typed.value = value }} />
      {people.value.length > 0 && (
        <Rows label={label}>
          {people.value.map(one => (
            <Row key={one.member} title={one.name} sub={`${one.employee_no} · ${one.branch_name}`} tags={one.account === null && <Tag>{words.noAccount}</Tag>}
              {...(one.account !== null && { onClick: () => { onChoose({ ...one, account: one.account! }) } })} />
          ))}
        </Rows>
      )}
    </>
  )
}
