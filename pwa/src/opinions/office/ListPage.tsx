/** What people said, by age: those that wait begin with the oldest. */
import { useEffect } from 'preact/hooks'
import { Answered } from '../../answered'
import { ExportButton } from '../../exporting'
import { keepFresh } from '../../fresh'
import type { OpinionOut, OpinionPage } from '../../generated/http'
import { Resource } from '../../load'
import { to } from '../../route'
import { daysBetween } from '../../time'
import { ButtonLink, Empty, Row, Rows, Tag } from '../../ui'
import { wordFor } from '../../words'
import { Head, STATES } from './Head'
import { words } from './words'

const found = new Resource<OpinionPage>()

function Line({ one }: { one: OpinionOut }) {
  const who = one.is_named ? [one.by_name, one.branch_name].filter(Boolean).join(' · ') : words.unnamed
  const tags = <><Tag>{who}</Tag>{one.about && <Tag>{one.about}</Tag>}</>
  const waits = one.state === 'waiting'
  return <Row href={to(`office/opinions/${one.opinion}`)} title={`${wordFor(words.kinds, one.kind)} · ${one.text.slice(0, 80)}`} tags={tags} end={<Tag tone={waits ? 'heed' : 'ink'}>{words.age(daysBetween(one.sent_at, Date.now()))}</Tag>} />
}

export function ListPage({ asked }: { asked: string | null }) {
  const state = STATES.find(one => one === asked) ?? 'waiting'
  const load = () => { void found.load(`/api/opinions?state=${state}`) }
  useEffect(() => { load(); return keepFresh(load) }, [state])
  return (
    <div class="office-column">
      <Head state={state}><ButtonLink small icon="pencil" href={to('opinions')}>{words.ownBox}</ButtonLink><ExportButton small path="/api/opinions/export" query={{ state }} name={`${words.title} ${words.states[state]}`} /></Head>
      <p class="soft">{words.lead}</p>
      <Answered of={found.state.value} waiting={words.waiting} again={load}>
        {({ items, more }) => (items.length ? <><Rows label={words.states[state]}>{items.map(one => <Line key={one.opinion} one={one} />)}</Rows>{more && <p class="small soft">{words.more}</p>}</> : <Empty icon="check" title={words.none[state]}>{words.noneText}</Empty>)}
      </Answered>
    </div>
  )
}
