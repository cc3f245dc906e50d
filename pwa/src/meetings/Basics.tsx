/** The six things a record cannot do without: kind, time, place, chair, recorder, agenda. */
import { useSignal } from '@preact/signals'
import { phrases } from '../phrases'
import type { MeetingKind, Purpose } from '../rows'
import { AreaField, Button, Chips, Field, Notice, Section, SelectField, Suggestions, TextField } from '../ui'
import { shell, wordFor } from '../words'
import type { Editor } from './editor'
import { PersonPicker } from './PersonPicker'
import { Saying } from './Saying'
import { spanOf } from './writing'
import { daysBetween } from '../time'
import { t } from './words'

const OF_GROUP: readonly MeetingKind[] = ['group_meeting', 'org_life_meeting', 'heart_talk']
const KINDS: readonly MeetingKind[] = ['theme_day', 'committee_meeting', 'general_meeting', 'group_meeting', 'party_lecture', 'org_life_meeting', 'democratic_review', 'heart_talk']
const VOTING: readonly MeetingKind[] = ['general_meeting', 'democratic_review']

/** A group's meeting belongs to a group; any other to the branch, if the person may record for it. */
function orgFor(editor: Editor, kind: MeetingKind): string {
  const { orgs } = editor.branch
  const org = editor.org.value
  const fits = orgs.filter(one => (kind === 'group_meeting') === (one.kind === 'group') || !editor.branch.leads)
  return fits.some(one => one.id === org) ? org : (fits[0]?.id ?? org)
}

function Kind({ editor }: { editor: Editor }) {
  const [fields, org] = [editor.fields.value, editor.org.value]
  const fixed = useSignal(editor.writing.peek().obligation !== null)
  const choose = (kind: MeetingKind) => editor.chooseKind({ kind, ...(!VOTING.includes(kind) && { purpose: 'ordinary' as const }) }, orgFor(editor, kind))
  const groups = editor.branch.orgs.filter(one => one.kind === 'group')
  return (
    <div class="field" id="field-kind">
      {fixed.value
        ? <div class="kind-fixed"><b class="grow">{shell.kinds[fields.kind]}</b><Button kind="quiet" onClick={() => { fixed.value = false }}>{t.changeKind}</Button></div>
        : <Chips<MeetingKind> label={t.kind} columns={2} value={fields.kind} onChoose={choose} choices={(editor.branch.leads ? KINDS : OF_GROUP).map(value => ({ value, label: shell.kinds[value] }))} />}
      {fields.kind === 'group_meeting' && groups.length > 1 && (
        <div class="which-org"><SelectField id="org" label={t.whichOrg} value={org} options={groups.map(one => ({ value: one.id, label: one.name }))} onInput={id => editor.chooseKind({ kind: fields.kind }, id)} /></div>
      )}
      {VOTING.includes(fields.kind) && (
        <div class="which-org"><Chips<Purpose> label={t.purpose} columns={3} value={fields.purpose} onChoose={purpose => editor.set({ purpose })}
          choices={(['ordinary', 'admission', 'election'] as const).map(value => ({ value, label: t.purposes[value] }))} /></div>
      )}
      {editor.reasons['kind'] && <Notice tone="heed" icon="alert" title={editor.reasons['kind']} />}
    </div>
  )
}

function Times({ editor }: { editor: Editor }) {
  const fields = editor.fields.value
  const span = spanOf(fields)
  const { time } = editor.faults.value
  const returned = editor.reasons['held'] ?? editor.reasons['held_start'] ?? editor.reasons['held_end']
  const nextDay = span.held_start !== null && span.held_end !== null && daysBetween(span.held_start, span.held_end) > 0
  const input = (id: 'day' | 'start' | 'end', type: 'date' | 'time') => (
    <label class="time"><span>{t[id]}</span><input id={id} class="control" type={type} value={fields[id]} aria-describedby="held-note" onInput={event => editor.set({ [id]: event.currentTarget.value })} /></label>
  )
  return (
    <Field id="held" label={t.when} reason={returned ?? (time ? t.timeFaults[time] : undefined)}>
      <div class="times" id="held" role="group" aria-label={t.when}>{input('day', 'date')}{input('start', 'time')}{input('end', 'time')}</div>
      <p class="field-hint" id="held-note">{nextDay && !time ? t.nextDay : ''}</p>
    </Field>
  )
}

function Place({ editor }: { editor: Editor }) {
  const { place } = editor.fields.value
  return (
    <div>
      <TextField id="place" label={t.place} value={place} maxLength={200} reason={editor.reasons['place']} onInput={next => editor.set({ place: next })} />
      <Suggestions label={t.lastPlaces} values={editor.places.filter(one => one !== place)} onChoose={next => editor.set({ place: next })} />
    </div>
  )
}

export function Basics({ editor }: { editor: Editor }) {
  const fields = editor.fields.value
  const { missing } = editor.faults.value
  const left = missing.map(field => wordFor(t.fieldNames, field)).join(phrases.and)
  return (
    <Section title={t.basics} aside={left && t.stillMissing(left)}>
      <Kind editor={editor} />
      <Times editor={editor} />
      <Place editor={editor} />
      <div class="two">
        <PersonPicker id="chair" label={t.chair} branch={editor.branch} value={fields.chair} reason={editor.reasons['chair']} onChoose={chair => editor.set({ chair })} />
        <PersonPicker id="recorder" label={t.recorder} branch={editor.branch} value={fields.recorder} reason={editor.reasons['recorder']} onChoose={recorder => editor.set({ recorder })} />
      </div>
      <AreaField id="agenda" label={t.agenda} hint={t.agendaHint} value={fields.agenda} maxLength={20000} reason={editor.reasons['agenda']} onInput={agenda => editor.set({ agenda })} />
      <Saying label={t.agenda} value={fields.agenda} last={editor.last?.agenda} phrases={t.agendaPhrases[fields.kind]} onSay={agenda => editor.set({ agenda })} />
    </Section>
  )
}
