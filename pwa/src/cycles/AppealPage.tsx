/** A member's appeal: one sentence, with or without a network, and what became of it. */
import { act } from '../acting'
import { DeliveryChip } from '../delivery'
import { useDraft } from '../keeping'
import { useLive } from '../live'
import type { PageProps } from '../part'
import { phrases } from '../phrases'
import { back } from '../route'
import type { Appeal, As, Award } from '../rows'
import { uuid7 } from '../sync'
import { dayText, periodText } from '../time'
import { AreaField, Button, Card, Empty, Facts, PageHead, Suggestions, Tag, Waiting } from '../ui'
import { shell, wordFor } from '../words'
import { answersOf, isOpen, mayFile, starText } from './stars'
import { t } from './words'

const TEXT_AT_MOST = 1000

const appended = (text: string, phrase: string): string => (text ? `${text}${phrases.pause}${phrase}` : phrase)

/** `line` and `line_text` name the one reason that is contested; empty for the whole result. */
function Filing({ award, line, line_text }: { award: Award; line: string; line_text: string }) {
  const { writing, put, send } = useDraft(`appeal/${award.id}/${line}`, { text: '' })
  const { text } = writing.value
  const file = () => send([{ name: 'appeal.file.v1', row: uuid7(), base: 0, args: { award: award.id, text, line, line_text } }])
  return (
    <Card>
      <Facts pairs={[[t.appeal.result, `${periodText(award.quarter)} · ${starText(award.star, award.code)}`], [t.about, line_text || t.appeal.whole]]} />
      <p class="small soft">{t.appeal.lead}</p>
      <AreaField id="appeal-text" label={t.appeal.text} value={text} rows={3} maxLength={TEXT_AT_MOST} onInput={value => put({ text: value })} />
      <Suggestions label={t.appeal.text} values={t.appeal.phrases} onChoose={phrase => put({ text: appended(text, phrase) })} />
      <Button kind="main" wide icon="send" disabled={!text.trim()} onClick={file}>{t.appeal.file}</Button>
    </Card>
  )
}

function GoingOn({ appeal }: { appeal: Appeal }) {
  const { writing, put, send } = useDraft(`appeal-on/${appeal.id}`, { text: '' })
  const { text } = writing.value
  const go = () => send([{ name: 'appeal.escalate.v1', row: appeal.id, base: appeal.rev, args: { text } }])
  return (
    <>
      {appeal.due_at !== null && <p class="small">{t.appeal.goOnUntil(dayText(appeal.due_at))}</p>}
      <AreaField id={`why-${appeal.id}`} label={t.appeal.why} value={text} rows={2} maxLength={TEXT_AT_MOST} onInput={value => put({ text: value })} />
      <Button wide icon="send" disabled={!text.trim()} onClick={go}>{t.appeal.escalate}</Button>
    </>
  )
}

function Filed({ appeal }: { appeal: Appeal }) {
  const waits = appeal.state === 'at_branch' || appeal.state === 'at_office'
  const answers = answersOf(appeal)
  const withdraw = () => act([{ name: 'appeal.withdraw.v1', row: appeal.id, base: appeal.rev }])
  return (
    <Card title={wordFor(t.appealStates, appeal.state)} aside={appeal.filed_at && <Tag tone={waits ? 'heed' : 'ink'}>{dayText(appeal.filed_at)}</Tag>}>
      {!appeal.filed_at && <p class="small soft">{t.appeal.saved}</p>}
      <Facts pairs={[[t.about, appeal.line_text || t.appeal.whole], [t.reason, appeal.text]]} />
      {waits && appeal.due_at ? <p class="small">{t.appeal.due(dayText(appeal.due_at))}</p> : null}
      {answers.length > 0 && <Facts pairs={answers} />}
      {appeal.state === 'answered' && <GoingOn appeal={appeal} />}
      {isOpen(appeal) && <Button kind="quiet" wide icon="undo" onClick={withdraw}>{t.appeal.withdraw}</Button>}
    </Card>
  )
}

export function AppealPage({ path, query }: PageProps) {
  const id = path[0] ?? ''
  const found = useLive(['row:award', 'row:appeal'], async phone => {
    const [award, appeals] = await Promise.all([phone.row<As<Award>>('award', id), phone.rows<As<Appeal>>('appeal')])
    return { award, appeals: appeals.filter(one => one.award === id).sort((a, b) => (b.filed_at ?? Infinity) - (a.filed_at ?? Infinity)) }
  }, [id])
  const line = query.get('line') ?? ''
  return (
    <main class="page">
      <PageHead title={t.appeal.title} onBack={() => back('stars')} aside={<DeliveryChip />} />
      {!found ? <Waiting>{shell.loading}</Waiting> : !found.award ? <Empty icon="star" title={t.appeal.notHere}>{t.appeal.notHereText}</Empty> : (
        <>
          {found.appeals.map(one => <Filed key={one.id} appeal={one} />)}
          {mayFile(found.appeals, line) && <Filing key={line} award={found.award} line={line} line_text={query.get('about') ?? ''} />}
          <p class="as-of">{t.appeal.human}</p>
        </>
      )}
    </main>
  )
}
