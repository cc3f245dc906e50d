/** Takes the person's own data off this phone as a file; nothing is asked of the server. */
import { Button, Card, Section } from '../ui'
import { saveOwn } from './ownData'
import { t } from './words'

export const OwnData = () => (
  <Section title={t.own.title}>
    <Card>
      <p class="small soft">{t.own.text}</p>
      <div class="ways">
        <Button wide icon="download" onClick={() => { void saveOwn('html') }}>{t.own.readable}</Button>
        <Button wide icon="download" onClick={() => { void saveOwn('json') }}>{t.own.data}</Button>
      </div>
    </Card>
  </Section>
)
