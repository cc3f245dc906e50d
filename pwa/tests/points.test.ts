/** Points in words. */
import { expect, test } from 'vitest'
import { pointsText } from '../src/points'

test('tenths are written as points, and a dash where there are none yet', () => {
  expect([pointsText(150), pointsText(75), pointsText(-20), pointsText(0), pointsText(null)]).toEqual(['15', '7.5', '-2', '0', '–'])
})
