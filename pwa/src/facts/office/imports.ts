/** The steps of an import of facts: what it is about, the sheet on trial, the import. The file itself stays in this tab. */
import { signal } from '@preact/signals'
import { api, apiFile, asProblem, type Problem } from '../../api'
import { download } from '../../download'
import type { FactReport } from '../../generated/http'
import { quarter } from './Head'
import { words } from './words'

const BYTES_AT_MOST = 10_000_000
const PATIENCE_MS = 180_000

export interface Importing {
  kind: string
  /** Branches for which the list is complete. */
  branches: readonly string[]
  file: File | null
  fault: string | null
  report: FactReport | null
  problem: Problem | null
  busy: 'reading' | 'importing' | null
}

const NOTHING = { file: null, fault: null, report: null, problem: null, busy: null }

export const importing = signal<Importing>({ kind: 'violation', branches: [], ...NOTHING })

/** Counts what was begun: an answer that was overtaken is dropped. */
let turn = 0

export const forget = (): void => { turn++; importing.value = { ...importing.value, ...NOTHING } }

export function setAbout(about: Partial<Pick<Importing, 'kind' | 'branches'>>): void {
  importing.value = { ...importing.value, ...about }
  if (importing.value.report?.dry_run) void run('reading')
}

function pathOf(path: string, dryRun: boolean): string {
  const { kind, branches, file } = importing.value
  const query = new URLSearchParams({ kind, quarter: quarter.value, file_name: file?.name ?? '', dry_run: String(dryRun) })
  for (const branch of branches) query.append('branch', branch)
  return `${path}?${query.toString()}`
}

export async function run(busy: 'reading' | 'importing'): Promise<void> {
  const { file } = importing.value
  // An import changes data: its answer must be seen, so no trial overtakes it.
  if (!file || importing.value.busy === 'importing') return
  const mine = ++turn
  importing.value = { ...importing.value, busy, problem: null }
  try {
    const report = await api<FactReport>(pathOf('/api/facts/import', busy === 'reading'), { method: 'POST', body: file, timeout_ms: PATIENCE_MS })
    if (mine === turn) importing.value = { ...importing.value, report, busy: null }
  } catch (error) {
    if (mine === turn) importing.value = { ...importing.value, report: null, problem: asProblem(error), busy: null }
  }
}

export async function choose(file: File): Promise<void> {
  const fault = !/\.xlsx$/i.test(file.name) ? words.notExcel : file.size > BYTES_AT_MOST ? words.tooLarge : null
  forget()
  importing.value = { ...importing.value, file: fault ? null : file, fault }
  if (!fault) await run('reading')
}

async function save(path: string, ask: Parameters<typeof apiFile>[1], name: string): Promise<void> {
  try {
    download(await apiFile(path, ask), name)
  } catch (error) { importing.value = { ...importing.value, problem: asProblem(error) } }
}

export const downloadMarked = (file: File): Promise<void> =>
  save(pathOf('/api/facts/import/problems', true), { method: 'POST', body: file, timeout_ms: PATIENCE_MS }, words.fileName(file.name))

export const downloadTemplate = (kind: string, title: string): Promise<void> => save(`/api/facts/template?kind=${kind}`, {}, words.templateName(title))
