/** The office's pages as the parts have them, fetched when one of them is opened; nothing here names them. */
import type { Me } from './api'
import { PAGE_GROUPS, pageFor, type Heed, type OfficePage, type OfficeRole, type SectionWords, type SettingsTab } from './office'

/** By the name that the part's section has on the server. */
export type Sections = Readonly<Record<string, SectionWords>>

interface OfficeModule {
  pages?: readonly OfficePage[]
  sections?: Sections
  settings?: readonly SettingsTab[]
  /** `title` names their kind where the part's page in the navigation does not. */
  heeds?: { roles: readonly OfficeRole[]; load: () => Promise<Heed[]>; title?: () => string }
}

const modules = (): Promise<OfficeModule[]> => Promise.all(Object.values(import.meta.glob<OfficeModule>('./*/office*.tsx')).map(load => load()))

const placeOf = ({ menu }: OfficePage): number => (menu ? PAGE_GROUPS.indexOf(menu[0]) * 100 + menu[1] : 999)

/** All office pages that the person may open, in order. */
export async function officePages(me: Me): Promise<OfficePage[]> {
  return (await modules()).flatMap(one => one.pages ?? [])
    .flatMap(page => pageFor(page, me) ?? [])
    .sort((a, b) => placeOf(a) - placeOf(b))
}

/** The addresses of all office pages, also of those that the person may not open. */
export const officePaths = async (): Promise<ReadonlySet<string>> => new Set((await modules()).flatMap(one => one.pages ?? []).map(page => page.path))

/** The words of all that parts tell in the ledger. */
export const sectionWords = async (): Promise<Sections> => Object.assign({}, ...(await modules()).map(one => one.sections)) as Sections

/** All tabs of settings that the person may open, in order. */
export async function settingsTabs(me: Me): Promise<SettingsTab[]> {
  const held = new Set(me.roles.map(one => one.role))
  return (await modules()).flatMap(one => one.settings ?? [])
    .filter(tab => tab.roles.some(role => held.has(role)))
    .sort((a, b) => a.place - b.place)
}

const kindOf = ({ heeds, pages }: OfficeModule): string => (heeds?.title ?? pages?.find(page => page.menu)?.title)?.() ?? ''

/** What waits for the person in all parts, in order of urgency. A part that cannot be asked now is left out until the next time. */
export async function officeHeeds(me: Me): Promise<Heed[]> {
  const asked = (await modules()).filter(one => one.heeds?.roles.some(role => me.roles.some(held => held.role === role)))
  const found = await Promise.all(asked.map(one => one.heeds!.load().then(heeds => heeds.map(heed => ({ ...heed, of: kindOf(one) })), (): Heed[] => [])))
  return found.flat().sort((a, b) => Number(b.tone === 'red') - Number(a.tone === 'red') || a.due_at - b.due_at)
}
