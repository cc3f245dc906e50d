/** One form: items with their evidence beside, saved as they are scored; submitted when nothing lacks. */
import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { AssessmentContent, FormItem } from '../../generated/http'
import { useDraft } from '../../keeping'
import { pointsText } from '../../points'
import { savers } from '../../release'
import { AreaField, Button, IconButton, Notice, Sheet, Tag } from '../../ui'
import { tenthsOf } from '../points'
import type { Evidence, Mark } from '../rows'
import { t } from '../words'
import { isLacking, needsComment, reopening, saveMark, submitForm, type Sheet as FormSheet } from './form'

const STEP = 5
const IDLE_MS = 800

/** What was typed, until it is saved: after a moment of rest, when the item is left, when the page is, and before an update or a lock. Words are saved though the points cannot be. */
function useItem(sheet: FormSheet, item: FormItem, mark: Mark | undefined) {
  const points = useSignal(mark?.points_tenths === null || mark === undefined ? '' : pointsText(mark.points_tenths))
  const comment = useSignal(mark?.comment ?? '')
  const latest = useRef(sheet)
  latest.current = sheet
  const timer = useRef(0)
  const save = () => {
    clearTimeout(timer.current)
    timer.current = 0
    const tenths = tenthsOf(points.value)
    const fits = tenths === null || (tenths >= 0 && tenths <= item.maximum_tenths)
    return saveMark(latest.current, item.key, fits ? tenths : latest.current.marks.get(item.key)?.points_tenths ?? null, comment.value)
  }
  const soon = () => { clearTimeout(timer.current); timer.current = window.setTimeout(() => { void save() }, IDLE_MS) }
  useEffect(() => {
    const keep = async () => { if (timer.current) await save() }
    savers.add(keep)
    return () => { savers.delete(keep); void keep() }
  }, [])
  return { points, comment, save, soon }
}

function Counts({ kinds }: { kinds: readonly Evidence[] }) {
  const told = (kind: Evidence) => {
    const { done = 0, late = 0, overdue = 0, overdue_provisional = 0, excused = 0, ...rest } = kind.states
    const notDue = Object.values(rest).reduce((sum, n) => sum + n, 0)
    return ([[t.done, done], [t.late, late], [t.overdue, overdue], [t.provisional, overdue_provisional], [t.excused, excused], [t.notDue, notDue]] as const).filter(([, n]) => n > 0)
  }
  return <ul class="evidence-list">{kinds.map(kind => <li key={kind.kind}><b>{kind.title}</b>{told(kind).map(([word, n]) => <span key={word}>{word} {n}</span>)}</li>)}</ul>
}

/** What the platform knows about an item: the counts of its duties. */
function Beside({ sheet, item }: { sheet: FormSheet; item: FormItem }) {
  const kinds = (sheet.score?.evidence ?? []).filter(one => item.kinds?.includes(one.kind))
  return (
    <div class="item-beside">
      <h3>{t.evidence}</h3>
      {kinds.length ? <Counts kinds={kinds} /> : <p class="small soft">{t.noEvidence}</p>}
    </div>
  )
}

