/** One kind of a branch's quarter: enter it in few taps, see what is entered, withdraw with a reason, and state that all is entered. */
import { useSignal } from '@preact/signals'
import type { Branch } from '../branch'
import { DeliveryChip } from '../delivery'
import type { FactRow } from '../generated/http'
import { useDraft } from '../keeping'
import { back } from '../route'
import { me } from '../session'
import { dayOf, dayText, minute, momentText, periodText } from '../time'
import { AreaField, Button, Card, Chips, Empty, PageHead, Row, Rows, Section, SelectField, Sheet, Tag, TextField, Waiting } from '../ui'
import { shell, wordFor } from '../words'
import { gradeText } from '../factWords'
import { factText, lackingWords, quarterDays } from './format'
import { asksForWords, byRoll, lacks, tenthsOf, type Content, type Kind } from './kinds'
import { entering, isOfRecord, state, useLedger, withdrawing, type Ledger } from './state'
import { t } from './words'

interface KindProps { kind: Kind; branch: Branch; quarter: string; ledger: Ledger }

const nameIn = (branch: Branch, member: string): string => branch.members.find(one => one.id === member)?.name ?? ''

/** Whom the person may say something about: nobody enters what counts for themselves. */
const others = (branch: Branch): Branch['members'][number][] => branch.members.filter(one => one.id !== me.value?.member)

/** Today, or the last day of a quarter that is over. */
function dayFor(quarter: string): string {
  const last = quarterDays(quarter)[1]
  const today = dayOf(Date.now())
  return today < last ? today : last
}

function Withdraw({ fact, onClose }: { fact: FactRow; onClose: () => void }) {
  const { writing, put, send } = useDraft(`fact-withdraw/${fact.id}`, { reason: '' })
  const { reason } = writing.value
  return (
    <Sheet title={t.withdrawTitle} open onClose={onClose} actions={<Button kind="main" disabled={!reason.trim()} onClick={() => send([withdrawing(fact, reason.trim())], onClose)}>{t.withdraw}</Button>}>
      <p>{t.withdrawText}</p>
      <AreaField id="withdraw-reason" label={t.reason} value={reason} maxLength={500} onInput={next => put({ reason: next })} />
    </Sheet>
  )
}

function Entered({ kind, branch, ledger }: KindProps) {
  const chosen = useSignal<FactRow | null>(null)
  const facts = ledger.facts.filter(fact => fact.kind === kind.key)
  if (!facts.length) return <Empty icon="text" title={t.none}>{t.noneText}</Empty>
  return (
    <>
      <Rows>
        {facts.map(fact => (
          <Row key={fact.id} title={`${nameIn(branch, fact.member)} · ${factText(fact)}`} sub={<>{fact.text}<span class="fact-by">{fact.on} · {t.by(fact.entered_by_name, momentText(fact.entered_at, minute.value))}</span></>}
            {...(fact.withdrawn_at === null && fact.member !== me.value?.member && !isOfRecord(fact) && { onClick: () => { chosen.value = fact } })}
            tags={fact.withdrawn_at !== null ? <Tag icon="undo">{t.withdrawn(fact.withdrawn_reason ?? '')}</Tag> : ledger.waiting.has(fact.id) && <Tag icon="phone">{t.unseen}</Tag>} />
        ))}
      </Rows>
      {chosen.value && <Withdraw key={chosen.value.id} fact={chosen.value} onClose={() => { chosen.value = null }} />}
    </>
  )
}

/** One fact of one member: who, grade, day, words. */
function EnterOne({ kind, branch, quarter }: KindProps) {
  const fresh = (): Content => ({ on: dayFor(quarter), grade: kind.grades[Math.min(1, kind.grades.length - 1)] ?? '', amount: null, until: '', text: '' })
  const { writing, put, send } = useDraft(`fact/${branch.id}/${quarter}/${kind.key}`, { member: '', ...fresh() })
  const { member, ...content } = writing.value
  const whole = member !== '' && lacks(kind, content) === null
  const people = others(branch).sort((a, b) => a.initials.localeCompare(b.initials))
  return (
    <Card>
      <SelectField id="member" label={t.member} value={member} options={[{ value: '', label: t.pickMember }, ...people.map(one => ({ value: one.id, label: one.name }))]} onInput={value => put({ member: value })} />
      {kind.grades.length > 0 && <div class="field"><Chips label={t.grade} columns={3} value={content.grade} onChoose={grade => put({ grade })} choices={kind.grades.map(value => ({ value, label: gradeText(kind.key, value) }))} /></div>}
      <AreaField id="text" label={t.text} hint={t.textHint} rows={2} maxLength={500} value={content.text} onInput={text => put({ text })} />
      <TextField id="on" type="date" label={t.day} value={content.on} onInput={on => put({ on })} />
      <Button kind="main" wide disabled={!whole} onClick={() => send([entering(kind, branch.id, member, content)])}>{t.save}</Button>
    </Card>
  )
}

interface Given { grade: string; points: string; text: string }
const BLANK: Given = { grade: '', points: '', text: '' }

