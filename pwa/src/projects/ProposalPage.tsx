/** Writing a proposal (立项报告): kept at every pause, sent in one tap once nothing is missing; without a network too. */
import { useSignal, type Signal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { attempt } from '../acting'
import { useBranch, type Branch } from '../branch'
import { DeliveryChip } from '../delivery'
import { readOwners, type Owner } from '../owners'
import type { PageProps } from '../part'
import { back, go } from '../route'
import type { As, Project } from '../rows'
import { me, phone } from '../session'
import { dropDraft, keepDraft, readDraft, uuid7, type Phone } from '../sync'
import { dayOf } from '../time'
import { ActionBar, AreaField, Button, Card, Chips, Empty, IconButton, PageHead, Section, Sheet, TextField, Waiting } from '../ui'
import { shell } from '../words'
import { dayFault, draftId, fieldsOf, intentsOf, lacking, type Fields, type Writing } from './reading'
import { t } from './words'
import './projects.css'

const PAUSE_MS = 600

type Owners = readonly Owner[]
interface Opened { writing: Writing; owners: Owners }

function blank(owner: Owners[number]): Writing {
  const today = dayOf(Date.now())
  const fields: Fields = { title: '', problems: '', goal: '', measures: '', leader: me.value?.name ?? '', starts_on: today, ends_on: `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`, milestones: [] }
  return { id: uuid7(), owner: owner.id, branches: owner.branches, base: 0, seen: null, fields }
}

/** The draft that lies here, the project as it is, or a new one; null for one that is not there. */
async function openWriting(store: Phone, id: string, branch: string): Promise<Opened | null> {
  const owners = await readOwners(store, branch)
  const kept = await readDraft<Writing>(store.store, draftId(id))
  if (kept) return { writing: kept.content, owners }
  if (id === 'new') return owners[0] ? { writing: blank(owners[0]), owners } : null
  const project = await store.row<As<Project>>('project', id)
  if (!project) return null
  // One that the server never had is written whole again.
  return { writing: { id, owner: project.owner, branches: [...project.branches], base: project.rev, seen: project.rev ? fieldsOf(project) : null, fields: fieldsOf(project) }, owners }
}

function Milestones({ writing, fault }: { writing: Signal<Writing>; fault: boolean }) {
  const { milestones } = writing.value.fields
  const put = (next: Fields['milestones']) => { writing.value = { ...writing.value, fields: { ...writing.value.fields, milestones: next } } }
  return (
    <Section title={t.fields.milestones}>
      {milestones.map((one, at) => (
        <Card key={one.id} title={t.milestoneOf(at + 1)} aside={<IconButton icon="bin" label={t.removeMilestone(at + 1)} size={22} onClick={() => put(milestones.filter(other => other.id !== one.id))} />}>
          <TextField id={`what-${at}`} label={t.what} maxLength={200} value={one.text} onInput={text => put(milestones.map(other => (other.id === one.id ? { ...other, text } : other)))} />
          <TextField id={`by-${at}`} type="date" label={t.by} value={one.due_on} reason={fault && one.due_on && (one.due_on < writing.value.fields.starts_on || one.due_on > writing.value.fields.ends_on) ? t.span(writing.value.fields.starts_on, writing.value.fields.ends_on) : undefined} onInput={due_on => put(milestones.map(other => (other.id === one.id ? { ...other, due_on } : other)))} />
        </Card>
      ))}
      <Button wide icon="plus" onClick={() => put([...milestones, { id: uuid7(), text: '', due_on: '' }])}>{t.addMilestone}</Button>
    </Section>
  )
}

function Form({ writing, owners }: { writing: Signal<Writing>; owners: Owners }) {
  const { fields, owner, seen } = writing.value
  const put = (part: Partial<Fields>) => { writing.value = { ...writing.value, fields: { ...fields, ...part } } }
  const fault = dayFault(fields)
  const choose = (id: string) => { const found = owners.find(one => one.id === id)!; writing.value = { ...writing.value, owner: id, branches: found.branches } }
  return (
    <>
      {seen === null && owners.length > 1 && <Section title={t.owner}><Chips label={t.owner} columns={1} value={owner} choices={owners.map(one => ({ value: one.id, label: one.name }))} onChoose={choose} /></Section>}
      <TextField id="project-title" label={t.fields.title} maxLength={100} value={fields.title} onInput={title => put({ title })} />
      {(['problems', 'goal', 'measures'] as const).map(field => <AreaField key={field} id={`project-${field}`} label={t.fields[field]} hint={t.hints[field]} rows={3} maxLength={2000} value={fields[field]} onInput={value => put({ [field]: value })} />)}
      <TextField id="project-leader" label={t.fields.leader} hint={t.hints.leader} maxLength={100} value={fields.leader} onInput={leader => put({ leader })} />
      <TextField id="project-starts" type="date" label={t.fields.starts_on} value={fields.starts_on} onInput={starts_on => put({ starts_on })} />
      <TextField id="project-ends" type="date" label={t.fields.ends_on} value={fields.ends_on} reason={fault === 'ends_on' ? t.span(fields.starts_on, '…') : undefined} onInput={ends_on => put({ ends_on })} />
      <Milestones writing={writing} fault={fault === 'milestones'} />
    </>
  )
}

function Removing({ writing, onRemove }: { writing: Writing; onRemove: () => void }) {
  const asking = useSignal(false)
  return (
    <>
      <Button kind="quiet" wide icon="bin" onClick={() => { asking.value = true }}>{t.remove}</Button>
      <Sheet title={t.remove} open={asking.value} onClose={() => { asking.value = false }} actions={<><Button kind="main" onClick={onRemove}>{t.remove}</Button><Button onClick={() => { asking.value = false }}>{t.keep}</Button></>}><p>{writing.fields.title}</p><p>{t.removeSure}</p></Sheet>
    </>
  )
}

function Editor({ opened }: { opened: Opened }) {
  const writing = useSignal(opened.writing)
  const first = useMemo(() => JSON.stringify(opened.writing), [])
  const { fields, id } = writing.value
  const place = draftId(id)
  useEffect(() => {
    if (JSON.stringify(writing.value) === first) return
    const timer = setTimeout(() => { void attempt(store => keepDraft(store.store, place, writing.value)) }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [writing.value])
  const leave = (intents: Parameters<Phone['record']>[0], page: string) => attempt(async store => {
    if (intents.length) await store.record(intents)
    await dropDraft(store.store, place)
    go(page, true)
  })
  const save = (isSent: boolean) => { void leave(intentsOf(writing.value, dayOf(Date.now()), isSent ? uuid7() : null), `project/${id}`) }
  const remove = () => { void leave(writing.value.seen ? [{ name: 'project.delete.v1', row: id, base: writing.value.base }] : [], 'projects') }
  const missing = lacking(fields)
  return (
    <>
      <Form writing={writing} owners={opened.owners} />
      <Removing writing={writing.value} onRemove={remove} />
      <ActionBar note={missing.length ? t.missing(missing.map(field => t.fields[field]).join('、')) : t.sentText}>
        <Button onClick={() => save(false)}>{t.save}</Button>
        <Button kind="main" icon="send" disabled={missing.length > 0 || dayFault(fields) !== null} onClick={() => save(true)}>{t.send}</Button>
      </ActionBar>
    </>
  )
}

function OfBranch({ branch, id }: { branch: Branch; id: string }) {
  const opened = useSignal<Opened | null | undefined>(undefined)
  useEffect(() => { if (phone.value) void openWriting(phone.value, id, branch.id).then(found => { opened.value = found }) }, [id, branch.id])
  if (opened.value === undefined) return <Waiting>{shell.loading}</Waiting>
  return opened.value ? <Editor key={id} opened={opened.value} /> : <Empty icon="search" title={t.notHere}>{t.notHereText}</Empty>
}

export function ProposalPage({ path: [id = 'new'] }: PageProps) {
  const branch = useBranch()
  return (
    <main class="page has-action">
      <PageHead title={id === 'new' ? t.write : t.edit} onBack={() => back('projects')} aside={<DeliveryChip />} />
      {branch === undefined ? <Waiting>{shell.loading}</Waiting> : branch?.leads ? <OfBranch branch={branch} id={id} /> : <Empty icon="lock" title={t.notAllowed} />}
    </main>
  )
}
