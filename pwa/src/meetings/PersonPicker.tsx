/** Picks one person: holders of posts first, then everyone, by name or pinyin initials. */
import { useSignal } from '@preact/signals'
import { heldOn, type Branch } from '../branch'
import { phrases } from '../phrases'
import type { Member } from '../rows'
import { dayOf } from '../time'
import { Field, Icon, Row, Rows, Sheet, TextField, describedBy } from '../ui'
import { shell, wordFor } from '../words'
import { t } from './words'

interface PickerProps { id: string; label: string; branch: Branch; value: string; reason: string | undefined; onChoose: (member: string) => void }

function postWords(branch: Branch, member: string): string {
  const held = heldOn(branch.posts, dayOf(Date.now())).filter(post => post.member === member)
  return [...new Set(held.map(post => wordFor(shell.posts, post.post)))].join(phrases.and)
}

/** Secretary first, then deputies, commissioners, group leaders, then the others by initials. */
export function inOrder(branch: Branch): Member[] {
  const order = Object.keys(shell.posts)
  const held = heldOn(branch.posts, dayOf(Date.now()))
  const rank = (member: Member) => Math.min(order.length, ...held.filter(post => post.member === member.id).map(post => order.indexOf(post.post)))
  return [...branch.members].sort((a, b) => rank(a) - rank(b) || a.initials.localeCompare(b.initials))
}

function People({ branch, value, onChoose }: Pick<PickerProps, 'branch' | 'value' | 'onChoose'>) {
  const text = useSignal('')
  const asked = text.value.trim()
  const shown = inOrder(branch).filter(one => !asked || one.initials.includes(asked.toLowerCase()) || one.name.includes(asked))
  return (
    <>
      <TextField id="find-person" type="search" label={t.findPerson} placeholder={t.findHint} value={text.value} onInput={next => { text.value = next }} />
      <Rows>
        {shown.map(one => (
          <Row key={one.id} title={one.name} sub={postWords(branch, one.id) || one.job} onClick={() => onChoose(one.id)} end={one.id === value && <Icon name="check" size={24} weight={3} />} />
        ))}
      </Rows>
      {!shown.length && <p class="soft roll-none">{t.nobodyFound}</p>}
    </>
  )
}

export function PersonPicker(props: PickerProps) {
  const open = useSignal(false)
  const { id, label, branch, value, reason } = props
  const person = branch.members.find(one => one.id === value)
  const choose = (member: string) => { open.value = false; props.onChoose(member) }
  return (
    <Field id={id} label={label} reason={reason}>
      <button type="button" id={id} class="control picker" aria-haspopup="dialog" aria-label={`${label} ${person?.name ?? t.choose}`} aria-describedby={describedBy({ id, reason })} onClick={() => { open.value = true }}>
        <span class="grow">{person ? <b>{person.name}</b> : <span class="soft">{t.choose}</span>}</span><Icon name="down" size={20} />
      </button>
      <Sheet title={`${label} · ${t.pickPerson}`} open={open.value} onClose={() => { open.value = false }}>
        <People branch={branch} value={value} onChoose={choose} />
      </Sheet>
    </Field>
  )
}
