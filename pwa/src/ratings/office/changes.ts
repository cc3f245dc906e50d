/** What a draft changes, in words: its parts held against those of the version that rules now. */
import { phrases } from '../../phrases'
import { pointsText } from '../../points'
import { countedText } from './counted'
import { needKey, needTitles } from './needs'
import type { Content, Countable, Rule } from './scheme'
import { words } from './words'

/** One part of a scheme with the values it has, each by its label; `within` is the part that comes and goes with it. */
interface Part { id: string; name: string; within?: string; whole?: string; values: readonly (readonly [label: string, told: string])[] }

const bound = (value: number | null | undefined, told: (value: number) => string): string => (value === null || value === undefined ? words.unlimited : told(value))

function ruleParts(rules: readonly Rule[], where: string, known: readonly Countable[], within = ''): Part[] {
  return rules.map(rule => ({
    id: `rule:${rule.id}`, within, name: words.ruleIn(where, rule.text),
    values: [
      [words.rule, rule.text], [words.points, rule.zeroes ? words.zeroes : pointsText(rule.points_tenths ?? 0)], [words.mostTimes, bound(rule.most_times, String)], [words.cap, bound(rule.cap_tenths, pointsText)],
      [words.counts, countedText(rule, known)], [words.offer, rule.offer || words.none],
    ],
  }))
}

function dimensionParts(content: Content, known: readonly Countable[]): Part[] {
  const needs = needTitles(known)
  return content.dimensions.flatMap(one => [
    {
      id: `dimension:${one.key}`, name: one.title, whole: words.dimensionNamed(one.title, pointsText(one.maximum_tenths['frontline'] ?? 0), pointsText(one.maximum_tenths['office'] ?? 0)),
      values: [
        [words.name, one.title], ...(['frontline', 'office'] as const).map(profile => [words.maximum(words.profiles[profile]), pointsText(one.maximum_tenths[profile] ?? 0)] as const), [words.start, words.starts[one.start]],
        [words.pending, one.pending], [words.restsOn, one.needs.map(need => needs.get(needKey(need)) ?? '').join(phrases.and) || words.none],
      ] as const,
    },
    ...ruleParts(one.rules, one.title, known, `dimension:${one.key}`),
  ])
}

function procedureParts({ quota, ballot, calendar, stars, bonus, dimensions, note }: Content): Part[] {
  const titles = new Map(dimensions.map(one => [one.key, one.title]))
  const choices = ['excellent', 'good', 'basic', 'poor'] as const
  return [
    { id: 'bonus', name: words.bonus, values: [[words.bonusCap, pointsText(bonus.cap_tenths ?? 0)]] },
    { id: 'stars', name: words.stars, values: stars.map(one => [words.star(one.star), pointsText(one.at_least_tenths)] as const) },
    { id: 'quota', name: words.quota, values: [[words.percent, String(quota.percent)], [words.leastFrom, String(quota.least_from)], [words.tieBy[0]!, (quota.tie_by ?? []).map(key => titles.get(key) ?? key).join(phrases.and) || words.noTie]] },
    { id: 'ballot', name: words.ballot, values: choices.map(choice => [words.choices[choice], pointsText(ballot?.[choice] ?? 0)] as const) },
    { id: 'calendar', name: words.calendar, values: [[words.draftDay, String(calendar.draft_day)], [words.reviewDay, String(calendar.review_day)], [words.publicity, String(calendar.publicity_workdays)], [words.appeal, String(calendar.appeal_workdays)]] },
    { id: 'note', name: words.note, values: [[words.note, note || words.none]] },
  ]
}

const vetoParts = ({ vetoes }: Content): Part[] => vetoes.map(one => ({ id: `veto:${one.key}`, name: words.vetoNamed(one.title), values: [[words.vetoName, one.title], [words.vetoText, one.text]] }))

const partsOf = (content: Content, known: readonly Countable[]): Part[] =>
  [...dimensionParts(content, known), ...ruleParts(content.bonus.rules ?? [], words.bonus, known), ...procedureParts(content), ...vetoParts(content)]

/** One sentence for each thing that was added, taken away or set otherwise; none if both say the same. */
export function changesOf(before: Content, after: Content, known: readonly Countable[]): string[] {
  const [was, is] = [before, after].map(content => new Map(partsOf(content, known).map(part => [part.id, part]))) as [Map<string, Part>, Map<string, Part>]
  const added = [...is.values()].filter(part => !was.has(part.id)).map(part => words.added(part.whole ?? part.name))
  // The rules of a dimension that is gone went with it; one that stands elsewhere now is told there.
  const gone = [...was.values()].filter(part => !is.has(part.id) && !(part.within && !is.has(part.within))).map(part => words.removed(part.whole ?? part.name))
  const set = [...is.values()].flatMap(part => {
    const old = new Map(was.get(part.id)?.values)
    return part.values.filter(([label, told]) => old.has(label) && old.get(label) !== told).map(([label, told]) => words.changedTo(was.get(part.id)!.name, label, old.get(label)!, told))
  })
  return [...added, ...gone, ...set]
}
