/** Stories and honours as they lie on this phone. */
import type { HonourChoiceRow, HonourRow, StoryConsentRow, StoryPageRow } from '../generated/http'
import type { As } from '../rows'
import type { Phone } from '../sync'

export type BlockKind = 'paragraph' | 'heading' | 'quote' | 'picture'
/** A piece of a story: words, or a picture with the words that tell it. */
export interface Block { kind: BlockKind; text: string; picture: string }
/** A small copy: JPEG in base64, with the pixels of the picture. */
export interface Small { width: number; height: number; small: string }
export interface ToldHonour { year: number; level: string; title: string; name: string }
export interface Printed { on: string; place: string; copies: number; by_name: string }

/** What a page shows, from this phone, from the server, or as the office is writing it. */
export interface Told { kind: string; title: string; lead: string; org_name: string; names: string; blocks: readonly Block[]; pictures: Readonly<Record<string, Small>>; honours: readonly ToldHonour[]; published_at: number | null }

export type Page = As<Omit<StoryPageRow, 'blocks' | 'pictures' | 'honours'> & { blocks: Block[]; pictures: Record<string, Small>; honours: ToldHonour[] }>
export type ConsentState = 'asked' | 'given' | 'declined' | 'withdrawn'
/** Answered on this phone and not yet delivered, it keeps the old instant. */
export type Consent = As<Omit<StoryConsentRow, 'state' | 'printed'> & { state: ConsentState; printed: Printed[] }>
export type Honour = As<HonourRow>

const readPages = (phone: Pick<Phone, 'rows'>) => phone.rows<Page>('story_page')
const readConsents = (phone: Pick<Phone, 'rows'>) => phone.rows<Consent>('story_consent')

/** Everyone's pages, the newest first. Whoever has taken the consent back on this phone does not see the page any more, delivered or not. */
export async function readStories(phone: Pick<Phone, 'rows'>): Promise<Page[]> {
  const [pages, consents] = await Promise.all([readPages(phone), readConsents(phone)])
  const gone = new Set(consents.filter(one => one.state === 'withdrawn').map(one => one.story))
  return pages.filter(one => !one.member && !gone.has(one.story)).sort((a, b) => b.published_at - a.published_at)
}

/** Everyone's page of a story; null where this phone does not carry it. */
export const readStory = async (phone: Pick<Phone, 'rows'>, story: string): Promise<Page | null> => (await readStories(phone)).find(one => one.story === story) ?? null

/** What the person is or was asked, the newest first. */
export const readAsked = async (phone: Pick<Phone, 'rows'>): Promise<Consent[]> => (await readConsents(phone)).sort((a, b) => b.asked_at - a.asked_at)

export interface Question { consent: Consent; page: Page | null; waiting: boolean }

/** One question with exactly what is asked about. */
export async function readQuestion(phone: Phone, id: string): Promise<Question | null> {
  const [consent, pages, { waiting }] = await Promise.all([phone.row<Consent>('story_consent', id), readPages(phone), phone.touched()])
  return consent && { consent, page: pages.find(one => one.story === consent.story && one.member === consent.member) ?? null, waiting: waiting.has(id) }
}

export interface Honours { own: Honour[]; branch: Honour[]; levels: ReadonlyMap<string, string> }

/** The person's own honours, and those of the branch and its members that this phone holds; the newest year first. */
export async function readHonours(phone: Pick<Phone, 'rows'>, member: string | null): Promise<Honours> {
  const [rows, choices] = await Promise.all([phone.rows<Honour>('honour'), phone.rows<As<HonourChoiceRow>>('honour_choice')])
  const sorted = rows.sort((a, b) => b.year - a.year || (a.id < b.id ? -1 : 1))
  return { own: sorted.filter(one => one.member !== '' && one.member === member), branch: sorted.filter(one => one.member === '' || one.member !== member), levels: new Map(choices.map(one => [one.key, one.title])) }
}

/** A small copy as an address of an image. */
export const smallSrc = (small: string): string => `data:image/jpeg;base64,${small}`

/** The small copy of the first picture, for a list. */
export function coverOf({ blocks, pictures }: Pick<Told, 'blocks' | 'pictures'>): string {
  const first = blocks.find(one => one.kind === 'picture' && pictures[one.picture])
  return first ? pictures[first.picture]!.small : ''
}
