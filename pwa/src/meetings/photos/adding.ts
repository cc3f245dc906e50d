/** Puts a photo or scan into a meeting's record: on the disk before the screen says so. */
import { takeFile, type FileKind } from '../../photos/taking'
import { attachIntent, draftFiles, keepFile, type Phone } from '../../sync'

/**
 * Adds a file to a meeting's record. `exists` says, once the file is ready, whether the record has been saved by then: before that it belongs to the draft.
 * Throws NotTaken, or StorageFull, and then nothing was written.
 */
export async function addFile(phone: Phone, meeting: string, kind: FileKind, given: File, exists: () => boolean): Promise<void> {
  const ready = await takeFile(phone, { meeting, kind }, given)
  if (exists()) await phone.record([attachIntent(ready)], { files: [ready] })
  else await keepFile(phone.store, ready)
}

/** Names files that were left in a draft though their record has been saved: the app ended between the two. */
export async function attachLeft(phone: Phone, meeting: string): Promise<void> {
  const files = await draftFiles(phone.store, meeting)
  if (files.length) await phone.record(files.map(attachIntent), { files })
}
