/** The way out of a phone that cannot deliver: its queue as a sealed file, or in words why that is not possible here and what is. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useNames } from '../branch'
import { useLive } from '../live'
import { back } from '../route'
import { me, phone } from '../session'
import { canSeal } from '../sync'
import { readRescueKey, type RescueKey } from '../sync/rescueKey'
import { recordDrafts } from '../sync/shortForms'
import { Button, Card, Empty, Icon, Notice, PageHead, Section } from '../ui'
import { shell } from '../words'
import { q } from './queueWords'
import { makeSealed, makeReadable, save, share, shareable, type Exported } from './sealedFile'

const spaced = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`

function Made({ made, again }: { made: Exported; again: () => void }) {
  const said = useSignal('')
  const hand = (work: Promise<boolean>, done: string) => { void work.then(isDone => { said.value = isDone ? done : '' }) }
  return (
    <>
      <Card>
        <p class="soft small">{q.code}</p>
        <p class="check-code" aria-label={[...made.code].join(' ')}>{spaced(made.code)}</p>
        <p class="small">{q.codeText}</p>
        <p class="sealed-name"><Icon name="lock" size={20} /><span>{made.file.name}</span></p>
        <div class="ways">
          {shareable(made.file) && <Button kind="main" wide icon="send" onClick={() => hand(share(made.file), q.sentOut)}>{q.share}</Button>}
          <Button kind={shareable(made.file) ? 'plain' : 'main'} wide icon="download" onClick={() => hand(save(made.file), q.savedOut)}>{q.save}</Button>
        </div>
        <p class="small said" role="status">{said}</p>
      </Card>
      <Section title={q.next}>
        <ol class="next-steps">{q.nextSteps.map(step => <li key={step}>{step}</li>)}</ol>
        <p class="small soft">{q.after}</p>
        <div class="ways"><Button wide icon="refresh" onClick={again}>{q.again}</Button></div>
      </Section>
    </>
  )
}

/** No key, or no cryptography: the honest way is a copy that anyone can read. */
function Readable({ why }: { why: string }) {
  const names = useNames()
  const said = useSignal('')
  const person = me.value
  const make = async () => {
    if (!phone.value || !person) return
    await save(await makeReadable(phone.value, person.name, names))
    said.value = q.savedOut
  }
  return (
    <Notice icon="alert" tone="heed" title={why} actions={<Button icon="download" onClick={() => { void make() }}>{q.plain}</Button>}>
      <p>{q.plainText}</p>
      <p role="status">{said}</p>
    </Notice>
  )
}

function Inside({ waiting, drafted, withDrafts, choose }: { waiting: number; drafted: number; withDrafts: boolean; choose: (yes: boolean) => void }) {
  return (
    <Section title={q.inside}>
      <Card>
        <p><b>{waiting ? q.steps(waiting) : q.noSteps}</b></p>
        {!waiting && <p class="small soft">{q.noStepsText}</p>}
        {drafted > 0 && <label class="choice"><input type="checkbox" checked={withDrafts} onChange={event => choose(event.currentTarget.checked)} /><span>{q.drafts(drafted)}<small>{q.draftsHint}</small></span></label>}
        <p class="small soft">{q.others}</p>
        <p class="small soft">{q.notPhotos}</p>
      </Card>
    </Section>
  )
}

function Sealing({ rescueKey }: { rescueKey: RescueKey }) {
  const waiting = useLive(['log'], store => store.waiting())?.length ?? 0
  const drafted = useLive(['drafts'], store => recordDrafts(store.store))?.length ?? 0
  const withDrafts = useSignal(true)
  const made = useSignal<Exported | null>(null)
  const busy = useSignal(false)
  const fault = useSignal('')
  const make = async () => {
    if (!phone.value || !me.value) return
    busy.value = true
    fault.value = ''
    try {
      made.value = await makeSealed(phone.value, rescueKey, me.value.name, withDrafts.value)
    } catch {
      fault.value = shell.failedRemedy
    }
    busy.value = false
  }
  if (made.value) return <Made made={made.value} again={() => { made.value = null }} />
  return (
    <>
      <p>{q.intro}</p>
      <Inside waiting={waiting} drafted={drafted} withDrafts={withDrafts.value} choose={yes => { withDrafts.value = yes }} />
      {fault.value && <Notice icon="alert" tone="heed" urgent title={q.failed}><p>{fault.value}</p></Notice>}
      <div class="ways"><Button kind="main" wide icon="lock" busy={busy.value} onClick={() => { void make() }}>{busy.value ? q.making : q.make}</Button></div>
    </>
  )
}

export function RescuePage() {
  /** Undefined until it was looked for. */
  const found = useSignal<RescueKey | null | undefined>(undefined)
  const store = phone.value
  useEffect(() => { if (store) void readRescueKey(store.store).then(key => { found.value = key }) }, [store])
  return (
    <main class="page">
      <PageHead title={q.title} sub={me.value?.name} onBack={() => back('delivery')} />
      {!canSeal() ? <Readable why={q.cannot} /> : found.value === null ? <Readable why={q.noKey} /> : found.value && <Sealing rescueKey={found.value} />}
      {!store && <Empty icon="phone" title={q.noSteps} />}
    </main>
  )
}
