/** The photos and scans of a meeting whose rows this browser does not hold: asked of the server, or said why not. */
import { useEffect, useMemo } from 'preact/hooks'
import { Answered } from './answered'
import { FileList } from './FileList'
import { shownFiles } from './files'
import { fileWords } from './fileWords'
import type { FileOut } from './generated/http'
import { Resource } from './load'

/** They are asked for again when `version` changes. */
export function FilesOf({ meeting, version = '' }: { meeting: string; version?: string }) {
  const found = useMemo(() => new Resource<FileOut[]>(), [])
  const load = (): void => { void found.load(`/api/files?meeting=${encodeURIComponent(meeting)}`) }
  useEffect(load, [meeting, version])
  return (
    <Answered of={found.state.value} waiting={fileWords.waiting} again={load}>
      {files => (files.length ? <FileList files={shownFiles(files, [])} /> : <p class="soft">{fileWords.none}</p>)}
    </Answered>
  )
}
