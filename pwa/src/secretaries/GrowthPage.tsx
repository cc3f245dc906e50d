/** The eleven items of this year, in three groups, each with its level and an example; and what the secretary wants to learn. */
import { useSignal } from '@preact/signals'
import { DeliveryChip } from '../delivery'
import { secretary_need as lifecycle } from '../generated/lifecycles'
import { useDraft } from '../keeping'
import { inWords, movesOpen } from '../lifecycle'
import { useLive } from '../live'
import { DraftedMoves } from '../moving'
import { back, to } from '../route'
import type { As, SecretaryNeed } from '../rows'
import { wordFor } from '../text'
import { dayText } from '../time'
import { AreaField, Button, Card, PageHead, Row, Rows, Section, SelectField, Sheet, Tag, Waiting } from '../ui'
import { shell } from '../words'
import { GROUPS, ITEMS, type Group, type Item } from './items'
import { askIntent, moveIntent, noteOf, person, readGrowth, type Growth } from './reading'
import { t } from './words'

function ItemRow({ item, growth }: { item: Item; growth: Growth }) {
  const own = noteOf(growth.notes, growth.year, item, 'self')
  const office = noteOf(growth.notes, growth.year, item, 'office')
  return <Row href={to(`growth-item/${item}`)} title={t.items[item]} sub={own ? <><b>{wordFor(t.levels, own.level)}</b> {own.example}</> : t.notYet} tags={office && <Tag icon="text">{t.office}</Tag>} />
}

function Asking({ year, onClose }: { year: number; onClose: () => void }) {
  const { writing, put, send } = useDraft<{ item: Item; text: string }>(`need/${year}`, { item: 'write', text: '' })
  const { item, text } = writing.value
  const ask = () => send([askIntent(item, year, text)], onClose)
  return (
    <Sheet title={t.ask} open onClose={onClose} actions={<Button kind="main" disabled={!text.trim()} onClick={ask}>{t.ask}</Button>}>
      <SelectField id="need-item" label={t.fields.item} value={item} options={ITEMS.map(value => ({ value, label: t.items[value] }))} onInput={value => put({ item: value as Item })} />
      <AreaField id="need-text" label={t.fields.text} hint={t.needHint} rows={2} maxLength={500} value={text} onInput={value => put({ text: value })} />
    </Sheet>
  )
}

function Need({ need, growth }: { need: As<SecretaryNeed>; growth: Growth }) {
  const open = movesOpen(lifecycle, need.state, need.member === person() ? ['owner'] : [])
  const last = growth.steps.filter(one => one.need === need.id).pop()
  return (
    <Card title={need.text} aside={<Tag tone={need.state === 'met' ? 'green' : 'ink'}>{t.states[need.state]}</Tag>}>
      <p class="soft small">{wordFor(t.items, need.item)} · {t.year(need.year)}</p>
      {need.training && <p>{t.training(need.training)}{need.course && <> <a class="link" href={to(`training/course/${need.course}`)}>{t.toCourse}</a></>}</p>}
      {need.attended_on && <Tag icon="check" tone="green">{t.attended(dayText(Date.parse(`${need.attended_on}T00:00:00Z`)))}</Tag>}
      {need.state === 'declined' && last?.text && <p>{last.text}</p>}
      {growth.waiting.has(need.id) && <Tag icon="phone">{t.onPhone}</Tag>}
      {growth.open.has(need.id) && <a href={to('delivery')}><Tag icon="alert" tone="heed">{t.refused}</Tag></a>}
      <DraftedMoves place={need.id} moves={inWords(open, { moves: t.moves, fields: { text: { label: t.fields.say, hint: t.meetHint } } })} intentOf={(name, given) => moveIntent(need.id, name as 'meet' | 'withdraw', given['text'] ?? '')} />
    </Card>
  )
}

function Shown({ growth }: { growth: Growth }) {
  const asking = useSignal(false)
  const done = ITEMS.filter(item => noteOf(growth.notes, growth.year, item, 'self')).length
  return (
    <>
      <p class="intro">{t.intro}</p>
      <p class="soft">{t.year(growth.year)} · {t.done(done, ITEMS.length)}</p>
      {(Object.keys(GROUPS) as Group[]).map(group => <Section key={group} title={t.groups[group]}><Rows label={t.groups[group]}>{GROUPS[group].map(item => <ItemRow key={item} item={item} growth={growth} />)}</Rows></Section>)}
      <Section title={t.needs}>
        {growth.needs.length ? growth.needs.map(one => <Need key={one.id} need={one} growth={growth} />) : <p class="soft">{t.noNeeds}</p>}
        {growth.leads && <Button wide icon="plus" onClick={() => { asking.value = true }}>{t.ask}</Button>}
      </Section>
      {asking.value && <Asking year={growth.year} onClose={() => { asking.value = false }} />}
    </>
  )
}

export function GrowthPage() {
  const growth = useLive(['row:secretary_note', 'row:secretary_need', 'row:secretary_step', 'row:post', 'log'], readGrowth)
  return (
    <main class="page">
      <PageHead title={t.title} onBack={() => back('more')} aside={<DeliveryChip />} />
      {growth ? <Shown growth={growth} /> : <Waiting>{shell.loading}</Waiting>}
    </main>
  )
}