function ItemCard({ sheet, content, item, at, locked }: { sheet: FormSheet; content: AssessmentContent; item: FormItem; at: number; locked: boolean }) {
  const mark = sheet.marks.get(item.key)
  const { points, comment, save, soon } = useItem(sheet, item, mark)
  const tenths = tenthsOf(points.value)
  const most = pointsText(item.maximum_tenths)
  const outside = tenths !== null && (tenths < 0 || tenths > item.maximum_tenths)
  const wanted = tenths !== null && !outside && needsComment(content, item, tenths)
  const step = (by: number) => {
    points.value = pointsText(Math.min(item.maximum_tenths, Math.max(0, (tenths ?? Math.round(item.maximum_tenths * 0.8 / STEP) * STEP - by) + by)))
    soon()
  }
  const note = outside ? t.outOf(most) : wanted && !comment.value.trim() ? t.needComment(content.low_percent ?? 60, content.high_percent ?? 95) : undefined
  return (
    <li class={isLacking(content, item, mark) ? 'item lacking' : 'item'} onFocusOut={event => { if (!event.currentTarget.contains(event.relatedTarget as Node | null)) void save() }}>
      <div class="item-main">
        <h2><span class="item-no">{at + 1}</span><span class="grow">{item.title}</span><small>{t.full} {most}</small></h2>
        {item.guide && <p class="small soft">{item.guide}</p>}
        <div class="item-points">
          {!locked && <IconButton icon="minus" label={`${item.title} ${t.less}`} onClick={() => step(-STEP)} />}
          <input class="control" inputMode="decimal" autocomplete="off" aria-label={t.pointsOf(item.title)} aria-invalid={outside ? 'true' : undefined} readOnly={locked} value={points.value} onInput={event => { points.value = event.currentTarget.value; soon() }} />
          {!locked && <IconButton icon="plus" label={`${item.title} ${t.more}`} onClick={() => step(STEP)} />}
          <span class="soft">/ {most}</span>
        </div>
        <AreaField id={`comment-${item.key}`} label={t.commentOf(item.title)} rows={1} maxLength={500} readOnly={locked} reason={note} value={comment.value} onInput={value => { if (!locked) { comment.value = value; soon() } }} />
      </div>
      <Beside sheet={sheet} item={item} />
    </li>
  )
}

function Automatic({ sheet }: { sheet: FormSheet }) {
  return (
    <details class="automatic">
      <summary>{t.auto} <b>{pointsText(sheet.score?.auto_tenths ?? null)}</b> · {t.autoLines} {sheet.deductions.length}</summary>
      <p class="small soft">{t.evidenceNote}</p>
      <ul>{sheet.deductions.map(one => <li key={one.id}>{one.text} <Tag>{t.states[one.state]}</Tag></li>)}</ul>
    </details>
  )
}

function Reopen({ sheet }: { sheet: FormSheet }) {
  const open = useSignal(false)
  const { writing, put, send } = useDraft(`assessment-reopen/${sheet.id}`, { reason: '' })
  const { reason } = writing.value
  const reopen = () => send([reopening(sheet, reason.trim())], () => { open.value = false })
  return (
    <>
      <Notice icon="check" title={t.submittedText} actions={!sheet.published && <Button small icon="undo" onClick={() => { open.value = true }}>{t.reopen}</Button>} />
      <Sheet title={t.reopenTitle} open={open.value} onClose={() => { open.value = false }}
        actions={<><Button kind="main" disabled={!reason.trim()} onClick={reopen}>{t.reopen}</Button><Button onClick={() => { open.value = false }}>{t.cancel}</Button></>}>
        <AreaField id="reopen" label={t.reason} hint={t.reopenHint} maxLength={500} value={reason} onInput={value => put({ reason: value })} />
      </Sheet>
    </>
  )
}

export function FormView({ sheet, content }: { sheet: FormSheet; content: AssessmentContent }) {
  const locked = sheet.form?.state === 'submitted' || sheet.published
  const lacking = content.items.filter(item => isLacking(content, item, sheet.marks.get(item.key)))
  const sum = [...sheet.marks.values()].reduce((all, mark) => all + (mark.points_tenths ?? 0), 0)
  return (
    <div class="form">
      {sheet.form?.state === 'submitted' && <Reopen sheet={sheet} />}
      {sheet.form?.state === 'draft' && sheet.form.reopened_reason && <Notice icon="undo" tone="heed" title={t.reopened(sheet.form.reopened_reason)} />}
      <Automatic sheet={sheet} />
      <ol class="items">{content.items.map((item, at) => <ItemCard key={`${item.key}${String(locked)}`} sheet={sheet} content={content} item={item} at={at} locked={locked} />)}</ol>
      {!locked && (
        <footer class="form-foot">
          <p role="status"><b>{t.formSum(pointsText(sum))}</b> · {lacking.length ? t.submitNote(lacking.length) : t.ready}</p>
          <Button kind="main" icon="check" disabled={lacking.length > 0} onClick={() => submitForm(sheet)}>{t.submit}</Button>
        </footer>
      )}
    </div>
  )
}