/** What was given for one member as a fact, or null where something lacks. */
function contentOf(kind: Kind, quarter: string, { grade, points, text }: Given): Content | null {
  const content = { on: dayFor(quarter), grade, amount: kind.most === null ? null : tenthsOf(points, kind.most), until: '', text }
  return lacks(kind, content) === null ? content : null
}

function OneOfRoll({ kind, member, name, given, onGive }: { kind: Kind; member: string; name: string; given: Given; onGive: (change: Partial<Given>) => void }) {
  const wrong = kind.most !== null && given.points !== '' && tenthsOf(given.points, kind.most) === null
  const needsText = asksForWords(kind, given.grade, kind.most === null ? null : tenthsOf(given.points, kind.most))
  return (
    <li class="fact-roll">
      {kind.most === null
        ? <><b>{name}</b><Chips label={`${name} ${t.grade}`} columns={3} value={given.grade || null} onChoose={grade => onGive({ grade })} choices={kind.grades.map(value => ({ value, label: gradeText(kind.key, value) }))} /></>
        : <TextField id={`points-${member}`} label={name} inputMode="numeric" value={given.points} reason={wrong ? t.wrongAmount : undefined} onInput={points => onGive({ points })} />}
      {needsText && <TextField id={`text-${member}`} label={t.text} value={given.text} maxLength={500} reason={given.text.trim() ? undefined : lackingWords(kind)} onInput={text => onGive({ text })} />}
    </li>
  )
}

/** Everyone who has none yet, to be given one each and saved at once. */
function EnterAll({ kind, branch, quarter, ledger }: KindProps) {
  const { writing: given, put, send } = useDraft<Readonly<Record<string, Given>>>(`facts/${branch.id}/${quarter}/${kind.key}`, {})
  const has = new Set(ledger.facts.filter(fact => fact.kind === kind.key && fact.withdrawn_at === null).map(fact => fact.member))
  const left = others(branch).filter(one => !has.has(one.id)).sort((a, b) => a.initials.localeCompare(b.initials))
  const give = (member: string, change: Partial<Given>) => put({ [member]: { ...BLANK, ...given.value[member], ...change } })
  const best = kind.grades[0]
  const fill = () => { for (const one of left) if (!given.value[one.id]?.grade) give(one.id, { grade: best ?? '' }) }
  const whole = left.flatMap(one => { const content = contentOf(kind, quarter, given.value[one.id] ?? BLANK); return content ? [[one.id, content] as const] : [] })
  const save = () => {
    const entered = new Set(whole.map(([member]) => member))
    const rest = Object.fromEntries(Object.entries(given.value).filter(([member]) => !entered.has(member)))
    send(whole.map(([member, content]) => entering(kind, branch.id, member, content)), () => put(rest))
  }
  if (!left.length) return null
  return (
    <>
      {best && <Button wide onClick={fill}>{t.rest(gradeText(kind.key, best))}</Button>}
      <ul class="fact-rolls">{left.map(one => <OneOfRoll key={one.id} kind={kind} member={one.id} name={one.name} given={given.value[one.id] ?? BLANK} onGive={change => give(one.id, change)} />)}</ul>
      <Button kind="main" wide disabled={!whole.length} onClick={save}>{t.saveAll(whole.length)}</Button>
    </>
  )
}

function Stated({ kind, branch, quarter, ledger }: KindProps) {
  const stated = ledger.coverage.get(kind.key)
  const when = stated && dayText(stated.stated_at, minute.value)
  return (
    <Card {...(stated && { tone: 'green' })}>
      <p class="fact-stated">{stated ? <Tag icon="check" tone="green">{t.covered(when!)}</Tag> : <Tag icon="clock" tone="yellow">{t.missing}</Tag>}</p>
      <p class="small">{t.stateHint}</p>
      <Button wide kind="plain" onClick={() => state(kind.key, quarter, branch.id, stated !== undefined)}>{stated ? t.takeBack : t.state}</Button>
    </Card>
  )
}

export function KindPage({ kind, branch, quarter }: Omit<KindProps, 'ledger'>) {
  const ledger = useLedger(branch.id, quarter)
  return (
    <main class="page">
      <PageHead title={wordFor(t.kinds, kind.key)} sub={`${branch.name} · ${periodText(quarter)}`} onBack={() => back('facts')} aside={<DeliveryChip />} />
      {!ledger ? <Waiting>{shell.loading}</Waiting> : (
        <>
          <Stated kind={kind} branch={branch} quarter={quarter} ledger={ledger} />
          <Section title={t.enter}><p class="small soft">{t.notOwn}</p>{byRoll(kind) ? <EnterAll kind={kind} branch={branch} quarter={quarter} ledger={ledger} /> : <EnterOne kind={kind} branch={branch} quarter={quarter} ledger={ledger} />}</Section>
          <Section title={t.title}><Entered kind={kind} branch={branch} quarter={quarter} ledger={ledger} /></Section>
        </>
      )}
    </main>
  )
}
