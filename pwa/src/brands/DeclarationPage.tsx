/** Declaring a brand, and writing its results later: kept at every pause, sent in one tap once nothing is missing; without a network too. */
import type { Signal } from '@preact/signals'
import { findAgain } from '../keeping'
import { readOwners, type Owner } from '../owners'
import { OwnerChoice, Removing, useWriting, WritingPage } from '../owning'
import type { PageProps } from '../part'
import { phrases } from '../phrases'
import type { As, Brand } from '../rows'
import { readDraft, uuid7, type Phone } from '../sync'
import { dayOf } from '../time'
import { ActionBar, AreaField, Button, TextField } from '../ui'
import { draftId, fieldsOf, intentsOf, lacking, type Fields, type Writing } from './reading'
import { t } from './words'

interface Opened { writing: Writing; isNew: boolean; owners: readonly Owner[] }

const blank = ({ id: owner, branches }: Owner): Writing => ({ id: uuid7(), owner, branches, base: 0, state: 'draft', seen: null, fields: { name: '', meaning: '', carrier: '', measures: '', results: '' } })

/** The draft that lies here, the brand as it is, or a new one; null for one that is not there. */
async function openWriting(store: Phone, id: string, branch: string): Promise<Opened | null> {
  const owners = await readOwners(store, branch)
  const [kept, brand] = await Promise.all([readDraft<Writing>(store.store, draftId(id)), store.row<As<Brand>>('brand', id)])
  const isNew = brand === null
  if (kept) return { writing: kept.content, isNew, owners }
  if (id === 'new') return owners[0] ? { writing: blank(owners[0]), isNew, owners } : null
  if (!brand) return null
  // One that the server never had is written whole again.
  return { writing: { id, owner: brand.owner, branches: [...brand.branches], base: brand.rev, state: brand.state, seen: brand.rev ? fieldsOf(brand) : null, fields: fieldsOf(brand) }, isNew, owners }
}

function Form({ writing, owners, growing }: { writing: Signal<Writing>; owners: readonly Owner[]; growing: boolean }) {
  const { fields } = writing.value
  const put = (part: Partial<Fields>) => { writing.value = { ...writing.value, fields: { ...fields, ...part } } }
  const area = (field: keyof Fields) => <AreaField key={field} id={`brand-${field}`} label={t.fields[field]} hint={t.hints[field]} rows={3} maxLength={2000} value={fields[field]} onInput={value => put({ [field]: value })} />
  if (growing) return area('results')
  return (
    <>
      <OwnerChoice label={t.owner} writing={writing} owners={owners} />
      <TextField id="brand-name" label={t.fields.name} hint={t.hints.name} maxLength={60} value={fields.name} onInput={name => put({ name })} />
      {(['meaning', 'carrier', 'measures', 'results'] as const).map(area)}
    </>
  )
}

function Editor({ opened }: { opened: Opened }) {
  const { id } = opened.writing
  const { writing, leave } = useWriting(opened.writing, draftId(id), findAgain('declaration', id))
  const { fields, state, seen, base } = writing.value
  const growing = state !== 'draft' && state !== 'returned'
  const save = (isSent: boolean) => leave(intentsOf(writing.value, dayOf(Date.now()), isSent ? uuid7() : null), `brand/${id}`)
  const remove = () => leave(seen ? [{ name: 'brand.delete.v1', row: id, base }] : [], 'brands')
  const missing = lacking(fields)
  return (
    <>
      <Form writing={writing} owners={opened.owners} growing={growing} />
      {!growing && <Removing name={fields.name} words={t} onRemove={remove} />}
      {growing
        ? <ActionBar><Button kind="main" onClick={() => save(false)}>{t.keepResults}</Button></ActionBar>
        : <ActionBar note={missing.length ? t.missing(missing.map(field => t.fields[field]).join(phrases.and)) : t.sentText}><Button onClick={() => save(false)}>{t.save}</Button><Button kind="main" icon="send" disabled={missing.length > 0} onClick={() => save(true)}>{t.send}</Button></ActionBar>}
    </>
  )
}

export const DeclarationPage = ({ path: [id = 'new'] }: PageProps) => <WritingPage id={id} home="brands" words={t} open={openWriting} editor={opened => <Editor key={id} opened={opened} />} />
