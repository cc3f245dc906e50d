/** What is due for me, in order of urgency, with the time it was judged at and what is still on this phone. */
import { useSignal } from '@preact/signals'
import type { ComponentChildren, VNode } from 'preact'
import { branchId, type Names } from '../branch'
import { AsOf, DeliveryCard, DeliveryChip } from '../delivery'
import { lazy } from '../lazy'
import { useLive } from '../live'
import type { PageProps } from '../part'
import { to } from '../route'
import { delivery, me } from '../session'
import type { Topic } from '../sync'
import { dayText, daysBetween, dutyText, minute, momentText, weekdayText } from '../time'
import { ButtonLink, Empty, Icon, Mark, PageHead, Row, Rows, Section, Tag, Waiting, type Colour, type IconName } from '../ui'
import { shell, wordFor } from '../words'
import { ordersDue, readScreen, TABLES, type Heed, type Home, type Screen, type Undone } from './duties'
import { colourOf, pileOf, type Duty } from './rules'
import { t } from './words'

/** Whoever holds a post starts with duties; the other home is fetched by those who hold none. */
const MemberHome = lazy(() => import('./MemberHome').then(one => one.MemberHome))

type Filter = Exclude<Colour, 'grey'> | null

const nameOf = ({ obligation }: Duty): string => dutyText(obligation.period, wordFor(shell.kinds, obligation.kind))

/** When, in words: how much is left, how much it is over, until when it can be made up. */
function whenText({ obligation, state, recorded }: Duty, now: number): string {
  const due = obligation.excused_until_at ?? obligation.due_at
  const days = daysBetween(now, due)
  switch (state) {
    case 'overdue': return `${t.overdueDays(-days)} · ${t.dueOn(dayText(due, now))}`
    case 'overdue_provisional': return `${days < 0 ? t.overdueDays(-days) : t.leftToday} · ${t.graceUntil(dayText(obligation.grace_at, now))}`
    case 'held_unfiled': return t.fileUntil(dayText(Math.max(obligation.grace_at, due), now))
    case 'warning': return `${days > 0 ? t.leftDays(days) : t.leftToday} · ${dayText(due, now)}`
    case 'upcoming': return t.dueOn(dayText(due, now))
    case 'excused': return t.excusedBecause(obligation.excused_reason ?? '')
    default: return t.doneOn(dayText(obligation.held_at ?? recorded?.held_start ?? due, now))
  }
}

function DutyRow({ duty, home, names }: { duty: Duty; home: Home; names: Names }) {
  const { obligation, state, recorded } = duty
  const colour = colourOf(state)
  const group = home.orgs > 1 && obligation.org !== obligation.branch && names.get(obligation.org)
  const lying = home.drafts.find(one => one.content.obligation === obligation.id)
  const onPhone = recorded && home.waiting.has(recorded.id)
  const href = recorded && !lying ? to(`record/${recorded.id}`) : to(`write/new?obligation=${obligation.id}`)
  const tags = [group && <Tag key="group">{group}</Tag>, onPhone && <Tag key="phone" icon="phone">{t.onPhone}</Tag>, lying && <Tag key="draft" icon="pencil">{t.draftNote}</Tag>].filter(Boolean)
  return (
    <Row href={href} title={nameOf(duty)} lead={<Mark tone={colour} size={34} hollow={state === 'late'} />}
      sub={<><em class={colour}>{shell.states[state]}</em>{whenText(duty, minute.value)}</>} tags={tags.length > 0 && tags} />
  )
}

/** `of`: what stands under a colour. */
function Tiles({ of, chosen, onChoose }: { of: (colour: Filter) => readonly VNode[]; chosen: Filter; onChoose: (filter: Filter) => void }) {
  const colours: readonly Exclude<Colour, 'grey'>[] = ['red', 'yellow', 'green']
  return (
    <div class="tiles" role="group" aria-label={t.tiles}>
      {colours.map(colour => (
        <button key={colour} type="button" class={`tile ${colour}`} aria-pressed={chosen === colour ? 'true' : 'false'} onClick={() => onChoose(chosen === colour ? null : colour)}>
          <b>{of(colour).length}</b><span><Mark tone={colour} size={20} />{shell.colours[colour]}</span>
        </button>
      ))}
    </div>
  )
}

