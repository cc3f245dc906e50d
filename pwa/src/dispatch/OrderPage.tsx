/** One order with its story: received in one tap, told of and reported in a few words, underground too. */
import { useSignal } from '@preact/signals'
import { act } from '../acting'
import { useBranch, type Branch } from '../branch'
import { DeliveryChip } from '../delivery'
import { useDraft } from '../keeping'
import { useLive } from '../live'
import { isOpen, orderColour, standingAt } from '../orders'
import { orderWords, whenText } from '../orderWords'
import type { PageProps } from '../part'
import { phrases } from '../phrases'
import { back, to } from '../route'
import type { As, Order, OrderState, OrderStep } from '../rows'
import { uuid7, type Intent, type Shows } from '../sync'
import { dayOf, dayText, minute, momentText } from '../time'
import { ActionBar, AreaField, Button, Card, Empty, Facts, PageHead, Section, SelectField, Sheet, Status, Suggestions, Tag, TextField, Waiting } from '../ui'
import { shell } from '../words'
import { readStory, type Story } from './reading'
import { t } from './words'
import './orders.css'

type Saying = 'progress' | 'report'

function taking(name: 'receive' | Saying, order: As<Order>, on: string, text: string, owner = ''): Intent {
  const next: OrderState = name === 'report' ? 'reported' : name === 'receive' ? (order.state === 'issued' ? 'received' : order.state) : order.state === 'returned' || order.state === 'reported' ? order.state : 'in_progress'
  const told: Shows = name === 'progress' ? { progress_warn_at: null, progress_at: null } : {}
  const given: Shows = owner ? { owner } : {}
  return { name: `order.${name}.v1`, row: uuid7(), base: 0, args: { order: order.id, on, text, ...given }, shows: { state: next, ...told, ...given } }
}

const receive = (order: As<Order>, owner = ''): void => act([taking('receive', order, dayOf(Date.now()), '', owner)])

/** Whom of the branch it is given to; who has not received it yet does so with that. */
function GiveSheet({ order, branch, onClose }: { order: As<Order>; branch: Branch; onClose: () => void }) {
  const member = useSignal(order.owner ?? '')
  const people = [...branch.members].sort((a, b) => a.initials.localeCompare(b.initials))
  const give = () => { receive(order, member.value); onClose() }
  return (
    <Sheet title={t.giveTo} open onClose={onClose} actions={<><Button kind="main" disabled={!member.value || member.value === order.owner} onClick={give}>{order.state === 'issued' ? t.receive : t.give}</Button><Button onClick={onClose}>{t.cancel}</Button></>}>
      <p>{t.ownerText}</p>
      <SelectField id="order-owner" label={t.owner} value={member.value} options={[{ value: '', label: t.pickOwner }, ...people.map(one => ({ value: one.id, label: one.name }))]} onInput={value => { member.value = value }} />
    </Sheet>
  )
}

/** Whom it is given to, and for those who may, the way to give it to someone. What came of a resolution is whose the resolution says. */
function Owner({ order, branch, may }: { order: As<Order>; branch: Branch; may: boolean }) {
  const giving = useSignal(false)
  if (order.source === 'resolution' || (!may && !order.owner)) return null
  return (
    <div class="order-owner">
      <span class="grow"><small class="soft">{t.owner}</small> <b>{order.owner ? branch.members.find(one => one.id === order.owner)?.name ?? '' : t.noOwner}</b></span>
      {may && <Button small icon="people" onClick={() => { giving.value = true }}>{order.owner ? t.giveAnother : t.giveTo}</Button>}
      {giving.value && <GiveSheet order={order} branch={branch} onClose={() => { giving.value = false }} />}
    </div>
  )
}

function SaySheet({ order, saying, onClose }: { order: As<Order>; saying: Saying; onClose: () => void }) {
  const today = dayOf(minute.value)
  const { writing, put, send } = useDraft(`order/${order.id}/${saying}`, { day: today, words: '' })
  const { day, words } = writing.value
  const isReport = saying === 'report'
  const wrong = !day || day > today || day < dayOf(order.issued_at)
  const say = () => send([taking(saying, order, day, words.trim())], onClose)
  return (
    <Sheet title={isReport ? t.report : t.progress} open onClose={onClose} actions={<><Button kind="main" disabled={wrong || !words.trim()} onClick={say}>{t.send}</Button><Button onClick={onClose}>{t.cancel}</Button></>}>
      <TextField id="order-day" type="date" label={isReport ? t.doneDay : t.progressDay} value={day} reason={wrong ? t.notAhead : undefined} onInput={value => put({ day: value })} />
      <AreaField id="order-words" label={t.words} hint={isReport ? t.reportHint : t.progressHint} rows={3} maxLength={2000} value={words} onInput={value => put({ words: value })} />
      <Suggestions label={t.words} values={isReport ? t.reportPhrases : t.progressPhrases} onChoose={value => put({ words: words ? `${words}${phrases.pause}${value}` : value })} />
    </Sheet>
  )
}

