/** How this phone looks, is held and answers; the same choices stand on the page of what to check before going underground. */
import { canGive } from '../saidSaved'
import { hands, scene, signs, size, touch, type Hands, type Scene, type Signs, type Size, type Touch } from '../settings'
import { chooseLanguage, language, type Language } from '../text'
import { Card, Chips, Section, type Choice } from '../ui'
import { t } from './words'

const entries = <T extends string>(words: Record<T, string>): Choice<T>[] => (Object.keys(words) as T[]).map(value => ({ value, label: words[value] }))

interface PickProps<T extends string> { label: string; words: Record<T, string>; value: T; choose: (value: T) => void; columns?: 2 | 3 }

function Pick<T extends string>({ label, words, value, choose, columns = 2 }: PickProps<T>) {
  return <><h3 class="me-label">{label}</h3><Chips<T> label={label} columns={columns} choices={entries(words)} value={value} onChoose={choose} /></>
}

const SIGNS = ['none', 'vibration', 'sound'] as const

const Sizes = () => <Pick<Size> label={t.size} words={t.sizes} value={size.value} choose={value => { size.value = value }} />
const Languages = () => <Pick<Language> label={t.language} words={t.languages} value={language.value} choose={value => { void chooseLanguage(value) }} />

/** What may be chosen in front of a desk, where nobody wears gloves. */
export const DeskLook = () => (
  <Section title={t.look}>
    <Card><Pick<Scene> label={t.scene} words={t.desk.scenes} value={scene.value} choose={value => { scene.value = value }} /><Sizes /><Languages /></Card>
  </Section>
)

export function Look() {
  const able = SIGNS.filter(canGive)
  const told = Object.fromEntries(able.map(sign => [sign, t.signsOf[sign]])) as Record<Signs, string>
  return (
    <Section title={t.look}>
      <Card>
        <Pick<Scene> label={t.scene} words={t.scenes} value={scene.value} choose={value => { scene.value = value }} />
        <Sizes />
        <Pick<Touch> label={t.touch} words={t.touches} value={touch.value} choose={value => { touch.value = value }} />
        <Pick<Hands> label={t.hands} words={t.handsOf} value={hands.value} choose={value => { hands.value = value }} />
        {able.length > 1 && <Pick<Signs> label={t.signs} words={told} value={signs.value} columns={3} choose={value => { signs.value = value }} />}
        <Languages />
      </Card>
    </Section>
  )
}