const WHY: Record<Heed['why'], IconName> = { conflict: 'fork', returned: 'undo', refused: 'alert', held: 'lock' }

function UndoneRow({ one }: { one: Undone }) {
  const over = daysBetween(Date.parse(one.due_on), minute.value)
  return <Row href={to('resolutions')} lead={<Mark tone={one.colour} size={34} />} title={one.text} sub={<><em class={one.colour}>{t.undone[one.why]}</em>{over > 0 ? t.overdueDays(over) : t.leftDays(-over)} · {one.owner}</>} />
}

function Heeds({ heeds, undone }: Pick<Home, 'heeds' | 'undone'>) {
  if (!heeds.length && !undone.length) return null
  return (
    <Section title={t.heed}>
      <Rows>
        {heeds.map(({ meeting, why, count }) => (
          <Row key={meeting.id} href={to(`record/${meeting.id}`)} lead={<span class="heed-icon heed"><Icon name={WHY[why]} size={24} /></span>}
            title={meeting.title || shell.kinds[meeting.kind]} sub={<><em class="heed">{why === 'conflict' ? t.conflicts(count) : t[why]}</em>{meeting.held_start !== null && dayText(meeting.held_start, minute.value)}</>} />
        ))}
        {undone.map(one => <UndoneRow key={one.key} one={one} />)}
      </Rows>
    </Section>
  )
}

function Drafts({ home }: { home: Home }) {
  const loose = home.drafts.filter(one => !home.duties.some(duty => duty.obligation.id === one.content.obligation))
  if (!loose.length) return null
  return (
    <Section title={t.drafts}>
      <Rows>{loose.map(one => <Row key={one.id} href={to(`write/${one.content.id}`)} lead={<Icon name="pencil" size={28} />} title={shell.kinds[one.content.fields.kind]} sub={momentText(one.saved_at, minute.value)} />)}</Rows>
    </Section>
  )
}

function Pile({ title, duties, home, names, folded }: { title: string; duties: readonly Duty[]; home: Home; names: Names; folded?: boolean }) {
  if (!duties.length) return null
  const rows = <Rows>{duties.map(duty => <DutyRow key={duty.obligation.id} duty={duty} home={home} names={names} />)}</Rows>
  if (!folded) return <Section title={title}>{rows}</Section>
  return <details class="pile"><summary>{title} <b>{duties.length}</b><Icon name="down" size={20} /></summary>{rows}</details>
}

/** `children` stand among what is due. */
function Duties({ home, names, children }: { home: Home; names: Names; children: ComponentChildren }) {
  const filter = useSignal<Filter>(null)
  const { duties } = home
  const colour = filter.value
  if (!duties.length) return <><Empty icon="clock" title={t.noneYet}>{t.noneYetText}</Empty>{children}</>
  const pile = (name: ReturnType<typeof pileOf>) => duties.filter(duty => pileOf(duty) === name)
  const rows = [
    ...home.undone.map(one => [one.colour, <UndoneRow key={one.key} one={one} />] as const),
    ...duties.map(duty => [duty.state !== 'late' && colourOf(duty.state), <DutyRow key={duty.obligation.id} duty={duty} home={home} names={names} />] as const),
  ]
  const under = (wanted: Filter) => rows.filter(([own]) => own === wanted).map(([, row]) => row)
  const chosen = under(colour)
  return (
    <>
      <Tiles of={under} chosen={colour} onChoose={value => { filter.value = value }} />
      <AsOf at={home.computed_at ?? delivery.value?.server.answered_at} />
      {duties.some(duty => duty.state !== duty.obligation.state) && <p class="as-of">{t.byClock}</p>}
      <Heeds heeds={home.heeds} undone={colour ? [] : home.undone} />
      <Drafts home={home} />
      {colour
        ? <Section title={t.showing(shell.colours[colour])}>{chosen.length ? <Rows>{chosen}</Rows> : <Empty icon="check" title={t.noneSuch} />}</Section>
        : <>{children}<Pile title={t.due} duties={pile('due')} home={home} names={names} /><Pile title={t.recorded} duties={pile('recorded')} home={home} names={names} /><Pile title={t.ahead} duties={pile('ahead')} home={home} names={names} folded={pile('due').length > 0} /><Pile title={t.behind} duties={pile('behind')} home={home} names={names} folded /></>}
    </>
  )
}

