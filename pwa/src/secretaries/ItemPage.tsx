/** One item: a word and an example for this year, what the office says, and how it was in the years before. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { DeliveryChip } from '../delivery'
import { useLive } from '../live'
import { useWriting } from '../owning'
import type { PageProps } from '../part'
import { phrases } from '../phrases'
import { back } from '../route'
import type { SecretaryNote } from '../rows'
import { phone } from '../session'
import { readDraft } from '../sync'
import { wordFor } from '../text'
import { ActionBar, AreaField, Button, Card, Chips, Empty, PageHead, Section, Tag, Waiting } from '../ui'
import { shell } from '../words'
import { ITEMS, LEVELS, type Item, type Level } from './items'
import { noteIntents, noteOf, readGrowth, yearsOf, type Growth, type NoteFields } from './reading'
import { t } from './words'

const Said = ({ note }: { note: SecretaryNote }) => (
  <Card title={`${t.year(note.year)} · ${wordFor(t.sides, note.side)}`} aside={<Tag>{wordFor(t.levels, note.level)}</Tag>}><p class="history-text">{note.example}</p>{note.side === 'office' && <p class="soft small">{note.by_name}</p>}</Card>
)

/** A draft, and the note over which it was written; drafts of an older app do not say which. */
type Drafted = NoteFields & { over?: NoteFields }

const standing = (note: SecretaryNote | undefined): NoteFields => ({ level: note?.level ?? '', example: note?.example ?? '' })
const isOver = ({ over }: Drafted, stands: NoteFields): boolean => !over || JSON.stringify(over) === JSON.stringify(stands)

function Editor({ item, growth, first }: { item: Item; growth: Growth; first: Drafted | null }) {
  const before = noteOf(growth.notes, growth.year, item, 'self') as (SecretaryNote & { rev?: number }) | undefined
  const stands = standing(before)
  const { writing: fields, leave } = useWriting<Drafted>(first && isOver(first, stands) ? first : { ...stands, over: stands }, `growth:${growth.year}/${item}`)
  const { level, example } = fields.value
  const missing = [...(level ? [] : [t.fields.level]), ...(example.trim() ? [] : [t.fields.example])]
  const save = () => leave(noteIntents(item, growth.year, before, { level, example: example.trim() }), 'growth')
  return (
    <>
      <Section title={t.fields.level}><Chips<Level> label={t.fields.level} columns={3} value={(level || null) as Level | null} choices={LEVELS.map(value => ({ value, label: t.levels[value] }))} onChoose={value => { fields.value = { ...fields.value, level: value } }} /></Section>
      <AreaField id="growth-example" label={t.fields.example} hint={t.exampleHint} rows={3} maxLength={1000} value={example} onInput={value => { fields.value = { ...fields.value, example: value } }} />
      <ActionBar note={missing.length ? t.missing(missing.join(phrases.and)) : ''}><Button kind="main" icon="check" disabled={missing.length > 0} onClick={save}>{t.save}</Button></ActionBar>
    </>
  )
}

function Shown({ item, growth }: { item: Item; growth: Growth }) {
  const kept = useSignal<Drafted | null | undefined>(undefined)
  useEffect(() => { if (phone.value) void readDraft<Drafted>(phone.value.store, `growth:${growth.year}/${item}`).then(found => { kept.value = found?.content ?? null }) }, [item])
  const office = noteOf(growth.notes, growth.year, item, 'office')
  const earlier = yearsOf(growth.notes, item).filter(one => one.year < growth.year)
  if (kept.value === undefined) return <Waiting>{shell.loading}</Waiting>
  return (
    <>
      {growth.leads ? <Editor key={item} item={item} growth={growth} first={kept.value} /> : yearsOf(growth.notes, item).filter(one => one.year === growth.year && one.side === 'self').map(one => <Said key={one.side} note={one} />)}
      <Section title={t.office}>{office ? <Said note={office} /> : <p class="soft">{t.noOffice}</p>}</Section>
      {earlier.length > 0 && <Section title={t.earlier}>{earlier.map(one => <Said key={`${one.year}/${one.side}`} note={one} />)}</Section>}
    </>
  )
}

export function ItemPage({ path: [id = ''] }: PageProps) {
  const growth = useLive(['row:secretary_note', 'row:post'], readGrowth)
  const item = ITEMS.find(one => one === id)
  return (
    <main class="page has-action">
      <PageHead title={item ? t.items[item] : t.title} onBack={() => back('growth')} aside={<DeliveryChip />} />
      {!growth ? <Waiting>{shell.loading}</Waiting> : item ? <Shown item={item} growth={growth} /> : <Empty icon="search" title={t.notHere} />}
    </main>
  )
}
