/** Tells hand or ear that something is saved on this phone, for whoever cannot look at the screen. */
import type { Signs } from './settings'

const BUZZ_MS = [60, 50, 60]
const [TONE_HZ, TONE_S, LOUDNESS] = [880, 0.18, 0.2]

let speaker: AudioContext | null = null

function beep(): void {
  speaker ??= new AudioContext()
  void speaker.resume()
  const [tone, volume] = [speaker.createOscillator(), speaker.createGain()]
  const now = speaker.currentTime
  tone.frequency.value = TONE_HZ
  volume.gain.setValueAtTime(LOUDNESS, now)
  volume.gain.linearRampToValueAtTime(0, now + TONE_S)
  tone.connect(volume).connect(speaker.destination)
  tone.start(now)
  tone.stop(now + TONE_S)
}

/** Whether this phone can give the sign at all. */
export const canGive = (sign: Signs): boolean => sign === 'none' || (sign === 'vibration' ? 'vibrate' in navigator : 'AudioContext' in window)

export function give(sign: Signs): void {
  if (!canGive(sign) || document.hidden) return
  if (sign === 'vibration') navigator.vibrate(BUZZ_MS)
  if (sign === 'sound') beep()
}
