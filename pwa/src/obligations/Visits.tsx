/** On the home page of a guide or liaison: how the month stands at the organisations that they look after, by the most urgent. */
import { colourOf } from '../coverage'
import { useLive } from '../live'
import { PLACE_TABLES, readOwnPlaces } from '../ownPlaces'
import { to } from '../route'
import { dayOf, minute } from '../time'
import { Mark, Row, Rows, Section } from '../ui'
import { visitWords } from '../visitWords'

export function Visits() {
  const today = dayOf(minute.value)
  const places = useLive(PLACE_TABLES.map(table => `row:${table}` as const), phone => readOwnPlaces(phone, today), [today]) ?? []
  const [first] = places
  if (!first) return null
  const { standing, assignment } = first
  const colour = colourOf(standing)
  const alike = places.filter(one => one.standing === standing).length
  return (
    <Section title={visitWords.title}>
      <Rows><Row href={to('visits')} lead={<Mark tone={colour} size={34} hollow={standing === 'free'} />} title={alike > 1 ? visitWords.places(alike) : assignment.org_name} sub={<em class={colour}>{visitWords.standings[standing]}</em>} /></Rows>
    </Section>
  )
}
