/** One opinion: what was said, and the words that answer and close it. */
import { signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import type { OpinionOut } from '../../generated/http'
import { Resource } from '../../load'
import { loadFigures } from '../../opinionFigures'
import { to } from '../../route'
import { dayText, momentText } from '../../time'
import { useTyping } from '../../typing'
import { AreaField, Button, Card, Facts, Tag } from '../../ui'
import { announce } from '../../ui/Announcer'
import { wordFor } from '../../words'
import { Head } from './Head'
import { words } from './words'

const found = new Resource<OpinionOut>()
const refused = signal<Problem | null>(null)

type Send = (move: 'answer' | 'close', body: object, said: string) => Promise<void>

/** Only what the app itself writes down as a page is a way to it, and only a record has a page here. */
const pageOf = (route: string): string | null => (/^record\/[\w-]+$/.test(route) ? `office/${route}` : null)

function Deciding({ one, send, busy }: { one: OpinionOut; send: Send; busy: boolean }) {
  const { typed, settle } = useTyping(`opinion/${one.opinion}/${one.state}`, { text: '' })
  const text = typed.value.text.trim()
  const put = (value: string) => { typed.value = { text: value } }
  const say = (move: 'answer' | 'close', body: object, said: string) => { void send(move, body, said).then(() => { if (!refused.value) settle({ text: '' }) }) }
  if (one.state === 'answered') {
    return (
      <Card>
        <AreaField id="outcome" label={words.outcome} hint={words.outcomeHint} rows={2} value={typed.value.text} maxLength={1000} onInput={put} />
        <div class="ways"><Button kind="main" icon="check" busy={busy} onClick={() => say('close', { outcome: text }, words.closed)}>{words.close}</Button></div>
      </Card>
    )
  }
  return (
    <Card>
      <AreaField id="answer" label={words.answer} hint={words.answerHint} rows={4} value={typed.value.text} maxLength={1000} onInput={put} />
      <div class="ways">
        <Button kind="main" icon="send" busy={busy} disabled={!text} onClick={() => say('answer', { answer: text }, words.sent)}>{words.send}</Button>
        <Button icon="check" disabled={!text || busy} onClick={() => say('answer', { answer: text, closes: true }, words.sent)}>{words.sendAndClose}</Button>
      </div>
    </Card>
  )
}

function Told({ one }: { one: OpinionOut }) {
  const page = pageOf(one.route)
  const about = page ? <>{one.about} <a href={to(page)}>{words.record}</a></> : one.about
  return (
    <Card title={wordFor(words.kinds, one.kind)} aside={<Tag tone={one.state === 'waiting' ? 'heed' : 'green'}>{words.states[one.state]}</Tag>}>
      <Facts pairs={[
        [words.text, one.text], ...(one.about || page ? [[words.about, about] as const] : []), [words.who, one.is_named ? [one.by_name, one.branch_name].filter(Boolean).join(' · ') : words.unnamed], [words.received, one.is_named ? momentText(one.sent_at) : dayText(one.sent_at)],
        ...(one.answered_at === null ? [] : [[words.answeredBy(one.answered_by_name, momentText(one.answered_at)), one.answer] as const]), ...(one.closed_at === null ? [] : [[words.settled, one.outcome || momentText(one.closed_at)] as const]),
      ]} />
    </Card>
  )
}

export function OnePage({ id }: { id: string }) {
  const busy = useSignal(false)
  const load = () => { void found.load(`/api/opinions/${id}`) }
  useEffect(() => { refused.value = null; load() }, [id])
  const send: Send = async (move, body, said) => {
    busy.value = true
    refused.value = null
    await api(`/api/opinions/${id}/${move}`, { method: 'POST', body }).then(() => announce(said), (error: unknown) => { refused.value = asProblem(error) })
    busy.value = false
    load()
    loadFigures()
  }
  return (
    <div class="office-column broad">
      <Head state={null} />
      {refused.value && <ProblemNotice problem={refused.value} />}
      <Answered of={found.state.value} waiting={words.waiting} again={load}>
        {one => <div class="pairs"><Told one={one} />{one.state !== 'closed' && (one.own ? <p class="small heed">{words.own}</p> : <Deciding key={one.state} one={one} send={send} busy={busy.value} />)}</div>}
      </Answered>
    </div>
  )
}
