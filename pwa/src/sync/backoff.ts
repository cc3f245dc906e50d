/** How long to wait after failures, for text and for bytes alike. */

const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 300_000

/** Full-jitter backoff: anywhere between nothing and a bound that doubles. */
export const backoff_ms = (failures: number, random: number): number =>
  Math.round(random * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures))
