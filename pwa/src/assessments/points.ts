/** Tenths of a point as people read and write them. */

export const pointsText = (tenths: number): string => String(tenths / 10)

/** Tenths of what was typed; null for what is no number. */
export function tenthsOf(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'))
  return text.trim() === '' || !Number.isFinite(value) ? null : Math.round(value * 10)
}
