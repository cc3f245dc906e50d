/** Says in words that the browser cleared a store of this phone, and what that means. */
import { acknowledge, missing } from '../keys'
import { Button, Sheet } from '../ui'
import { t } from './missingWords'

export function Missing() {
  const unread = missing.value.filter(one => !one.read)
  const waiting = unread.reduce((sum, one) => sum + one.waiting, 0)
  return (
    <Sheet title={t.title} open={unread.length > 0} onClose={acknowledge} actions={<Button kind="main" onClick={acknowledge}>{t.ok}</Button>}>
      <p>{waiting ? t.lost(waiting) : t.clean}</p>
      <p>{t.advice}</p>
    </Sheet>
  )
}
