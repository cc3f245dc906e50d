/** The branch's studios with how far this year is, and its achievements; a member without a post sees the own ones. Works without a network. */
import { gradeText } from '../factWords'
import { useBranch } from '../branch'
import { AsOf, DeliveryChip } from '../delivery'
import { useLive } from '../live'
import { phrases } from '../phrases'
import { back, to } from '../route'
import type { Achievement, AchievementState, As, StudioChoice, StudioYear } from '../rows'
import { delivery, me } from '../session'
import { dayOf, dayText, minute } from '../time'
import { ButtonLink, Card, Empty, Icon, Meter, PageHead, Row, Rows, Section, Tag, Waiting, type IconName } from '../ui'
import { shell } from '../words'
import { effectText, readStudios, yuanText, type Shown } from './reading'
import { t } from './words'
import './studios.css'

const ICONS: Record<AchievementState, IconName> = { draft: 'pencil', submitted: 'clock', returned: 'undo', approved: 'check', withdrawn: 'close' }
const dayFrom = (day: string): string => (day ? dayText(Date.parse(`${day}T00:00:00Z`), minute.value) : '')

function Goals({ year, choices }: { year: As<StudioYear>; choices: readonly StudioChoice[] }) {
  const titles = new Map(choices.map(one => [one.key, one.title]))
  return (
    <ul class="goals">
      {year.done.filter(one => one.target || one.records.length).map(({ key, target, records }) => {
        const title = titles.get(key) ?? key
        const told = `${title} ${t.goal(records.length, target)}`
        return (
          <li key={key}>
            <p class="goal-head"><span class="grow">{title}</span><b>{t.goal(records.length, target)}</b><Tag tone={records.length >= target ? 'green' : 'yellow'} icon={records.length >= target ? 'check' : 'clock'}>{records.length >= target ? t.reached : t.short(target - records.length)}</Tag></p>
            <Meter label={told} parts={[{ tone: 'green', share: target ? records.length / target : 1 }]} />
          </li>
        )
      })}
    </ul>
  )
}

function Studios({ shown }: { shown: Shown }) {
  return (
    <>
      {shown.studios.map(({ studio, year }) => (
        <Card key={studio.id} title={studio.name}>
          {studio.motto && <p class="soft">{studio.motto}</p>}
          <p class="small">{[studio.people.filter(one => one.leads && !one.to_on).map(one => `${t.lead} ${one.name}`)[0], t.people(studio.people.filter(one => !one.to_on).length), studio.place].filter(Boolean).join(' · ')}</p>
          {year?.computed_at
            ? <><h3 class="goals-title">{t.year(year.year)}</h3><Goals year={year} choices={shown.choices} />{year.yuan > 0 && <p class="small">{t.bringsYear(yuanText(year.yuan))}</p>}<AsOf at={year.computed_at} /></>
            : <p class="soft">{t.noGoals}</p>}
        </Card>
      ))}
    </>
  )
}

export function AchievementRow({ one, shown }: { one: As<Achievement>; shown: Pick<Shown, 'waiting' | 'open'> }) {
  const tags = <>{shown.waiting.has(one.id) && <Tag icon="phone">{t.onPhone}</Tag>}{shown.open.has(one.id) && <Tag icon="alert" tone="heed">{t.refused}</Tag>}{one.studio_name && <Tag>{one.studio_name}</Tag>}</>
  const sub = [one.level && gradeText('achievement', one.level), dayFrom(one.done_on), one.people.map(person => person.name).join(phrases.and)].filter(Boolean).join(' · ')
  return (
    <Row href={to(`achievement/${one.id}`)} lead={<Icon name={ICONS[one.state]} size={28} />} title={one.title || t.states.draft}
      sub={<><em class={one.state === 'returned' ? 'heed' : ''}>{t.states[one.state]}</em>{sub}{effectText(one) && <span class="achievement-effect">{effectText(one)}</span>}</>} tags={tags} />
  )
}

function Found({ shown, writes }: { shown: Shown; writes: boolean }) {
  return (
    <>
      <Studios shown={shown} />
      <Section title={t.achievements}>
        {shown.achievements.length ? <Rows>{shown.achievements.map(one => <AchievementRow key={one.id} one={one} shown={shown} />)}</Rows> : <Empty icon="star" title={t.none}>{writes ? t.noneText : t.noBranch}</Empty>}
      </Section>
    </>
  )
}

export function StudiosPage() {
  const branch = useBranch()
  const member = me.value?.member ?? null
  const year = Number(dayOf(minute.value).slice(0, 4))
  const shown = useLive(['row:studio', 'row:studio_year', 'row:achievement', 'row:studio_choice', 'log'], phone => readStudios(phone, branch?.id ?? null, member, year), [branch?.id, member, year])
  return (
    <main class="page studios-page">
      <PageHead title={t.title} sub={branch?.name} onBack={() => back('today')} aside={<DeliveryChip />} />
      {branch === undefined || !shown ? <Waiting>{shell.loading}</Waiting> : <><AsOf at={delivery.value?.server.answered_at} /><Found shown={shown} writes={Boolean(branch?.leads)} /></>}
      {branch?.leads && <div class="float"><ButtonLink kind="main" wide icon="plus" href={to('achieve/new')}>{t.add}</ButtonLink></div>}
    </main>
  )
}
