/** Points as people type them. */

/** Tenths of what was typed; null for what is no number. */
export function tenthsOf(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'))
  return text.trim() === '' || !Number.isFinite(value) ? null : Math.round(value * 10)
}
