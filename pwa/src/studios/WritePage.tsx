/** The form of an achievement: what was done, what came of it, who took part with which share, photos. Kept at every pause; saved on this phone, sent when there is a network. */
import { useSignal, type Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { attempt } from '../acting'
import { useBranch, type Branch } from '../branch'
import { DeliveryChip } from '../delivery'
import { gradeText } from '../factWords'
import { useKeeper } from '../keeping'
import { Removing } from '../owning'
import type { PageProps } from '../part'
import { ProofPicker, useFormPhotos, useProofs } from '../photos/Proofs'
import { back, go } from '../route'
import type { Achievement, As, Studio, StudioChoice } from '../rows'
import { phone } from '../session'
import { attachIntent, dropFormFiles, formFiles, readDraft, type Phone } from '../sync'
import { dayOf, minute, momentText } from '../time'
import { ActionBar, AreaField, Button, Card, Chips, Empty, IconButton, PageHead, Section, SelectField, TextField, Waiting } from '../ui'
import { shell } from '../words'
import { readChoices } from './reading'
import { t } from './words'
import { blank, draftId, evenly, intentsOf, keepable, proving, writingLacks, writingOf, type Writing } from './writing'
import './studios.css'

const LEVELS = ['mine', 'company', 'province'] as const
const BENEFITS = ['direct', 'indirect'] as const

interface Opened { writing: Writing; seen: As<Achievement> | null; choices: As<StudioChoice>[]; studios: As<Studio>[]; kept_at: number | null }

/** What is open: a draft where there is one, else the achievement as it stands; a new one belongs to the branch's only studio, if it has one. */
async function open(store: Phone, branch: string, id: string): Promise<Opened | null> {
  const [choices, all] = await Promise.all([readChoices(store), store.rows<As<Studio>>('studio')])
  const studios = all.filter(one => one.branches.includes(branch) && !one.closed_on)
  const draft = await readDraft<Writing>(store.store, draftId(id))
  const seen = id === 'new' ? null : await store.row<As<Achievement>>('achievement', id)
  if (id !== 'new' && !seen) return null
  if (seen && seen.state !== 'draft' && seen.state !== 'returned') return null
  const writing = draft?.content ?? (seen ? writingOf(seen) : blank(branch, studios.length === 1 ? studios[0]!.id : ''))
  return { writing, seen, choices, studios, kept_at: draft?.saved_at ?? null }
}

interface FormProps { form: Signal<Writing>; set: (change: Partial<Writing>) => void }

function People({ form, set, branch }: FormProps & { branch: Branch }) {
  const { people } = form.value
  const change = (at: number, one: Partial<Writing['people'][number]>) => set({ people: people.map((known, place) => (place === at ? { ...known, ...one } : known)) })
  const choose = (at: number, id: string) => change(at, { id, name: branch.members.find(one => one.id === id)?.name ?? '' })
  const everyone = [...branch.members].sort((a, b) => a.initials.localeCompare(b.initials))
  const options = (own: Writing['people'][number]) => [{ value: '', label: t.choose }, ...(own.id && !everyone.some(one => one.id === own.id) ? [{ value: own.id, label: own.name }] : []), ...everyone.map(one => ({ value: one.id, label: one.name }))]
  const total = people.reduce((sum, one) => sum + one.share, 0)
  return (
    <Section title={t.fields.people}>
      <Card>
        {people.map((one, at) => (
          <div key={at} class="share-line">
            <SelectField id={`person-${at}`} label={t.person(at + 1)} value={one.id} options={options(one)} onInput={id => choose(at, id)} />
            <TextField id={`share-${at}`} label={t.share} inputMode="numeric" maxLength={3} value={one.share ? String(one.share) : ''} onInput={value => change(at, { share: Math.min(100, Number(value.replace(/\D/g, '')) || 0) })} />
            <div class="field"><IconButton icon="bin" label={t.removePerson(one.name || t.person(at + 1))} onClick={() => set({ people: people.filter((_, place) => place !== at) })} /></div>
          </div>
        ))}
        {people.length > 0 && <p class="share-total" role="status"><b class={total === 100 ? '' : 'heed'}>{t.total(total)}</b>{people.length > 1 && <Button small onClick={() => set({ people: evenly(people) })}>{t.even}</Button>}</p>}
        <Button wide icon="plus" onClick={() => set({ people: [...people, { id: '', name: '', share: people.length ? 0 : 100 }] })}>{t.addPerson}</Button>
      </Card>
    </Section>
  )
}

function Basics({ form, set, choices, studios }: FormProps & Pick<Opened, 'choices' | 'studios'>) {
  const { title, kind, level, done_on, studio, story } = form.value
  const kinds = choices.filter(one => one.field === 'kind' && (!one.is_off || one.key === kind)).map(one => ({ value: one.key, label: one.title }))
  return (
    <Card>
      <TextField id="title" label={t.fields.title} needed={t.needed} hint={t.hints.title} maxLength={100} value={title} onInput={value => set({ title: value })} />
      <div class="field"><div class="field-head"><b>{t.fields.kind}</b></div><Chips label={t.fields.kind} columns={2} value={kind || null} choices={kinds} onChoose={value => set({ kind: value })} /></div>
      <div class="field"><div class="field-head"><b>{t.fields.level}</b></div><Chips label={t.fields.level} value={level || null} choices={LEVELS.map(value => ({ value: value as string, label: gradeText('achievement', value) }))} onChoose={value => set({ level: value })} /></div>
      <TextField id="done-on" type="date" label={t.fields.done_on} value={done_on} onInput={value => set({ done_on: value })} />
      {studios.length > 0 && <SelectField id="studio" label={t.fields.studio} value={studio} options={[{ value: '', label: t.noStudio }, ...studios.map(one => ({ value: one.id, label: one.name }))]} onInput={value => set({ studio: value })} />}
      <AreaField id="story" label={t.fields.story} needed={t.needed} hint={t.hints.story} rows={4} maxLength={2000} value={story} onInput={value => set({ story: value })} />
    </Card>
  )
}

function Effect({ form, set }: FormProps) {
  const { measure, before, after, unit, yuan, benefit, yuan_basis } = form.value
  return (
    <>
      <Section title={t.effect}>
        <Card>
          <TextField id="measure" label={t.fields.measure} hint={t.hints.measure} maxLength={60} value={measure} onInput={value => set({ measure: value })} />
          <div class="effect-pair">
            <TextField id="before" label={t.fields.before} hint={t.hints.before} maxLength={20} value={before} onInput={value => set({ before: value })} />
            <TextField id="after" label={t.fields.after} maxLength={20} value={after} onInput={value => set({ after: value })} />
          </div>
          <TextField id="unit" label={t.fields.unit} maxLength={20} value={unit} onInput={value => set({ unit: value })} />
        </Card>
      </Section>
      <Section title={t.gain}>
        <Card>
          <TextField id="yuan" label={t.fields.yuan} hint={t.hints.yuan} maxLength={12} value={yuan} onInput={value => set({ yuan: value })} />
          {yuan.trim() && <div class="field"><div class="field-head"><b>{t.fields.benefit}</b></div><Chips label={t.fields.benefit} columns={2} value={benefit || null} choices={BENEFITS.map(value => ({ value: value as string, label: t.benefits[value] }))} onChoose={value => set({ benefit: value })} /></div>}
          {yuan.trim() && <AreaField id="yuan-basis" label={t.fields.yuan_basis} hint={t.hints.yuan_basis} rows={2} maxLength={500} value={yuan_basis} onInput={value => set({ yuan_basis: value })} />}
        </Card>
      </Section>
    </>
  )
}

function Form({ opened, branch, draftKey }: { opened: Opened; branch: Branch; draftKey: string }) {
  const kept = useSignal(opened.kept_at)
  const place = draftId(draftKey)
  const keeper = useKeeper({ place, opened: opened.writing, blank: null, onKept: () => { kept.value = Date.now() } })
  const form = keeper.writing
  const set = (change: Partial<Writing>) => { form.value = { ...form.value, ...change } }
  const there = useProofs(proving(form.value.id))?.rows.length ?? 0
  const photos = useFormPhotos(place, t, there)
  const begun_at = kept.value ?? photos.kept[0]?.kept_at
  const lacks = writingLacks(form.value, opened.choices, dayOf(minute.value))
  const make = (submit: boolean) => async ({ store }: Phone) => {
    const files = await formFiles(store, place, proving(form.value.id))
    const studio = opened.studios.find(one => one.id === form.value.studio)?.name ?? ''
    const [set1, ...rest] = intentsOf(form.value, opened.seen, studio, submit)
    return { intents: [...(set1 ? [set1] : []), ...files.map(attachIntent), ...rest], recording: { files } }
  }
  const save = (submit: boolean) => { void attempt(async () => { if (await keeper.spend(make(submit))) go(`achievement/${form.value.id}`, true) }) }
  const giveUp = async ({ store }: Phone) => { await dropFormFiles(store, place); return { intents: [] } }
  const discard = () => { void attempt(async () => { if (await keeper.spend(giveUp)) back('studios') }) }
  return (
    <>
      <Basics form={form} set={set} choices={opened.choices} studios={opened.studios} />
      <Effect form={form} set={set} />
      <People form={form} set={set} branch={branch} />
      <Section title={t.photos}><Card><ProofPicker photos={photos} words={t} /></Card></Section>
      {begun_at !== undefined && !photos.busy && <><p class="small soft">{t.draftKept(momentText(begun_at, minute.value))}</p><Removing name={form.value.title} words={t.removing} onRemove={discard} /></>}
      <ActionBar note={lacks ? t.lacks(lacks) : undefined}>
        <Button disabled={!keepable(form.value) || photos.busy} onClick={() => save(false)}>{t.save}</Button>
        <Button kind="main" icon="send" disabled={Boolean(lacks) || photos.busy} onClick={() => save(true)}>{t.submit}</Button>
      </ActionBar>
    </>
  )
}

export function WritePage({ path: [id = 'new'] }: PageProps) {
  const branch = useBranch()
  const found = useSignal<Opened | null | undefined>(undefined)
  useEffect(() => {
    found.value = undefined
    if (branch && phone.value) void open(phone.value, branch.id, id).then(opened => { found.value = opened })
  }, [branch?.id, id, phone.value])
  const opened = found.value
  return (
    <main class="page has-action achieve-page">
      <PageHead title={t.write} sub={branch?.name} onBack={() => back('studios')} aside={<DeliveryChip />} />
      {branch === null || opened === null ? <Empty icon="search" title={t.notHere}>{branch === null ? t.noBranch : t.notHereText}</Empty>
        : branch && opened ? <Form key={opened.writing.id} opened={opened} branch={branch} draftKey={id} /> : <Waiting>{shell.loading}</Waiting>}
    </main>
  )
}
