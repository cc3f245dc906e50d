/** One achievement with its history: read by the branch and by who took part; the branch mends, files and withdraws it, underground too. */
import { useSignal } from '@preact/signals'
import { act } from '../acting'
import { useBranch, type Branch } from '../branch'
import { DeliveryChip } from '../delivery'
import { gradeText } from '../factWords'
import { useDraft } from '../keeping'
import { useLive } from '../live'
import type { PageProps } from '../part'
import { Proofs } from '../photos/Proofs'
import { phrases } from '../phrases'
import { back, to } from '../route'
import type { Achievement, AchievementState, As, Conflict } from '../rows'
import { me } from '../session'
import type { Json } from '../sync'
import { dayOf, dayText, minute, momentText } from '../time'
import { ActionBar, AreaField, Button, ButtonLink, Card, Empty, Facts, Notice, PageHead, Section, Sheet, Status, Tag, Waiting, type Colour } from '../ui'
import { History } from '../ui/History'
import { shell, wordFor } from '../words'
import { readStory, yuanText, type Story } from './reading'
import { t } from './words'
import { proving, submitting, withdrawing } from './writing'
import './studios.css'

const TONES: Record<Exclude<AchievementState, 'returned'>, Colour> = { draft: 'grey', submitted: 'yellow', approved: 'green', withdrawn: 'grey' }

/** Red speaks of deadlines alone: what came back waits for the branch. */
const Standing = ({ state }: { state: AchievementState }) => (state === 'returned' ? <Tag tone="heed" icon="undo">{t.states.returned}</Tag> : <Status tone={TONES[state]}>{t.states[state]}</Status>)
const dayFrom = (day: string): string => (day ? dayText(Date.parse(`${day}T00:00:00Z`), minute.value) : '')

function Content({ achievement, kind }: { achievement: As<Achievement>; kind: string }) {
  const { measure, before, after, unit, yuan, benefit, yuan_basis, people } = achievement
  const pairs: [string, string][] = [[t.fields.kind, kind], [t.fields.level, achievement.level && gradeText('achievement', achievement.level)], [t.fields.done_on, dayFrom(achievement.done_on)], [t.fields.studio, achievement.studio_name]]
  if (before && after) pairs.push([measure || t.effect, t.changed(before + unit, after + unit)])
  if (yuan) pairs.push([benefit ? t.benefits[benefit] : t.gain, t.perYear(yuanText(yuan))], [t.fields.yuan_basis, yuan_basis])
  pairs.push([t.fields.people, people.map(one => `${one.name} ${t.share1(one.share)}`).join(phrases.and)])
  return (
    <Card title={achievement.title || t.states.draft} aside={<Standing state={achievement.state} />}>
      <p class="achievement-story">{achievement.story}</p>
      <Facts pairs={pairs.filter(([, value]) => value)} />
    </Card>
  )
}

function valueText(field: string, value: Json): string {
  if (field === 'people') return (value as unknown as Achievement['people']).map(one => `${one.name} ${t.share1(one.share)}`).join(phrases.and)
  if (field === 'yuan' && typeof value === 'number') return yuanText(value)
  if (field === 'benefit') return wordFor(t.benefits, String(value))
  return field === 'level' ? gradeText('achievement', String(value)) : String(value ?? '')
}

function Side({ label, values, by, onUse }: { label: string; values: Record<string, Json>; by: string; onUse: () => void }) {
  return (
    <div class="conflict-side">
      <b>{label}</b>
      {Object.entries(values).map(([field, value]) => <p key={field}>{wordFor(t.fields, field)}{phrases.colon}{valueText(field, value)}</p>)}
      <p class="small soft">{by}</p>
      <Button wide onClick={onUse}>{t.useThis}</Button>
    </div>
  )
}

function ConflictCard({ one }: { one: As<Conflict> }) {
  const choose = (choice: 'kept' | 'other') => act([{ name: 'conflict.resolve.v1', row: one.id, base: one.rev, args: { choose: choice } }])
  const by = (name: string | null | undefined, at: number) => t.by1(name || t.someone, momentText(at, minute.value))
  return (
    <Notice tone="heed" icon="fork" title={t.conflict}>
      <Side label={t.kept} values={one.kept} by={by(one.kept_by_name, one.kept_at)} onUse={() => choose('kept')} />
      <Side label={t.other} values={one.other} by={by(one.other_by_name, one.other_at)} onUse={() => choose('other')} />
    </Notice>
  )
}

