/** Makes the file that leaves the phone, and hands it to another app or to the folder of downloads. */
import type { Names } from '../branch'
import { download } from '../download'
import { stepName } from '../mutationWords'
import { phrases } from '../phrases'
import type { Phone } from '../sync'
import type { Json } from '../sync'
import type { RescueKey } from '../sync/rescueKey'
import { sealQueue } from '../sync/rescue'
import { recordDrafts } from '../sync/shortForms'
import { momentText } from '../time'
import { q } from './queueWords'
import { fetchTellings, told } from './telling'

declare const VERSION: string

export interface Exported { file: File; code: string }

/** Text, because chats and share sheets take text files and refuse kinds that they do not know. */
const textFile = (name: string, parts: readonly string[]): File => new File([parts.join('\n\n')], name, { type: 'text/plain' })

export async function makeSealed(phone: Phone, key: RescueKey, name: string, withDrafts: boolean): Promise<Exported> {
  const { code, armour } = await sealQueue(phone.store, key, VERSION, Date.now(), withDrafts)
  return { code, file: textFile(q.fileName(name, code), [q.fileHead(name, code), armour]) }
}

/** Every text in a draft, whatever its form. */
function textsIn(value: Json): string[] {
  if (typeof value === 'string') return value.trim() ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(one => textsIn(one as Json))
}

/** The queue in plain words, for typing in later: the only copy where nothing can be sealed. */
export async function makeReadable(phone: Phone, name: string, names: Names): Promise<File> {
  const [entries, begun, telling] = await Promise.all([phone.waiting(), recordDrafts<Json>(phone.store), fetchTellings()])
  const steps = entries.map(({ mutation, made_at }) =>
    [`${momentText(made_at)} ${stepName(mutation.name)}`, ...told(telling, mutation, names).map(([label, value]) => phrases.named(label, value))].join('\n'))
  const written = begun.map(draft => [momentText(draft.saved_at), ...textsIn(draft.content)].join('\n'))
  return textFile(q.plainName(name), [q.plainHead(name), ...steps, ...written])
}

export const shareable = (file: File): boolean => typeof navigator.canShare === 'function' && navigator.canShare({ files: [file] })

/** Offers the file to the phone's other apps; false where the person went back. */
export async function share(file: File): Promise<boolean> {
  try {
    await navigator.share({ files: [file] })
    return true
  } catch {
    return false
  }
}

export async function save(file: File): Promise<boolean> {
  download(file, file.name)
  return true
}
