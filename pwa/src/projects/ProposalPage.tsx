/** Writing a proposal (立项报告): kept at every pause, sent in one tap once nothing is missing; without a network too. */
import type { Signal } from '@preact/signals'
import { findAgain } from '../keeping'
import { readOwners, type Owner } from '../owners'
import { OwnerChoice, Removing, useWriting, WritingPage } from '../owning'
import type { PageProps } from '../part'
import { phrases } from '../phrases'
import type { As, Project } from '../rows'
import { me } from '../session'
import { readDraft, uuid7, type Phone } from '../sync'
import { dayOf } from '../time'
import { ActionBar, AreaField, Button, Card, IconButton, Section, TextField } from '../ui'
import { dayFault, draftId, fieldsOf, intentsOf, lacking, type Fields, type Writing } from './reading'
import { t } from './words'
import './projects.css'

type Owners = readonly Owner[]
interface Opened { writing: Writing; isNew: boolean; owners: Owners }

function blank(owner: Owners[number]): Writing {
  const today = dayOf(Date.now())
  const fields: Fields = { title: '', problems: '', goal: '', measures: '', leader: me.value?.name ?? '', starts_on: today, ends_on: `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`, milestones: [] }
  return { id: uuid7(), owner: owner.id, branches: owner.branches, base: 0, seen: null, fields }
}

/** The draft that lies here, the project as it is, or a new one; null for one that is not there. */
async function openWriting(store: Phone, id: string, branch: string): Promise<Opened | null> {
  const owners = await readOwners(store, branch)
  const [kept, project] = await Promise.all([readDraft<Writing>(store.store, draftId(id)), store.row<As<Project>>('project', id)])
  const isNew = project === null
  if (kept) return { writing: kept.content, isNew, owners }
  if (id === 'new') return owners[0] ? { writing: blank(owners[0]), isNew, owners } : null
  if (!project) return null
  // One that the server never had is written whole again.
  return { writing: { id, owner: project.owner, branches: [...project.branches], base: project.rev, seen: project.rev ? fieldsOf(project) : null, fields: fieldsOf(project) }, isNew, owners }
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
  const { fields } = writing.value
  const put = (part: Partial<Fields>) => { writing.value = { ...writing.value, fields: { ...fields, ...part } } }
  const fault = dayFault(fields)
  return (
    <>
      <OwnerChoice label={t.owner} writing={writing} owners={owners} />
      <TextField id="project-title" label={t.fields.title} maxLength={100} value={fields.title} onInput={title => put({ title })} />
      {(['problems', 'goal', 'measures'] as const).map(field => <AreaField key={field} id={`project-${field}`} label={t.fields[field]} hint={t.hints[field]} rows={3} maxLength={2000} value={fields[field]} onInput={value => put({ [field]: value })} />)}
      <TextField id="project-leader" label={t.fields.leader} hint={t.hints.leader} maxLength={100} value={fields.leader} onInput={leader => put({ leader })} />
      <TextField id="project-starts" type="date" label={t.fields.starts_on} value={fields.starts_on} onInput={starts_on => put({ starts_on })} />
      <TextField id="project-ends" type="date" label={t.fields.ends_on} value={fields.ends_on} reason={fault === 'ends_on' ? t.span(fields.starts_on, '…') : undefined} onInput={ends_on => put({ ends_on })} />
      <Milestones writing={writing} fault={fault === 'milestones'} />
    </>
  )
}

function Editor({ opened }: { opened: Opened }) {
  const { id } = opened.writing
  const { writing, leave } = useWriting(opened.writing, draftId(id), findAgain('proposal', id))
  const { fields, seen, base } = writing.value
  const save = (isSent: boolean) => leave(intentsOf(writing.value, dayOf(Date.now()), isSent ? uuid7() : null), `project/${id}`)
  const remove = () => leave(seen ? [{ name: 'project.delete.v1', row: id, base }] : [], 'projects')
  const missing = lacking(fields)
  return (
    <>
      <Form writing={writing} owners={opened.owners} />
      <Removing name={fields.title} words={t} onRemove={remove} />
      <ActionBar note={missing.length ? t.missing(missing.map(field => t.fields[field]).join(phrases.and)) : t.sentText}>
        <Button onClick={() => save(false)}>{t.save}</Button>
        <Button kind="main" icon="send" disabled={missing.length > 0 || dayFault(fields) !== null} onClick={() => save(true)}>{t.send}</Button>
      </ActionBar>
    </>
  )
}

export const ProposalPage = ({ path: [id = 'new'] }: PageProps) => <WritingPage id={id} home="projects" words={t} open={openWriting} editor={opened => <Editor key={id} opened={opened} />} />