const Orders = lazy(() => import('./Orders').then(one => one.Orders), true)

function BranchHome({ screen: { branch, home, names, asked }, ...props }: PageProps & { screen: Screen }) {
  const due = home.duties.filter(duty => pileOf(duty) === 'due').length + home.undone.length + ordersDue.value
  const title = branch.leads ? branch.name : (branch.orgs[0]?.name ?? branch.name)
  return (
    <main class="page home">
      <PageHead title={title} sub={`${dayText(minute.value)} ${weekdayText(minute.value)}`} aside={<DeliveryChip />} />
      <p class="home-title">{due ? t.toDo(due) : t.nothingToDo}</p>
      <Duties home={home} names={names}><Orders {...props} /></Duties>
      {asked ? <Rows><Row href={to('corrections')} lead={<Icon name="pencil" size={28} />} title={t.corrections} sub={<em class="heed">{t.correctionsWait(asked)}</em>} /></Rows> : null}
      <Rows><Row href={to('score')} lead={<Icon name="board" size={28} />} title={t.assessment} /><Row href={to('resolutions')} lead={<Icon name="check" size={28} />} title={t.resolutions} /><Row href={to('orders')} lead={<Icon name="send" size={28} />} title={t.orders} /><Row href={to('tasks')} lead={<Icon name="board" size={28} />} title={t.tasks} /><Row href={to('more')} lead={<Icon name="people" size={28} />} title={t.more} /><Row href={to('notices')} lead={<Icon name="inbox" size={28} />} title={shell.notices} /></Rows>
      {branch.leads && <Section title={t.facts}><Rows><Row href={to('facts')} lead={<Icon name="text" size={28} />} title={t.facts} sub={t.factsSub} /></Rows></Section>}
      <Section title={t.syncCard}><DeliveryCard /></Section>
      <div class="float"><ButtonLink kind="main" wide icon="plus" href={to('write/new')}>{t.record}</ButtonLink></div>
    </main>
  )
}

/** No `Waiting`: what brings the branch would wait for it. */
const Coming = () => (
  <main class="page home">
    <PageHead title={t.hello(me.value?.name ?? '')} aside={<DeliveryChip />} />
    <Empty icon="inbox" title={t.coming}>{t.comingText}</Empty>
    <Section title={t.syncCard}><DeliveryCard /></Section>
  </main>
)

/** A branch that is not on this phone: it has yet to come, or there is nothing to show of it. */
function NoBranch({ branch, ...props }: PageProps & { branch: string }) {
  const shown = useLive(['server'], phone => phone.shown(`branch:${branch}`), [branch])
  return shown ? <MemberHome {...props} /> : <Coming />
}

const TOPICS: readonly Topic[] = [...TABLES.map((table): Topic => `row:${table}`), 'row:attendance', 'log', 'drafts']

export function HomePage(props: PageProps) {
  const branch = branchId.value
  const member = me.value?.member ?? null
  const quarterHour = Math.floor(minute.value / 900_000)
  // One question, so that the page is drawn once and not once for each answer.
  const screen = useLive(TOPICS, async phone => (branch ? readScreen(phone, branch, member, Date.now()) : null), [branch, member, quarterHour])
  if (screen === undefined) return <main class="page"><PageHead title={shell.tabs.today} aside={<DeliveryChip />} /><Waiting>{shell.loading}</Waiting></main>
  if (screen) return <BranchHome screen={screen} {...props} />
  return branch ? <NoBranch branch={branch} {...props} /> : <MemberHome {...props} />
}
