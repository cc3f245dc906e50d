/** What the office does with the one account that is selected: sign it out everywhere, disable it, enable it again; each with a reason. */
import { useSignal } from '@preact/signals'
import { api } from '../../api'
import { phrases } from '../../phrases'
import { ReasonSheet } from '../../reasoning'
import { Button } from '../../ui'
import { announce } from '../../ui/Announcer'
import { find, people, unselect } from './people'
import type { Person } from './types'
import { words } from './words'

type Act = keyof typeof words.accountActs

export function AccountActs({ person }: { person: Person }) {
  const asking = useSignal<Act | null>(null)
  const act = asking.value
  const ask = (wanted: Act) => <Button kind="quiet" onClick={() => { asking.value = wanted }}>{words.accountActs[wanted]}</Button>
  const send = async (reason: string) => {
    await api(`/api/accounts/${person.account}/${act}`, { method: 'POST', body: { reason } })
    announce(words.accountDone)
    unselect()
    void find(people.value.search)
  }
  return (
    <>
      {person.disabled ? ask('enable') : <>{person.has_login && ask('sign-out')}{ask('disable')}</>}
      {act && <ReasonSheet title={`${words.accountActs[act]}${phrases.colon}${person.name}`} send={words.accountActs[act]} onSend={send} onClose={() => { asking.value = null }}><p>{words.accountTexts[act]}</p></ReasonSheet>}
    </>
  )
}
