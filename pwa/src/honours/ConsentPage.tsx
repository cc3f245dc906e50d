/** What someone is asked before a story about them is published: exactly the text, and the answer, without a network too. */
import { useSignal } from '@preact/signals'
import { act } from '../acting'
import { DeliveryChip } from '../delivery'
import { useDraft } from '../keeping'
import { useLive } from '../live'
import type { PageProps } from '../part'
import { back } from '../route'
import { ActionBar, AreaField, Button, Empty, Notice, PageHead, Section, Sheet, Tag, Waiting } from '../ui'
import type { Intent } from '../sync'
import { readQuestion, type Consent, type Printed, type Question } from './reading'
import { Tale } from './Tale'
import { t } from './words'

type Answer = 'given' | 'declined' | 'withdrawn'

const saying = (consent: Consent, answer: Answer, note = ''): Intent => ({ name: 'story.consent.v1', row: consent.id, base: 0, args: { answer, note } })

const PrintedList = ({ printed }: { printed: readonly Printed[] }) => <ul class="consent-note">{printed.map((one, at) => <li key={at}>{t.printedLine(one.place, one.copies, one.on)}</li>)}</ul>

function NoSheet({ consent, answer, onClose }: { consent: Consent; answer: 'declined' | 'withdrawn'; onClose: () => void }) {
  const { writing, put, send } = useDraft(`consent/${consent.id}/${answer}`, { note: '' })
  const { note } = writing.value
  const isBack = answer === 'withdrawn'
  const say = () => send([saying(consent, answer, note.trim())], onClose)
  return (
    <Sheet title={isBack ? t.takeBackTitle : t.declineTitle} open onClose={onClose} actions={<><Button kind="main" onClick={say}>{isBack ? t.takeBack : t.decline}</Button><Button onClick={onClose}>{t.cancel}</Button></>}>
      <p>{isBack ? t.takeBackText : t.declineText}</p>
      {isBack && consent.printed.length > 0 && <><p>{t.takeBackPrinted}</p><PrintedList printed={consent.printed} /></>}
      <AreaField id="consent-note" label={t.note} rows={2} maxLength={500} value={note} onInput={value => put({ note: value })} />
    </Sheet>
  )
}

function Shown({ question: { consent, page, waiting } }: { question: Question }) {
  const refusing = useSignal<'declined' | 'withdrawn' | null>(null)
  return (
    <>
      <Notice title={t.askedOf[consent.state]} icon={consent.state === 'given' ? 'check' : 'info'} tone={consent.state === 'asked' ? 'heed' : 'ink'}>
        <p>{t.consentLead}</p>
        {consent.way === 'paper' && <p>{t.byPaper(consent.answered_by_name)}</p>}
        {waiting && <Tag icon="phone">{t.onPhone}</Tag>}
      </Notice>
      {consent.printed.length > 0 && <Section title={t.printed}><PrintedList printed={consent.printed} /></Section>}
      {page ? <Tale told={{ ...page, published_at: null }} /> : <p class="soft">{t.noText}</p>}
      {consent.state === 'asked' && page && <ActionBar><Button onClick={() => { refusing.value = 'declined' }}>{t.decline}</Button><Button kind="main" icon="check" onClick={() => act([saying(consent, 'given')])}>{t.agree}</Button></ActionBar>}
      {consent.state === 'given' && <ActionBar><Button wide icon="undo" onClick={() => { refusing.value = 'withdrawn' }}>{t.takeBack}</Button></ActionBar>}
      {refusing.value && <NoSheet consent={consent} answer={refusing.value} onClose={() => { refusing.value = null }} />}
    </>
  )
}

export function ConsentPage({ path: [id = ''] }: PageProps) {
  const question = useLive(['row:story_consent', 'row:story_page', 'log'], phone => readQuestion(phone, id), [id])
  return (
    <main class="page has-action">
      <PageHead title={t.consent} onBack={() => back('stories')} aside={<DeliveryChip />} />
      {question === undefined ? <Waiting>{t.loading}</Waiting> : question ? <Shown key={id} question={question} /> : <Empty icon="search" title={t.noQuestion}>{t.noQuestionText}</Empty>}
    </main>
  )
}
