/** One brand to be read: its picture, what it means, what it lives on, what it came to; and what its owners may do about it now. */
import { useSignal } from '@preact/signals'
import { ProblemNotice } from '../answered'
import { api, asProblem, type Problem } from '../api'
import { useBranch } from '../branch'
import { Clash } from '../clash'
import { DeliveryChip } from '../delivery'
import { inWords } from '../lifecycle'
import { useLive } from '../live'
import { DraftedMoves } from '../moving'
import type { PageProps } from '../part'
import { back, to } from '../route'
import type { As, BrandStep } from '../rows'
import { uuid7, type Intent } from '../sync'
import { dayOf, dayText, minute, momentText } from '../time'
import { wordFor } from '../text'
import { ActionBar, ButtonLink, Empty, PageHead, Section, Status, Tag, Waiting } from '../ui'
import { announce } from '../ui/Announcer'
import { History } from '../ui/History'
import type { Given } from '../ui/Moves'
import { shell } from '../words'
import { owns, ownMoves, readStory, type Story } from './reading'
import { colourOf, isNamed, standingAt } from './standing'
import { t } from './words'
import './brands.css'

const dayWords = (day: string): string => (day ? dayText(Date.parse(`${day}T00:00:00+08:00`), minute.value) : '')

/** The large picture where there is a network, the small one everywhere. */
function Picture({ story: { brand } }: { story: Story }) {
  const failed = useSignal(false)
  if (!brand.picture && !brand.small) return null
  const small = brand.small ? `data:image/jpeg;base64,${brand.small}` : ''
  return <img class="brand-picture" src={failed.value || !navigator.onLine ? small : `/api/brands/${brand.id}/picture?of=${brand.picture}`} alt={t.pictureOf(brand.name)} onError={() => { failed.value = true }} />
}

function AddPicture({ story: { brand } }: { story: Story }) {
  const busy = useSignal(false)
  const problem = useSignal<Problem | null>(null)
  const send = async (file: File | undefined) => {
    if (!file) return
    busy.value = true
    problem.value = null
    await api(`/api/brands/${brand.id}/picture`, { method: 'PUT', body: file, timeout_ms: 120_000 }).then(() => announce(t.pictureKept), (error: unknown) => { problem.value = asProblem(error) })
    busy.value = false
  }
  return (
    <div class="brand-add">
      <label class={busy.value ? 'button plain wide busy' : 'button plain wide'}><span>{brand.picture ? t.changePicture : t.addPicture}</span><input class="sr" type="file" accept="image/*" disabled={busy.value} onChange={event => { void send(event.currentTarget.files?.[0]); event.currentTarget.value = '' }} /></label>
      <p class="soft small">{t.pictureHint}</p>
      {problem.value && <ProblemNotice problem={problem.value} />}
    </div>
  )
}

const Read = ({ story: { brand, owner } }: { story: Story }) => (
  <article class="brand-read">
    <h2>{brand.name}</h2>
    <p class="soft">{[owner, brand.named_on && t.namedOn(dayWords(brand.named_on))].filter(Boolean).join(' · ')}</p>
    {(['meaning', 'carrier', 'measures', 'results'] as const).map(field => brand[field] && <section key={field}><h3>{t.fields[field]}</h3><p>{brand[field]}</p></section>)}
  </article>
)

function StepTag({ step, story }: { step: As<BrandStep>; story: Story }) {
  if (story.waiting.has(step.id)) return <Tag icon="phone">{t.onPhone}</Tag>
  return story.open.has(step.id) ? <a href={to('delivery')}><Tag icon="alert" tone="heed">{t.refused}</Tag></a> : null
}

function Own({ story }: { story: Story }) {
  const { brand, steps } = story
  const standing = standingAt(brand, minute.value)
  const why = brand.state === 'returned' ? [...steps].reverse().find(one => one.act === 'return')?.text : ''
  return (
    <Section title={t.history} aside={isNamed(brand) ? <Status tone={colourOf(standing)}>{t.standings[standing]}</Status> : <Tag>{t.states[brand.state]}</Tag>}>
      {why && <p class="heed"><b>{t.reason(why)}</b></p>}
      {brand.recheck_on && <p class="soft small">{t.recheckOn(dayWords(brand.recheck_on))}</p>}
      <History label={t.history} steps={steps.map(one => ({ id: one.id, what: wordFor(t.moves, one.act), who: one.by_name, when: one.at === null ? dayWords(one.on) : momentText(one.at, minute.value), text: one.text, tag: <StepTag step={one} story={story} /> }))} />
      <AddPicture story={story} />
    </Section>
  )
}

function taking({ brand }: Story, name: string, given: Given): Intent {
  const state = name === 'take_back' ? 'draft' : brand.state
  return { name: 'brand.move.v1', row: uuid7(), base: 0, args: { brand: brand.id, move: name, on: given['on'] || dayOf(Date.now()), text: given['text']?.trim() ?? '' }, shows: { state, branches: [...brand.branches] } }
}

function Acts({ story }: { story: Story }) {
  const { brand } = story
  const open = ownMoves(brand)
  const edit = (label: string) => <ButtonLink kind={label === t.edit ? 'main' : 'plain'} icon="pencil" href={to(`declaration/${brand.id}`)}>{label}</ButtonLink>
  if (open.some(one => one.name === 'declare')) return <ActionBar>{edit(t.edit)}</ActionBar>
  if (!open.length) return null
  const day = { label: t.fields.on, kind: 'day', value: dayOf(Date.now()) } as const
  return <ActionBar><DraftedMoves place={brand.id} moves={inWords(open, { moves: t.moves, fields: { text: { label: t.fields.text, hint: t.hints.text }, on: day }, also: { tell: ['on'] } })} intentOf={(name, given) => taking(story, name, given)} />{open.some(one => one.name === 'tell') && edit(t.results)}</ActionBar>
}

export function BrandPage({ path: [id = ''] }: PageProps) {
  const branch = useBranch()
  const story = useLive(['row:brand', 'row:brand_step', 'row:organisation', 'row:conflict', 'log'], phone => readStory(phone, id), [id])
  const isOwner = Boolean(story && branch?.leads && owns(story.brand))
  return (
    <main class="page has-action">
      <PageHead title={t.one} onBack={() => back('brands')} aside={<DeliveryChip />} />
      {story === undefined ? <Waiting>{shell.loading}</Waiting> : story ? <><Picture key={id} story={story} /><Read story={story} />{isOwner && <>{story.conflicts.map(one => <Clash key={one.id} conflict={one} label={wordFor(t.fields, one.field)} />)}<Own story={story} /><Acts story={story} /></>}</> : <Empty icon="search" title={t.notHere}>{t.notHereText}</Empty>}
    </main>
  )
}
