/** Says that the holidays of a year are not on record, and leads to where the office enters them. */
import { me } from '../../session'
import { to } from '../../route'
import { ButtonLink, Notice } from '../../ui'
import { t } from '../words'

export function HolidayNotice({ year }: { year: number }) {
  const mayEnter = me.value?.roles.some(one => one.role === 'office')
  return (
    <Notice tone="heed" title={t.notice.title(year)} actions={mayEnter && <ButtonLink small href={to(`office/settings/calendar?year=${year}`)}>{t.notice.enter(year)}</ButtonLink>}>
      <p>{t.notice.text}</p>
    </Notice>
  )
}
