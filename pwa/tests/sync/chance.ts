/** Random choices that come again from the same seed. */

export class Chance {
  private state: number
  constructor(seed: number) { this.state = seed >>> 0 }

  /** From 0 up to, not including, 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }

  below(bound: number): number { return Math.floor(this.next() * bound) }
  once(one_in: number): boolean { return this.below(one_in) === 0 }
  pick<T>(from: readonly T[]): T { return from[this.below(from.length)]! }
}

/** Lets whatever is ready go on, a number of times. */
export async function ticks(count: number): Promise<void> {
  for (let n = 0; n < count; n++) await new Promise(resolve => setImmediate(resolve))
}
