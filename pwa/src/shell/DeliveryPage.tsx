/** What waits on this phone and for its person, entry by entry, and whether the browser keeps it. */
import { DeliveryCard, ageText } from '../delivery'
import type { PageProps } from '../part'
import { PARTS } from '../parts'
import { useLive } from '../live'
import { back } from '../route'
import { me, storageKept } from '../session'
import { canSeal, type Entry } from '../sync'
import { minute } from '../time'
import { Card, Empty, Facts, Icon, PageHead, Row, Rows, Section } from '../ui'
import { shell, wordFor } from '../words'

declare const VERSION: string

const Waiting = ({ entries }: { entries: readonly Entry[] }) => (
  <Rows label={shell.delivery.queue}>
    {entries.map(entry => (
      <Row key={`${entry.log}/${entry.mid}`} lead={<Icon name="phone" size={26} />} title={wordFor(shell.mutations, entry.mutation.name)}
        sub={shell.delivery.saved(ageText(entry.made_at, minute.value))} />
    ))}
  </Rows>
)

export function DeliveryPage(props: PageProps) {
  const waiting = useLive(['log'], phone => phone.waiting()) ?? []
  const kept = storageKept.value
  return (
    <main class="page">
      <PageHead title={shell.delivery.title} sub={me.value?.name} onBack={() => back('today')} />
      <DeliveryCard />
      {PARTS.map(({ waits: Waits }, at) => Waits && <Waits key={at} {...props} />)}
      <Section title={shell.delivery.queue}>
        {waiting.length ? <Waiting entries={waiting} /> : <Empty icon="cloudDone" title={shell.delivery.queueEmpty}>{shell.delivery.queueEmptyText}</Empty>}
      </Section>
      <Section title={shell.delivery.phone}>
        <Card>
          <Facts pairs={[
            [shell.delivery.sealing, canSeal() ? shell.delivery.sealed : shell.delivery.notSealed],
            [shell.delivery.storage, kept === null ? '…' : kept ? shell.delivery.storageKept : shell.delivery.storageNotKept],
            [shell.delivery.installed, matchMedia('(display-mode: standalone)').matches ? shell.yes : shell.delivery.notInstalled],
            [shell.delivery.version, VERSION],
          ]} />
        </Card>
      </Section>
    </main>
  )
}
