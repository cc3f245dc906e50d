/** A mark in words. */
import { shell, wordFor } from './words'

/** How somebody came, and why not; a reason that says no more than the mark is not said again. */
export function attendanceText(status: string, reason: string): string {
  const word = wordFor(shell.attendance, status)
  return reason && reason !== word ? `${word} · ${reason}` : word
}
