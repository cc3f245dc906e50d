/** Reads studios and achievements from the rows on this phone, and what they come to in words. */
import { phrases } from '../phrases'
import type { Achievement, AchievementStep, As, Conflict, Studio, StudioChoice, StudioYear } from '../rows'
import type { Phone } from '../sync'
import { t } from './words'

type Rows = Pick<Phone, 'rows'>

/** What counts, by the office's order; what is switched off is no choice any more. */
export const readChoices = async (phone: Rows): Promise<As<StudioChoice>[]> =>
  (await phone.rows<As<StudioChoice>>('studio_choice')).sort((a, b) => a.place - b.place || a.key.localeCompare(b.key))

export interface Shown { studios: { studio: As<Studio>; year: As<StudioYear> | undefined }[]; achievements: As<Achievement>[]; choices: As<StudioChoice>[]; waiting: ReadonlySet<string>; open: ReadonlySet<string> }

const newestFirst = (a: As<Achievement>, b: As<Achievement>): number => (b.done_on || '9999').localeCompare(a.done_on || '9999') || (a.id < b.id ? 1 : -1)

/** The studios of a branch with one year, and its achievements; without a branch, those in which a member has a share. */
export async function readStudios(phone: Phone, branch: string | null, member: string | null, year: number): Promise<Shown> {
  const [studios, years, achievements, choices, { waiting, open }] = await Promise.all([phone.rows<As<Studio>>('studio'), phone.rows<As<StudioYear>>('studio_year'), phone.rows<As<Achievement>>('achievement'), readChoices(phone), phone.touched()])
  const own = achievements.filter(one => (branch ? one.branch === branch : one.people.some(person => person.id === member)))
  const seen = studios.filter(one => branch && one.branches.includes(branch) && !one.closed_on).sort((a, b) => a.name.localeCompare(b.name, 'zh'))
  return { studios: seen.map(studio => ({ studio, year: years.find(one => one.studio === studio.id && one.year === year) })), achievements: own.sort(newestFirst), choices, waiting, open }
}

export interface Story { achievement: As<Achievement>; steps: As<AchievementStep>[]; choices: As<StudioChoice>[]; conflicts: As<Conflict>[]; waiting: ReadonlySet<string>; open: ReadonlySet<string> }

export async function readStory(phone: Phone, id: string): Promise<Story | null> {
  const [achievement, steps, choices, conflicts, { waiting, open }] = await Promise.all([phone.row<As<Achievement>>('achievement', id), phone.children<As<AchievementStep>>('achievement_step', id), readChoices(phone), phone.rows<As<Conflict>>('conflict'), phone.touched()])
  const own = conflicts.filter(one => one.row === id && one.state === 'open')
  return achievement && { achievement, steps: steps.sort((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity) || (a.id < b.id ? -1 : 1)), choices, conflicts: own, waiting, open }
}

/** An amount as people say it: 400万元, 9800元. */
export const yuanText = (yuan: number): string => (yuan < 10_000 ? t.plain(String(yuan)) : t.wan(String(Math.round(yuan / 100) / 100)))

/** What was reached, in a line; '' where neither is told. */
export function effectText({ measure, before, after, unit, yuan, benefit }: Achievement): string {
  const changed = before && after ? `${measure} ${t.changed(before + unit, after + unit)}` : ''
  const gains = yuan ? `${benefit ? t.benefits[benefit] : t.gain} ${t.perYear(yuanText(yuan))}` : ''
  return [changed, gains].filter(Boolean).join(phrases.stop)
}
