/** One fact about the person, whole: what a line of the stars rests on, who entered it and when, and the record that it follows from. */
import type { Branch } from '../branch'
import type { FactRow } from '../generated/http'
import { to } from '../route'
import { me } from '../session'
import { minute, momentText } from '../time'
import { Empty, Row, Rows, Section, Tag, Waiting } from '../ui'
import { shell } from '../words'
import { factText } from './format'
import { isOfRecord, recordOf, useOwnFacts } from './state'
import { t } from './words'

export const Own = ({ fact }: { fact: FactRow }) => (
  <Row title={factText(fact)} sub={<>{fact.text}<span class="fact-by">{fact.on} · {t.by(fact.entered_by_name, momentText(fact.entered_at, minute.value))}</span></>}
    tags={fact.withdrawn_at !== null ? <Tag icon="undo">{t.withdrawn(fact.withdrawn_reason ?? '')}</Tag> : <a class="fact-correct" href={to(`correct/fact/${fact.id}?seen=${encodeURIComponent(factText(fact))}`)}>{t.correct}</a>} />
)

/** Where the records of the branch are read by those who hold a post there. */
const RECORDS: Readonly<Record<string, (id: string) => readonly [title: string, page: string]>> = {
  dispatch_order: id => [t.toOrder, to(`order/${id}`)], resolution_done: () => [t.toResolutions, to('resolutions')],
}

function Behind({ fact, branch }: { fact: FactRow; branch: Branch | null }) {
  if (!isOfRecord(fact)) return null
  const [table = '', id = ''] = recordOf(fact).split('/')
  const record = branch?.leads && branch.id === fact.branch ? RECORDS[table]?.(id) : undefined
  return <><p class="small soft">{t.ofRecord}</p>{record && <Rows><Row href={record[1]} title={record[0]} /></Rows>}</>
}

/** `wanted`: the fact's id, or the record (`table/id`) that it follows from. */
export function OneFact({ wanted, branch }: { wanted: string; branch: Branch | null }) {
  const facts = useOwnFacts(me.value?.member ?? null)
  const fact = facts?.find(one => one.id === wanted || recordOf(one) === wanted)
  return (
    <>
      <Section title={t.one}>
        {fact ? <><Rows><Own fact={fact} /></Rows><Behind fact={fact} branch={branch} /></> : facts ? <Empty icon="text" title={t.notHere}>{t.notHereText}</Empty> : <Waiting>{shell.loading}</Waiting>}
      </Section>
      <Rows><Row href={to('facts')} title={t.own} sub={t.ownSub} /></Rows>
    </>
  )
}
