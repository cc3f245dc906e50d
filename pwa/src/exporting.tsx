/** Takes away as a file what a page shows, by the filter it has now. */
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { ProblemNotice } from './answered'
import { apiFile, asProblem, type Problem } from './api'
import { download } from './download'
import { words } from './exportWords'
import { Button } from './ui'

/** A mine's longest lists take the server some seconds to write, and a slow line some minutes to carry. */
const LONG_MS = 600_000

type Query = Record<string, string | null | undefined>

const addressOf = (path: string, query: Query): string => {
  const given = Object.entries(query).filter((one): one is [string, string] => Boolean(one[1]))
  return given.length ? `${path}?${new URLSearchParams(given).toString()}` : path
}

interface TakeProps { path: string; query?: Query; file: string; label?: string; small?: boolean; children: ComponentChildren }

/** Any file of the server; `file` is its name here. */
export function TakeButton({ path, query = {}, file, label, small, children }: TakeProps) {
  const busy = useSignal(false)
  const problem = useSignal<Problem | null>(null)
  const take = async () => {
    busy.value = true
    problem.value = null
    try {
      download(await apiFile(addressOf(path, query), { timeout_ms: LONG_MS }), file)
    } catch (error) {
      problem.value = asProblem(error)
    }
    busy.value = false
  }
  return (
    <>
      <Button icon="download" busy={busy.value} {...(label ? { label } : {})} {...(small ? { small } : {})} onClick={() => { void take() }}>{busy.value ? words.busy : children}</Button>
      {problem.value && <ProblemNotice problem={problem.value} />}
    </>
  )
}

/** A list as a workbook; `name` is that of the file, without its ending. */
export const ExportButton = ({ name, ...from }: { path: string; query?: Query; name: string; small?: boolean }) =>
  <TakeButton {...from} file={`${name}.xlsx`} label={words.label(name)}>{words.take}</TakeButton>