function Steps({ story: { steps, waiting, open } }: { story: Story }) {
  const told = steps.map(one => ({
    id: one.id, what: t.acts[one.act], who: one.by_name, when: one.at === null ? dayFrom(one.on) : momentText(one.at, minute.value), text: one.text,
    tag: waiting.has(one.id) ? <Tag icon="phone">{t.onPhone}</Tag> : open.has(one.id) && <a class="link" href={to('delivery')}><Tag icon="alert" tone="heed">{t.refused}</Tag></a>,
  }))
  return told.length ? <Section title={t.history}><History label={t.history} steps={told} /></Section> : null
}

function WithdrawSheet({ achievement, onClose }: { achievement: As<Achievement>; onClose: () => void }) {
  const { writing, put, send } = useDraft(`achievement-withdraw/${achievement.id}`, { reason: '' })
  const { reason } = writing.value
  const withdraw = () => send([withdrawing(achievement, reason.trim())], onClose)
  return (
    <Sheet title={t.withdraw} open onClose={onClose} actions={<><Button kind="main" onClick={withdraw}>{t.withdraw}</Button><Button onClick={onClose}>{t.cancel}</Button></>}>
      <p>{t.withdrawText}</p>
      <AreaField id="withdraw-text" label={t.fields.text} rows={2} maxLength={2000} value={reason} onInput={value => put({ reason: value })} />
    </Sheet>
  )
}

const WRITABLE: readonly AchievementState[] = ['draft', 'returned']

function Acts({ story, branch }: { story: Story; branch: Branch }) {
  const asking = useSignal(false)
  const { achievement, choices, conflicts } = story
  const lacks = submitting.lacks(achievement, choices, dayOf(minute.value))
  if (achievement.branch !== branch.id || !branch.leads || achievement.state === 'approved' || achievement.state === 'withdrawn') return null
  const writable = WRITABLE.includes(achievement.state)
  return (
    <ActionBar note={writable && lacks ? t.lacks(lacks) : undefined}>
      <Button kind="quiet" onClick={() => { asking.value = true }}>{t.withdraw}</Button>
      {writable && <ButtonLink icon="pencil" href={to(`achieve/${achievement.id}`)}>{t.mend}</ButtonLink>}
      {writable && <Button kind="main" icon="send" disabled={Boolean(lacks) || conflicts.length > 0} onClick={() => act([submitting.intent(achievement)])}>{achievement.state === 'returned' ? t.again : t.submit}</Button>}
      {asking.value && <WithdrawSheet achievement={achievement} onClose={() => { asking.value = false }} />}
    </ActionBar>
  )
}

function Shown({ story }: { story: Story }) {
  const branch = useBranch()
  const { achievement, steps, choices, conflicts } = story
  const why = achievement.state === 'returned' && [...steps].reverse().find(one => one.act === 'return')?.text
  const own = achievement.people.some(one => one.id === me.value?.member)
  return (
    <>
      {why && <Notice tone="heed" icon="undo" title={t.whyReturned(why)} />}
      {conflicts.map(one => <ConflictCard key={one.id} one={one} />)}
      <Content achievement={achievement} kind={choices.find(one => one.key === achievement.kind)?.title ?? achievement.kind} />
      {achievement.state === 'approved' && <p class="small"><Tag icon="check" tone="green">{t.states.approved}</Tag> {t.counts(dayFrom(achievement.recognised_on))} {own && <a class="link" href={to('stars')}>{t.toStars}</a>}</p>}
      <Proofs of={proving(achievement.id)} />
      <Steps story={story} />
      {branch && <Acts story={story} branch={branch} />}
    </>
  )
}

export function AchievementPage({ path: [id = ''] }: PageProps) {
  const story = useLive(['row:achievement', 'row:achievement_step', 'row:studio_choice', 'row:conflict', 'log'], phone => readStory(phone, id), [id])
  return (
    <main class="page has-action achievement-page">
      <PageHead title={t.one} onBack={() => back('studios')} aside={<DeliveryChip />} />
      {story === undefined ? <Waiting>{shell.loading}</Waiting> : story ? <Shown key={id} story={story} /> : <Empty icon="search" title={t.notHere}>{t.notHereText}</Empty>}
    </main>
  )
}
