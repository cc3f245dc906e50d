/** Declaring a brand, and writing its results later: kept at every pause, sent in one tap once nothing is missing; without a network too. */
import { useSignal, type Signal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { attempt } from '../acting'
import { useBranch, type Branch } from '../branch'
import { DeliveryChip } from '../delivery'
import { readOwners, type Owner } from '../owners'
import type { PageProps } from '../part'
import { back, go } from '../route'
import type { As, Brand } from '../rows'
import { phone } from '../session'
import { dropDraft, keepDraft, readDraft, uuid7, type Phone } from '../sync'
import { dayOf } from '../time'
import { ActionBar, AreaField, Button, Chips, Empty, PageHead, Section, Sheet, TextField, Waiting } from '../ui'
import { shell } from '../words'
import { draftId, fieldsOf, intentsOf, lacking, type Fields, type Writing } from './reading'
import { t } from './words'

const PAUSE_MS = 600

interface Opened { writing: Writing; owners: readonly Owner[] }

const blank = ({ id: owner, branches }: Owner): Writing => ({ id: uuid7(), owner, branches, base: 0, state: 'draft', seen: null, fields: { name: '', meaning: '', carrier: '', measures: '', results: '' } })

/** The draft that lies here, the brand as it is, or a new one; null for one that is not there. */
async function openWriting(store: Phone, id: string, branch: string): Promise<Opened | null> {
  const owners = await readOwners(store, branch)
  const kept = await readDraft<Writing>(store.store, draftId(id))
  if (kept) return { writing: kept.content, owners }
  if (id === 'new') return owners[0] ? { writing: blank(owners[0]), owners } : null
  const brand = await store.row<As<Brand>>('brand', id)
  if (!brand) return null
  // One that the server never had is written whole again.
  return { writing: { id, owner: brand.owner, branches: [...brand.branches], base: brand.rev, state: brand.state, seen: brand.rev ? fieldsOf(brand) : null, fields: fieldsOf(brand) }, owners }
}

function Form({ writing, owners, growing }: { writing: Signal<Writing>; owners: readonly Owner[]; growing: boolean }) {
  const { fields, owner, seen } = writing.value
  const put = (part: Partial<Fields>) => { writing.value = { ...writing.value, fields: { ...fields, ...part } } }
  const choose = (id: string) => { const found = owners.find(one => one.id === id)!; writing.value = { ...writing.value, owner: id, branches: found.branches } }
  const area = (field: keyof Fields) => <AreaField key={field} id={`brand-${field}`} label={t.fields[field]} hint={t.hints[field]} rows={3} maxLength={2000} value={fields[field]} onInput={value => put({ [field]: value })} />
  if (growing) return area('results')
  return (
    <>
      {seen === null && owners.length > 1 && <Section title={t.owner}><Chips label={t.owner} columns={1} value={owner} choices={owners.map(one => ({ value: one.id, label: one.name }))} onChoose={choose} /></Section>}
      <TextField id="brand-name" label={t.fields.name} hint={t.hints.name} maxLength={60} value={fields.name} onInput={name => put({ name })} />
      {(['meaning', 'carrier', 'measures', 'results'] as const).map(area)}
    </>
  )
}

function Removing({ name, onRemove }: { name: string; onRemove: () => void }) {
  const asking = useSignal(false)
  return (
    <>
      <Button kind="quiet" wide icon="bin" onClick={() => { asking.value = true }}>{t.remove}</Button>
      <Sheet title={t.remove} open={asking.value} onClose={() => { asking.value = false }} actions={<><Button kind="main" onClick={onRemove}>{t.remove}</Button><Button onClick={() => { asking.value = false }}>{t.keep}</Button></>}><p>{name}</p><p>{t.removeSure}</p></Sheet>
    </>
  )
}

function Editor({ opened }: { opened: Opened }) {
  const writing = useSignal(opened.writing)
  const first = useMemo(() => JSON.stringify(opened.writing), [])
  const { fields, id, state } = writing.value
  const growing = state !== 'draft' && state !== 'returned'
  useEffect(() => {
    if (JSON.stringify(writing.value) === first) return
    const timer = setTimeout(() => { void attempt(store => keepDraft(store.store, draftId(id), writing.value)) }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [writing.value])
  const leave = (intents: Parameters<Phone['record']>[0], page: string) => attempt(async store => {
    if (intents.length) await store.record(intents)
    await dropDraft(store.store, draftId(id))
    go(page, true)
  })
  const save = (isSent: boolean) => { void leave(intentsOf(writing.value, dayOf(Date.now()), isSent ? uuid7() : null), `brand/${id}`) }
  const remove = () => { void leave(writing.value.seen ? [{ name: 'brand.delete.v1', row: id, base: writing.value.base }] : [], 'brands') }
  const missing = lacking(fields)
  return (
    <>
      <Form writing={writing} owners={opened.owners} growing={growing} />
      {!growing && <Removing name={fields.name} onRemove={remove} />}
      {growing
        ? <ActionBar><Button kind="main" onClick={() => save(false)}>{t.keepResults}</Button></ActionBar>
        : <ActionBar note={missing.length ? t.missing(missing.map(field => t.fields[field]).join('、')) : t.sentText}><Button onClick={() => save(false)}>{t.save}</Button><Button kind="main" icon="send" disabled={missing.length > 0} onClick={() => save(true)}>{t.send}</Button></ActionBar>}
    </>
  )
}

function OfBranch({ branch, id }: { branch: Branch; id: string }) {
  const opened = useSignal<Opened | null | undefined>(undefined)
  useEffect(() => { if (phone.value) void openWriting(phone.value, id, branch.id).then(found => { opened.value = found }) }, [id, branch.id])
  if (opened.value === undefined) return <Waiting>{shell.loading}</Waiting>
  return opened.value ? <Editor key={id} opened={opened.value} /> : <Empty icon="search" title={t.notHere}>{t.notHereText}</Empty>
}

export function DeclarationPage({ path: [id = 'new'] }: PageProps) {
  const branch = useBranch()
  return (
    <main class="page has-action">
      <PageHead title={id === 'new' ? t.write : t.edit} onBack={() => back('brands')} aside={<DeliveryChip />} />
      {branch === undefined ? <Waiting>{shell.loading}</Waiting> : branch?.leads ? <OfBranch branch={branch} id={id} /> : <Empty icon="lock" title={t.notAllowed} />}
    </main>
  )
}
