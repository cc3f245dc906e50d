/** The reasons of a return while they are written: a field opened for a reason stands here, with what was written so far. Pure. */

export type Reasons = Readonly<Record<string, string>>

/** Adds a phrase to what stands there; a phrase that is there already is taken out. */
export function withPhrase(reason: string, phrase: string): string {
  const parts = reason.split('；').map(part => part.trim()).filter(Boolean)
  return (parts.includes(phrase) ? parts.filter(part => part !== phrase) : [...parts, phrase]).join('；')
}

export const written = (reasons: Reasons): { field: string; reason: string }[] =>
  Object.entries(reasons).map(([field, reason]) => ({ field, reason: reason.trim() })).filter(one => one.reason)

/** Opened for a reason, and nothing written yet. */
export const unwritten = (reasons: Reasons): string[] => Object.keys(reasons).filter(field => !reasons[field]!.trim())