function StepLine({ step, story }: { step: As<OrderStep>; story: Story }) {
  const when = step.at === null ? dayText(Date.parse(`${step.on}T00:00:00Z`), minute.value) : momentText(step.at, minute.value)
  return (
    <li class="order-step">
      <p><b>{orderWords.acts[step.act]}</b> <span class="soft small">{[step.by_name, when].filter(Boolean).join(' · ')}</span></p>
      {step.text && step.act !== 'issued' && <p>{step.text}</p>}
      {story.waiting.has(step.id) && <Tag icon="phone">{t.onPhone}</Tag>}
      {story.open.has(step.id) && <a class="order-refused" href={to('delivery')}><Tag icon="alert" tone="heed">{t.refused}</Tag></a>}
    </li>
  )
}

function Head({ story: { order, steps, choices } }: { story: Story }) {
  const standing = standingAt(order, minute.value)
  const why = order.state === 'returned' && [...steps].reverse().find(one => one.act === 'returned')?.text
  const pairs: [string, string][] = [
    [t.due, whenText({ ...order, standing }, minute.value)], [t.kind, choices.get(`kind/${order.kind}`) ?? order.kind], [t.cadence, choices.get(`cadence/${order.cadence}`) ?? order.cadence],
    [t.issuedBy, `${order.issued_by_name} ${dayText(order.issued_at, minute.value)}`], ...(order.source_text ? [[t.from, order.source_text] as [string, string]] : []),
  ]
  return (
    <Card title={orderWords.number(order.year, order.number)} aside={<Status tone={orderColour(standing)} hollow={standing === 'late'}>{orderWords.standings[standing]}</Status>}>
      <p class="order-content">{order.content}</p>
      {why && <p class="heed"><b>{t.whyReturned(why)}</b></p>}
      <Facts pairs={pairs} />
    </Card>
  )
}

function Acts({ order, onSay }: { order: As<Order>; onSay: (saying: Saying) => void }) {
  if (order.state === 'issued') {
    return <ActionBar><Button kind="main" icon="check" onClick={() => receive(order)}>{t.receive}</Button><Button icon="send" onClick={() => onSay('report')}>{t.report}</Button></ActionBar>
  }
  return <ActionBar><Button icon="pencil" onClick={() => onSay('progress')}>{t.progress}</Button><Button kind="main" icon="send" onClick={() => onSay('report')}>{order.state === 'returned' ? t.again : t.report}</Button></ActionBar>
}

function Shown({ story }: { story: Story }) {
  const saying = useSignal<Saying | null>(null)
  const branch = useBranch()
  const { order, steps } = story
  const may = branch?.id === order.branch && branch.leads
  return (
    <>
      <Head story={story} />
      {branch?.id === order.branch && <Owner order={order} branch={branch} may={Boolean(may) && isOpen(order)} />}
      <Section title={t.story}><ol class="order-steps">{steps.map(one => <StepLine key={one.id} step={one} story={story} />)}</ol></Section>
      {isOpen(order) && (may ? <Acts order={order} onSay={value => { saying.value = value }} /> : branch && <p class="soft small">{t.notAllowed}</p>)}
      {saying.value && <SaySheet order={order} saying={saying.value} onClose={() => { saying.value = null }} />}
    </>
  )
}

export function OrderPage({ path: [id = ''] }: PageProps) {
  const story = useLive(['row:dispatch_order', 'row:dispatch_step', 'row:dispatch_choice', 'log'], phone => readStory(phone, id), [id])
  return (
    <main class="page order-page">
      <PageHead title={t.one} onBack={() => back('orders')} aside={<DeliveryChip />} />
      {story === undefined ? <Waiting>{shell.loading}</Waiting> : story ? <Shown key={id} story={story} /> : <Empty icon="search" title={t.notHere}>{t.notHereText}</Empty>}
    </main>
  )
}
