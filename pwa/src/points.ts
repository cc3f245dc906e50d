/** Points as people write them. */

/** Tenths of a point: 15, 7.5, -2; a dash where there are none yet. */
export const pointsText = (tenths: number | null): string => (tenths === null ? '–' : String(tenths / 10))
