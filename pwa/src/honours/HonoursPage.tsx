/** Honours: the person's own, and for those who hold a post those of the branch and its members. */
import { DeliveryChip } from '../delivery'
import { useLive } from '../live'
import { back } from '../route'
import { me } from '../session'
import { Empty, PageHead, Row, Rows, Section, Tag, Waiting } from '../ui'
import { readHonours, type Honour, type Honours } from './reading'
import { t } from './words'
import './stories.css'

const Lines = ({ honours, levels, named }: { honours: readonly Honour[]; levels: ReadonlyMap<string, string>; named: boolean }) => (
  <Rows>{honours.map(one => (
    <Row key={one.id} lead={<span class="honour-year">{t.year(one.year)}</span>} title={one.title} sub={[named ? one.name : '', one.giver, one.text].filter(Boolean).join(' · ')} tags={<Tag>{levels.get(one.level) ?? one.level}</Tag>} />
  ))}</Rows>
)

function Shown({ data: { own, branch, levels } }: { data: Honours }) {
  return (
    <>
      {own.length ? <Section title={t.own}><Lines honours={own} levels={levels} named={false} /></Section> : me.value?.member && <Empty icon="star" title={t.noOwn}>{t.noOwnText}</Empty>}
      {branch.length > 0 && <Section title={t.branch}><Lines honours={branch} levels={levels} named /></Section>}
    </>
  )
}

export function HonoursPage() {
  const member = me.value?.member ?? null
  const found = useLive(['row:honour', 'row:honour_choice'], phone => readHonours(phone, member), [member])
  return (
    <main class="page">
      <PageHead title={t.honours} onBack={() => back('more')} aside={<DeliveryChip />} />
      {found ? <Shown data={found} /> : <Waiting>{t.loading}</Waiting>}
    </main>
  )
}
