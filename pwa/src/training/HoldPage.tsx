/** A session that the branch holds of its own: what, when, where, who teaches. Saved on this phone, sent when there is a network. */
import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { useBranch, type Branch } from '../branch'
import { DeliveryChip } from '../delivery'
import { useDraft } from '../keeping'
import { useLive } from '../live'
import { back, go } from '../route'
import type { As, TrainingSession } from '../rows'
import { uuid7 } from '../sync'
import { dayOf } from '../time'
import { Button, Card, Empty, PageHead, Suggestions, TextField, Waiting } from '../ui'
import { shell } from '../words'
import { holding, type Held } from './marking'
import { t } from './words'
import './training.css'

const heldOf = (one: As<TrainingSession> | null): Held => (one ? { title: one.title, held_on: one.held_on, place: one.place, lecturer: one.lecturer } : { title: '', held_on: dayOf(Date.now()), place: '', lecturer: '' })

function Form({ row, branch }: { row: As<TrainingSession> | null; branch: Branch }) {
  // What is written is over the session as it was when the form was opened, whatever arrives meanwhile.
  const seen = useMemo(() => row, [row?.id])
  const { writing: form, put: set, send } = useDraft(`session/${seen?.id ?? 'new'}`, heldOf(seen), seen ? { ...heldOf(seen) } : undefined)
  const missing = useSignal(false)
  const { title, held_on, place, lecturer } = form.value
  const save = () => {
    missing.value = !title.trim() || !held_on
    if (missing.value) return
    const id = seen?.id ?? uuid7()
    send([holding(id, seen?.rev ?? 0, branch.id, form.value)], () => go(`training/session/${id}`, true))
  }
  return (
    <>
      <Card>
        <TextField id="held-title" label={t.fields.title} needed={t.needed} hint={t.titleHint} reason={missing.value && !title.trim() ? t.titleMissing : undefined} maxLength={100} value={title} onInput={value => set({ title: value })} />
        <Suggestions label={t.fields.title} values={t.titles} onChoose={value => set({ title: value })} />
        <TextField id="held-on" type="date" label={t.fields.held_on} needed={t.needed} reason={missing.value && !held_on ? t.dayMissing : undefined} value={held_on} onInput={value => set({ held_on: value })} />
        <TextField id="held-place" label={t.fields.place} maxLength={100} value={place} onInput={value => set({ place: value })} />
        <TextField id="held-lecturer" label={t.fields.lecturer} maxLength={100} value={lecturer} onInput={value => set({ lecturer: value })} />
      </Card>
      <p class="small soft">{t.holdHint}</p>
      <Button kind="main" wide icon="check" onClick={save}>{t.save}</Button>
    </>
  )
}

export function HoldPage({ id }: { id: string }) {
  const branch = useBranch()
  const seen = useLive(['row:training_session'], phone => (id === 'new' ? Promise.resolve(null) : phone.row<As<TrainingSession>>('training_session', id)), [id])
  const writable = branch?.leads && (id === 'new' || (seen && !seen.course && !seen.cancel_reason))
  return (
    <main class="page training-page">
      <PageHead title={id === 'new' ? t.add : t.mend} sub={branch?.name} onBack={() => back('training')} aside={<DeliveryChip />} />
      {branch === undefined || seen === undefined ? <Waiting>{shell.loading}</Waiting> : writable ? <Form row={seen} branch={branch} /> : <Empty icon="lock" title={t.notAllowed} />}
    </main>
  )
}
