/** One achievement with everything it says, its photos and its history; recognised or returned over exactly what is seen. */
import { signal, useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { Answered, ProblemNotice } from '../../answered'
import { api, asProblem, type Problem } from '../../api'
import { FileList } from '../../FileList'
import { gradeText } from '../../factWords'
import { shownFiles } from '../../files'
import { keepFresh } from '../../fresh'
import type { AchievementStoryOut, DecidedAchievementOut, FileOut } from '../../generated/http'
import { Resource } from '../../load'
import { phrases } from '../../phrases'
import { momentText } from '../../time'
import { useTypedText } from '../../typing'
import { AreaField, Button, Card, Facts, Section, SelectField, Suggestions } from '../../ui'
import { History } from '../../ui/History'
import { wordFor } from '../../words'
import { StateTag } from './AchievementsPage'
import { Head, yuanText } from './Tabs'
import { words } from './words'

const found = new Resource<AchievementStoryOut>()
const refused = signal<Problem | null>(null)
const LEVELS = ['mine', 'company', 'province'] as const
type Verb = 'approve' | 'return' | 'revoke'

function Deciding({ story, again }: { story: AchievementStoryOut; again: () => void }) {
  const { achievement, moves, own } = story
  const text = useTypedText(`achievement/${achievement.achievement}`)
  const level = useSignal(achievement.level)
  const busy = useSignal(false)
  if (own) return <p class="small heed">{words.own}</p>
  if (!moves.length) return null
  const send = async (verb: Verb) => {
    busy.value = true
    refused.value = null
    await api<DecidedAchievementOut>(`/api/achievements/${achievement.achievement}/${verb}`, { method: 'POST', body: { seen: achievement.rev, text: text.value, ...(verb === 'approve' ? { level: level.value } : {}) } }).then(() => { text.value = '' }, (error: unknown) => { refused.value = asProblem(error) })
    busy.value = false
    again()
  }
  const may = (verb: Verb) => moves.includes(verb)
  return (
    <Card>
      {may('approve') && <p class="small">{words.counts}</p>}
      {may('approve') && <SelectField id="achievement-level" label={words.approveAt} value={level.value} options={LEVELS.map(value => ({ value: value as string, label: gradeText('achievement', value) }))} onInput={value => { level.value = value }} />}
      <AreaField id="achievement-text" label={words.text} hint={words.textHint} rows={3} maxLength={2000} value={text.value} onInput={value => { text.value = value }} />
      {may('return') && <Suggestions label={words.text} values={words.phrases} onChoose={value => { text.value = text.value ? `${text.value}${phrases.stop}${value}` : value }} />}
      <div class="ways">
        {may('approve') && <Button kind="main" icon="check" busy={busy.value} onClick={() => { void send('approve') }}>{words.acts.approve}</Button>}
        {may('return') && <Button icon="undo" disabled={!text.value.trim() || busy.value} onClick={() => { void send('return') }}>{words.acts.return}</Button>}
        {may('revoke') && <Button kind="quiet" disabled={!text.value.trim() || busy.value} onClick={() => { void send('revoke') }}>{words.acts.revoke}</Button>}
      </div>
    </Card>
  )
}

function Photos({ achievement, rev }: { achievement: string; rev: number }) {
  const files = useMemo(() => new Resource<FileOut[]>(), [])
  const load = () => { void files.load(`/api/achievements/${encodeURIComponent(achievement)}/files`) }
  useEffect(load, [achievement, rev])
  return <Section title={words.photos}><Answered of={files.state.value} waiting={words.waiting} again={load}>{shown => (shown.length ? <FileList files={shownFiles(shown, [])} /> : <p class="soft">{words.noPhotos}</p>)}</Answered></Section>
}

function Shown({ story, again }: { story: AchievementStoryOut; again: () => void }) {
  const { achievement: one, steps } = story
  const pairs: [string, string][] = [[words.columns.branch, one.branch_name], [words.studio, one.studio_name], [words.kind, one.kind_title], [words.level, gradeText('achievement', one.level)], [words.doneOn, one.done_on], [words.recognised, one.recognised_on], [words.effect, one.effect]]
  if (one.yuan) pairs.push([words.basis, `${yuanText(one.yuan)}${phrases.colon}${one.yuan_basis}`])
  pairs.push([words.people, one.people.map(person => `${person.name}（${person.number}）${words.share(person.share)}`).join(phrases.and)], [words.filed, [one.created_by_name, one.submitted_at !== null && momentText(one.submitted_at)].filter(Boolean).join(' ')])
  return (
    <div class="office-column achievement-grid">
      <div>
        <Card title={one.title} aside={<StateTag state={one.state} />}>
          <p class="achievement-story">{one.story}</p>
          <Facts pairs={pairs.filter(([, value]) => value)} />
        </Card>
        <Photos achievement={one.achievement} rev={one.rev} />
      </div>
      <div>
        {refused.value && <ProblemNotice problem={refused.value} again={again} />}
        <Deciding key={one.rev} story={story} again={again} />
        <Section title={words.history}><History label={words.history} steps={steps.map(step => ({ id: step.step, what: wordFor(words.acts, step.act), who: step.by_name, when: momentText(step.at), text: step.text }))} /></Section>
      </div>
    </div>
  )
}

export function StoryPage({ id }: { id: string }) {
  const load = () => { void found.load(`/api/achievements/${encodeURIComponent(id)}`) }
  useEffect(() => { refused.value = null; load(); return keepFresh(load) }, [id])
  return (
    <div>
      <Head title={found.state.value.data?.achievement.title ?? words.achievements} tab={null} />
      <Answered of={found.state.value} waiting={words.waiting} again={load}>{story => <Shown story={story} again={load} />}</Answered>
    </div>
  )
}
