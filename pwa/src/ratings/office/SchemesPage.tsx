/** All versions of the scheme of stars, and the way to a new draft. */
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { go, to } from '../../route'
import { momentText } from '../../time'
import { Button, Icon, Row, Rows, Tag } from '../../ui'
import { begin, busy, loadSchemes, problem, schemes, type SchemeListed } from './scheme'
import { words } from './words'
import './scheme.css'

async function beginDraft(): Promise<void> {
  const draft = await begin()
  if (draft) go(`office/schemes/${draft.id}`)
}

const whoOf = (one: SchemeListed): string => (one.changed_at === null ? words.shipped : words.changed(one.changed_by, momentText(one.changed_at)))

const Version = ({ one }: { one: SchemeListed }) => (
  <Row href={to(`office/schemes/${one.id}`)} lead={<Icon name="star" size={26} />} title={words.version(one.version)}
    sub={`${one.state === 'draft' ? words.notYet : words.from(one.from_on)} · ${whoOf(one)}`} end={<Tag tone={one.state === 'draft' ? 'heed' : 'ink'}>{words.states[one.state as 'draft' | 'published']}</Tag>} />
)

export function SchemesPage() {
  useEffect(() => { void loadSchemes() }, [])
  return (
    <div class="office-column">
      <header class="office-title"><h1 tabIndex={-1}>{words.title}</h1></header>
      <p class="intro">{words.intro}</p>
      {problem.value && <ProblemNotice problem={problem.value} />}
      <Answered of={schemes.state.value} waiting={words.loading} again={() => { void loadSchemes() }}>
        {data => (
          <>
            <Rows label={words.versions}>{data.schemes.map(one => <Version key={one.id} one={one} />)}</Rows>
            <div class="page-actions"><Button kind="main" icon="pencil" busy={busy.value === 'saving'} onClick={() => { void beginDraft() }}>{data.schemes.some(one => one.state === 'draft') ? words.proceed : words.begin}</Button></div>
          </>
        )}
      </Answered>
    </div>
  )
}
