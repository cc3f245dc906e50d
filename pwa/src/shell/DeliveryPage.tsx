/** What waits on this phone and for its person, what went lately, the way out when nothing gets through, and whether the browser keeps it. */
import { DeliveryCard, ageText } from '../delivery'
import { stepName } from '../mutationWords'
import type { PageProps } from '../part'
import { PARTS } from '../parts'
import { isInstalled } from '../install'
import { useLive } from '../live'
import { DiscardSheet } from '../repair'
import { back, to } from '../route'
import { me, storageKept } from '../session'
import { canSeal, type Entry } from '../sync'
import { minute } from '../time'
import { ButtonLink, Card, Empty, Facts, Icon, PageHead, Row, Rows, Section } from '../ui'
import { shell } from '../words'
import { iconOf, standingOf } from './entryStanding'
import { q } from './queueWords'

declare const VERSION: string

const LATELY = 20

const EntryRow = ({ entry, sub }: { entry: Entry; sub: string }) => (
  <Row lead={<Icon name={iconOf(entry)} size={26} />} title={stepName(entry.mutation.name)} sub={sub} href={to(`entry/${entry.log}/${entry.mid}`)} />
)

const Queue = ({ label, entries, sub }: { label: string; entries: readonly Entry[]; sub: (entry: Entry) => string }) => (
  <Rows label={label}>{entries.map(entry => <EntryRow key={`${entry.log}/${entry.mid}`} entry={entry} sub={sub(entry)} />)}</Rows>
)

/** What needs nobody any more, for whoever wants to look. */
function Lately() {
  const done = useLive(['log'], phone => phone.lastDone(LATELY)) ?? []
  if (!done.length) return null
  return (
    <details class="lately">
      <summary>{q.recent}</summary>
      <Queue label={q.recent} entries={done} sub={entry => `${standingOf(entry)} · ${ageText(entry.made_at, minute.value)}`} />
    </details>
  )
}

const Rescue = () => (
  <Section title={q.rescue}>
    <Card><p class="small">{q.rescueText}</p><div class="ways"><ButtonLink wide icon="lock" href={to('rescue')}>{q.toRescue}</ButtonLink></div></Card>
  </Section>
)

export function DeliveryPage(props: PageProps) {
  const waiting = useLive(['log'], phone => phone.waiting()) ?? []
  const kept = storageKept.value
  return (
    <main class="page">
      <PageHead title={shell.delivery.title} sub={me.value?.name} onBack={() => back('today')} />
      <DeliveryCard />
      {PARTS.map(({ waits: Waits }, at) => Waits && <Waits key={at} {...props} />)}
      <Section title={q.queue}>
        {waiting.length ? <Queue label={q.queue} entries={waiting} sub={entry => q.savedAge(ageText(entry.made_at, minute.value))} />
          : <Empty icon="cloudDone" title={q.queueEmpty}>{q.queueEmptyText}</Empty>}
      </Section>
      <Lately />
      <Rescue />
      <Section title={q.phone}>
        <Card>
          <Facts pairs={[
            [q.sealing, canSeal() ? q.sealed : q.notSealed],
            [q.storage, kept === null ? '…' : kept ? q.storageKept : q.storageNotKept],
            [q.installed, isInstalled() ? shell.yes : <a class="told" href={to('install')}>{q.notInstalled}</a>],
            [q.version, VERSION],
          ]} />
        </Card>
      </Section>
      <DiscardSheet />
    </main>
  )
}
