/** The steps of an import: choose, read on trial, import. The file itself stays in this tab. */
import { signal } from '@preact/signals'
import { api, apiFile, asProblem, type Problem } from '../../api'
import { download } from '../../download'
import type { RosterReport } from './types'
import { words } from './words'

const BYTES_AT_MOST = 10_000_000
const PATIENCE_MS = 180_000

export interface Import {
  file: File | null
  /** What is wrong with the file before it is sent. */
  fault: string | null
  report: RosterReport | null
  problem: Problem | null
  busy: 'reading' | 'importing' | 'marking' | null
}

const NOTHING: Import = { file: null, fault: null, report: null, problem: null, busy: null }

export const roster = signal<Import>(NOTHING)

export const forgetRoster = (): void => { roster.value = NOTHING }

/** Why a file is not even sent; null when it may be. */
export function faultOf(file: Pick<File, 'name' | 'size'>): string | null {
  if (!/\.xlsx$/i.test(file.name)) return words.notExcel
  return file.size > BYTES_AT_MOST ? words.tooLarge : null
}

async function send(file: File, dryRun: boolean): Promise<RosterReport> {
  return api<RosterReport>(`/api/roster?dry_run=${dryRun}`, { method: 'POST', body: file, timeout_ms: PATIENCE_MS })
}

async function run(busy: 'reading' | 'importing'): Promise<void> {
  const { file } = roster.value
  if (!file) return
  roster.value = { ...roster.value, busy, problem: null }
  try {
    const report = await send(file, busy === 'reading')
    if (roster.value.file === file) roster.value = { ...roster.value, report, busy: null }
  } catch (error) {
    if (roster.value.file === file) roster.value = { ...roster.value, problem: asProblem(error), busy: null }
  }
}

export async function choose(file: File): Promise<void> {
  const fault = faultOf(file)
  roster.value = { ...NOTHING, file: fault ? null : file, fault }
  if (!fault) await run('reading')
}

export const readAgain = (): Promise<void> => run('reading')
export const importNow = (): Promise<void> => run('importing')

/** The same workbook with a column that says what is wrong with each refused row. */
export async function downloadMarked(): Promise<void> {
  const { file } = roster.value
  if (!file) return
  roster.value = { ...roster.value, busy: 'marking', problem: null }
  try {
    download(await apiFile('/api/roster/problems', { method: 'POST', body: file, timeout_ms: PATIENCE_MS }), words.fileName(file.name))
    roster.value = { ...roster.value, busy: null }
  } catch (error) {
    roster.value = { ...roster.value, problem: asProblem(error), busy: null }
  }
}

/** Rows that are refused; one row may have several reasons. */
export const refusedRows = (report: RosterReport): number => new Set(report.problems.map(problem => problem.row)).size
